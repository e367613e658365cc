// Reads an OpenPGP certificate: which keys its owner has, which may sign, until when. Its own signatures are all checked.

import type { PublicKeyPacket, PublicSubkeyPacket, SignaturePacket, UserAttributePacket, UserIDPacket } from "openpgp";
import { strongHashes } from "./openpgp.ts";
import { dearmour, type Packet, splitPackets } from "./openpgp-armour.ts";
import type { OpenPgpKey, OpenPgpSigner, SigningTerms } from "./openpgp-key.ts";
import { parseKeyBlob, type SshPublicKey } from "./ssh-key.ts";
import { writeStrings } from "./ssh-wire.ts";
import { type Refusal, refuse } from "./verdict.ts";

export type CertificateVerdict = { readonly ok: true; readonly key: OpenPgpKey } | Refusal;

type Library = typeof import("openpgp");
type KeyPacket = PublicKeyPacket | PublicSubkeyPacket;

// Each signature in it costs a verification; a key exported with `export-minimal` holds one for each of its parts.
const longestCertificate = 65536;
const mostPackets = 100;

/**
 * Reads the armour that `gpg --armor --export` writes for one key. The library is loaded here, and only here. Refused:
 * anything but one public key block of version 4, a private key, a primary key that is not RSA, Ed25519 or ECDSA over a
 * NIST curve, self-signatures with MD5 or SHA-1 alone, a revocation that cannot be checked. RSA's length is for the policy
 * to judge (`weaknessOf`). Which signature of the owner's is the latest decides; no date is compared with today's.
 * Never throws, whatever the text.
 * source: RFC 9580 sections 5.2.1, 5.2.3, 5.5, 10.1
 */
export async function readCertificate(text: string): Promise<CertificateVerdict> {
  if (/-----BEGIN PGP PRIVATE KEY/.test(text))
    return refuse("malformed", "it is a private key, which belongs on nobody's list: take it out and make a new one");
  const bytes = text.length > longestCertificate ? null : dearmour(`${text.trim()}\n`, "PUBLIC KEY BLOCK");
  const packets = bytes === null ? null : splitPackets(bytes);
  if (packets === null || packets.length === 0)
    return refuse("malformed", "it is not exactly one armoured OpenPGP public key without headers");
  if (packets.length > mostPackets)
    return refuse(
      "malformed",
      `it holds more than ${mostPackets} parts: gpg --armor --export-options export-minimal --export`,
    );
  const library = await import("openpgp");
  try {
    const parts = await readParts(packets, library);
    return "code" in parts ? parts : await readOwner(parts, library);
  } catch {
    return refuse("malformed", "it holds an OpenPGP packet that cannot be read");
  }
}

/** A primary key, a user id or a subkey, with the signatures that follow it. */
interface Part<T> {
  readonly of: T;
  readonly signatures: SignaturePacket[];
}

interface Parts {
  readonly primary: Part<PublicKeyPacket>;
  readonly users: Part<{ userID: UserIDPacket } | { userAttribute: UserAttributePacket }>[];
  readonly subkeys: Part<PublicSubkeyPacket>[];
}

async function readParts([first, ...rest]: readonly Packet[], library: Library): Promise<Parts | Refusal> {
  if (first?.tag === 5 || rest.some(({ tag }) => tag === 5 || tag === 7))
    return refuse("malformed", "it holds a private key, which belongs on nobody's list");
  if (first?.tag !== 6) return refuse("malformed", "it does not begin with a public key");
  if (rest.some(({ tag }) => tag === 6))
    return refuse("malformed", "it holds more than one public key; list each by itself");
  const { PublicKeyPacket, PublicSubkeyPacket, UserIDPacket, UserAttributePacket } = library;
  const primary = { of: await readKey(new PublicKeyPacket(), first.body), signatures: [] };
  const parts: Parts = { primary, users: [], subkeys: [] };
  let current: Part<unknown> = primary;
  const add = <T>(list: Part<T>[], of: T) => {
    const part = { of, signatures: [] };
    list.push(part);
    current = part;
  };
  for (const { tag, body } of rest) {
    if (tag === 2) current.signatures.push(readSignature(library, body));
    else if (tag === 13) add(parts.users, { userID: read(new UserIDPacket(), body) });
    else if (tag === 17) add(parts.users, { userAttribute: read(new UserAttributePacket(), body) });
    else if (tag === 14) add(parts.subkeys, await readKey(new PublicSubkeyPacket(), body));
    else return refuse("malformed", `it holds an OpenPGP packet of type ${tag}, which is no part of a public key`);
  }
  return parts;
}

function readSignature({ SignaturePacket }: Library, body: Uint8Array): SignaturePacket {
  return read(new SignaturePacket(), body);
}

function read<T extends { read(bytes: Uint8Array): void }>(packet: T, body: Uint8Array): T {
  packet.read(body);
  return packet;
}

