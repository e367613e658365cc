// Sentences broken into lines that fit a terminal.

import { stripVTControlCharacters } from "node:util";
import { joining, wideCharacter, width } from "./width.ts";

const tie = "\u00A0";
const betweenWide = new RegExp(
  `(?<=(?:${wideCharacter.source})(?:${joining.source})*)(?=${wideCharacter.source})`,
  "u",
);

/** Words that `wrap` keeps on one line, as a command to copy must be. */
export function unbroken(words: string): string {
  return words.replaceAll(" ", tie);
}

/**
 * Words, styled or plain, broken into lines that fit: at spaces, and between wide characters, which need none. A word
 * longer than a line keeps its own.
 * @param cells of the first line
 * @param later cells of each line after it
 */
export function wrap(words: string, cells: number, later = cells): string[] {
  const lines: string[] = [];
  for (const [at, word] of words.split(" ").entries())
    for (const [piece, unit] of word.split(betweenWide).entries()) {
      const line = lines.at(-1);
      const joined = line === undefined ? unit : `${line}${piece === 0 && at > 0 ? " " : ""}${unit}`;
      const fits = width(stripVTControlCharacters(joined)) <= (lines.length > 1 ? later : cells);
      if (line === undefined) lines.push(unit);
      else if (fits) lines[lines.length - 1] = joined;
      // A run of spaces at a line's end ends with it.
      else if (unit !== "") lines.push(unit);
    }
  return lines.map((line) => line.replaceAll(tie, " "));
}

/** Each line of a text folded to the columns, what follows its first fold indented. Ends as the text ends. */
export function fold(text: string, columns: number, hanging = 0): string {
  const indent = " ".repeat(hanging);
  return text
    .split("\n")
    .map((line) => wrap(line, columns, columns - hanging).join(`\n${indent}`))
    .join("\n");
}

/** A sentence in which the command it ends with is kept whole: `Land it first: git push`. */
export function withCommand(sentence: string): string {
  return sentence.replace(/(?<=^|: )(?:kwanus|git|ssh-keygen) \S.*$/, unbroken);
}
