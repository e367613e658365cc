// The way of a version, step by step: each step is done when what it takes is there, and not before.

import { beforeAll, expect, it } from "vitest";
import { fillTemplate } from "../../src/document/edit.ts";
import { lacksInWords, lacksOf } from "../../src/gates/sign-off.ts";
import { isClosed } from "../../src/model/model.ts";
import { journeyOf, releaseAhead } from "../../src/views/journey.ts";
import { statusOf } from "../../src/views/status.ts";
import { edited, filed, landingOf } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { checked, planned, released, signedOff } from "../support/releases.ts";
import { moved } from "../support/transitions.ts";
import { approvedByAll, asOf, bodies, decided, sample, template, voted } from "../support/world.ts";

const id = "acme/score-insights";
const folder = "partners/acme/integrations/score-insights";
const plan = `${folder}/plan.yaml`;

let files: Files;
let ready: Files;
beforeAll(async () => {
  files = await sample();
  ready = await released(checked(planned(files, id, true), id, "1.0.0"), id, "1.0.0");
});

async function viewOf(tree: Files, of = id) {
  const landing = await landingOf(tree, tree);
  const manifest = [...landing.tree.integrations.values(), ...landing.tree.components.values()].find(
    ({ value }) => value.metadata.id === of,
  );
  if (manifest === undefined) throw new Error(`no ${of}`);
  const described = { ...manifest, id: of, owner: of.split("/")[0] ?? of };
  const subject = landing.tree.subjects.get(releaseAhead(described, landing) ?? "");
  const lacks =
    subject?.release && !isClosed(subject)
      ? lacksInWords(subject.release, lacksOf(subject.release, landing.tree, asOf))
      : [];
  return journeyOf(described, landing, subject === undefined ? null : statusOf(subject, landing, 0, lacks));
}

async function way(tree: Files, of = id) {
  const { state, missing } = await viewOf(tree, of);
  return { step: state, missing: missing.map(({ what, whose }) => `${whose}: ${what}`) };
}

const without = (tree: Files, ...paths: string[]): Files =>
  Object.fromEntries(Object.entries(tree).filter(([path]) => !paths.includes(path)));

it("stands at pre-integration until all it rests on is approved", async () => {
  const manifest = `${folder}/manifest.yaml`;
  const on = await way(edited(ready, manifest, { "/spec/restsOn": ["acme/APP-0001", "borealis/APP-0001"] }));
  expect(on.missing).toEqual(["the bodies: borealis/APP-0001 is not approved"]);
  const [strange] = (await viewOf(edited(ready, manifest, { "/spec/restsOn": ["acme/EXP-0099"] }))).missing;
  expect(strange).toEqual({
    what: "acme/EXP-0099 is not filed",
    whose: "its authors",
    command: `mend restsOn in ${manifest}`,
  });
});

it("asks for the expansion proposal of a higher tier, until one is on file", async () => {
  const higher = edited(ready, "partners/acme/applications/APP-0001/application.yaml", { "/spec/requestedTier": 2 });
  const [asked] = (await viewOf(higher)).missing;
  expect(asked).toMatchObject({
    whose: "its authors",
    command: `kwanus propose integration --integration ${id}`,
  });
  const [waits] = (await viewOf(filed(higher, "integration", "acme/EXP-0002", { "/spec/integrations": [id] }))).missing;
  expect(waits).toMatchObject({
    what: `${asked?.what}; acme/EXP-0002 is to mend that, and is not decided`,
    whose: "the bodies",
    command: "kwanus status acme/EXP-0002",
  });
});

it("is prepared and built once every step of its plan is shown", async () => {
  expect((await way(files)).step).toBe("Technical preparation");
  const unprepared = await way(edited(ready, plan, { "/spec/preparation/3": { id: "sandbox-setup", evidence: [] } }));
  expect(unprepared).toEqual({ step: "Technical preparation", missing: ["its authors: nothing shows sandbox-setup"] });
  const unbuilt = await way(edited(ready, plan, { "/spec/implementation/1/evidence": [] }));
  expect(unbuilt).toEqual({ step: "Implementation", missing: ["its authors: nothing shows testing"] });
});

