// Statements: bytes and a detached signature, each namespace for its own purpose, other families answered without a pass.

import { describe, expect, test } from "vitest";
import { namespaces, verifyStatement } from "../../src/trust/statement.ts";
import { testKey } from "../support/keys.ts";

const bo = testKey("bo");
const bytes = Buffer.from("kind: Ballot\n");
const purposes = [namespaces.ballot, namespaces.key, namespaces.revocation] as const;

function verdict(signature: string | null, namespace: (typeof purposes)[number] = namespaces.ballot) {
  const file = signature === null ? null : Buffer.from(signature);
  return verifyStatement({ bytes, signature: file, namespace, minimumRsaBits: 3072 });
}

describe("a statement", () => {
  test("is signed for one purpose only", () => {
    for (const made of [...purposes, namespaces.commit, "file"])
      for (const asked of purposes) {
        const expected =
          made === asked ? { ok: true, key: { fingerprint: bo.fingerprint } } : { ok: false, code: "wrong-namespace" };
        expect(verdict(bo.sign(bytes, made), asked)).toMatchObject(expected);
      }
  });

  test.each([
    ["no file", "unsigned", null],
    ["an empty file", "unsigned", ""],
    ["OpenPGP that is none", "malformed", "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n"],
    ["OpenPGP cleartext", "unsupported", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nkind: Ballot\n"],
    ["S/MIME", "unsupported", "-----BEGIN SIGNED MESSAGE-----\nMII=\n-----END SIGNED MESSAGE-----\n"],
    ["something else", "unsupported", "approved by bo\n"],
    ["two families at once", "malformed", `-----BEGIN PGP SIGNATURE-----\n${bo.sign(bytes, "kwanus-ballot")}`],
  ])("with %s as signature is %s", (_, code, signature) => {
    expect(verdict(signature)).toMatchObject({ ok: false, code, reason: expect.stringMatching(/./) });
  });
});
