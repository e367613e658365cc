// Commander's complaints as failures, with the word that was probably meant.

import type { CommanderError } from "commander";
import { suggest } from "../document/suggest.ts";
import { Failure } from "../failure.ts";
import { commandLine } from "./shell-words.ts";

/** Words that may stand on a command line. */
export interface Known {
  readonly commands: readonly string[];
  readonly flags: readonly string[];
  /** A whole command line of the command that is called, or of a nested one, by its name. */
  readonly examples: ReadonlyMap<string, string>;
}

/**
 * The failure (usage) that a complaint of commander is.
 * @param name of the command that was meant, or null
 * @param typed the words of the command line
 */
export function misread(
  { code, message }: CommanderError,
  name: string | null,
  known: Known,
  typed: readonly string[],
): Failure {
  const said = message.replace(/^error: /, "").trim();
  const word = /'(.*)'/s.exec(said)?.[1]?.replace(/=.*/s, "") ?? "";
  const words = { "commander.unknownOption": known.flags, "commander.unknownCommand": known.commands }[code] ?? [];
  // A word too many may be a nested command, misspelt.
  const extra = code === "commander.excessArguments" ? typed.filter((one) => one !== name) : [];
  const nested = extra.map((one) => suggest(one, known.commands)).find((one) => one !== null) ?? null;
  // A flag of a command beside the one that was called is spelt right, and has no place here.
  const meant = words.includes(word) ? null : (suggest(word, words) ?? nested);
  // A nested command has a page of its own.
  const inner = name === null ? undefined : typed.slice(1).find((one) => known.commands.includes(one));
  const page = [name, inner].flatMap((one) => one ?? []);
  const more = commandLine(["kwanus", ...page, "--help"]);
  const example = code === "commander.missingArgument" ? known.examples.get(page.at(-1) ?? "") : undefined;
  const look = example === undefined ? `See ${more}` : `For example: ${example}   (${more} says more)`;
  return new Failure("usage", "command-line", said, meant === null ? look : `Did you mean ${meant}?`);
}
