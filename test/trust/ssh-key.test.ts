// Public keys: read as ssh-keygen reads them, one form and one fingerprint for each, everything else refused with a reason.

import { createPublicKey } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isEd25519Point } from "../../src/trust/ed25519-point.ts";
import { parseKeyBlob, parsePublicKey, publicKeyLine } from "../../src/trust/ssh-key.ts";
import { readStrings, writeStrings } from "../../src/trust/ssh-wire.ts";
import { testKey } from "../support/keys.ts";
import { type SshKeygen, sshKeygen } from "../support/ssh-keygen.ts";

const names = ["ed25519", "ecdsa 256", "ecdsa 384", "ecdsa 521", "rsa 3072", "rsa 2048"];
const lines = new Map<string, string>();
let oracle: SshKeygen;

beforeAll(async () => {
  oracle = sshKeygen();
  await Promise.all(
    names.map(async (name) => {
      const [type = "", bits] = name.split(" ");
      const { publicLine } = await oracle.generate(type, bits === undefined ? undefined : Number(bits));
      lines.set(name, publicLine);
    }),
  );
}, 60_000);
afterAll(() => oracle.remove());

const line = (name: string) => lines.get(name) ?? "";
const fieldsOf = (publicLine: string) => readStrings(Buffer.from(publicLine.split(" ")[1] ?? "", "base64")) ?? [];
const written = (...fields: readonly (Uint8Array | string)[]) =>
  `${fields[0]} ${writeStrings(...fields).toString("base64")}`;

/** The key's fingerprint, or the code of the refusal. */
function answer(publicLine: string, minimumRsaBits = 3072) {
  const verdict = parsePublicKey(publicLine, { minimumRsaBits });
  return verdict.ok ? verdict.key.fingerprint : verdict.code;
}

describe("a public key", () => {
  test.each(names.slice(0, 5))("%s has the bits and fingerprint of ssh-keygen -l", (name) => {
    const verdict = parsePublicKey(line(name));
    if (!verdict.ok) throw new Error(verdict.reason);
    const { key } = verdict;
    expect(oracle.list(line(name))).toContain(`${key.bits} ${key.fingerprint} bo (`);
    expect(publicKeyLine(key)).toBe(line(name).split(" ").slice(0, 2).join(" "));
    expect(key.application).toBeNull();
  });

  test("is the same under another comment and other white space", () => {
    const [type, base64] = line("ed25519").split(" ");
    const expected = answer(line("ed25519"));
    expect(expected).toMatch(/^SHA256:/);
    for (const same of [`${type} ${base64}`, `  ${type}\t ${base64} ada or bo \n`, `${type} ${base64} `])
      expect(answer(same)).toBe(expected);
  });

  test("has at least the bits the policy asks for", () => {
    expect(answer(line("rsa 2048"))).toBe("weak-key");
    expect(answer(line("rsa 2048"), 2048)).toMatch(/^SHA256:/);
    expect(answer(line("rsa 3072"), 3073)).toBe("weak-key");
    expect(parsePublicKey(line("rsa 2048"))).toMatchObject({
      reason: "the key is RSA with 2048 bits, fewer than 3072",
    });
  });

  test("and its security-key twin are known by the same material", () => {
    const [, point = ""] = fieldsOf(line("ed25519"));
    const [, curve = "", nist = ""] = fieldsOf(line("ecdsa 256"));
    const plain = [line("ed25519"), line("ecdsa 256")].map((text) => parsePublicKey(text));
    const twins = [
      written("sk-ssh-ed25519@openssh.com", point, "ssh:"),
      written("sk-ecdsa-sha2-nistp256@openssh.com", curve, nist, "ssh:kwanus"),
    ].map((text) => parsePublicKey(text));
    expect(twins.map((key) => key.ok && key.key.application)).toEqual(["ssh:", "ssh:kwanus"]);
    expect(twins.map((key) => key.ok && key.key.material)).toEqual(plain.map((key) => key.ok && key.key.material));
    for (const twin of twins)
      expect(oracle.list(twin.ok ? publicKeyLine(twin.key) : "")).toContain(twin.ok && twin.key.fingerprint);
  });
});

