// Throw-away OpenPGP keys for tests, as `testKey` makes SSH keys: the same name gives the same key, and nothing is started.
// Written by hand with node:crypto, so that what the library reads was not written by it. gpg imports and verifies them.

import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { type TestKey, testKey } from "./keys.ts";

export interface TestPgpKey {
  /** The armoured public key, as `gpg --armor --export --export-options export-minimal` prints it. */
  readonly certificate: string;
  /** `OPENPGP:…` of the primary key. */
  readonly fingerprint: string;
  /** The armoured secret key without a passphrase, for `gpg --import`. */
  readonly secret: string;
  /** A detached signature as `gpg --armor --detach-sign` prints it; OpenPGP knows no namespaces. */
  sign(message: Uint8Array | string, namespace?: string): string;
}

export interface TestPgpOptions {
  /** Last day of the key, `YYYY-MM-DD`. */
  readonly until?: string;
  /** Revoked in the certificate: superseded, or stolen. */
  readonly revoked?: "retired" | "compromised";
  /** Signs with a subkey; the primary key can only certify. What is said of the key is said of the subkey. */
  readonly subkey?: boolean;
  /** An attack: binds the subkey of this person as one's own, with the confirmation it made for them. */
  readonly claims?: string;
  /** Day of the self-signature, which a renewed key has a later one of. */
  readonly signedOn?: string;
}

/**
 * A key by name, for helpers that take one: `testKey(name)`, or the OpenPGP key of `gpg:gil`, with options as in
 * `gpg:gil?subkey&until=2026-11-20`, `gpg:gil?revoked=retired`.
 */
export function keyNamed(name: string): Pick<TestKey, "fingerprint" | "sign"> & Partial<TestPgpKey> {
  const [, id, query] = /^gpg:([^?]+)(?:\?(.*))?$/.exec(name) ?? [];
  if (id === undefined) return testKey(name);
  const { subkey, ...said } = Object.fromEntries(new URLSearchParams(query));
  return testPgpKey(id, { ...(said as TestPgpOptions), subkey: subkey !== undefined });
}

const born = Date.UTC(2020, 0, 1) / 1000;

/** The OpenPGP key that `name` stands for. Anybody can compute it: never for anything but tests. */
export function testPgpKey(name: string, options: TestPgpOptions = {}): TestPgpKey {
  const { until, revoked, claims = name, subkey = false, signedOn = "2020-01-01" } = options;
  const at = Date.parse(signedOn) / 1000;
  const primary = keyPair(`${name} openpgp`);
  const signing = subkey ? keyPair(`${claims} openpgp subkey`) : primary;
  const confirms = Buffer.concat([prefixed(keyPair(`${claims} openpgp`).body), prefixed(signing.body)]);
  const user = Buffer.from(`${name} <${name}@office.example>`);
  const lifetime = until === undefined ? [] : [subpacket(9, number4(Date.parse(`${until}T12:00:00Z`) / 1000 - born))];
  const reason = subpacket(29, Buffer.of(revoked === "retired" ? 1 : 2));
  const own = prefixed(primary.body);
  const both = Buffer.concat([own, prefixed(signing.body)]);
  const certified = Buffer.concat([own, Buffer.of(0xb4), number4(user.length), user]);
  const flags = (bits: number) => subpacket(27, Buffer.of(bits));
  const revocation = (type: number, data: Buffer) =>
    revoked === undefined ? [] : [packet(2, signature(primary, type, data, at, [reason]))];

  const selfSignature = signature(primary, 0x13, certified, at, [flags(subkey ? 1 : 3), ...(subkey ? [] : lifetime)]);
  const confirmed = subpacket(32, signature(signing, 0x19, confirms, at, []));
  const binding = signature(primary, 0x18, both, at, [flags(2), confirmed, ...lifetime]);
  const armoured = (label: string, keyTag: number, subkeyTag: number, secret: (key: KeyPair) => Buffer) =>
    armour(label, [
      packet(keyTag, secret(primary)),
      ...(subkey ? [] : revocation(0x20, own)),
      packet(13, user),
      packet(2, selfSignature),
      ...(subkey ? [packet(subkeyTag, secret(signing)), ...revocation(0x28, both), packet(2, binding)] : []),
    ]);
  return {
    certificate: armoured("PUBLIC KEY BLOCK", 6, 14, ({ body }) => body),
    fingerprint: `OPENPGP:${primary.fingerprint.toString("hex").toUpperCase()}`,
    secret: armoured("PRIVATE KEY BLOCK", 5, 7, secretBody),
    sign: (message) => armour("SIGNATURE", [packet(2, signature(signing, 0, Buffer.from(message), at, []))]),
  };
}

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly seed: Buffer;
  readonly body: Buffer;
  readonly fingerprint: Buffer;
}

