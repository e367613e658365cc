// A wizard: every question has a flag, so whatever can be asked can also be given.

import { Failure } from "../failure.ts";
import { type Answer, nearestChoice, objection, type Question } from "./ask.ts";
import { commandLine, keyOf } from "./shell-words.ts";
import type { World } from "./world.ts";

/**
 * A question whose answer takes several questions on a terminal. Everywhere else it is what its type says, so that one
 * option answers it. Of an answer of several words it keeps each that is whole, so that an interruption loses none.
 */
export type Asked = Question & { gather?(ask: World["ask"], keep: Keep): Promise<Answer> };

/** @param chosen what was said already of words that are still to come */
export type Keep = (word: string, chosen?: readonly string[]) => void;

/** A question, or one that depends on what was answered before it; null where it does not arise. */
export type Step = Asked | ((answers: Readonly<Record<string, unknown>>) => Asked | null);

export interface Answered<Input> {
  readonly answers: Input;
  /** The same command without questions, to be given as a hint; null where nothing was asked. */
  readonly again: string | null;
}

/**
 * Completes what was given on the command line: asks where that is allowed, takes defaults where it is not.
 * @throws Failure (usage) `answers-missing` naming every missing flag and one complete command; `bad-answer` for a given
 * value its question refuses; (interrupted) on Ctrl-C, with the command that goes on from there.
 */
export async function answer<Input extends object>(
  steps: readonly Step[],
  given: Partial<Input>,
  world: World,
): Promise<Answered<Input>> {
  const answers: Record<string, unknown> = { ...given };
  const missing: Question[] = [];
  const added: string[] = [];

  for (const step of steps) {
    const question = typeof step === "function" ? step(answers) : step;
    if (question === null) continue;
    const key = keyOf(question.flag);
    const present = givenAnswer(question, answers[key]);
    if (present !== null) {
      const wrong = firstObjection(question, present);
      if (wrong !== null) {
        const help = nearestChoice(question, present) ?? question.message;
        throw new Failure("usage", "bad-answer", `${question.flag} ${wrong}`, help);
      }
      continue;
    }
    if (world.interactive) {
      const parts = partsOf(world.ask);
      const asked = question.gather?.(parts.ask, parts.keep) ?? world.ask(question);
      const said = await asked.catch((error: unknown) => {
        throw interrupted(error, world.typed, [...added, ...wordsOf(question, parts.kept)], question, parts);
      });
      if (!isEmpty(said)) answers[key] = said;
      added.push(...wordsOf(question, said));
    } else if (question.default !== undefined) answers[key] = question.default;
    else if (!isOptional(question)) {
      missing.push(question);
      // Later questions may depend on it: the example keeps the list of what is missing complete.
      answers[key] = exampleOf(question);
      added.push(...wordsOf(question, exampleOf(question)));
    }
  }

  const complete = commandLine(["kwanus", ...completed(world.typed, added)]);
  if (missing.length > 0) throw answersMissing(missing, complete);
  return { answers: answers as Input, again: added.length > 0 ? complete : null };
}

/** The questions that one answer is made of. */
function partsOf(ask: World["ask"]) {
  /** Whole words of the answer. */
  const kept: string[] = [];
  /** What was said of the next ones: no option takes half a word. */
  const loose: string[] = [];
  return {
    kept,
    loose,
    async ask(question: Question): Promise<Answer> {
      const said = await ask(question);
      // A yes to "another one?" is nothing to type again.
      if (question.type !== "confirm" && !isEmpty(said)) loose.push([said].flat().join(", "));
      return said;
    },
    keep(word: string, chosen: readonly string[] = []): void {
      kept.push(word);
      loose.splice(0, Number.POSITIVE_INFINITY, ...chosen);
    },
  };
}

/** Whoever stops half-way keeps what they said so far, as the command that asks for the rest. */
function interrupted(
  error: unknown,
  typed: readonly string[],
  added: readonly string[],
  { flag }: Question,
  { kept, loose }: { readonly kept: readonly string[]; readonly loose: readonly string[] },
): unknown {
  if (!(error instanceof Failure) || error.kind !== "interrupted") return error;
  const help = [
    ...(loose.length > 0 ? [`Not kept, as it was not finished: ${flag} with ${loose.join(" · ")}`] : []),
    ...(kept.length > 0 ? [`Add to ${flag} what is missing: it is not asked for again.`] : []),
    ...(added.length > 0 ? [`To go on from here: ${commandLine(["kwanus", ...completed(typed, added)])}`] : []),
  ];
  return new Failure(error.kind, error.code, error.message, help.length === 0 ? null : help.join("\n"));
}

function answersMissing(missing: readonly Question[], complete: string): Failure {
  const widest = Math.max(...missing.map(({ flag }) => flag.length));
  const list = missing.map(
    (question) => `  ${question.flag.padEnd(widest)}  ${question.message}${choicesOf(question)}`,
  );
  const many = missing.length === 1 ? "an answer is missing" : `${missing.length} answers are missing`;
  return new Failure(
    "usage",
    "answers-missing",
    [`${many}, and no question can be asked here`, ...list].join("\n"),
    `For example: ${complete}`,
  );
}

// An empty list is what a repeatable option holds when it was not given; a switch that is off was not answered.
function givenAnswer(question: Question, value: unknown): unknown {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  return question.type === "confirm" && value === false ? null : value;
}

// A repeatable option may answer a question for one text: each of its values is such an answer.
function firstObjection(question: Question, present: unknown): string | null {
  if (!Array.isArray(present) || question.type === "checkbox") return objection(question, present);
  return present.map((value) => objection(question, value)).find((wrong) => wrong !== null) ?? null;
}

function isEmpty(said: Answer): boolean {
  return said === "" || (Array.isArray(said) && said.length === 0);
}

function isOptional(question: Question): boolean {
  return "optional" in question && question.optional === true;
}

function exampleOf(question: Question): Answer {
  if ("example" in question) return question.example;
  if (question.type === "confirm") return true;
  const first = question.choices[0]?.value ?? "";
  return question.type === "select" ? first : [first];
}

function choicesOf(question: Question): string {
  return "choices" in question ? ` (${question.choices.map(({ value }) => value).join(", ")})` : "";
}

function wordsOf({ flag }: Question, said: Answer): string[] {
  if (said === true) return [flag];
  if (said === false || isEmpty(said)) return [];
  const values = (Array.isArray(said) ? said : [said]).map(String);
  return flag.startsWith("--")
    ? values.flatMap((value) => (value.startsWith("-") ? [`${flag}=${value}`] : [flag, value]))
    : values;
}

// Behind `--` nothing is an option any more.
function completed(typed: readonly string[], added: readonly string[]): string[] {
  const end = typed.indexOf("--");
  return end < 0 ? [...typed, ...added] : [...typed.slice(0, end), ...added, ...typed.slice(end)];
}
