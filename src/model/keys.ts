// The keys of a roster: listed, proven, revoked. Whose they are and whether they count.

import type { KeyProof, Person, Policy, Revocation } from "../document/types.gen.ts";
import { isExpired, type OpenPgpKey, type SigningTerms } from "../trust/openpgp-key.ts";
import { materialsOf, type PublicKeyVerdict, withLimits } from "../trust/public-key.ts";
import { allowedSigners } from "../trust/roster.ts";
import { defaultLimits, type KeyLimits, parsePublicKey } from "../trust/ssh-key.ts";
import { namespaces, verifyStatement } from "../trust/statement.ts";
import { type PublicKey, refuse, type SignatureVerdict } from "../trust/verdict.ts";
import type { Held, Model, Statement } from "./model.ts";

type KeyState = "active" | "retired" | "compromised" | "unproven";

export interface KnownKey {
  readonly person: string;
  readonly fingerprint: string;
  readonly state: KeyState;
  /** For a compromised key: the commit from which on it is not to be believed. */
  readonly since: string | null;
  /** All commits that were reported, one per report: a late one, by the thief perhaps, must not cover up an early one. */
  readonly sinces: readonly string[];
  readonly key: PublicKey;
}

/** A key that a person lists, read by the limits of a policy, and whether it may sign. */
export function readListedKey(
  { type, key }: Person["spec"]["keys"][number],
  { certificates }: Pick<Model, "certificates">,
  limits: KeyLimits,
): PublicKeyVerdict {
  if (type === "ssh") return parsePublicKey(key, limits);
  const certificate = certificates.get(key) ?? refuse("unsupported", "it has not been read");
  return certificate.ok ? withLimits(certificate.key, limits) : certificate;
}

/** Stands among `sinces` for an OpenPGP key that its own certificate revokes as stolen: that names no commit, so it was never good. */
export const everSince = "";

/** Since when a compromised key is not to be believed, as the end of a sentence about it. */
export function compromisedInWords(since: string): string {
  return since === everSince ? "which its own certificate revokes" : `reported compromised since ${since.slice(0, 7)}`;
}

/** The OpenPGP keys among keys. */
export function certificatesIn(keys: ReadonlyMap<string, KnownKey>): OpenPgpKey[] {
  return [...keys.values()].flatMap(({ key }) => (key.type === "openpgp" ? [key] : []));
}

/** What a signature is verified by, beside its bytes: how long RSA has to be, and whose OpenPGP keys there are. */
export function limitsOf({ policy, keys }: { policy: Policy["spec"]; keys: ReadonlyMap<string, KnownKey> }): {
  readonly minimumRsaBits: number;
  readonly certificates: readonly OpenPgpKey[];
} {
  return { minimumRsaBits: policy.minimumRsaBits.value, certificates: certificatesIn(keys) };
}

/** The last day of a key that has expired, where nothing worse is to be said of it; null otherwise. */
export function expiredOn({ key, state }: KnownKey, asOf: string | null): string | null {
  return state === "retired" && key.type === "openpgp" && isExpired(key, asOf) ? key.until : null;
}

/**
 * The keys as they stand on a day: an OpenPGP key whose last day has passed is retired, like one whose owner took it back.
 * The same map where none has.
 */
export function keysOn(keys: ReadonlyMap<string, KnownKey>, asOf: string | null): ReadonlyMap<string, KnownKey> {
  const expired = [...keys].filter(
    ([, { state, key }]) => state === "active" && key.type === "openpgp" && isExpired(key, asOf),
  );
  if (expired.length === 0) return keys;
  return new Map([...keys, ...expired.map(([print, key]) => [print, { ...key, state: "retired" as const }] as const)]);
}

