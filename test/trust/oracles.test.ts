// Every kind of SSH key, valid and damaged, on the same bytes: kwanus against `ssh-keygen -Y verify` and `git verify-commit`.

import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commitBytes, verifyCommit } from "../../src/trust/commit.ts";
import { allowedSigners } from "../../src/trust/roster.ts";
import { readStrings, writeStrings } from "../../src/trust/ssh-wire.ts";
import { encodeSshSignedData, verifySshSignature } from "../../src/trust/sshsig.ts";
import { sshSignature, testKey } from "../support/keys.ts";
import { mpint, securityKeySignature } from "../support/security-key.ts";
import { type SshKeygen, sshKeygen } from "../support/ssh-keygen.ts";

const namespace = "kwanus-ballot";
const message = "kind: Ballot\nspec: { decision: approve }\n";
const minimumRsaBits = 3072;

type Signing = (text: Uint8Array | string, purpose: string) => string;

const b64 = (value: string | undefined) => Buffer.from(value ?? "", "base64url");

function rsa(privateKey: KeyObject, hash: "sha256" | "sha512"): Signing {
  const { e, n } = privateKey.export({ format: "jwk" });
  const key = writeStrings("ssh-rsa", mpint(b64(e)), mpint(b64(n)));
  return (text, purpose) => {
    const value = sign(hash, encodeSshSignedData(Buffer.from(text), purpose, "sha512"), privateKey);
    return sshSignature({ key, namespace: purpose, signature: writeStrings(`rsa-sha2-${hash.slice(3)}`, value) });
  };
}

function ecdsa(bits: 256 | 384 | 521): Signing {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: `P-${bits}` });
  const { x, y } = privateKey.export({ format: "jwk" });
  const type = `ecdsa-sha2-nistp${bits}`;
  const key = writeStrings(type, `nistp${bits}`, Buffer.concat([Buffer.of(4), b64(x), b64(y)]));
  const hash = { 256: "sha256", 384: "sha384", 521: "sha512" }[bits];
  return (text, purpose) => {
    const data = encodeSshSignedData(Buffer.from(text), purpose, "sha512");
    const both = sign(hash, data, { key: privateKey, dsaEncoding: "ieee-p1363" });
    const numbers = [both.subarray(0, both.length / 2), both.subarray(both.length / 2)].map(mpint);
    return sshSignature({ key, namespace: purpose, signature: writeStrings(type, writeStrings(...numbers)) });
  };
}

const securityKey =
  (kind: "ed25519" | "ecdsa", application = "ssh:"): Signing =>
  (text, purpose) => {
    const data = encodeSshSignedData(Buffer.from(text), purpose, "sha512");
    return securityKeySignature({ data, namespace: purpose, kind, application });
  };

const rsaKey = generateKeyPairSync("rsa", { modulusLength: 3072 }).privateKey;

const kinds: Readonly<Record<string, Signing>> = {
  "ssh-ed25519": testKey("bo").sign,
  "ecdsa-sha2-nistp256": ecdsa(256),
  "ecdsa-sha2-nistp384": ecdsa(384),
  "ecdsa-sha2-nistp521": ecdsa(521),
  "rsa-sha2-256": rsa(rsaKey, "sha256"),
  "rsa-sha2-512": rsa(rsaKey, "sha512"),
  "sk-ssh-ed25519@openssh.com": securityKey("ed25519"),
  "sk-ecdsa-sha2-nistp256@openssh.com": securityKey("ecdsa"),
};

let oracle: SshKeygen;
beforeAll(() => {
  oracle = sshKeygen();
});
afterAll(() => oracle.remove());

function blobOf(armoured: string): Buffer {
  return Buffer.from(armoured.split("\n").slice(1, -2).join(""), "base64");
}

/** Key, namespace, reserved, hash, signature. */
function partsOf(armoured: string): Buffer[] {
  return readStrings(blobOf(armoured).subarray(10)) ?? [];
}

