// What happens when two things are under way at once. Each race ends in its documented outcome; docs/races.md is written from here.

import { beforeAll, describe, expect, it } from "vitest";
import { branchOf, told } from "../support/history.ts";
import { edited, filed, found, landingOf, only, proposing, revoked, textOf } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { approvedByAll, decided, founded, sample, voted } from "../support/world.ts";

const policy = "governance/policy.yaml";
const platform = "governance/platform.yaml";
const borealis = "borealis/APP-0001";
const risk = "partners/borealis/applications/APP-0001/risk.yaml";

let root: Files;
/** acme is in; borealis waits for its votes. */
let office: Files;
beforeAll(async () => {
  root = await founded();
  office = await sample();
});

/** Two governance proposals from the same base, both voted on, the first one decided. */
async function twoProposals(second: Readonly<Record<string, string>>): Promise<{ before: Files; both: Files }> {
  const first = { [policy]: textOf(edited(office, policy, { "/spec/windows/vote/value": "P10D" }), policy) };
  let files = proposing(proposing(office, "governance/EXP-0001", first), "governance/EXP-0002", second);
  files = await approvedByAll(await approvedByAll(files, "governance/EXP-0001"), "governance/EXP-0002");
  return { before: await decided(files, "governance/EXP-0001"), both: files };
}

/** The decision of a subject as it was computed before the base moved, laid over where the base is now. */
async function late(now: Files, then: Files, id: string): Promise<Files> {
  const decision = await decided(then, id);
  const fresh = Object.entries(decision).filter(([path, content]) => then[path] !== content);
  return { ...now, ...Object.fromEntries(fresh) };
}

interface Race {
  readonly race: string;
  /** What becomes of the second one, and what its people do. */
  readonly outcome: string;
  /** Codes that the second landing gets; none where both land. */
  readonly findings: readonly string[];
  /** The base that the first one left, the second one's head, and where that parted. */
  run(): Promise<{ readonly base: Files; readonly head: Files; readonly mergeBase?: Files }>;
}

const races: readonly Race[] = [
  {
    race: "Two policy changes were approved and decided on one tip; one has landed",
    outcome:
      "The other is refused: it replaces a file that is not there any more. `kwanus refresh` renews it on what is in force, and everybody votes again.",
    findings: ["BAL010", "POL002", "POL007"],
    async run() {
      const other = textOf(edited(office, policy, { "/spec/windows/vote/value": "P20D" }), policy);
      const { before, both } = await twoProposals({ [policy]: other });
      return { base: before, head: await decided(both, "governance/EXP-0002"), mergeBase: both };
    },
  },
  {
    race: "Two governance changes of different files were approved; one has landed",
    outcome: "Both land. The second is decided after the first, so `kwanus decide` gives it the next number.",
    findings: [],
    async run() {
      const other = textOf(edited(office, platform, { "/metadata/title": "The platform" }), platform);
      const { before } = await twoProposals({ [platform]: other });
      return { base: before, head: await decided(before, "governance/EXP-0002") };
    },
  },
  {
    race: "Two branches file a subject under one number; one has landed",
    outcome: "The other is refused, file by file, and collides in Git too. It takes the next number: `kwanus propose`.",
    findings: ["POL007"],
    async run() {
      const base = filed(office, "capability", "acme/EXP-0001", { "/metadata/title": "Ours" });
      const head = filed(office, "capability", "acme/EXP-0001", { "/metadata/title": "Theirs" });
      return { base, head, mergeBase: office };
    },
  },
  {
    race: "A subject is edited while votes arrive; the edit lands after a vote",
    outcome:
      "The edit lands; the vote is stale by name and counts no more. Its author looks at the change and votes again.",
    findings: ["BAL004"],
    async run() {
      const base = await voted(office, borealis, "bo");
      return { base, head: edited(base, risk, { "/metadata/title": "Risk, thought over" }) };
    },
  },
  {
    race: "A vote arrives for content that an edit has replaced meanwhile",
    outcome: "The vote lands and does not count: it names other content. Its author votes again.",
    findings: ["BAL004"],
    async run() {
      const base = edited(office, risk, { "/metadata/title": "Risk, thought over" });
      return { base, head: await voted(office, borealis, "bo"), mergeBase: office };
    },
  },
  {
    race: "A subject is decided while its author edits it",
    outcome: "The edit is refused: what was decided is frozen. What is wanted now is a new subject: `kwanus propose`.",
    findings: ["BAL014"],
    async run() {
      const base = await decided(await approvedByAll(office, borealis), borealis);
      return { base, head: edited(office, risk, { "/metadata/title": "Risk, thought over" }), mergeBase: office };
    },
  },
  {
    race: "A branch is far behind the tip, and others have landed since",
    outcome: "It lands as it is: what it does not know of is not taken for deleted.",
    findings: [],
    async run() {
      const early = { ...root, ...only(office, "partners/acme/") };
      const head = edited(early, "partners/acme/partner.yaml", { "/metadata/title": "Acme Reports" });
      return { base: await voted(office, borealis, "bo"), head, mergeBase: early };
    },
  },
  {
    race: "A branch was cut before a key was revoked, and votes with that key",
    outcome: "The vote is refused: keys are those of the tip, never of where a branch parted.",
    findings: ["BAL002"],
    async run() {
      return {
        base: revoked(office, "bo", { by: "sal" }),
        head: await voted(office, borealis, "bo"),
        mergeBase: office,
      };
    },
  },
  {
    race: "Two members of CGB vote at once, the same way",
    outcome: "Both ballots land, in either order; they are two votes inside one body, and one vote of CGB.",
    findings: [],
    async run() {
      return {
        base: await voted(office, borealis, "lee"),
        head: await voted(office, borealis, "omar"),
        mergeBase: office,
      };
    },
  },
  {
    race: "CGB's second vote lands while a decision on the first is under way",
    outcome: "The decision is refused: it is not what the ballots amount to now. `kwanus decide` computes it again.",
    findings: ["BAL010"],
    async run() {
      const voting = await approvedByAll(office, borealis);
      return { base: await voted(voting, borealis, "omar"), head: await decided(voting, borealis), mergeBase: voting };
    },
  },
  {
    race: "CGB's second vote arrives after the decision",
    outcome: "The vote is refused: the subject is closed, decided by the votes there were.",
    findings: ["BAL014"],
    async run() {
      const voting = await approvedByAll(office, borealis);
      return { base: await decided(voting, borealis), head: await voted(voting, borealis, "omar"), mergeBase: voting };
    },
  },
  {
    race: "A merge queue holds two landings of different partners",
    outcome: "Each is judged by the one before it, and both land.",
    findings: [],
    async run() {
      const base = edited(office, "partners/acme/partner.yaml", { "/metadata/title": "Acme Reports" });
      return { base, head: edited(base, "partners/borealis/partner.yaml", { "/metadata/title": "Borealis Reports" }) };
    },
  },
  {
    race: "A merge queue holds two decisions of one partner, both computed on the tip",
    outcome: "The second is refused behind the first: its number is taken. `kwanus decide` computes it again.",
    findings: ["BAL010"],
    async run() {
      let both = filed(office, "capability", "acme/EXP-0001");
      both = filed(both, "capability", "acme/EXP-0002", { "/metadata/title": "Export of report dates, once more" });
      both = await approvedByAll(await approvedByAll(both, "acme/EXP-0001"), "acme/EXP-0002");
      const base = await decided(both, "acme/EXP-0001");
      return { base, head: await late(base, both, "acme/EXP-0002") };
    },
  },
  {
    race: "A key is reported compromised while a decision that rests on it is under way",
    outcome: "The decision is refused: the ballot does not count any more. Who may vote in that place votes.",
    findings: ["BAL010"],
    async run() {
      const voting = await approvedByAll(office, borealis);
      const base = revoked(voting, "bo", { by: "sal", state: "compromised" });
      return { base, head: await decided(voting, borealis), mergeBase: voting };
    },
  },
];