describe("refused", () => {
  const point = () => fieldsOf(line("ed25519"))[1] ?? Buffer.of();
  const rsa = () => fieldsOf(line("rsa 3072")).slice(1) as [Buffer, Buffer];
  const nist = () => fieldsOf(line("ecdsa 256"))[2] ?? Buffer.of();
  const securityKey = () => written("sk-ssh-ed25519@openssh.com", point(), "ssh:");
  const withZero = (bytes: Buffer) => Buffer.concat([Buffer.of(0), bytes]);
  const lastChanged = (bytes: Buffer, mask: number) =>
    bytes.map((byte, index) => (index === bytes.length - 1 ? byte ^ mask : byte));
  const hybrid = (bytes: Buffer) => Buffer.concat([Buffer.of(6 + ((bytes.at(-1) ?? 0) & 1)), bytes.subarray(1)]);
  const compressed = (bytes: Buffer) =>
    Buffer.concat([Buffer.of(2 + ((bytes.at(-1) ?? 0) & 1)), bytes.subarray(1, 33)]);

  test.each<[what: string, code: string, make: () => string]>([
    ["nothing", "malformed", () => ""],
    ["a word", "malformed", () => "ssh-ed25519"],
    ["two lines", "malformed", () => `${line("ed25519")}${line("rsa 3072")}`],
    ["options before the key", "malformed", () => `cert-authority ${line("ed25519")}`],
    ["a type that is not the key's", "malformed", () => line("ed25519").replace("ssh-ed25519", "ssh-rsa")],
    ["a truncated key", "malformed", () => written("ssh-ed25519", point()).slice(0, -4)],
    ["base64 without padding", "malformed", () => securityKey().replace(/=+$/, "")],
    ["base64 with stray bits", "malformed", () => strayBits(securityKey())],
    ["a longer key", "malformed", () => written("ssh-ed25519", Buffer.concat([point(), Buffer.of(0)]))],
    ["a shorter key", "malformed", () => written("ssh-ed25519", point().subarray(1))],
    ["one field too many", "malformed", () => written("ssh-ed25519", point(), "x")],
    ["one field too few", "malformed", () => written("sk-ssh-ed25519@openssh.com", point())],
    ["another application", "malformed", () => written("sk-ssh-ed25519@openssh.com", point(), "https://example.org")],
    ["an RSA modulus with a leading zero", "malformed", () => written("ssh-rsa", rsa()[0], withZero(rsa()[1]))],
    ["an RSA exponent with a leading zero", "malformed", () => written("ssh-rsa", withZero(rsa()[0]), rsa()[1])],
    ["a negative RSA modulus", "malformed", () => written("ssh-rsa", rsa()[0], rsa()[1].subarray(1))],
    ["an even RSA modulus", "malformed", () => written("ssh-rsa", rsa()[0], lastChanged(rsa()[1], 1))],
    ["an RSA exponent of 0", "malformed", () => written("ssh-rsa", "", rsa()[1])],
    ["an RSA exponent of 1", "malformed", () => written("ssh-rsa", Buffer.of(1), rsa()[1])],
    ["an even RSA exponent", "malformed", () => written("ssh-rsa", Buffer.of(4), rsa()[1])],
    ["RSA too long to verify", "malformed", () => written("ssh-rsa", rsa()[0], Buffer.alloc(2049, 0x7f))],
    ["a point off its curve", "malformed", () => written("ecdsa-sha2-nistp256", "nistp256", lastChanged(nist(), 1))],
    ["a compressed point", "malformed", () => written("ecdsa-sha2-nistp256", "nistp256", compressed(nist()))],
    ["a hybrid point", "malformed", () => written("ecdsa-sha2-nistp256", "nistp256", hybrid(nist()))],
    ["the point at infinity", "malformed", () => written("ecdsa-sha2-nistp256", "nistp256", Buffer.of(0))],
    ["a curve that is not the type's", "malformed", () => written("ecdsa-sha2-nistp256", "nistp384", nist())],
    ["DSA", "unsupported", () => written("ssh-dss", ...[1, 2, 3, 4].map((number) => Buffer.of(number)))],
    ["a certificate", "unsupported", () => written("ssh-ed25519-cert-v01@openssh.com", "nonce", point())],
    ["an unknown type", "unsupported", () => written("ssh-ed448", point())],
    ["a name that JavaScript knows", "unsupported", () => written("constructor", point())],
    ["a very long line", "malformed", () => `${line("ed25519")}${"x".repeat(20_000)}`],
  ])("%s: %s", (_, code, make) => {
    expect(answer(make())).toBe(code);
  });

  test("but not for want of what was changed", () => {
    expect(answer(securityKey())).toMatch(/^SHA256:/);
  });

  function strayBits(text: string) {
    const last = text.replace(/=+$/, "").at(-1) ?? "";
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    expect(text).toMatch(/=$/);
    return text.replace(/.(=+)$/, `${alphabet[alphabet.indexOf(last) + 1]}$1`);
  }
});

