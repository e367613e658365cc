// The compatibility matrix for other readers than a terminal: Markdown, HTML, a spreadsheet, programs.

import type { Cell, Heading, MatrixView } from "../views/matrix.ts";
import { type Reason, reasonsOf } from "../views/matrix-reasons.ts";
import { inWords, type Word } from "../views/verdict.ts";
import { csvTable } from "./csv.ts";
import { envelope } from "./envelope.ts";
import { markdown as prose } from "./escape.ts";
import { definitions, type HtmlCell, htmlPage, htmlTable, paragraph, type Tone } from "./html.ts";
import { axisNames, cellInWords, emptyInWords, leadNames, legendOf, notJudgedInWords, scopeInWords } from "./matrix.ts";

const title = "Compatibility matrix";

/**
 * The matrix as a Markdown page with the reasons below it, ending in a line feed.
 * @param asOf the day it says it was made for
 * @param origin a sentence on what wrote it, or of which revision it speaks
 */
export function matrixMarkdown(view: MatrixView, asOf: string, origin: string): string {
  const empty = emptyInWords(view);
  const reasons = reasonsOf(view);
  return [
    `# ${title}`,
    "",
    `As of ${asOf}: ${prose(scopeInWords(view))}. ${prose(origin)}`,
    "",
    ...(empty === null ? [...markdownTable(view), "", ...markdownLegend(view), ""] : [prose(empty), ""]),
    ...notJudgedInWords(view).flatMap((note) => [prose(note), ""]),
    ...(reasons.length > 0 ? ["## Why", "", ...reasons.map(markdownReason), ""] : []),
  ].join("\n");
}

function markdownTable(view: MatrixView): string[] {
  const header = [...leadNames(view), ...view.across.map(({ label }) => label)];
  const rows = view.lines.map(({ label, details }, at) => [
    label,
    ...details,
    ...(view.cells[at] ?? []).map(cellInWords),
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.map(prose).join(" | ")} |`;
  return [line(header), `| ${header.map(() => "---").join(" | ")} |`, ...rows.map(line)];
}

function markdownLegend(view: MatrixView): string[] {
  return legendOf(view).map(({ word, says }) => `- **${word}**: ${prose(says)}`);
}

function markdownReason({ row, columns, cells: [cell], says }: Reason): string {
  return `- **${prose(row)}**, ${prose(columns.join(", "))}: **${prose(cellInWords(cell))}** · ${says.map(prose).join("; ")}`;
}

const tones: Readonly<Record<Word, Tone>> = {
  breaks: "bad",
  fallback: "warning",
  untested: "note",
  ends: "warning",
  deprecated: "warning",
  ok: "good",
};

/** The matrix as an HTML page; every cell that is not ok leads to its reasons. @param head how the revision is called */
export function matrixHtml(view: MatrixView, head: string): string {
  const empty = emptyInWords(view);
  const reasons = reasonsOf(view);
  const anchors = new Map(reasons.flatMap(({ cells }, at) => cells.map((cell) => [cell, `why-${at + 1}`] as const)));
  const cellOf = (cell: Cell | null): HtmlCell => {
    const text = cellInWords(cell);
    const anchor = cell === null ? undefined : anchors.get(cell);
    return { text, tone: cell === null ? "quiet" : tones[cell.word], ...(anchor && { href: `#${anchor}` }) };
  };
  const caption = `Each ${axisNames[view.rows]} by ${axisNames[view.columns]}`;
  const grid = htmlTable({
    caption,
    header: [...leadNames(view), ...view.across.map(({ label }) => label)],
    rows: view.lines.map(({ label, details }, at) => [label, ...details, ...(view.cells[at] ?? []).map(cellOf)]),
  });
  const notes = notJudgedInWords(view).map(paragraph);
  const legend = definitions(legendOf(view).map(({ word, says }) => ({ term: word, says: [says] })));
  const why = definitions(
    reasons.map(({ row, columns, cells: [cell], says }, at) => ({
      term: `${row}, ${columns.join(", ")}: ${cellInWords(cell)}`,
      id: `why-${at + 1}`,
      says,
    })),
  );
  return htmlPage({
    title,
    facts: [`as of ${view.asOf}`, head, scopeInWords(view)],
    sections: [
      { heading: null, parts: [empty === null ? grid : paragraph(empty), ...notes] },
      ...(reasons.length > 0 ? [{ heading: "Why", parts: [why] }] : []),
      ...(empty === null ? [{ heading: "What the words mean", parts: [legend] }] : []),
    ],
    foot: `kwanus matrix --rows ${view.rows} --columns ${view.columns}${view.partner === null ? "" : ` --partner ${view.partner}`} --format html --as-of ${view.asOf}`,
  });
}

/** The matrix for a spreadsheet; empty cells stay empty. */
export function matrixCsv(view: MatrixView): string {
  return csvTable([
    [...leadNames(view), ...view.across.map(({ label }) => label)],
    ...view.lines.map(({ label, details }, at) => [
      label,
      ...details,
      ...(view.cells[at] ?? []).map((cell) => (cell === null ? "" : cellInWords(cell))),
    ]),
  ]);
}

/** The matrix in the JSON envelope, kind `matrix`: cells with their manifests, and the reasons of what is not ok. */
export function matrixJson(view: MatrixView, head: string): string {
  const { rows, columns, partner, asOf, lines, across, cells, notJudged } = view;
  return envelope("matrix", {
    head,
    asOf,
    partner,
    rows: { axis: rows, values: lines.map(headingFields) },
    columns: { axis: columns, values: across.map(headingFields) },
    cells: lines.flatMap((row, y) =>
      across.flatMap((column, x) => {
        const cell = cells[y]?.[x] ?? null;
        return cell === null ? [] : [cellFields(row, column, cell, false)];
      }),
    ),
    notJudged,
  });
}

/** One cell with its whole reasoning in the JSON envelope, kind `matrix-cell`; null where nothing meets. */
export function whyJson(row: Heading, column: Heading, cell: Cell | null, view: MatrixView, head: string): string {
  const { asOf, rows, columns } = view;
  return envelope("matrix-cell", {
    head,
    asOf,
    axes: { rows, columns },
    cell: cell === null ? null : cellFields(row, column, cell, true),
  });
}

function headingFields({ value, details }: Heading): Record<string, unknown> {
  const [version, released, tier, stage] = details;
  return { value, ...(details.length > 0 && { version, released, tier, stage }) };
}

function cellFields(row: Heading, column: Heading, cell: Cell, whole: boolean): Record<string, unknown> {
  const { word, day, count, of, standings } = cell;
  return {
    row: row.value,
    column: column.value,
    word,
    day,
    says: inWords(cell),
    count,
    of,
    standings: standings.map(({ manifest, version, os, word, day, grounds }) => ({
      manifest,
      version,
      os,
      word,
      day,
      because: grounds
        .filter((ground) => whole || ground.word !== "ok")
        .map((ground) => ({
          about: ground.about,
          word: ground.word,
          day: ground.day,
          says: ground.says,
          places: ground.places().map(({ path, line }) => ({ path, line })),
        })),
    })),
  };
}
