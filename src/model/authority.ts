// Who may decide: policy, seats and keys of one revision. Always asked of the base, never of what is being judged.

import type { KeyProof, Policy, Revocation } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import { parsePublicKey, type SshPublicKey } from "../trust/ssh-key.ts";
import { namespaces, verifyStatement } from "../trust/statement.ts";
import type { Model, Statement } from "./model.ts";

/** The four bodies of the specification (EPF-9.1). A policy may add to them, never take away. */
export const bodiesOfSpecification = ["TSC", "SCO", "ERC", "CGB"] as const;

export type KeyState = "active" | "retired" | "compromised" | "unproven";

export interface KnownKey {
  readonly person: string;
  readonly fingerprint: string;
  readonly state: KeyState;
  readonly key: SshPublicKey;
}

export type Body = Policy["spec"]["bodies"][number];

export interface Authority {
  readonly policy: Policy["spec"];
  readonly policyDigest: string;
  /** By fingerprint. A key two people list belongs to neither. */
  readonly keys: ReadonlyMap<string, KnownKey>;
  readonly bodies: ReadonlyMap<string, Body>;
  /** Body a person sits in, as member or deputy. Somebody with two seats has none. */
  readonly seats: ReadonlyMap<string, string>;
  /** Partner namespaces each person works for. */
  readonly affiliations: ReadonlyMap<string, readonly string[]>;
  /** Forge login of each person, for recognising an author. */
  readonly logins: ReadonlyMap<string, string>;
  /** What the policy itself lacks for a root of trust, in words. */
  readonly faults: readonly string[];
  /** Members who have not accepted with a key yet. */
  readonly invited: readonly { readonly person: string; readonly body: string }[];
}

/** True when all four bodies are staffed with proven keys: the revision can be a root of trust. */
export function isFounded({ faults, invited }: Authority): boolean {
  return faults.length + invited.length === 0;
}

/** What a root of trust still lacks, a sentence each; without a person who is accepting just now. */
export function missingInWords({ faults, invited }: Authority, accepting: string | null = null): string[] {
  const waiting = invited.filter(({ person }) => person !== accepting).map(({ person, body }) => `${person} (${body})`);
  return waiting.length === 0 ? [...faults] : [...faults, `still to accept with a key: ${waiting.join(", ")}`];
}

/** The authority of a revision, or null where it has no policy whose shape holds. Read once: every proof is a signature. */
export function authorityOf(model: Model): Authority | null {
  const known = read.get(model);
  if (known !== undefined) return known;
  const authority = readAuthority(model);
  read.set(model, authority);
  return authority;
}

const read = new WeakMap<Model, Authority | null>();

function readAuthority(model: Model): Authority | null {
  if (model.policy === null || model.policyDigest === null) return null;
  const policy = model.policy.value.spec;
  const bodies = new Map(policy.bodies.map((body) => [body.id, body]));
  const authority = {
    policy,
    policyDigest: model.policyDigest,
    keys: knownKeys(model, policy),
    bodies,
    seats: seatsOf(policy),
    affiliations: new Map([...model.people].map(([id, { value }]) => [id, value.spec.affiliations])),
    logins: new Map(
      [...model.people].flatMap(([id, { value }]) => (value.spec.forge ? [[id, value.spec.forge.login] as const] : [])),
    ),
  };
  return { ...authority, ...gapsOf(authority) };
}

/**
 * The authority that judges what lands on a revision, or null while there is no root of trust. The root is the first
 * revision that staffs all four bodies with proven keys. From then on decisions lie in the tree and keys are revoked, not
 * deleted, so the question needs no history and nobody can fall back to the time before.
 * @throws Failure `noVerdict` where decisions have landed and the policy cannot be read
 */
export function judgingAuthority(base: Model): Authority | null {
  const authority = authorityOf(base);
  if (authority === null && hasDecisions(base))
    throw new Failure(
      "noVerdict",
      "policy-unreadable",
      `${base.snapshot.name} has decisions but no governance/policy.yaml that can be read, so nothing can be judged by it`,
      "restore the last good policy: git log -- governance/policy.yaml",
    );
  return authorityInForce(base, null);
}