it("is validated once each review and validation of this version has passed", async () => {
  const review = `${folder}/checkpoints/security-review.yaml`;
  expect(await way(without(ready, review))).toEqual({ step: "Validation", missing: ["SCO: no security review yet"] });
  for (const [values, told] of [
    [{ "/spec/version": "0.9.0" }, "no security review yet"],
    [{ "/spec/held": "2026-11-22" }, "no security review yet"],
    [{ "/spec/result": "failed" }, "the security review of acme/score-insights 1.0.0 is failed"],
  ] as const)
    expect((await way(edited(ready, review, values))).missing).toEqual([`SCO: ${told}`]);
  const scan = await way(without(ready, `${folder}/evidence/scan.json`));
  expect(scan.missing).toEqual([
    "its authors: the security validation of acme/score-insights 1.0.0 is not shown: there is no evidence/scan.json",
  ]);
});

it("is rolled out by a release, watched, and signed off by four", async () => {
  const unreleased = without(ready, `${folder}/releases/1.0.0/release.yaml`);
  const page = `${folder}/docs/api-reference.md`;
  expect((await viewOf(without(unreleased, page))).missing[0]).toEqual({
    what: "no API reference yet",
    whose: "its authors",
    command: `kwanus new docs --subject ${id}`,
  });
  expect(await way(unreleased)).toEqual({ step: "Rollout", missing: ["its authors: no release of 1.0.0 is filed"] });
  // A release without it would be refused, so it comes first.
  expect((await way(without(unreleased, `${folder}/monitoring.yaml`))).missing[0]).toBe(
    "its authors: nothing watches it",
  );
  expect(await way(without(ready, `${folder}/monitoring.yaml`))).toMatchObject({ step: "Monitoring" });
  expect(await way(ready)).toEqual({
    step: "Sign-off",
    missing: ["TSC (ada, tom): vote", "SCO (bo, sal): vote", "ERC (erin): vote", "CGB (lee, omar): vote"],
  });
  const signed = await signedOff(ready, `${id}/1.0.0`);
  expect(await way(signed)).toEqual({ step: "In lifecycle", missing: [] });
  // Evidence that was good on that day is a record; another version begins anew.
  expect((await way(without(signed, `${folder}/monitoring.yaml`))).step).toBe("In lifecycle");
  const next = await way(edited(signed, `${folder}/manifest.yaml`, { "/spec/version": "1.1.0" }));
  expect(next).toMatchObject({ step: "Validation" });
  expect(next.missing).toHaveLength(9);
});

it("begins anew with another version where this one was rejected, whatever that still lacks", async () => {
  let voting: Files = without(ready, `${folder}/checkpoints/security-review.yaml`);
  for (const [first] of Object.values(bodies))
    voting = await voted(voting, `${id}/1.0.0`, first, { choice: "reject", reason: "Nobody looked at it." });
  expect((await way(voting)).missing).toEqual(["SCO: no security review yet"]);
  expect(await way(await decided(voting, `${id}/1.0.0`))).toEqual({
    step: "Validation",
    missing: [`its authors: ${id}/1.0.0 was rejected (kwanus status ${id}/1.0.0 says why): raise the version`],
  });
});

it("differs for a component", async () => {
  const component = { ...files, "components/credit-graph/manifest.yaml": template("component") };
  const tree = await released(
    checked(planned(component, "credit-graph", true), "credit-graph", "1.0.0"),
    "credit-graph",
    "1.0.0",
  );
  const lacking = without(
    tree,
    "components/credit-graph/checkpoints/lifecycle-review.yaml",
    "components/credit-graph/checkpoints/performance-validation.yaml",
  );
  const landing = await landingOf(lacking, lacking);
  const release = landing.tree.releases.get("credit-graph/1.0.0");
  if (release === undefined) throw new Error("no release");
  expect(lacksOf(release, landing.tree, asOf).map(({ message }) => message)).toEqual([
    "credit-graph 1.0.0 has had no lifecycle review",
    "credit-graph 1.0.0 has had no performance validation",
    "credit-graph has not come into its lifecycle: nothing it rests on is approved",
  ]);
});

