// Who may decide: policy, seats and keys of one revision. Always asked of the base, never of what is being judged.

import type { Policy } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import { type KnownKey, keysOn, knownKeys } from "./keys.ts";
import type { Model } from "./model.ts";

/** The four bodies of the specification (EPF-9.1). A policy may add to them, never take away. */
export const bodiesOfSpecification = ["TSC", "SCO", "ERC", "CGB"] as const;

export type Body = Policy["spec"]["bodies"][number];

export interface Authority {
  readonly policy: Policy["spec"];
  readonly policyDigest: string;
  /** By fingerprint. A key two people list belongs to neither. */
  readonly keys: ReadonlyMap<string, KnownKey>;
  /** Day by which `keys` have expired, `YYYY-MM-DD`; null where no day is to judge. */
  readonly asOf: string | null;
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

/** The authority as it stands on a day: keys that have expired by then are retired. Null: no day is to judge. */
export function authorityOn(authority: Authority, asOf: string | null): Authority {
  return { ...authority, asOf, keys: keysOn(authority.keys, asOf) };
}

function readAuthority(model: Model): Authority | null {
  if (model.policy === null || model.policyDigest === null) return null;
  const policy = model.policy.value.spec;
  const bodies = new Map(policy.bodies.map((body) => [body.id, body]));
  const authority = {
    policy,
    policyDigest: model.policyDigest,
    keys: knownKeys(model, policy),
    asOf: null,
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
      "kwanus verify names the landing that broke it, and kwanus repair COMMIT undoes it",
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
