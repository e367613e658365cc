// The protected branch replayed: root, decisions, and landings that somebody forced.

import { beforeAll, describe, expect, it } from "vitest";
import type { Snapshot } from "../src/snapshot.ts";
import { reckoning, replay, type VerifiedLanding } from "../src/verify.ts";
import { edited, only, proposing, revoked, textOf, without } from "./support/landings.ts";
import { type Files, memorySnapshot } from "./support/memory.ts";
import { approvedByAll, asOf, decided, founded, sample, voted } from "./support/world.ts";

const policy = "governance/policy.yaml";
const subject = "borealis/APP-0001";
const folder = "partners/borealis/applications/APP-0001";

let root: Files;
let files: Files;
let open: Files;
let voting: Files;
let full: Files;

beforeAll(async () => {
  const everything = await sample();
  root = await founded();
  files = { ...root, ...only(everything, "partners/acme/partner.yaml", "partners/acme/applications/") };
  open = { ...files, ...only(everything, "partners/borealis/") };
  voting = await approvedByAll(open, subject);
  full = await decided(voting, subject);
});

const idOf = (at: number): string => `c${at}`.padEnd(40, "0");

/** Replays revisions as landings `c0`, `c1` … of one branch. */
async function replayed(...history: Files[]): Promise<VerifiedLanding[]> {
  const snapshots = new Map<string, Snapshot>(
    history.map((tree, at) => [idOf(at), memorySnapshot(tree, `c${at}`, idOf(at))]),
  );
  const commits = history.map((_, at) => ({
    id: idOf(at),
    parents: at === 0 ? [] : [idOf(at - 1)],
    subject: `landing ${at}`,
  }));
  const landings: VerifiedLanding[] = [];
  for await (const landing of replay(commits, async (id) => snapshots.get(id) as Snapshot, asOf))
    landings.push(landing);
  return landings;
}

/** `c1 after POL002 BAL007`, one line for each landing. */
const told = (landings: readonly VerifiedLanding[]): string[] =>
  landings.map(({ commit, place, findings }) => {
    const rules = findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
    return [commit.id.slice(0, 2), place, ...new Set(rules)].join(" ");
  });

