// Transitions: which are lawful, who decides them, when they take effect, and what follows for integrations.

import { beforeAll, describe, expect, test } from "vitest";
import { fillTemplate } from "../../src/document/edit.ts";
import { type LifecycleState, lifecycles } from "../../src/gates/lifecycle.ts";
import { land } from "../../src/landing/landing.ts";
import { readModel } from "../../src/model/model.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { filed, moved } from "../support/transitions.ts";
import { asOf, decided, landed, sample, voted } from "../support/world.ts";

let files: Files;
beforeAll(async () => {
  files = await sample();
});

async function stateOn(over: Files, day: string, subject = "acme/score-insights"): Promise<LifecycleState> {
  const state = lifecycles(await readModel(memorySnapshot(over)), day).get(subject);
  if (state === undefined) throw new Error(`no ${subject}`);
  return state;
}

async function outcomeOf(over: Files, id = "acme/LC-0001"): Promise<{ outcome: string; because: readonly string[] }> {
  const snapshot = landed(over);
  const landing = await land({ base: snapshot, mergeBase: snapshot, head: snapshot, asOf });
  const subject = landing.tree.subjects.get(id);
  const tally = subject === undefined ? null : landing.tallyOf(subject);
  if (tally === null) throw new Error(`no tally of ${id}`);
  return { outcome: tally.outcome, because: [...tally.threshold.because, ...tally.because] };
}

describe("stages", () => {
  test("begin with the approval of what a partner or an integration rests on", async () => {
    expect(await stateOn(files, asOf, "acme")).toMatchObject({
      stage: "active",
      since: asOf,
      because: "acme/APP-0001",
    });
    expect(await stateOn(files, asOf)).toMatchObject({ stage: "active", since: asOf, because: "acme/APP-0001" });
    expect(await stateOn(files, asOf, "borealis")).toMatchObject({ stage: null, since: null });
    expect(await stateOn(files, "2026-11-20", "acme")).toMatchObject({ stage: null });
  });

  test("change on the effective day of a decided transition, not before", async () => {
    const next = await moved(files, 1, { effective: "2027-01-15" });
    expect(await stateOn(next, "2027-01-14")).toMatchObject({ stage: "active", ahead: [{ id: "acme/LC-0001" }] });
    expect(await stateOn(next, "2027-01-15")).toMatchObject({ stage: "maintenance", since: "2027-01-15", ahead: [] });
  });

  test("never change before the decision, whatever the transition says", async () => {
    const next = await moved(files, 1, { effective: "2026-01-01" });
    expect(await stateOn(next, asOf)).toMatchObject({ stage: "maintenance", since: asOf });
  });

  test("do not change by an undecided or an unlawful transition", async () => {
    expect(await stateOn(filed(files, 1, { effective: asOf }), "2027-06-01")).toMatchObject({ stage: "active" });
    const jumped = await moved(files, 1, { to: "end-of-support", effective: asOf, cause: "planned" });
    expect(await stateOn(jumped, "2027-06-01")).toMatchObject({ stage: "active", steps: [] });
  });

  test("are not left by resting on what nobody has approved", async () => {
    const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
    const next = await moved(files, 1, { effective: asOf });
    const rests = { "/spec/restsOn": ["acme/APP-0001", "borealis/APP-0001"] };
    const shaken = { ...next, [manifest]: fillTemplate(String(next[manifest]), rests) };
    expect(await stateOn(shaken, asOf)).toMatchObject({ stage: "maintenance", because: "acme/LC-0001" });
  });

  test("an integration stands no better than its partner", async () => {
    const next = await moved(files, 1, { subject: "acme", effective: asOf });
    expect(await stateOn(next, asOf)).toMatchObject({ stage: "maintenance", inheritedFrom: "acme" });
  });

  test("a suspension lies over the stage and lapses after thirty days", async () => {
    const next = await decided(
      await voted(filed(files, 1, { to: "suspended", effective: asOf }), "acme/LC-0001", "bo"),
      "acme/LC-0001",
    );
    expect(await stateOn(next, asOf)).toMatchObject({ stage: "active", suspended: { until: "2026-12-21" } });
    expect(await stateOn(next, "2026-12-20")).toMatchObject({ suspended: { because: "acme/LC-0001" } });
    expect(await stateOn(next, "2026-12-21")).toMatchObject({ stage: "active", suspended: null });
  });

  test("a suspension that is lifted is over, and one that is renewed begins again", async () => {
    const suspended = await decided(
      await voted(filed(files, 1, { to: "suspended", effective: asOf }), "acme/LC-0001", "bo"),
      "acme/LC-0001",
    );
    const lifted = await moved(suspended, 2, { from: "suspended", to: "active", effective: asOf });
    expect(await stateOn(lifted, asOf)).toMatchObject({ stage: "active", suspended: null });
    const renewed = await moved(suspended, 2, { from: "suspended", to: "suspended", effective: "2026-12-20" });
    expect(await stateOn(renewed, "2027-01-18")).toMatchObject({ suspended: { until: "2027-01-19" } });
  });
});

