// Aligned rows of plain words, for status, verify and the like. Cells are made safe here, so no view can forget it.

import { terminal } from "./escape.ts";
import { wrap } from "./fold.ts";
import type { Style } from "./style.ts";
import { pad, width } from "./width.ts";

/** A text, or a text with the style it is set in. */
export type Cell = string | readonly [text: string, style: keyof Style];

export interface Layout {
  readonly style: Style;
  /** Cells of a line. */
  readonly columns: number;
  /** Spaces before each line. */
  readonly indent?: number;
}

// A sentence in fewer cells is hard to read; below the other columns it has the whole line.
const readable = 32;

/**
 * Rows aligned in columns, two spaces between them. What does not fit beside the columns before it stands below them,
 * two cells further in; the last cell of a line is wrapped. Ends in a line feed unless empty.
 */
export function table(rows: readonly (readonly Cell[])[], layout: Layout): string {
  const indent = layout.indent ?? 0;
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = [...Array(columns).keys()].map((at) => Math.max(0, ...rows.map((row) => width(shown(row[at] ?? "")))));
  const bands = bandsOf(widths, layout.columns - indent);
  return rows
    .flatMap((row) =>
      bands.flatMap((band, below) => {
        const inset = indent + (below === 0 ? 0 : further);
        return band.every((at) => below > 0 && isEmpty(row[at])) ? [] : bandLines(row, band, widths, inset, layout);
      }),
    )
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

const further = 2;

/** Which columns share a line, by their places in a row. */
function bandsOf(widths: readonly number[], room: number): number[][] {
  const bands: number[][] = [[]];
  let left = room;
  for (const [at, cells] of widths.entries()) {
    const needed = at < widths.length - 1 ? cells : Math.min(cells, readable, Math.floor(room / 2));
    if (left < needed && left < room) {
      bands.push([]);
      left = room - further;
    }
    bands.at(-1)?.push(at);
    left -= cells + 2;
  }
  return bands;
}

function bandLines(
  row: readonly Cell[],
  band: readonly number[],
  widths: readonly number[],
  inset: number,
  { style, columns }: Layout,
): string[] {
  const lead = band.slice(0, -1);
  const last = row[band.at(-1) ?? 0] ?? "";
  const hanging = inset + lead.reduce((sum, at) => sum + (widths[at] ?? 0) + 2, 0);
  const before = lead.map((at) => `${painted(row[at] ?? "", style, widths[at] ?? 0)}  `).join("");
  const paint = painter(last, style);
  const room = Math.max(readable / 2, columns - hanging);
  const lines = wrap(shown(last), room);
  // A digest is one word of 71: set further out it is still on one line, as whoever copies it needs it.
  const out = Math.min(hanging, inset + further);
  const fitsOut = (line: string): boolean => !line.includes(" ") && width(line) > room && width(line) <= columns - out;
  const set = (line: string): string => `${" ".repeat(fitsOut(line) ? out : hanging)}${paint(line)}`;
  const head = `${" ".repeat(inset)}${before}`;
  const [first = "", ...more] = lines;
  if (lead.length === 0 || !fitsOut(first)) return [`${head}${paint(first)}`, ...more.map(set)];
  return [head, ...wrap(shown(last), columns - out).map((line) => `${" ".repeat(out)}${paint(line)}`)];
}

function isEmpty(cell: Cell | undefined): boolean {
  return cell === undefined || shown(cell) === "";
}

/** A header row above rows, in bold. */
export function headed(header: readonly string[], rows: readonly (readonly Cell[])[], layout: Layout): string {
  return table([header.map((text): Cell => [text, "bold"]), ...rows], layout);
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
