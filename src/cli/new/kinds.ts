// Every kind `kwanus new` writes, in the order it offers them. A new one is a file beside this and a line here.

import { Failure } from "../../failure.ts";
import type { Option } from "../command.ts";
import type { Step } from "../prompts.ts";
import { keyOf } from "../shell-words.ts";
import checkpoint from "./checkpoint.ts";
import docs from "./docs.ts";
import type { Answers, Around, Making } from "./making.ts";
import { component, integration } from "./manifest.ts";
import measurement from "./measurement.ts";
import monitoring from "./monitoring.ts";
import partner from "./partner.ts";
import person from "./person.ts";
import plan from "./plan.ts";
import release from "./release.ts";
import review from "./review.ts";
import risk from "./risk.ts";
import transition from "./transition.ts";
import withdrawal from "./withdrawal.ts";

export const makings: readonly Making[] = [
  partner,
  integration,
  component,
  risk,
  plan,
  checkpoint,
  monitoring,
  docs,
  transition,
  release,
  review,
  measurement,
  person,
  withdrawal,
];

export const kindNames: readonly string[] = makings.map(({ kind }) => kind);

/** The kinds that have a use for each option, by its flag. */
const uses = new Map<string, string[]>();
for (const { kind, options } of makings)
  for (const { flag } of options) uses.set(flag, [...(uses.get(flag) ?? []), kind]);

/** The options of all kinds, each once, under the kinds it belongs to. */
export const makingOptions: readonly Option[] = [...uses].map(([flag, kinds]): Option => {
  const [option, ...others] = makings.flatMap(({ options }) => options.filter((one) => one.flag === flag));
  if (option === undefined) throw new Error(`no option ${flag}`);
  // The command line has one of each: it would read the answers of one kind as those of another.
  if (others.some((one) => one.many !== option.many || (one.value === undefined) !== (option.value === undefined)))
    throw new Error(`${flag} is not given in the same way for ${kinds.join(" and ")}`);
  const description = [...new Set([option, ...others].map((one) => one.description))].join("; ");
  const heading = kinds.join(", ");
  return { ...option, description, group: `${heading.charAt(0).toUpperCase()}${heading.slice(1)}:` };
});

/** The page of help of one kind: its own options, and those of every kind. */
export function helpOnKind(kind: string): { told: string; flags(flag: string): boolean } {
  const told = makings.find((making) => making.kind === kind)?.told ?? "";
  return { told, flags: (flag) => uses.get(flag)?.includes(kind) ?? true };
}

/** Which kind, and then every question of it. */
export function makingSteps(around: Around): Step[] {
  return [
    {
      type: "select",
      flag: "KIND",
      message: "What do you write?",
      choices: makings.map(({ kind, told }) => ({ value: kind, label: `${kind}: ${told}` })),
    },
    ...makings.flatMap(({ kind, steps }) =>
      steps(around).map(
        (step): Step =>
          (answers) => {
            if (answers["kind"] !== kind) return null;
            return typeof step === "function" ? step(answers) : step;
          },
      ),
    ),
  ];
}

/** The options that were given: a switch that is off and an empty list say nothing. */
export function givenAnswers(input: Answers): Answers {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== false && !(Array.isArray(value) && value.length === 0)),
  );
}

/**
 * An option of another kind is a misunderstanding, and would be lost.
 * @throws Failure `usage` `not-asked`
 */
export function mustBelong(given: Answers): void {
  const { kind } = given;
  if (typeof kind !== "string") return;
  for (const [flag, kinds] of uses)
    if (given[keyOf(flag)] !== undefined && !kinds.includes(kind))
      throw new Failure(
        "usage",
        "not-asked",
        `${flag} has no place in ${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`,
        `It belongs to: ${kinds.join(", ")}.`,
      );
}

/**
 * So is an answer to a question that the other answers leave no room for.
 * @throws Failure `usage` `not-asked`
 */
export function mustBeAsked(answers: Answers, around: Around): void {
  mustBelong(answers);
  const asked = makingSteps(around).flatMap((step) => (typeof step === "function" ? step(answers) : step)?.flag ?? []);
  for (const flag of uses.keys())
    if (answers[keyOf(flag)] !== undefined && !asked.includes(flag))
      throw new Failure(
        "usage",
        "not-asked",
        `${flag} does not go with the other answers, so it would be lost`,
        `Leave it out, or see kwanus new ${answers["kind"]} --help.`,
      );
}
