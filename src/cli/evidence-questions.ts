// What `kwanus evidence add` has to know beside the file: for which checkpoint, what it shows, and how old it is.

import type { Checkpoint } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import { type Check, checkpointsOf, checksOf, type Format, formatsFor } from "../model/checkpoints.ts";
import { manifestsOf } from "../model/manifests.ts";
import type { Held, Model } from "../model/model.ts";
import type { Choice } from "./ask.ts";
import { dayFault, oneOfThese } from "./new/making.ts";
import type { Asked, Step } from "./prompts.ts";

export interface EvidenceAnswers {
  readonly for: string;
  readonly checkpoint: string;
  readonly proves?: readonly string[];
  readonly produced?: string;
}

/** Every question, in order. `produced` is the day that the report gives itself, or null. */
export function evidenceSteps(tree: Model, format: Format, produced: string | null, today: string): Step[] {
  const subjects = manifestsOf(tree).map(({ id, value }) => ({ value: id, label: `${id}: ${value.metadata.title}` }));
  return [
    oneOfThese("--for", "What was looked at?", subjects, "is no integration or component"),
    (answers) => checkpointQuestion(String(answers["for"]), tree),
    (answers) => provesQuestion(checkpointNamed(String(answers["for"]), String(answers["checkpoint"]), tree), format),
    produced === null
      ? {
          type: "text",
          flag: "--produced",
          message: "Day it was produced, which it does not say itself (YYYY-MM-DD)",
          example: today,
          check: dayFault,
        }
      : () => null,
  ];
}

/** @throws Failure `refused` `no-checkpoint` where nothing could hold the evidence */
function checkpointQuestion(subject: string, tree: Model): Asked {
  const known = checkpointsOf(tree, subject);
  const names = known.map(({ path, value }): Choice => {
    const { version, result } = value.spec;
    return { value: nameOf(path), label: `${nameOf(path)}: version ${version}, ${result}` };
  });
  const [only, ...others] = names;
  if (only === undefined)
    throw new Failure(
      "refused",
      "no-checkpoint",
      `${subject} has no checkpoint that evidence could stand in`,
      `kwanus new checkpoint --subject ${subject}`,
    );
  const stranger = `is no checkpoint of ${subject}; kwanus new checkpoint --subject ${subject} writes one`;
  const question = oneOfThese("--checkpoint", "For which checkpoint?", names, stranger);
  return others.length === 0 ? { ...question, default: only.value } : question;
}

/** The checkpoint that a name, or an id, stands for. */
export function checkpointNamed(subject: string, name: string, tree: Model): Held<Checkpoint> | undefined {
  return checkpointsOf(tree, subject).find(({ path }) => nameOf(path) === name);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1, -".yaml".length);
}

/** A review is people's judgement; a validation has checks, and of those this format may show some. */
function provesQuestion(checkpoint: Held<Checkpoint> | undefined, format: Format): Asked | null {
  if (checkpoint === undefined) return null;
  const { checkpoint: name, subject } = checkpoint.value.spec;
  const known = checksOf(name, subject).filter((check) => formatsFor(check).includes(format));
  const [only, ...others] = known;
  if (only === undefined) return null;
  const stranger = (check: string): string | null =>
    known.some((one) => one === check)
      ? null
      : `"${check}" is nothing that this file can show of the ${name}. There is ${known.join(", ")}.`;
  return {
    type: "text",
    flag: "--proves",
    message: `What does it show? Of the ${name}: ${known.join(", ")}`,
    example: only,
    check: stranger,
    ...(others.length === 0 && { default: only }),
    gather: (ask) => {
      const choices = known.map((value) => ({ value, label: value }));
      return ask({ type: "checkbox", flag: "--proves", message: "What does it show?", choices, default: [] });
    },
  };
}

/** The checks that were named; none where none were asked for. */
export function checksIn({ proves }: EvidenceAnswers): Check[] {
  return [proves ?? []].flat() as Check[];
}