/** The keys of a revision by fingerprint, each with its state. */
export function knownKeys(model: Model, policy: Policy["spec"]): ReadonlyMap<string, KnownKey> {
  const minimumRsaBits = policy.minimumRsaBits.value;
  const listed = [...model.people].flatMap(([person, { value }]) =>
    value.spec.keys.flatMap((one) => {
      const parsed = readListedKey(one, model, { minimumRsaBits });
      return parsed.ok ? [{ person, key: parsed.key }] : [];
    }),
  );
  const certificates = listed.flatMap(({ key }) => (key.type === "openpgp" ? [key] : []));
  const proven = provenKeys(model.proofs, policy, certificates);
  const keys = new Map<string, KnownKey>();
  const owners = new Map<string, string>();
  const shared = new Set<string>();
  for (const { person, key } of listed) {
    const { fingerprint } = key;
    // By material, so that no other encoding of a key makes it a second person's.
    for (const material of materialsOf(key)) {
      const owner = owners.get(material);
      if (owner !== undefined && owner !== person) shared.add(material);
      owners.set(material, person);
    }
    const state = proven.has(`${person} ${fingerprint}`) ? stateOf(key) : "unproven";
    const sinces = state === "compromised" ? [everSince] : [];
    keys.set(fingerprint, { person, fingerprint, state, since: null, sinces, key });
  }
  for (const { fingerprint, key } of [...keys.values()])
    if (materialsOf(key).some((material) => shared.has(material))) keys.delete(fingerprint);
  return withoutRevoked(keys, model.revocations, policy, certificates);
}

/** The state of a key for one signature: an OpenPGP subkey may have expired, or be revoked, before its key. */
export function stateWhenSigning({ state }: KnownKey, terms: SigningTerms | undefined, asOf: string | null): KeyState {
  if (terms === undefined || state === "unproven" || state === "compromised") return state;
  if (terms.revoked === "compromised") return "compromised";
  return terms.revoked === "retired" || isExpired(terms, asOf) ? "retired" : state;
}

/** What a proven key itself says of its state: an OpenPGP key may hold its own revocation. */
function stateOf(key: PublicKey): KeyState {
  return (key.type === "openpgp" ? key.revoked : null) ?? "active";
}

/** `person fingerprint` of every key whose owner has shown that they hold it (trust.md, rule 6 and attack A7). */
function provenKeys(
  proofs: readonly Statement<KeyProof>[],
  { repo, minimumRsaBits: { value: minimumRsaBits } }: Policy["spec"],
  certificates: readonly OpenPgpKey[],
): Set<string> {
  const proven = new Set<string>();
  for (const { bytes, signature, place, value } of proofs) {
    const verdict = verifyStatement({ bytes, signature, namespace: namespaces.key, minimumRsaBits, certificates });
    if (!verdict.ok || value === null) continue;
    const { spec } = value;
    if (spec.repo === repo && spec.person === place.person && spec.key === verdict.key.fingerprint)
      proven.add(`${spec.person} ${spec.key}`);
  }
  return proven;
}

/** A revocation, and why it may not land (null: it may). */
export interface JudgedRevocation {
  readonly statement: Statement<Revocation>;
  readonly refusal: string | null;
}

/**
 * Takes back the keys that revocations name. Whether their signers might do so was asked when they landed
 * (`judgeRevocations`) and is not asked again: a key once reported stolen must not come back because the one who reported
 * it left SCO, lost a key, or because others of the body lost theirs.
 */
function withoutRevoked(
  keys: ReadonlyMap<string, KnownKey>,
  revocations: readonly Statement<Revocation>[],
  policy: Policy["spec"],
  certificates: readonly OpenPgpKey[],
) {
  const result = new Map(keys);
  for (const statement of revocations) {
    const read = readRevocation(statement, policy, certificates);
    if (typeof read !== "string") takeBack(result, read.spec);
  }
  return result;
}

function takeBack(keys: Map<string, KnownKey>, spec: Revocation["spec"]): void {
  const target = keys.get(spec.key);
  // A key nobody has proven is not made anybody's by taking it back.
  if (target === undefined || target.state === "unproven") return;
  if (spec.state === "compromised") {
    const sinces = [...target.sinces, spec.since];
    keys.set(spec.key, { ...target, state: spec.state, since: target.since ?? spec.since, sinces });
  }
  // A compromised key stays so.
  else if (target.state === "active") keys.set(spec.key, { ...target, state: spec.state });
}

/**
 * Judges revocations that are about to land, in path order: they are made by the key's owner or by a member of SCO, with a
 * key that is active. SCO cannot take the last active key of a body: otherwise one stolen SCO key could silence everybody
 * (attack C5).
 */
export function judgeRevocations(
  statements: readonly Statement<Revocation>[],
  { policy, keys, asOf }: Omit<Keys, "left">,
): JudgedRevocation[] {
  const left = new Map(keys);
  return statements.map((statement) => {
    const refusal = refusalOf(statement, { keys, left, policy, asOf });
    if (refusal === null && statement.value !== null) takeBack(left, statement.value.spec);
    return { statement, refusal };
  });
}