describe("an Ed25519 point", () => {
  const encoded = (y: bigint, sign = 0) => {
    const bytes = Buffer.from(y.toString(16).padStart(64, "0"), "hex").reverse();
    bytes[31] = (bytes[31] ?? 0) | (sign << 7);
    return bytes;
  };
  const p = 2n ** 255n - 19n;

  test("of small order or not canonical is refused", () => {
    const orderEight = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";
    const itsNegative = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05";
    for (const y of [0n, 1n, p - 1n, p, p + 1n, 2n ** 255n - 1n])
      for (const sign of [0, 1]) expect(isEd25519Point(encoded(y, sign)), String(y)).toBe(false);
    for (const hex of [orderEight, itsNegative]) expect(isEd25519Point(Buffer.from(hex, "hex")), hex).toBe(false);
  });

  test("is one for half of all y, and for every real key", () => {
    const found = Array.from({ length: 400 }, (_, y) => isEd25519Point(encoded(BigInt(y + 2)))).filter(Boolean);
    expect(found.length).toBeGreaterThan(150);
    expect(found.length).toBeLessThan(250);
    // The base point, y = 4/5.
    expect(isEd25519Point(Buffer.from(`58${"66".repeat(31)}`, "hex"))).toBe(true);
    for (let seed = 0; seed < 100; seed++) {
      const spki = createPublicKey(testKey(`seed ${seed}`).privateKey).export({ format: "der", type: "spki" });
      expect(isEd25519Point(spki.subarray(-32))).toBe(true);
    }
  });
});

describe("laws", () => {
  test("no text and no bytes make it throw", () => {
    const types = fc.constantFrom("ssh-rsa", "ssh-ed25519", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com", "x");
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !parsePublicKey(text).ok));
    fc.assert(
      fc.property(types, fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }), (type, fields) => {
        const verdict = parseKeyBlob(writeStrings(type, ...fields));
        return !verdict.ok || fields.length > 0;
      }),
      { numRuns: 1000 },
    );
  });

  test("a key that is read has one form: written and read again it is the same", () => {
    const source = Buffer.from(line("rsa 3072").split(" ")[1] ?? "", "base64");
    fc.assert(
      fc.property(fc.nat({ max: source.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const verdict = parseKeyBlob(source.map((byte, index) => (index === at ? byte ^ mask : byte)));
        if (!verdict.ok) return true;
        const again = parsePublicKey(publicKeyLine(verdict.key));
        return (
          again.ok &&
          again.key.fingerprint === verdict.key.fingerprint &&
          again.key.fingerprint !== answer(line("rsa 3072"))
        );
      }),
      { numRuns: 500 },
    );
  });
});
