// A decision is not believed but computed again: the bytes must be what the landing's own ballots amount to.

import { decisionOf, decisionsIn, decisionText } from "../gates/decision.ts";
import type { Tally } from "../gates/tally.ts";
import { type DecisionFile, documentOf, isClosed, type Subject } from "../model/model.ts";
import type { Undecided } from "./landing.ts";

/** Why a decision may not land, and the rule that says so. */
export interface DecisionFault {
  readonly rule: "BAL010" | "POL001";
  readonly reason: string;
}

/** Why a decision file is not what kwanus computes for its place in this landing, or null when it is. */
export function judgeDecision(landing: Undecided, subject: Subject, file: DecisionFile): DecisionFault | null {
  const untrue = untrueBecause(landing, subject, file);
  if (untrue !== null) return { rule: "BAL010", reason: untrue };
  const overtaken = overtakenBecause(landing, subject);
  return overtaken === null ? null : { rule: "POL001", reason: overtaken };
}

function untrueBecause(landing: Undecided, subject: Subject, file: DecisionFile): string | null {
  const { authority } = landing;
  const { spec } = file.value;
  if (authority === null) return "there is no root of trust on the base yet, so nobody can decide";
  const holder = landing.tree.subjects.get(subject.id);
  if (holder?.directory !== subject.directory) return `${subject.id} is the subject in ${holder?.directory}`;
  if (!file.path.endsWith(`/${subject.gate}.yaml`))
    return `kwanus decides no gate of ${subject.kind.toLowerCase()}s but "${subject.gate}", and this is ${file.path.slice(subject.directory.length + 1)}`;
  if (subject.withdrawal !== null) return `${subject.id} is withdrawn`;
  const { filed } = documentOf(subject)?.value.spec ?? {};
  if (filed !== undefined && spec.asOf < filed)
    return `it is dated ${spec.asOf}, before ${subject.id} was filed on ${filed}`;
  if (spec.asOf > landing.asOf) return `it is dated ${spec.asOf}, after ${landing.asOf}`;
  // Where nothing else holds a date, the decision before does: windows and expired keys are counted from it.
  const last = decisionsIn(landing.base, subject.namespace).at(-1)?.value.spec;
  if (last !== undefined && spec.asOf < last.asOf)
    return `it is dated ${spec.asOf}, before the decision on ${last.subject} of ${last.asOf}`;
  // A key that expired since it was decided does not unmake the decision; a ballot that lands with it is judged by today.
  const tally = landing.tallyOf(subject, spec.asOf);
  const n = expectedNumber(landing, subject, file);
  const decision = tally === null ? null : decisionOf(subject, tally, authority, { n, asOf: spec.asOf });
  if (tally === null || decision === null) return `the ballots settle nothing yet: ${tally?.because.join("; ")}`;
  const voted = lastBodyVotedOn(tally);
  if (spec.asOf < voted) return `it is dated ${spec.asOf}, before the last body had voted on ${voted}`;
  return decisionText(decision) === file.text ? null : differenceOf(decision.spec, spec);
}

/**
 * The day on which the last of the bodies that are asked had voted, as its own members signed it: whoever writes a decision
 * down may choose no earlier one, from which windows would be counted (docs/decisions/0030).
 */
export function lastBodyVotedOn({ bodies, threshold }: Tally): string {
  const heard = bodies.filter(({ body, vote }) => vote !== "none" && threshold.asked.includes(body));
  const days = heard.flatMap(({ cast }) => cast.map(({ statedAt }) => statedAt.slice(0, 10)).sort()[0] ?? []);
  return days.sort().at(-1) ?? "";
}

/** One more than the highest on the base; several decisions of one landing count on in the order they state. */
function expectedNumber(landing: Undecided, subject: Subject, file: DecisionFile): number {
  const highest = decisionsIn(landing.base, subject.namespace).at(-1)?.value.spec.n ?? 0;
  const fresh = decisionsIn(landing.tree, subject.namespace).filter(
    ({ path }) => !landing.base.snapshot.files.has(path),
  );
  return highest + 1 + fresh.findIndex(({ path }) => path === file.path);
}

/** A proposal whose `before` no longer fits was overtaken, or applied once already (attack A3). */
export function overtakenBecause(landing: Undecided, subject: Subject): string | null {
  if (isClosed(landing.base.subjects.get(subject.id))) return `${subject.id} was decided and applied already`;
  for (const { path, before } of subject.proposal?.value.spec.changes ?? []) {
    const now = landing.baseDigests.get(path) ?? null;
    if (now !== before) return `${path} has changed since it was proposed`;
  }
  return null;
}

function differenceOf(computed: object, stated: object): string {
  const other = stated as Record<string, unknown>;
  for (const [field, value] of Object.entries(computed))
    if (JSON.stringify(value) !== JSON.stringify(other[field]))
      return `${field} should be ${JSON.stringify(value)}, and says ${JSON.stringify(other[field])}`;
  return "its text is not the one kwanus writes (spacing, order or comments differ)";
}
