// The compatibility matrix as text: one table where it fits, several where it does not, a list on the narrowest screens.

import type { Axis } from "../views/ground.ts";
import type { Cell, Heading, MatrixView } from "../views/matrix.ts";
import { inWords, meanings, type Verdict, words } from "../views/verdict.ts";
import { terminal } from "./escape.ts";
import { wrap } from "./fold.ts";
import { headed, type Layout, type Cell as TableCell, table } from "./table.ts";
import { width } from "./width.ts";

/** What an empty cell shows. */
const nothing = "–";

/** `breaks`, `ok, all 3`, `breaks, 1 of 3`. */
export function cellInWords(cell: Cell | null): string {
  if (cell === null) return nothing;
  const { count, of } = cell;
  if (of === 1) return inWords(cell);
  return `${inWords(cell)}, ${count === of ? `all ${of}` : `${count} of ${of}`}`;
}

/** How the axes are called in headings. */
export const axisNames: Readonly<Record<Axis, string>> = {
  os: "OS version",
  api: "API",
  runtime: "runtime",
  tier: "tier",
  workflow: "workflow type",
  permission: "permission type",
  extension: "extension surface",
  integration: "integration",
  partner: "partner",
};

/** Headings of the columns that describe a line. */
export function leadNames({ rows }: MatrixView): string[] {
  return [axisNames[rows], ...(rows === "integration" ? ["version", "released", "tier", "stage"] : [])];
}

/** What is compared, in one line: `2 integrations, 1 component, 3 OS versions`. */
export function scopeInWords({ integrations, components, releases, partner }: MatrixView): string {
  const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
  const parts = [
    counted(integrations, "integration"),
    ...(components > 0 ? [counted(components, "component")] : []),
    counted(releases, "OS version"),
  ];
  return `${partner === null ? "" : `${partner}: `}${parts.join(", ")}`;
}

/** The words a matrix uses, with what they mean. */
export function legendOf({ cells }: MatrixView): { readonly word: string; readonly says: string }[] {
  const all = cells.flat();
  const used = words.filter((word) => all.some((cell) => cell?.word === word));
  const empty = all.includes(null) ? [{ word: nothing, says: "nothing meets here" }] : [];
  return [
    ...[...used].reverse().map((word) => ({ word: word === "ends" ? "ends on" : word, says: meanings[word] })),
    ...empty,
  ];
}

/** Nothing to show, and why; null where there is something. */
export function emptyInWords({ integrations, components, lines, across, partner }: MatrixView): string | null {
  if (integrations + components === 0)
    return partner === null
      ? "nothing is integrated yet: no integration and no component has a manifest"
      : `${partner} has no integration or component with a manifest`;
  return lines.length === 0 || across.length === 0
    ? "the platform lists no OS version, so nothing can be compared"
    : null;
}

/** Manifests that could not be read, each in a line. */
export function notJudgedInWords({ notJudged }: MatrixView): string[] {
  return notJudged.map((path) => `not judged: ${path} does not have the shape of a manifest; kwanus validate says why`);
}

/**
 * The matrix, what its words mean, and what it is a matrix of.
 * @param head how the revision is called
 */
export function matrixText(view: MatrixView, head: string, layout: Layout): string {
  const empty = emptyInWords(view);
  const { style, columns } = layout;
  const legend = legendOf(view).map(({ word, says }): readonly TableCell[] => [[word, "bold"], says]);
  const notes = [...notJudgedInWords(view), scopeInWords(view), `${head} as of ${view.asOf}`];
  return [
    empty === null ? `${tables(view, layout)}\n${table(legend, layout)}` : `${empty}\n`,
    "\n",
    ...notes.flatMap((note) => wrap(terminal(note), columns)).map((line) => `${style.dim(line)}\n`),
  ].join("");
}

const gap = 2;

