// How much of a file is read. What is larger is never read into memory; a rule names it.

import type { FileEntry, Snapshot } from "../snapshot.ts";

/** Of a document, in bytes. */
export const largestDocument = 1024 * 1024;
/** Of an attachment, in bytes. */
export const largestFile = 32 * 1024 * 1024;

/** A document's bytes; in place of one that is too large as many zeros as are refused for it. */
export async function documentBytes(snapshot: Snapshot, { path, size }: FileEntry): Promise<Uint8Array> {
  return size > largestDocument ? new Uint8Array(largestDocument + 1) : snapshot.bytes(path);
}
