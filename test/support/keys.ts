// Throw-away keys for tests: the same name gives the same Ed25519 key for ever, and signing needs no program.

import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { writeStrings } from "../../src/trust/ssh-wire.ts";
import { encodeSshSignedData } from "../../src/trust/sshsig.ts";

export interface TestKey {
  readonly privateKey: KeyObject;
  /** `ssh-ed25519 AAAA… bo` */
  readonly publicLine: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
  /** Text of an unencrypted OpenSSH private key file; ssh-keygen wants it with mode 0600. */
  readonly opensshPrivate: string;
  /** The very bytes `ssh-keygen -Y sign -n <namespace>` prints. */
  sign(message: Uint8Array | string, namespace: string): string;
}

/** The key that `name` stands for. Anybody can compute it: never for anything but tests. */
export function testKey(name: string): TestKey {
  const seed = createHash("sha256").update(`kwanus test key ${name}`).digest();
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  const point = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32);
  const blob = writeStrings("ssh-ed25519", point);
  return {
    privateKey,
    publicLine: `ssh-ed25519 ${blob.toString("base64")} ${name}`,
    fingerprint: `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`,
    opensshPrivate: opensshPrivate(name, seed, point, blob),
    sign(message, namespace) {
      const signature = sign(null, encodeSshSignedData(Buffer.from(message), namespace, "sha512"), privateKey);
      return sshSignature({ key: blob, namespace, signature: writeStrings("ssh-ed25519", signature) });
    },
  };
}

/** Armours an SSHSIG blob from its parts, hostile ones included. */
export function sshSignature(parts: {
  readonly key: Uint8Array;
  readonly namespace: string;
  readonly signature: Uint8Array;
  readonly hash?: string;
  readonly reserved?: string;
}): string {
  const { key, namespace, signature, hash = "sha512", reserved = "" } = parts;
  const preamble = Buffer.from("SSHSIG\0\0\0\u0001");
  return pem("SSH SIGNATURE", Buffer.concat([preamble, writeStrings(key, namespace, reserved, hash, signature)]));
}

/** PEM as OpenSSH writes it: lines of 70 characters. */
function pem(label: string, bytes: Uint8Array): string {
  const lines = Buffer.from(bytes)
    .toString("base64")
    .replace(/.{70}(?=.)/g, "$&\n");
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

// source: OpenSSH PROTOCOL.key
function opensshPrivate(comment: string, seed: Uint8Array, point: Uint8Array, blob: Uint8Array): string {
  const check = seed.subarray(0, 4);
  const secret = Buffer.concat([check, check, blob, writeStrings(Buffer.concat([seed, point]), comment)]);
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]).subarray(0, (8 - (secret.length % 8)) % 8);
  const keys = Buffer.from([0, 0, 0, 1]);
  const body = [
    Buffer.from("openssh-key-v1\0"),
    writeStrings("none", "none", ""),
    keys,
    writeStrings(blob, Buffer.concat([secret, padding])),
  ];
  // ssh-keygen itself wraps private keys at 70 characters too.
  return pem("OPENSSH PRIVATE KEY", Buffer.concat(body));
}