/** What a revocation says and who signed it, as far as that can be told. */
interface ReadRevocation {
  readonly spec: Revocation["spec"];
  readonly signature: Extract<SignatureVerdict, { ok: true }> | null;
}

/**
 * Reads a revocation, or says what is wrong with it whoever signed it. Whose OpenPGP signature it is cannot be told once the
 * key has left the roster, nor is a key looked at that a later policy calls weak: such a revocation still says what it says.
 */
function readRevocation(
  { bytes, signature, place, value }: Statement<Revocation>,
  policy: Policy["spec"],
  certificates: readonly OpenPgpKey[],
): ReadRevocation | string {
  const minimumRsaBits = policy.minimumRsaBits.value;
  const namespace = namespaces.revocation;
  const verdict = verifyStatement({ bytes, signature, namespace, minimumRsaBits, certificates });
  if (!verdict.ok && verdict.code !== "unknown-key" && verdict.code !== "weak-key") return verdict.reason;
  if (value === null) return "its fields cannot be read";
  if (value.spec.repo !== policy.repo) return "it is for another repository";
  if (place.person !== value.spec.person) return `key ${value.spec.key} is not ${place.person}'s`;
  return { spec: value.spec, signature: verdict.ok ? verdict : null };
}

interface Keys {
  /** Keys as they are before any of these revocations. */
  readonly keys: ReadonlyMap<string, KnownKey>;
  /** Keys as the revocations before this one leave them. */
  readonly left: ReadonlyMap<string, KnownKey>;
  readonly policy: Policy["spec"];
  /** Day by which OpenPGP keys expire; null in a replay. */
  readonly asOf: string | null;
}

function refusalOf(statement: Statement<Revocation>, { keys, left, policy, asOf }: Keys): string | null {
  const read = readRevocation(statement, policy, certificatesIn(keys));
  if (typeof read === "string") return read;
  const { spec, signature } = read;
  if (signature === null) return "the key that signed it is nobody's here, or weak";
  const signedWith = signature.key.fingerprint;
  const signer = keys.get(signedWith);
  const target = left.get(spec.key);
  const state = signer === undefined ? "unproven" : stateWhenSigning(signer, signature.terms, asOf);
  if (signer === undefined || state === "unproven") return `the key that signed it, ${signedWith}, is nobody's here`;
  if (state !== "active") return `the key that signed it, ${signer.fingerprint} of ${signer.person}, is ${state}`;
  if (signer.person !== spec.by) return `it says by ${spec.by}, and ${signer.person} signed it`;
  if (target === undefined || target.person !== spec.person) return `key ${spec.key} is not ${spec.person}'s`;
  return mayNotTakeBack(signer.person, target, left, policy);
}

/** Why a person may not take a key back, or null: its owner may, and SCO, except the last active key of a body. */
export function mayNotTakeBack(
  person: string,
  target: KnownKey,
  keys: ReadonlyMap<string, KnownKey>,
  policy: Policy["spec"],
): string | null {
  if (person === target.person) return null;
  const security = policy.bodies.find(({ id }) => id === "SCO");
  if (!security?.members.includes(person)) return `${person} neither owns the key nor is a member of SCO`;
  return isLastOfBody(keys, policy, target) ? "SCO cannot take the last active key of a body" : null;
}

/** True where a body has nobody left who can vote without this key. */
export function isLastOfBody(keys: ReadonlyMap<string, KnownKey>, policy: Policy["spec"], target: KnownKey): boolean {
  const body = policy.bodies.find(({ members, deputies }) => [...members, ...deputies].includes(target.person));
  if (body === undefined || target.state !== "active") return false;
  const seated = new Set([...body.members, ...body.deputies]);
  return ![...keys.values()].some(
    (key) => key.fingerprint !== target.fingerprint && key.state === "active" && seated.has(key.person),
  );
}

/** What governance/allowed_signers has to say of these people (trust.md, "Signed statements"): every listed key, retired or not. */
export function signersOf(people: Iterable<readonly [string, Held<Person>]>, policy: Held<Policy> | null): string {
  const minimumRsaBits = policy?.value.spec.minimumRsaBits.value ?? defaultLimits.minimumRsaBits;
  const signers = [...people].map(([id, { value }]) => ({
    id,
    keys: value.spec.keys.flatMap(({ type, key }) => (type === "ssh" ? [key] : [])),
  }));
  return allowedSigners(signers, { minimumRsaBits });
}
