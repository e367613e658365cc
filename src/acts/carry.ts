// Governed files that were edited: a governance proposal takes them along and leaves the originals as they were.

import type { FileChange } from "../change.ts";
import type { Proposal } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import { isFree, type Landing } from "../landing/landing.ts";
import type { Delta } from "../landing/tree.ts";
import { governed, zoneOf } from "../model/places.ts";
import type { FileMode } from "../snapshot.ts";
import { sha256Hex } from "../trust/digest.ts";

export interface CarriedFiles {
  readonly changes: NonNullable<Proposal["spec"]["changes"]>;
  readonly files: readonly FileChange[];
}

/** The governed files that differ from the base. */
export function editedIn(landing: Landing): Delta[] {
  return landing.deltas.filter(({ path }) => zoneOf(path) === governed && !isFree(landing, path));
}

/**
 * The governed files in which a landing differs from its base.
 * @param paths the ones to take; empty takes all
 * @throws Failure `usage` where there is nothing to carry; `refused` where nobody can decide yet, for what cannot be
 * carried as a plain file, and for what the base changed meanwhile
 */
export function carriable(landing: Landing, paths: readonly string[] = []): Delta[] {
  if (landing.authority === null)
    throw new Failure(
      "refused",
      "no-root",
      "there is no root of trust on the protected branch yet, so nobody can decide on a governance proposal",
      "Until then governed files are committed as they are; the bodies are staffed with kwanus person accept.",
    );
  const edited = editedIn(landing);
  if (edited.length === 0)
    throw new Failure(
      "usage",
      "nothing-to-carry",
      "a governance proposal carries the governed files it changes, and none differs from the base",
      "Edit governance/policy.yaml, a registry or people in your working tree, then run this again.",
    );
  const stranger = paths.find((path) => !edited.some((delta) => delta.path === path));
  if (stranger !== undefined) throw notCarriable(landing, stranger);
  const chosen = edited.filter(({ path }) => paths.length === 0 || paths.includes(path));
  for (const delta of chosen) mustBeCarriable(landing, delta);
  return chosen;
}

/**
 * Moves edited governed files into `changes/` and puts the base's version back: until the decision nothing changes.
 * @param paths the ones to take; empty takes all
 * @throws Failure as `carriable`
 */
export async function carry(landing: Landing, paths: readonly string[], directory: string): Promise<CarriedFiles> {
  const changes: CarriedFiles["changes"] = [];
  const files: FileChange[] = [];
  for (const { path, before, after } of carriable(landing, paths)) {
    const old = before === null ? null : await landing.base.snapshot.bytes(path);
    changes.push({
      path,
      before: old === null ? null : `sha256:${sha256Hex(old)}`,
      ...(after === null && { delete: true }),
    });
    if (after !== null)
      files.push({ path: `${directory}/changes/${path}`, content: await landing.tree.snapshot.bytes(path) });
    files.push({ path, content: old });
  }
  return { changes, files };
}

function notCarriable(landing: Landing, path: string): Failure {
  const free = isFree(landing, path) || zoneOf(path) !== governed;
  return new Failure(
    "usage",
    "nothing-to-carry",
    free ? `${path} changes without a decision` : `${path} does not differ from ${landing.base.snapshot.name}`,
    free
      ? "Commit it as it is; only governed files take a governance proposal."
      : "Edit it first; the proposal takes it from your working tree.",
  );
}

const strange: Readonly<Partial<Record<FileMode, string>>> = {
  "100755": "is marked executable",
  "120000": "is a symbolic link",
  "160000": "is a submodule",
};

function mustBeCarriable({ bothSides }: Landing, { path, before, after }: Delta): void {
  // Putting back what was there before must not need another mode either.
  const mode = [before, after].find((entry) => entry !== null && entry.mode !== "100644")?.mode;
  if (mode !== undefined)
    throw new Failure(
      "refused",
      "not-a-plain-file",
      `${path} ${strange[mode] ?? "is no plain file"}, and a proposal carries plain files only`,
      "Make it one, or leave it out: name the others with --change.",
    );
  if (bothSides.includes(path))
    throw new Failure(
      "refused",
      "changed-on-both-sides",
      `the protected branch changed ${path} meanwhile, and carrying yours would undo that`,
      "Bring your branch up to date first: git merge or git rebase.",
    );
}
