// An OpenSSH public key: read strictly, so that one key has one form and one fingerprint.

import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { isEd25519Point } from "./ed25519-point.ts";
import { readBase64, readMpint, readStrings } from "./ssh-wire.ts";
import { quoted, type Refusal, refuse } from "./verdict.ts";

export type SshKeyType =
  | "ssh-ed25519"
  | "ecdsa-sha2-nistp256"
  | "ecdsa-sha2-nistp384"
  | "ecdsa-sha2-nistp521"
  | "ssh-rsa"
  | "sk-ssh-ed25519@openssh.com"
  | "sk-ecdsa-sha2-nistp256@openssh.com";

export interface SshPublicKey {
  readonly type: SshKeyType;
  /** The canonical wire form: equal keys have equal blobs. */
  readonly blob: Uint8Array;
  /** `SHA256:` and unpadded base64, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  readonly bits: number;
  /**
   * The bare point or modulus, hex. Equal where one private key serves several blobs (plain and `sk-`, another
   * application, another exponent): compare this to find one key under two people.
   */
  readonly material: string;
  /** What a security key signs for, `ssh:…`; null for other types. */
  readonly application: string | null;
  /** For verification. */
  readonly object: KeyObject;
}

/** A key that may sign, or why it may not: `malformed`, `unsupported` or `weak-key`. */
export type KeyVerdict = { readonly ok: true; readonly key: SshPublicKey } | Refusal;

export interface KeyLimits {
  /** Bits an RSA key must have; 3072 unless the policy says otherwise. */
  readonly minimumRsaBits: number;
}

export const defaultLimits: KeyLimits = { minimumRsaBits: 3072 };

// Bounds of OpenSSH (SSHBUF_MAX_BIGNUM) and of OpenSSL (OPENSSL_RSA_MAX_PUBEXP_BITS): beyond them only time is lost.
const maximumRsaBits = 16384;
const maximumExponentBytes = 8;
const longestLine = 16384;

const oneKey = /^([\w@.-]+)[ \t]+([\w+/=]+)(?:[ \t][^\r\n]*)?$/;

interface Material {
  readonly bits: number;
  readonly bare: Buffer;
  readonly jwk: JsonWebKey;
  readonly application?: Buffer;
}

const readers: Record<SshKeyType, (fields: readonly Buffer[]) => Material | null> = {
  "ssh-ed25519": ([point, ...rest]) => (rest.length > 0 ? null : ed25519(point)),
  "ecdsa-sha2-nistp256": (fields) => ecdsa(fields, "nistp256", "P-256", 256),
  "ecdsa-sha2-nistp384": (fields) => ecdsa(fields, "nistp384", "P-384", 384),
  "ecdsa-sha2-nistp521": (fields) => ecdsa(fields, "nistp521", "P-521", 521),
  "ssh-rsa": rsa,
  "sk-ssh-ed25519@openssh.com": ([point, ...rest]) => securityKey(ed25519(point), rest),
  "sk-ecdsa-sha2-nistp256@openssh.com": ([curve, point, ...rest]) =>
    curve && point ? securityKey(ecdsa([curve, point], "nistp256", "P-256", 256), rest) : null,
};

/**
 * Reads one line `type base64 [comment]`, as in a `.pub` file. The comment and outer white space carry no meaning.
 * Never throws, whatever the text.
 */
export function parsePublicKey(line: string, limits = defaultLimits): KeyVerdict {
  const [, type, base64] = (line.length <= longestLine && oneKey.exec(line.trim())) || [];
  if (type === undefined || base64 === undefined)
    return refuse("malformed", "the key is not one line `type base64 comment`");
  const blob = readBase64(base64);
  if (blob === null) return refuse("malformed", "the key is not in canonical base64");
  const verdict = parseKeyBlob(blob, limits);
  if (verdict.ok && verdict.key.type !== type)
    return refuse("malformed", `the key calls itself ${quoted(Buffer.from(type))} and is ${verdict.key.type}`);
  return verdict;
}

/**
 * Reads a key's wire form (RFC 4253 section 6.6, RFC 5656, RFC 8709, OpenSSH PROTOCOL.u2f).
 * Refuses DSA, certificates, unknown types, points off their curve and every encoding but the shortest.
 */
