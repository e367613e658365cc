// The pipeline, whole: read a landing, ask every rule, say what is new.

import { byPlace, type Finding, type Report, withoutConsequences } from "./finding.ts";
import { isOwnOfBodies } from "./gates/ballots.ts";
import { type Landing, type LandingInputs, land, restores, undecidedTree } from "./landing/landing.ts";
import { deltaByPath } from "./landing/tree.ts";
import { authorityOf, isFounded, missingInWords } from "./model/authority.ts";
import { type Memo, memoOfProcess, readModel } from "./model/model.ts";
import { governed, zoneOf } from "./model/places.ts";
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
  const memo = inputs.memo ?? memoOfProcess();
  const landing = await land({ ...inputs, memo });
  const frozen = frozenBy(landing.base);
  const found = [
    ...findInTree(landing.tree, landing.asOf, rules, frozen),
    ...(await findInDecided(landing, rules, memo)),
    ...findInChange(landing, rules),
  ];
  // What the base holds already only excuses what was found here.
  const standing =
    landing.deltas.length === 0 || found.length === 0
      ? new Map()
      : await standingOn({ ...inputs, authority: landing.authority }, memo, rules, frozen);
  const findings = found
    .sort(byPlace)
    .map((finding) => ({ ...finding, standing: standingOf(finding, standing, landing) }));
  return { landing, report: reportOf(landing, inputs.base.name, rules, withoutConsequences(findings)) };
}

/** Judges documents alone, with nothing to compare them with: no landing, no trust. */
export async function checkAlone(head: Snapshot, asOf: string, rules: readonly Rule[] = allRules): Promise<Checked> {
  const tree = await readModel(head);
  const landing = await land({ base: emptySnapshot, mergeBase: emptySnapshot, head: emptySnapshot, asOf });
  const findings = findInTree(tree, asOf, rules, () => false);
  const report = reportOf({ ...landing, tree }, null, rules, withoutConsequences(findings));
  return {
    landing: { ...landing, tree },
    report: { ...report, notes: ["judged without a base: no ballots, decisions or protected paths were looked at"] },
  };
}

/** What rules would say of the subjects this landing decides if it did not: rules about open subjects pass decided ones by. */
async function findInDecided(landing: Landing, rules: readonly Rule[], memo: Memo): Promise<Finding[]> {
  const open = await undecidedTree(landing, memo);
  if (open === null) return [];
  const decided = landing.decisions.map(({ subject }) => `${subject.directory}/`);
  const elsewhere = (path: string): boolean => !decided.some((directory) => path.startsWith(directory));
  const said = new Set(findInTree(landing.tree, landing.asOf, rules, elsewhere).map(({ fingerprint }) => fingerprint));
  return findInTree(open, landing.asOf, rules, elsewhere).filter(({ fingerprint }) => !said.has(fingerprint));
}

/** How often the base holds each fingerprint already. */
async function standingOn(
  { base, asOf, authority, history }: LandingInputs,
  memo: Memo,
  rules: readonly Rule[],
  frozen: (path: string) => boolean,
): Promise<Map<string, number>> {
  const still = await land({
    base,
    mergeBase: base,
    head: base,
    asOf,
    memo,
    ...(authority !== undefined && { authority }),
    ...(history !== undefined && { history }),
  });
  const findings = [...findInTree(still.tree, asOf, rules, frozen), ...findInChange(still, rules)];
  const standing = new Map<string, number>();
  for (const { fingerprint } of findings) standing.set(fingerprint, (standing.get(fingerprint) ?? 0) + 1);
  return standing;
}

/** Takes from `standing` what it uses: one old defect excuses one, not its twins. */
function standingOf(finding: Finding, standing: Map<string, number>, landing: Landing): Finding["standing"] {
  const { path, fingerprint, rule } = finding;
  const touched = deltaByPath(landing.deltas).has(path);
  const left = standing.get(fingerprint) ?? 0;
  standing.set(fingerprint, left - 1);
  if (holdsUpVote(finding, landing) && !restores(landing)) return "new";
  // Behind a shape that does not hold no rule looks, so whoever touches such a file mends it.
  const unseen = touched && landing.tree.documents.get(path)?.shaped === false;
  if (left > 0 && !unseen) return "existing";
  // It gives back what was there; whether that is good by today's rules is nobody's choice who repairs.
  if (restores(landing)) return "consequence";
  // Evidence against a request is no fault of whoever measured: it lands, and the request is held up by it.
  const onlyEvidence = landing.deltas.every(({ path: changed }) => changed.startsWith("oversight/"));
  if (rule === "TIR003" && onlyEvidence && landing.deltas.length > 0) return "consequence";
  // That nobody measured is no landing's doing, least of all of the one that writes the plan.
  if ((rule === "MON003" || rule === "MON004") && landing.deltas.length > 0) return "consequence";
  const decided = landing.decisions.some(
    ({ subject, file, fault }) => isOwnOfBodies(subject) && fault === null && file.value.spec.outcome === "approved",
  );
  // What a decision does to the rules and people themselves it has to mend itself: a seat without a person, a key of two.
  // Weak keys stay listed, for old ballots; a policy may call them weak all the same.
  const mayFollow = zoneOf(path) !== governed || rule === "BAL013";
  // What a transition asks of the bodies next is its own matter, not something it does to a partner's files.
  return !touched && decided && mayFollow && rule !== "TIR004" ? "consequence" : "new";
}

/**
 * Nobody votes on or decides a subject whose documents do not hold, however long they have not (attack D3): `kwanus approve`
 * refuses it, and so does its landing. Taking a vote back is no vote, and a ballot that has landed cannot be mended.
 */
function holdsUpVote({ severity, subject, rule }: Finding, { tree, deltas, decisions }: Landing): boolean {
  if (severity !== "error" || subject === null || /^BAL/.test(rule)) return false;
  const changed = new Set(deltas.map(({ path }) => path));
  const cast = tree.subjects.get(subject)?.ballots ?? [];
  return (
    decisions.some((decision) => decision.subject.id === subject) ||
    cast.some(({ path, value }) => changed.has(path) && value?.spec.decision !== "retract")
  );
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
  if (next !== null && isFounded(next)) {
    return [
      `root of trust: this landing staffs all four bodies with proven keys; pin ${tree.snapshot.commit ?? "the commit it becomes"}`,
    ];
  }
  const missing =
    next === null ? ["governance/policy.yaml is missing or its shape does not hold"] : missingInWords(next);
  return [`no root of trust yet: ${missing.join("; ")}`];
}
