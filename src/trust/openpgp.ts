// Detached OpenPGP signatures: one strict reading, by the keys that certificates list, without a clock.

import { createHash, verify } from "node:crypto";
import type { SignaturePacket } from "openpgp";
import { dearmour, splitPackets } from "./openpgp-armour.ts";
import type { OpenPgpKey, OpenPgpSigner } from "./openpgp-key.ts";
import { type KeyLimits, parseKeyBlob } from "./ssh-key.ts";
import { type Refusal, refuse, type SignatureVerdict } from "./verdict.ts";

// Stricter than `gpg --verify` in these points (each has its case in test/trust/openpgp.test.ts), looser in none but dates:
// - anything but one armoured block with one signature packet in it: headers, a second block or packet, text around it
// - unhashed subpackets other than the issuer's, which no signature covers; numbers not in their shortest form
// - signatures over text, which leave white space at line ends open; cleartext signatures
// - a signature that expires: a vote must not fade away
// - SHA-1, SHA-224 and every hash but SHA-256, SHA-384 and SHA-512; DSA; curves other than Ed25519 and NIST's; short RSA
// - a key whose flags do not let it sign, and a subkey that has not confirmed its binding
// gpg knows a key by its keyring and today's date; here a signer is on the roster or nobody, and expiry is for rules to judge.

/** Hashes that may be signed, by their number in RFC 9580 section 9.5. */
export const strongHashes: ReadonlyMap<number, "sha256" | "sha384" | "sha512"> = new Map([
  [8, "sha256"],
  [9, "sha384"],
  [10, "sha512"],
]);

/** MD5, SHA-1, RIPEMD-160 and SHA-224. */
const weakHashes = new Set([1, 2, 3, 11]);

const longestArmour = 16384;
const binary = 0x00;
const issuerKeyId = 16;
const issuerFingerprint = 33;

export interface OpenPgpSignatureQuestion {
  /** The exact bytes that should have been signed. */
  readonly message: Uint8Array;
  /** The signature as `gpg --armor --detach-sign` writes it. */
  readonly armoured: Uint8Array | string;
  /** Who could have signed: an OpenPGP signature only names its key. */
  readonly certificates: Iterable<OpenPgpKey>;
  readonly minimumRsaBits: number;
}

/**
 * Which of these keys signed these bytes? Never throws, whatever the bytes. Says nothing of expiry and revocation but what
 * the certificate does (`terms`).
 * source: RFC 9580 section 5.2
 */
export function verifyOpenPgpSignature({
  message,
  armoured,
  certificates,
  minimumRsaBits,
}: OpenPgpSignatureQuestion): SignatureVerdict {
  const text = armoured.length > longestArmour ? "" : Buffer.from(armoured).toString("latin1");
  const bytes = dearmour(text, "SIGNATURE");
  const packets = bytes === null ? null : splitPackets(bytes);
  const [packet, ...others] = packets ?? [];
  if (packet === undefined) return refuse("malformed", "the file is not exactly one OpenPGP signature in strict form");
  if (others.length > 0) return refuse("malformed", "the armour holds more than one OpenPGP packet");
  if (packet.tag !== 2) return refuse("malformed", "the armour holds an OpenPGP packet that is no signature");

  const listed = [...certificates];
  const [first] = listed;
  if (first === undefined) return refuse("unknown-key", "it is an OpenPGP signature, and nobody here lists its key");
  const signature = readStrictly(packet.body, first);
  if ("code" in signature) return signature;
  const named = namesOf(signature);
  let refusal: Refusal | null = null;
  // Nearly always one: a key id of 64 bits, which is all that some signatures name, might stand for two.
  for (const { key, fingerprint } of listed.flatMap(keysOf).filter(({ fingerprint }) => isNamed(named, fingerprint))) {
    const signer = key.signers.find((candidate) => candidate.fingerprint === fingerprint);
    refusal = signer === undefined ? (key.barred.get(fingerprint) ?? null) : weaknessOf(signer, { minimumRsaBits });
    if (signer === undefined || refusal !== null) continue;
    const { until, revoked } = signer;
    if (fits(signature, message, signer)) return { ok: true, key, terms: { until, revoked } };
    refusal = refuse("bad-signature", `the signature does not fit these bytes and the key ${fingerprint}`);
  }
  return (
    refusal ??
    refuse("unknown-key", `nobody here lists the OpenPGP key that signed, ${named.fingerprint ?? named.keyId}`)
  );
}

function keysOf(key: OpenPgpKey): { key: OpenPgpKey; fingerprint: string }[] {
  return [...key.signers.map(({ fingerprint }) => fingerprint), ...key.barred.keys()].map((fingerprint) => ({
    key,
    fingerprint,
  }));
}

