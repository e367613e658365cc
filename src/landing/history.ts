// What landed before: which landings were undone or accepted since, and which decisions rest on what is not to be believed.

import type { Finding } from "../finding.ts";
import type { Authority } from "../model/authority.ts";
import { compromisedInWords, type KnownKey } from "../model/keys.ts";
import type { Snapshot } from "../snapshot.ts";

/** One decision of a landing, as far as others may come to rest on it. */
export interface PastDecision {
  readonly subject: string;
  readonly outcome: string;
  /** Fingerprints of the keys that signed the ballots it rests on. */
  readonly keys: readonly string[];
  /** It is what the ballots amounted to when it landed. */
  readonly valid: boolean;
  /** Commits and subjects that it accepts after the fact. */
  readonly ratifies: readonly string[];
}

/** One landing of the protected branch, judged by the one before it. */
export interface PastLanding {
  readonly commit: { readonly id: string };
  readonly findings: readonly Pick<Finding, "severity" | "rule" | "path">[];
  readonly decisions: readonly PastDecision[];
  /** Paths it changed, free ones left out. */
  readonly touched: readonly string[];
  /** Keys that are known as compromised once it has landed. */
  readonly compromised: readonly KnownKey[];
  /** The refused landing that it truly undoes, or null. */
  readonly repairs: string | null;
  /** Who judged it: the authority of the landing before. Null before the root of trust. */
  readonly authority: Authority | null;
}

/** The landings of the protected branch up to a base, judged. */
export interface Past {
  /** Oldest first. */
  readonly landings: readonly PastLanding[];
  /** In force at the base. */
  readonly authority: Authority | null;
  snapshotOf(commit: string): Promise<Snapshot>;
}

/** What a landing may ask of those before it. Nothing is read until it is asked. */
export interface History {
  /**
   * The revision that a commit landed on. `elsewhere`: it is no landing of the protected branch; `unseen`: this clone
   * does not reach so far. Null where nobody asks which decisions are in doubt.
   */
  readonly landedOn: ((commit: string) => Promise<Snapshot | "elsewhere" | "unseen">) | null;
  /** @throws Failure `noVerdict` with the fetch command where this clone does not hold the whole history */
  past(): Promise<Past>;
}

/** Who or what mended a refused landing or a decision in doubt. */
export interface Mended {
  readonly by: "repaired" | "ratified";
  /** The landing that did it. */
  readonly commit: string;
  /** The governance proposal that ratifies it. */
  readonly subject: string | null;
}

/** A decision that rests on what is not to be believed (trust.md, rule 5). */
export interface Undermined {
  /** The landing that decided it. */
  readonly commit: string;
  readonly subject: string;
  /** In words. */
  readonly because: string;
  /** The key that is compromised, whose it is and since when; null where it rests on a refused landing instead. */
  readonly key: string | null;
  readonly person: string | null;
  readonly since: string | null;
  /** The refused landing that changed who decides, or null. */
  readonly landing: string | null;
  readonly mended: Mended | null;
}

/** What a history amounts to as its last landing leaves it. */
export interface Reckoning {
  readonly undermined: readonly Undermined[];
  /** By commit: refused landings that were undone or accepted. */
  readonly mended: ReadonlyMap<string, Mended>;
  /** Landings that changed who decides without a right to, oldest first: what was decided since rests on them. */
  readonly unlawful: readonly Unlawful[];
  /** Nothing is refused or undermined that has not been mended. */
  readonly holds: boolean;
}

/** By their places in the history. */
interface Unlawful {
  readonly at: number;
  /** The landing that repaired it, the last that was still judged by it; infinity where it was not repaired. */
  readonly until: number;
}

/**
 * The place of the landing up to which who decides was lawful, as seen from another: before everything unlawful that it
 * rests on, and whatever that rested on in turn.
 */
export function lawfulBefore(place: number, unlawful: readonly Unlawful[]): number {
  const ground = unlawful.find(({ at, until }) => at < place && place <= until);
  return ground === undefined ? place : lawfulBefore(ground.at, unlawful);
}

/** A key that is not to be believed for a landing. */
interface Suspect {
  readonly fingerprint: string;
  readonly person: string;
  readonly since: string;
}

