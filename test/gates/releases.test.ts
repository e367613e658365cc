// What is said of releases that nobody stands for, and of folders that claim to be another's.

import { expect, it } from "vitest";
import { dutiesOf } from "../../src/gates/duties.ts";
import { readModel } from "../../src/model/model.ts";
import { edited, refusals, textOf } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { planned, released, signedOff } from "../support/releases.ts";
import { bodies, decided, sample, voted } from "../support/world.ts";

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
