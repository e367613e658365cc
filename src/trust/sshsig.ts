// SSHSIG, the signature of `ssh-keygen -Y sign`: one strict reading of armour and blob, verified in process.

import { createHash, verify } from "node:crypto";
import { type KeyVerdict, parseKeyBlob, type SshPublicKey } from "./ssh-key.ts";
import { readBase64, readMpint, readStrings, writeStrings } from "./ssh-wire.ts";
import { quoted, refuse } from "./verdict.ts";

// Stricter than `ssh-keygen -Y verify` in these points (each has its case in test/trust/sshsig.test.ts), looser in none:
// - text after the armour, a second armour, blank lines, white space and carriage returns among the base64
// - lines of base64 that are not all as long as the first: signers wrap at 64, 70 or 76, none of them raggedly, and so no
//   single byte of a signature can be changed, added or taken away but the last line feed
// - `reserved` that is not empty: the signature does not cover it
// - numbers that are not in their shortest form, an RSA signature shorter than its modulus
// - RSA below the policy's minimum; an exponent of 1 (every padded hash is its own signature) or above 64 bits
// - an Ed25519 key of small order: one signature fits every message
// - a security key that was not touched, or whose application does not begin with `ssh:`
// - DSA, WebAuthn and certificates: unsupported

const armour = /^-----BEGIN SSH SIGNATURE-----\n((?:[A-Za-z0-9+/=]+\n)+)-----END SSH SIGNATURE-----\n?$/;
const longestArmour = 16384;
const magic = Buffer.from("SSHSIG");
const preamble = Buffer.from("SSHSIG\0\0\0\u0001");

export type SshHash = "sha256" | "sha512";

export interface SshSignatureQuestion {
  /** The exact bytes that should have been signed. */
  readonly message: Uint8Array;
  /** The signature as `ssh-keygen -Y sign` writes it. */
  readonly armoured: Uint8Array | string;
  /** Compared exactly; a signature made for another purpose does not count. */
  readonly namespace: string;
  readonly minimumRsaBits: number;
}

/**
 * Which key signed these bytes in this namespace? Never throws, whatever the bytes.
 * source: OpenSSH PROTOCOL.sshsig
 */
export function verifySshSignature({ message, armoured, namespace, minimumRsaBits }: SshSignatureQuestion): KeyVerdict {
  const parts = dearmour(armoured);
  if (parts === null) return refuse("malformed", "the file is not exactly one SSH signature in strict form");

  const [keyBlob, stated, reserved, hash, signature] = parts;
  if (reserved.length > 0) return refuse("malformed", "the signature's reserved field is not empty");
  if (!stated.equals(Buffer.from(namespace)))
    return refuse("wrong-namespace", `the signature was made for ${quoted(stated)}, not for "${namespace}"`);
  const hashName = hash.toString("latin1");
  if (hashName !== "sha256" && hashName !== "sha512")
    return refuse("unsupported", `the hash ${quoted(hash)} is not accepted`);

  const signer = parseKeyBlob(keyBlob, { minimumRsaBits });
  return signer.ok ? verifyWith(signer.key, encodeSshSignedData(message, namespace, hashName), signature) : signer;
}

/** What an SSHSIG signature is computed over: the message's hash under its namespace, never the message itself. */
export function encodeSshSignedData(message: Uint8Array, namespace: string, hash: SshHash): Uint8Array {
  return Buffer.concat([magic, writeStrings(namespace, "", hash, createHash(hash).update(message).digest())]);
}

type Parts = [key: Buffer, namespace: Buffer, reserved: Buffer, hash: Buffer, signature: Buffer];

function dearmour(armoured: Uint8Array | string): Parts | null {
  if (armoured.length > longestArmour) return null;
  const lines = armour.exec(Buffer.from(armoured).toString("latin1"))?.[1]?.trimEnd().split("\n");
  const base64 = lines === undefined || !evenlyWrapped(lines) ? undefined : lines.join("");
  const blob = base64 === undefined ? null : readBase64(base64);
  if (!blob?.subarray(0, preamble.length).equals(preamble)) return null;
  const parts = readStrings(blob.subarray(preamble.length));
  return parts?.length === 5 ? (parts as Parts) : null;
}

function evenlyWrapped(lines: readonly string[]): boolean {
  const width = lines[0]?.length ?? 0;
  return lines.every(({ length }, at) => (at < lines.length - 1 ? length === width : length <= width));
}

function verifyWith(key: SshPublicKey, data: Uint8Array, signature: Buffer): KeyVerdict {
  const isSecurityKey = key.application !== null;
  // A security key appends one byte of flags and a counter to the two strings every signature has.
  const [algorithm, value, ...rest] = readStrings(isSecurityKey ? signature.subarray(0, -5) : signature) ?? [];
  if (algorithm === undefined || value === undefined || rest.length > 0)
    return refuse("malformed", "the signature inside the armour is truncated or too long");

  const name = algorithm.toString("latin1");
  if (name === "ssh-rsa" && key.type === "ssh-rsa") return refuse("weak-hash", "RSA with SHA-1 is not accepted");
  if (name.startsWith("webauthn-")) return refuse("unsupported", "WebAuthn signatures are not accepted");
  const hash = hashOf.get(name);
  if (hash === undefined || (key.type === "ssh-rsa" ? !name.startsWith("rsa-sha2-") : name !== key.type))
    return refuse("malformed", `the signature names ${quoted(algorithm)}, which does not fit a ${key.type} key`);

  const trailer = signature.subarray(-5);
  if (isSecurityKey && ((trailer[0] ?? 0) & userPresent) === 0)
    return refuse("no-touch", "the security key was not touched for this signature");
  const signed = key.application === null ? data : Buffer.concat([sha256(key.application), trailer, sha256(data)]);
  const bare = name.includes("ecdsa") ? fixedWidth(value, key.bits) : value;
  const fits = bare !== null && verify(hash, signed, { key: key.object, dsaEncoding: "ieee-p1363" }, bare);
  return fits
    ? { ok: true, key }
    : refuse("bad-signature", `the signature does not fit these bytes and the key ${key.fingerprint}`);
}

// PROTOCOL.u2f: bit 0 of the flags.
const userPresent = 1;

/** The hash each signature algorithm applies to the data; null where it brings its own. */
const hashOf: ReadonlyMap<string, string | null> = new Map([
  ["ssh-ed25519", null],
  ["sk-ssh-ed25519@openssh.com", null],
  ["ecdsa-sha2-nistp256", "sha256"],
  ["ecdsa-sha2-nistp384", "sha384"],
  ["ecdsa-sha2-nistp521", "sha512"],
  ["sk-ecdsa-sha2-nistp256@openssh.com", "sha256"],
  ["rsa-sha2-256", "sha256"],
  ["rsa-sha2-512", "sha512"],
]);

/** ECDSA's two mpints as `r` and `s` of the curve's width, or null where they are not two such numbers. */
function fixedWidth(value: Buffer, bits: number): Buffer | null {
  const width = Math.ceil(bits / 8);
  const numbers = readStrings(value)?.map(readMpint) ?? [];
  if (numbers.length !== 2) return null;
  const padded = numbers.map(
    (number) => number && number.length <= width && Buffer.concat([Buffer.alloc(width - number.length), number]),
  );
  return padded[0] && padded[1] ? Buffer.concat([padded[0], padded[1]]) : null;
}

function sha256(bytes: Uint8Array | string): Buffer {
  return createHash("sha256").update(bytes).digest();
}