describe("the lifecycle gate", () => {
  const id = "acme/LC-0001";

  test("CGB decides once SCO has voted", async () => {
    const open = filed(files, 1, {});
    const heardNobody = await voted(open, id, "lee");
    expect(await outcomeOf(heardNobody)).toEqual({ outcome: "pending", because: ["no vote yet of SCO"] });
    const against = await voted(heardNobody, id, "bo", { choice: "reject", reason: "Too early." });
    expect(await outcomeOf(against)).toEqual({
      outcome: "approved",
      because: ["1 of 4 bodies approve, CGB among them"],
    });
    expect((await outcomeOf(await voted(open, id, "lee", { choice: "reject", reason: "No." }))).outcome).toBe(
      "rejected",
    );
  });

  test("SCO alone may suspend, and nobody else alone", async () => {
    const open = filed(files, 1, { to: "suspended", effective: asOf });
    expect((await outcomeOf(await voted(open, id, "lee"))).outcome).toBe("pending");
    expect((await outcomeOf(await voted(open, id, "bo"))).outcome).toBe("approved");
  });

  test("SCO alone can neither date a suspension ahead nor let one follow another", async () => {
    const ahead = filed(files, 1, { to: "suspended", effective: "2026-12-21" });
    expect((await outcomeOf(await voted(ahead, id, "bo"))).outcome).toBe("pending");
    const again = async (day: string, subject = "acme/score-insights") => {
      const first = filed(files, 1, { to: "suspended", filed: asOf, effective: asOf });
      const suspended = await decided(await voted(first, id, "bo"), id);
      const second = filed(suspended, 2, { subject, to: "suspended", filed: day, effective: day });
      return (await outcomeOf(await voted(second, "acme/LC-0002", "bo"), "acme/LC-0002")).outcome;
    };
    expect(await again("2026-12-21")).toBe("pending");
    expect(await again("2026-12-21", "acme")).toBe("pending");
    expect(await again("2027-01-20")).toBe("approved");
  });

  test("lifting a suspension takes the gate", async () => {
    const open = filed(files, 1, { from: "suspended", to: "active" });
    expect((await outcomeOf(await voted(open, id, "bo"))).outcome).toBe("pending");
  });

  test("a window cut short for misuse takes everybody", async () => {
    const values = { to: "deprecation", cause: "permission-misuse", effective: asOf, endOfSupport: "2026-12-01" };
    const open = filed(files, 1, values);
    const two = await voted(await voted(open, id, "bo"), id, "lee");
    expect(await outcomeOf(two)).toEqual({
      outcome: "pending",
      because: ["a window cut short for permission-misuse", "no vote yet of TSC, ERC"],
    });
    expect((await outcomeOf(await voted(await voted(two, id, "ada"), id, "erin"))).outcome).toBe("approved");
  });

  test("whoever files a transition may vote on it, but nobody who works for the partner", async () => {
    const open = filed(files, 1, {});
    expect((await outcomeOf(await voted(await voted(open, id, "lee"), id, "bo"))).outcome).toBe("approved");
  });
});
