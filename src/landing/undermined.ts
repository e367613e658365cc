// Decisions of one revision that rest on a key which is not to be believed any more: what a landing can know without a replay.

import { authorityOf } from "../model/authority.ts";
import { compromisedInWords, everSince, type KnownKey } from "../model/keys.ts";
import type { DecisionFile, Model, Subject } from "../model/model.ts";
import type { History } from "./history.ts";

/** A decision in doubt. */
export interface Doubted {
  readonly subject: Subject;
  readonly file: DecisionFile;
  readonly key: KnownKey;
  /** The commit before which it should have landed. */
  readonly since: string;
  /** False where this clone does not reach back to the commit since which the key is not to be believed. */
  readonly certain: boolean;
}

/**
 * Decisions that a compromised key took part in and that had not landed before the commit since which it is not to be
 * believed; those that a governance decision ratified left out (trust.md, rule 5). Records are never deleted, so the
 * revision before that commit tells: what it holds had landed.
 */
export async function doubtedIn(model: Model, history: History | null): Promise<Doubted[]> {
  const landedOn = history?.landedOn ?? null;
  if (landedOn === null) return [];
  const keys = [...(authorityOf(model)?.keys.values() ?? [])].filter(({ state }) => state === "compromised");
  const doubted: Doubted[] = [];
  for (const subject of model.subjects.values())
    for (const file of subject.decisions.values())
      for (const key of keys) {
        if (!file.value.spec.ballots.some((ballot) => ballot.key === key.fingerprint)) continue;
        const blob = model.snapshot.files.get(file.path)?.blob;
        // It has to have landed before each of the commits that were reported.
        const doubts: Omit<Doubted, "subject" | "file" | "key">[] = [];
        for (const since of key.sinces) {
          if (since === everSince) {
            doubts.push({ since, certain: true });
            continue;
          }
          const before = await landedOn(since);
          const landed = typeof before === "object" && before.files.get(file.path)?.blob === blob;
          if (!landed) doubts.push({ since, certain: before !== "unseen" });
        }
        const doubt = doubts.find(({ certain }) => certain) ?? doubts[0];
        if (doubt !== undefined) doubted.push({ subject, file, key, ...doubt });
      }
  return withoutRatified(doubted, model);
}

/** Why a decision is in doubt, as people are told. */
export function doubtInWords({ subject, key, since, certain }: Doubted): string {
  const rests = `${subject.id} rests on ${key.person}'s key ${key.fingerprint}, ${compromisedInWords(since)}`;
  return certain ? rests : `${rests}, and this clone does not show whether it landed before`;
}

/** From the last governance decision to the first: one that is in doubt itself ratifies nothing, unless a later one ratifies it. */
function withoutRatified(doubted: readonly Doubted[], { subjects }: Model): Doubted[] {
  const numberOf = ({ decisions, gate }: Subject): number => decisions.get(gate)?.value.spec.n ?? 0;
  const inDoubt = new Set(doubted.map(({ subject }) => subject.id));
  const ratified = new Set<string>();
  const governance = [...subjects.values()].filter(({ namespace }) => namespace === "governance");
  for (const subject of governance.sort((a, b) => numberOf(b) - numberOf(a))) {
    if (subject.decisions.get(subject.gate)?.value.spec.outcome !== "approved") continue;
    if (inDoubt.has(subject.id) && !ratified.has(subject.id)) continue;
    for (const item of subject.proposal?.value.spec.ratifies ?? []) ratified.add(item);
  }
  return doubted.filter(({ subject }) => !ratified.has(subject.id));
}
