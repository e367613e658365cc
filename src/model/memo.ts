// What a process remembers of what it has read, so that two revisions that share nearly everything are read once.

import type { DataFile } from "../document/data-file.ts";
import type { Document } from "../document/document.ts";
import type { Snapshot } from "../snapshot.ts";
import type { CertificateVerdict } from "../trust/openpgp-certificate.ts";
import type { EvidenceRead } from "./evidence.ts";
import type { Page } from "./markdown.ts";
import type { Model } from "./model.ts";

/** What has been read before, by blob id, as two revisions share nearly everything; and by revision. */
export interface Memo {
  readonly documents: Map<string, Document>;
  readonly digests: Map<string, string>;
  readonly models: WeakMap<Snapshot, Model>;
  readonly contracts: Map<string, DataFile>;
  readonly evidence: Map<string, EvidenceRead>;
  readonly certificates: Map<string, CertificateVerdict>;
  readonly pages: Map<string, Page>;
}

/**
 * The memo of this process. What a blob says never changes, so it may be as old as the process: a run reads two revisions,
 * the demo hundreds.
 */
export function memoOfProcess(): Memo {
  // Only something that reads ever new content for hours gets here: a test that makes documents up.
  if (shared.documents.size > mostRemembered)
    for (const part of [
      shared.documents,
      shared.digests,
      shared.contracts,
      shared.evidence,
      shared.certificates,
      shared.pages,
    ])
      part.clear();
  return shared;
}

const shared: Memo = {
  documents: new Map(),
  digests: new Map(),
  contracts: new Map(),
  evidence: new Map(),
  certificates: new Map(),
  pages: new Map(),
  models: new WeakMap(),
};
const mostRemembered = 20_000;
