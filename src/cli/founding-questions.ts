// The questions `kwanus init` asks, the flags that answer them, and what the answers mean together.

import { type BodyId, type Founding, idsFault, idsIn, quorumFault, quorumIn, seatOf } from "../acts/founding.ts";
import { type Forge, forges } from "../acts/init.ts";
import { bodiesOfSpecification } from "../model/authority.ts";
import type { Model } from "../model/model.ts";
import type { Repository } from "../repo/repository.ts";
import type { Option } from "./command.ts";
import type { Step } from "./prompts.ts";
import { forgeOfRemotes, likelyBase } from "./protected-branch.ts";
import type { World } from "./world.ts";

export interface Input {
  readonly forge?: Forge;
  readonly base?: string;
  readonly quorum?: string;
  readonly install?: string;
  /** `tsc`, `tscDeputies` and so on: ids separated by commas. */
  readonly [seats: string]: unknown;
}

const remits: Readonly<Record<BodyId, string>> = {
  TSC: "technical",
  SCO: "security and compliance",
  ERC: "workflows and extensions",
  CGB: "the ecosystem, with the last word",
};

const examples: Readonly<Record<BodyId, string>> = { TSC: "ada,tom", SCO: "bo,sal", ERC: "erin", CGB: "lee,omar" };

/** `--tsc`, `--tsc-deputies` and so on. */
export const seatOptions = bodiesOfSpecification.flatMap((id): Option[] => [
  { flag: `--${id.toLowerCase()}`, value: "IDS", description: `members of ${id} (${remits[id]}), separated by commas` },
  { flag: `--${id.toLowerCase()}-deputies`, value: "IDS", description: `who votes when no member of ${id} can` },
]);

/** What is asked where it was not given: nothing that a policy, kwanus.yaml or the remotes say already. */
export async function stepsOf(repository: Repository, tree: Model, founded: boolean, world: World): Promise<Step[]> {
  const bodies = founded ? [] : bodiesOfSpecification.flatMap((id) => seatSteps(id, world));
  const quorum: Step = {
    type: "text",
    flag: "--quorum",
    message: "How many approvals make a body approve (majority, or a number)",
    example: "majority",
    default: "majority",
    check: quorumFault,
  };
  const forge: Step = {
    type: "select",
    flag: "--forge",
    message: "Where the repository is hosted",
    choices: forges.map((value) => ({ value })),
    default: "github",
  };
  const known = forgeKept(tree) ?? forgeOfRemotes(repository);
  const guess = repository.config("kwanus.base") ?? (await likelyBase(repository));
  const base: Step = {
    type: "text",
    flag: "--base",
    message: "Protected branch, by its full name",
    example: "refs/remotes/origin/main",
    ...(guess === null ? {} : { default: guess }),
    check: (text) =>
      /^refs\/(heads|remotes\/[^/]+)\/./.test(text) ? null : "must be a full name, refs/heads/… or refs/remotes/…",
  };
  return [
    ...bodies,
    ...(founded ? [] : [quorum]),
    (given) => (known !== null && given["forge"] === undefined ? null : forge),
    (given) => (repository.config("kwanus.base") !== null && given["base"] === undefined ? null : base),
  ];
}

/** Members are always asked for; deputies where one person alone would carry the body. */
function seatSteps(id: BodyId, { interactive }: World): Step[] {
  const flag = `--${id.toLowerCase()}`;
  // Without a terminal earlier answers may be examples, and `init` looks at all of them together anyway.
  const checked = (given: Readonly<Record<string, unknown>>, own: string) => (text: string) => {
    const taken = interactive
      ? idsIn(text).find((person) => seatOf(person, seatsBefore(given, own)) !== null)
      : undefined;
    return idsFault(text) ?? (taken === undefined ? null : `names ${taken}, who has a seat already`);
  };
  return [
    (given) => ({
      type: "text",
      flag,
      message: `Members of ${id} (${remits[id]}), ids separated by commas`,
      example: examples[id],
      check: checked(given, id.toLowerCase()),
    }),
    (given) => {
      const alone = idsIn(String(given[id.toLowerCase()] ?? "")).length === 1;
      if (given[`${id.toLowerCase()}Deputies`] === undefined && !(alone && interactive)) return null;
      return {
        type: "text",
        flag: `${flag}-deputies`,
        message: `Deputies of ${id}, who vote when its one member cannot (may be empty)`,
        example: "kim",
        optional: true,
        check: checked(given, `${id.toLowerCase()}Deputies`),
      };
    },
  ];
}

function seatsBefore(given: Readonly<Record<string, unknown>>, own: string): Partial<Founding["seats"]> {
  return seatsIn(Object.fromEntries(Object.entries(given).filter(([key]) => key !== own)));
}

function seatsIn(given: Readonly<Record<string, unknown>>): Founding["seats"] {
  const ids = (key: string) => idsIn(String(given[key] ?? ""));
  const seats = bodiesOfSpecification.map((id) => [
    id,
    { members: ids(id.toLowerCase()), deputies: ids(`${id.toLowerCase()}Deputies`) },
  ]);
  return Object.fromEntries(seats);
}

/** Seats and quorum out of answers whose form was checked. */
export function foundingOf(answers: Input): Founding {
  return { seats: seatsIn(answers), quorum: quorumIn(answers.quorum ?? "majority") ?? "majority" };
}

/** The flags about bodies that were typed, for a policy that exists and does not listen to them. */
export function seatsGiven(input: Input): string[] {
  return [...seatOptions.map(({ flag }) => flag), "--quorum"].filter((flag) => {
    const key = flag.slice(2).replace("-deputies", "Deputies");
    return input[key] !== undefined;
  });
}

function forgeKept({ documents }: Model): Forge | null {
  const document = documents.get("kwanus.yaml");
  const value = document?.shaped === true ? (document.value as { spec: { forge: Forge } }) : null;
  return value?.spec.forge ?? null;
}

/** What the repository says of itself wins over a flag: kwanus.yaml is kept. */
export function forgeOf(answers: Input, repository: Repository, tree: Model): Forge {
  return forgeKept(tree) ?? answers.forge ?? forgeOfRemotes(repository) ?? "github";
}
