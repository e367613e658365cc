// What `npm audit --json` prints, from npm 7 on (auditReportVersion 2).

import { count, type Found, field, isNode, type Report, several, severityOf, text } from "./report.ts";

const bands = ["info", "low", "moderate", "high", "critical"] as const;

/** Reads a report; `auditReportVersion`, or what npm says where it could not ask, is what makes it one. */
export function readNpmAudit(report: unknown): Report {
  const vulnerabilities = field(report, "vulnerabilities");
  const entries = isNode(vulnerabilities) ? Object.values(vulnerabilities) : [];
  const metadata = field(report, "metadata");
  const packages = count(field(field(metadata, "dependencies"), "total"));
  return {
    format: "npm-audit",
    tool: "npm audit",
    produced: null,
    about: [],
    extent: several(packages ?? 0, "package"),
    doubts: doubtsOf(report, vulnerabilities, entries, packages),
    found: entries.map(foundIn),
  };
}

function doubtsOf(report: unknown, list: unknown, entries: readonly unknown[], packages: number | null): string[] {
  const error = field(report, "error");
  if (error !== undefined)
    return [`npm could not ask: ${text(field(error, "summary")) ?? text(field(report, "message")) ?? "an error"}`];
  if (field(report, "auditReportVersion") !== 2)
    return ["it is written in another form than that of npm 7 and later (auditReportVersion 2)"];
  const doubts: string[] = [];
  if (!isNode(list)) doubts.push("it has no vulnerabilities, not even an empty mapping of them");
  if (entries.some((entry) => !isNode(entry))) doubts.push("a vulnerability cannot be read");
  if (packages === null || packages === 0) doubts.push("it says of no package that it was looked at");
  // npm counts itself: where the counts are not those of the list, a part of it is missing.
  const counts = field(field(report, "metadata"), "vulnerabilities");
  const listed = (band: string): number => entries.filter((entry) => field(entry, "severity") === band).length;
  const differ = bands.some((band) => count(field(counts, band)) !== listed(band));
  if (differ || count(field(counts, "total")) !== entries.length)
    doubts.push("its counts (metadata.vulnerabilities) are not those of its list");
  return doubts;
}

function foundIn(entry: unknown): Found {
  return {
    id: text(field(entry, "name")) ?? "a package of no name",
    severity: severityOf(field(entry, "severity")),
    setAside: null,
  };
}