describe("races", () => {
  it.each(races)("$race", async ({ run, findings }) => {
    const { base, head, mergeBase } = await run();
    const rules = (await found(base, head, mergeBase === undefined ? {} : { mergeBase }))
      .filter(({ standing }) => standing === "new")
      .map(({ rule }) => rule);
    expect([...new Set(rules)].sort()).toEqual([...findings]);
  });

  it("are on a page that says nothing else", async () => {
    const rows = races.map(
      ({ race, outcome, findings }) => `| ${race} | ${outcome} | ${findings.join(", ") || "none"} |`,
    );
    const page = [
      "# Races",
      "",
      "Two things may be under way at once. What has landed is never lost; what comes second is judged by what is there by then:",
      "policy, people, keys and earlier decisions of the tip, in CI, in a merge queue and on every machine alike.",
      "`kwanus explain CODE` says more of a finding.",
      "",
      "| race | what becomes of the second | finding |",
      "| --- | --- | --- |",
      ...rows,
      "",
      "Written from the cases of `test/landing/races.test.ts`.",
      "",
    ];
    await expect(page.join("\n")).toMatchFileSnapshot(new URL("../../docs/races.md", import.meta.url).pathname);
  });
});

describe("two members of one body", () => {
  it("who disagree leave it undecided, never passed", async () => {
    const lee = await voted(
      await voted(await voted(await voted(office, borealis, "ada"), borealis, "bo"), borealis, "erin"),
      borealis,
      "lee",
    );
    const split = await voted(lee, borealis, "omar", { choice: "reject", reason: "Not yet." });
    const outcomeOf = async (files: Files) => {
      const landing = await landingOf(files, files);
      const subject = landing.tree.subjects.get(borealis);
      return subject === undefined ? null : landing.tallyOf(subject)?.outcome;
    };
    expect(await outcomeOf(lee)).toBe("approved");
    expect(await outcomeOf(split)).toBe("pending");
    expect(await outcomeOf(await voted(lee, borealis, "omar"))).toBe("approved");
  });
});

describe("two policy changes", () => {
  it("of which one has landed: the other cannot be decided before it is renewed", async () => {
    const other = textOf(edited(office, policy, { "/spec/windows/vote/value": "P20D" }), policy);
    const { before } = await twoProposals({ [policy]: other });
    await expect(decided(before, "governance/EXP-0002")).rejects.toThrow(
      /policy\.yaml has changed since it was proposed/,
    );
  });
});

describe("a merge queue, replayed", () => {
  it("has each landing judged by the one before", async () => {
    const voting = await approvedByAll(office, borealis);
    const first = await decided(voting, borealis);
    const more = await voted(voting, borealis, "omar");
    const inOrder = await branchOf(root, office, voting, first, { ...first, ...more });
    expect(told(inOrder.landings).slice(2)).toEqual(["c2 after", "c3 after", "c4 after BAL014"]);
    const reversed = await branchOf(root, office, voting, more, { ...more, ...first });
    expect(told(reversed.landings).slice(2)).toEqual(["c2 after", "c3 after", "c4 after BAL010"]);
  });
});
