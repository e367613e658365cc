// What the documents of one revision mean together. Built once from a snapshot; everything below asks it questions.

import type { Document } from "../document/document.ts";
import { isGovernanceFolder, type Kind } from "../document/kinds.ts";
import type {
  Application,
  Ballot,
  Checkpoint,
  Component,
  DataClassRegistry,
  Decision,
  Integration,
  IntegrationPlan,
  KeyProof,
  Measurement,
  MonitoringPlan,
  Partner,
  PermissionRegistry,
  Person,
  Platform,
  Policy,
  Proposal,
  Release,
  Review,
  Revocation,
  RiskAssessment,
  Transition,
  Withdrawal,
} from "../document/types.gen.ts";
import { byBytes, type FileEntry, type FileMode, type Snapshot } from "../snapshot.ts";
import { type SubjectFile, sha256Hex, subjectDigest } from "../trust/digest.ts";
import type { CertificateVerdict } from "../trust/openpgp-certificate.ts";
import { readCertificates } from "./certificates.ts";
import { type Contracts, readContracts } from "./contracts.ts";
import { type Pages, readPages } from "./documentation.ts";
import { type EvidenceRead, readEvidence } from "./evidence.ts";
import type { Held, Statement } from "./held.ts";
import { documentBytes } from "./limits.ts";
import { type Memo, memoOfProcess } from "./memo.ts";
import { type Pins, pinsOf } from "./pins.ts";
import {
  carriedPath,
  describedAt,
  folderOf,
  type StatementPlace,
  type SubjectPlace,
  statementAt,
  subjectAt,
} from "./places.ts";
import { digestOf, type Reader, readDocuments, textOf } from "./reader.ts";

export type { Held, Statement } from "./held.ts";
export { type Memo, memoOfProcess } from "./memo.ts";

/** A decision with the digest of its bytes: it is compared as bytes. */
export interface DecisionFile extends Held<Decision> {
  readonly text: string;
}

/** A file a governance proposal carries for another path. */
export interface Carried {
  /** Its text, where it is the list of allowed signers. */
  readonly signers: string | null;
  readonly path: string;
  readonly target: string;
  readonly blob: string;
  readonly mode: FileMode;
  readonly document: Document | null;
}

export interface Subject extends SubjectPlace {
  /** Null where its document is missing or its shape does not hold. */
  readonly application: Held<Application> | null;
  readonly proposal: Held<Proposal> | null;
  readonly transition: Held<Transition> | null;
  readonly release: Held<Release> | null;
  readonly risk: Held<RiskAssessment> | null;
  readonly withdrawal: Held<Withdrawal> | null;
  readonly digest: string;
  readonly files: readonly FileEntry[];
  readonly ballots: readonly Statement<Ballot>[];
  /** By gate. */
  readonly decisions: ReadonlyMap<string, DecisionFile>;
  readonly carried: readonly Carried[];
}

/** True when nothing about a subject may change any more: decided, or withdrawn. */
export function isClosed(subject: Subject | undefined): boolean {
  return subject !== undefined && (subject.decisions.has(subject.gate) || subject.withdrawal !== null);
}

/** The subject's own document, whatever its kind; null where it is missing or its shape does not hold. */
export function documentOf(subject: Subject): Held<Application | Proposal | Transition | Release> | null {
  return subject.application ?? subject.proposal ?? subject.transition ?? subject.release;
}

/** What asks for a tier, permissions and capabilities: an application or a proposal. */
export function requestOf(subject: Subject): Held<Application | Proposal> | null {
  return subject.application ?? subject.proposal;
}

export interface Model {
  readonly snapshot: Snapshot;
  /** Every governance document, in path order, whatever its shape. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly policy: Held<Policy> | null;
  /** `sha256:<hex>` of governance/policy.yaml, or null. */
  readonly policyDigest: string | null;
  readonly people: ReadonlyMap<string, Held<Person>>;
  /** The OpenPGP keys that people list, here or in a proposal's changes, by their text. */
  readonly certificates: ReadonlyMap<string, CertificateVerdict>;
  /** Text of governance/allowed_signers, or null where there is none. */
  readonly allowedSigners: string | null;
  readonly proofs: readonly Statement<KeyProof>[];
  readonly revocations: readonly Statement<Revocation>[];
  readonly permissions: Held<PermissionRegistry> | null;
  readonly dataClasses: Held<DataClassRegistry> | null;
  readonly platform: Held<Platform> | null;
  readonly partners: ReadonlyMap<string, Held<Partner>>;
  readonly integrations: ReadonlyMap<string, Held<Integration>>;
  readonly components: ReadonlyMap<string, Held<Component>>;
  /** Files that manifests and the platform name: contracts and schemas. */
  readonly contracts: Contracts;
  readonly risks: ReadonlyMap<string, Held<RiskAssessment>>;
  readonly checkpoints: ReadonlyMap<string, Held<Checkpoint>>;
  /** Files that checkpoints name, by path. */
  readonly evidence: ReadonlyMap<string, EvidenceRead>;
  /** By `metadata.id`: `acme/score-insights/plan`. */
  readonly plans: ReadonlyMap<string, Held<IntegrationPlan>>;
  readonly releases: ReadonlyMap<string, Held<Release>>;
  /** What the release of the version that a manifest carries stands for, by the manifest's id; only where there is one. */
  readonly pins: ReadonlyMap<string, Pins>;
  /** The documents of what is released. */
  readonly pages: Pages;
  readonly reviews: ReadonlyMap<string, Held<Review>>;
  readonly monitoring: ReadonlyMap<string, Held<MonitoringPlan>>;
  readonly measurements: ReadonlyMap<string, Held<Measurement>>;
  readonly subjects: ReadonlyMap<string, Subject>;
  /** Folders that claim the id of a subject that another folder, first in path order, holds. Nothing in them counts. */
  readonly twins: readonly Subject[];
}

