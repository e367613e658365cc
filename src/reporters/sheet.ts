// Reports that are tables: one description, from which text, Markdown and the page are written.

import { markdown, markdownCode, terminal } from "./escape.ts";
import { fold, withCommand } from "./fold.ts";
import { htmlPage, htmlTable, paragraph, type Tone } from "./html.ts";
import { type Cell, type Layout, table } from "./table.ts";

/** Words, or words that are set off. */
export type SheetCell = string | { readonly text: string; readonly tone: Tone };

export interface SheetSection {
  readonly heading: string;
  /** What a table shows, for the page. */
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Said in place of a table without rows. */
  readonly none: string;
  /** Below the table: what its words mean. */
  readonly notes?: readonly string[];
}

export interface Sheet {
  readonly title: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  readonly asOf: string;
  readonly revision: string;
  /** `kwanus report risk` */
  readonly command: string;
  readonly sections: readonly SheetSection[];
}

const styleOf: Readonly<Record<Tone, "error" | "warning" | "dim" | "good">> = {
  good: "good",
  note: "dim",
  warning: "warning",
  bad: "error",
  quiet: "dim",
};

/** Sections with their rows in columns; what does not fit stands below. */
export function sheetText({ sections, summary, asOf, revision }: Sheet, layout: Layout): string {
  const blocks = sections.map(({ heading, rows, none, notes = [] }) => {
    const cells = rows.map((row) =>
      row.map((cell): Cell => (typeof cell === "string" ? cell : [cell.text, styleOf[cell.tone]])),
    );
    const body = rows.length === 0 ? `  ${none}\n` : table(cells, { ...layout, indent: 2 });
    const told = notes.map((note) => `${fold(`  ${withCommand(terminal(note))}`, layout.columns, 2)}\n`).join("");
    return `${fold(layout.style.bold(terminal(heading)), layout.columns, 2)}\n${body}${told}`;
  });
  const sum = fold(`${summary}\n${terminal(revision)} as of ${asOf}`, layout.columns, 2);
  return `${blocks.join("\n")}\n${sum}\n`;
}

/** A heading and a table for each section. */
export function sheetMarkdown({ title, sections, summary, asOf, revision }: Sheet): string {
  const lines = [`# ${markdown(title)} as of ${asOf}`, "", `${summary}.`];
  for (const { heading, header, rows, none, notes = [] } of sections) {
    lines.push("", `## ${markdown(heading)}`, "");
    if (rows.length === 0) lines.push(`${none}.`);
    else
      lines.push(
        `| ${header.join(" | ")} |`,
        `| ${header.map(() => "---").join(" | ")} |`,
        ...rows.map((row) => `| ${row.map((cell) => markdown(textOf(cell))).join(" | ")} |`),
      );
    for (const note of notes) lines.push("", `${markdown(note)}.`);
  }
  lines.push("", readFrom(revision));
  return `${lines.join("\n")}\n`;
}

/** The last line of a Markdown report: ``Read from `main@3f2c1ab`.`` */
export function readFrom(revision: string): string {
  return `Read from ${markdownCode(revision)}.`;
}

/** One self-contained page; the same sheet gives the same bytes. */
export function sheetHtml({ title, sections, summary, asOf, revision, command }: Sheet): string {
  return htmlPage({
    title,
    facts: [`as of ${asOf}`, revision, summary],
    sections: sections.map(({ heading, caption, header, rows, none, notes = [] }) => ({
      heading,
      parts: [
        rows.length === 0 ? paragraph(`${none}.`) : htmlTable({ caption, header, rows }),
        ...notes.map((note) => paragraph(`${note}.`)),
      ],
    })),
    foot: `${command} --format html --as-of ${asOf}`,
  });
}

function textOf(cell: SheetCell): string {
  return typeof cell === "string" ? cell : cell.text;
}
