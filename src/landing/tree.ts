// The landing tree: base plus what the branch changed since the two parted.

import { byBytes, type FileEntry, type Snapshot } from "../snapshot.ts";
import { overlay } from "./overlay.ts";

/** One path that a landing changes. */
export interface Delta {
  readonly path: string;
  readonly before: FileEntry | null;
  readonly after: FileEntry | null;
}

/** What the protected branch would hold, and the paths that both sides changed to different bytes. */
export function landingTree(
  base: Snapshot,
  mergeBase: Snapshot,
  head: Snapshot,
): { tree: Snapshot; bothSides: string[] } {
  if (base === head) return { tree: base, bothSides: [] };
  if (base === mergeBase || (base.commit !== null && base.commit === mergeBase.commit))
    return { tree: head, bothSides: [] };
  const layer = new Map<string, { entry: FileEntry; from: Snapshot } | null>();
  const bothSides: string[] = [];
  for (const { path, before, after } of deltasOf(mergeBase, head)) {
    const theirs = base.files.get(path) ?? null;
    if (same(theirs, after)) continue;
    if (!same(theirs, before)) bothSides.push(path);
    layer.set(path, after === null ? null : { entry: after, from: head });
  }
  return { tree: overlay(base, layer, head.name), bothSides };
}

/** The paths in which two revisions differ, in path order. */
export function deltasOf(before: Snapshot, after: Snapshot): Delta[] {
  const deltas: Delta[] = [];
  for (const [path, entry] of after.files) {
    const old = before.files.get(path) ?? null;
    if (!same(old, entry)) deltas.push({ path, before: old, after: entry });
  }
  for (const [path, entry] of before.files)
    if (!after.files.has(path)) deltas.push({ path, before: entry, after: null });
  return deltas.sort((a, b) => byBytes(a.path, b.path));
}

/** The same by path, made once: a search per finding would take hours where somebody changes a hundred thousand files. */
export function deltaByPath(deltas: readonly Delta[]): ReadonlyMap<string, Delta> {
  const known = byPath.get(deltas) ?? new Map(deltas.map((delta) => [delta.path, delta]));
  byPath.set(deltas, known);
  return known;
}
const byPath = new WeakMap<readonly Delta[], ReadonlyMap<string, Delta>>();

/** Whether two revisions hold the same at a path. */
export function same(a: FileEntry | null, b: FileEntry | null): boolean {
  return a === b || (a !== null && b !== null && a.blob === b.blob && a.mode === b.mode);
}
