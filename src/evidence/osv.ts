// The JSON of OSV-Scanner (--format json --all-packages), versions 1 and 2.

import { bandOf, type Found, field, isNode, items, type Report, several, severityOf, text, worst } from "./report.ts";

/** Reads the output; `results` is what makes it one. */
export function readOsv(output: unknown): Report {
  const results = items(field(output, "results"));
  const packages = results.flatMap((result) => items(field(result, "packages")));
  const doubts: string[] = [];
  if (!Array.isArray(field(output, "results"))) doubts.push("its results are no list");
  // Without packages nobody can tell a scan of nothing from a scan that found nothing.
  if (packages.length === 0) doubts.push("it lists no package that was looked at; run osv-scanner with --all-packages");
  if (packages.some((one) => text(field(field(one, "package"), "name")) === null)) doubts.push("a package has no name");
  if (packages.some(isUnreadable)) doubts.push("the vulnerabilities of a package cannot be read");
  return {
    format: "osv",
    tool: "osv-scanner",
    produced: null,
    about: [],
    extent: several(packages.length, "package"),
    doubts,
    found: packages.flatMap(foundIn),
  };
}

function isUnreadable(entry: unknown): boolean {
  const vulnerabilities = field(entry, "vulnerabilities");
  if (vulnerabilities === undefined) return items(field(entry, "groups")).length > 0;
  return !Array.isArray(vulnerabilities) || vulnerabilities.some((one) => !isNode(one));
}

/** A group holds what is one vulnerability under several ids, and the worst score of them. */
function foundIn(entry: unknown): Found[] {
  const groups = new Map(
    items(field(entry, "groups")).flatMap((group) => items(field(group, "ids")).map((id) => [id, group] as const)),
  );
  return items(field(entry, "vulnerabilities")).map((vulnerability) => {
    const id = field(vulnerability, "id");
    const group = groups.get(id);
    const scored = bandOf(field(group, "max_severity"));
    const told = severityOf(field(field(vulnerability, "database_specific"), "severity"));
    return {
      id: text(id) ?? "a vulnerability of no id",
      severity: worst([scored, told]),
      setAside: unreached(group),
    };
  });
}

/** OSV-Scanner's own analysis of calls: every id of the group was looked for, and none is called. */
function unreached(group: unknown): string | null {
  const analysis = field(group, "experimentalAnalysis") ?? field(group, "experimental_analysis");
  const ids = items(field(group, "ids"));
  const called = ids.map((id) => (typeof id === "string" ? field(field(analysis, id), "called") : undefined));
  return ids.length > 0 && called.every((one) => one === false) ? "not called" : null;
}
