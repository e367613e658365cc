// Renewing what something else overtook: a governance proposal on top of what is in force now, a release with the files as they are now.

import { bytesOf, type Change, type FileChange } from "../change.ts";
import { fillTemplate } from "../document/edit.ts";
import type { Release } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import { type Held, isClosed, type Model, type Subject } from "../model/model.ts";
import { pinsIn, pinsOf, samePins } from "../model/pins.ts";
import { manifestFolder } from "../model/places.ts";
import { sha256Hex } from "../trust/digest.ts";

/** A file that the protected branch changed since the proposal was written. */
export interface Overtaken {
  readonly path: string;
  /** `sha256:<hex>` of the version the proposal was written on, or null for a new file. */
  readonly before: string | null;
  /** What is in force now, or null where it is gone. */
  readonly now: Uint8Array | null;
  /** What the proposal carries, or null where it deletes the file. */
  readonly carried: Uint8Array | null;
}

/**
 * The files of a proposal that no longer fit the base.
 * @throws Failure `refused` where there is nothing to renew
 */
export async function overtakenFiles(subject: Subject, base: Model, tree: Model): Promise<Overtaken[]> {
  mustBeOpen(subject, base);
  const overtaken: Overtaken[] = [];
  for (const { path, before } of subject.proposal?.value.spec.changes ?? []) {
    const now = base.snapshot.files.has(path) ? await base.snapshot.bytes(path) : null;
    if ((now === null ? null : `sha256:${sha256Hex(now)}`) === before) continue;
    const file = subject.carried.find(({ target }) => target === path);
    overtaken.push({ path, before, now, carried: file === undefined ? null : await tree.snapshot.bytes(file.path) });
  }
  if (overtaken.length === 0) throw notOvertaken(subject);
  return overtaken;
}

function mustBeOpen(subject: Subject, base: Model): void {
  if (!isClosed(base.subjects.get(subject.id))) return;
  throw new Failure(
    "refused",
    "closed",
    `${subject.id} is closed`,
    // Proposals take each other's place; a release is followed by another version.
    subject.kind === "Release"
      ? `release another version: kwanus new release --subject ${subject.id.slice(0, subject.id.lastIndexOf("/"))}`
      : `file a new one with supersedes: ${subject.id}`,
  );
}

function notOvertaken({ id }: Subject): Failure {
  return new Failure(
    "refused",
    "not-overtaken",
    `nothing has overtaken ${id}`,
    `see where it stands: kwanus status ${id}`,
  );
}

/**
 * A release that names the files it stands for as they are now, in the working tree.
 * @throws Failure `refused` where it is closed, of another version than its manifest, or names them as they are
 */
export async function refreshedRelease(
  subject: Subject,
  { value: { spec } }: Held<Release>,
  base: Model,
  tree: Model,
): Promise<Change> {
  mustBeOpen(subject, base);
  const version = (tree.integrations.get(spec.subject) ?? tree.components.get(spec.subject))?.value.spec.version;
  if (version !== spec.version)
    throw new Failure(
      "refused",
      "other-version",
      `the manifest of ${spec.subject} carries ${version ?? "no version that can be read"}, and this releases ${spec.version}`,
      `set version: ${spec.version} in ${manifestFolder(spec.subject)}/manifest.yaml, or withdraw this release`,
    );
  const pins = await pinsOf(tree.snapshot, manifestFolder(spec.subject));
  if (samePins(pins, pinsIn({ spec }))) throw notOvertaken(subject);
  const text = new TextDecoder().decode(await tree.snapshot.bytes(subject.path));
  const values = { "/spec/pins": [...pins].map(([path, sha256]) => ({ path, sha256 })) };
  const files = [{ path: subject.path, content: bytesOf(fillTemplate(text, values)) }];
  return { files, destination: { to: "working-tree" } };
}

/** The renewed proposal, in the working tree. `merged` holds the new content of each overtaken path. */
export async function refreshChange(
  subject: Subject,
  tree: Model,
  overtaken: readonly Overtaken[],
  merged: ReadonlyMap<string, Uint8Array>,
): Promise<Change> {
  const changes = (subject.proposal?.value.spec.changes ?? []).map((change) => {
    const file = overtaken.find(({ path }) => path === change.path);
    if (file === undefined) return change;
    return { ...change, before: file.now === null ? null : `sha256:${sha256Hex(file.now)}` };
  });
  const text = new TextDecoder().decode(await tree.snapshot.bytes(subject.path));
  const files: FileChange[] = [
    { path: subject.path, content: bytesOf(fillTemplate(text, { "/spec/changes": changes })) },
    ...[...merged].map(([path, content]) => ({ path: `${subject.directory}/changes/${path}`, content })),
  ];
  return { files, destination: { to: "working-tree" } };
}
