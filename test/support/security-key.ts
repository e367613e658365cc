// A security key in memory: the signatures a FIDO token would make, with and without a touch.

import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readStrings, writeStrings } from "../../src/trust/ssh-wire.ts";
import { sshSignature, testKey } from "./keys.ts";

export interface SecurityKeyTouch {
  /** What SSHSIG signs. */
  readonly data: Uint8Array;
  readonly namespace: string;
  /** Bit 0: the key was touched. */
  readonly flags?: number;
  readonly application?: string;
  readonly kind?: "ed25519" | "ecdsa";
  /** The counter the signature states; the key signed 7. */
  readonly shown?: number;
}

/** What a security key would return for a touch, by a key in memory (OpenSSH PROTOCOL.u2f). */
export function securityKeySignature({
  data,
  namespace,
  flags = 1,
  application = "ssh:",
  kind = "ed25519",
  shown = 7,
}: SecurityKeyTouch) {
  const hash = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();
  const trailer = (count: number) => Buffer.from([flags, 0, 0, 0, count]);
  const signed = Buffer.concat([hash(application), trailer(7), hash(data)]);
  const { key, signature } =
    kind === "ed25519" ? securityEd25519(application, signed) : securityEcdsa(application, signed);
  return sshSignature({ key, namespace, signature: Buffer.concat([signature, trailer(shown)]) });
}

function securityEd25519(application: string, signed: Uint8Array) {
  const type = "sk-ssh-ed25519@openssh.com";
  const { privateKey, publicLine } = testKey("security key");
  const [, point = ""] = readStrings(Buffer.from(publicLine.split(" ")[1] ?? "", "base64")) ?? [];
  return { key: writeStrings(type, point, application), signature: writeStrings(type, sign(null, signed, privateKey)) };
}

function securityEcdsa(application: string, signed: Uint8Array) {
  const type = "sk-ecdsa-sha2-nistp256@openssh.com";
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  const both = sign("sha256", signed, { key: privateKey, dsaEncoding: "ieee-p1363" });
  const numbers = [both.subarray(0, 32), both.subarray(32)].map(mpint);
  return {
    key: writeStrings(type, "nistp256", point, application),
    signature: writeStrings(type, writeStrings(...numbers)),
  };
}

/** A big-endian number in its shortest mpint form. */
export function mpint(bytes: Buffer) {
  const magnitude = bytes.subarray(
    Math.max(
      0,
      bytes.findIndex((byte) => byte !== 0),
    ),
  );
  return (magnitude[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), magnitude]) : magnitude;
}
