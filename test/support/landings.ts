// Landings for tests of trust: what `check` says of a step from one set of files to another, and statements made by hand.

import { check } from "../../src/check.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import { printDocument } from "../../src/document/print.ts";
import type { Ballot, Revocation } from "../../src/document/types.gen.ts";
import type { Finding } from "../../src/finding.ts";
import { type Landing, land } from "../../src/landing/landing.ts";
import { memoOfProcess } from "../../src/model/model.ts";
import { placeOf } from "../../src/model/places.ts";
import type { FileMode, Snapshot } from "../../src/snapshot.ts";
import { sha256Hex } from "../../src/trust/digest.ts";
import { namespaces } from "../../src/trust/statement.ts";
import { type Files, memorySnapshot } from "./memory.ts";
import { keyNamed } from "./openpgp.ts";
import { asOf, landed, now, template } from "./world.ts";

const memo = memoOfProcess();

/** Another revision than `landed`: a branch parted here. */
export function parted(files: Files): Snapshot {
  return memorySnapshot(files, "parting", "0".repeat(40));
}

/** A snapshot in which some files have other modes. */
function withModes(snapshot: Snapshot, modes: Readonly<Record<string, FileMode>>): Snapshot {
  const files = [...snapshot.files].map(
    ([path, entry]) => [path, { ...entry, mode: modes[path] ?? entry.mode }] as const,
  );
  return { ...snapshot, files: new Map(files) };
}

export interface Around {
  /** Where the branch parted; the base by default. */
  readonly mergeBase?: Files;
  readonly modes?: Readonly<Record<string, FileMode>>;
}

/** What `check` finds in the landing of `head` on `base`. */
export async function found(base: Files, head: Files, { mergeBase, modes = {} }: Around = {}): Promise<Finding[]> {
  const before = landed(base);
  const inputs = {
    base: before,
    mergeBase: mergeBase === undefined ? before : parted(mergeBase),
    head: withModes(memorySnapshot(head), modes),
    asOf,
    memo,
  };
  return [...(await check(inputs)).report.findings];
}

/** The same as lines: `POL002 governance/policy.yaml`, new errors only. */
export async function refusals(base: Files, head: Files, around: Around = {}): Promise<string[]> {
  const findings = await found(base, head, around);
  return findings
    .filter(({ severity, standing }) => severity === "error" && standing === "new")
    .map(({ rule, path }) => `${rule} ${path}`);
}

/** The landing of `head` on `base`. */
export function landingOf(base: Files, head: Files): Promise<Landing> {
  const before = landed(base);
  return land({ base: before, mergeBase: before, head: memorySnapshot(head), asOf, memo });
}

export function edited(files: Files, path: string, values: Readonly<Record<string, unknown>>): Files {
  return { ...files, [path]: fillTemplate(textOf(files, path), values) };
}

export function textOf(files: Files, path: string): string {
  const content = files[path];
  if (content === undefined) throw new Error(`there is no ${path}`);
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}

/** The files without those whose path begins with one of `prefixes`. */
export function without(files: Files, ...prefixes: string[]): Files {
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => !prefixes.some((prefix) => path.startsWith(prefix))),
  );
}

/** Only the files below these prefixes. */
export function only(files: Files, ...prefixes: string[]): Files {
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => prefixes.some((prefix) => path.startsWith(prefix))),
  );
}

/** A governance proposal that carries these files; null deletes one. */
export function proposing(files: Files, id: string, contents: Readonly<Record<string, string | null>>): Files {
  const place = placeOf(id);
  if (place === null) throw new Error(`no place for ${id}`);
  const next: Record<string, Files[string]> = { ...files };
  const changes = Object.entries(contents).map(([path, content]) => {
    const old = files[path];
    if (content !== null) next[`${place.directory}/changes/${path}`] = content;
    return {
      path,
      before: old === undefined ? null : `sha256:${sha256Hex(old)}`,
      ...(content === null && { delete: true }),
    };
  });
  next[place.path] = fillTemplate(template("proposal-governance"), { "/metadata/id": id, "/spec/changes": changes });
  next[`${place.directory}/risk.yaml`] = fillTemplate(template("risk"), {
    "/metadata/id": `${id}/risk`,
    "/metadata/title": `Risk of ${id}`,
    "/spec/subject": id,
  });
  return next;
}

