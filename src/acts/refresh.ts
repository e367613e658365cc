// Renewing a governance proposal that another decision overtook: the same edits on top of what is in force now.

import { bytesOf, type Change, type FileChange } from "../change.ts";
import { fillTemplate } from "../document/edit.ts";
import { Failure } from "../failure.ts";
import { isClosed, type Model, type Subject } from "../model/model.ts";
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
  if (isClosed(base.subjects.get(subject.id)))
    throw new Failure(
      "refused",
      "closed",
      `${subject.id} is closed`,
      // Proposals take each other's place; a release is followed by another version.
      subject.kind === "Release"
        ? `release another version: kwanus new release --subject ${subject.id.slice(0, subject.id.lastIndexOf("/"))}`
        : `file a new one with supersedes: ${subject.id}`,
    );
  const overtaken: Overtaken[] = [];
  for (const { path, before } of subject.proposal?.value.spec.changes ?? []) {
    const now = base.snapshot.files.has(path) ? await base.snapshot.bytes(path) : null;
    if ((now === null ? null : `sha256:${sha256Hex(now)}`) === before) continue;
    const file = subject.carried.find(({ target }) => target === path);
    overtaken.push({ path, before, now, carried: file === undefined ? null : await tree.snapshot.bytes(file.path) });
  }
  if (overtaken.length === 0)
    throw new Failure(
      "refused",
      "not-overtaken",
      `nothing has overtaken ${subject.id}`,
      `see where it stands: kwanus status ${subject.id}`,
    );
  return overtaken;
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