it("says how long support lasts, and until when a stage is suspended", async () => {
  const lifecycle = async (tree: Files) => (await viewOf(tree)).lifecycle;
  expect(await lifecycle(files)).toBe(`Active since ${asOf} (acme/APP-0001)`);
  const ending = { to: "deprecation", effective: asOf, endOfSupport: "2027-06-30" };
  expect(await lifecycle(await moved(files, 1, ending))).toBe(
    `Deprecation since ${asOf} (acme/LC-0001); support ends on 2027-06-30, in 221 days`,
  );
  expect(await lifecycle(await moved(files, 1, { ...ending, subject: "acme" }))).toContain(
    "support ends on 2027-06-30, in 221 days",
  );
  const suspension = { to: "suspended", effective: asOf, cause: "permission-misuse" };
  expect(await lifecycle(await moved(files, 1, suspension))).toContain(
    "; suspended by acme/LC-0001 until 2026-12-21, in 30 days, unless the bodies lift it",
  );
});

it("begins with a manifest, which is asked for once something is approved and there is none", async () => {
  const after = async (tree: Files) => {
    const landing = await landingOf(tree, tree);
    const subject = landing.tree.subjects.get("borealis/APP-0001");
    return subject === undefined ? null : statusOf(subject, landing, 0).next.map(({ who, command }) => [who, command]);
  };
  const approved = await decided(await approvedByAll(files, "borealis/APP-0001"), "borealis/APP-0001");
  expect(await after(approved)).toEqual([
    ["its authors: describe what is built with it", "kwanus new integration --partner borealis"],
  ]);
  const path = "partners/borealis/integrations/report-calendar/manifest.yaml";
  const own = fillTemplate(template("integration"), { "/metadata/id": "borealis/report-calendar" });
  expect(await after({ ...approved, [path]: own })).toEqual([]);
});

it("asks a component for another proposal of its own where a body stayed silent, and takes one that all approved", async () => {
  const own = (number: string): Files =>
    Object.fromEntries(
      Object.entries(filed({}, "capability", `credit-graph/${number}`)).map(([path, content]) => [
        path.replace("partners/", "components/"),
        content,
      ]),
    );
  const described = { "components/credit-graph/manifest.yaml": template("component") };
  let first: Files = { ...files, ...described, ...own("EXP-0001") };
  for (const [person, cast] of [
    ["ada"],
    ["bo"],
    ["erin", { choice: "abstain", reason: "No extension." }],
    ["lee"],
  ] as const)
    first = await voted(first, "credit-graph/EXP-0001", person, cast);
  first = await decided(first, "credit-graph/EXP-0001");
  expect((await viewOf(first, "credit-graph")).missing).toEqual([
    {
      what: "ERC did not approve credit-graph/EXP-0001, and it takes all four",
      whose: "its authors",
      command: "kwanus propose capability --partner credit-graph",
    },
  ]);
  const again = await approvedByAll({ ...first, ...own("EXP-0002") }, "credit-graph/EXP-0002");
  expect((await way(await decided(again, "credit-graph/EXP-0002"), "credit-graph")).step).toBe("Technical preparation");
});

it("is not planned by a proposal for another integration", async () => {
  const higher = edited(ready, "partners/acme/applications/APP-0001/application.yaml", { "/spec/requestedTier": 2 });
  const proposal = "partners/acme/proposals/EXP-0002/proposal.yaml";
  const open = edited(filed(higher, "capability", "acme/EXP-0002"), proposal, { "/spec/integrations": [] });
  const granted = await decided(await approvedByAll(open, "acme/EXP-0002"), "acme/EXP-0002");
  const resting = edited(granted, `${folder}/manifest.yaml`, { "/spec/restsOn": ["acme/APP-0001", "acme/EXP-0002"] });
  const commands = async (tree: Files) => (await viewOf(tree)).missing.map(({ command }) => command);
  const again = `kwanus propose integration --integration ${id}`;
  expect(await commands(resting)).not.toContain(again);
  expect(await commands(edited(resting, proposal, { "/spec/integrations": ["acme/other"] }))).toContain(again);
});
