// The keys of a roster: listed, proven, revoked. Whose they are and whether they count.

import type { KeyProof, Person, Policy, Revocation } from "../document/types.gen.ts";
import { allowedSigners } from "../trust/roster.ts";
import { defaultLimits, parsePublicKey, type SshPublicKey } from "../trust/ssh-key.ts";
import { namespaces, verifyStatement } from "../trust/statement.ts";
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
  readonly key: SshPublicKey;
}

/** The keys of a revision by fingerprint, each with its state. */
export function knownKeys(model: Model, policy: Policy["spec"]): ReadonlyMap<string, KnownKey> {
  const minimumRsaBits = policy.minimumRsaBits.value;
  const proven = provenKeys(model.proofs, policy.repo, minimumRsaBits);
  const keys = new Map<string, KnownKey>();
  const owners = new Map<string, string>();
  const shared = new Set<string>();
  for (const [person, { value }] of model.people)
    for (const listed of value.spec.keys) {
      if (listed.type !== "ssh") continue;
      const parsed = parsePublicKey(listed.key, { minimumRsaBits });
      if (!parsed.ok) continue;
      const { fingerprint, material } = parsed.key;
      // By material, so that no other encoding of a key makes it a second person's.
      const owner = owners.get(material);
      if (owner !== undefined && owner !== person) shared.add(material);
      owners.set(material, person);
      const state = proven.has(`${person} ${fingerprint}`) ? "active" : "unproven";
      keys.set(fingerprint, { person, fingerprint, state, since: null, sinces: [], key: parsed.key });
    }
  for (const { fingerprint, key } of [...keys.values()]) if (shared.has(key.material)) keys.delete(fingerprint);
  return withoutRevoked(keys, model, policy);
}

/** `person fingerprint` of every key whose owner has shown that they hold it (trust.md, rule 6 and attack A7). */
function provenKeys(proofs: readonly Statement<KeyProof>[], repo: string, minimumRsaBits: number): Set<string> {
  const proven = new Set<string>();
  for (const { bytes, signature, place, value } of proofs) {
    const verdict = verifyStatement({ bytes, signature, namespace: namespaces.key, minimumRsaBits });
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
function withoutRevoked(keys: ReadonlyMap<string, KnownKey>, { revocations }: Model, policy: Policy["spec"]) {
  const result = new Map(keys);
  for (const statement of revocations) {
    const read = readRevocation(statement, policy);
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
  { policy, keys }: Pick<Keys, "policy" | "keys">,
): JudgedRevocation[] {
  const left = new Map(keys);
  return statements.map((statement) => {
    const refusal = refusalOf(statement, { keys, left, policy });
    if (refusal === null && statement.value !== null) takeBack(left, statement.value.spec);
    return { statement, refusal };
  });
}

/** What a revocation says and the fingerprint of the key that signed it, or what is wrong with it whoever signed it. */
function readRevocation(
  { bytes, signature, place, value }: Statement<Revocation>,
  policy: Policy["spec"],
): { readonly spec: Revocation["spec"]; readonly signedWith: string } | string {
  const minimumRsaBits = policy.minimumRsaBits.value;
  const verdict = verifyStatement({ bytes, signature, namespace: namespaces.revocation, minimumRsaBits });
  if (!verdict.ok) return verdict.reason;
  if (value === null) return "its fields cannot be read";
  if (value.spec.repo !== policy.repo) return "it is for another repository";
  if (place.person !== value.spec.person) return `key ${value.spec.key} is not ${place.person}'s`;
  return { spec: value.spec, signedWith: verdict.key.fingerprint };
}

interface Keys {
  /** Keys as they are before any of these revocations. */
  readonly keys: ReadonlyMap<string, KnownKey>;
  /** Keys as the revocations before this one leave them. */
  readonly left: ReadonlyMap<string, KnownKey>;
  readonly policy: Policy["spec"];
}

function refusalOf(statement: Statement<Revocation>, { keys, left, policy }: Keys): string | null {
  const read = readRevocation(statement, policy);
  if (typeof read === "string") return read;
  const { spec, signedWith } = read;
  const signer = keys.get(signedWith);
  const target = left.get(spec.key);
  if (signer === undefined || signer.state === "unproven")
    return `the key that signed it, ${signedWith}, is nobody's here`;
  if (signer.state !== "active")
    return `the key that signed it, ${signer.fingerprint} of ${signer.person}, is ${signer.state}`;
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

function isLastOfBody(keys: ReadonlyMap<string, KnownKey>, policy: Policy["spec"], target: KnownKey): boolean {
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
