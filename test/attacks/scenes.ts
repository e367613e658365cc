// Scenes that several attacks begin with: voted on, decided, a roster changed by decision.

import { fillTemplate } from "../../src/document/edit.ts";
import { printDocument } from "../../src/document/print.ts";
import type { KeyProof } from "../../src/document/types.gen.ts";
import { signersOf } from "../../src/model/keys.ts";
import { readModel } from "../../src/model/model.ts";
import { sha256Hex } from "../../src/trust/digest.ts";
import { namespaces } from "../../src/trust/statement.ts";
import { edited, proposing, signedFile, textOf } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { keyNamed } from "../support/openpgp.ts";
import { approvedByAll, decided, now, template } from "../support/world.ts";
import type { Ground } from "./ground.ts";

export const policy = "governance/policy.yaml";
const repo = "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d";

/** Filed and landed, and nobody has voted yet. */
export const subject = "borealis/APP-0001";
export const folder = "partners/borealis/applications/APP-0001";
export const decision = `${folder}/decisions/decision.yaml`;
export const ballots = `${folder}/ballots/decision`;
/** Another one. */
export const other = "acme/EXP-0001";
export const otherFolder = "partners/acme/proposals/EXP-0001";

type Scene = (ground: Ground) => Promise<Files>;

/** A scene that is made once. */
function once(make: (files: Files) => Promise<Files>): Scene {
  let made: Promise<Files> | undefined;
  return ({ files }) => {
    made ??= make(files);
    return made;
  };
}

/** Every body has approved the subject. */
export const voting = once((files) => approvedByAll(files, subject));

/** The subject is approved. */
export const full = once(async (files) => decided(await approvedByAll(files, subject), subject));

/** The policy with another window to vote in: a change that does no harm. */
export function relaxed(files: Files, days = "P7D"): string {
  return textOf(edited(files, policy, { "/spec/windows/vote/value": days }), policy);
}

/** The bodies have made `relaxed` the policy. */
export const reformed = once((files) => legislated(files, { [policy]: relaxed(files) }));

/** A governance proposal that all bodies approved, with the files that its decision carries. */
export async function legislated(
  files: Files,
  contents: Readonly<Record<string, string | null>>,
  id = "governance/EXP-0001",
): Promise<Files> {
  return decided(await approvedByAll(proposing(files, id, contents), id), id);
}

/** A person's file. */
export function person(id: string, values: Readonly<Record<string, unknown>> = {}): string {
  return fillTemplate(template("person"), {
    "/metadata/id": id,
    "/metadata/title": id,
    "/spec/forge": undefined,
    ...values,
  });
}

/** What a person's file says of keys. */
export function keys(...lines: string[]): Readonly<Record<string, unknown>> {
  return { "/spec/keys": lines.map((key) => ({ type: "ssh", key, added: "2026-11-21" })) };
}

/** Contents for a proposal about people: with the list of signers that goes with them. */
export async function roster(files: Files, contents: Files): Promise<Record<string, string>> {
  const after = { ...files, ...contents };
  const model = await readModel(memorySnapshot(after));
  const texts = Object.keys(contents).map((path) => [path, textOf(contents, path)]);
  return { ...Object.fromEntries(texts), "governance/allowed_signers": signersOf(model.people, model.policy) };
}

/** A proof of possession, whoever signs it. */
export function proof(
  of: string,
  made: { readonly key: string; readonly signer?: string; readonly repo?: string; readonly namespace?: string },
): Files {
  const spec = { repo: made.repo ?? repo, person: of, key: keyNamed(made.key).fingerprint, statedAt: now };
  const text = printDocument({ apiVersion: "kwanus/v1", kind: "KeyProof", spec } satisfies KeyProof);
  const path = `governance/people/${of}.1.proof.yaml`;
  return signedFile(path, text, made.signer ?? made.key, made.namespace ?? namespaces.key);
}

/** The files with a statement and its signature in another place as well. */
export function copied(files: Files, from: string, to: string): Files {
  return { ...files, [to]: textOf(files, from), [`${to}.sig`]: textOf(files, `${from}.sig`) };
}

/** The files with a ballot that says something else, or says it otherwise, signed anew. */
export function restated(files: Files, path: string, key: string, change: (text: string) => string): Files {
  return { ...files, ...signedFile(path, change(textOf(files, path)), key, namespaces.ballot) };
}

/** What the next statement of a chain names. */
export function digestOf(files: Files, path: string): string {
  return `sha256:${sha256Hex(textOf(files, path))}`;
}

/** The files with everything below one folder moved below another. */
export function movedTo(files: Files, from: string, to: string): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : path,
      content,
    ]),
  );
}
