// Who said no to a subject, or nothing to the point, and why: what its authors have to answer.

import type { BallotSpec } from "../gates/ballots.ts";
import type { Tally } from "../gates/tally.ts";
import type { Subject } from "../model/model.ts";

export interface Objection {
  readonly body: string;
  readonly person: string;
  readonly decision: "reject" | "abstain";
  /** In one line; partners and reviewers may have written several. */
  readonly reason: string;
}

/**
 * The counted ballots that reject or abstain; of a decided subject those that its decision rests on.
 * @param tally null where nothing is counted any more
 */
export function objectionsTo(subject: Subject, tally: Tally | null): Objection[] {
  return (tally === null ? decisive(subject) : tally.bodies.flatMap(({ cast }) => cast)).flatMap(objection);
}

/** By file and bytes, as the decision lists them. */
function decisive({ decisions, gate, ballots }: Subject): BallotSpec[] {
  return (decisions.get(gate)?.value.spec.ballots ?? []).flatMap(({ path, digest }) => {
    const ballot = ballots.find((one) => one.digest === digest && one.path.endsWith(`/${path}`));
    return ballot?.value?.spec ?? [];
  });
}

function objection({ body, person, decision, reason }: BallotSpec): Objection[] {
  if (decision !== "reject" && decision !== "abstain") return [];
  return [{ body, person, decision, reason: (reason ?? "").replaceAll(/\s+/g, " ").trim() }];
}
