// Our OpenPGP against gpg on the same bytes: equal wherever kwanus is not stricter on purpose, and never looser.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commitBytes, parseCommit, verifyCommit } from "../../src/trust/commit.ts";
import { verifyOpenPgpSignature } from "../../src/trust/openpgp.ts";
import { dearmour, splitPackets } from "../../src/trust/openpgp-armour.ts";
import { readCertificate } from "../../src/trust/openpgp-certificate.ts";
import { isExpired, type OpenPgpKey } from "../../src/trust/openpgp-key.ts";
import { materialsOf, readPublicKey, withLimits } from "../../src/trust/public-key.ts";
import { parsePublicKey } from "../../src/trust/ssh-key.ts";
import { verifyStatement } from "../../src/trust/statement.ts";
import { type Gpg, gpg } from "../support/gpg.ts";
import { testKey } from "../support/keys.ts";
import { armour, packet, subpacket, testPgpKey } from "../support/openpgp.ts";

const text = (name: string) => readFileSync(new URL(`openpgp/${name}`, import.meta.url), "utf8");
const message = text("message.txt");

const trusted = ["ed25519", "rsa3072", "nistp256", "nistp384", "nistp521", "subkey"];
const ending = ["expired", "expired-subkey", "revoked", "revoked-subkey", "stolen-subkey", "renewed"];
const refusedKeys = ["brainpool", "secp256k1", "dsa", "sha1-self"];
const shortKeys = ["rsa2048", "rsa1024"];

let oracle: Gpg;
const keys = new Map<string, OpenPgpKey>();

beforeAll(async () => {
  oracle = gpg();
  oracle.import(...[...trusted, ...ending, ...refusedKeys, ...shortKeys].map((name) => text(`${name}.pub.asc`)));
  for (const name of [...trusted, ...ending, ...shortKeys]) {
    const verdict = await readCertificate(text(`${name}.pub.asc`));
    if (!verdict.ok) throw new Error(`${name}: ${verdict.reason}`);
    keys.set(name, verdict.key);
  }
});
afterAll(() => oracle.remove());

function keyNamed(name: string): OpenPgpKey {
  const key = keys.get(name);
  if (key === undefined) throw new Error(`no key ${name}`);
  return key;
}

function answerTo(armoured: string | Uint8Array, words: string | Uint8Array = message, minimumRsaBits = 3072) {
  const question = { message: Buffer.from(words), armoured, certificates: keys.values(), minimumRsaBits };
  return verifyOpenPgpSignature(question);
}

/** `ok`, or the code of the refusal. */
function verdict(armoured: string | Uint8Array, words: string | Uint8Array = message): string {
  const answer = answerTo(armoured, words);
  return answer.ok ? "ok" : answer.code;
}

