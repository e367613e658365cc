// Joining the roster: a person lists a key and proves to hold it.

import { bytesOf, type Change, type FileChange } from "../change.ts";
import { fillTemplate } from "../document/edit.ts";
import { printDocument } from "../document/print.ts";
import { didYouMean } from "../document/suggest.ts";
import type { KeyProof, Person } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import { authorityOf, isFounded } from "../model/authority.ts";
import { readListedKey, signersOf } from "../model/keys.ts";
import { allowedSignersPath, type Model } from "../model/model.ts";
import { materialsOf } from "../trust/public-key.ts";
import { publicKeyLine } from "../trust/ssh-key.ts";
import type { PublicKey } from "../trust/verdict.ts";

export interface AcceptInputs {
  readonly model: Model;
  readonly person: string;
  readonly key: PublicKey;
  /** The armour of an OpenPGP key; an SSH key is written anew from what was read. */
  readonly certificate?: string;
  /** RFC 3339, UTC, whole seconds. */
  readonly now: string;
}

/** A proof ready to be signed by the very key it is about. */
export interface UnsignedProof {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The statement "this key is mine, in this repository".
 * @throws Failure `refused` where the person is not invited or the key is somebody else's
 */
export function proofOf({ model, person, key, now }: AcceptInputs): UnsignedProof {
  const repo = model.policy?.value.spec.repo;
  if (repo === undefined)
    throw new Failure(
      "noVerdict",
      "no-policy",
      "governance/policy.yaml is missing or its shape does not hold",
      "kwanus init lays it down",
    );
  if (!model.people.has(person))
    throw new Failure(
      "refused",
      "unknown-person",
      `there is no governance/people/${person}.yaml`,
      [
        didYouMean(person, model.people.keys()),
        `${invitation(person, model)}; people here: ${[...model.people.keys()].join(", ") || "nobody yet"}`,
      ]
        .filter((part) => part !== null)
        .join(" Otherwise "),
    );
  const taken = new Set(materialsOf(key));
  for (const [other, { value }] of model.people)
    if (other !== person && value.spec.keys.some((one) => keyOf(one, model)?.materials.some((own) => taken.has(own))))
      throw new Failure(
        "refused",
        "key-taken",
        `${key.fingerprint} is ${other}'s key`,
        "every person needs a key of their own",
      );
  const proof: KeyProof = {
    apiVersion: "kwanus/v1",
    kind: "KeyProof",
    spec: { repo, person, key: key.fingerprint, statedAt: now },
  };
  const before = model.proofs.filter(({ place }) => place.person === person).map(({ place }) => place.seq);
  return {
    path: `governance/people/${person}.${Math.max(0, ...before) + 1}.proof.yaml`,
    bytes: bytesOf(printDocument(proof)),
  };
}

/** How somebody comes to be on the roster: laid down with it, or by a decision. */
function invitation(person: string, model: Model): string {
  const authority = authorityOf(model);
  return authority !== null && isFounded(authority)
    ? `kwanus new person --name ${person} writes it, and a seat is given in governance/policy.yaml`
    : `name ${person} in governance/policy.yaml, then kwanus init writes the file`;
}

/** Key list, proof and signature, and `allowed_signers` where the new key has a line in it, in the working tree. */
export async function acceptChange(inputs: AcceptInputs, proof: UnsignedProof, signature: string): Promise<Change> {
  const { model, person } = inputs;
  const people = new Map(model.people);
  const entry = model.people.get(person);
  const files: FileChange[] = [
    { path: proof.path, content: proof.bytes },
    { path: `${proof.path}.sig`, content: bytesOf(signature) },
  ];
  const keys = entry === undefined ? null : keysWith(entry.value.spec.keys, inputs);
  if (entry !== undefined && keys !== null) {
    const text = new TextDecoder().decode(await model.snapshot.bytes(entry.path));
    files.push({ path: entry.path, content: bytesOf(fillTemplate(text, { "/spec/keys": keys })) });
    people.set(person, { ...entry, value: { ...entry.value, spec: { ...entry.value.spec, keys } } });
  }
  // An OpenPGP key has no line in it.
  const signers = signersOf(people, model.policy);
  if (model.allowedSigners !== signers) files.push({ path: allowedSignersPath, content: bytesOf(signers) });
  return { files, destination: { to: "working-tree" } };
}

/** The change that writes `allowed_signers` anew from the person files, or null where it holds what they say. */
export function signersChange(model: Model): Change | null {
  const signers = signersOf(model.people, model.policy);
  if (model.allowedSigners === signers) return null;
  return { files: [{ path: allowedSignersPath, content: bytesOf(signers) }], destination: { to: "working-tree" } };
}

type Listed = Person["spec"]["keys"][number];

/**
 * A person's keys with one more, or with a renewed OpenPGP key in place of what it was; null where it is there as it is.
 * Its subkeys of old stay in the certificate as gpg keeps them, so that old ballots verify.
 */
function keysWith(keys: readonly Listed[], { model, person, key, certificate, now }: AcceptInputs): Listed[] | null {
  const at = keys.findIndex((one) => keyOf(one, model)?.fingerprint === key.fingerprint);
  const known = keys[at];
  const text = key.type === "openpgp" ? (certificate ?? "") : `${publicKeyLine(key)} ${person}`;
  const type = key.type === "openpgp" ? "openpgp" : "ssh";
  if (known === undefined) return [...keys, { type, key: text, added: now.slice(0, 10) }];
  return type === "ssh" || known.key.trim() === text.trim() ? null : keys.with(at, { ...known, key: text });
}

/** True where a person lists a key in other words than it is given in: an OpenPGP key that was renewed since. */
export function isRenewed({ model, person, key, certificate }: AcceptInputs): boolean {
  const listed = model.people.get(person)?.value.spec.keys ?? [];
  const known = listed.find((one) => keyOf(one, model)?.fingerprint === key.fingerprint);
  return known !== undefined && certificate !== undefined && known.key.trim() !== certificate.trim();
}

/** A listed key however weak; null where it cannot be read. */
function keyOf(listed: Listed, model: Model): { fingerprint: string; materials: readonly string[] } | null {
  const read = readListedKey(listed, model, { minimumRsaBits: 0 });
  return read.ok ? { fingerprint: read.key.fingerprint, materials: materialsOf(read.key) } : null;
}