describe("replay", () => {
  it("finds the root, and what was decided since", async () => {
    const landings = await replayed(
      only(root, "kwanus.yaml"),
      without(root, "governance/people/omar.1.proof"),
      root,
      files,
      open,
      voting,
      full,
    );
    expect(told(landings)).toEqual([
      "c0 before",
      "c1 before",
      "c2 root",
      "c3 after",
      "c4 after",
      "c5 after",
      "c6 after",
    ]);
    expect(landings[6]?.decisions).toEqual([
      expect.objectContaining({
        subject,
        outcome: "approved",
        n: 1,
        valid: true,
        ballots: ["CGB lee", "ERC erin", "SCO bo", "TSC ada"],
      }),
    ]);
    expect(landings[5]?.ballots).toHaveLength(4);
    expect(landings.map(({ subjects }) => subjects.join())).toEqual([
      "",
      "",
      "",
      "acme/APP-0001",
      subject,
      subject,
      subject,
    ]);
  });

  it("believes votes and decisions in one landing as well", async () => {
    expect(told(await replayed(root, files, open, full))).toEqual(["c0 root", "c1 after", "c2 after", "c3 after"]);
  });

  it.each([
    ["a governed file", () => edited(open, policy, { "/spec/windows/vote/value": "P1D" }), "POL002"],
    [
      "a new person",
      () => ({ ...open, "governance/people/zed.yaml": textOf(open, "governance/people/bo.yaml") }),
      "POL002",
    ],
    ["a ballot that goes", () => without(voting, `${folder}/ballots/decision/sco.bo`), "BAL007"],
    [
      "a decided subject",
      () => edited(full, "partners/acme/applications/APP-0001/risk.yaml", { "/metadata/title": "Other" }),
      "BAL014 POL006",
    ],
    [
      "a decision nobody voted for",
      () => ({ ...open, [`${folder}/decisions/decision.yaml`]: full[`${folder}/decisions/decision.yaml`] as string }),
      "BAL010",
    ],
    ["a revocation by a stranger", () => revoked(open, "bo", { by: "mallory" }), "POL010"],
    ["two zones", () => ({ ...without(open, folder), ...only(files, "x"), "partners/acme/a/b": "x" }), "POL006"],
  ])("names the commit that was forced: %s", async (_, bad, rules) => {
    const before = rules === "BAL007" ? voting : rules === "BAL014 POL006" ? full : open;
    const landings = await replayed(root, files, before, bad(), bad());
    const lines = told(landings);
    expect(lines[3]).toMatch(/^c3 after /);
    for (const rule of rules.split(" ")) if (rule !== "POL006" || rules === "POL006") expect(lines[3]).toContain(rule);
    // It is named where it happened, and not again.
    expect([lines[0], lines[1], lines[2], lines[4]]).toEqual(["c0 root", "c1 after", "c2 after", "c4 after"]);
  });

  it("names a ballot that does not count where that began, and what stands between landings of manifests", async () => {
    const forged = { ...voting, [`${folder}/ballots/decision/sco.bo.1.yaml.sig`]: "none\n" };
    const manifest = { "partners/acme/integrations/a/manifest.yaml": "x" };
    const later = { ...forged, "partners/acme/partner.yaml": "x" };
    const other = { ...later, "partners/borealis/partner.yaml": "x" };
    const third = { ...other, ...manifest };
    const forced = edited(third, policy, { "/spec/windows/vote/value": "P1D" });
    expect(told(await replayed(root, files, open, forged, later, other, third, forced, third))).toEqual([
      "c0 root",
      "c1 after",
      "c2 after",
      "c3 after BAL001",
      "c4 after",
      "c5 after",
      "c6 after",
      "c7 after POL002",
      "c8 after POL002",
    ]);
  });

  it.each([
    ["unreadable", (all: Files) => ({ ...all, [policy]: "{" })],
    ["gone", (all: Files) => without(all, policy)],
    ["without bodies", (all: Files) => edited(all, policy, { "/spec/bodies": [] })],
    ["without people", (all: Files) => without(all, "governance/people/")],
  ])("nobody gets behind the root again: the policy is %s", async (_, broken) => {
    for (const start of [root, open]) {
      const bare = broken(start);
      const mine = { ...bare, "governance/people/zed.yaml": "x" };
      const landings = await replayed(root, start, bare, mine, start);
      expect(landings.map(({ place }) => place)).toEqual(["root", "after", "after", "after", "after"]);
      for (const forced of told(landings).slice(2)) expect(forced).toContain("POL002");
    }
  });

  it("does not believe a decision from before the root", async () => {
    const unstaffed = (all: Files) => without(all, "governance/people/omar.1.proof");
    expect(told(await replayed(unstaffed(root), unstaffed(files), files))[1]).toMatch(/^c1 \w+ BAL010$/);
  });

  it("judges each landing by the policy before it", async () => {
    const id = "governance/EXP-0001";
    const strict = textOf(edited(open, policy, { "/spec/gates/0/threshold": "unanimous" }), policy);
    const proposed = proposing(open, id, { [policy]: strict });
    const changed = await decided(await approvedByAll(proposed, id), id);
    const three = await voted(
      await voted(await voted(await voted(changed, subject, "ada"), subject, "bo"), subject, "lee"),
      subject,
      "erin",
      { choice: "reject", reason: "Not now." },
    );
    const rejected = await decided(three, subject);
    expect(textOf(rejected, `${folder}/decisions/decision.yaml`)).toContain("outcome: rejected");
    const landings = await replayed(root, files, open, changed, rejected);
    expect(told(landings)).toEqual(["c0 root", "c1 after", "c2 after", "c3 after", "c4 after"]);
    expect(landings[3]?.decisions[0]?.policy).not.toBe(landings[4]?.decisions[0]?.policy);
  });
});

describe("a compromised key", () => {
  const since = (at: number): Files => revoked(full, "bo", { by: "bo", state: "compromised", since: idOf(at) });
  const underminedSince = async (at: number): Promise<string[]> => {
    const landings = await replayed(root, files, open, voting, full, since(at));
    expect(told(landings).at(-1)).toBe("c5 after");
    return reckoning(landings).undermined.map(
      (found) => `${found.commit.slice(0, 2)} ${found.subject} ${found.person}`,
    );
  };

  it("undermines what it decided since, and nothing before", async () => {
    expect(await underminedSince(1)).toEqual(["c1 acme/APP-0001 bo", "c4 borealis/APP-0001 bo"]);
    expect(await underminedSince(2)).toEqual(["c4 borealis/APP-0001 bo"]);
    expect(await underminedSince(5)).toEqual([]);
  });

  it("undermines everything where nobody knows the commit", async () => {
    expect(await underminedSince(9)).toHaveLength(2);
  });

  it("undermines nothing where it is only retired", async () => {
    const landings = await replayed(root, files, open, voting, full, revoked(full, "bo", { by: "bo" }));
    expect(reckoning(landings).undermined).toEqual([]);
  });
});
