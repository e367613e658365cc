// A report for people at a terminal.

import type { Clause, Finding, Report } from "../finding.ts";
import { summaryLines, type Telling } from "./counts.ts";
import { terminal, terminalLines } from "./escape.ts";
import { mark } from "./frame.ts";
import type { Style } from "./style.ts";
import { clip } from "./width.ts";

export interface TextTelling extends Telling {
  readonly style: Style;
  /** Cells of a line; source lines are clipped to it. */
  readonly columns: number;
}

const clauseCells = 60;
// The rule's page has them all.
const mostClauses = 3;

/** The report as text, ending in a line feed. Holds no control characters but line feeds and those of `style`. */
export function text(report: Report, telling: TextTelling): string {
  const { style } = telling;
  const findings = report.findings.map((finding) => `${one(finding, telling)}\n\n`);
  const [summary = "", ...rest] = summaryLines(report, telling).map(terminal);
  const clean = report.findings.length + telling.leftOut === 0;
  return `${findings.join("")}${clean ? style.good(summary) : style.bold(summary)}\n${rest.map((line) => `${line}\n`).join("")}`;
}

function one(finding: Finding, { style, columns, neverWaivable }: TextTelling): string {
  const { severity, standing, range, frame } = finding;
  const paint = standing === "new" ? style[severity] : style.note;
  const number = String(range?.line ?? "");
  const gutter = " ".repeat(Math.max(1, number.length));
  const bar = style.dim(`${gutter} |`);
  const fact = (label: string, words: string) => `${gutter} ${style.dim("=")} ${style.bold(`${label}:`)} ${words}`;

  const lines = [`${paint(`${severity}[${terminal(finding.rule)}]`)}${aside(finding)} ${heading(finding, style)}`];
  lines.push(`${gutter}${style.dim("-->")} ${style.path(place(finding))}`);
  if (range !== null && frame !== null) {
    const marked = mark(frame, range, Math.max(20, columns - gutter.length - 3));
    lines.push(bar, `${style.dim(`${number} |`)} ${marked.line}`.trimEnd(), `${bar} ${paint(marked.carets)}`);
  }
  if (finding.clauses.length > 0) lines.push(fact("clause", clauses(finding, neverWaivable)));
  if (finding.help !== null) lines.push(...help(finding.help, fact, gutter));
  lines.push(fact("docs", `kwanus explain ${terminal(finding.rule)}`));
  return lines.join("\n");
}

function aside({ standing }: Finding): string {
  return standing === "new" ? "" : ` (${standing})`;
}

function heading({ name, message }: Finding, { bold }: Style): string {
  return `${terminal(name)}: ${bold(terminal(message))}`;
}

function place({ path, range }: Finding): string {
  const file = terminal(path);
  return range === null ? file : `${file}:${range.line}:${range.column}`;
}

function clauses({ rule, clauses }: Finding, neverWaivable: ReadonlySet<string>): string {
  const waivable = neverWaivable.has(rule) ? " (never waivable)" : "";
  // Two documents often say the same in the same words: quoted once.
  const texts = [...new Set(clauses.map(({ text }) => text))];
  const shown = texts.slice(0, mostClauses).map((text) =>
    quoted(
      text,
      clauses.filter((clause) => clause.text === text),
    ),
  );
  const more = texts.length > mostClauses ? ` and ${texts.length - mostClauses} more` : "";
  return `${shown.join(", ")}${more}${waivable}`;
}

function quoted(text: string, clauses: readonly Clause[]): string {
  const ids = clauses.map(({ id }) => terminal(id)).join(", ");
  return text === "" ? ids : `${ids} "${clip(terminal(text), clauseCells)}"`;
}

function help(words: string, fact: (label: string, words: string) => string, gutter: string): string[] {
  const [first = "", ...more] = terminalLines(words).split("\n");
  return [fact("help", first), ...more.map((line) => `${gutter}         ${line}`)];
}
