// What is wrong, where, why, and what to do about it: the one shape every reporter renders.

export type Severity = "error" | "warning";

/** A place in a text file. Lines and columns are 1-based, columns count UTF-16 units, the end is exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The source lines around a place, so that a reporter needs no file. */
export interface Frame {
  /** Number of the first line in `lines`. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** A clause of the specification with its words. */
export interface Clause {
  readonly id: string;
  readonly text: string;
}

/**
 * How a finding relates to the landing being judged.
 * `new` counts. `existing` stood on the base already; `consequence` is caused by a governance decision, or by
 * evidence that the bodies land, in a file that the landing leaves untouched, or by time alone (that nobody measured):
 * both are shown and do not fail.
 */
export type Standing = "new" | "existing" | "consequence";

/** Another finding, by its rule and place. */
export interface Cause {
  readonly rule: string;
  readonly path: string;
  /** JSON pointer, or null for the file as a whole. */
  readonly pointer: string | null;
}

export interface Finding {
  /** Rule id, for example `PRM002`. Every finding has exactly one. */
  readonly rule: string;
  /** The rule's kebab-case name, for example `permission-wildcard`. */
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  /** File, from the repository's root. */
  readonly path: string;
  /** Null where the finding is about the file as a whole (deleted, binary, not a file). */
  readonly range: Range | null;
  readonly frame: Frame | null;
  /** JSON pointer (RFC 6901) into the document, or null. */
  readonly pointer: string | null;
  /** Subject the file belongs to, for example `acme/EXP-0003`, or null. */
  readonly subject: string | null;
  readonly help: string | null;
  readonly clauses: readonly Clause[];
  readonly standing: Standing;
  /** 12 hex digits that survive line moves: sha256(rule, path, place by ids, message). */
  readonly fingerprint: string;
  /** Findings whose mending mends this one: where one of them is told beside it, this one is not. */
  readonly follows?: readonly Cause[];
}

/** The rule of what is not filled in yet. */
const placeholderLeft = "DOC009";

/**
 * Findings without those that follow from an error of the same standing: an old defect must not hide what a new one does,
 * and nothing that fails is dropped for what only warns.
 */
export function withoutConsequences(findings: readonly Finding[]): readonly Finding[] {
  if (findings.every(({ follows, rule }) => follows === undefined && rule !== placeholderLeft)) return findings;
  const keyOf = ({ rule, path, pointer }: Cause, standing: Standing): string =>
    JSON.stringify([rule, path, pointer, standing]);
  const errors = findings.filter(({ severity }) => severity === "error");
  const told = new Set(errors.map((finding) => keyOf(finding, finding.standing)));
  return findings.filter(({ follows = [], standing, rule, path, pointer }) => {
    // Whatever else is wrong with a placeholder goes with it.
    const open = rule === placeholderLeft || pointer === null ? [] : [{ rule: placeholderLeft, path, pointer }];
    return ![...follows, ...open].some((cause) => told.has(keyOf(cause, standing)));
  });
}

/** The whole verdict of one `check`: what was looked at, against what, and what was found. */
export interface Report {
  readonly findings: readonly Finding[];
  /** Name of the head (`working tree`, `main@3f2c1ab`) and of the base, null with `--no-base`. */
  readonly head: string;
  readonly base: string | null;
  /** `YYYY-MM-DD`, UTC. */
  readonly asOf: string;
  readonly documents: number;
  readonly rules: number;
  /** Documents that did not conform to their schema, so that rules could not judge what hangs on them. */
  readonly notJudged: number;
  /** Facts worth a line that are not findings, for example "root of trust: pin <commit>". */
  readonly notes: readonly string[];
}

/** The order findings are listed in: path, line, column, rule, message. Total, so output never depends on file order. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.path, b.path) ||
    compare(a.range?.line ?? 0, b.range?.line ?? 0) ||
    compare(a.range?.column ?? 0, b.range?.column ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