/** @throws Error where the bytes are not the canonical form of a key, so that one key has one fingerprint */
async function readKey<T extends KeyPacket>(packet: T, body: Uint8Array): Promise<T> {
  await packet.read(body);
  if (!Buffer.from(packet.write()).equals(body)) throw new Error("not in canonical form");
  return packet;
}

async function readOwner({ primary, users, subkeys }: Parts, library: Library): Promise<CertificateVerdict> {
  const { of: key } = primary;
  const numbers = numbersOf(key);
  if ("code" in numbers) return numbers;
  const revoked = await revocationOf(primary, { key }, key, revocations.key);
  if (isRefusal(revoked)) return revoked;

  const own = [...(await goodOnes(primary, { key }, key, directSignatures))];
  for (const user of users) {
    const isRevoked = await revocationOf(user, { key, ...user.of }, key, revocations.user);
    if (isRefusal(isRevoked)) return isRevoked;
    if (isRevoked === null) own.push(...(await goodOnes(user, { key, ...user.of }, key, certifications)));
  }
  const spoken = latest(own);
  if (spoken === null) {
    const any = [primary, ...users].flatMap(({ signatures }) => signatures);
    return any.some((signature) => isBy(signature, key) && !isStrong(signature))
      ? refuse(
          "weak-hash",
          "its self-signatures are made with SHA-1 or an older hash; renew them: gpg --quick-set-expire",
        )
      : refuse("malformed", "it holds no self-signature that fits its primary key");
  }
  const terms = { until: untilOf(key, spoken), revoked };
  const mine: OpenPgpSigner = { fingerprint: fingerprintOf(key), numbers, ...terms };
  const signers: OpenPgpSigner[] = [];
  const barred = new Map<string, Refusal>();
  // Without flags a key of version 4 may do what its algorithm can.
  if (spoken.keyFlags === null || maySign(spoken)) signers.push(mine);
  else barred.set(mine.fingerprint, refuse("unknown-key", "the primary key may certify, but not sign"));
  for (const subkey of subkeys) {
    const signer = await subkeySigner(subkey, key, terms);
    if (signer === null) return refuse("malformed", "it holds a revocation of a subkey that cannot be checked");
    if ("code" in signer) barred.set(fingerprintOf(subkey.of), signer);
    else signers.push(signer);
  }
  const [useless] = signers.length === 0 ? barred.values() : [];
  if (useless !== undefined) return refuse(useless.code, `it holds no key that may sign: ${useless.reason}`);
  return {
    ok: true,
    key: {
      type: "openpgp",
      fingerprint: `OPENPGP:${mine.fingerprint}`,
      primary: mine,
      signers,
      barred,
      ...terms,
      readSignature: (body) => readSignature(library, body),
    },
  };
}

/** Null where it cannot be told whether it was revoked. */
async function subkeySigner(
  subkey: Part<PublicSubkeyPacket>,
  key: PublicKeyPacket,
  primary: SigningTerms,
): Promise<OpenPgpSigner | Refusal | null> {
  const { of: own } = subkey;
  const both = { key, bind: own };
  const revoked = await revocationOf(subkey, both, key, revocations.subkey);
  if (isRefusal(revoked)) return null;
  const binding = latest(await goodOnes(subkey, both, key, bindings));
  if (binding === null) return refuse("unknown-key", "the subkey is not bound to its key by a strong signature");
  if (!maySign(binding)) return refuse("unknown-key", "the subkey is not made for signing");
  const numbers = numbersOf(own);
  if ("code" in numbers) return numbers;
  // Otherwise somebody could bind a stranger's subkey to their own key and claim what it signed.
  const back = binding.embeddedSignature;
  if (back === null || back.signatureType !== 0x19 || !isStrong(back) || !(await isGood(back, both, own)))
    return refuse("unknown-key", "the subkey has not confirmed that it belongs to its key");
  const until = [untilOf(own, binding), primary.until].filter((day) => day !== null).toSorted()[0] ?? null;
  return { fingerprint: fingerprintOf(own), numbers, until, revoked: graver(revoked, primary.revoked) };
}

// Types of signatures, RFC 9580 section 5.2.1.
const directSignatures = [0x1f];
const certifications = [0x10, 0x11, 0x12, 0x13];
const bindings = [0x18];
const revocations = { key: 0x20, subkey: 0x28, user: 0x30 } as const;

/** The owner's signatures of these types that fit and are strong. What others signed about a key is no business of ours. */
async function goodOnes(part: Part<unknown>, data: object, key: KeyPacket, types: readonly number[]) {
  const good: SignaturePacket[] = [];
  for (const signature of part.signatures)
    if (types.includes(signature.signatureType ?? -1) && isStrong(signature) && (await isGood(signature, data, key)))
      good.push(signature);
  return good;
}

/**
 * Whether the owner took a key or user id back. A weak hash is no reason to doubt it, but one that does not fit, or that
 * somebody else made, refuses the certificate: not to see a revocation would be worse.
 */
