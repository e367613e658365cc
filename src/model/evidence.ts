// The evidence that checkpoints name, read so that pure rules can say what it proves.

import type { Document } from "../document/document.ts";
import type { Checkpoint } from "../document/types.gen.ts";
import type { Reading } from "../evidence/read.ts";
import type { FileEntry, Snapshot } from "../snapshot.ts";
import { sha256Hex } from "../trust/digest.ts";
import { largestFile } from "./limits.ts";
import { describedAt } from "./places.ts";

/** A file of evidence as it is. */
export interface EvidenceRead {
  /** `sha256:<hex>`; null where it is no plain file, or larger than a file may be: its own rule refuses it. */
  readonly sha256: string | null;
  readonly reading: Reading;
}

/**
 * Reads every file that a checkpoint names as evidence and that is there.
 * @param known what was read before, by mode and blob id
 * @throws Failure `unreadable` where an object is missing
 */
export async function readEvidence(
  snapshot: Snapshot,
  documents: Iterable<Document>,
  known: Map<string, EvidenceRead>,
): Promise<ReadonlyMap<string, EvidenceRead>> {
  const evidence = new Map<string, EvidenceRead>();
  for (const document of documents)
    for (const path of namedBy(document)) {
      const file = snapshot.files.get(path);
      if (file === undefined || evidence.has(path)) continue;
      const key = `${file.mode} ${file.blob}`;
      const read = known.get(key) ?? (await readFile(snapshot, file));
      known.set(key, read);
      evidence.set(path, read);
    }
  return evidence;
}

async function readFile(snapshot: Snapshot, { path, mode, size }: FileEntry): Promise<EvidenceRead> {
  if (!mode.startsWith("100") || size > largestFile)
    return { sha256: null, reading: { report: null, why: "is no plain file of a size that is read" } };
  // Most repositories hold none, and the readers are large.
  const { readReport } = await import("../evidence/read.ts");
  const bytes = await snapshot.bytes(path);
  return { sha256: `sha256:${sha256Hex(bytes)}`, reading: readReport(bytes) };
}

/** Paths from the repository's root. */
function namedBy(document: Document): string[] {
  const folder = describedAt(document.path)?.folder;
  if (!document.shaped || document.kind !== "Checkpoint" || folder === undefined) return [];
  return (document.value as Checkpoint).spec.evidence.map(({ path }) => `${folder}/${path}`);
}
