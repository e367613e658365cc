// Replays the protected branch from its first commit: each landing is judged by its first parent, for trust alone.

import type { Finding } from "./finding.ts";
import {
  changesWhoDecides,
  type History,
  type Mended,
  type PastLanding,
  type Reckoning,
  reckon,
} from "./landing/history.ts";
import { isFree, land, restores } from "./landing/landing.ts";
import { type Authority, authorityInForce } from "./model/authority.ts";
import { memoOfProcess, readModel } from "./model/model.ts";
import { statementAt, subjectAt } from "./model/places.ts";
import { findInChange } from "./rules/engine.ts";
import { allRules } from "./rules/registry.gen.ts";
import { type Commit, emptySnapshot, type Snapshot } from "./snapshot.ts";

/** What one landing decided. */
export interface VerifiedDecision {
  readonly subject: string;
  readonly outcome: string;
  readonly n: number;
  readonly asOf: string;
  /** `SCO bo`, the ballots it rests on. */
  readonly ballots: readonly string[];
  /** Fingerprints of the keys that signed them. */
  readonly keys: readonly string[];
  /** Digest of the policy it was made under. */
  readonly policy: string;
  readonly valid: boolean;
  /** Landings and decisions that it accepts after the fact. */
  readonly ratifies: readonly string[];
}

export interface VerifiedLanding extends PastLanding {
  readonly commit: Commit;
  /** `before`: there was no root of trust yet, nothing could be judged. `root`: this one is it. */
  readonly place: "before" | "root" | "after";
  readonly findings: readonly Finding[];
  readonly decisions: readonly VerifiedDecision[];
  /** Subjects whose files it changed. */
  readonly subjects: readonly string[];
  /** Paths of the ballots that landed here. */
  readonly ballots: readonly string[];
}

/** Trust alone: later document rules do not judge history (trust.md, rule 8). */
const trustRules = allRules.filter(
  // Doubts are reckoned at the end, once for all.
  ({ id, reads }) => reads === "change" && /^(?:BAL|POL)/.test(id) && id !== "BAL015",
);

/** Before the root nobody can decide, and what was decided then would count afterwards. */
const rulesBeforeRoot = trustRules.filter(({ id }) => id === "BAL010");

/**
 * Judges landings in order.
 * @param commits first-parent history, oldest first, starting with the root commit
 * @param snapshotOf reads one commit
 * @param asOf `YYYY-MM-DD`; decisions dated later are refused
 */
export async function* replay(
  commits: readonly Commit[],
  snapshotOf: (commit: string) => Promise<Snapshot>,
  asOf: string,
): AsyncGenerator<VerifiedLanding> {
  const memo = memoOfProcess();
  let base: Snapshot = emptySnapshot;
  let authority: Authority | null = null;
  const judged: VerifiedLanding[] = [];
  for (const commit of commits) {
    const head = await snapshotOf(commit.id);
    const judges: Authority | null = authority;
    const history: History = {
      // Doubts are reckoned at the end, from what was judged.
      landedOn: null,
      past: async () => ({ landings: judged, authority: judges, snapshotOf }),
    };
    const landing = await land({ base, mergeBase: base, head, asOf, memo, authority, history });
    const rootedBefore = authority !== null;
    const touched = landing.deltas.flatMap(({ path }) => (isFree(landing, path) ? [] : [path]));
    // Every proof and revocation is a signature: they are read again where one of them, or the policy, is another.
    if (authority === null || changesWhoDecides({ touched }))
      authority = authorityInForce(await readModel(head, memo), authority);
    const verified: VerifiedLanding = {
      commit,
      place: rootedBefore ? "after" : authority === null ? "before" : "root",
      findings: findInChange(landing, rootedBefore ? trustRules : rulesBeforeRoot),
      decisions: landing.decisions.map(({ subject, file, fault }) => ({
        subject: subject.id,
        outcome: file.value.spec.outcome,
        n: file.value.spec.n,
        asOf: file.value.spec.asOf,
        ballots: file.value.spec.ballots.map(({ body, person }) => `${body} ${person}`),
        keys: file.value.spec.ballots.map(({ key }) => key),
        policy: file.value.spec.policy,
        valid: rootedBefore && fault === null,
        ratifies: subject.proposal?.value.spec.ratifies ?? [],
      })),
      touched,
      repairs: restores(landing) ? (landing.repair?.commit ?? null) : null,
      authority: judges,
      compromised: [...(authority?.keys.values() ?? [])].filter(({ state }) => state === "compromised"),
      subjects: [...new Set(landing.deltas.flatMap(({ path }) => subjectAt(path)?.id ?? []))],
      ballots: landing.deltas.flatMap(({ path, after }) =>
        after !== null && !path.endsWith(".sig") && statementAt(path)?.statement === "ballot" ? [path] : [],
      ),
    };
    judged.push(verified);
    yield verified;
    base = head;
  }
}

/** Who decides what lands next. */
export async function authorityAfter(
  landings: readonly VerifiedLanding[],
  snapshotOf: (commit: string) => Promise<Snapshot>,
): Promise<Authority | null> {
  const last = landings.at(-1);
  if (last === undefined) return null;
  return authorityInForce(await readModel(await snapshotOf(last.commit.id)), last.authority);
}

/**
 * The root of trust as `replay` finds it, with nothing judged on the way; null where no landing is one.
 * @param commits first-parent history, oldest first
 */
export async function rootOf(
  commits: readonly Commit[],
  snapshotOf: (commit: string) => Promise<Snapshot>,
): Promise<string | null> {
  const memo = memoOfProcess();
  for (const { id } of commits)
    if (authorityInForce(await readModel(await snapshotOf(id), memo), null) !== null) return id;
  return null;
}

export type { Mended, Reckoning };

/** What a replay amounts to at its end: what is in doubt, and what was repaired or ratified (trust.md, "Way back"). */
export function reckoning(landings: readonly VerifiedLanding[]): Reckoning {
  return reckon(landings);
}