async function revocationOf(
  { signatures }: Part<unknown>,
  data: object,
  key: PublicKeyPacket,
  type: number,
): Promise<SigningTerms["revoked"] | Refusal> {
  let revoked: SigningTerms["revoked"] = null;
  for (const signature of signatures) {
    if (signature.signatureType !== type) continue;
    if (isBy(signature, key) && (await isGood(signature, data, key))) {
      // 1: superseded; 3: no longer used. RFC 9580 section 5.2.3.31; every other reason, and none, is a hard one.
      const isSoft = signature.reasonForRevocationFlag === 1 || signature.reasonForRevocationFlag === 3;
      revoked = graver(revoked, isSoft ? "retired" : "compromised");
    } else if (type !== revocations.user || isBy(signature, key))
      return refuse("malformed", "it holds a revocation that cannot be checked; export it again with its revocations");
  }
  return revoked;
}

function graver(one: SigningTerms["revoked"], other: SigningTerms["revoked"]): SigningTerms["revoked"] {
  return one === "compromised" || other === "compromised" ? "compromised" : (one ?? other);
}

function isRefusal(answer: SigningTerms["revoked"] | Refusal): answer is Refusal {
  return answer !== null && typeof answer === "object";
}

function isBy({ issuerKeyID }: SignaturePacket, key: KeyPacket): boolean {
  return issuerKeyID.equals(key.getKeyID());
}

function isStrong({ version, hashAlgorithm }: SignaturePacket): boolean {
  return version === 4 && strongHashes.has(hashAlgorithm ?? 0);
}

async function isGood(signature: SignaturePacket, data: object, key: KeyPacket): Promise<boolean> {
  try {
    // Without a date the library judges none.
    await signature.verify(key, signature.signatureType ?? 0, data, null as unknown as Date);
    return true;
  } catch {
    return false;
  }
}

/** The last one its owner made; of two made in one second the later in the file. */
function latest(signatures: readonly SignaturePacket[]): SignaturePacket | null {
  const at = ({ created }: SignaturePacket): number => created?.getTime() ?? 0;
  return signatures.toSorted((a, b) => at(a) - at(b)).at(-1) ?? null;
}

function maySign({ keyFlags }: SignaturePacket): boolean {
  return ((keyFlags?.[0] ?? 0) & 2) !== 0;
}

/** The last day by what the owner's signature says of the key, or of itself: it may end as well, and the key with it. */
function untilOf(key: KeyPacket, signature: SignaturePacket): string | null {
  const ends = [
    [key.created, signature.keyExpirationTime],
    [signature.created, signature.signatureExpirationTime],
  ] as const;
  const days = ends.flatMap(([from, seconds]) =>
    from && seconds ? [new Date(from.getTime() + seconds * 1000).toISOString().slice(0, 10)] : [],
  );
  return days.toSorted()[0] ?? null;
}

function fingerprintOf(key: KeyPacket): string {
  return key.getFingerprint().toUpperCase();
}

/** A key's numbers, read by the rules for SSH keys: points on their curves, whole exponents, one form for one key. */
function numbersOf({ version, algorithm, publicParams }: KeyPacket): SshPublicKey | Refusal {
  if (version !== 4) return refuse("unsupported", `it is an OpenPGP key of version ${version}; version 4 is accepted`);
  const { n, e, Q, A, oid } = publicParams as Partial<Record<"n" | "e" | "Q" | "A", Uint8Array>> & {
    oid?: { getName(): string };
  };
  const blob = blobOf(algorithm, { n, e, Q, A, curve: oid?.getName() ?? "" });
  if (algorithm === 17 || algorithm === 16)
    return refuse("weak-key", "the key is DSA or ElGamal, which are not accepted");
  if (blob === null)
    return refuse(
      "unsupported",
      `OpenPGP keys of this kind are not accepted (${oid?.getName() ?? `algorithm ${algorithm}`})`,
    );
  const verdict = parseKeyBlob(blob, { minimumRsaBits: 0 });
  return verdict.ok ? verdict.key : verdict;
}

interface Numbers {
  readonly n: Uint8Array | undefined;
  readonly e: Uint8Array | undefined;
  readonly Q: Uint8Array | undefined;
  readonly A: Uint8Array | undefined;
  readonly curve: string;
}

const sshCurves = new Map([
  ["nistP256", "nistp256"],
  ["nistP384", "nistp384"],
  ["nistP521", "nistp521"],
]);

function blobOf(algorithm: number, { n, e, Q, A, curve }: Numbers): Uint8Array | null {
  const name = sshCurves.get(curve);
  if (algorithm === 1 && n && e) return writeStrings("ssh-rsa", mpint(e), mpint(n));
  if (algorithm === 19 && name !== undefined && Q) return writeStrings(`ecdsa-sha2-${name}`, name, Q);
  // EdDSA of old carries its point behind the octet 0x40.
  if (algorithm === 22 && Q?.length === 33 && Q[0] === 0x40) return writeStrings("ssh-ed25519", Q.subarray(1));
  return algorithm === 27 && A ? writeStrings("ssh-ed25519", A) : null;
}

function mpint(number: Uint8Array): Uint8Array {
  return (number[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), number]) : number;
}