describe("a signature by gpg", () => {
  test.each(trusted)("%s verifies as it was made, and in no other way", (name) => {
    const armoured = text(`${name}.sig.asc`);
    expect(answerTo(armoured)).toMatchObject({ ok: true, key: keyNamed(name), terms: { until: null, revoked: null } });
    for (const [words, signature, expected] of [
      [message, armoured, "ok"],
      [message, armoured.trimEnd(), "ok"],
      [`${message}\n`, armoured, "bad-signature"],
      [message.trimEnd(), armoured, "bad-signature"],
      ["", armoured, "bad-signature"],
      [message, "", "malformed"],
      [message, armoured.slice(0, armoured.length / 2), "malformed"],
      [message, armoured.replace(/\n=.{4}\n/, "\n=AAAA\n"), "malformed"],
      [message, armoured.replaceAll("PGP SIGNATURE", "PGP MESSAGE"), "malformed"],
    ] as const) {
      expect(verdict(signature, words), signature).toBe(expected);
      // gpg does not look at an armour's label.
      if (!signature.includes("PGP MESSAGE")) expect(oracle.fits(signature, words), signature).toBe(expected === "ok");
    }
  });

  test.each(["SHA256", "SHA384", "SHA512"])("may hash with %s", (hash) => {
    const armoured = text(`rsa3072-${hash}.sig.asc`);
    expect(verdict(armoured)).toBe("ok");
    expect(oracle.says(armoured, message)).toBe("GOODSIG");
  });

  test("may carry a note that its signer did not call critical", () => {
    expect(verdict(text("notation.sig.asc"))).toBe("ok");
    expect(oracle.says(text("notation.sig.asc"), message)).toBe("GOODSIG");
  });

  test("by a key that nobody lists is nobody's", () => {
    const certificates = [keyNamed("rsa3072")];
    const question = { message: Buffer.from(message), armoured: text("ed25519.sig.asc"), minimumRsaBits: 3072 };
    const named = keyNamed("ed25519").primary.fingerprint;
    for (const [listed, reason] of [
      [certificates, named],
      [[], "nobody here lists"],
    ] as const) {
      const answer = verifyOpenPgpSignature({ ...question, certificates: listed });
      expect(answer).toMatchObject({ ok: false, code: "unknown-key", reason: expect.stringContaining(reason) });
    }
  });

  test("by a subkey is its owner's, who is called by the primary key", () => {
    const key = keyNamed("subkey");
    const [signer] = key.signers;
    expect(key.signers).toHaveLength(1);
    expect(key.fingerprint).toBe(`OPENPGP:${key.primary.fingerprint}`);
    expect(signer?.fingerprint).not.toBe(key.primary.fingerprint);
    const listed = oracle.run("--list-keys", "--with-colons", "--with-subkey-fingerprint", "=subkey");
    for (const print of [key.primary.fingerprint, signer?.fingerprint]) expect(listed).toContain(`:${print}:`);
  });
});

describe("kwanus is stricter than gpg", () => {
  const edited = (change: (armoured: string) => string) => () => change(text("ed25519.sig.asc"));
  const file = (name: string) => () => text(`${name}.sig.asc`);
  const body = () => splitPackets(dearmour(text("ed25519.sig.asc"), "SIGNATURE") ?? new Uint8Array())?.[0]?.body;
  const rebuilt = (change: (body: Buffer) => readonly Uint8Array[]) => () =>
    armour("SIGNATURE", change(Buffer.from(body() ?? [])));

  test.each<[what: string, code: string, make: () => string]>([
    ["armour headers", "malformed", file("headers")],
    ["text before the armour", "malformed", edited((armoured) => `approved\n${armoured}`)],
    ["text after the armour", "malformed", edited((armoured) => `${armoured}approved\n`)],
    ["carriage returns", "malformed", edited((armoured) => armoured.replaceAll("\n", "\r\n"))],
    ["white space in the blank line", "malformed", edited((armoured) => armoured.replace("\n\n", "\n \n"))],
    ["several signatures in one armour", "malformed", file("two")],
    ["the same signature twice in one armour", "malformed", rebuilt((one) => [packet(2, one), packet(2, one)])],
    ["a marker beside it", "malformed", rebuilt((one) => [packet(10, Buffer.from("PGP")), packet(2, one)])],
    ["a length longer than it need be", "malformed", rebuilt((one) => [longHeader(one)])],
    ["an unhashed field of its own", "malformed", rebuilt((one) => [withUnhashed(one, subpacket(20, note))])],
    ["a critical mark on the unhashed issuer", "malformed", rebuilt((one) => [criticalIssuer(one)])],
    ["a signature over text", "unsupported", file("text")],
    ["a signature that expires", "unsupported", file("expiring")],
    ["SHA-1", "weak-hash", file("rsa3072-SHA1")],
    ["SHA-224", "weak-hash", file("rsa3072-SHA224")],
    ["RSA with 2048 bits", "weak-key", file("rsa2048")],
    ["RSA with 1024 bits", "weak-key", file("rsa1024")],
    ["DSA", "unknown-key", file("dsa")],
    ["a brainpool curve", "unknown-key", file("brainpool")],
    ["secp256k1", "unknown-key", file("secp256k1")],
    ["a key that only SHA-1 vouches for", "unknown-key", file("sha1-self")],
  ])("with %s: %s", (what, code, make) => {
    const armoured = make();
    expect(verdict(armoured), armoured).toBe(code);
    expect(oracle.says(armoured, message), armoured).toBe(what === "a signature that expires" ? "EXPSIG" : "GOODSIG");
  });

  test("with a critical note: neither takes it", () => {
    expect(verdict(text("critical-notation.sig.asc"))).toBe("unsupported");
    expect(oracle.fits(text("critical-notation.sig.asc"), message)).toBe(false);
  });

  test("cleartext and attached messages are no detached signatures", () => {
    const statement = { bytes: Buffer.from(message), namespace: "kwanus-ballot", minimumRsaBits: 3072 } as const;
    const certificates = [keyNamed("ed25519")];
    for (const [name, code] of [
      ["cleartext", "unsupported"],
      ["attached", "malformed"],
    ] as const) {
      const signature = Buffer.from(text(`${name}.sig.asc`));
      expect(verifyStatement({ ...statement, signature, certificates })).toMatchObject({ ok: false, code });
    }
  });
});

