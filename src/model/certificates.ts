// The OpenPGP keys that people list, read ahead: whatever asks for one finds it read.

import type { Document } from "../document/document.ts";
import type { Person } from "../document/types.gen.ts";
import { type CertificateVerdict, readCertificate } from "../trust/openpgp-certificate.ts";

/**
 * Reads every OpenPGP key in person files, by its text. The library behind it answers later than everything else here, and
 * is loaded only where there is such a key.
 * @param memo what was read before, by text
 */
export async function readCertificates(
  documents: Iterable<Document>,
  memo: Map<string, CertificateVerdict>,
): Promise<ReadonlyMap<string, CertificateVerdict>> {
  const found = new Map<string, CertificateVerdict>();
  for (const { kind, shaped, value } of documents) {
    if (kind !== "Person" || !shaped) continue;
    for (const { type, key } of (value as Person).spec.keys) {
      if (type !== "openpgp" || found.has(key)) continue;
      const verdict = memo.get(key) ?? (await readCertificate(key));
      memo.set(key, verdict);
      found.set(key, verdict);
    }
  }
  return found;
}
