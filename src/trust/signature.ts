// One question for every kind of signature: whose is it? Told apart by its armour.

import { verifyOpenPgpSignature } from "./openpgp.ts";
import type { OpenPgpKey } from "./openpgp-key.ts";
import { verifySshSignature } from "./sshsig.ts";
import { refuse, type SignatureVerdict } from "./verdict.ts";

export interface SignatureQuestion {
  /** The exact bytes that should have been signed. */
  readonly message: Uint8Array;
  /** The signature's file or header, null where there is none. */
  readonly signature: Uint8Array | string | null;
  /** What an SSH signature must have been made for, compared exactly. OpenPGP knows no purposes: the bytes say theirs. */
  readonly namespace: string;
  readonly minimumRsaBits: number;
  /** OpenPGP keys that may have signed: such a signature does not carry its key, as an SSH signature does. */
  readonly certificates?: Iterable<OpenPgpKey>;
}

/** Which key signed these bytes for this purpose? What is neither SSHSIG nor OpenPGP is `unsupported`. Never an exception. */
export function verifySignature({
  message,
  signature,
  namespace,
  minimumRsaBits,
  certificates = [],
}: SignatureQuestion): SignatureVerdict {
  if (signature === null || signature.length === 0) return refuse("unsigned", "there is no signature");
  const text = Buffer.from(signature).toString("latin1");
  if (text.includes("-----BEGIN SSH SIGNATURE-----"))
    return verifySshSignature({ message, armoured: signature, namespace, minimumRsaBits });
  if (text.includes("-----BEGIN PGP SIGNED MESSAGE-----"))
    return refuse(
      "unsupported",
      "this is an OpenPGP cleartext signature; make a detached one: gpg --armor --detach-sign",
    );
  if (text.includes("-----BEGIN PGP "))
    return verifyOpenPgpSignature({ message, armoured: signature, certificates, minimumRsaBits });
  return refuse("unsupported", "this is no SSH or OpenPGP signature");
}
