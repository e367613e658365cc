// Reading the files of one revision: documents, digests and texts, each once.

import type { Document } from "../document/document.ts";
import { isGovernanceFolder, type Kind, kindAt } from "../document/kinds.ts";
import { parseDocument, parseUnchanged } from "../document/parse.ts";
import type { FileEntry, Snapshot } from "../snapshot.ts";
import { sha256Hex } from "../trust/digest.ts";
import { documentBytes, largestDocument, largestFile } from "./limits.ts";
import type { Memo } from "./memo.ts";
import { carriedPath, subjectAt } from "./places.ts";

/** What documents are read from, and what is known of them. */
export interface Reader {
  readonly snapshot: Snapshot;
  readonly memo: Memo;
  readonly documents: ReadonlyMap<string, Document>;
}

/** How many documents are asked for at once: the next are on their way while one is read, and memory stays bounded. */
const atOnce = 256;

/**
 * Every governance document, in path order.
 * @param beside the other revision of a landing: what it holds too was judged when it landed
 */
export async function readDocuments(
  snapshot: Snapshot,
  memo: Memo,
  beside: Snapshot | null,
): Promise<[string, Document][]> {
  const found: [string, Document][] = [];
  const files = [...snapshot.files.values()].filter(({ path }) => isGovernanceFolder(path));
  for (let at = 0; at < files.length; at += atOnce) {
    const group = files.slice(at, at + atOnce);
    const documents = await Promise.all(group.map((file) => readDocument(snapshot, file, memo, beside)));
    for (const [index, document] of documents.entries())
      if (document !== null) found.push([group[index]?.path ?? "", document]);
  }
  return found;
}

async function readDocument(
  snapshot: Snapshot,
  file: FileEntry,
  memo: Memo,
  beside: Snapshot | null,
): Promise<Document | null> {
  const kind = kindAt(carriedPath(file.path) ?? file.path);
  if (kind === null || file.mode === "120000" || file.mode === "160000") return null;
  // The path is part of the key because faults depend on where a document stands.
  const key = `${file.blob} ${file.path}`;
  const known = memo.documents.get(key);
  if (known !== undefined) return known;
  const isBulk = beside?.files.get(file.path)?.blob === file.blob && bulk.has(kind) && subjectAt(file.path) === null;
  // Beside another revision it may be new, and is then read with care.
  const ownKey = isBulk ? `${key} unchanged` : key;
  const before = memo.documents.get(ownKey);
  if (before !== undefined) return before;
  const bytes = await documentBytes(snapshot, file);
  const document = isBulk ? parseUnchanged(file.path, bytes) : parseDocument(file.path, bytes);
  memo.documents.set(ownKey, document);
  return document;
}

/** Kinds that decide nothing about who may do what. Everything else, and all that is voted on, `yaml` reads each time. */
const bulk: ReadonlySet<Kind> = new Set([
  "Partner",
  "Integration",
  "Component",
  "RiskAssessment",
  "IntegrationPlan",
  "Checkpoint",
  "MonitoringPlan",
  "Review",
  "Measurement",
]);

/** Digest of a file, in hex. */
export async function digestOf({ snapshot, memo }: Reader, file: FileEntry): Promise<string> {
  // A file that may not be here still needs a place in the digest; its own rule refuses it. A submodule can name any id.
  if (file.size > largestFile || file.mode === "160000") return `unread-${file.blob}`;
  const known = memo.digests.get(file.blob);
  if (known !== undefined) return known;
  const digest = sha256Hex(await snapshot.bytes(file.path));
  memo.digests.set(file.blob, digest);
  return digest;
}

/** Text of a file, or null where it is none or too large. */
export async function textOf({ snapshot }: Reader, path: string): Promise<string | null> {
  const file = snapshot.files.get(path);
  if (file === undefined || file.size > largestDocument || file.mode === "160000") return null;
  return new TextDecoder().decode(await snapshot.bytes(path));
}