/** The generated list an auditor's `ssh-keygen` reads. */
export const allowedSignersPath = "governance/allowed_signers";

/**
 * Reads the documents of one revision.
 * @param beside the other revision of a landing, where there is one: what both hold is read sooner
 * @throws Failure `unreadable` where an object is missing.
 */
export async function readModel(
  snapshot: Snapshot,
  memo: Memo = memoOfProcess(),
  beside: Snapshot | null = null,
): Promise<Model> {
  const model = memo.models.get(snapshot) ?? (await linkDocuments(snapshot, memo, beside));
  memo.models.set(snapshot, model);
  return model;
}

async function linkDocuments(snapshot: Snapshot, memo: Memo, beside: Snapshot | null): Promise<Model> {
  const documents = new Map<string, Document>();
  const directories = new Map<string, { place: SubjectPlace; files: FileEntry[] }>();
  for (const [path, document] of await readDocuments(snapshot, memo, beside)) documents.set(path, document);
  for (const file of snapshot.files.values()) {
    if (!isGovernanceFolder(file.path)) continue;
    const place = subjectAt(file.path);
    if (place === null) continue;
    const known = directories.get(place.directory);
    if (known === undefined) directories.set(place.directory, { place, files: [file] });
    else known.files.push(file);
  }
  const reader: Reader = { snapshot, memo, documents };
  const subjects = new Map<string, Subject>();
  const twins: Subject[] = [];
  for (const [, { place, files }] of [...directories].sort(([a], [b]) => byBytes(a, b))) {
    const subject = await readSubject(reader, place, files);
    if (subjects.has(place.id)) twins.push(subject);
    else subjects.set(place.id, subject);
  }
  const policyFile = snapshot.files.get("governance/policy.yaml");
  const releases = keyed<Release>(reader, "Release");
  const integrations = keyed<Integration>(reader, "Integration");
  const components = keyed<Component>(reader, "Component");
  const pins = new Map<string, Pins>();
  for (const [id, { path, value }] of [...integrations, ...components])
    if (releases.has(`${id}/${value.spec.version}`)) pins.set(id, await pinsOf(snapshot, folderOf(path), memo.digests));
  return {
    snapshot,
    documents,
    policy: held<Policy>(reader, "governance/policy.yaml", "Policy"),
    policyDigest: policyFile === undefined ? null : `sha256:${await digestOf(reader, policyFile)}`,
    people: peopleOf(reader),
    certificates: await readCertificates(documents.values(), memo.certificates),
    allowedSigners: await textOf(reader, allowedSignersPath),
    proofs: await statements<KeyProof>(reader, "proof", documents.keys()),
    revocations: await statements<Revocation>(reader, "revocation", documents.keys()),
    permissions: held<PermissionRegistry>(reader, "governance/permissions.yaml", "PermissionRegistry"),
    dataClasses: held<DataClassRegistry>(reader, "governance/data-classes.yaml", "DataClassRegistry"),
    platform: held<Platform>(reader, "governance/platform.yaml", "Platform"),
    partners: keyed<Partner>(reader, "Partner"),
    integrations,
    components,
    contracts: await readContracts(snapshot, documents.values(), memo.contracts),
    risks: keyed<RiskAssessment>(reader, "RiskAssessment"),
    plans: keyed<IntegrationPlan>(reader, "IntegrationPlan"),
    checkpoints: keyed<Checkpoint>(reader, "Checkpoint"),
    evidence: await readEvidence(snapshot, documents.values(), memo.evidence),
    releases,
    pins,
    pages: await readPages(snapshot, documentedFolders(releases, [integrations, components]), memo.pages),
    reviews: keyed<Review>(reader, "Review"),
    monitoring: keyed<MonitoringPlan>(reader, "MonitoringPlan"),
    measurements: keyed<Measurement>(reader, "Measurement"),
    subjects: new Map([...subjects].sort(([a], [b]) => (a < b ? -1 : 1))),
    twins,
  };
}

