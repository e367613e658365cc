// A landing that a replay does not read has nothing in it that trust is about.

import { beforeAll, describe, expect, it } from "vitest";
import { land } from "../../src/landing/landing.ts";
import { isQuiet } from "../../src/landing/quiet.ts";
import { type Delta, deltasOf } from "../../src/landing/tree.ts";
import { findInChange } from "../../src/rules/engine.ts";
import { allRules } from "../../src/rules/registry.gen.ts";
import { edited, textOf, without } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { approvedByAll, asOf, sample } from "../support/world.ts";

const changeRules = allRules.filter(({ id, reads }) => reads === "change" && /^(?:BAL|POL)/.test(id));
const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
const folder = "partners/borealis/applications/APP-0001";

let files: Files;
beforeAll(async () => {
  const voted = await approvedByAll(await sample(), "borealis/APP-0001");
  // Ballots that do not count any more are found on every revision.
  files = { ...voted, [`${folder}/risk.yaml`]: `${textOf(voted, `${folder}/risk.yaml`)}# more\n` };
});

const delta = (path: string): Delta => ({ path, before: null, after: { path, mode: "100644", blob: "0", size: 0 } });

describe("a quiet landing", () => {
  const quiet: [string, () => Files][] = [
    ["a changed manifest", () => edited(files, manifest, { "/metadata/title": "Other" })],
    ["a manifest that cannot be read, and a report", () => ({ ...files, [manifest]: "{", "reports/a.md": "a" })],
    ["a manifest that goes", () => without(files, manifest)],
    ["a new component", () => ({ ...files, "components/graph/manifest.yaml": textOf(files, manifest) })],
    ["nothing", () => files],
  ];
  it.each(quiet)("is %s, and no rule finds more in it than in no landing at all", async (_, make) => {
    const [before, after] = [memorySnapshot(files), memorySnapshot(make())];
    expect(isQuiet(deltasOf(before, after))).toBe(true);
    const found = async (head: typeof after) => {
      const landing = await land({ base: before, mergeBase: before, head, asOf });
      return findInChange(landing, changeRules).map(({ fingerprint, rule }) => `${rule} ${fingerprint}`);
    };
    const nothing = await found(before);
    expect(nothing.length).toBeGreaterThan(3);
    expect(await found(after)).toEqual(nothing);
  });

  it.each([
    ["README.md"],
    ["partners/README.md"],
    ["governance/policy.yaml"],
    ["governance/people/zed.yaml"],
    ["governance/proposals/EXP-0001/proposal.yaml"],
    ["governance/revocations/bo.1.yaml"],
    [".github/workflows/kwanus.yml"],
    [`${folder}/risk.yaml`],
    [`${folder}/ballots/decision/sco.bo.2.yaml`],
    [`${folder}/ballots/decision/sco.bo.2.yaml.sig`],
    [`${folder}/decisions/decision.yaml`],
    ["components/graph/proposals/EXP-0001/proposal.yaml"],
    ["oversight/acme/lifecycle/LC-0001/transition.yaml"],
    ["partners/acme/partner.yaml", "partners/borealis/partner.yaml"],
    ["partners/acme/partner.yaml", "components/graph/manifest.yaml"],
  ])("does not touch %s %s", (...paths) => expect(isQuiet(paths.map(delta))).toBe(false));
});
