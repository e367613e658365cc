// A report for people at a terminal.

import type { Clause, Finding, Report } from "../finding.ts";
import { summaryLines, type Telling } from "./counts.ts";
import { terminal, terminalLines } from "./escape.ts";
import { fold, withCommand } from "./fold.ts";
import { mark } from "./frame.ts";
import type { Style } from "./style.ts";
import { clip } from "./width.ts";

export interface TextTelling extends Telling {
  readonly style: Style;
  /** Cells of a line; source lines are clipped to it. */
  readonly columns: number;
  /** Whether long sentences are folded too: on a terminal. In a file each stays on one line, where a search finds it. */
  readonly folded?: boolean;
}

const clauseCells = 60;
// The rule's page has them all.
const mostClauses = 3;

/** The report as text, ending in a line feed. Holds no control characters but line feeds and those of `style`. */
export function text(report: Report, telling: TextTelling): string {
  const { style } = telling;
  const findings = report.findings.map((finding) => `${one(finding, telling)}\n\n`);
  const lay = folding(telling);
  const [summary = "", ...rest] = summaryLines(report, telling).map((line) => lay(terminal(line), 2));
  const clean = report.findings.length + telling.leftOut === 0;
  return `${findings.join("")}${clean ? style.good(summary) : style.bold(summary)}\n${rest.map((line) => `${line}\n`).join("")}`;
}

type Lay = (text: string, hanging: number) => string;

function folding({ folded, columns }: TextTelling): Lay {
  return folded === true ? (text, hanging) => fold(text, columns, hanging) : (text) => text;
}

function one(finding: Finding, telling: TextTelling): string {
  const { style, columns, neverWaivable } = telling;
  const { severity, standing, range, frame } = finding;
  const paint = standing === "new" ? style[severity] : style.note;
  const number = String(range?.line ?? "");
  const gutter = " ".repeat(Math.max(1, number.length));
  const bar = style.dim(`${gutter} |`);
  const lay = folding(telling);
  const fact = (label: string, words: string) =>
    lay(`${gutter} ${style.dim("=")} ${style.bold(`${label}:`)} ${words}`, gutter.length + label.length + 5);

  const lines = [
    lay(`${paint(`${severity}[${terminal(finding.rule)}]`)}${aside(finding)} ${heading(finding, style)}`, 2),
  ];
  lines.push(`${gutter}${style.dim("-->")} ${style.path(place(finding))}`);
  if (range !== null && frame !== null) {
    const marked = mark(frame, range, Math.max(20, columns - gutter.length - 3));
    lines.push(bar, `${style.dim(`${number} |`)} ${marked.line}`.trimEnd(), `${bar} ${paint(marked.carets)}`);
  }
  if (finding.clauses.length > 0) lines.push(fact("clause", clauses(finding, neverWaivable)));
  if (finding.help !== null) lines.push(fact("help", help(finding.help, gutter, telling)));
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

// Lines after the first stand under it.
function help(words: string, gutter: string, telling: TextTelling): string {
  const lines = terminalLines(words).split("\n");
  const whole = telling.folded === true ? lines.map(withCommand) : lines;
  return whole.join(`\n${gutter}         `);
}