/** A subject of a partner from its template. */
export function filed(
  files: Files,
  category: string,
  id: string,
  values: Readonly<Record<string, unknown>> = {},
): Files {
  const place = placeOf(id);
  if (place === null) throw new Error(`no place for ${id}`);
  const name = category === "application" ? category : `proposal-${category}`;
  return {
    ...files,
    [place.path]: fillTemplate(template(name), { "/metadata/id": id, ...values }),
    [`${place.directory}/risk.yaml`]: fillTemplate(template("risk"), {
      "/metadata/id": `${id}/risk`,
      "/metadata/title": `Risk of ${id}`,
      "/spec/subject": id,
    }),
  };
}

/** A statement with a signature by a test key, whatever it says. */
export function signedFile(path: string, content: string, key: string, namespace: string): Files {
  return { [path]: content, [`${path}.sig`]: keyNamed(key).sign(content, namespace) };
}

export interface HandMade {
  readonly path?: string;
  readonly key?: string;
  readonly namespace?: string;
  readonly spec?: Partial<Ballot["spec"]>;
}

/** A ballot as somebody could write it without kwanus: any field wrong, any key. */
export async function ballotBy(files: Files, subjectId: string, person: string, made: HandMade = {}): Promise<Files> {
  const { authority, tree } = await landingOf(files, files);
  const subject = tree.subjects.get(subjectId);
  if (authority === null || subject === undefined) throw new Error(`no ${subjectId}`);
  const body = made.spec?.body ?? authority.seats.get(person) ?? "TSC";
  const seq = made.spec?.seq ?? 1;
  const criteria = authority.bodies.get(body)?.criteria ?? [];
  const key = made.key ?? person;
  const spec: Ballot["spec"] = {
    repo: authority.policy.repo,
    subject: subjectId,
    gate: "decision",
    digest: subject.digest,
    body,
    person,
    key: keyNamed(key).fingerprint,
    decision: "approve",
    independent: true,
    criteria: Object.fromEntries(criteria.map((name) => [name, "passed" as const])),
    reason: null,
    seq,
    previous: null,
    base: "6e1c0d2000000000000000000000000000000000",
    statedAt: now,
    ...made.spec,
  };
  const path = made.path ?? `${subject.directory}/ballots/decision/${body.toLowerCase()}.${person}.${seq}.yaml`;
  const text = printDocument({ apiVersion: "kwanus/v1", kind: "Ballot", spec } satisfies Ballot);
  return { ...files, ...signedFile(path, text, key, made.namespace ?? namespaces.ballot) };
}

export interface Revoking {
  readonly by: string;
  /** Name of the test key that signs; `by`'s own by default. */
  readonly signer?: string;
  /** Name of the test key that is revoked; the person's own by default. */
  readonly key?: string;
  readonly state?: "retired" | "compromised";
  readonly seq?: number;
  /** For a compromised key: the commit since which. */
  readonly since?: string;
}

/** The files with a signed revocation of a person's key. */
export function revoked(
  files: Files,
  person: string,
  { by, signer, key, state = "retired", seq = 1, since = "6e1c0d2000000000000000000000000000000000" }: Revoking,
): Files {
  const spec = {
    repo: "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d",
    person,
    key: keyNamed(key ?? person).fingerprint,
    state,
    ...(state === "compromised" && { since }),
    by,
    reason: "A laptop was lost.",
    statedAt: now,
  };
  const text = printDocument({ apiVersion: "kwanus/v1", kind: "Revocation", spec } as Revocation);
  const path = `governance/revocations/${person}.${seq}.yaml`;
  return { ...files, ...signedFile(path, text, signer ?? by, namespaces.revocation) };
}