/** The folders of manifests that have a release: documents are judged from the first on. */
function documentedFolders(
  releases: ReadonlyMap<string, Held<Release>>,
  manifests: readonly ReadonlyMap<string, { readonly path: string }>[],
): ReadonlySet<string> {
  const released = new Set([...releases.values()].map(({ value }) => value.spec.subject));
  return new Set(
    manifests.flatMap((sort) => [...sort].flatMap(([id, { path }]) => (released.has(id) ? [folderOf(path)] : []))),
  );
}

async function readSubject(reader: Reader, place: SubjectPlace, files: readonly FileEntry[]): Promise<Subject> {
  const prefix = `${place.directory}/`;
  const entries: SubjectFile[] = [];
  for (const file of files)
    entries.push({ path: file.path.slice(prefix.length), sha256: await digestOf(reader, file), mode: file.mode });
  const decisions = new Map<string, DecisionFile>();
  const carried: Carried[] = [];
  for (const { path, blob, mode } of files) {
    const gate = /^decisions\/([a-z][a-z0-9-]*)\.yaml$/.exec(path.slice(prefix.length))?.[1];
    const decision = gate === undefined ? null : held<Decision>(reader, path, "Decision");
    if (gate !== undefined && decision !== null)
      decisions.set(gate, { ...decision, text: new TextDecoder().decode(await reader.snapshot.bytes(path)) });
    const target = carriedPath(path);
    if (target === null) continue;
    const signers = target === allowedSignersPath ? await textOf(reader, path) : null;
    carried.push({ path, target, blob, mode, signers, document: reader.documents.get(path) ?? null });
  }
  return {
    ...place,
    application: held<Application>(reader, place.path, "Application"),
    proposal: held<Proposal>(reader, place.path, "Proposal"),
    transition: held<Transition>(reader, place.path, "Transition"),
    release: held<Release>(reader, place.path, "Release"),
    risk: held<RiskAssessment>(reader, `${prefix}risk.yaml`, "RiskAssessment"),
    withdrawal: held<Withdrawal>(reader, `${prefix}withdrawal.yaml`, "Withdrawal"),
    digest: subjectDigest(entries),
    files,
    ballots: await statements<Ballot>(
      reader,
      "ballot",
      files.map(({ path }) => path),
    ),
    decisions,
    carried,
  };
}

function held<T>({ documents }: Reader, path: string, kind: Kind): Held<T> | null {
  const document = documents.get(path);
  return document?.shaped && document.kind === kind ? { path, document, value: document.value as T } : null;
}

/**
 * Documents of a kind by their `metadata.id`. Where an id is claimed twice, that of the folder it stands for holds it,
 * else the first path; IDN001 names the other.
 */
function keyed<T extends { metadata: { id: string } }>(reader: Reader, ...wanted: Kind[]): Map<string, Held<T>> {
  const found = new Map<string, Held<T>>();
  for (const [path, document] of reader.documents) {
    if (document.kind === null || !wanted.includes(document.kind) || carriedPath(path) !== null) continue;
    const entry = held<T>(reader, path, document.kind);
    if (entry === null) continue;
    const { id } = entry.value.metadata;
    const before = found.get(id);
    if (before === undefined || (!isAtHome(before.path, id) && isAtHome(path, id))) found.set(id, entry);
  }
  return found;
}

/** True below the integration or component that an id begins with: `acme/score-insights`, `acme/score-insights/plan`. */
function isAtHome(path: string, id: string): boolean {
  const about = describedAt(path)?.id;
  return about !== undefined && `${id}/`.startsWith(`${about}/`);
}

/** A person is who their path says: another file that claims to be them, and comes first, must not be. IDN001 names it. */
function peopleOf(reader: Reader): Map<string, Held<Person>> {
  const people = [...reader.documents.keys()].flatMap((path) => {
    const id = /^governance\/people\/([^/]+)\.yaml$/.exec(path)?.[1];
    const person = id === undefined ? null : held<Person>(reader, path, "Person");
    return person !== null && person.value.metadata.id === id ? [[id, person] as const] : [];
  });
  return new Map(people);
}

async function statements<T>(
  reader: Reader,
  wanted: StatementPlace["statement"],
  paths: Iterable<string>,
): Promise<Statement<T>[]> {
  const found: Statement<T>[] = [];
  for (const path of paths) {
    const document = reader.documents.get(path);
    const place = statementAt(path);
    const file = reader.snapshot.files.get(path);
    if (document === undefined || file === undefined || place?.statement !== wanted || path.endsWith(".sig")) continue;
    const bytes = await documentBytes(reader.snapshot, file);
    const signature = reader.snapshot.files.get(`${path}.sig`);
    found.push({
      path,
      place,
      bytes,
      digest: `sha256:${sha256Hex(bytes)}`,
      blob: file.blob,
      signature: signature === undefined || !isSignature(signature) ? null : await reader.snapshot.bytes(`${path}.sig`),
      document,
      value: document.shaped ? (document.value as T) : null,
    });
  }
  return found;
}

/** A submodule in its place has no bytes, and whoever plants one must not keep everybody from a verdict. */
function isSignature({ size, mode }: FileEntry): boolean {
  return size <= 65_536 && mode !== "160000";
}
