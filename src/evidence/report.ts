// What a tool's report says, whatever its format: who wrote it, when, about what, whether it finished, what it found.

/** The formats that are read. */
export type ReportFormat = "sarif" | "cyclonedx" | "osv" | "npm-audit" | "junit";

/** From worst to least; `unknown` where the report gives none. */
export const severities = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof severities)[number] | "unknown";

/** One thing a tool found. */
export interface Found {
  /** `CVE-2026-1234`, `js/xss`, the name of a test. */
  readonly id: string;
  readonly severity: Severity;
  /** Why it does not count: what the report gives as its justification. Null where it counts. */
  readonly setAside: string | null;
}

/** What a report says that it looked at. */
export interface About {
  /** The most exact name it gives: a package URL, a package with its group, or the address of a repository. */
  readonly name: string;
  readonly version: string | null;
}

export interface Report {
  readonly format: ReportFormat;
  /** Name and version, as far as the report gives them; null where it names none. */
  readonly tool: string | null;
  /** `YYYY-MM-DD` in UTC, the earliest day that it gives; null where it gives none. */
  readonly produced: string | null;
  /** Empty where the format has no place for it. */
  readonly about: readonly About[];
  /** How much was looked at: `212 packages`. */
  readonly extent: string;
  /** Why it is not shown that the tool finished and that this is all of its report; empty where it is. */
  readonly doubts: readonly string[];
  readonly found: readonly Found[];
}

export type Node = { readonly [key: string]: unknown };

/** A field of its own of what may be an object: what a prototype has is nobody's statement. */
export function field(value: unknown, key: string): unknown {
  return isNode(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list, or nothing where it is none. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Characters of a name that has to be compared. */
export const longestName = 300;

/**
 * A text that can be printed and written down: one line, nothing hidden; null for anything else.
 * @param most characters; the rest is left out
 */
export function text(value: unknown, most = 100): string | null {
  if (typeof value !== "string") return null;
  const plain = value
    .slice(0, 4 * most)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/[\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0\ufffe\uffff]/gu, "")
    .trim();
  if (plain === "") return null;
  const letters = [...plain];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : plain;
}

/** A whole number from 0, or null. */
export function count(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** `1 test`, `2 tests`. */
export function several(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/** Name and version of a tool: `osv-scanner 2.0.2`. */
export function toolNamed(name: unknown, version: unknown): string | null {
  const [called, numbered] = [text(name), text(version)];
  return called === null ? null : numbered === null ? called : `${called} ${numbered}`;
}

/** The UTC day of a moment, ISO 8601; one without a zone is taken as UTC. Null where it is none. */
export function dayOf(moment: unknown): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(String(moment));
  const [, day = "", time = "T00:00:00", zone = "Z"] = match ?? [];
  const at = Date.parse(`${day}${time.slice(0, 9)}${zone.replace(/^(...)(\d\d)$/, "$1:$2")}`);
  if (typeof moment !== "string" || match === null || Number.isNaN(at)) return null;
  const found = new Date(at).toISOString().slice(0, 10);
  // 2026-02-30 is read as a day in March.
  return zone !== "Z" || found === day ? found : null;
}

/** The earliest of several days: a report is as old as the oldest part of it. */
export function earliest(days: readonly (string | null)[]): string | null {
  return days.reduce((first, day) => (first === null || (day !== null && day < first) ? day : first), null);
}

/** The band of a CVSS score, 0.0 to 10.0 (CVSS 3.1, section 5); a text or a number. Unknown for anything else. */
export function bandOf(score: unknown): Severity {
  const given = typeof score === "string" && /^\d{1,2}(?:\.\d{1,4})?$/.test(score) ? Number(score) : score;
  if (typeof given !== "number" || !(given >= 0 && given <= 10)) return "unknown";
  return given >= 9 ? "critical" : given >= 7 ? "high" : given >= 4 ? "medium" : given > 0 ? "low" : "info";
}

const words: { readonly [word: string]: Severity } = {
  critical: "critical",
  high: "high",
  medium: "medium",
  moderate: "medium",
  low: "low",
  info: "info",
  none: "info",
};

/** A severity by the word that tools use for it. */
export function severityOf(word: unknown): Severity {
  const key = typeof word === "string" ? word.toLowerCase() : "";
  return Object.hasOwn(words, key) ? (words[key] ?? "unknown") : "unknown";
}

/** The worst of several; unknown only where none is known. */
export function worst(all: readonly Severity[]): Severity {
  return severities.find((severity) => all.includes(severity)) ?? "unknown";
}
