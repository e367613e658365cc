// Taking a key back: the exact bytes to sign, and the change that records them with their signature.

import { bytesOf, type Change } from "../change.ts";
import { printDocument } from "../document/print.ts";
import { didYouMean } from "../document/suggest.ts";
import type { Revocation } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import type { Authority } from "../model/authority.ts";
import { type KnownKey, mayNotTakeBack } from "../model/keys.ts";
import type { Model } from "../model/model.ts";

export type RevokedState = Revocation["spec"]["state"];

/**
 * The keys of a person that can be taken back so: an active one in either way, a retired one as compromised; and where there
 * is none, a compromised one for another commit.
 * @throws Failure `refused` where the person is unknown or has no such key
 */
export function revocable(person: string, state: RevokedState, { keys }: Authority, { people }: Model): KnownKey[] {
  const own = [...keys.values()].filter((key) => key.person === person);
  if (own.length === 0 && !people.has(person))
    throw new Failure(
      "refused",
      "unknown-person",
      `there is no governance/people/${person}.yaml on the base`,
      didYouMean(person, people.keys()) ?? `people there: ${[...people.keys()].join(", ")}`,
    );
  const left = own.filter((key) => key.state === "active" || (key.state === "retired" && state === "compromised"));
  // Once more for an earlier commit: a thief may have been the first to report it.
  const again = state === "compromised" ? own.filter((key) => key.state === "compromised") : [];
  if (left.length + again.length > 0) return left.length > 0 ? left : again;
  const told = own.map(({ fingerprint, state }) => `${fingerprint} is ${state}`).join(", ");
  throw new Failure(
    "refused",
    "nothing-to-revoke",
    `${person} has no key that could be ${state === "retired" ? "retired" : "reported"}: ${told || "none is listed on the base"}`,
    "what is revoked stays so; a key without a proof of possession opens nothing",
  );
}

/**
 * The key that is meant.
 * @param fingerprint as given; null where only one comes into question
 * @throws Failure `refused` `unknown-key` for a key that is not among them
 */
export function keyMeant(candidates: readonly KnownKey[], fingerprint: string): KnownKey {
  const found = candidates.find((key) => key.fingerprint === fingerprint);
  if (found !== undefined) return found;
  throw new Failure(
    "refused",
    "unknown-key",
    `${fingerprint} is no key of ${candidates[0]?.person} that could be taken back`,
    `--key takes one of ${candidates.map((key) => key.fingerprint).join(", ")}`,
  );
}

/**
 * Refuses to report what is on record.
 * @throws Failure `refused` `reported-already`
 */
export function mustBeNews({ person, fingerprint, sinces }: KnownKey, since: string | null): void {
  if (since === null || !sinces.includes(since)) return;
  throw new Failure(
    "refused",
    "reported-already",
    `key ${fingerprint} of ${person} is on record as compromised since ${since.slice(0, 7)}`,
    "a report for an earlier landing is taken as well",
  );
}

/**
 * Whoever holds the signing key, where they may take this key back (trust.md, rule 5).
 * @param fingerprint of the key that would sign
 * @throws Failure `refused` before anything is asked
 */
export function revokerOf(fingerprint: string, target: KnownKey, { keys, policy }: Authority): KnownKey {
  const signer = keys.get(fingerprint);
  if (signer === undefined)
    throw new Failure(
      "refused",
      "unknown-key",
      `your signing key ${fingerprint} belongs to nobody in governance/people/ on the base`,
      `sign with the key itself, lost to others as it may be, or let a member of SCO do it: ${revokersOf(policy)}`,
    );
  if (signer.state !== "active")
    throw new Failure(
      "refused",
      "inactive-key",
      `your signing key ${fingerprint} of ${signer.person} is ${signer.state} on the base`,
      `sign with one that is active, or let a member of SCO do it: ${revokersOf(policy)}`,
    );
  const refusal = mayNotTakeBack(signer.person, target, keys, policy);
  if (refusal === null) return signer;
  throw new Failure(
    "refused",
    "may-not-revoke",
    refusal,
    refusal.startsWith("SCO")
      ? `its owner can: ${target.person}; or first give the body another key or a deputy: kwanus propose governance`
      : `${target.person} can, or a member of SCO: ${revokersOf(policy)}`,
  );
}

function revokersOf({ bodies }: Authority["policy"]): string {
  return bodies.find(({ id }) => id === "SCO")?.members.join(", ") || "SCO has nobody";
}

export interface RevokeInputs {
  readonly base: Model;
  readonly repo: string;
  readonly target: KnownKey;
  readonly signer: KnownKey;
  readonly state: RevokedState;
  /** For a compromised key: the first commit that is not to be trusted. */
  readonly since: string | null;
  readonly reason: string;
  /** Commit the branch starts from. */
  readonly baseCommit: string;
  /** RFC 3339, UTC, whole seconds. */
  readonly now: string;
}

/** A revocation ready to be signed. */
export interface UnsignedRevocation {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly branch: string;
  readonly title: string;
}

/** The revocation as it will be signed: same inputs, same bytes. */
export function revocationOf(inputs: RevokeInputs): UnsignedRevocation {
  const { base, repo, target, signer, state, since, reason, now } = inputs;
  const { person } = target;
  const taken = base.revocations.filter(({ place }) => place.person === person).map(({ place }) => place.seq);
  const name = `${person}.${Math.max(0, ...taken) + 1}`;
  const revocation = {
    apiVersion: "kwanus/v1",
    kind: "Revocation",
    spec: {
      repo,
      person,
      key: target.fingerprint,
      state,
      ...(since !== null && { since }),
      by: signer.person,
      reason,
      statedAt: now,
    },
  } as Revocation;
  return {
    path: `governance/revocations/${name}.yaml`,
    bytes: bytesOf(printDocument(revocation)),
    branch: `kwanus/revoke/${name}`,
    title: state === "retired" ? `Retire a key of ${person}` : `Report a key of ${person} as compromised`,
  };
}

/** The change that records a signed revocation: those two files, one commit, a branch of its own. */
export function revocationChange(
  { path, bytes, branch, title }: UnsignedRevocation,
  signature: string,
  baseCommit: string,
): Change {
  return {
    files: [
      { path, content: bytes },
      { path: `${path}.sig`, content: bytesOf(signature) },
    ],
    destination: { to: "branch", branch, expect: null, parent: baseCommit, message: title, signed: true },
  };
}
