// A revision with a change laid over it: what it would hold if the change were written.

import type { FileChange } from "../change.ts";
import { byBytes, type FileEntry, type Snapshot } from "../snapshot.ts";
import { sha256Hex } from "../trust/digest.ts";

/**
 * The revision with files written and deleted.
 * @param known a revision that some of the files may come from unchanged: they keep its blob ids, so that nothing seems
 *   to differ from it
 */
export async function overlaid(over: Snapshot, changes: readonly FileChange[], known: Snapshot): Promise<Snapshot> {
  const files = new Map(over.files);
  const written = new Map<string, Uint8Array>();
  for (const { path, content } of changes) {
    if (content === null) files.delete(path);
    else {
      files.set(path, (await entryIn(known, path, content)) ?? newEntry(path, content));
      written.set(path, content);
    }
  }
  return {
    name: over.name,
    commit: null,
    files: new Map([...files].sort(([a], [b]) => byBytes(a, b))),
    bytes: async (path) => written.get(path) ?? over.bytes(path),
  };
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
