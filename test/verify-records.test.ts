// The signed commits that recorded ballots: which way of merging keeps them, and which commit is no record at all.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { broughtCommits } from "../src/cli/brought-commits.ts";
import { openRepository, type Repository } from "../src/repo/repository.ts";
import { type LandedBallot, replay } from "../src/verify.ts";
import { testKey } from "./support/keys.ts";
import type { Files } from "./support/memory.ts";
import { foundOffice, git, type Office, settingOf } from "./support/office.ts";
import { asOf, voted } from "./support/world.ts";

const subject = "acme/EXP-0001";
const ballot = "partners/acme/proposals/EXP-0001/ballots/decision/sco.bo.1.yaml";

let office: Office;
let repository: Repository;
let root: string;
/** The office with bo's vote, and with the vote he put in its place. */
let once: Files;
let twice: Files;

beforeAll(async () => {
  office = await foundOffice();
  const listed = run("lee", "ls-files").split("\n");
  const files = Object.fromEntries(listed.map((path) => [path, readFileSync(join(office.folder, path), "utf8")]));
  once = await voted(files, subject, "bo");
  twice = await voted(once, subject, "bo", { choice: "abstain", reason: "On second thought." });
  root = run("lee", "rev-parse", "HEAD");
  repository = await openRepository(office.folder, settingOf(office, "lee"));
});
afterAll(() => {
  repository.close();
  office.close();
});

function run(person: string, ...words: string[]): string {
  return git(office, person, office.folder, ...words);
}

/** Writes what differs and commits it. */
function commit(person: string, files: Files, ...options: string[]): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(office.folder, path)), { recursive: true });
    writeFileSync(join(office.folder, path), content);
  }
  run(person, "add", "--all");
  run(person, "commit", "--quiet", "--message", `${person} commits`, ...options);
  return run(person, "rev-parse", "HEAD");
}

const signed = "--gpg-sign";

/** A branch from the office as it was, with a commit that the protected branch does not have. */
function voteBranch(make: () => void = () => void commit("bo", once, signed)): void {
  run("bo", "switch", "--quiet", "--force-create", "vote", root);
  make();
}

/** The protected branch, one landing further than when the vote branch was cut, or not. */
function protectedBranch(moved = true): void {
  run("lee", "switch", "--quiet", "--force-create", "landed", root);
  if (moved) commit("lee", { "reports/note.md": "moved on\n" });
}

/** What the replay says of the ballots that landed, as `seq is, because`, with commits by name. */
async function recorded(): Promise<string[]> {
  return (await landedBallots()).map(({ seq, record }) => [seq, record?.is, record?.because].filter(Boolean).join(" "));
}

async function landedBallots(): Promise<LandedBallot[]> {
  const commits = await repository.firstParentHistory(run("lee", "rev-parse", "landed"));
  const found: LandedBallot[] = [];
  for await (const { ballots, findings } of replay(
    commits,
    (id) => repository.snapshot(id),
    asOf,
    broughtCommits(commits, repository),
  )) {
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    found.push(...ballots.filter((landed) => landed.subject === subject));
  }
  return found;
}