/** The line of a roster for the key that is in a signature. */
function rosterOf(armoured: string): string {
  const [key = Buffer.of()] = partsOf(armoured);
  const [type = ""] = readStrings(key) ?? [];
  return allowedSigners([{ id: "bo", keys: [`${type} ${key.toString("base64")}`] }]);
}

function armour(blob: Uint8Array): string {
  const lines = Buffer.from(blob)
    .toString("base64")
    .replace(/.{70}(?=.)/g, "$&\n");
  return `-----BEGIN SSH SIGNATURE-----\n${lines}\n-----END SSH SIGNATURE-----\n`;
}

/** Ways to spoil a signature; each is as wrong for ssh-keygen as for kwanus. */
function spoilt(valid: string, other: string): [what: string, armoured: string, text?: string, purpose?: string][] {
  const blob = blobOf(valid);
  const [key = "", , reserved = "", hash = "", signature = Buffer.of()] = partsOf(valid);
  const again = (parts: { key?: Uint8Array | string; hash?: string; signature?: Uint8Array }) => {
    const { key: k = key, hash: h = String(hash), signature: s = signature } = parts;
    return armour(Buffer.concat([blob.subarray(0, 10), writeStrings(k, namespace, reserved, h, s)]));
  };
  // Nine places spread over the blob, and its last byte: with a security key that is the end of its counter.
  const turned = [...Array(9).keys(), 9].map((step): [string, string] => {
    const at = step === 9 ? blob.length - 1 : Math.floor((blob.length * (2 * step + 1)) / 20);
    const flipped = Buffer.from(blob);
    flipped[at] = (blob[at] ?? 0) ^ 0x10;
    return [`byte ${at} turned`, armour(flipped)];
  });
  return [
    ["another message", valid, `${message}\n`],
    ["another namespace", valid, message, "kwanus-key"],
    ["another key of its kind", again({ key: partsOf(other)[0] ?? "" })],
    ["another hash", again({ hash: "sha256" })],
    ["a byte too few", again({ signature: signature.subarray(0, -1) })],
    ["a byte too many", again({ signature: Buffer.concat([signature, Buffer.of(0)]) })],
    ["no signature", again({ signature: Buffer.of() })],
    ...turned,
  ];
}

/** Somebody else's signature by a key of the same kind. */
function otherOf(kind: string): string {
  const bits = /nistp(\d+)$/.exec(kind)?.[1];
  if (kind.startsWith("rsa-"))
    return rsa(generateKeyPairSync("rsa", { modulusLength: 3072 }).privateKey, "sha512")(message, namespace);
  if (kind.startsWith("sk-"))
    return securityKey(kind.includes("ecdsa") ? "ecdsa" : "ed25519", "ssh:other")(message, namespace);
  return bits === undefined ? testKey("ada").sign(message, namespace) : ecdsa(Number(bits) as 256)(message, namespace);
}

const ours = (armoured: string, text = message, purpose = namespace) =>
  verifySshSignature({ message: Buffer.from(text), armoured, namespace: purpose, minimumRsaBits }).ok;

describe.each(Object.entries(kinds))("%s", (kind, signing) => {
  const valid = signing(message, namespace);

  test("is accepted by kwanus and by ssh-keygen -Y verify", () => {
    expect(
      readStrings(
        partsOf(valid)[4]?.subarray(0, kind.startsWith("sk-") ? -5 : undefined) ?? Buffer.of(),
      )?.[0]?.toString(),
    ).toBe(kind);
    expect(ours(valid)).toBe(true);
    expect(oracle.verifies(rosterOf(valid), "bo", valid, message, namespace)).toBe(true);
  });

  test("is refused by both however it is damaged", () => {
    for (const [what, armoured, text = message, purpose = namespace] of spoilt(valid, otherOf(kind))) {
      expect([
        what,
        ours(armoured, text, purpose),
        oracle.verifies(rosterOf(valid), "bo", armoured, text, purpose),
      ]).toEqual([what, false, false]);
    }
  });
});

