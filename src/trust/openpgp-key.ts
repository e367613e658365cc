// What an OpenPGP certificate says of its owner's signing keys, once all its own signatures are checked.

import type { SignaturePacket } from "openpgp";
import type { SshPublicKey } from "./ssh-key.ts";
import type { Refusal } from "./verdict.ts";

/** Until when a key may sign, and whether its owner took it back. Nothing here is compared with a clock. */
export interface SigningTerms {
  /** Last day it may sign on, `YYYY-MM-DD` in UTC; null where it does not expire. */
  readonly until: string | null;
  /**
   * What the certificate says of its revocation: `retired` where it was superseded or is no longer used, `compromised` for
   * every other reason and for none.
   */
  readonly revoked: "retired" | "compromised" | null;
}

/** The primary key or a subkey, as far as it may sign. */
export interface OpenPgpSigner extends SigningTerms {
  /** 40 upper-case hex digits. */
  readonly fingerprint: string;
  /** Its bare numbers, read as strictly as an SSH key's and comparable with one. */
  readonly numbers: SshPublicKey;
}

/** A certificate: one person's primary key with the keys that may sign for it. */
export interface OpenPgpKey extends SigningTerms {
  readonly type: "openpgp";
  /** `OPENPGP:` and the primary key's fingerprint as `gpg --fingerprint` prints it without spaces. */
  readonly fingerprint: string;
  /** The primary key, whether or not it may sign itself. */
  readonly primary: OpenPgpSigner;
  /** Keys that may sign: the primary one where its flags say so, and subkeys that have confirmed their binding. */
  readonly signers: readonly OpenPgpSigner[];
  /** Why its other keys may not sign, by fingerprint. */
  readonly barred: ReadonlyMap<string, Refusal>;
  /** Reads the body of a signature packet with the library that read the certificate. @throws Error on any fault */
  readSignature(body: Uint8Array): SignaturePacket;
}

/** Whether a day lies behind the last one a key may sign on. `asOf`: `YYYY-MM-DD`, or null where no day is to judge. */
export function isExpired({ until }: Pick<SigningTerms, "until">, asOf: string | null): boolean {
  return until !== null && asOf !== null && until < asOf;
}
