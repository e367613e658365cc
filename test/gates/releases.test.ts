// What is said of releases that nobody stands for, and of folders that claim to be another's.

import { expect, it } from "vitest";
import { dutiesOf } from "../../src/gates/duties.ts";
import { lifecycles } from "../../src/gates/lifecycle.ts";
import { readModel } from "../../src/model/model.ts";
import { releasedBy } from "../../src/model/releases.ts";
import { filed as asked, edited, landingOf, only, refusals, textOf, without } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { testPgpKey } from "../support/openpgp.ts";
import { checked, planned, released, signedOff } from "../support/releases.ts";
import { accepted, approvedByAll, bodies, decided, sample, template, voted } from "../support/world.ts";

const id = "acme/score-insights";
const folder = "partners/acme/integrations/score-insights";
const manifest = `${folder}/manifest.yaml`;

async function filed(): Promise<Files> {
  return released(planned(await sample(), id, true), id, "1.0.0");
}

it("lets the files of a rejected release be mended", async () => {
  let voting = await filed();
  for (const [first] of Object.values(bodies))
    voting = await voted(voting, `${id}/1.0.0`, first, { choice: "reject", reason: "Its steps are not shown." });
  const rejected = await decided(voting, `${id}/1.0.0`);
  expect(await refusals(rejected, edited(rejected, manifest, { "/spec/maturity": "alpha" }))).toEqual([]);
});

it("holds what was signed off against the folder that it stands for, not against a copy that comes before it", async () => {
  const out = await signedOff(await filed(), `${id}/1.0.0`);
  const copy = "partners/acme/integrations/aaa";
  const head = {
    ...out,
    [`${copy}/manifest.yaml`]: textOf(out, manifest).replace("maturity: beta", "maturity: stable"),
    [`${copy}/contracts/report.schema.json`]: textOf(out, `${folder}/contracts/report.schema.json`),
  };
  expect(await refusals(out, head)).toEqual([`IDN001 ${copy}/manifest.yaml`]);
});

it("counts no review from a day on which nobody had signed anything off", async () => {
  const asked = edited(await filed(), `${folder}/releases/1.0.0/release.yaml`, { "/spec/released": "2027-05-01" });
  const owed = async (files: Files) =>
    dutiesOf(await readModel(memorySnapshot(files)), "2027-06-01")
      .filter(({ subject }) => subject === id)
      .map(({ due }) => due);
  const before = await owed(planned(await sample(), id, true));
  expect(await owed(asked)).toEqual(before);
  expect(await owed(await signedOff(asked, `${id}/1.0.0`))).not.toEqual(before);
});

it("signs a component's release off, by an OpenPGP key among others, and by nobody who took it back", async () => {
  const plain = await sample();
  const person = "governance/people/erin.yaml";
  const keyless = without(edited(plain, person, { "/spec/keys": [] }), "governance/people/erin.1.proof");
  const proposal = only(asked({}, "capability", "credit-graph/EXP-0001"), "partners/credit-graph/");
  const moved = Object.entries(proposal).map(([path, content]) => [path.replace("partners", "components"), content]);
  const component = { "components/credit-graph/manifest.yaml": template("component"), ...Object.fromEntries(moved) };
  const voting = await approvedByAll({ ...plain, ...component }, "credit-graph/EXP-0001");
  const granted = {
    ...(await decided(voting, "credit-graph/EXP-0001")),
    ...(await accepted(keyless, "erin", "gpg:erin")),
  };
  const ready = await released(
    checked(planned(granted, "credit-graph", true), "credit-graph", "1.0.0"),
    "credit-graph",
    "1.0.0",
  );
  const about = "credit-graph/1.0.0";
  const key = "gpg:erin";
  const outcome = async (all: Files) => {
    const landing = await landingOf(all, all);
    const subject = landing.tree.subjects.get(about);
    return subject && landing.tallyOf(subject)?.outcome;
  };
  let all = ready;
  for (const who of ["ada", "tom", "bo", "sal", "lee", "omar"]) all = await voted(all, about, who);
  expect(await outcome(all)).toBe("pending");
  all = await voted(all, about, "erin", { key });
  expect(await outcome(all)).toBe("approved");
  const folder = "components/credit-graph/releases/1.0.0";
  expect(textOf(all, `${folder}/ballots/sign-off/erc.erin.1.yaml`)).toContain(testPgpKey("erin").fingerprint);
  all = await voted(all, about, "erin", { key, choice: "retract", reason: "Not looked at yet." });
  expect(await outcome(all)).toBe("pending");
  all = await voted(all, about, "erin", { key });
  expect(await refusals(all, await decided(all, about))).toEqual([]);
  // A review that is taken away after the votes stops the decision.
  const lacking = without(all, "components/credit-graph/checkpoints/lifecycle-review.yaml");
  const byHand = { ...lacking, ...only(await decided(all, about), `${folder}/decisions/`) };
  expect(await refusals(lacking, byHand)).toEqual([`CHK001 ${folder}/release.yaml`]);
  const model = await readModel(memorySnapshot(await decided(all, about)));
  const out = (day: string) => releasedBy(model, "credit-graph", day).map(({ value }) => value.spec.version);
  expect([out("2026-12-04"), out("2026-12-05")]).toEqual([[], ["1.0.0"]]);
  expect(lifecycles(model, "2026-12-05").get("credit-graph")).toMatchObject({ stage: "active" });
});

it("measures a version by what somebody had: a rejected major version raises nothing", async () => {
  const guide = { [`${folder}/docs/migration-2.0.0.md`]: "Dates are now in UTC; nothing has to be done.\n" };
  const major = { "/spec/breaking": true, "/spec/migrationGuides": { paths: ["docs/migration-2.0.0.md"] } };
  const of = async (files: Files, version: string, values: Readonly<Record<string, unknown>>) =>
    edited(
      await released(edited({ ...files, ...guide }, manifest, { "/spec/version": version }), id, version),
      `${folder}/releases/${version}/release.yaml`,
      values,
    );
  const second = await of(await signedOff(await filed(), `${id}/1.0.0`), "2.0.0", major);
  let voting = second;
  for (const [first] of Object.values(bodies))
    voting = await voted(voting, `${id}/2.0.0`, first, { choice: "reject", reason: "Too soon." });
  const rejected = await decided(voting, `${id}/2.0.0`);
  expect(await refusals(rejected, await of(rejected, "2.0.1", major))).toEqual([]);
  expect(await refusals(rejected, await of(rejected, "2.0.1", {}))).toEqual([
    `ROL004 ${folder}/releases/2.0.1/release.yaml`,
  ]);
});
