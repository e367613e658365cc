// CycloneDX 1.4 to 1.7 as JSON, with its vulnerabilities and what was said of them (VEX).

import {
  type About,
  bandOf,
  dayOf,
  type Found,
  field,
  isNode,
  items,
  longestName,
  type Report,
  type Severity,
  several,
  severityOf,
  text,
  toolNamed,
  worst,
} from "./report.ts";

/** The versions that have a place for vulnerabilities. */
const versions: readonly unknown[] = ["1.4", "1.5", "1.6", "1.7"];

/** Reads a bill of materials; `bomFormat` is what makes it one. */
export function readCycloneDx(bom: unknown): Report {
  const metadata = field(bom, "metadata");
  const components = items(field(bom, "components"));
  const vulnerabilities = field(bom, "vulnerabilities");
  const doubts: string[] = [];
  const version = field(bom, "specVersion");
  if (!versions.includes(version))
    doubts.push(`it is written in CycloneDX ${text(version) ?? "of no version"}, not 1.4 to 1.7`);
  if (components.length === 0) doubts.push("it lists no component");
  if (components.some((component) => text(field(component, "name")) === null)) doubts.push("a component has no name");
  if (!Array.isArray(vulnerabilities))
    doubts.push("it has no list of vulnerabilities, so nobody looked for any (an empty list says that there is none)");
  if (items(vulnerabilities).some((one) => !isNode(one))) doubts.push("a vulnerability cannot be read");
  for (const composition of items(field(bom, "compositions")))
    if (String(field(composition, "aggregate")).startsWith("incomplete")) doubts.push("it says that it is incomplete");
  const timestamp = field(metadata, "timestamp");
  const produced = dayOf(timestamp);
  if (timestamp !== undefined && produced === null) doubts.push("its timestamp is none");
  return {
    format: "cyclonedx",
    tool: toolsOf(field(metadata, "tools")),
    produced,
    about: aboutOf(field(metadata, "component")),
    extent: several(components.length, "component"),
    doubts,
    found: items(vulnerabilities).map(foundIn),
  };
}

/** A list until 1.4, afterwards components and services. */
function toolsOf(tools: unknown): string | null {
  const all = Array.isArray(tools) ? tools : [...items(field(tools, "components")), ...items(field(tools, "services"))];
  const named = all.flatMap((tool) => {
    const called = [field(tool, "vendor"), field(tool, "name")].filter((part) => typeof part === "string");
    return toolNamed(called.join(" "), field(tool, "version")) ?? [];
  });
  return named.length === 0 ? null : named.slice(0, 3).join(", ");
}

function aboutOf(component: unknown): About[] {
  const [purl, group, own] = ["purl", "group", "name"].map((key) => text(field(component, key), longestName));
  const name = purl ?? (own == null ? null : group == null ? own : `${group}/${own}`);
  return name == null ? [] : [{ name, version: text(field(component, "version")) }];
}

function foundIn(vulnerability: unknown): Found {
  return {
    id: text(field(vulnerability, "id")) ?? "a vulnerability of no id",
    severity: severityIn(items(field(vulnerability, "ratings"))),
    setAside: setAside(field(vulnerability, "analysis")),
  };
}

/** The worst that anybody rates it. A rating gives a word, or a score by a CVSS method. */
function severityIn(ratings: readonly unknown[]): Severity {
  return worst(
    ratings.flatMap((rating) => [
      severityOf(field(rating, "severity")),
      String(field(rating, "method")).startsWith("CVSS") ? bandOf(field(rating, "score")) : "unknown",
    ]),
  );
}

/** The words that may stand as a justification of `not_affected`. */
const justifications: readonly unknown[] = [
  "code_not_present",
  "code_not_reachable",
  "requires_configuration",
  "requires_dependency",
  "requires_environment",
  "protected_by_compiler",
  "protected_at_runtime",
  "protected_at_perimeter",
  "protected_by_mitigating_control",
];

/** Why it does not count: it is resolved, or somebody says why it does not arise. Anything else is open. */
function setAside(analysis: unknown): string | null {
  const state = field(analysis, "state");
  const justification = field(analysis, "justification");
  const detail = text(field(analysis, "detail"));
  switch (state) {
    case "resolved":
    case "resolved_with_pedigree":
      return "resolved";
    case "not_affected":
      return justifications.includes(justification) ? `not affected: ${justification}` : null;
    case "false_positive":
      return detail === null ? null : `false positive: ${detail}`;
    default:
      return null;
  }
}