/** True where a landing does not verify. */
export function isRefused({ findings }: Pick<PastLanding, "findings">): boolean {
  return findings.some(({ severity }) => severity === "error");
}

/** Policy, people and keys: what says who decides and how. */
const whoDecides = /^governance\/(?:policy\.yaml$|people\/|revocations\/)/;

export function changesWhoDecides({ touched }: Pick<PastLanding, "touched">): boolean {
  return touched.some((path) => whoDecides.test(path));
}

/** Reckons a history, oldest landing first: nothing is reopened, everything is named. */
export function reckon(landings: readonly PastLanding[]): Reckoning {
  const places = new Map(landings.map(({ commit }, at) => [commit.id, at]));
  const repaired = new Map(landings.flatMap(({ repairs, commit }) => (repairs === null ? [] : [[repairs, commit.id]])));
  const compromised = landings.at(-1)?.compromised ?? [];
  const suspects = (keys: readonly string[], at: number): Suspect[] =>
    compromised.flatMap(({ fingerprint, person, sinces }) => {
      // A commit that is not among the landings leaves nothing to stand on.
      const since = sinces.find((commit) => at >= (places.get(commit) ?? -1));
      return since !== undefined && keys.includes(fingerprint) ? [{ fingerprint, person, since }] : [];
    });
  const ratified = ratifiedIn(landings, repaired, suspects);

  const mended = new Map<string, Mended>();
  for (const landing of landings) {
    const { id } = landing.commit;
    const repair = repaired.get(id);
    const word = repair !== undefined ? ({ by: "repaired", commit: repair, subject: null } as const) : ratified.get(id);
    if (isRefused(landing) && word !== undefined) mended.set(id, word);
  }

  const undermined: Undermined[] = [];
  const unlawful: Unlawful[] = [];
  for (const [at, landing] of landings.entries()) {
    const { id } = landing.commit;
    // What was decided in a landing that was undone is not decided any more.
    const decisions = repaired.has(id) ? [] : landing.decisions;
    const ground = unlawful.find((one) => one.at < at && at <= one.until);
    let shaky = false;
    for (const { subject, keys } of decisions) {
      const word = ratified.get(subject) ?? null;
      const place = { commit: id, subject, mended: word };
      for (const { person, fingerprint, since } of suspects(keys, at))
        undermined.push({
          ...place,
          because: `it rests on ${person}'s key ${fingerprint}, ${compromisedInWords(since)}`,
          person,
          key: fingerprint,
          since,
          landing: null,
        });
      const other = ground === undefined ? undefined : landings[ground.at]?.commit.id;
      if (other === undefined) continue;
      shaky ||= word === null;
      const because = `landing ${other.slice(0, 7)}, which verify refuses, had changed who decides`;
      undermined.push({ ...place, because, person: null, key: null, since: null, landing: other });
    }
    const refused = isRefused(landing) && !ratified.has(id);
    if ((refused || shaky) && changesWhoDecides(landing))
      unlawful.push({ at, until: places.get(repaired.get(id) ?? "") ?? Number.POSITIVE_INFINITY });
  }
  return {
    undermined,
    mended,
    unlawful,
    holds:
      undermined.every((one) => one.mended !== null) &&
      landings.every((landing) => !isRefused(landing) || mended.has(landing.commit.id)),
  };
}

/**
 * What approved governance decisions accept. From the last to the first: one that is in doubt itself accepts nothing, unless
 * a later one accepts it.
 */
function ratifiedIn(
  landings: readonly PastLanding[],
  repaired: ReadonlyMap<string, string>,
  suspects: (keys: readonly string[], at: number) => readonly Suspect[],
): Map<string, Mended> {
  const ratified = new Map<string, Mended>();
  for (const [at, landing] of [...landings.entries()].reverse()) {
    const { id } = landing.commit;
    if (isRefused(landing) || repaired.has(id)) continue;
    for (const { subject, outcome, valid, keys, ratifies } of landing.decisions) {
      if (!valid || outcome !== "approved") continue;
      if (suspects(keys, at).length > 0 && !ratified.has(subject)) continue;
      for (const item of ratifies) if (!ratified.has(item)) ratified.set(item, { by: "ratified", commit: id, subject });
    }
  }
  return ratified;
}
