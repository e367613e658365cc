// One subject's whole story, as the replay of the protected branch tells it: filed, voted on, decided, and whether that stands.

import { type Tally, tally } from "./gates/tally.ts";
import { judgesOf } from "./landing/landing.ts";
import { authorityOn } from "./model/authority.ts";
import { documentOf, memoOfProcess, readModel, type Subject } from "./model/model.ts";
import type { Snapshot } from "./snapshot.ts";
import {
  type BallotStanding,
  type ChangedSubject,
  type LandedBallot,
  type Mended,
  type Reckoning,
  reckoning,
  standingsOf,
  type VerifiedDecision,
  type VerifiedLanding,
} from "./verify.ts";

/** A ballot with the landing it came in and how it counts now, or counted when the gate was decided. */
export interface ToldBallot extends LandedBallot {
  readonly landing: VerifiedLanding;
  readonly now: BallotStanding | null;
}

export interface Story {
  readonly subject: string;
  /** What its document calls it today, or null where that cannot be read. */
  readonly title: string | null;
  /**
   * `stands`: decided, and nothing speaks against it. `ratified`: something does, and the bodies accepted it. `undermined`:
   * it rests on what is not to be believed. `refused`: a decision is claimed that is not what the ballots say. `withdrawn`, `open`: not decided. `gone`: its files were deleted.
   */
  readonly state: "stands" | "ratified" | "undermined" | "refused" | "withdrawn" | "open" | "gone";
  /** Why an open gate is open, a sentence each. */
  readonly because: readonly string[];
  /** The landings that have to do with it, in order. */
  readonly landings: readonly VerifiedLanding[];
  /** Those that changed its documents, the filing first. */
  readonly changes: readonly { readonly landing: VerifiedLanding; readonly change: ChangedSubject }[];
  readonly ballots: readonly ToldBallot[];
  readonly decision: {
    readonly landing: VerifiedLanding;
    readonly decision: VerifiedDecision;
    /** The landing that made the policy it was decided under, and the subject that decided that; null for the founding. */
    readonly policyMadeIn: VerifiedLanding | null;
    readonly policyMadeBy: string | null;
  } | null;
  readonly undermined: Reckoning["undermined"];
  /** Landings that did something to it that does not verify, and what mended them. */
  readonly refusals: readonly { readonly landing: VerifiedLanding; readonly mended: Mended | null }[];
}

export interface StoryInputs {
  readonly landings: readonly VerifiedLanding[];
  /** The revision the last landing made. */
  readonly tip: Snapshot;
  /** `YYYY-MM-DD`: an open gate is judged by who decides on that day. */
  readonly asOf: string;
}

/** The story of a subject that landed. @throws Failure `unreadable` */
export async function storyOf(subject: string, { landings, tip, asOf }: StoryInputs): Promise<Story> {
  const of = <T extends { readonly subject: string }>(list: readonly T[]) =>
    list.filter((entry) => entry.subject === subject);
  const changes = landings.flatMap((landing) =>
    landing.changes
      .filter(({ id, before, after, withdrawn }) => id === subject && (before !== after || withdrawn))
      .map((change) => ({ landing, change })),
  );
  const { undermined, mended } = reckoning(landings);
  // What was decided in a landing that was undone is not decided any more.
  const claimed = landings
    .filter(({ commit }) => mended.get(commit.id)?.by !== "repaired")
    .flatMap((landing) => of(landing.decisions).map((decision) => ({ landing, decision })));
  const decision = claimed.find(({ decision: { valid } }) => valid) ?? claimed.at(-1) ?? null;
  const doubts = of(undermined);
  const model = await readModel(tip, memoOfProcess());
  const now = model.subjects.get(subject);
  const authority = landings.at(-1)?.decidesNext ?? null;
  const open =
    decision === null && now !== undefined && now.withdrawal === null && authority !== null
      ? tally(now, model, judgesOf(authorityOn(authority, asOf), tip))
      : null;
  const standings = standingsUntil(decision?.landing ?? null, landings, open);
  return {
    subject,
    title: now === undefined ? null : (documentOf(now)?.value.metadata.title ?? null),
    state:
      decision === null
        ? stateOfOpen(changes.at(-1)?.change, now)
        : stateOfDecided(decision.decision, doubts, mended.has(decision.landing.commit.id)),
    because: open?.because ?? [],
    landings: landings.filter(
      ({ subjects, findings }) => subjects.includes(subject) || findings.some((finding) => finding.subject === subject),
    ),
    changes,
    ballots: landings.flatMap((landing) =>
      of(landing.ballots).map((ballot) => ({ ...ballot, landing, now: standings.get(ballot.path) ?? null })),
    ),
    decision:
      decision === null ? null : { ...decision, ...originOf(decision.decision.policy, decision.landing, landings) },
    undermined: doubts,
    refusals: landings
      .filter(({ findings }) => findings.some((finding) => finding.subject === subject))
      .map((landing) => ({ landing, mended: mended.get(landing.commit.id) ?? null })),
  };
}

function stateOfDecided(
  { valid }: VerifiedDecision,
  undermined: Reckoning["undermined"],
  ratified: boolean,
): Story["state"] {
  if (!valid && !ratified) return "refused";
  if (undermined.some(({ mended }) => mended === null)) return "undermined";
  return !valid || undermined.length > 0 ? "ratified" : "stands";
}

function stateOfOpen(last: ChangedSubject | undefined, now: Subject | undefined): Story["state"] {
  if (last?.after === null) return "gone";
  return now !== undefined && now.withdrawal !== null ? "withdrawn" : "open";
}

/**
 * How ballots counted when the gate was decided: what anybody does to them afterwards changes nothing. An open gate is judged
 * by who decides today, so that a key revoked since makes a ballot count no more.
 */
function standingsUntil(
  decided: VerifiedLanding | null,
  landings: readonly VerifiedLanding[],
  open: Tally | null,
): Map<string, BallotStanding> {
  const told = decided === null ? landings : landings.slice(0, landings.indexOf(decided) + 1);
  const standings = [...told.flatMap((landing) => landing.standings), ...standingsOf(open?.judged ?? [])];
  return new Map(standings.map((standing) => [standing.path, standing]));
}

/** The last landing before a decision that brought the policy it was made under. */
function originOf(policy: string, decided: VerifiedLanding, landings: readonly VerifiedLanding[]) {
  const before = landings.slice(0, landings.indexOf(decided));
  const at = before.findLastIndex((landing, i) => landing.policy === policy && before[i - 1]?.policy !== policy);
  const policyMadeIn = before[at] ?? null;
  const made = policyMadeIn?.decisions.find(
    ({ valid, spec }) => valid && spec.changes.includes("governance/policy.yaml"),
  );
  return { policyMadeIn, policyMadeBy: made?.subject ?? null };
}
