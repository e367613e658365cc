// A report for programs: schemas/output/report.schema.json says what is in it.

import type { Finding, Report } from "../finding.ts";
import { countsOf, type Telling } from "./counts.ts";
import { envelope } from "./envelope.ts";

/** The report in the JSON envelope, kind `report`. Written field by field: inner shapes may change, this one may not. */
export function reportJson(report: Report, { neverWaivable, leftOut }: Telling): string {
  const { errors, warnings, existing, consequence } = countsOf(report.findings);
  return envelope("report", {
    head: report.head,
    base: report.base,
    asOf: report.asOf,
    documents: report.documents,
    rules: report.rules,
    notJudged: report.notJudged,
    counts: { errors, warnings, existing, consequence, leftOut },
    notes: [...report.notes],
    findings: report.findings.map((finding) => findingFields(finding, neverWaivable)),
  });
}

function findingFields(finding: Finding, neverWaivable: ReadonlySet<string>): Record<string, unknown> {
  const { range } = finding;
  return {
    rule: finding.rule,
    name: finding.name,
    severity: finding.severity,
    standing: finding.standing,
    message: finding.message,
    path: finding.path,
    range:
      range === null
        ? null
        : { line: range.line, column: range.column, endLine: range.endLine, endColumn: range.endColumn },
    pointer: finding.pointer,
    subject: finding.subject,
    help: finding.help,
    clauses: finding.clauses.map(({ id, text }) => ({ id, text })),
    neverWaivable: neverWaivable.has(finding.rule),
    fingerprint: finding.fingerprint,
  };
}
