// One subject's whole story, as the replay of the protected branch tells it: filed, voted on, decided, and whether that stands.

import { type Tally, tally } from "./gates/tally.ts";
import { judgesOf } from "./landing/landing.ts";
import { documentOf, memoOfProcess, readModel } from "./model/model.ts";
import type { Snapshot } from "./snapshot.ts";
import {
  type BallotStanding,
  type ChangedSubject,
  type LandedBallot,
  standingsOf,
  type Undermined,
  underminedIn,
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
   * `stands`: decided, and nothing speaks against it. `undermined`: decided with a key that was compromised by then.
   * `refused`: a decision is claimed that is not what the ballots say. `withdrawn`, `open`: not decided. `gone`: its files were deleted.
   */
  readonly state: "stands" | "undermined" | "refused" | "withdrawn" | "open" | "gone";
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
  readonly undermined: readonly Undermined[];
  /** Landings that did something to it that does not verify. */
  readonly refusals: readonly VerifiedLanding[];
}

/**
 * The story of a subject that landed.
 * @param tip the revision the last landing made
 * @throws Failure `unreadable`
 */
export async function storyOf(subject: string, landings: readonly VerifiedLanding[], tip: Snapshot): Promise<Story> {
  const of = <T extends { readonly subject: string }>(list: readonly T[]) =>
    list.filter((entry) => entry.subject === subject);
  const changes = landings.flatMap((landing) =>
    landing.changes
      .filter(({ id, before, after, withdrawn }) => id === subject && (before !== after || withdrawn))
      .map((change) => ({ landing, change })),
  );
  const claimed = landings.flatMap((landing) => of(landing.decisions).map((decision) => ({ landing, decision })));
  const decision = claimed.find(({ decision: { valid } }) => valid) ?? claimed.at(-1) ?? null;
  const undermined = of(underminedIn(landings));
  const standings = await standingsUntil(decision?.landing ?? null, subject, landings, tip);
  const last = changes.at(-1)?.change;
  const state =
    decision !== null
      ? !decision.decision.valid
        ? "refused"
        : undermined.length > 0
          ? "undermined"
          : "stands"
      : last?.after === null
        ? "gone"
        : changes.some(({ change }) => change.withdrawn)
          ? "withdrawn"
          : "open";
  const model = await readModel(tip, memoOfProcess());
  const now = model.subjects.get(subject);
  return {
    subject,
    title: now === undefined ? null : (documentOf(now)?.value.metadata.title ?? null),
    state,
    because: standings.because,
    landings: landings.filter(
      ({ subjects, findings }) => subjects.includes(subject) || findings.some((finding) => finding.subject === subject),
    ),
    changes,
    ballots: landings.flatMap((landing) =>
      of(landing.ballots).map((ballot) => ({ ...ballot, landing, now: standings.by.get(ballot.path) ?? null })),
    ),
    decision:
      decision === null ? null : { ...decision, ...originOf(decision.decision.policy, decision.landing, landings) },
    undermined,
    refusals: landings.filter(({ findings }) => findings.some((finding) => finding.subject === subject)),
  };
}

/**
 * How its ballots counted when it was decided: what anybody does to them afterwards changes nothing. An open gate is judged by
 * who decides today, so that a key revoked since makes a ballot count no more.
 */
async function standingsUntil(
  decided: VerifiedLanding | null,
  subject: string,
  landings: readonly VerifiedLanding[],
  tip: Snapshot,
) {
  const told = decided === null ? landings : landings.slice(0, landings.indexOf(decided) + 1);
  const open = decided === null ? await openTally(subject, landings.at(-1), tip) : null;
  const standings = [...told.flatMap((landing) => landing.standings), ...standingsOf(open?.judged ?? [])];
  return { by: new Map(standings.map((standing) => [standing.path, standing])), because: open?.because ?? [] };
}

async function openTally(subject: string, last: VerifiedLanding | undefined, tip: Snapshot): Promise<Tally | null> {
  const model = await readModel(tip, memoOfProcess());
  const found = model.subjects.get(subject);
  const authority = last?.decidesNext ?? null;
  if (found === undefined || authority === null || found.withdrawal !== null) return null;
  return tally(found, model, judgesOf(authority, tip));
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
