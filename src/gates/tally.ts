// How the votes of the bodies add up at the decision gate (documents.md, "How gates decide").

import type { Ballot } from "../document/types.gen.ts";
import type { Authority, Body } from "../model/authority.ts";
import { hasActiveKey } from "../model/authority.ts";
import { documentOf, type Model, type Subject } from "../model/model.ts";
import {
  type BallotSpec,
  isAuthor,
  isOwnOfBodies,
  type JudgedBallot,
  type Judges,
  judgeBallots,
  recusalOf,
} from "./ballots.ts";
import { lifecycleGate } from "./lifecycle-gate.ts";
import { decisionGate, type Outcome, outcomeOf, type Stage, type Vote } from "./steps.ts";
import { type Threshold, thresholdOf } from "./threshold.ts";

/** The gates of documents.md; this version passes decision and lifecycle. */
export type Gate = Ballot["spec"]["gate"];

export interface BodyVote {
  readonly body: string;
  readonly vote: Vote;
  /** Counted ballots of this body. */
  readonly cast: readonly BallotSpec[];
  /** Who may vote for it here: members, or the deputies that stand in. */
  readonly voters: readonly string[];
  /** Those of them without an active key, whose seat stays and who cannot vote. */
  readonly keyless: readonly string[];
  /** Votes one way that make a vote of the body. */
  readonly quorum: number;
  /** Recused members and why. */
  readonly recused: readonly string[];
}

export interface Tally {
  readonly gate: Gate;
  readonly outcome: Outcome;
  readonly threshold: Threshold;
  readonly bodies: readonly BodyVote[];
  readonly judged: readonly JudgedBallot[];
  /** Why the outcome is what it is, a sentence each; for `pending`, what is missing. */
  readonly because: readonly string[];
  /** Authors who voted as if they were none: the gate stays undecided (BAL011). */
  readonly contested: readonly string[];
}

/** Counts the ballots of the gate that decides a subject, under the authority of the base. */
export function tally(subject: Subject, base: Model, judges: Judges): Tally {
  const { authority } = judges;
  const { gate } = subject;
  const judged = judgeBallots(subject, gate, judges);
  const counted = judged.flatMap(({ spec, verdict }) => (verdict.is === "counted" && spec !== null ? [spec] : []));
  const bodies = [...authority.bodies.values()].map((body) => bodyVote(body, counted, subject, authority));
  const threshold = thresholdOf(subject, base, authority);
  const contested = contestedBy(judged, subject, authority);
  const { outcome, because } =
    pendingBecause(subject, contested) ?? outcomeOf({ bodies, threshold }, stagesOf(threshold));
  return { gate, outcome, threshold, bodies, judged, because, contested };
}

function stagesOf({ rule }: Threshold): readonly Stage[] {
  return rule === "final-authority" || rule === "one-body" ? lifecycleGate : decisionGate;
}

function bodyVote(body: Body, counted: readonly BallotSpec[], subject: Subject, authority: Authority): BodyVote {
  const recusals = new Map(
    [...body.members, ...body.deputies].map((person) => [person, recusalOf(person, subject, authority)] as const),
  );
  const free = (person: string): boolean => recusals.get(person) === null;
  // A vote that landed before its key was retired is a vote: its author needs nobody in their place.
  const voted = new Set(counted.filter((ballot) => ballot.body === body.id).map(({ person }) => person));
  const able = (person: string): boolean => voted.has(person) || hasActiveKey(authority, person);
  const members = body.members.filter(free);
  const deputies = body.deputies.filter((person) => free(person) && able(person));
  // A member who lost every key is replaced, not counted out: revoking keys must not lower a quorum.
  const spare = [...deputies];
  const seats = members.map((person) => (able(person) ? person : (spare.shift() ?? person)));
  const voters = seats.length > 0 ? seats : deputies;
  const wanted = body.quorum.value;
  const quorum = Math.min(wanted === "majority" ? Math.floor(voters.length / 2) + 1 : wanted, voters.length);
  const cast = counted.filter(
    (ballot) => ballot.body === body.id && ballot.decision !== "retract" && voters.includes(ballot.person),
  );
  return {
    body: body.id,
    vote: voters.length === 0 ? "none" : voteOf(cast, quorum),
    cast,
    voters,
    keyless: voters.filter((person) => !able(person)),
    quorum,
    recused: body.members.flatMap((person) => recusals.get(person) ?? []),
  };
}

function voteOf(cast: readonly BallotSpec[], quorum: number): Vote {
  const count = (decision: BallotSpec["decision"]): number =>
    cast.filter((ballot) => ballot.decision === decision).length;
  const [approvals, rejects, abstentions] = [count("approve"), count("reject"), count("abstain")];
  if (approvals >= quorum && approvals > rejects) return "approve";
  if (rejects >= quorum && rejects > approvals) return "reject";
  return abstentions >= quorum && approvals === rejects ? "abstain" : "none";
}

/** Authors of a partner's subject who sign that they are independent: nobody may pick their judges by naming them. */
function contestedBy(judged: readonly JudgedBallot[], subject: Subject, authority: Authority): string[] {
  const contested = judged.filter(
    ({ spec, verdict }) =>
      spec !== null &&
      verdict.is === "refused" &&
      verdict.rule === "BAL005" &&
      spec.independent &&
      spec.decision !== "retract" &&
      !isOwnOfBodies(subject) &&
      !authority.affiliations.get(spec.person)?.includes(subject.namespace) &&
      isAuthor(spec.person, subject, authority),
  );
  return [...new Set(contested.flatMap(({ spec }) => (spec === null ? [] : [spec.person])))];
}

/** What keeps a gate open whatever the votes are, or null. */
function pendingBecause(subject: Subject, contested: readonly string[]): Pick<Tally, "outcome" | "because"> | null {
  if (documentOf(subject) === null)
    return { outcome: "pending", because: [`its document ${subject.path} is missing or its shape does not hold`] };
  if (contested.length === 0) return null;
  return {
    outcome: "pending",
    because: [
      `authorship contested: ${contested.join(", ")} named as author signed as independent; file again with the true authors`,
    ],
  };
}
