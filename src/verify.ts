// Replays the protected branch from its first commit: each landing is judged by its first parent, for trust alone.

import type { Finding } from "./finding.ts";
import { land } from "./landing/landing.ts";
import { type Authority, authorityInForce } from "./model/authority.ts";
import type { KnownKey } from "./model/keys.ts";
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
}

export interface VerifiedLanding {
  readonly commit: Commit;
  /** `before`: there was no root of trust yet, nothing could be judged. `root`: this one is it. */
  readonly place: "before" | "root" | "after";
  readonly findings: readonly Finding[];
  readonly decisions: readonly VerifiedDecision[];
  /** Keys that are known as compromised once it has landed. */
  readonly compromised: readonly KnownKey[];
  /** Subjects whose files it changed. */
  readonly subjects: readonly string[];
  /** Paths of the ballots that landed here. */
  readonly ballots: readonly string[];
}

/** Trust alone: later document rules do not judge history (trust.md, rule 8). */
const trustRules = allRules.filter(({ id, reads }) => reads === "change" && /^(?:BAL|POL)/.test(id));

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
  for (const commit of commits) {
    const head = await snapshotOf(commit.id);
    const landing = await land({ base, mergeBase: base, head, asOf, keysAsOf: null, memo, authority });
    const rootedBefore = authority !== null;
    authority = authorityInForce(await readModel(head, memo), authority);
    yield {
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
      })),
      compromised: [...(authority?.keys.values() ?? [])].filter(({ state }) => state === "compromised"),
      subjects: [...new Set(landing.deltas.flatMap(({ path }) => subjectAt(path)?.id ?? []))],
      ballots: landing.deltas.flatMap(({ path, after }) =>
        after !== null && !path.endsWith(".sig") && statementAt(path)?.statement === "ballot" ? [path] : [],
      ),
    };
    base = head;
  }
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

/** A decision that a compromised key took part in, after the commit since which the key is not to be believed. */
export interface Undermined {
  readonly commit: string;
  readonly subject: string;
  readonly person: string;
  readonly key: string;
  readonly since: string;
}

/**
 * What the keys that are compromised at the end of a replay undermine (trust.md, rule 5). Decisions that landed before that
 * commit stand. A commit that is not among the landings leaves nothing to stand on.
 */
export function underminedIn(landings: readonly VerifiedLanding[]): Undermined[] {
  const compromised = landings.at(-1)?.compromised ?? [];
  return landings.flatMap(({ commit, decisions }, at) =>
    decisions.flatMap(({ subject, keys }) =>
      compromised
        .filter(
          ({ fingerprint, since }) =>
            keys.includes(fingerprint) && at >= landings.findIndex((other) => other.commit.id === since),
        )
        .map(({ person, fingerprint, since }) => ({
          commit: commit.id,
          subject,
          person,
          key: fingerprint,
          since: since ?? "",
        })),
    ),
  );
}