describe("a commit, against git verify-commit", () => {
  const ident = "Bo <bo@office.example> 1795258800 +0000";
  const unsigned = commitBytes({
    tree: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    parents: ["6e1c0d2".padEnd(40, "0")],
    author: ident,
    committer: ident,
    message: Buffer.from("Approve acme/EXP-0003\n"),
  });

  /** The object with a signature over everything else as its last header, whatever headers there are. */
  const signedBy = (signing: Signing, payload: Uint8Array = unsigned) => {
    const header = `gpgsig ${signing(payload, "git").trimEnd().replaceAll("\n", "\n ")}`;
    return Buffer.from(Buffer.from(payload).toString("latin1").replace("\n\n", `\n${header}\n\n`), "latin1");
  };

  let env: NodeJS.ProcessEnv;
  const git = (args: string[], input: string | Uint8Array = "") =>
    execFileSync("git", args, { cwd: oracle.folder, env, input, stdio: "pipe" }).toString().trim();
  const gitAccepts = (bytes: Uint8Array): boolean => {
    const id = git(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], bytes);
    return spawnSync("git", ["verify-commit", id], { cwd: oracle.folder, env }).status === 0;
  };
  const kwanusAccepts = (bytes: Uint8Array) => verifyCommit(bytes, { minimumRsaBits }).ok;

  // A new key of the simulated security key's ECDSA kind is made for each signature, so its roster is made for each too.
  const enrol = (bytes: Uint8Array) => {
    const armoured =
      /-----BEGIN[\s\S]*-----END SSH SIGNATURE-----/.exec(Buffer.from(bytes).toString("latin1"))?.[0] ?? "";
    oracle.write("roster", rosterOf(`${armoured.replaceAll("\n ", "\n")}\n`));
  };

  beforeAll(() => {
    env = {
      PATH: process.env.PATH,
      LC_ALL: "C",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_NOSYSTEM: "1",
      HOME: oracle.folder,
    };
    git(["init", "--quiet"]);
    git(["config", "gpg.format", "ssh"]);
    git(["config", "gpg.ssh.allowedSignersFile", oracle.write("roster", "")]);
  });

  test.each(Object.keys(kinds))("by %s: valid, and damaged in its headers, its signature and its message", (kind) => {
    const bytes = signedBy(kinds[kind] as Signing);
    enrol(bytes);
    expect([kwanusAccepts(bytes), gitAccepts(bytes)]).toEqual([true, true]);
    const armoured = bytes.indexOf("BEGIN SSH");
    for (const at of [6, 60, unsigned.length - 150, armoured + 60, armoured + 250, bytes.length - 3]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (bytes[at] ?? 0) ^ 1;
      expect([at, kwanusAccepts(damaged), gitAccepts(damaged)]).toEqual([at, false, false]);
    }
  });

  // Git says "Good signature" to each of these: whoever reads the commit with another program may see another commit.
  test.each<[what: string, because: string, change: (text: string) => string]>([
    [
      "an encoding",
      "it changes how the signed message reads",
      (text) => text.replace("\n\n", "\nencoding ISO-8859-1\n\n"),
    ],
    ["an unknown header", "nobody checks what it says", (text) => text.replace("\n\n", "\nHG:extra branch:stable\n\n")],
    ["two authors", "readers take the first or the last", (text) => text.replace(/author .*\n/, "$&$&")],
    ["a second committer", "likewise", (text) => text.replace(/committer .*\n/, "$&$&")],
    ["a name in Latin-1", "it reads differently in UTF-8", (text) => text.replace("author Bo", "author B\xf6")],
  ])("kwanus is stricter about %s: %s", (_, __, change) => {
    const payload = Buffer.from(change(Buffer.from(unsigned).toString("latin1")), "latin1");
    const bytes = signedBy(kinds["ssh-ed25519"] as Signing, payload);
    enrol(bytes);
    expect([kwanusAccepts(bytes), gitAccepts(bytes)]).toEqual([false, true]);
  });
});
