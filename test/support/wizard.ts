// Somebody at a terminal who answers at once: one run of a command whose questions are answered by a function.

import type { Answer, Question } from "../../src/cli/ask.ts";
import type { Command } from "../../src/cli/command.ts";
import { kwanus } from "./filing.ts";

/** Runs a command line whose first word is the command's name. Returns how it ended, and what was asked. */
export async function asked<Input extends object>(
  command: Command<Input>,
  directory: string,
  words: readonly string[],
  answerTo: (question: Question) => Answer,
) {
  const questions: Question[] = [];
  const ask = async (question: Question): Promise<Answer> => {
    questions.push(question);
    return answerTo(question);
  };
  const run: Command<Input>["run"] = (input, world) =>
    command.run?.(input, { ...world, interactive: true, ask }) ?? Promise.reject(new Error("it only groups"));
  const loaded = { ...command, run } as unknown as Command;
  const only = new Map([[command.name, { summary: "", load: async () => ({ default: loaded }) }]]);
  return { ...(await kwanus(directory, [command.name, ...words], "", only)), questions };
}

/** The same command without questions, as a run gave it on stderr. */
export function againIn(err: string): string {
  return /^again {3}kwanus (.*)$/m.exec(err)?.[1] ?? "";
}
