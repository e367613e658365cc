// What the trust layer answers: who signed these exact bytes, or why nobody did.

import type { OpenPgpKey, SigningTerms } from "./openpgp-key.ts";
import type { SshPublicKey } from "./ssh-key.ts";

/** A key that may sign. `type` tells the families apart: "openpgp", or the type of an SSH key. */
export type PublicKey = SshPublicKey | OpenPgpKey;

/**
 * Why a signature does not count.
 * `unsigned`: there is none. `malformed`: not one signature in strict form. `unsupported`: a form or algorithm kwanus does
 * not verify. `weak-key`, `weak-hash`: verifiable, and not to be trusted. `no-touch`: a security key signed without its
 * owner's touch. `wrong-namespace`: made for another purpose. `bad-signature`: does not fit message and key.
 * `unknown-key`: an OpenPGP signature, which does not carry its key, by a key that nobody here lists.
 */
export type SignatureFault =
  | "unsigned"
  | "malformed"
  | "unsupported"
  | "weak-key"
  | "weak-hash"
  | "no-touch"
  | "wrong-namespace"
  | "bad-signature"
  | "unknown-key";

/** `ok` says that `key` signed these bytes; whether that key may speak is for the roster to say. */
export type SignatureVerdict =
  | {
      readonly ok: true;
      readonly key: PublicKey;
      /** Of the very OpenPGP key or subkey that signed. */
      readonly terms?: SigningTerms;
    }
  | Refusal;

/** A signature, or the key it should come from, does not count. */
export interface Refusal {
  readonly ok: false;
  readonly code: SignatureFault;
  readonly reason: string;
}

/** `reason` is a whole clause for a message, without a full stop. */
export function refuse(code: SignatureFault, reason: string): Refusal {
  return { ok: false, code, reason };
}

/** A hostile name inside a reason: quoted, escaped and short. */
export function quoted(name: Uint8Array): string {
  return JSON.stringify(
    Buffer.from(name.subarray(0, 60))
      .toString("latin1")
      .replace(/[^ -~]/g, "?"),
  );
}
