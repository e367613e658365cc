// One defect is told by one rule: each of these is one slip, made alone.

import { expect, it } from "vitest";
import { edited, found, without } from "./support/landings.ts";
import type { Files } from "./support/memory.ts";
import { planned, released, signedOff } from "./support/releases.ts";
import { sample } from "./support/world.ts";

const id = "acme/score-insights";
const folder = "partners/acme/integrations/score-insights";
const manifest = `${folder}/manifest.yaml`;
const release = `${folder}/releases/1.0.0/release.yaml`;
const application = "partners/borealis/applications/APP-0001/application.yaml";

type Slip = readonly [what: string, rule: string, base: Files, head: Files];

async function slips(): Promise<Slip[]> {
  const files = await sample();
  const ready = planned(files, id, true);
  const asked = await released(ready, id, "1.0.0");
  const out = await signedOff(asked, `${id}/1.0.0`);
  const inManifest = (rule: string, at: string, value: unknown): Slip => [
    `${at} ${String(value)}`,
    rule,
    files,
    edited(files, manifest, { [at]: value }),
  ];
  const inRelease = (rule: string, at: string, value: unknown): Slip => [
    `release ${at} ${String(value)}`,
    rule,
    files,
    edited(asked, release, { [at]: value }),
  ];
  return [
    inManifest("PRM003", "/spec/permissions/0/id", "read:report"),
    inManifest("PRM002", "/spec/permissions/0/id", "read:*"),
    inManifest("PRM001", "/spec/extension/permissions/0", "read:report"),
    inManifest("CMP002", "/spec/compatibility/apis/0/id", "credt"),
    inManifest("CMP009", "/spec/compatibility/apis/0/versions/0", "v9"),
    inManifest("CMP005", "/spec/compatibility/runtimes/0/id", "bas"),
    inManifest("DOC009", "/spec/compatibility/os", "TODO"),
    inManifest("DOC009", "/spec/api/calls/0/version", "TODO"),
    inManifest("DOC009", "/spec/api/schemas/0", "TODO"),
    inManifest("DOC009", "/spec/permissions/0/scope", "TODO"),
    inManifest("IDN004", "/spec/data/0/class", "report-sumaries"),
    inManifest("PRM005", "/spec/permissions/0/scope", "all-users"),
    inManifest("CMP002", "/spec/compatibility/os", ">=99.0.0"),
    inManifest("CMP002", "/spec/compatibility/runtimes/0/range", ">=99.0.0"),
    inManifest("CMP008", "/spec/version", "0.1.0"),
    inManifest("DOC008", "/spec/version", "1.0.0-01"),
    inManifest("DAT012", "/spec/compliance/annualReview", "2020-01-01"),
    inManifest("DAT004", "/spec/data/0/retention", "P99Y"),
    inManifest("IDN004", "/spec/restsOn/0", "acme/EXP-0099"),
    inManifest("IDN009", "/spec/restsOn/0", "borealis/APP-0001"),
    inManifest("API002", "/spec/api/calls/0/api", "internal"),
    inManifest("API002", "/spec/api/calls/0/version", "v9"),
    inRelease("IDN004", "/spec/fulfils", ["acme/EXP-0099"]),
    inRelease("ROL008", "/spec/fulfils", ["borealis/APP-0001"]),
    inRelease("IDN001", "/spec/version", "1.0.1"),
    inRelease("IDN001", "/metadata/id", "acme/score-insights/1.0.1"),
    inRelease("ROL005", "/spec/breaking", true),
    inRelease("ROL004", "/spec/released", "2020-01-01"),
    ["a release without a plan", "ROL003", files, without(asked, `${folder}/plan.yaml`)],
    ["a plan of an open release is deleted", "IDN007", asked, without(asked, `${folder}/plan.yaml`)],
    ["what watches a release is deleted", "IDN007", asked, without(asked, `${folder}/monitoring.yaml`)],
    ["a release without monitoring", "MON001", files, without(asked, `${folder}/monitoring.yaml`)],
    ["a plan that was signed off is gone", "ROL009", out, without(out, `${folder}/plan.yaml`)],
    ["a manifest is gone", "IDN007", files, without(files, manifest)],
    ["a partner who asks is gone", "PRO001", files, without(files, "partners/borealis/partner.yaml")],
    ["a key is gone", "POL002", files, edited(files, "governance/people/bo.yaml", { "/spec/keys": [] })],
    ["the list of signers", "POL002", files, { ...files, "governance/allowed_signers": "" }],
    ["a tier that there is not", "IDN004", files, edited(files, application, { "/spec/requestedTier": 9 })],
    ["an open application is filed anew", "IDN006", files, edited(files, application, { "/spec/filed": "2026-01-01" })],
  ];
}

it("is told by one rule", async () => {
  const told: string[] = [];
  const expected: string[] = [];
  for (const [what, rule, base, head] of await slips()) {
    const news = (await found(base, head)).filter(({ standing }) => standing === "new");
    told.push(`${what}: ${[...new Set(news.map((finding) => finding.rule))].sort().join(" ")}`);
    expected.push(`${what}: ${rule}`);
  }
  expect(told).toEqual(expected);
});

it("of an old defect and what a new one does, both are told", async () => {
  const files = await sample();
  const stray = edited(files, manifest, { "/spec/permissions/0/id": "read:report" });
  const used = edited(stray, manifest, { "/spec/extension/permissions/1": "read:reports-of-all" });
  const told = (await found(stray, used))
    .filter(({ rule }) => /^PRM00[13]$/.test(rule))
    .map(({ rule, standing }) => `${rule} ${standing}`);
  expect(told).toEqual(["PRM001 new", "PRM003 existing"]);
});
