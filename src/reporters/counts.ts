// The sentence that sums up a report, the same in every format that speaks in words.

import type { Finding, Report, Severity } from "../finding.ts";

/** What every reporter is told besides the report. */
export interface Telling {
  /** Ids of rules that no risk acceptance can waive. */
  readonly neverWaivable: ReadonlySet<string>;
  /** Findings that count but lie outside the paths the user asked to see. */
  readonly leftOut: number;
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly existing: number;
  readonly consequence: number;
}

/** Errors and warnings are those that count; the others are existing or consequences. */
export function countsOf(findings: readonly Finding[]): Counts {
  const counting = (severity: Severity) =>
    findings.filter((finding) => finding.standing === "new" && finding.severity === severity).length;
  const standing = (name: Finding["standing"]) => findings.filter((finding) => finding.standing === name).length;
  return {
    errors: counting("error"),
    warnings: counting("warning"),
    existing: standing("existing"),
    consequence: standing("consequence"),
  };
}

/** `1 error, 0 warnings in 41 documents, 96 rules, against main@3f2c1ab`, then a line for each thing left unsaid. */
export function summaryLines(report: Report, { leftOut }: Telling): string[] {
  const { errors, warnings, existing, consequence } = countsOf(report.findings);
  const quiet = [existing > 0 && `${existing} existing`, consequence > 0 && plural(consequence, "consequence")].filter(
    Boolean,
  );
  const found =
    report.findings.length + leftOut === 0
      ? "no findings"
      : `${plural(errors, "error")}, ${plural(warnings, "warning")}`;
  const base = report.base === null ? "without a base" : `against ${report.base}`;
  return [
    `${found} in ${plural(report.documents, "document")}, ${plural(report.rules, "rule")}, ${base}`,
    `${report.head} as of ${report.asOf}`,
    ...(quiet.length > 0 ? [`${quiet.join(" and ")} shown above, not counted`] : []),
    ...(leftOut > 0 ? [`${plural(leftOut, "finding")} in other files not shown, counted all the same`] : []),
    ...(report.notJudged > 0 ? [notJudged(report.notJudged)] : []),
    ...report.notes.map((note) => `note: ${note}`),
  ];
}

/** `1 error`, `2 errors`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function notJudged(count: number): string {
  return count === 1
    ? "1 document was not judged because its shape does not hold"
    : `${count} documents were not judged because their shape does not hold`;
}
