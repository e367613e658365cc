// kwanus init: lays down a governance repository, or completes one. What exists is kept.

import { lstatSync } from "node:fs";
import { join } from "node:path";
import { type BodyId, type Founding, idsFault, idsIn, quorumFault, quorumIn, seatOf } from "../../acts/founding.ts";
import { type Forge, forges, fragileBodies, init, initResources, type LaidDown } from "../../acts/init.ts";
import { exits } from "../../failure.ts";
import { authorityOf, bodiesOfSpecification } from "../../model/authority.ts";
import { type Model, readModel } from "../../model/model.ts";
import type { Repository } from "../../repo/repository.ts";
import { terminal } from "../../reporters/escape.ts";
import type { Command, Option, Outcome } from "../command.ts";
import { answer, type Step } from "../prompts.ts";
import { checkedBase, forgeOfRemotes, likelyBase, shortName } from "../protected-branch.ts";
import { readResource } from "../resources.ts";
import type { World } from "../world.ts";

interface Input {
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

const seatOptions = bodiesOfSpecification.flatMap((id): Option[] => [
  { flag: `--${id.toLowerCase()}`, value: "IDS", description: `members of ${id} (${remits[id]}), separated by commas` },
  { flag: `--${id.toLowerCase()}-deputies`, value: "IDS", description: `who votes when no member of ${id} can` },
]);

export default {
  name: "init",
  summary: "Lay down a governance repository",
  description:
    "Writes policy, people, registries, CI and editor settings into the working tree of a Git repository, and remembers which branch is protected. Files that exist are kept, so running it again completes what is missing.",
  options: [
    ...seatOptions,
    { flag: "--quorum", value: "N", description: "approvals every body needs: majority of its members, or a number" },
    { flag: "--forge", value: "FORGE", choices: forges, description: "whose CI files to write" },
    { flag: "--base", value: "REF", description: "full name of the protected branch: refs/remotes/origin/main" },
    { flag: "--install", value: "PACKAGE", description: "what CI runs through npx instead of this version of kwanus" },
  ],
  examples: [
    { command: "kwanus init", what: "asks for everything" },
    {
      command: "kwanus init --tsc ada,tom --sco bo,sal --erc erin --erc-deputies kim --cgb lee,omar",
      what: "asks nothing where nobody can be asked",
    },
  ],
  exits: { 1: "something stands in the way", 3: "not a Git repository, or it cannot be written" },
  writes: true,

  async run(input, world) {
    const repository = await world.repository();
    const tree = await readModel(await repository.workingTree());
    const founded = tree.snapshot.files.has("governance/policy.yaml");
    const { answers, again } = await answer<Input>(await stepsOf(repository, tree, founded, world), input, world);
    const base = checkedBase(answers.base ?? repository.config("kwanus.base") ?? "");
    const laid = await init({
      tree,
      founding: founded ? null : foundingOf(answers),
      forge: await forgeOf(answers, repository, tree),
      branch: shortName(base),
      repo: world.uuid(),
      version: world.version,
      install: answers.install ?? `kwanus@${world.version}`,
      resources: new Map(
        await Promise.all(initResources.map(async (path) => [path, await readResource(path)] as const)),
      ),
    });
    return outcomeOf(laid, { base, again, ignored: founded ? seatsGiven(input) : [] }, repository, world);
  },
} satisfies Command<Input>;

async function stepsOf(repository: Repository, tree: Model, founded: boolean, world: World): Promise<Step[]> {
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

function foundingOf(answers: Input): Founding {
  return { seats: seatsIn(answers), quorum: quorumIn(answers.quorum ?? "majority") ?? "majority" };
}

function seatsGiven(input: Input): string[] {
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
async function forgeOf(answers: Input, repository: Repository, tree: Model): Promise<Forge> {
  return forgeKept(tree) ?? answers.forge ?? forgeOfRemotes(repository) ?? "github";
}

interface Said {
  readonly base: string;
  readonly again: string | null;
  /** Flags that were given for a policy that exists. */
  readonly ignored: readonly string[];
}

function outcomeOf({ files, model }: LaidDown, said: Said, repository: Repository, world: World): Outcome {
  const kept = files.filter(({ path }) => isKept(join(repository.root, path)));
  const fresh = files.filter((file) => !kept.includes(file));
  const keptLines = kept.map(({ path }) => `kept   ${terminal(path)}\n`).join("");
  const settings = repository.config("kwanus.base") === said.base ? [] : [{ key: "kwanus.base", value: said.base }];
  const hints = hintsOf(model, said, fresh.length);
  if (fresh.length === 0) return { output: `${keptLines}nothing is missing\n`, exit: exits.holds, settings, hints };
  return {
    output: keptLines,
    exit: exits.holds,
    change: { files: fresh, destination: { to: "working-tree" } },
    settings,
    ...(world.dryRun ? {} : { hints }),
  };
}

/** A folder or device in a file's place is no file to keep: writing says so. */
function isKept(place: string): boolean {
  try {
    const found = lstatSync(place);
    return found.isFile() || found.isSymbolicLink();
  } catch {
    return false;
  }
}

function hintsOf(model: Model, { again, ignored }: Said, written: number): string[] {
  const authority = authorityOf(model);
  const waiting = (authority?.policy.bodies ?? [])
    .flatMap(({ members }) => members)
    .filter((person) => authority?.missing.some((line) => line.startsWith(`${person} `)));
  const hints = fragileBodies(model).map(
    (id) => `warning ${id} has one member and no deputy: when that person is away, nothing can be decided`,
  );
  if (ignored.length > 0)
    hints.push(`warning governance/policy.yaml was there already, so ${ignored.join(", ")} changed nothing`);
  if (waiting.length > 0)
    hints.push(
      `next    git add --all && git commit -m "Lay down governance", then on this branch each founder: kwanus person accept ${waiting[0]}`,
      `        still to accept: ${waiting.join(", ")}`,
      "then    the landing that holds all their keys is the root of trust: kwanus validate names the commit to pin, and from then on only decisions change the rules",
    );
  else if (written > 0)
    hints.push("next    the root of trust stands, so these files are governed: kwanus propose governance files them");
  if (again !== null) hints.push(`the same without questions: ${again}`);
  return hints;
}