// RFC 9580 section 5.5.2, algorithm 22 as GnuPG 2.2 writes it.
function keyPair(name: string): KeyPair {
  const seed = createHash("sha256").update(`kwanus test key ${name}`).digest();
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  const point = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32);
  const curve = Buffer.from("092b06010401da470f01", "hex");
  const body = Buffer.concat([
    Buffer.of(4),
    number4(born),
    Buffer.of(22),
    curve,
    mpi(Buffer.concat([Buffer.of(0x40), point])),
  ]);
  return { privateKey, seed, body, fingerprint: createHash("sha1").update(prefixed(body)).digest() };
}

/** RFC 9580 section 5.5.3: no passphrase, and a checksum. */
function secretBody({ body, seed }: KeyPair): Buffer {
  const secret = mpi(seed);
  const sum = secret.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Buffer.concat([body, Buffer.of(0), secret, number2(sum)]);
}

/** RFC 9580 section 5.2.3, with the subpackets GnuPG writes. */
function signature(key: KeyPair, type: number, data: Buffer, at: number, more: readonly Buffer[]): Buffer {
  const issuer = subpacket(33, Buffer.concat([Buffer.of(4), key.fingerprint]));
  const hashed = Buffer.concat([issuer, subpacket(2, number4(at)), ...more]);
  const unhashed = subpacket(16, key.fingerprint.subarray(-8));
  const start = Buffer.concat([Buffer.of(4, type, 22, 10), number2(hashed.length), hashed]);
  const signed = Buffer.concat([data, start, Buffer.of(4, 0xff), number4(start.length)]);
  const digest = createHash("sha512").update(signed).digest();
  const value = sign(null, digest, key.privateKey);
  const numbers = [mpi(value.subarray(0, 32)), mpi(value.subarray(32))];
  return Buffer.concat([start, number2(unhashed.length), unhashed, digest.subarray(0, 2), ...numbers]);
}

/** A packet in the old format, which GnuPG writes. */
export function packet(tag: number, body: Uint8Array): Buffer {
  if (body.length < 256) return Buffer.concat([Buffer.of(0x80 | (tag << 2), body.length), body]);
  return Buffer.concat([Buffer.of(0x81 | (tag << 2)), number2(body.length), body]);
}

/** A signature's subpacket. */
export function subpacket(type: number, body: Uint8Array): Buffer {
  if (body.length < 191) return Buffer.concat([Buffer.of(body.length + 1, type), body]);
  const rest = body.length + 1 - 192;
  return Buffer.concat([Buffer.of(192 + (rest >> 8), rest & 0xff, type), body]);
}

/** Armours packets with a checksum, lines of 64 characters. */
export function armour(label: string, packets: readonly Uint8Array[]): string {
  const bytes = Buffer.concat(packets);
  const lines = bytes.toString("base64").replace(/.{64}(?=.)/g, "$&\n");
  return `-----BEGIN PGP ${label}-----\n\n${lines}\n=${crc24(bytes)}\n-----END PGP ${label}-----\n`;
}

function crc24(bytes: Uint8Array): string {
  let crc = 0xb704ce;
  for (const byte of bytes)
    for (let bit = 7; bit >= 0; bit--)
      crc = ((crc << 1) ^ (((crc >> 23) ^ (byte >> bit)) & 1 ? 0x864cfb : 0)) & 0xffffff;
  return Buffer.of(crc >> 16, crc >> 8, crc).toString("base64");
}

function prefixed(body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(0x99), number2(body.length), body]);
}

function mpi(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const short = start < 0 ? new Uint8Array() : bytes.subarray(start);
  return Buffer.concat([number2(short.length * 8 - Math.clz32(short[0] ?? 0) + 24), short]);
}

function number2(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function number4(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
