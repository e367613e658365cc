// One subject's story from a replay: how its ballots count now, and whether what was decided stands.

import { beforeAll, describe, expect, it } from "vitest";
import type { Snapshot } from "../src/snapshot.ts";
import { type Story, storyOf } from "../src/story.ts";
import type { VerifiedLanding } from "../src/verify.ts";
import { branchOf, idOf, repaired } from "./support/history.ts";
import { edited, only, proposing, revoked, textOf, without } from "./support/landings.ts";
import type { Files } from "./support/memory.ts";
import { approvedByAll, asOf, decided, founded, sample, voted } from "./support/world.ts";

const subject = "borealis/APP-0001";
const folder = "partners/borealis/applications/APP-0001";
const policy = "governance/policy.yaml";

let root: Files;
let open: Files;
let voting: Files;
let full: Files;

beforeAll(async () => {
  root = await founded();
  open = { ...root, ...only(await sample(), "partners/borealis/") };
  voting = await approvedByAll(open, subject);
  full = await decided(voting, subject);
});

/** The story after landings `c0`, `c1` … of one branch. */
async function story(...history: Files[]): Promise<Story> {
  const { landings, snapshots } = await branchOf(...history);
  return storyOf(subject, { landings, tip: snapshots.at(-1) as Snapshot, asOf });
}

const named = (landing: VerifiedLanding | null | undefined): string | undefined => landing?.commit.id.slice(0, 2);
const counts = ({ ballots }: Story): string[] =>
  ballots.map(({ landing, person, seq, now }) =>
    [named(landing), person, seq, now?.is, now?.rule].filter(Boolean).join(" "),
  );

describe("the story of a subject", () => {
  it("is open until it is decided, and says what is missing", async () => {
    const told = await story(root, open, await voted(open, subject, "bo"));
    expect([told.state, told.title, counts(told)]).toEqual([
      "open",
      "Report dates for Borealis users",
      ["c2 bo 1 counted"],
    ]);
    expect(told.because).toEqual(["no vote yet of TSC, ERC, CGB"]);
    expect(told.changes.map(({ landing, change }) => [named(landing), change.before])).toEqual([["c1", null]]);
    expect(told.decision).toBeNull();
  });

  it("stands once it is decided, under a policy whose landing is named", async () => {
    const told = await story(root, open, voting, full);
    expect(told.state).toBe("stands");
    expect(counts(told)).toEqual(["c2 lee 1 counted", "c2 erin 1 counted", "c2 bo 1 counted", "c2 ada 1 counted"]);
    expect(named(told.decision?.landing)).toBe("c3");
    expect([named(told.decision?.policyMadeIn), told.decision?.policyMadeBy]).toEqual(["c0", null]);
    expect(told.landings.map(named)).toEqual(["c1", "c2", "c3"]);
  });

  it("names the decision that made the policy, not one that only had the same text before", async () => {
    const id = "governance/EXP-0001";
    const strict = textOf(edited(open, policy, { "/spec/gates/0/threshold": "unanimous" }), policy);
    const proposed = proposing(open, id, { [policy]: strict });
    const changed = await decided(await approvedByAll(proposed, id), id);
    const then = await decided(await approvedByAll(changed, subject), subject);
    const told = await story(root, open, changed, then);
    expect([told.state, named(told.decision?.policyMadeIn), told.decision?.policyMadeBy]).toEqual(["stands", "c2", id]);
  });

  it("tells stale, superseded and revoked ballots from those that count, by who decides today", async () => {
    const risk = `${folder}/risk.yaml`;
    const twice = await voted(voting, subject, "bo", { choice: "abstain", reason: "Let me look again." });
    const stale = { ...twice, [risk]: `${textOf(twice, risk)}# more\n` };
    expect(counts(await story(root, open, voting, twice))).toContain("c2 bo 1 superseded");
    expect(counts(await story(root, open, voting, twice, stale))).toEqual([
      "c2 lee 1 refused BAL004",
      "c2 erin 1 refused BAL004",
      "c2 bo 1 superseded",
      "c2 ada 1 refused BAL004",
      "c3 bo 2 refused BAL004",
    ]);
    const stolen = revoked(voting, "bo", { by: "bo", state: "compromised", since: idOf(1) });
    expect(counts(await story(root, open, voting, stolen))).toContain("c2 bo 1 refused BAL002");
  });

  it("keeps how ballots counted when it was decided, whatever is done to them later", async () => {
    const ballot = `${folder}/ballots/decision/sco.bo.1.yaml`;
    const touched = { ...full, [ballot]: textOf(full, ballot).replace("approve", "reject") };
    const told = await story(root, open, voting, full, touched);
    expect([told.state, ...counts(told)]).toContain("c2 bo 1 counted");
    expect(told.refusals.map(({ landing }) => named(landing))).toEqual(["c4"]);
  });

  it("is undermined by a key that was compromised when it was decided, and by none that was stolen later", async () => {
    const since = (at: number) => revoked(full, "bo", { by: "bo", state: "compromised", since: idOf(at) });
    expect(await story(root, open, voting, full, since(3))).toMatchObject({ state: "undermined" });
    expect(await story(root, open, voting, full, since(4))).toMatchObject({ state: "stands" });
  });

  it("does not believe a decision nobody voted for, and takes the true one that comes after it", async () => {
    const file = `${folder}/decisions/decision.yaml`;
    const claimed = { ...open, [file]: textOf(full, file) };
    expect(await story(root, open, claimed)).toMatchObject({ state: "refused" });
    expect(await story(root, open, claimed, open, voting, full)).toMatchObject({ state: "stands" });
  });

  it("is as it was before a landing that was repaired, and says by what", async () => {
    const file = `${folder}/decisions/decision.yaml`;
    const claimed = { ...open, [file]: textOf(full, file) };
    const branch = await branchOf(root, open, claimed);
    const told = await story(root, open, claimed, await repaired(branch, claimed, idOf(2)));
    expect([told.state, told.decision]).toEqual(["open", null]);
    expect(told.refusals.map(({ landing, mended }) => [named(landing), mended?.by])).toEqual([["c2", "repaired"]]);
  });

  it("stands by ratification where the bodies accept what speaks against it", async () => {
    const id = "governance/EXP-0001";
    const stolen = revoked(full, "bo", { by: "bo", state: "compromised", since: idOf(3) });
    const proposed = edited(proposing(stolen, id, {}), "governance/proposals/EXP-0001/proposal.yaml", {
      "/spec/ratifies": [subject],
    });
    let votes = proposed;
    for (const person of ["ada", "sal", "erin", "lee"]) votes = await voted(votes, id, person);
    const told = await story(root, open, voting, full, stolen, proposed, await decided(votes, id));
    expect([told.state, told.undermined.map(({ mended }) => mended?.subject)]).toEqual(["ratified", [id]]);
    expect((await story(root, open, voting, full, stolen, proposed)).state).toBe("undermined");
  });

  it("says when it was withdrawn or deleted", async () => {
    const withdrawal = {
      [`${folder}/withdrawal.yaml`]: `apiVersion: kwanus/v1\nkind: Withdrawal\nspec:\n  subject: ${subject}\n  reason: Not now.\n  filed: ${asOf}\n`,
    };
    const told = await story(root, open, { ...open, ...withdrawal });
    expect([told.state, told.changes.at(-1)?.change.withdrawn]).toEqual(["withdrawn", true]);
    expect(await story(root, open, without(open, folder))).toMatchObject({ state: "gone" });
  });
});