/** The signature packet where every byte of it is meant, or why it is refused. */
function readStrictly(body: Uint8Array, key: OpenPgpKey): SignaturePacket | Refusal {
  let signature: SignaturePacket;
  try {
    signature = key.readSignature(body);
    // What reads back differently was not in its one canonical form, and somebody could have bent it on the way.
    if (!Buffer.from(signature.write()).equals(body))
      return refuse("malformed", "the signature is not in canonical form");
  } catch {
    return refuse("malformed", "the signature inside the armour cannot be read");
  }
  const { version, signatureType, hashAlgorithm, unhashedSubpackets, unknownSubpackets, rawNotations } = signature;
  if (version !== 4) return refuse("unsupported", `OpenPGP signatures of version ${version} are not accepted`);
  if (signatureType !== binary) return refuse("unsupported", "the signature is over text, not over exact bytes");
  if (weakHashes.has(hashAlgorithm ?? 0)) return refuse("weak-hash", "the signature's hash is weak (SHA-1 or older)");
  if (!strongHashes.has(hashAlgorithm ?? 0)) return refuse("unsupported", "the signature's hash is not accepted");
  if (signature.signatureExpirationTime)
    return refuse("unsupported", "the signature expires, and a statement does not");
  const kinds = unhashedSubpackets.map(({ type, critical }) => (critical ? -1 : type));
  if (kinds.some((type) => type !== issuerKeyId && type !== issuerFingerprint) || new Set(kinds).size < kinds.length)
    return refuse("malformed", "the signature carries fields that it does not cover");
  if ([...unknownSubpackets, ...rawNotations].some(({ critical }) => critical))
    return refuse("unsupported", "the signature has a critical field that is not understood");
  return signature;
}

interface Named {
  readonly fingerprint: string | null;
  /** Every key id it states, upper-case hex; they have to agree. */
  readonly keyIds: readonly string[];
  readonly keyId: string;
}

function namesOf({ issuerFingerprint: bytes, issuerKeyID, unhashedSubpackets }: SignaturePacket): Named {
  const stated = unhashedSubpackets.filter(({ type }) => type === issuerKeyId).map(({ body }) => hexOf(body));
  const keyId = issuerKeyID.toHex().toUpperCase();
  return { fingerprint: bytes === null ? null : hexOf(bytes), keyIds: [keyId, ...stated], keyId };
}

function isNamed({ fingerprint, keyIds }: Named, candidate: string): boolean {
  return (fingerprint ?? candidate) === candidate && keyIds.every((id) => id === candidate.slice(-16));
}

/** Why the policy does not let a key sign, or null. */
export function weaknessOf({ numbers }: OpenPgpSigner, limits: KeyLimits): Refusal | null {
  const verdict = parseKeyBlob(numbers.blob, limits);
  return verdict.ok ? null : verdict;
}

function fits(signature: SignaturePacket, message: Uint8Array, { numbers }: OpenPgpSigner): boolean {
  const { hashAlgorithm, signatureData, signedHashValue } = signature;
  const hash = strongHashes.get(hashAlgorithm ?? 0);
  if (hash === undefined || signatureData === null || signedHashValue === null) return false;
  // RFC 9580 section 5.2.4: the message, the signature's own hashed part, and how long that is.
  const trailer = Buffer.from([4, 0xff, 0, 0, 0, 0]);
  trailer.writeUInt32BE(signatureData.length, 2);
  const data = Buffer.concat([message, signatureData, trailer]);
  const digest = createHash(hash).update(data).digest();
  if (!digest.subarray(0, 2).equals(signedHashValue)) return false;
  const value = numbersIn(signature, numbers.type, numbers.bits);
  if (value === null) return false;
  // EdDSA signs the digest itself (RFC 9580 section 5.2.3.3).
  return numbers.type === "ssh-ed25519"
    ? verify(null, digest, numbers.object, value)
    : verify(hash, data, { key: numbers.object, dsaEncoding: "ieee-p1363" }, value);
}

/** The signature's numbers as node wants them, or null where they do not belong to this type of key. */
function numbersIn(signature: SignaturePacket, type: string, bits: number): Buffer | null {
  // The library's types leave out what depends on the algorithm.
  const { params = {} } = signature as { params?: Partial<Record<"r" | "s" | "RS", Uint8Array>> };
  const { publicKeyAlgorithm: algorithm } = signature;
  const [rsa, ecdsa, eddsa, ed25519] = [1, 19, 22, 27];
  if (type === "ssh-rsa") return algorithm === rsa ? padded(params.s, Math.ceil(bits / 8)) : null;
  if (type === "ssh-ed25519" && algorithm === ed25519) return params.RS === undefined ? null : Buffer.from(params.RS);
  if (algorithm !== (type === "ssh-ed25519" ? eddsa : ecdsa)) return null;
  const [r, s] = [padded(params.r, Math.ceil(bits / 8)), padded(params.s, Math.ceil(bits / 8))];
  return r && s && Buffer.concat([r, s]);
}

function padded(number: Uint8Array | undefined, width: number): Buffer | null {
  if (number === undefined || number.length > width) return null;
  return Buffer.concat([Buffer.alloc(width - number.length), number]);
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex").toUpperCase();
}
