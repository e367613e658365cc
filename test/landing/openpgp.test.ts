// People with an OpenPGP key: what it may do until its last day, once it is taken back, and when it is somebody else's too.

import { beforeAll, describe, expect, it, vi } from "vitest";
import { check } from "../../src/check.ts";
import { reckon } from "../../src/landing/history.ts";
import { land } from "../../src/landing/landing.ts";
import { doubtedIn, doubtInWords } from "../../src/landing/undermined.ts";
import { authorityOf } from "../../src/model/authority.ts";
import { readModel } from "../../src/model/model.ts";
import type { Commit, Snapshot } from "../../src/snapshot.ts";
import { verifyCommit } from "../../src/trust/commit.ts";
import { replay } from "../../src/verify.ts";
import { ballotBy, edited, refusals, revoked, textOf, without } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { keyNamed, testPgpKey } from "../support/openpgp.ts";
import { accepted, asOf, bodies, decided, landed, sample, voted } from "../support/world.ts";

const subject = "borealis/APP-0001";
const ballot = "partners/borealis/applications/APP-0001/ballots/decision/erc.erin.1.yaml";
const person = "governance/people/erin.yaml";

/** The office with erin's key in place of the SSH key she had. */
async function withErin(key: string): Promise<Files> {
  return accepted(without(edited(files, person, { "/spec/keys": [] }), "governance/people/erin.1.proof"), "erin", key);
}

let files: Files;
let plain: Files;
beforeAll(async () => {
  files = await sample();
  plain = await withErin("gpg:erin");
});

const key = "gpg:erin";
const others = Object.values(bodies).flatMap(([first]) => (first === "erin" ? [] : [first]));

async function votedByOthers(all: Files): Promise<Files> {
  let next = all;
  for (const other of others) next = await voted(next, subject, other);
  return next;
}

/** New errors of a landing judged on a day. */
async function refusedOn(day: string, base: Files, head: Files): Promise<string[]> {
  const before = landed(base);
  const { report } = await check({ base: before, mergeBase: before, head: memorySnapshot(head), asOf: day });
  return report.findings
    .filter(({ severity, standing }) => severity === "error" && standing === "new")
    .map(({ rule, path, message }) => `${rule} ${path} ${message}`);
}

async function outcomeOn(day: string, all: Files): Promise<string | undefined> {
  const snapshot = landed(all);
  const landing = await land({ base: snapshot, mergeBase: snapshot, head: snapshot, asOf: day });
  const found = landing.tree.subjects.get(subject);
  return found && landing.tallyOf(found)?.outcome;
}

describe("a person with an OpenPGP key", () => {
  it.each(["gpg:erin", "gpg:erin?subkey"])("votes and decides: %s", async (name) => {
    const base = await withErin(name);
    expect(await refusals(base, base)).toEqual([]);
    const all = await votedByOthers(await voted(base, subject, "erin", { key: name }));
    expect(await refusals(base, all)).toEqual([]);
    expect(textOf(all, ballot)).toContain(`key: ${testPgpKey("erin").fingerprint}\n`);
    expect(await refusals(all, await decided(all, subject))).toEqual([]);
  });

  it("has no say with another key, nor another with theirs", async () => {
    const base = await accepted(plain, "bo", "gpg:bo");
    const sco = ballot.replace("erc.erin", "sco.bo");
    expect(await refusals(base, await ballotBy(base, subject, "erin", { key: "gpg:mallory" }))).toEqual([
      `BAL002 ${ballot}`,
    ]);
    expect(await refusals(base, await ballotBy(base, subject, "bo", { key }))).toEqual([`BAL002 ${sco}`]);
    const copied = await ballotBy(base, subject, "bo", { key: "gpg:bo" });
    const swapped = { ...copied, [`${sco}.sig`]: keyNamed(key).sign(textOf(copied, sco), "kwanus-ballot") };
    expect(await refusals(base, swapped)).toEqual([`BAL008 ${sco}`]);
  });

  it("cannot be made one by listing their public key: it takes a proof", async () => {
    const { certificate } = testPgpKey("mallory");
    const keys = [{ type: "openpgp", key: certificate, added: asOf }];
    const listed = edited(plain, "governance/people/tom.yaml", { "/spec/keys": keys });
    expect(await stateOf(listed, "gpg:mallory")).toBe("unproven");
    expect(await refusals(listed, await ballotBy(listed, subject, "tom", { key: "gpg:mallory" }))).toContain(
      `BAL002 ${ballot.replace("erc.erin", "tsc.tom")}`,
    );
  });

  it("says one thing with one signature: a ballot's is no proof and no revocation, a commit is neither", async () => {
    const all = await voted(plain, subject, "erin", { key });
    const proof = "governance/people/erin.2.proof.yaml";
    const moved = { [proof]: textOf(all, ballot), [`${proof}.sig`]: textOf(all, `${ballot}.sig`) };
    expect(await refusals(plain, { ...plain, ...moved })).not.toEqual([]);
    const { keys } =
      authorityOf(await readModel(memorySnapshot({ ...without(plain, "governance/people/erin.1.proof"), ...moved }))) ??
      {};
    expect(keys?.get(keyNamed(key).fingerprint)?.state).toBe("unproven");
  });
});

