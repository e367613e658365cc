// One question for every kind of signature: whose is it? Told apart by its armour.

import { verifySshSignature } from "./sshsig.ts";
import { refuse, type SignatureVerdict } from "./verdict.ts";

export interface SignatureQuestion {
  /** The exact bytes that should have been signed. */
  readonly message: Uint8Array;
  /** The signature's file or header, null where there is none. */
  readonly signature: Uint8Array | string | null;
  /** What the signature must have been made for, compared exactly. */
  readonly namespace: string;
  readonly minimumRsaBits: number;
}

/** Which key signed these bytes for this purpose? What is not SSHSIG is `unsupported`: never a pass, never an exception. */
export function verifySignature({
  message,
  signature,
  namespace,
  minimumRsaBits,
}: SignatureQuestion): SignatureVerdict {
  if (signature === null || signature.length === 0) return refuse("unsigned", "there is no signature");
  const text = Buffer.from(signature).toString("latin1");
  if (text.includes("-----BEGIN SSH SIGNATURE-----"))
    return verifySshSignature({ message, armoured: signature, namespace, minimumRsaBits });
  if (text.includes("-----BEGIN PGP "))
    return refuse("unsupported", "OpenPGP signatures are not verified; sign with an SSH key");
  return refuse("unsupported", "this is no SSH signature");
}
