// SSHSIG laws: what is changed anywhere is refused, nothing throws, and the test signer is as good as ssh-keygen.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeStrings } from "../../src/trust/ssh-wire.ts";
import { verifySshSignature } from "../../src/trust/sshsig.ts";
import { sshSignature, testKey } from "../support/keys.ts";
import { type SshKeygen, sshKeygen } from "../support/ssh-keygen.ts";

const namespace = "kwanus-ballot";
const message = "kind: Ballot\nspec: { decision: approve }\n";

/** `ok`, or the code of the refusal. */
function verdict(armoured: string | Uint8Array, text = message, purpose = namespace) {
  const answer = verifySshSignature({ message: Buffer.from(text), armoured, namespace: purpose, minimumRsaBits: 3072 });
  return answer.ok ? "ok" : answer.code;
}

describe("the test signer", () => {
  let oracle: SshKeygen;
  beforeAll(() => {
    oracle = sshKeygen();
  });
  afterAll(() => oracle.remove());

  test("writes the very bytes of ssh-keygen", () => {
    for (const name of ["bo", "ada", "a name of another length"]) {
      const key = testKey(name);
      const path = oracle.write("deterministic", key.opensshPrivate);
      expect(key.sign(message, namespace)).toBe(oracle.sign(path, message, namespace));
      expect(oracle.list(key.publicLine)).toBe(`256 ${key.fingerprint} ${name} (ED25519)`);
      expect(verdict(key.sign(message, namespace))).toBe("ok");
    }
    expect(testKey("bo").fingerprint).not.toBe(testKey("ada").fingerprint);
  });
});

describe("laws", () => {
  const bo = testKey("bo");
  const armoured = bo.sign(message, namespace);
  const flip = (bytes: Uint8Array, at: number, mask: number) =>
    bytes.map((byte, index) => (index === at ? byte ^ mask : byte));
  const mask = fc.integer({ min: 1, max: 255 });

  test("one flipped byte of the message is refused", () => {
    const at = fc.nat({ max: message.length - 1 });
    fc.assert(
      fc.property(at, mask, (index, bits) => {
        const flipped = flip(Buffer.from(message), index, bits);
        return !verifySshSignature({ message: flipped, armoured, namespace, minimumRsaBits: 3072 }).ok;
      }),
      { numRuns: 2000 },
    );
  });

  // The two namespaces give armours without and with padding in their base64.
  test.each([namespace, "kwanus-revocation"])("one flipped byte of the armour is refused, for %s", (purpose) => {
    const whole = Buffer.from(bo.sign(message, purpose));
    expect(verdict(whole, message, purpose)).toBe("ok");
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), mask, (index, bits) => {
        return verdict(flip(whole, index, bits), message, purpose) !== "ok";
      }),
      { numRuns: 3000 },
    );
  });

  test("every flipped bit of the blob is refused", () => {
    const lines = armoured.split("\n");
    const blob = Buffer.from(lines.slice(1, -2).join(""), "base64");
    const accepted = Array.from({ length: blob.length * 8 }, (_, bit) => {
      const flipped = Buffer.from(flip(blob, bit >> 3, 1 << (bit & 7))).toString("base64");
      return verdict([lines[0], flipped, lines.at(-2), ""].join("\n"));
    }).filter((code) => code === "ok");
    expect(blob.length).toBeGreaterThan(150);
    expect(accepted).toEqual([]);
  });

  test("no bytes make it throw", () => {
    const part = fc.oneof(
      fc.constantFrom("ssh-rsa", "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "constructor", ""),
      fc.uint8Array(),
    );
    const nested = fc.array(part, { maxLength: 5 }).map((strings) => writeStrings(...strings));
    fc.assert(
      fc.property(nested, nested, fc.uint8Array({ maxLength: 9 }), (key, signature, tail) => {
        const hostile = sshSignature({ key, namespace, signature: Buffer.concat([signature, tail]) });
        return verdict(hostile) !== "ok" && verdict(tail) !== "ok";
      }),
      { numRuns: 1000 },
    );
  });
});