/**
 * The authority that judges a landing after the root of trust, even where a landing that should not have been made the
 * policy unreadable or took bodies from it: nobody gets back to the time before the root that way.
 * @param since the authority in force at the landing before, or null where there was no root of trust yet
 */
export function authorityInForce(base: Model, since: Authority | null): Authority | null {
  const authority = authorityOf(base);
  if (since !== null) return authority ?? since;
  return authority !== null && (isFounded(authority) || hasDecisions(base)) ? authority : null;
}

function hasDecisions({ subjects }: Model): boolean {
  return [...subjects.values()].some(({ decisions }) => decisions.size > 0);
}

/** True when a person holds a key that counts. */
export function hasActiveKey(authority: Pick<Authority, "keys">, person: string): boolean {
  return [...authority.keys.values()].some((key) => key.person === person && key.state === "active");
}

function hasProvenKey(authority: Pick<Authority, "keys">, person: string): boolean {
  return [...authority.keys.values()].some((key) => key.person === person && key.state !== "unproven");
}

function seatsOf(policy: Policy["spec"]): Map<string, string> {
  const seats = new Map<string, string>();
  const twice = new Set<string>();
  for (const { id, members, deputies } of policy.bodies)
    for (const person of [...members, ...deputies]) {
      if (seats.has(person)) twice.add(person);
      seats.set(person, id);
    }
  for (const person of twice) seats.delete(person);
  return seats;
}

function gapsOf(authority: Omit<Authority, "faults" | "invited">): Pick<Authority, "faults" | "invited"> {
  const faults: string[] = [];
  const invited: { person: string; body: string }[] = [];
  for (const id of bodiesOfSpecification) {
    const body = authority.bodies.get(id);
    if (body === undefined) faults.push(`the policy has no ${id}`);
    else if (authority.policy.bodies.filter((other) => other.id === id).length > 1)
      faults.push(`the policy lists ${id} twice`);
    else if (body.members.length === 0) faults.push(`${id} has no members`);
    else
      for (const person of body.members)
        if (authority.seats.get(person) !== id) faults.push(`${person} (${id}) has more than one seat`);
        else if (!hasProvenKey(authority, person)) invited.push({ person, body: id });
  }
  return { faults, invited };
}

function knownKeys(model: Model, policy: Policy["spec"]): ReadonlyMap<string, KnownKey> {
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
      keys.set(fingerprint, { person, fingerprint, state, key: parsed.key });
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

function takeBack(keys: Map<string, KnownKey>, { key, state }: Revocation["spec"]): void {
  const target = keys.get(key);
  // A compromised key stays so, and a key nobody has proven is not made anybody's by taking it back.
  if (target?.state === "active" || target?.state === "retired") keys.set(key, { ...target, state });
}

/**
 * Judges revocations that are about to land, in path order: they are made by the key's owner or by a member of SCO, with a
 * key that is active. SCO cannot take the last active key of a body: otherwise one stolen SCO key could silence everybody
 * (attack C5).
 */
export function judgeRevocations(
  statements: readonly Statement<Revocation>[],
  { policy, keys }: Authority,
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
  if (signer.person === target.person) return null;
  const security = policy.bodies.find(({ id }) => id === "SCO");
  if (!security?.members.includes(signer.person)) return `${signer.person} neither owns the key nor is a member of SCO`;
  return isLastOfBody(left, policy, target) ? "SCO cannot take the last active key of a body" : null;
}

function isLastOfBody(keys: ReadonlyMap<string, KnownKey>, policy: Policy["spec"], target: KnownKey): boolean {
  const body = policy.bodies.find(({ members, deputies }) => [...members, ...deputies].includes(target.person));
  if (body === undefined || target.state !== "active") return false;
  const seated = new Set([...body.members, ...body.deputies]);
  return ![...keys.values()].some(
    (key) => key.fingerprint !== target.fingerprint && key.state === "active" && seated.has(key.person),
  );
}
