// The shape of a rule. A rule is one file, one page and one line in the registry.

import type { Kind } from "../document/kinds.ts";
import type { Severity } from "../finding.ts";
import type { Landing } from "../landing/landing.ts";
import type { Facts } from "../model/facts.ts";
import type { Model } from "../model/model.ts";

/**
 * What a rule found, in its own terms. The engine adds id, severity, line, column, frame, clauses and fingerprint, so
 * no rule can get them wrong.
 */
export interface Defect {
  /** The file; for a rule that reads a document it is that document. */
  readonly path?: string;
  /** JSON pointer of the place in it; absent for the file as a whole. */
  readonly at?: string;
  /** Point at the key rather than the value. */
  readonly part?: "key" | "value";
  readonly message: string;
  readonly help?: string;
  /** Those of the rule's clauses that this defect breaks; all of them where it says nothing. */
  readonly clauses?: readonly string[];
  /** Defects of other rules that are told in its place, as whoever mends one of them mends this; `path` is its own if absent. */
  readonly follows?: readonly { readonly rule: string; readonly path?: string; readonly at?: string }[];
}

/** What `check` receives. A rule that reads a document depends on nothing else, so its result can be cached with it. */
interface Reading {
  /** One document whose shape holds, with the facts it states. */
  readonly document: Facts;
  /** The landing: base, tree, what changed, and who may decide it. */
  readonly change: Landing;
}

interface Declaration {
  readonly id: string;
  /** Kebab-case, names the defect. */
  readonly name: string;
  readonly severity: Severity;
  readonly waivable: boolean;
  /** Clauses of the specification it stands on; at least one. */
  readonly clauses: readonly string[];
  /** One sentence: what must be so. */
  readonly summary: string;
}

type Reads<R extends keyof Reading> = Declaration & {
  readonly reads: R;
  check(reading: Reading[R]): Iterable<Defect>;
};

/** A rule over documents names the kinds it looks at. */
export type DocumentRule = Reads<"document"> & { readonly kinds: readonly Kind[] | "all" };
/** A rule over everything the landing tree says, linked, on the day (`YYYY-MM-DD`) the verdict is made for. */
export type RepositoryRule = Declaration & {
  readonly reads: "repository";
  check(model: Model, asOf: string): Iterable<Defect>;
};
export type ChangeRule = Reads<"change">;
/** A rule of form has no check of its own: reading a file yields its faults, the rule gives them name, clause and page. */
export type FormRule = Declaration & { readonly reads: "form" };

export type Rule = DocumentRule | RepositoryRule | ChangeRule | FormRule;

/** Declares a rule; only there so that `reads` fixes the type of what `check` receives. */
export function rule<R extends Rule>(declaration: R): R {
  return declaration;
}
