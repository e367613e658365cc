// governance/allowed_signers: ssh-keygen reads it and accepts whom the roster names, for kwanus' purposes, and nobody else.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allowedSigners } from "../../src/trust/roster.ts";
import { testKey } from "../support/keys.ts";
import { type GeneratedKey, type SshKeygen, sshKeygen } from "../support/ssh-keygen.ts";

const bo = testKey("bo");
const ada = testKey("ada");
const message = "kind: Ballot\n";

let oracle: SshKeygen;
let short: GeneratedKey;
let nist: GeneratedKey;
beforeAll(async () => {
  oracle = sshKeygen();
  [short, nist] = await Promise.all([oracle.generate("rsa", 2048), oracle.generate("ecdsa", 384)]);
}, 60_000);
afterAll(() => oracle.remove());

describe("allowed_signers", () => {
  test("has one line for each person and key, in byte order, without comments", () => {
    const purposes = 'namespaces="kwanus-ballot,kwanus-key,kwanus-revocation,git"';
    const plain = (line: string) => line.split(" ").slice(0, 2).join(" ");
    const text = `ada ${purposes} ${plain(ada.publicLine)}\nbo ${purposes} ${plain(bo.publicLine)}\n`;
    const people = [
      { id: "bo", keys: [bo.publicLine, `${plain(bo.publicLine)} again`] },
      { id: "ada", keys: [ada.publicLine] },
      { id: "tom", keys: [] },
    ];
    expect(allowedSigners(people)).toBe(text);
    expect(allowedSigners(people.toReversed())).toBe(text);
    expect(allowedSigners([])).toBe("");
  });

  test("is what ssh-keygen -Y verify needs", () => {
    const allowed = allowedSigners([
      { id: "bo", keys: [bo.publicLine, nist.publicLine] },
      { id: "ada", keys: [ada.publicLine] },
    ]);
    for (const namespace of ["kwanus-ballot", "kwanus-key", "kwanus-revocation", "git"]) {
      const byBo = bo.sign(message, namespace);
      expect(oracle.verifies(allowed, "bo", byBo, message, namespace)).toBe(true);
      expect(oracle.verifies(allowed, "bo", oracle.sign(nist.path, message, namespace), message, namespace)).toBe(true);
      expect(oracle.verifies(allowed, "ada", byBo, message, namespace)).toBe(false);
      expect(oracle.verifies(allowed, "bo", byBo, `${message} `, namespace)).toBe(false);
      expect(oracle.verifies(allowed, "bo", testKey("erin").sign(message, namespace), message, namespace)).toBe(false);
    }
    expect(oracle.verifies(allowed, "bo", bo.sign(message, "file"), message, "file")).toBe(false);
  });

  test("holds no key and no person that would not count", () => {
    const hostile = [
      {
        id: "bo",
        keys: [short.publicLine, "-----BEGIN PGP PUBLIC KEY BLOCK-----", "", `${bo.publicLine}\n* ${ada.publicLine}`],
      },
      ...["*", "b?", "!bo", "bo,ada", "bo ada", "bo\nada", "Bo", ""].map((id) => ({ id, keys: [bo.publicLine] })),
    ];
    expect(allowedSigners(hostile)).toBe("");
    expect(allowedSigners(hostile, { minimumRsaBits: 2048 })).toMatch(/^bo namespaces="\S+" ssh-rsa \S+\n$/);
  });
});
