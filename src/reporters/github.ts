// A report as annotations of a GitHub Actions run.

import type { Finding, Report } from "../finding.ts";
import { commandData, commandProperty } from "./escape.ts";

// GitHub shows ten errors, ten warnings and ten notices of one step and drops the rest without a word; the job summary
// (markdown.ts) holds them all. Source: GitHub docs, "Workflow commands", and community limits of check annotations.
const shownOfEach = 10;

// A message beyond 64 KB is refused by the runner; far below it nobody reads on.
const longest = 4000;

type Level = "error" | "warning" | "notice";

/** Workflow command lines, each ended by a line feed; what does not count is a notice. Empty when nothing was found. */
export function github(report: Report): string {
  const left: Record<Level, number> = { error: shownOfEach, warning: shownOfEach, notice: shownOfEach };
  return report.findings
    .filter((finding) => left[level(finding)]-- > 0)
    .map((finding) => `${annotation(finding)}\n`)
    .join("");
}

function annotation(finding: Finding): string {
  const properties = { file: finding.path, ...position(finding), title: title(finding) };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${commandProperty(String(value))}`);
  const message = [finding.message, finding.help ?? "", `kwanus explain ${finding.rule}`].filter((line) => line !== "");
  return `::${level(finding)} ${list.join(",")}::${commandData(message.join("\n").slice(0, longest))}`;
}

function level({ standing, severity }: Finding): Level {
  return standing === "new" ? severity : "notice";
}

function position({ range }: Finding): Record<string, number> {
  if (range === null) return {};
  const { line, column, endLine, endColumn } = range;
  // GitHub's end is inclusive, and it takes no end column once the place spans lines.
  return endLine === line
    ? { line, col: column, endLine, endColumn: Math.max(column, endColumn - 1) }
    : { line, col: column, endLine };
}

function title({ rule, name, standing }: Finding): string {
  return standing === "new" ? `${rule} ${name}` : `${rule} ${name} (${standing})`;
}
