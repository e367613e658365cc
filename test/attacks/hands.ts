// Keys of every kind in the hands of people who sign: good ones, weak ones, and ones that nobody should believe.

import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { signersChange } from "../../src/acts/person.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import { printDocument } from "../../src/document/print.ts";
import type { KeyProof } from "../../src/document/types.gen.ts";
import { readModel } from "../../src/model/model.ts";
import { commitBytes, parseCommit } from "../../src/trust/commit.ts";
import { readStrings, writeStrings } from "../../src/trust/ssh-wire.ts";
import { encodeSshSignedData } from "../../src/trust/sshsig.ts";
import { namespaces } from "../../src/trust/statement.ts";
import { sshSignature, testKey } from "../support/keys.ts";
import { ballotBy, type HandMade, textOf } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { keyNamed } from "../support/openpgp.ts";
import { mpint, securityKeySignature } from "../support/security-key.ts";
import { applied, now } from "../support/world.ts";
import type { Ground } from "./ground.ts";

/** Somebody's key, and how they sign with it. */
export interface Hand {
  readonly publicLine: string;
  sign(message: Uint8Array | string, namespace: string): string;
}

const repo = "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d";

/** `SHA256:…` of a public key line, whatever key it is. */
function fingerprintOf({ publicLine }: Hand): string {
  return `SHA256:${createHash("sha256").update(blobOf(publicLine)).digest("base64").replace(/=+$/, "")}`;
}

function blobOf(publicLine: string): Buffer {
  return Buffer.from(publicLine.split(" ")[1] ?? "", "base64");
}

function handOf(key: Buffer, signature: (data: Uint8Array) => Uint8Array): Hand {
  const [type] = readStrings(key) ?? [];
  return {
    publicLine: `${type} ${key.toString("base64")} hand`,
    sign(message, namespace) {
      const data = encodeSshSignedData(Buffer.from(message), namespace, "sha512");
      return sshSignature({ key, namespace, signature: signature(data) });
    },
  };
}

/** A security key; without a touch unless bit 0 of the flags is set. */
export function securityHand(flags: number): Hand {
  const [, point = ""] = readStrings(blobOf(testKey("security key").publicLine)) ?? [];
  const key = writeStrings("sk-ssh-ed25519@openssh.com", point, "ssh:");
  return {
    publicLine: `sk-ssh-ed25519@openssh.com ${key.toString("base64")} hand`,
    sign: (message, namespace) =>
      securityKeySignature({
        data: encodeSshSignedData(Buffer.from(message), namespace, "sha512"),
        namespace,
        flags,
      }),
  };
}

const rsaKeys = new Map<number, KeyObject>();

/** An RSA key of so many bits, the same each time; `ssh-rsa` signs with SHA-1. */
export function rsaHand(bits: number, algorithm: "ssh-rsa" | "rsa-sha2-256" | "rsa-sha2-512" = "rsa-sha2-512"): Hand {
  const key = rsaKeys.get(bits) ?? generateKeyPairSync("rsa", { modulusLength: bits }).privateKey;
  rsaKeys.set(bits, key);
  const { n = "", e = "" } = key.export({ format: "jwk" });
  const [modulus, exponent] = [Buffer.from(n, "base64url"), Buffer.from(e, "base64url")];
  const hash = { "ssh-rsa": "sha1", "rsa-sha2-256": "sha256", "rsa-sha2-512": "sha512" }[algorithm];
  return handOf(writeStrings("ssh-rsa", mpint(exponent), mpint(modulus)), (data) =>
    writeStrings(algorithm, sign(hash, data, key)),
  );
}

/** RSA with an exponent of 1: the padded hash is the signature, and no secret is needed. */
export function freeRsaHand(): Hand {
  const modulus = Buffer.alloc(384, 0xff);
  return handOf(writeStrings("ssh-rsa", Buffer.of(1), mpint(modulus)), (data) => {
    const info = Buffer.from("3051300d060960864801650304020305000440", "hex");
    const hash = createHash("sha512").update(data).digest();
    const padding = Buffer.alloc(384 - 3 - info.length - hash.length, 0xff);
    return writeStrings("rsa-sha2-512", Buffer.concat([Buffer.of(0, 1), padding, Buffer.of(0), info, hash]));
  });
}

