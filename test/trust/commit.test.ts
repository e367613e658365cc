// Commit objects: one strict grammar, and the same verdict as `git verify-commit` on the same bytes.

import { execFileSync, spawnSync } from "node:child_process";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commitBytes, parseCommit, verifyCommit } from "../../src/trust/commit.ts";
import { allowedSigners } from "../../src/trust/roster.ts";
import { testKey } from "../support/keys.ts";
import { type SshKeygen, sshKeygen } from "../support/ssh-keygen.ts";

const limits = { minimumRsaBits: 3072 };
const bo = testKey("bo");
const tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
const ident = "Bo <bo@example.org> 1795258800 +0000";
const parts = { tree, parents: [], author: ident, committer: ident, message: Buffer.from("Approve acme/EXP-0003\n") };

function signedCommit(unsigned = commitBytes(parts)) {
  const parsed = parseCommit(unsigned);
  if ("refused" in parsed) throw new Error(parsed.refused);
  return commitBytes({ ...parsed, signature: bo.sign(unsigned, "git") });
}

/** `ok`, or the code of the refusal. */
function verdict(bytes: Uint8Array) {
  const answer = verifyCommit(bytes, limits);
  return answer.ok ? "ok" : answer.code;
}

const edited = (bytes: Uint8Array, change: (text: string) => string) =>
  Buffer.from(change(Buffer.from(bytes).toString("latin1")), "latin1");

describe("with git", () => {
  let oracle: SshKeygen;
  let env: NodeJS.ProcessEnv;
  const git = (args: string[], input: string | Uint8Array = "") =>
    execFileSync("git", args, { cwd: oracle.folder, env, input, stdio: ["pipe", "pipe", "pipe"] });
  const gitVerifies = (id: string) => spawnSync("git", ["verify-commit", id], { cwd: oracle.folder, env }).status === 0;
  /** Writes an object as it is, however strange, and returns its id. */
  const store = (bytes: Uint8Array) =>
    String(git(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], bytes)).trim();

  beforeAll(() => {
    oracle = sshKeygen();
    const who = { GIT_AUTHOR_NAME: "Bo", GIT_AUTHOR_EMAIL: "bo@example.org" };
    const committer = { GIT_COMMITTER_NAME: "Bo", GIT_COMMITTER_EMAIL: "bo@example.org" };
    const alone = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", HOME: oracle.folder };
    env = { PATH: process.env.PATH, LC_ALL: "C", ...who, ...committer, ...alone };
    git(["init", "--quiet", "--initial-branch=main"]);
    git(["config", "gpg.format", "ssh"]);
    git(["config", "user.signingKey", oracle.write("bo", bo.opensshPrivate)]);
    const signers = allowedSigners([{ id: "bo", keys: [bo.publicLine] }]);
    git(["config", "gpg.ssh.allowedSignersFile", oracle.write("signers", signers)]);
  });
  afterAll(() => oracle.remove());

  test("a commit signed by git -S verifies, merge and empty message included", () => {
    git(["commit", "--quiet", "-S", "--allow-empty", "-m", "Root\n\nWith a body, ä and 日本."]);
    git(["checkout", "--quiet", "-b", "side"]);
    git(["commit", "--quiet", "-S", "--allow-empty", "--allow-empty-message", "-m", ""]);
    git(["checkout", "--quiet", "main"]);
    git(["merge", "--quiet", "-S", "--no-ff", "-m", "Merge side", "side"]);
    const ids = String(git(["rev-list", "HEAD"]))
      .trim()
      .split("\n");
    expect(ids.length).toBe(3);
    for (const id of ids) {
      const bytes = git(["cat-file", "commit", id]);
      const answer = verifyCommit(bytes, limits);
      expect(answer).toMatchObject({ ok: true, key: { fingerprint: bo.fingerprint } });
      expect(gitVerifies(id)).toBe(true);
      const parsed = parseCommit(bytes);
      if ("refused" in parsed) throw new Error(parsed.refused);
      expect(Buffer.from(commitBytes(parsed)).equals(bytes)).toBe(true);
      expect(parsed.parents.join(" ")).toBe(String(git(["log", "-1", "--format=%P", id])).trim());
    }
  });

  test("a commit built and signed in process verifies, and git knows it", () => {
    const parent = store(commitBytes(parts));
    for (const parents of [[], [parent], [parent, parent.replace(/^./, "0")]]) {
      const bytes = signedCommit(commitBytes({ ...parts, parents }));
      expect(verdict(bytes)).toBe("ok");
      expect(gitVerifies(store(bytes))).toBe(true);
    }
  });

  test("damage and other namespaces are refused by both", () => {
    const unsigned = commitBytes(parts);
    const signed = signedCommit();
    for (const [bytes, code] of [
      [unsigned, "unsigned"],
      [edited(signed, (text) => text.replace("Approve", "approve")), "bad-signature"],
      [edited(signed, (text) => text.replace("author Bo", "author Ada")), "bad-signature"],
      [edited(signed, (text) => `${text}\n`), "bad-signature"],
      [commitBytes({ ...parts, signature: bo.sign(unsigned, "kwanus-ballot") }), "wrong-namespace"],
      [commitBytes({ ...parts, signature: "junk" }), "unsupported"],
    ] as const) {
      expect(verdict(bytes)).toBe(code);
      expect(gitVerifies(store(bytes))).toBe(false);
    }
  });
});

