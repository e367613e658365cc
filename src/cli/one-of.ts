// Unknown words are refused with the word that was probably meant.

import { suggest } from "../document/suggest.ts";
import { Failure } from "../failure.ts";

/**
 * Returns the word if it is one of the choices.
 * @param nicknames other words that are understood, and so may have been meant
 * @throws Failure (usage) `unknown-word`, with the choices and the nearest of them.
 */
export function oneOf<Choice extends string>(
  word: string,
  choices: readonly Choice[],
  what: string,
  nicknames: readonly string[] = [],
): Choice {
  const found = choices.find((choice) => choice === word);
  if (found !== undefined) return found;
  const nearest = suggest(word, [...choices, ...nicknames]);
  const all = `${what} is one of ${choices.join(", ")}.`;
  throw new Failure(
    "usage",
    "unknown-word",
    `unknown ${what} "${word}"`,
    nearest === null ? all : `Did you mean ${nearest}? ${all}`,
  );
}
