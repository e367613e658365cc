// What a report proves: passed only where everything that takes is positively shown; whatever is in doubt is inconclusive.

import { isSame } from "./names.ts";
import { type Found, type Report, type Severity, several, severities } from "./report.ts";

export interface Verdict {
  readonly result: "passed" | "failed" | "inconclusive";
  /** Why, in a phrase: `nothing open in 212 packages`. */
  readonly why: string;
}

/** What a report is held against. */
export interface Measure {
  /** The least severity that fails. */
  readonly failsFrom: Exclude<Severity, "unknown" | "info">;
  /** Names of the software, any of which will do. */
  readonly software: readonly string[];
  readonly version: string;
}

/** What a report proves of one version of some software. When it was written is not asked here. */
export function verdictOn(report: Report, { failsFrom, software, version }: Measure): Verdict {
  for (const about of report.about) {
    if (!software.some((name) => isSame(about.name, name)))
      return inconclusive(`it is about ${about.name}, which is none of ${software.slice(0, 4).join(", ")}`);
    const stated = about.version ?? versionIn(about.name);
    if (stated !== null && stated.replace(/^v/, "") !== version)
      return inconclusive(`it is about version ${stated}, not ${version}`);
  }
  const open = report.found.filter(({ setAside }) => setAside === null);
  const failing = severities.slice(0, severities.indexOf(failsFrom) + 1);
  const bad = open.filter(({ severity }) => failing.some((one) => one === severity));
  if (bad.length > 0) return { result: "failed", why: `${tally(bad, report)}: ${named(bad)}` };
  const [doubt] = report.doubts;
  if (doubt !== undefined) return inconclusive(doubt);
  const unknown = open.filter(({ severity }) => severity === "unknown");
  if (unknown.length > 0) return inconclusive(`nothing says how bad this is: ${named(unknown)}`);
  return { result: "passed", why: whole(report, open) };
}

function inconclusive(why: string): Verdict {
  return { result: "inconclusive", why };
}

/** `pkg:npm/x@1.2.0?arch=any` → `1.2.0`. */
function versionIn(name: string): string | null {
  return /^pkg:[^?#]*[^/]@([^@?#/]+)/.exec(name)?.[1] ?? null;
}

function whole({ extent, format, found }: Report, open: readonly Found[]): string {
  const aside = found.length - open.length;
  const none = format === "junit" ? "nothing failed" : "nothing open";
  const low = open.length === 0 ? none : `${several(open.length, "minor finding")} open`;
  return `${low} in ${extent}${aside === 0 ? "" : `; ${aside} set aside`}`;
}

/** `1 critical, 2 high open`; tests have no severity. */
function tally(found: readonly Found[], { format }: Report): string {
  if (format === "junit") return `${several(found.length, "failed test")}`;
  const counted = severities.flatMap((severity) => {
    const number = found.filter((one) => one.severity === severity).length;
    return number === 0 ? [] : [`${number} ${severity}`];
  });
  return `${counted.join(", ")} open`;
}

function named(found: readonly Found[]): string {
  const ids = [...new Set(found.map(({ id }) => id))];
  return ids.slice(0, 3).join(", ") + (ids.length > 3 ? ` and ${ids.length - 3} more` : "");
}
