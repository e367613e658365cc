// Aligned rows of plain words, for status, verify and the like. Cells are made safe here, so no view can forget it.

import { terminal } from "./escape.ts";
import type { Style } from "./style.ts";
import { pad, width } from "./width.ts";

/** A text, or a text with the style it is set in. */
export type Cell = string | readonly [text: string, style: keyof Style];

export interface Layout {
  readonly style: Style;
  /** Cells of a line; the last column is wrapped to it. */
  readonly columns: number;
  /** Spaces before each line. */
  readonly indent?: number;
}

/** Rows aligned in columns, two spaces between them, the last column wrapped. Ends in a line feed unless empty. */
export function table(rows: readonly (readonly Cell[])[], layout: Layout): string {
  const indent = " ".repeat(layout.indent ?? 0);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = [...Array(columns).keys()].map((at) => Math.max(0, ...rows.map((row) => width(shown(row[at] ?? "")))));
  return rows
    .flatMap((row) => {
      const lead = widths.slice(0, -1).map((cells, at) => `${painted(row[at] ?? "", layout.style, cells)}  `);
      const last = row[columns - 1] ?? "";
      const hanging = " ".repeat(width(indent) + widths.slice(0, -1).reduce((sum, cells) => sum + cells + 2, 0));
      const [first = "", ...more] = wrap(shown(last), Math.max(24, layout.columns - hanging.length));
      const paint = painter(last, layout.style);
      return [`${indent}${lead.join("")}${paint(first)}`, ...more.map((line) => hanging + paint(line))];
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

/** A header row above rows, in bold. */
export function headed(header: readonly string[], rows: readonly (readonly Cell[])[], layout: Layout): string {
  return table([header.map((text): Cell => [text, "bold"]), ...rows], layout);
}

/** Words broken at spaces into lines that fit; a word longer than a line keeps its own line. */
export function wrap(words: string, cells: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && width(line) + 1 + width(word) <= cells) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function shown(cell: Cell): string {
  return terminal(typeof cell === "string" ? cell : cell[0]);
}

function painter(cell: Cell, style: Style): (text: string) => string {
  return typeof cell === "string" ? (text) => text : style[cell[1]];
}

function painted(cell: Cell, style: Style, cells: number): string {
  const text = shown(cell);
  return painter(cell, style)(text) + pad(text, cells).slice(text.length);
}