async function stateOf(all: Files, name: string): Promise<string | undefined> {
  return authorityOf(await readModel(memorySnapshot(all)))?.keys.get(keyNamed(name).fingerprint)?.state;
}

describe("a key that ends", () => {
  it.each(["gpg:erin?until=2026-11-21", "gpg:erin?subkey&until=2026-11-21"])(
    "counts to its last day: %s",
    async (name) => {
      const base = await withErin(name);
      const all = await ballotBy(base, subject, "erin", { key: name });
      expect(await refusedOn("2026-11-21", base, all)).toEqual([]);
      expect(await refusedOn("2026-11-22", base, all)).toEqual([
        `BAL002 ${ballot} the ballot of erin for ERC does not count: key ${keyNamed(name).fingerprint} expired on 2026-11-21, before this ballot landed`,
      ]);
    },
  );

  it("leaves what had landed, while the gate is open", async () => {
    const base = await votedByOthers(
      await voted(await withErin("gpg:erin?until=2026-11-21"), subject, "erin", { key }),
    );
    expect(await outcomeOn("2027-11-22", base)).toBe("approved");
    expect(await refusedOn("2027-11-22", base, await decided(base, subject))).toEqual([]);
  });

  it("does not come back because a decision is dated to when it counted", async () => {
    const base = await votedByOthers(await withErin("gpg:erin?until=2026-11-21"));
    const all = await decided(await voted(base, subject, "erin", { key }), subject);
    expect(await refusedOn("2026-11-21", base, all)).toEqual([]);
    expect((await refusedOn("2026-11-22", base, all)).map((line) => line.split(" ", 1)[0])).toContain("BAL002");
  });

  it("is followed by a deputy, until it is renewed", async () => {
    const base = await withErin("gpg:erin?until=2026-11-21");
    const withDeputy = edited(base, "governance/policy.yaml", { "/spec/bodies/2/deputies": ["kim"] });
    const kim = {
      "governance/people/kim.yaml": textOf(files, "governance/people/tom.yaml")
        .replace(/\btom\b/gi, "kim")
        .replace("1002", "1099"),
    };
    const staffed = await accepted(
      edited({ ...withDeputy, ...kim }, "governance/people/kim.yaml", { "/spec/keys": [] }),
      "kim",
    );
    const votersOn = async (day: string, all: Files) => {
      const snapshot = landed(all);
      const landing = await land({ base: snapshot, mergeBase: snapshot, head: snapshot, asOf: day });
      const found = landing.tree.subjects.get(subject);
      return found && landing.tallyOf(found)?.bodies.find(({ body }) => body === "ERC")?.voters;
    };
    expect(await votersOn("2026-11-21", staffed)).toEqual(["erin"]);
    expect(await votersOn("2026-11-22", staffed)).toEqual(["kim"]);
    const renewed = await accepted(staffed, "erin", "gpg:erin?until=2030-01-01&signedOn=2026-11-21");
    expect(textOf(renewed, person).match(/BEGIN PGP PUBLIC/g)).toHaveLength(1);
    expect(await votersOn("2026-11-22", renewed)).toEqual(["erin"]);
  });

  it("does not judge the past: a replay gives the same answer on every day", async () => {
    const base = await votedByOthers(await withErin("gpg:erin?until=2026-11-21"));
    const all = await decided(await voted(base, subject, "erin", { key }), subject);
    for (const day of ["2026-11-21", "2036-01-01"]) {
      const ends = await replayed(day, base, all);
      expect(ends[1]?.findings.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(ends[1]?.decisions).toMatchObject([{ subject, outcome: "approved", valid: true }]);
    }
    const late = await withErin("gpg:erin?until=2026-11-20");
    const cast = await ballotBy(await votedByOthers(late), subject, "erin", { key });
    const [, landing] = await replayed("2036-01-01", late, await decidedAnyhow(cast, all));
    expect(landing?.decisions).toMatchObject([{ subject, valid: false }]);
  });
});

/** The decision of one tree in another. */
async function decidedAnyhow(into: Files, from: Files): Promise<Files> {
  const path = "partners/borealis/applications/APP-0001/decisions/decision.yaml";
  return { ...into, [path]: textOf(from, path) };
}

async function replayed(day: string, ...history: Files[]) {
  const idOf = (at: number) => `c${at}`.padEnd(40, "0");
  const trees = new Map<string, Snapshot>(
    history.map((tree, at) => [idOf(at), memorySnapshot(tree, `c${at}`, idOf(at))]),
  );
  const commits: Commit[] = history.map((_, at) => ({
    id: idOf(at),
    parents: at === 0 ? [] : [idOf(at - 1)],
    subject: `landing ${at}`,
  }));
  const landings = [];
  for await (const landing of replay(commits, async (id) => trees.get(id) as Snapshot, day)) landings.push(landing);
  return landings;
}

describe("a key that its owner revoked in its certificate", () => {
  it.each([
    ["gpg:erin?revoked=retired", "retired", []],
    ["gpg:erin?subkey&revoked=retired", "active", []],
    ["gpg:erin?revoked=compromised", "compromised", ["pending"]],
    ["gpg:erin?subkey&revoked=compromised", "active", ["pending"]],
  ])("%s is %s", async (name, state, undone) => {
    const before = await withErin(name.replace(/revoked=\w+/, "signedOn=2020-01-01"));
    const { certificate = "" } = keyNamed(name);
    const listing = { "/spec/keys/0/key": certificate };
    const base = edited(before, person, listing);
    expect(await stateOf(base, name)).toBe(state);
    expect(await refusals(base, await ballotBy(base, subject, "erin", { key: name }))).toEqual([`BAL002 ${ballot}`]);
    // What had landed when it was taken back counts where it was not stolen.
    const cast = edited(await votedByOthers(await ballotBy(before, subject, "erin", { key: name })), person, listing);
    expect(await outcomeOn(asOf, cast)).toBe(undone[0] ?? "approved");
  });
});

it("a key that its certificate calls stolen undermines whatever it decided", async () => {
  const base = await withErin(key);
  const all = await decided(await votedByOthers(await voted(base, subject, "erin", { key })), subject);
  const stolen = edited(all, person, { "/spec/keys/0/key": keyNamed("gpg:erin?revoked=compromised").certificate });
  const landings = await replayed(asOf, base, all, stolen);
  expect(landings[1]?.decisions).toMatchObject([{ subject, valid: true }]);
  const { undermined, holds } = reckon(landings);
  expect(holds).toBe(false);
  expect(undermined.filter(({ key: print }) => print !== null)).toMatchObject([
    {
      person: "erin",
      key: keyNamed(key).fingerprint,
      because: `it rests on erin's key ${keyNamed(key).fingerprint}, which its own certificate revokes`,
    },
  ]);
  const history = { landedOn: async () => "unseen" as const, past: () => Promise.reject(new Error("not asked")) };
  const doubted = await doubtedIn(await readModel(memorySnapshot(stolen)), history);
  expect(doubted.map(doubtInWords)).toEqual([
    `${subject} rests on erin's key ${keyNamed(key).fingerprint}, which its own certificate revokes`,
  ]);
});

describe("a key of two people", () => {
  const duplicates = async (all: Files) => (await refusals(files, all)).filter((line) => line.startsWith("POL005"));

  it.each([
    ["the same certificate", "gpg:erin", "gpg:erin"],
    ["the same key with another subkey", "gpg:erin", "gpg:erin?subkey"],
    ["the same numbers as an SSH key", "gpg:erin", "erin openpgp"],
    ["a subkey with the numbers of an SSH key", "gpg:erin?subkey", "erin openpgp subkey"],
  ])("counts for neither: %s", async (_, first, second) => {
    const base = await withErin(first);
    const { certificate, publicLine } = keyNamed(second) as { certificate?: string; publicLine?: string };
    const listed =
      certificate === undefined
        ? { type: "ssh", key: publicLine, added: asOf }
        : { type: "openpgp", key: certificate, added: asOf };
    const all = edited(base, "governance/people/tom.yaml", { "/spec/keys/1": listed });
    expect(await duplicates(all)).toEqual(["POL005 governance/people/tom.yaml"]);
    expect(await stateOf(all, first)).toBeUndefined();
    await expect(accepted(base, "tom", second)).rejects.toThrow("is erin's key");
  });
});

describe("a revocation signed with an OpenPGP key", () => {
  it("is its owner's, or SCO's", async () => {
    const base = await accepted(plain, "bo", "gpg:bo");
    const at = "governance/revocations/tom.1.yaml";
    expect(await refusals(base, revoked(base, "tom", { by: "bo", signer: "gpg:bo" }))).toEqual([]);
    expect(await refusals(base, revoked(base, "tom", { by: "erin", signer: key }))).toEqual([`POL010 ${at}`]);
    expect(await refusals(base, revoked(base, "tom", { by: "bo", signer: "gpg:mallory" }))).toEqual([`POL010 ${at}`]);
    const own = revoked(base, "erin", { by: "erin", signer: key, key });
    expect(await refusals(base, own)).toEqual([]);
    expect(await stateOf(own, key)).toBe("retired");
  });

  it("not once the key has ended", async () => {
    const base = await accepted(files, "bo", "gpg:bo?until=2026-11-21");
    const all = revoked(base, "tom", { by: "bo", signer: "gpg:bo" });
    expect(await refusedOn("2026-11-21", base, all)).toEqual([]);
    expect((await refusedOn("2026-11-22", base, all)).map((line) => line.split(" ", 1)[0])).toEqual(["POL010"]);
  });

  it("stands when its signer has left and nobody can tell any more whose signature it is", async () => {
    const base = await accepted(files, "bo", "gpg:bo");
    const all = revoked(base, "tom", { by: "bo", signer: "gpg:bo", state: "compromised" });
    const gone = edited(all, "governance/people/bo.yaml", { "/spec/keys/1": undefined });
    expect(textOf(gone, "governance/people/bo.yaml")).not.toContain("PGP");
    expect(await stateOf(gone, "tom")).toBe("compromised");
    const bent = {
      ...all,
      "governance/revocations/tom.1.yaml": textOf(all, "governance/revocations/tom.1.yaml").replace("lost", "lent"),
    };
    expect(await stateOf(bent, "tom")).toBe("active");
  });
});

describe("the library", () => {
  it("is loaded where somebody has such a key, and nowhere else", async () => {
    vi.resetModules();
    let loads = 0;
    vi.doMock("openpgp", async (original) => {
      loads++;
      return original();
    });
    try {
      const { check: freshCheck } = await import("../../src/check.ts");
      const judge = async (base: Files, head: Files) => {
        const before = landed(base);
        await freshCheck({ base: before, mergeBase: before, head: memorySnapshot(head), asOf });
      };
      await judge(files, await ballotBy(files, subject, "bo"));
      // A ballot under an OpenPGP signature alone is no reason: nobody has the key.
      await judge(files, await ballotBy(files, subject, "bo", { key: "gpg:mallory" }));
      expect(loads).toBe(0);
      await judge(plain, plain);
      expect(loads).toBe(1);
    } finally {
      vi.doUnmock("openpgp");
      vi.resetModules();
    }
  });

  it("is not needed to refuse a commit whose key nobody lists", () => {
    const bytes = Buffer.from(`tree ${"0".repeat(40)}\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\nx\n`);
    const armour = keyNamed(key).sign(bytes, "git").trimEnd().replaceAll("\n", "\n ");
    const signed = Buffer.from(String(bytes).replace("\n\n", `\ngpgsig ${armour}\n\n`));
    expect(verifyCommit(signed, { minimumRsaBits: 3072 })).toMatchObject({ ok: false, code: "unknown-key" });
  });
});
