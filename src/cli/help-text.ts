// What `--help` looks like, folded to the width of the terminal. Knows nothing of commander, so that it starts at once.

import { unbroken, wrap } from "../reporters/fold.ts";

/** A page of help before it is laid out: the build keeps one for every command. */
export interface HelpPage {
  readonly usage: string;
  readonly description: string;
  readonly sections: readonly {
    readonly title: string;
    /** A word or flag, and what it is. */
    readonly items: readonly (readonly [term: string, description: string])[];
  }[];
  readonly examples: readonly { readonly command: string; readonly what: string }[];
  /** Exit codes that mean something special, with what they mean. */
  readonly exits: readonly (readonly [code: string, meaning: string])[];
  /** Whether it is the list of commands, which says where to look next. */
  readonly list: boolean;
}

// Cells a description needs beside its flag; with fewer it stands below.
const readable = 30;
const inset = 6;

/** The page for lines of so many cells, ending in a line feed. */
export function helpText({ usage, description, sections, examples, exits, list }: HelpPage, columns: number): string {
  const terms = Math.max(0, ...sections.flatMap(({ items }) => items.map(([term]) => term.length)));
  const lines = [
    ...hanging("Usage: ", usage, columns),
    "",
    ...(description === "" ? [] : [...wrap(description, columns), ""]),
    ...sections.flatMap(({ title, items }) => [
      ...wrap(title, columns),
      ...items.flatMap(([term, words]) => itemLines(term, words, terms, columns)),
      "",
    ]),
    ...(examples.length === 0 ? [] : ["Examples:"]),
    ...examples.flatMap(({ command, what }) => [`  ${command}`, ...indented(wrap(what, columns - inset))]),
    ...(examples.length === 0 || exits.length === 0 ? [] : [""]),
    ...(exits.length === 0 ? [] : ["Exit codes:"]),
    ...exits.flatMap(([code, meaning]) => hanging(`  ${code.padEnd(inset - 2)}`, meaning, columns)),
    ...(list ? whereToLook(columns) : []),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function itemLines(term: string, words: string, terms: number, columns: number): string[] {
  if (words === "") return [`  ${term}`];
  const beside = terms + 4;
  if (columns - beside >= readable) return hanging(`  ${term.padEnd(terms + 2)}`, words, columns);
  return [`  ${term}`, ...indented(wrap(words, columns - inset))];
}

/** The last line of the list of commands. */
function whereToLook(columns: number): string[] {
  const [one, other] = ["kwanus COMMAND --help", "kwanus explain CODE"].map(unbroken);
  return wrap(`See ${one} for one command, and ${other} for one rule.`, columns);
}

/** A beginning, and words beside it that stay right of it. */
function hanging(start: string, words: string, columns: number): string[] {
  return wrap(words, columns - start.length).map((line, at) => (at === 0 ? start : " ".repeat(start.length)) + line);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => " ".repeat(inset) + line);
}