describe("the grammar", () => {
  const signed = signedCommit();
  const gpgsig = /gpgsig (?:.*\n)(?: .*\n)*/;
  const header = (name: string) => edited(signed, (text) => text.replace("\n\n", `\n${name}\n\n`));

  test.each<[what: string, reason: string, bytes: Uint8Array]>([
    ["no bytes", "no end", Buffer.of()],
    ["no blank line", "no end", Buffer.from(`tree ${tree}\n`)],
    ["two signatures", '"gpgsig"', edited(signed, (text) => text.replace(gpgsig, "$&$&"))],
    ["a SHA-256 signature", '"gpgsig-sha256"', edited(signed, (text) => text.replace(gpgsig, "$&gpgsig-sha256 x\n"))],
    [
      "only a SHA-256 signature",
      '"gpgsig-sha256"',
      edited(signed, (text) => text.replace("gpgsig ", "gpgsig-sha256 ")),
    ],
    ["two trees", "begin with tree", edited(signed, (text) => `tree ${tree}\n${text}`)],
    ["a second tree at the end", '"tree"', header(`tree ${tree}`)],
    ["two authors", "begin with tree", edited(signed, (text) => text.replace(/author .*\n/, "$&$&"))],
    ["a second committer", '"committer"', header(`committer ${ident}`)],
    ["a parent after the author", '"parent"', header(`parent ${tree}`)],
    [
      "committer before author",
      "begin with tree",
      edited(signed, (text) => text.replace(/(author .*\n)(comm.*\n)/, "$2$1")),
    ],
    ["an encoding", '"encoding"', edited(signed, (text) => text.replace("gpgsig", "encoding ISO-8859-1\ngpgsig"))],
    [
      "a merged tag",
      '"mergetag"',
      edited(signed, (text) => text.replace("gpgsig", `mergetag object ${tree}\n type commit\ngpgsig`)),
    ],
    ["an unknown header", '"HG:extra"', header("HG:extra rebase_source")],
    ["a header line without a name", '"?x"', header("\tx")],
    ["carriage returns", "begin with tree", edited(signed, (text) => text.replace(/(tree .*)\n/, "$1\r\n"))],
    ["an upper-case id", "begin with tree", edited(signed, (text) => text.replace(tree, tree.toUpperCase()))],
    ["a short id", "begin with tree", edited(signed, (text) => text.replace(tree, tree.slice(1)))],
    [
      "ids of two lengths",
      "two lengths",
      edited(signed, (text) => text.replace("author", `parent ${"0".repeat(64)}\nauthor`)),
    ],
    ["an author without an address", "begin with tree", edited(signed, (text) => text.replace("<bo@example.org>", ""))],
    ["two addresses", "begin with tree", edited(signed, (text) => text.replace("<bo@", "<ada@example.org> <bo@"))],
    ["a NUL in the message", "NUL", edited(signed, (text) => `${text}\0hidden`)],
    ["a NUL in a name", "NUL", edited(signed, (text) => text.replace("Bo", "Bo\0"))],
    ["a name in Latin-1", "UTF-8", edited(signed, (text) => text.replace("Bo", "B\xf6"))],
    ["a byte order mark", "begin with tree", edited(signed, (text) => `\xef\xbb\xbf${text}`)],
    ["a tag", "begin with tree", Buffer.from(`object ${tree}\ntype commit\ntag v1\ntagger ${ident}\n\nv1\n`)],
  ])("refuses %s", (_, reason, bytes) => {
    const parsed = parseCommit(bytes);
    expect("refused" in parsed && parsed.refused).toContain(reason);
    expect(verifyCommit(bytes, limits)).toMatchObject({ ok: false, code: "malformed" });
  });

  test("reads what it wrote", () => {
    const parent = "0".repeat(40);
    const unsigned = commitBytes({ ...parts, parents: [parent, tree], message: Buffer.from([0xff, 0x0a, 0x0a, 0x20]) });
    const parsed = parseCommit(signedCommit(unsigned));
    if ("refused" in parsed) throw new Error(parsed.refused);
    expect(parsed).toMatchObject({ tree, parents: [parent, tree], author: ident, committer: ident });
    expect([...parsed.message]).toEqual([0xff, 0x0a, 0x0a, 0x20]);
    expect(parsed.signature).toBe(bo.sign(unsigned, "git"));
    expect(Buffer.from(parsed.signedPayload).equals(Buffer.from(unsigned))).toBe(true);
  });

  test("accepts object ids of SHA-256", () => {
    expect(parseCommit(commitBytes({ ...parts, tree: "a".repeat(64) }))).toMatchObject({ tree: "a".repeat(64) });
  });

  test("words of a signature in the message are words", () => {
    const message = Buffer.from(`Approve\n\ngpgsig ${bo.sign("x", "git")}`);
    expect(verdict(commitBytes({ ...parts, message }))).toBe("unsigned");
  });

  test.each([
    ["a line break in a name", { author: `Bo\ntree ${tree} <bo@example.org> 1 +0000` }],
    ["no date", { committer: "Bo <bo@example.org>" }],
    ["a ref for a tree", { tree: "main" }],
    ["a NUL in the message", { message: Buffer.from("a\0b") }],
  ])("does not write %s", (_, change) => {
    expect(() => commitBytes({ ...parts, ...change })).toThrow("the commit");
  });
});

describe("laws", () => {
  const signed = Buffer.from(signedCommit());
  const at = fc.nat({ max: signed.length - 1 });
  const mask = fc.integer({ min: 1, max: 255 });

  test("one flipped byte anywhere in a signed commit is refused", () => {
    const flip = (index: number, bits: number) => signed.map((byte, place) => (place === index ? byte ^ bits : byte));
    fc.assert(
      fc.property(at, mask, (index, bits) => verdict(flip(index, bits)) !== "ok"),
      { numRuns: 3000 },
    );
  });

  test("no bytes make it throw", () => {
    const piece = fc.oneof(
      fc.constantFrom("tree ", tree, "\n", "parent ", "author ", "committer ", ident, "gpgsig ", " ", "\n\n"),
      fc.uint8Array({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece),
        (pieces) => verdict(Buffer.concat(pieces.map((bytes) => Buffer.from(bytes as string)))) !== "ok",
      ),
      { numRuns: 1000 },
    );
  });
});
