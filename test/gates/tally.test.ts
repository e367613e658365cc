// Every way four bodies can vote, at every threshold, against an oracle written from the words of the specification.

import { beforeAll, describe, expect, it } from "vitest";
import type { Ballot } from "../../src/document/types.gen.ts";
import { tally } from "../../src/gates/tally.ts";
import { judgesOf } from "../../src/landing/landing.ts";
import type { Statement, Subject } from "../../src/model/model.ts";
import { ballotBy, filed, landingOf } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { bodies, sample } from "../support/world.ts";

const ids = Object.keys(bodies) as (keyof typeof bodies)[];
const votes = ["approve", "reject", "abstain", "none"] as const;
type Vote = (typeof votes)[number];
type Votes = Readonly<Record<keyof typeof bodies, Vote>>;

/** All 256 ways: TSC, SCO, ERC, CGB. */
const ways: Votes[] = votes.flatMap((TSC) =>
  votes.flatMap((SCO) => votes.flatMap((ERC) => votes.map((CGB) => ({ TSC, SCO, ERC, CGB })))),
);

/**
 * The specification, word by word.
 * EPF-3.4, PEP-2.4: "majority approval required", "CGB has final authority"; PEP-2.2, EPF-3.2: all four evaluate.
 */
function oracle(cast: Votes, { extra, veto }: Extra): "approved" | "rejected" | "pending" {
  // "CGB's reject is final"
  if (cast.CGB === "reject") return "rejected";
  // "every body has cast a vote"
  if (ids.some((id) => cast[id] === "none")) return "pending";
  // "a strict majority of the bodies approves (three of four; two to two is no majority) and CGB approves"
  const approving = ids.filter((id) => cast[id] === "approve").length;
  if (approving >= 3 && cast.CGB === "approve" && extra(cast)) return "approved";
  // "tie: undecided, never passed": only rejections close a subject, an abstention never does.
  const rejecting = ids.filter((id) => cast[id] === "reject").length;
  return rejecting >= 3 || veto(cast) ? "rejected" : "pending";
}

interface Extra {
  /** What must be so on top of a majority. */
  extra(cast: Votes): boolean;
  /** Whose rejection alone is enough, beside CGB's. */
  veto(cast: Votes): boolean;
}

const thresholds: readonly [string, string, (files: Files) => Files, Extra][] = [
  ["majority", "borealis/APP-0001", (files) => files, { extra: () => true, veto: () => false }],
  [
    'tier 2: SCO must approve ("requires security review")',
    "acme/EXP-0002",
    (files) => filed(files, "tier", "acme/EXP-0002", { "/spec/requestedTier": 2 }),
    { extra: ({ SCO }) => SCO === "approve", veto: ({ SCO }) => SCO === "reject" },
  ],
  [
    'tier 3: nobody may abstain ("full governance review")',
    "acme/EXP-0003",
    (files) => filed(files, "tier", "acme/EXP-0003", { "/spec/requestedTier": 3 }),
    {
      extra: (cast) => cast.SCO === "approve" && ids.every((id) => cast[id] !== "abstain"),
      veto: ({ SCO }) => SCO === "reject",
    },
  ],
  [
    "unanimous: a tier that the policy does not have",
    "acme/EXP-0005",
    (files) => filed(files, "tier", "acme/EXP-0005", { "/spec/requestedTier": 9 }),
    {
      extra: (cast) => ids.every((id) => cast[id] === "approve"),
      veto: (cast) => ids.some((id) => cast[id] === "reject"),
    },
  ],
  [
    "unanimous: an intelligence workflow",
    "acme/EXP-0004",
    (files) =>
      filed(files, "capability", "acme/EXP-0004", {
        "/spec/requestedCapabilities": [{ id: "intelligence-workflows", description: "Foresees." }],
      }),
    {
      extra: (cast) => ids.every((id) => cast[id] === "approve"),
      veto: (cast) => ids.some((id) => cast[id] === "reject"),
    },
  ],
];

describe.each(thresholds)("%s", (_, id, file, extra) => {
  let outcomeOf: (cast: Votes) => string;
  let voteOf: (cast: Votes) => Record<string, string>;

  beforeAll(async () => {
    const files = file(await sample());
    const { tree, base, authority } = await landingOf(files, files);
    const subject = tree.subjects.get(id);
    if (subject === undefined || authority === null) throw new Error(`no ${id}`);
    const ballots = new Map<string, Statement<Ballot>>();
    for (const body of ids)
      for (const decision of ["approve", "reject", "abstain"] as const) {
        const voted = await ballotBy(files, id, bodies[body][0], { spec: { decision, reason: "Because." } });
        const [ballot] = (await landingOf(files, voted)).tree.subjects.get(id)?.ballots ?? [];
        if (ballot !== undefined) ballots.set(`${body} ${decision}`, ballot);
      }
    expect(ballots.size).toBe(12);
    const judges = judgesOf(authority, base.snapshot);
    const counted = (cast: Votes) => {
      const chosen = ids.flatMap((body) => ballots.get(`${body} ${cast[body]}`) ?? []);
      return tally({ ...subject, ballots: chosen } satisfies Subject, base, judges);
    };
    outcomeOf = (cast) => counted(cast).outcome;
    voteOf = (cast) => Object.fromEntries(counted(cast).bodies.map(({ body, vote }) => [body, vote]));
  });

  it("is decided as the specification says, all 256 ways", () => {
    const different = ways.filter((cast) => outcomeOf(cast) !== oracle(cast, extra));
    expect(different.map((cast) => `${Object.values(cast).join(" ")}: ${outcomeOf(cast)}`)).toEqual([]);
  });

  it("has looked at something", () => {
    expect(new Set(ways.map((cast) => oracle(cast, extra)))).toEqual(new Set(["approved", "rejected", "pending"]));
    expect(ways.every((cast) => JSON.stringify(voteOf(cast)) === JSON.stringify(cast))).toBe(true);
  });
});
