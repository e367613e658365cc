// Files laid over a revision: what it would hold if they were written, landed or deleted.

import type { FileChange } from "../change.ts";
import { byBytes, type FileEntry, type Snapshot } from "../snapshot.ts";
import { sha256Hex } from "../trust/digest.ts";

/** By path: a file and the revision that has its bytes, or null for one that is gone. */
export type Layer = ReadonlyMap<string, { readonly entry: FileEntry; readonly from: Pick<Snapshot, "bytes"> } | null>;

/** The revision with a layer over it. */
export function overlay(over: Snapshot, layer: Layer, name = over.name): Snapshot {
  if (layer.size === 0 && name === over.name) return over;
  const files = new Map(over.files);
  for (const [path, piece] of layer)
    if (piece === null) files.delete(path);
    else files.set(path, piece.entry);
  return {
    name,
    commit: null,
    files: new Map([...files].sort(([a], [b]) => byBytes(a, b))),
    bytes: (path) => (layer.get(path)?.from ?? over).bytes(path),
  };
}

/**
 * The revision with a change's files written and deleted.
 * @param known a revision that some of the files may come from unchanged: they keep its blob ids, so that nothing seems
 *   to differ from it
 */
export async function overlaid(over: Snapshot, changes: readonly FileChange[], known: Snapshot): Promise<Snapshot> {
  const written = new Map(changes.map(({ path, content }) => [path, content]));
  const from = { bytes: async (path: string) => written.get(path) ?? new Uint8Array() };
  const layer = new Map<string, { entry: FileEntry; from: Pick<Snapshot, "bytes"> } | null>();
  for (const { path, content } of changes)
    layer.set(
      path,
      content === null ? null : { entry: (await entryIn(known, path, content)) ?? newEntry(path, content), from },
    );
  return overlay(over, layer);
}

async function entryIn(known: Snapshot, path: string, content: Uint8Array): Promise<FileEntry | null> {
  const entry = known.files.get(path);
  if (entry === undefined || entry.size !== content.length) return null;
  return sha256Hex(await known.bytes(path)) === sha256Hex(content) ? entry : null;
}

// Not Git's id, which nobody has computed yet, but as good: equal bytes, equal id.
function newEntry(path: string, content: Uint8Array): FileEntry {
  return { path, mode: "100644", blob: sha256Hex(content).slice(0, 40), size: content.length };
}
