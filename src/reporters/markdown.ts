// A report as Markdown: the job summary of a run, or a comment.

import type { Finding, Report } from "../finding.ts";
import { summaryLines, type Telling } from "./counts.ts";
import { markdownCode as code, markdown as prose } from "./escape.ts";

// GitHub refuses a job summary above 1 MiB as a whole. In UTF-16 units, well below it even in three-byte scripts.
const mostUnits = 300_000;

/** The report as a Markdown section with a table of findings, ending in a line feed. */
export function reportMarkdown(report: Report, telling: Telling): string {
  const [summary = "", ...rest] = summaryLines(report, telling).map(prose);
  const rows = report.findings.map((finding) => row(finding, telling.neverWaivable));
  const kept = withinReach(rows);
  const table = rows.length === 0 ? [] : ["| finding | place | what is wrong |", "| --- | --- | --- |", ...kept, ""];
  const more = rows.length > kept.length ? [`${rows.length - kept.length} more findings are in the log.`, ""] : [];
  return [`### kwanus: ${summary}`, "", ...table, ...more, ...rest.map((line) => `- ${line}`), ""].join("\n");
}

function row(finding: Finding, neverWaivable: ReadonlySet<string>): string {
  const { rule, name, severity, standing, path, range, message, help, clauses } = finding;
  const asides = [standing === "new" ? "" : standing, neverWaivable.has(rule) ? "never waivable" : ""].filter(
    (word) => word !== "",
  );
  const what = `${severity} ${code(rule)} ${prose(name)}${asides.length > 0 ? ` (${asides.join(", ")})` : ""}`;
  const place = code(range === null ? path : `${path}:${range.line}:${range.column}`);
  const words = [
    prose(message),
    ...(help === null ? [] : [prose(help)]),
    ...(clauses.length === 0 ? [] : [prose(clauses.map(({ id }) => id).join(", "))]),
  ];
  return `| ${what} | ${place} | ${words.join("<br>")} |`;
}

function withinReach(rows: readonly string[]): readonly string[] {
  let left = mostUnits;
  return rows.filter((line) => {
    left -= line.length + 1;
    return left >= 0;
  });
}
