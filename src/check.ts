// The pipeline, whole: read a landing, ask every rule, say what is new.

import { byPlace, type Finding, type Report } from "./finding.ts";
import { type Landing, type LandingInputs, land } from "./landing/landing.ts";
import { authorityOf } from "./model/authority.ts";
import { type Memo, newMemo, readModel } from "./model/model.ts";
import { findInChange, findInTree, frozenBy } from "./rules/engine.ts";
import { allRules } from "./rules/registry.gen.ts";
import type { Rule } from "./rules/rule.ts";
import { emptySnapshot, type Snapshot } from "./snapshot.ts";

/** A verdict with the landing it is about, for those who ask further questions of it. */
export interface Checked {
  readonly landing: Landing;
  readonly report: Report;
}

/**
 * Judges a landing: documents, rules, trust.
 * @throws Failure `unreadable` where an object is missing; nothing in a document makes it throw.
 */
export async function check(inputs: LandingInputs, rules: readonly Rule[] = allRules): Promise<Checked> {
  const memo = inputs.memo ?? newMemo();
  const landing = await land({ ...inputs, memo });
  const frozen = frozenBy(landing.base);
  const found = [...findInTree(landing.tree, rules, frozen), ...findInChange(landing, rules)];
  const standing = landing.deltas.length === 0 ? new Set<string>() : await standingOn(inputs, memo, rules, frozen);
  const findings = found
    .map((finding) => ({ ...finding, standing: standingOf(finding, standing, landing) }))
    .sort(byPlace);
  return { landing, report: reportOf(landing, inputs.base.name, rules, findings) };
}

/** Judges documents alone, with nothing to compare them with: no landing, no trust. */
export async function checkAlone(head: Snapshot, asOf: string, rules: readonly Rule[] = allRules): Promise<Checked> {
  const tree = await readModel(head);
  const landing = await land({ base: emptySnapshot, mergeBase: emptySnapshot, head: emptySnapshot, asOf });
  const findings = findInTree(tree, rules, () => false);
  const report = reportOf({ ...landing, tree }, null, rules, findings);
  return {
    landing: { ...landing, tree },
    report: { ...report, notes: ["judged without a base: no ballots, decisions or protected paths were looked at"] },
  };
}

/** Fingerprints of what the base holds already. */
async function standingOn(
  { base, asOf }: LandingInputs,
  memo: Memo,
  rules: readonly Rule[],
  frozen: (path: string) => boolean,
): Promise<Set<string>> {
  const still = await land({ base, mergeBase: base, head: base, asOf, memo });
  const findings = [...findInTree(still.tree, rules, frozen), ...findInChange(still, rules)];
  return new Set(findings.map(({ fingerprint }) => fingerprint));
}

function standingOf(finding: Finding, standing: ReadonlySet<string>, landing: Landing): Finding["standing"] {
  if (standing.has(finding.fingerprint)) return "existing";
  const untouched = !landing.deltas.some(({ path }) => path === finding.path);
  const decided = landing.decisions.some(({ subject, fault }) => subject.namespace === "governance" && fault === null);
  return untouched && decided ? "consequence" : "new";
}

function reportOf(landing: Landing, base: string | null, rules: readonly Rule[], findings: readonly Finding[]): Report {
  const documents = [...landing.tree.documents.values()];
  return {
    findings,
    head: landing.tree.snapshot.name,
    base,
    asOf: landing.asOf,
    documents: documents.length,
    rules: rules.length,
    notJudged: documents.filter(({ shaped }) => !shaped).length,
    notes: rootNotes(landing),
  };
}

/** Before there is a root of trust nothing is protected; people must hear that, and what is missing. */
function rootNotes({ authority, tree }: Landing): string[] {
  if (authority !== null) return [];
  const next = authorityOf(tree);
  if (next !== null && next.missing.length === 0) {
    return [
      `root of trust: this landing staffs all four bodies with proven keys; pin ${tree.snapshot.commit ?? "the commit it becomes"}`,
    ];
  }
  const missing = next === null ? ["governance/policy.yaml is missing or its shape does not hold"] : next.missing;
  return [`no root of trust yet: ${missing.join("; ")}`];
}