describe("a ballot's signed commit", () => {
  it("comes along with a merge", async () => {
    voteBranch();
    protectedBranch();
    run("lee", "merge", "--quiet", "--no-ff", "--no-edit", "vote");
    expect(await landedBallots()).toEqual([
      expect.objectContaining({
        path: ballot,
        person: "bo",
        body: "SCO",
        key: testKey("bo").fingerprint,
        decision: "approve",
        standing: expect.objectContaining({ is: "counted" }),
        record: { is: "recorded", commit: run("lee", "rev-parse", "vote"), because: null, strangersKey: null },
      }),
    ]);
  });

  it("is the landing after a fast-forward", async () => {
    voteBranch();
    protectedBranch(false);
    run("lee", "merge", "--quiet", "--ff-only", "vote");
    expect(await recorded()).toEqual(["1 recorded"]);
  });

  it("is lost by a squash", async () => {
    voteBranch();
    protectedBranch();
    run("lee", "merge", "--quiet", "--squash", "vote");
    commit("lee", {});
    expect(await recorded()).toEqual(["1 lost is not signed"]);
  });

  it("is lost by a rebase, whoever is named as author and whoever signs the copy", async () => {
    voteBranch();
    protectedBranch();
    run("lee", "cherry-pick", "--no-gpg-sign", "vote");
    expect(run("lee", "log", "-1", "--format=%an")).toBe("bo");
    expect(await recorded()).toEqual(["1 lost is not signed"]);
    protectedBranch();
    run("lee", "cherry-pick", signed, "vote");
    expect(await recorded()).toEqual(["1 lost is signed by lee"]);
  });

  it("is not what a forge's own key signed", async () => {
    const forge = join(office.stage, "forge");
    writeFileSync(forge, testKey("forge").opensshPrivate, { mode: 0o600 });
    voteBranch();
    protectedBranch();
    run("lee", "merge", "--quiet", "--squash", "vote");
    run("lee", "-c", `user.signingkey=${forge}`, "commit", "--quiet", "--message", "Squash", signed);
    const [landed] = await landedBallots();
    expect(landed?.record).toMatchObject({ is: "lost", strangersKey: testKey("forge").fingerprint });
  });

  it("may hold its author's earlier ballots, and nothing else", async () => {
    voteBranch(() => void commit("bo", twice, signed));
    protectedBranch();
    run("lee", "merge", "--quiet", "--no-ff", "--no-edit", "vote");
    expect(await recorded()).toEqual(["1 recorded", "2 recorded"]);
    voteBranch(() => void commit("bo", { ...once, "reports/bo.md": "by the way\n" }, signed));
    protectedBranch();
    run("lee", "merge", "--quiet", "--no-ff", "--no-edit", "vote");
    expect(await recorded()).toEqual(["1 mixed"]);
    const others = await voted(once, subject, "ada");
    voteBranch(() => void commit("bo", others, signed));
    protectedBranch(false);
    run("lee", "merge", "--quiet", "--no-ff", "--no-edit", "vote");
    expect(await recorded()).toEqual(["1 mixed", "1 lost is signed by bo"]);
  });

  it("is found behind a branch that was brought up to date, and behind other people's commits", async () => {
    voteBranch(() => {
      commit("bo", once, signed);
      run("bo", "switch", "--quiet", "--force-create", "ahead", root);
      commit("lee", { "reports/ahead.md": "meanwhile\n" });
      run("bo", "switch", "--quiet", "vote");
      run("bo", "merge", "--quiet", "--no-edit", "ahead");
      commit("bo", { "reports/after.md": "and on\n" });
    });
    protectedBranch();
    run("lee", "merge", "--quiet", "--no-ff", "--no-edit", "vote");
    expect(await recorded()).toEqual(["1 recorded"]);
  });

  it("is none where only the merge itself holds the ballot", async () => {
    voteBranch(() => void commit("bo", { "reports/bo.md": "nothing else\n" }, signed));
    protectedBranch();
    run("lee", "merge", "--quiet", "--no-ff", "--no-commit", "vote");
    commit("lee", once, signed);
    const [landed] = await landedBallots();
    expect(landed?.record).toEqual({ is: "lost", commit: null, because: null, strangersKey: null });
  });

  it("is none that breaks the grammar of commits, or that lacks the signature's file", async () => {
    voteBranch(() => {
      commit("bo", once);
      run("bo", "-c", "i18n.commitEncoding=latin1", "commit", "--quiet", "--amend", "--no-edit", signed);
    });
    protectedBranch(false);
    run("lee", "merge", "--quiet", "--no-ff", "--no-edit", "vote");
    expect(await recorded()).toEqual([
      '1 lost has no signature that counts: the commit has a header that is not accepted: "encoding"',
    ]);
    voteBranch(() => {
      const { [`${ballot}.sig`]: signature, ...rest } = once;
      commit("bo", rest, signed);
      commit("bo", { [`${ballot}.sig`]: signature ?? "" }, signed);
    });
    protectedBranch(false);
    run("lee", "merge", "--quiet", "--no-ff", "--no-edit", "vote");
    expect(await recorded()).toEqual(["1 lost does not add the ballot's signature"]);
  });

  it("cannot be told where the clone is cut off behind a merge", async () => {
    const landings = Number(run("lee", "rev-list", "--count", root));
    voteBranch(() => {
      commit("bo", once, signed);
      for (let i = 0; i <= landings; i++) commit("bo", { "reports/long.md": `${i}\n` });
    });
    protectedBranch(false);
    run("lee", "merge", "--quiet", "--no-ff", "--no-edit", "vote");
    const shallow = join(office.stage, "shallow");
    const depth = `--depth=${landings + 1}`;
    git(office, "lee", office.stage, "clone", "--quiet", depth, "--branch=landed", `file://${office.folder}`, shallow);
    const clone = await openRepository(shallow, settingOf(office, "lee"));
    const tip = await clone.resolve("HEAD");
    const commits = await clone.firstParentHistory(tip ?? "");
    expect(commits).toHaveLength(landings + 1);
    const replayed = (async () => {
      for await (const _ of replay(commits, (id) => clone.snapshot(id), asOf, broughtCommits(commits, clone)));
    })();
    await expect(replayed).rejects.toMatchObject({
      exit: 3,
      help: expect.stringContaining("git fetch --unshallow origin"),
    });
    clone.close();
  });
});