export function parseKeyBlob(blob: Uint8Array, limits = defaultLimits): KeyVerdict {
  const name = `${limits.minimumRsaBits} ${Buffer.from(blob).toString("base64")}`;
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const verdict = readKeyBlob(blob, limits);
  if (parsed.size >= mostParsed) parsed.clear();
  parsed.set(name, verdict);
  return verdict;
}

// A check meets the same few keys hundreds of times, and whether a point lies on its curve takes a while to compute.
const parsed = new Map<string, KeyVerdict>();
const mostParsed = 1000;

function readKeyBlob(blob: Uint8Array, { minimumRsaBits }: KeyLimits): KeyVerdict {
  const [name, ...fields] = readStrings(blob) ?? [];
  if (name === undefined) return refuse("malformed", "the key is truncated, or no SSH key");
  const type = name.toString("latin1");
  if (type.includes("-cert-v0")) return refuse("unsupported", "the key is a certificate; list the plain key");
  if (!isKeyType(type)) return refuse("unsupported", `keys of type ${quoted(name)} are not accepted`);
  const material = readers[type](fields);
  const object = material && importKey(material.jwk);
  if (material === null || object === null) return refuse("malformed", `the key is no well-formed ${type} key`);
  const { bits, bare, application } = material;
  if (type === "ssh-rsa" && bits < minimumRsaBits)
    return refuse("weak-key", `the key is RSA with ${bits} bits, fewer than ${minimumRsaBits}`);
  const key = {
    type,
    blob: Uint8Array.from(blob),
    fingerprint: `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`,
    bits,
    material: bare.toString("hex"),
    application: application?.toString("latin1") ?? null,
    object,
  };
  return { ok: true, key };
}

/** The key as one line without a comment: what is compared, shown and written into `allowed_signers`. */
export function publicKeyLine(key: SshPublicKey): string {
  return `${key.type} ${Buffer.from(key.blob).toString("base64")}`;
}

function isKeyType(type: string): type is SshKeyType {
  return Object.hasOwn(readers, type);
}

function ed25519(point: Buffer | undefined): Material | null {
  if (point === undefined || !isEd25519Point(point)) return null;
  return { bits: 256, bare: point, jwk: { kty: "OKP", crv: "Ed25519", x: point.toString("base64url") } };
}

function ecdsa([curve, point, ...rest]: readonly Buffer[], name: string, crv: string, bits: number): Material | null {
  const size = Math.ceil(bits / 8);
  if (rest.length > 0 || curve?.toString("latin1") !== name || point?.length !== 1 + 2 * size || point[0] !== 4)
    return null;
  const x = point.subarray(1, 1 + size).toString("base64url");
  const y = point.subarray(1 + size).toString("base64url");
  return { bits, bare: point, jwk: { kty: "EC", crv, x, y } };
}

function rsa([exponent, modulus, ...rest]: readonly Buffer[]): Material | null {
  const e = exponent && readMpint(exponent);
  const n = modulus && readMpint(modulus);
  if (!e || !n || rest.length > 0 || e.length > maximumExponentBytes || n.length * 8 > maximumRsaBits) return null;
  // With an exponent of 1 every message is its own signature; an even number is no RSA value at all.
  if (e.equals(Buffer.of(1)) || isEven(e) || isEven(n)) return null;
  const bits = n.length * 8 - Math.clz32(n[0] ?? 0) + 24;
  return { bits, bare: n, jwk: { kty: "RSA", n: n.toString("base64url"), e: e.toString("base64url") } };
}

function securityKey(key: Material | null, [application, ...rest]: readonly Buffer[]): Material | null {
  if (key === null || rest.length > 0 || !application || !/^ssh:[!-~]*$/.test(application.toString("latin1")))
    return null;
  return { ...key, application };
}

function isEven(number: Buffer): boolean {
  return ((number[number.length - 1] ?? 0) & 1) === 0;
}

/** Null where OpenSSL refuses the key: it checks that a NIST point lies on its curve. */
function importKey(jwk: JsonWebKey): KeyObject | null {
  try {
    return createPublicKey({ format: "jwk", key: jwk });
  } catch {
    return null;
  }
}
