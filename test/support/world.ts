// A whole small governance repository in memory: four bodies with seven people and real keys, two partners, a history.
// Built by the product's own acts, so it can only hold what the product itself would write.

import { readFileSync } from "node:fs";
import { type BallotInputs, ballotChange, ballotOf, type Choice, voterOf } from "../../src/acts/ballot.ts";
import { decide } from "../../src/acts/decide.ts";
import { acceptChange, proofOf } from "../../src/acts/person.ts";
import type { Change } from "../../src/change.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import { criteriaFor } from "../../src/gates/ballots.ts";
import { land } from "../../src/landing/landing.ts";
import { readModel } from "../../src/model/model.ts";
import type { Snapshot } from "../../src/snapshot.ts";
import { readPublicKey } from "../../src/trust/public-key.ts";
import { namespaces } from "../../src/trust/statement.ts";
import { testKey } from "./keys.ts";
import { type Files, memorySnapshot } from "./memory.ts";
import { keyNamed } from "./openpgp.ts";

export const now = "2026-11-21T10:00:00Z";
export const asOf = "2026-11-21";

/** Members of each body. */
export const bodies = { TSC: ["ada", "tom"], SCO: ["bo", "sal"], ERC: ["erin"], CGB: ["lee", "omar"] } as const;
export const people = Object.values(bodies).flat();

/** A template's text. */
export function template(name: string): string {
  return readFileSync(new URL(`../../templates/${name}.yaml`, import.meta.url), "utf8");
}

/** The schema that the manifests of the templates name. */
export const reportSchema = readFileSync(new URL("../../templates/report.schema.json", import.meta.url), "utf8");

/** The files with a change applied. */
export function applied(files: Files, { files: changes }: Change): Files {
  const next = { ...files };
  for (const { path, content } of changes)
    if (content === null) delete next[path];
    else next[path] = content;
  return next;
}

/** A snapshot that stands for a commit. */
export function landed(files: Files): Snapshot {
  return memorySnapshot(files, "main@6e1c0d2", "6e1c0d2000000000000000000000000000000000");
}

/** Policy, registries and people with proven keys: the root of trust. The same files each time, made once. */
export function founded(): Promise<Files> {
  root ??= found();
  return root;
}

let root: Promise<Files> | undefined;

async function found(): Promise<Files> {
  const policy = fillTemplate(
    template("policy"),
    Object.fromEntries(
      Object.values(bodies).flatMap((members, index) => [
        [`/spec/bodies/${index}/members`, members],
        [`/spec/bodies/${index}/quorum/value`, 1],
      ]),
    ),
  );
  let files: Files = {
    "kwanus.yaml": template("repository"),
    "governance/policy.yaml": policy,
    "governance/permissions.yaml": template("permissions"),
    "governance/data-classes.yaml": template("data-classes"),
    "governance/platform.yaml": template("platform"),
  };
  for (const [index, id] of people.entries())
    files = {
      ...files,
      [`governance/people/${id}.yaml`]: fillTemplate(template("person"), {
        "/metadata/id": id,
        "/metadata/title": id[0]?.toUpperCase() + id.slice(1),
        "/spec/forge": { login: id, id: String(1001 + index) },
      }),
    };
  for (const person of people) files = await accepted(files, person);
  return files;
}

/** `kwanus person accept` by the person's test key, or another that `keyNamed` knows. */
export async function accepted(files: Files, person: string, keyName = person): Promise<Files> {
  const model = await readModel(memorySnapshot(files));
  const key = keyNamed(keyName);
  const { certificate } = key;
  const parsed = await readPublicKey(certificate ?? testKey(keyName).publicLine);
  if (!parsed.ok) throw new Error(parsed.reason);
  const inputs = { model, person, key: parsed.key, ...(certificate !== undefined && { certificate }), now };
  const proof = proofOf(inputs);
  return applied(files, await acceptChange(inputs, proof, key.sign(proof.bytes, namespaces.key)));
}

export interface Cast {
  readonly choice?: Choice;
  readonly reason?: string | null;
  /** Name of the key that signs, as `keyNamed` takes it; the person's own by default. */
  readonly key?: string;
}

/** The files with a ballot as `kwanus approve` writes it. */
export async function voted(
  files: Files,
  subjectId: string,
  person: string,
  { choice = "approve", reason = null, key: keyName = person }: Cast = {},
): Promise<Files> {
  const snapshot = landed(files);
  const landing = await land({ base: snapshot, mergeBase: snapshot, head: snapshot, asOf });
  const subject = landing.tree.subjects.get(subjectId);
  if (landing.authority === null || subject === undefined) throw new Error(`nobody can vote on ${subjectId}`);
  const key = keyNamed(keyName);
  const voter = voterOf(landing.authority, key.fingerprint, null);
  const criteria = criteriaFor(subject, voter.body, landing.authority);
  const inputs: BallotInputs = {
    base: landing.base,
    subject,
    earlier: subject.ballots,
    voter,
    gate: subject.gate,
    choice,
    criteria: Object.fromEntries(criteria.map((name) => [name, "passed" as const])),
    reason,
    repo: landing.authority.policy.repo,
    baseCommit: snapshot.commit ?? "",
    now,
  };
  const ballot = ballotOf(inputs);
  return applied(files, ballotChange(ballot, key.sign(ballot.bytes, namespaces.ballot), inputs));
}

/** The files with the decision as `kwanus decide` writes it. */
export async function decided(files: Files, subjectId: string): Promise<Files> {
  const snapshot = landed(files);
  const landing = await land({ base: snapshot, mergeBase: snapshot, head: snapshot, asOf });
  const subject = landing.tree.subjects.get(subjectId);
  if (subject === undefined) throw new Error(`no subject ${subjectId}`);
  return applied(files, (await decide({ landing, subject, baseCommit: snapshot.commit ?? "", existing: null })).change);
}

/** One ballot of each body, all approving. */
export async function approvedByAll(files: Files, subjectId: string): Promise<Files> {
  let next = files;
  for (const [first] of Object.values(bodies)) next = await voted(next, subjectId, first);
  return next;
}

/**
 * The sample every rule page starts from: acme is in at tier 1 with an integration in use, borealis has applied and
 * waits for its votes.
 */
export function sample(): Promise<Files> {
  built ??= build();
  return built;
}

let built: Promise<Files> | undefined;

async function build(): Promise<Files> {
  const filed = {
    ...(await founded()),
    "partners/acme/partner.yaml": template("partner"),
    "partners/acme/applications/APP-0001/application.yaml": template("application"),
    "partners/acme/applications/APP-0001/risk.yaml": template("risk"),
  };
  const granted = await decided(await approvedByAll(filed, "acme/APP-0001"), "acme/APP-0001");
  return {
    ...granted,
    "partners/acme/integrations/score-insights/manifest.yaml": template("integration"),
    "partners/acme/integrations/score-insights/contracts/report.schema.json": reportSchema,
    "partners/borealis/partner.yaml": fillTemplate(template("partner"), {
      "/metadata/id": "borealis",
      "/metadata/title": "Borealis",
      "/spec/legalName": "Borealis Oy",
    }),
    "partners/borealis/applications/APP-0001/application.yaml": fillTemplate(template("application"), {
      "/metadata/id": "borealis/APP-0001",
      "/metadata/title": "Report dates for Borealis users",
    }),
    "partners/borealis/applications/APP-0001/risk.yaml": fillTemplate(template("risk"), {
      "/metadata/id": "borealis/APP-0001/risk",
      "/metadata/title": "Risk of borealis/APP-0001",
      "/spec/subject": "borealis/APP-0001",
    }),
  };
}