function tables(view: MatrixView, layout: Layout): string {
  const lead = leadNames(view);
  const leadRows = view.lines.map(({ label, details }) => [label, ...details]);
  const leadCells = widest([lead, ...leadRows]);
  const columnCells = view.across.map(({ label }, at) =>
    Math.max(width(label), ...view.cells.map((row) => width(cellInWords(row[at] ?? null)))),
  );
  const { columns } = layout;
  const [name = 0] = leadCells;
  const described = split(columnCells, columns, sum(leadCells), name);
  // Beside all that describes a line there may be no room: then that is a table of its own.
  const apart = sum(leadCells) <= columns ? split(columnCells, columns, name, name) : null;
  const parts = described ?? (apart === null ? null : [[0, 0] as const, ...apart]);
  if (parts === null)
    return view.lines.map((line, at) => folded(line, view.across, view.cells[at] ?? [], layout)).join("\n");
  return parts
    .map(([from, to], part) => {
      // What describes a line is said once; the tables that go on repeat its name alone.
      const kept = part === 0 ? lead.length : 1;
      const rows = view.cells.map((row, at) => [
        ...(leadRows[at] ?? []).slice(0, kept),
        ...row.slice(from, to).map((cell) => inColour(cell)),
      ]);
      return headed([...lead.slice(0, kept), ...view.across.slice(from, to).map(({ label }) => label)], rows, layout);
    })
    .join("\n");
}

/** The columns of each table, `from` to before `to`; null where a table would hold too few to be worth its headings. */
function split(
  cells: readonly number[],
  columns: number,
  firstLead: number,
  lead: number,
): (readonly [number, number])[] | null {
  const parts: [number, number][] = [];
  let from = 0;
  while (from < cells.length) {
    let room = columns - (parts.length === 0 ? firstLead : lead);
    let to = from;
    while (to < cells.length && room >= gap + (cells[to] ?? 0)) room -= gap + (cells[to++] ?? 0);
    if (to === from || (to - from < 2 && to < cells.length)) return null;
    parts.push([from, to]);
    from = to;
  }
  return parts;
}

/** One line as a list: its name, then a row for each column. */
function folded(
  { label, details }: Heading,
  across: readonly Heading[],
  cells: readonly (Cell | null)[],
  layout: Layout,
): string {
  const head = wrap(terminal([label, ...details].join(", ")), layout.columns).map((line) => layout.style.bold(line));
  const rows = across.map((column, at): readonly TableCell[] => [column.label, inColour(cells[at] ?? null)]);
  return `${head.join("\n")}\n${table(rows, { ...layout, indent: 2 })}`;
}

function widest(rows: readonly (readonly string[])[]): number[] {
  return (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => width(row[at] ?? ""))));
}

function sum(cells: readonly number[]): number {
  return cells.reduce((total, each) => total + each, gap * (cells.length - 1));
}

function inColour(cell: Cell | null): TableCell {
  return [cellInWords(cell), cell === null ? "dim" : colourOf(cell)];
}

/** The colour a word is set in. */
export function colourOf({ word }: Verdict): keyof Layout["style"] {
  return (
    {
      breaks: "error",
      fallback: "warning",
      untested: "note",
      ends: "warning",
      deprecated: "warning",
      ok: "good",
    } as const
  )[word];
}

/** Why a cell says what it says: every manifest there with every line of reasoning, the gravest first. */
export function whyText(row: Heading, column: Heading, cell: Cell | null, asOf: string, layout: Layout): string {
  const { style, columns } = layout;
  const title = `${row.label}, ${column.label}: ${cell === null ? "nothing meets here" : cellInWords(cell)}`;
  const lines = wrap(terminal(`${title}   as of ${asOf}`), columns).map((line) => style.bold(line));
  for (const { manifest, version, os, grounds, ...verdict } of cell?.standings ?? []) {
    lines.push("", `${terminal(`${manifest} ${version} on OS ${os}`)}: ${style[colourOf(verdict)](inWords(verdict))}`);
    for (const ground of grounds) {
      const [first = "", ...more] = wrap(terminal(`${inWords(ground)}: ${ground.says}`), columns - 4);
      const word = inWords(ground);
      lines.push(`  ${style[colourOf(ground)](first.slice(0, word.length))}${first.slice(word.length)}`);
      lines.push(...more.map((line) => `    ${line}`));
      lines.push(...ground.places().map(({ path, line }) => `    ${style.path(`${terminal(path)}:${line}`)}`));
    }
  }
  return `${lines.join("\n")}\n`;
}
