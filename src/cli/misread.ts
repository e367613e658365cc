// Commander's complaints as failures, with the word that was probably meant.

import type { CommanderError } from "commander";
import { suggest } from "../document/suggest.ts";
import { Failure } from "../failure.ts";
import { commandLine } from "./shell-words.ts";

/** Words that may stand on a command line. */
export interface Known {
  readonly commands: readonly string[];
  readonly flags: readonly string[];
}

/**
 * The failure (usage) that a complaint of commander is.
 * @param name of the command that was meant, or null
 */
export function misread({ code, message }: CommanderError, name: string | null, known: Known): Failure {
  const said = message.replace(/^error: /, "").trim();
  const word = /'(.*)'/s.exec(said)?.[1]?.replace(/=.*/s, "") ?? "";
  const words = { "commander.unknownOption": known.flags, "commander.unknownCommand": known.commands }[code] ?? [];
  const meant = suggest(word, words);
  const look = `See ${commandLine(["kwanus", ...(name === null ? [] : [name]), "--help"])}`;
  return new Failure("usage", "command-line", said, meant === null ? look : `Did you mean ${meant}?`);
}
