// What one more ballot would change: nothing, or the outcome.

import type { Choice, Voter } from "../acts/ballot.ts";
import type { FileChange } from "../change.ts";
import type { Checked } from "../check.ts";
import { Failure } from "../failure.ts";
import { lastWordOf } from "../gates/ballots.ts";
import { land } from "../landing/landing.ts";
import { overlaid } from "../landing/overlay.ts";
import { memoOfProcess, type Subject } from "../model/model.ts";
import { voteBranch } from "../model/places.ts";
import type { Verdict } from "./criteria.ts";
import { subjectIn, type Tip } from "./judging.ts";

interface Before {
  readonly base: Tip;
  /** With the ballots that wait on vote branches. */
  readonly checked: Checked;
  readonly subject: Subject;
  readonly voter: Voter;
}

/** What was given on the command line; what was not is taken to be as in the ballot before. */
interface Given {
  readonly reason?: string;
  readonly allCriteria?: Verdict;
  readonly named: ReadonlyMap<string, Verdict>;
}

/**
 * Refuses a ballot that would say what its author's last one says: it would only be one more thing to land.
 * @throws Failure `refused` `said-already`
 */
export function refuseRepeated(choice: Choice, { reason, named, allCriteria }: Given, before: Before): void {
  const { checked, subject, voter } = before;
  const last = lastWordOf(voter.person, checked.landing.tallyOf(subject)?.judged ?? []);
  // One that does not count (other content, another policy) is no reason to be silent.
  if (last === null || last.spec === null || last.verdict.is !== "counted") return;
  const { ballot, spec } = last;
  if (spec.decision !== choice || spec.key !== voter.key.fingerprint || (reason ?? spec.reason) !== spec.reason) return;
  const criteria = Object.entries(spec.criteria);
  if (criteria.some(([name, verdict]) => (named.get(name) ?? allCriteria ?? verdict) !== verdict)) return;
  const waits = !checked.landing.base.snapshot.files.has(ballot.path);
  const branch = voteBranch(subject.id, voter.body, voter.person, spec.seq);
  throw new Failure(
    "refused",
    "said-already",
    `you have ${done[choice]} exactly this already, in ${ballot.path.slice(subject.directory.length + 1)}`,
    waits ? `it waits to land: git push -u origin ${branch}` : `it has landed: kwanus status ${subject.id}`,
  );
}

const done: Record<Choice, string> = {
  approve: "approved",
  reject: "rejected",
  abstain: "abstained on",
  retract: "retracted",
};

/** What the ballots amount to with these files; null while they settle nothing. */
export async function settledBy(
  files: readonly FileChange[],
  { base: { snapshot }, checked, subject }: Before,
  asOf: string,
): Promise<string | null> {
  const head = await overlaid(checked.landing.tree.snapshot, files, snapshot);
  const landing = await land({ base: snapshot, mergeBase: snapshot, head, asOf, memo: memoOfProcess() });
  const outcome = landing.tallyOf(subjectIn(landing.tree, subject.id))?.outcome ?? "pending";
  return outcome === "pending" ? null : outcome;
}