const note = Buffer.concat([Buffer.from([0x80, 0, 0, 0, 0, 3, 0, 1]), Buffer.from("a@bx")]);

function longHeader(body: Buffer): Buffer {
  const head = Buffer.from([0x8a, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** The unhashed area begins behind the hashed one, whose length stands in octets 4 and 5. */
function unhashedAt(body: Buffer): number {
  return 6 + body.readUInt16BE(4);
}

function withUnhashed(body: Buffer, more: Uint8Array): Buffer {
  const at = unhashedAt(body);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.readUInt16BE(at) + more.length);
  return packet(2, Buffer.concat([body.subarray(0, at), length, more, body.subarray(at + 2)]));
}

function criticalIssuer(body: Buffer): Buffer {
  const changed = Buffer.from(body);
  const at = unhashedAt(body) + 3;
  changed[at] = 0x90;
  return packet(2, changed);
}

describe("a certificate", () => {
  test.each([...trusted, ...ending, ...shortKeys])("%s has the fingerprint gpg prints", (name) => {
    expect(oracle.run("--list-keys", "--with-colons", `=${name}`)).toContain(
      `\nfpr:::::::::${keyNamed(name).fingerprint.replace("OPENPGP:", "")}:\n`,
    );
  });

  test.each<[name: string, until: string | null, revoked: string | null, word: string]>([
    ["expired", "2021-01-01", null, "EXPKEYSIG"],
    ["expired-subkey", "2021-01-01", null, "EXPKEYSIG"],
    ["renewed", "2099-01-01", null, "GOODSIG"],
    ["revoked", null, "retired", "REVKEYSIG"],
    ["revoked-subkey", null, "retired", "REVKEYSIG"],
    ["stolen-subkey", null, "compromised", "REVKEYSIG"],
  ])("%s signs until %s and is revoked: %s", (name, until, revoked, word) => {
    const armoured = text(`${name}.sig.asc`);
    expect(answerTo(armoured)).toMatchObject({ ok: true, terms: { until, revoked } });
    expect(oracle.says(armoured, message)).toBe(word);
  });

  test("ends with its last day, not before", () => {
    const key = { until: "2026-11-21" };
    expect([isExpired(key, "2026-11-21"), isExpired(key, "2026-11-22")]).toEqual([false, true]);
    expect([isExpired(key, null), isExpired({ until: null }, "9999-12-31")]).toEqual([false, false]);
  });

  test.each([
    ["dsa", "weak-key"],
    ["sha1-self", "weak-hash"],
    ["brainpool", "unsupported"],
    ["secp256k1", "unsupported"],
  ])("%s is refused: %s", async (name, code) => {
    expect(await readCertificate(text(`${name}.pub.asc`))).toMatchObject({ ok: false, code });
  });

  test.each([
    ["rsa2048", 3072, "weak-key"],
    ["rsa2048", 2048, "ok"],
    ["rsa1024", 2048, "weak-key"],
  ])("%s under a policy of %i bits: %s", (name, minimumRsaBits, expected) => {
    const answer = withLimits(keyNamed(name), { minimumRsaBits });
    expect(answer.ok ? "ok" : answer.code).toBe(expected);
  });

  const packetsOf = (armoured: string) =>
    splitPackets(dearmour(armoured, "PUBLIC KEY BLOCK") ?? new Uint8Array()) ?? [];
  const block = (...parts: readonly { tag: number; body: Uint8Array }[]) =>
    armour(
      "PUBLIC KEY BLOCK",
      parts.map(({ tag, body }) => packet(tag, body)),
    );
  const gil = testPgpKey("gil");
  const subkeyed = testPgpKey("gil", { subkey: true });
  const stolen = testPgpKey("gil", { revoked: "compromised" });

  test.each<[what: string, make: () => string]>([
    ["nothing", () => ""],
    ["an SSH key", () => testKey("gil").publicLine],
    ["a private key", () => gil.secret],
    ["a private key called a public one", () => gil.secret.replaceAll("PRIVATE", "PUBLIC")],
    ["two keys", () => block(...packetsOf(gil.certificate), ...packetsOf(testPgpKey("kim").certificate))],
    ["two armours", () => gil.certificate + gil.certificate],
    ["armour headers", () => gil.certificate.replace("\n\n", "\nComment: gil\n\n")],
    ["no self-signature", () => block(...packetsOf(gil.certificate).slice(0, 2))],
    ["somebody else's user id", () => block(...withUser(packetsOf(gil.certificate), "Ada <ada@office.example>"))],
    [
      "a signature packet that cannot be read",
      () => block(...packetsOf(gil.certificate), { tag: 2, body: Buffer.of(3) }),
    ],
    [
      "a packet that has no place in a key",
      () => block(...packetsOf(gil.certificate), { tag: 11, body: Buffer.of(0) }),
    ],
    ["a certificate cut off in a packet", () => cutOff(gil.certificate)],
    [
      "a hundred user ids",
      () => block(...packetsOf(gil.certificate), ...Array(100).fill(packetsOf(gil.certificate)[1])),
    ],
    ["a revocation of another key", () => block(...withRevocation(packetsOf(testPgpKey("kim").certificate)))],
  ])("is not read from %s", async (_, make) => {
    expect(await readCertificate(make())).toMatchObject({ ok: false, code: "malformed" });
  });

  function cutOff(certificate: string): string {
    return armour("PUBLIC KEY BLOCK", [
      (dearmour(certificate, "PUBLIC KEY BLOCK") ?? new Uint8Array()).subarray(0, -1),
    ]);
  }

  test("that holds no key that may sign is refused, and says so", async () => {
    const onlyCertifies = block(...packetsOf(subkeyed.certificate).slice(0, 3));
    expect(await readCertificate(onlyCertifies)).toMatchObject({
      ok: false,
      reason: "it holds no key that may sign: the primary key may certify, but not sign",
    });
  });

  function withUser(packets: readonly { tag: number; body: Uint8Array }[], user: string) {
    return packets.map(({ tag, body }) => ({ tag, body: tag === 13 ? Buffer.from(user) : body }));
  }

  function withRevocation([key, ...rest]: readonly { tag: number; body: Uint8Array }[]) {
    const [, revocation] = packetsOf(stolen.certificate);
    if (key === undefined || revocation === undefined) throw new Error("no packets");
    return [key, revocation, ...rest];
  }

  test("does not give its owner a subkey that confirmed another key", async () => {
    const claimed = await readCertificate(testPgpKey("mallory", { subkey: true, claims: "gil" }).certificate);
    expect(claimed).toMatchObject({
      ok: false,
      reason: "it holds no key that may sign: the primary key may certify, but not sign",
    });
    // With a primary key that may sign the certificate is good, and what gil's subkey signs is still not mallory's.
    const own = packetsOf(testPgpKey("mallory").certificate);
    const [, , , ...theirs] = packetsOf(testPgpKey("mallory", { subkey: true, claims: "gil" }).certificate);
    const read = await readCertificate(block(...own, ...theirs));
    expect(read).toMatchObject({ ok: true, key: { signers: [{}] } });
    const certificates = read.ok ? [read.key] : [];
    const question = { message: Buffer.from("x"), armoured: subkeyed.sign("x"), certificates, minimumRsaBits: 3072 };
    expect(verifyOpenPgpSignature(question)).toMatchObject({
      ok: false,
      code: "unknown-key",
      reason: "the subkey has not confirmed that it belongs to its key",
    });
  });

  test("that only certifies does not sign", async () => {
    const read = await readCertificate(subkeyed.certificate);
    const certificates = read.ok ? [read.key] : [];
    const question = { message: Buffer.from("x"), armoured: gil.sign("x"), certificates, minimumRsaBits: 3072 };
    expect(verifyOpenPgpSignature(question)).toMatchObject({ ok: false, code: "unknown-key" });
  });

  test("has the numbers of the SSH key it also is", async () => {
    const ours = await readPublicKey(gil.certificate);
    const point = ours.ok && ours.key.type === "openpgp" ? ours.key.primary.numbers.blob : new Uint8Array();
    const asSsh = parsePublicKey(`ssh-ed25519 ${Buffer.from(point).toString("base64")}`);
    expect(ours.ok && materialsOf(ours.key)).toEqual(asSsh.ok && materialsOf(asSsh.key));
    const both = await readPublicKey(subkeyed.certificate);
    expect(both.ok && materialsOf(both.key)).toHaveLength(2);
  });
});

test("keys made for tests are what gpg makes of them", async () => {
  const home = gpg();
  try {
    for (const options of [
      {},
      { subkey: true },
      { until: "2021-01-01" },
      { revoked: "retired", subkey: true },
    ] as const) {
      const key = testPgpKey(`gil ${JSON.stringify(options)}`, options);
      home.import(key.certificate);
      const armoured = key.sign(message);
      const word = "until" in options ? "EXPKEYSIG" : "revoked" in options ? "REVKEYSIG" : "GOODSIG";
      expect(home.says(armoured, message)).toBe(word);
      const read = await readCertificate(key.certificate);
      const certificates = read.ok ? [read.key] : [];
      const question = { message: Buffer.from(message), armoured, certificates, minimumRsaBits: 3072 };
      expect(verifyOpenPgpSignature(question)).toMatchObject({ ok: true, key: { fingerprint: key.fingerprint } });
    }
  } finally {
    home.remove();
  }
});

describe("a commit that Git signs with gpg", () => {
  test("verifies as git verify-commit says, and as kwanus writes it the bytes are the same", async () => {
    const home = gpg();
    try {
      const { secret, certificate, fingerprint } = testPgpKey("gil", { subkey: true });
      home.import(secret);
      const git = (words: string[], input = "") =>
        execFileSync("git", words, { cwd: home.home, env: home.env, input, stdio: "pipe" }).toString();
      const verifies = (id: string) =>
        spawnSync("git", ["verify-commit", id], { cwd: home.home, env: home.env }).status === 0;
      git(["init", "--quiet"]);
      for (const [name, value] of [
        ["user.name", "gil"],
        ["user.email", "gil@office.example"],
        ["user.signingkey", fingerprint.replace("OPENPGP:", "")],
      ] as const)
        git(["config", name, value]);
      git(["commit", "--quiet", "--allow-empty", "-S", "-m", "Vote\n\nwith a body"]);
      const bytes = Buffer.from(git(["cat-file", "commit", "HEAD"]));
      const read = await readCertificate(certificate);
      const limits = { minimumRsaBits: 3072, certificates: read.ok ? [read.key] : [] };
      expect(verifies("HEAD")).toBe(true);
      expect(verifyCommit(bytes, limits)).toMatchObject({ ok: true, key: { fingerprint } });
      const parsed = parseCommit(bytes);
      if ("refused" in parsed) throw new Error(parsed.refused);
      expect(Buffer.from(commitBytes(parsed)).equals(bytes)).toBe(true);

      const store = (object: Uint8Array) => {
        const words = ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"];
        return execFileSync("git", words, { cwd: home.home, env: home.env, input: object }).toString().trim();
      };
      const text = bytes.toString();
      for (const [damaged, code] of [
        [text.replace("Vote", "Veto"), "bad-signature"],
        [text.replace("author gil", "author gyl"), "bad-signature"],
        [text.replace(/\n =(.{4})\n/, "\n =AAAA\n"), "malformed"],
      ] as const) {
        expect(verifyCommit(Buffer.from(damaged), limits)).toMatchObject({ ok: false, code });
        expect(verifies(store(Buffer.from(damaged)))).toBe(false);
      }
      // Stricter on purpose, as for statements: the armour's headers are no part of what is signed.
      const headed = text.replace("SIGNATURE-----\n \n", "SIGNATURE-----\n Comment: approved by all\n \n");
      expect(verifyCommit(Buffer.from(headed), limits)).toMatchObject({ ok: false, code: "malformed" });
      expect(verifies(store(Buffer.from(headed)))).toBe(true);
    } finally {
      home.remove();
    }
  });
});

/** Every byte, changed in three ways: its lowest and its highest bit, and its neighbour's place taken. */
function* bent(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++)
    for (const change of [1, 0x80, 0x20]) {
      const copy = Uint8Array.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ change;
      yield copy;
    }
}

describe("any single byte that changes", () => {
  test.each(["ed25519", "rsa3072", "nistp256", "subkey"])(
    "is refused in what %s signed, and in its signature",
    (name) => {
      const armoured = Buffer.from(text(`${name}.sig.asc`));
      const packets = dearmour(String(armoured), "SIGNATURE") ?? new Uint8Array();
      let count = 0;
      const passed: string[] = [];
      const refuses = (signature: string | Uint8Array, words: string | Uint8Array, what: string) => {
        count++;
        if (answerTo(signature, words).ok) passed.push(what);
      };
      for (const words of bent(Buffer.from(message))) refuses(armoured, words, `message ${Buffer.from(words)}`);
      // The last line feed may be there or not.
      for (const changed of bent(armoured))
        if (changed.at(-1) === 10) refuses(changed, message, `armour ${Buffer.from(changed)}`);
      // Below the armour, where its checksum does not help.
      for (const changed of bent(packets))
        refuses(armour("SIGNATURE", [changed]), message, `packet ${Buffer.from(changed).toString("hex")}`);
      expect(passed).toEqual([]);
      expect(count).toBeGreaterThan(1000);
    },
  );

  test("is refused in a certificate, or leaves the key it was", async () => {
    const { certificate } = testPgpKey("gil", { subkey: true, until: "2030-01-01" });
    const read = await readCertificate(certificate);
    const packets = dearmour(certificate, "PUBLIC KEY BLOCK") ?? new Uint8Array();
    const summary = ({ fingerprint, signers, until, revoked }: OpenPgpKey) =>
      JSON.stringify([fingerprint, until, revoked, signers.map((signer) => [signer.fingerprint, signer.until])]);
    const seen = new Set<string>();
    for (const changed of bent(packets)) {
      const other = await readCertificate(armour("PUBLIC KEY BLOCK", [changed]));
      if (other.ok && other.key.signers.length > 0) seen.add(summary(other.key));
    }
    // Unhashed issuers do not matter to what is certified.
    expect([...seen]).toEqual(read.ok ? [summary(read.key)] : []);
  });
});