/** The four points whose order divides 4, encoded. */
const fewPoints = ["01".padEnd(64, "0"), `ec${"ff".repeat(30)}7f`, "00".repeat(32), `${"00".repeat(31)}80`].map((hex) =>
  Buffer.from(hex, "hex"),
);

/** A point of order 4 as an Ed25519 key. With S = 0 one of the four points as R fits nearly every message; no secret is needed. */
export function fewPointsHand(): Hand {
  const point = Buffer.alloc(32);
  const key = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x: point.toString("base64url") } });
  return handOf(writeStrings("ssh-ed25519", point), (data) => {
    const guesses = fewPoints.map((r) => Buffer.concat([r, Buffer.alloc(32)]));
    const found = guesses.find((guess) => verify(null, data, key, guess));
    if (found === undefined) throw new Error("none of the four fits this message: change a word of it");
    return writeStrings("ssh-ed25519", found);
  });
}

/** A DSA key as OpenSSH made them: 1024 bits, SHA-1. */
export function dsaHand(): Hand {
  const { publicKey, privateKey } = generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 });
  const numbers = integersOf(publicKey.export({ type: "spki", format: "der" }));
  return handOf(writeStrings("ssh-dss", ...numbers), (data) =>
    writeStrings("ssh-dss", sign("sha1", data, { key: privateKey, dsaEncoding: "ieee-p1363" })),
  );
}

/** p, q, g and y of a DSA key's SubjectPublicKeyInfo (RFC 3279): every DER INTEGER in it, in order. */
function integersOf(der: Buffer, found: Buffer[] = []): Buffer[] {
  for (let at = 0; at < der.length; ) {
    const [tag = 0, first = 0] = der.subarray(at);
    const more = first < 0x80 ? 0 : first & 0x7f;
    const start = at + 2 + more;
    const length = more === 0 ? first : der.readUIntBE(at + 2, more);
    const content = der.subarray(start, start + length);
    if (tag === 2) found.push(content);
    if (tag === 0x30) integersOf(content, found);
    // The public number is wrapped in a BIT STRING, behind its count of unused bits.
    if (tag === 3) integersOf(content.subarray(1), found);
    at = start + length;
  }
  return found;
}

/** The files with one more key of a person, its proof signed for a namespace by itself or by another hand. */
export async function listed(
  files: Files,
  person: string,
  hand: Hand,
  { signer = hand, namespace = namespaces.key as string } = {},
): Promise<Files> {
  const path = `governance/people/${person}.yaml`;
  const { value } = (await readModel(memorySnapshot(files))).people.get(person) ?? {};
  const keys = [...(value?.spec.keys ?? []), { type: "ssh", key: hand.publicLine, added: "2026-11-21" }];
  const spec = { repo, person, key: fingerprintOf(hand), statedAt: now };
  const proof = printDocument({ apiVersion: "kwanus/v1", kind: "KeyProof", spec } satisfies KeyProof);
  const proofPath = `governance/people/${person}.${keys.length}.proof.yaml`;
  const next = {
    ...files,
    [path]: fillTemplate(textOf(files, path), { "/spec/keys": keys }),
    [proofPath]: proof,
    [`${proofPath}.sig`]: signer.sign(proof, namespace),
  };
  const signers = signersChange(await readModel(memorySnapshot(next)));
  return signers === null ? next : applied(next, signers);
}

/** The same commit, signed as Git signs. */
export function signedBy(ground: Ground, key: string, commit: string): string {
  return ground.rewritten(commit, (bytes) => {
    const parsed = parseCommit(bytes);
    if ("refused" in parsed) throw new Error(parsed.refused);
    return commitBytes({ ...parsed, signature: keyNamed(key).sign(parsed.signedPayload, namespaces.commit) });
  });
}

/** A ballot signed by any hand, as `ballotBy` makes it otherwise. */
export async function ballotIn(
  hand: Hand,
  files: Files,
  subject: string,
  person: string,
  made: HandMade = {},
): Promise<Files> {
  const spec = { key: fingerprintOf(hand), ...made.spec };
  const head = await ballotBy(files, subject, person, { ...made, spec });
  const [path = ""] = Object.keys(head).filter((name) => files[name] !== head[name] && !name.endsWith(".sig"));
  return { ...head, [`${path}.sig`]: hand.sign(textOf(head, path), made.namespace ?? namespaces.ballot) };
}
