// A statement: a YAML file and a detached signature over its exact bytes. Bytes first; what they say is read afterwards.

import type { OpenPgpKey } from "./openpgp-key.ts";
import { verifySignature } from "./signature.ts";
import type { SignatureVerdict } from "./verdict.ts";

/**
 * What a signature is made for. SSHSIG covers it, so that a ballot cannot pass for a commit. OpenPGP has nothing like it, and
 * needs none here: each statement says in its signed bytes what kind it is, and no commit object reads as one.
 */
export const namespaces = {
  ballot: "kwanus-ballot",
  key: "kwanus-key",
  revocation: "kwanus-revocation",
  commit: "git",
} as const;

export type Namespace = (typeof namespaces)[keyof typeof namespaces];

export interface SignedStatement {
  /** The file's bytes as Git stores them. */
  readonly bytes: Uint8Array;
  /** The bytes of the `.sig` file beside it, or null where there is none. */
  readonly signature: Uint8Array | null;
  /** What the statement's place makes it: a ballot, a key proof, a revocation. */
  readonly namespace: Exclude<Namespace, "git">;
  readonly minimumRsaBits: number;
  /** OpenPGP keys that may have signed. */
  readonly certificates?: Iterable<OpenPgpKey>;
}

/** Which key signed this statement? Whether its owner may make it is not asked here. */
export function verifyStatement({ bytes, ...question }: SignedStatement): SignatureVerdict {
  return verifySignature({ ...question, message: bytes });
}
