// One question on a terminal, through inquirer. Prompts go to stderr, so that stdout stays the result.

import { didYouMean } from "../document/suggest.ts";
import { Failure } from "../failure.ts";
import { terminal } from "../reporters/escape.ts";

export interface Choice {
  readonly value: string;
  readonly label?: string;
  readonly hint?: string;
}

interface Asked {
  /** The option that answers it, `--title`, or the argument, `SUBJECT`. */
  readonly flag: string;
  readonly message: string;
  /** Shown above the question on stderr; escaped by the caller, as it may be styled. */
  readonly preface?: string;
}

/** `example` stands in the complete command that is shown where no question can be asked. */
export type Question = Asked &
  (
    | {
        /** `long` takes a paragraph on one line. */
        readonly type: "text" | "long";
        readonly example: string;
        readonly default?: string;
        readonly optional?: boolean;
        /** Null, or what is wrong with the text. */
        readonly check?: (text: string) => string | null;
      }
    | {
        readonly type: "number";
        readonly example: number;
        readonly default?: number;
        readonly min?: number;
        readonly max?: number;
      }
    | { readonly type: "select"; readonly choices: readonly Choice[]; readonly default?: string }
    | {
        readonly type: "checkbox";
        readonly choices: readonly Choice[];
        readonly default?: readonly string[];
        readonly optional?: boolean;
      }
    | { readonly type: "confirm"; readonly default?: boolean }
  );

/** What a question is answered with: text, a whole number, one choice, several, yes or no. */
export type Answer = string | number | boolean | readonly string[];

export interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Whether questions may be coloured. */
  readonly coloured: boolean;
}

/**
 * Asks and waits. An optional text left empty is "".
 * @throws Failure (interrupted) on Ctrl-C.
 */
export async function ask(question: Question, { stdin, stderr, coloured }: Terminal): Promise<Answer> {
  const { createPromptModule } = (await import("inquirer")).default;
  if (question.preface !== undefined) stderr.write(`${question.preface.trimEnd()}\n`);
  const prompt = createPromptModule({ input: stdin, output: coloured ? stderr : uncoloured(stderr) });
  try {
    const { answer } = await prompt<{ answer: Answer }>([{ name: "answer", ...form(question) }]);
    return typeof answer === "string" ? answer.trim() : answer;
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError")
      throw new Failure("interrupted", "interrupted", "interrupted, nothing was written");
    throw error;
  }
}

// Inquirer colours by its own lights: it knows no --color, and older Nodes no NO_COLOR. What moves the cursor stays.
function uncoloured(stderr: NodeJS.WritableStream): NodeJS.WritableStream {
  const write = (piece: unknown) => stderr.write(String(piece).replaceAll(colours, ""));
  return Object.create(stderr, { write: { value: write } });
}

const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** What is wrong with an answer, or null. */
export function objection(question: Question, answer: unknown): string | null {
  switch (question.type) {
    case "text":
    case "long": {
      const text = String(answer).trim();
      if (text === "") return question.optional === true ? null : "must not be empty";
      return question.check?.(text) ?? null;
    }
    case "number": {
      const { min = -Infinity, max = Infinity } = question;
      const number = typeof answer === "string" && answer.trim() === "" ? Number.NaN : Number(answer);
      if (!Number.isSafeInteger(number)) return "must be a whole number";
      return number < min || number > max ? `must lie between ${min} and ${max}` : null;
    }
    case "select":
      return unknown([String(answer)], question.choices);
    case "checkbox": {
      const chosen = Array.isArray(answer) ? answer.map(String) : [String(answer)];
      if (chosen.length === 0) return question.optional === true ? null : "needs at least one";
      return unknown(chosen, question.choices);
    }
    case "confirm":
      return null;
  }
}

/** The choice that was probably meant by a value which is none, or null. */
export function nearestChoice(question: Question, answer: unknown): string | null {
  if (!("choices" in question)) return null;
  const values = question.choices.map(({ value }) => value);
  const stray = [answer]
    .flat()
    .map(String)
    .find((value) => !values.includes(value));
  return stray === undefined ? null : didYouMean(stray, values);
}

function unknown(chosen: readonly string[], choices: readonly Choice[]): string | null {
  const values = choices.map(({ value }) => value);
  const stray = chosen.find((value) => !values.includes(value));
  return stray === undefined ? null : `"${stray}" is not one of ${values.join(", ")}`;
}

// inquirer types each prompt apart; here one table of the fields it takes is easier to read than five types.
function form(question: Question): { type: "input"; message: string } {
  const message = terminal(question.message);
  const validate = (answer: unknown) => objection(question, plainAnswer(answer)) ?? true;
  const fallback = question.default === undefined ? {} : { default: question.default };
  const fields = () => {
    switch (question.type) {
      case "text":
      case "long":
        return { type: "input", message, validate, ...fallback };
      case "number":
        return { type: "number", message, validate, ...fallback };
      case "select":
        return { type: "select", message, choices: question.choices.map(listed), ...fallback };
      case "checkbox": {
        const ticked = question.default ?? [];
        const choices = question.choices.map((choice) => ({
          ...listed(choice),
          checked: ticked.includes(choice.value),
        }));
        return { type: "checkbox", message, choices, validate };
      }
      case "confirm":
        return { type: "confirm", message, default: question.default ?? false };
    }
  };
  return fields() as { type: "input"; message: string };
}

// A checkbox hands its validator the choices, not their values.
function plainAnswer(answer: unknown): unknown {
  return Array.isArray(answer) ? answer.map((item: { value?: unknown }) => item.value ?? item) : (answer ?? "");
}

function listed({ value, label, hint }: Choice): { value: string; name: string; description?: string } {
  return { value, name: terminal(label ?? value), ...(hint === undefined ? {} : { description: terminal(hint) }) };
}
