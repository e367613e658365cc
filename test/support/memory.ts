// Revisions without a repository: for tests that ask pure questions.

import { createHash } from "node:crypto";
import { byBytes, type FileEntry, type Snapshot } from "../../src/snapshot.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A snapshot of these files, with the blob ids Git would give them. */
export function memorySnapshot(files: Files, name = "memory", commit: string | null = null): Snapshot {
  const bytes = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === "string" ? Buffer.from(content) : content,
    ]),
  );
  const entries = [...bytes].map(([path, content]): [string, FileEntry] => [
    path,
    { path, mode: "100644", blob: blobOf(content), size: content.length },
  ]);
  return {
    name,
    commit,
    files: new Map(entries.sort(([a], [b]) => byBytes(a, b))),
    bytes(path) {
      const content = bytes.get(path);
      return content === undefined ? Promise.reject(new Error(`no file ${path}`)) : Promise.resolve(content);
    },
  };
}

function blobOf(content: Uint8Array): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
