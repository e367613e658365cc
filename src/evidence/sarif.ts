// SARIF 2.1.0 (OASIS Standard, 27 March 2020): what static analysis and scanners write.

import {
  type About,
  bandOf,
  dayOf,
  earliest,
  type Found,
  field,
  isNode,
  items,
  longestName,
  type Report,
  type Severity,
  several,
  text,
  toolNamed,
} from "./report.ts";

/** Reads a log; `runs` is what makes it one. */
export function readSarif(log: unknown): Report {
  const runs = items(field(log, "runs"));
  const doubts: string[] = [];
  const version = field(log, "version");
  if (version !== "2.1.0") doubts.push(`it is written in SARIF ${text(version) ?? "of no version"}, not 2.1.0`);
  if (runs.length === 0) doubts.push("it has no run");
  const found: Found[] = [];
  for (const run of runs) {
    const name = text(field(field(field(run, "tool"), "driver"), "name"));
    if (name === null) doubts.push("a run names no tool");
    doubts.push(...unfinished(run).map((why) => `${name ?? "a run"}: ${why}`));
    const rules = rulesOf(run);
    for (const result of items(field(run, "results"))) found.push(...foundIn(result, rules));
  }
  const tools = runs.map((run) => field(field(run, "tool"), "driver"));
  const named = tools.flatMap((tool) => toolNamed(field(tool, "name"), versionOf(tool)) ?? []);
  return {
    format: "sarif",
    tool: named.length === 0 ? null : [...new Set(named)].slice(0, 3).join(", "),
    produced: earliest(runs.map(endOf)),
    about: runs.flatMap(aboutOf),
    extent: several(runs.length, "run"),
    doubts,
    found,
  };
}

function versionOf(tool: unknown): unknown {
  return field(tool, "semanticVersion") ?? field(tool, "version");
}

/** A run shows that it finished by saying so, in every invocation, and by holding its results itself (3.20.14, 3.14.23). */
function unfinished(run: unknown): string[] {
  const doubts: string[] = [];
  const invocations = items(field(run, "invocations"));
  if (invocations.length === 0) doubts.push("nothing says that it finished (invocations)");
  for (const invocation of invocations) {
    const ended = field(invocation, "executionSuccessful");
    if (ended !== true)
      doubts.push(
        ended === false ? "it did not finish" : "nothing says that it finished (invocations[].executionSuccessful)",
      );
    for (const list of ["toolExecutionNotifications", "toolConfigurationNotifications"])
      for (const notification of items(field(invocation, list)))
        if (field(notification, "level") === "error")
          doubts.push(`it met an error: ${text(field(field(notification, "message"), "text")) ?? "of no name"}`);
  }
  if (!Array.isArray(field(run, "results"))) doubts.push("it has no list of results, so it looked for none");
  if (items(field(run, "results")).some((result) => !isNode(result))) doubts.push("a result cannot be read");
  if (field(run, "externalPropertyFileReferences") !== undefined) doubts.push("a part of it lies in another file");
  return doubts.slice(0, 5);
}

function endOf(run: unknown): string | null {
  const invocations = items(field(run, "invocations"));
  return earliest(
    invocations.map((invocation) => dayOf(field(invocation, "endTimeUtc")) ?? dayOf(field(invocation, "startTimeUtc"))),
  );
}

function aboutOf(run: unknown): About[] {
  return items(field(run, "versionControlProvenance")).flatMap((origin) => {
    const name = text(field(origin, "repositoryUri"), longestName);
    return name === null ? [] : [{ name, version: null }];
  });
}

/** Kinds of results that say that nothing is wrong (3.27.9). */
const harmless: readonly unknown[] = ["pass", "notApplicable", "informational"];

function foundIn(result: unknown, rules: Rules): Found[] {
  const kind = field(result, "kind") ?? "fail";
  if (harmless.includes(kind) || field(result, "baselineState") === "absent") return [];
  const rule = ruleOf(result, rules);
  const id = text(field(result, "ruleId")) ?? text(field(rule, "id")) ?? "a result of no rule";
  return [{ id, severity: kind === "fail" ? severityIn(result, rule) : "unknown", setAside: suppression(result) }];
}

interface Rules {
  /** Of the driver, then of each extension. */
  readonly parts: readonly (readonly unknown[])[];
  readonly byId: ReadonlyMap<unknown, unknown>;
}

function rulesOf(run: unknown): Rules {
  const tool = field(run, "tool");
  const parts = [field(tool, "driver"), ...items(field(tool, "extensions"))].map((part) => items(field(part, "rules")));
  // Backwards, so that the first of an id stays.
  return { parts, byId: new Map([...parts.flat()].reverse().map((rule) => [field(rule, "id"), rule])) };
}

/** By its index among the rules of a part of the tool, the driver by default; else by its id. */
function ruleOf(result: unknown, { parts, byId }: Rules): unknown {
  const reference = field(result, "rule");
  const index = field(result, "ruleIndex") ?? field(reference, "index");
  const part = field(field(reference, "toolComponent"), "index");
  const home = typeof part === "number" ? parts[part + 1] : parts[0];
  const byIndex = typeof index === "number" ? home?.[index] : undefined;
  return byIndex ?? byId.get(field(result, "ruleId") ?? field(reference, "id") ?? null);
}

const levels: { readonly [level: string]: Severity } = { error: "high", warning: "medium", note: "low", none: "info" };

/** The score that the rule gives (`security-severity`, as code scanning reads it), else the level; `warning` by default. */
function severityIn(result: unknown, rule: unknown): Severity {
  const scored = bandOf(field(field(rule, "properties"), "security-severity"));
  if (scored !== "unknown") return scored;
  const level = field(result, "level") ?? field(field(rule, "defaultConfiguration"), "level") ?? "warning";
  return typeof level === "string" && Object.hasOwn(levels, level) ? (levels[level] ?? "unknown") : "unknown";
}

/** Suppressed is a result whose every suppression is accepted, which is the default, and one of them says why (3.27.23, 3.35). */
function suppression(result: unknown): string | null {
  const suppressions = items(field(result, "suppressions"));
  const accepted = suppressions.every((one) => (field(one, "status") ?? "accepted") === "accepted");
  if (!accepted) return null;
  return suppressions.map((one) => text(field(one, "justification"))).find((why) => why !== null) ?? null;
}
