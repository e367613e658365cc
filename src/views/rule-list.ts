// The rules as a reader looks them up: by family, by the kind of document, by the clause they stand on.

import type { Severity } from "../finding.ts";

export interface RuleLine {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  /** What its family is about: `permissions`. */
  readonly family: string;
  readonly summary: string;
  readonly clauses: readonly string[];
  /** Kinds of document it judges one by one; `all` for rules of form; none where it judges documents together. */
  readonly kinds: readonly string[] | "all";
}

/** What to narrow the list to; null leaves it as it is. */
export interface RuleFilter {
  /** First three letters of an id: `PRM`. */
  readonly family: string | null;
  readonly kind: string | null;
  readonly clause: string | null;
}

/** The rules that pass every filter, in the given order. */
export function rulesMatching(rules: readonly RuleLine[], { family, kind, clause }: RuleFilter): RuleLine[] {
  return rules.filter(
    ({ id, kinds, clauses }) =>
      (family === null || id.startsWith(family)) &&
      (kind === null || kinds === "all" || kinds.includes(kind)) &&
      (clause === null || clauses.includes(clause)),
  );
}
