// What a release changes against the version that was signed off before it, and what is shown of it before somebody signs.

import { beforeAll, expect, it } from "vitest";
import { contentBefore } from "../../src/cli/former-content.ts";
import { memoOfProcess, readModel } from "../../src/model/model.ts";
import { placeOf } from "../../src/model/places.ts";
import type { Repository } from "../../src/repo/repository.ts";
import { type DiffView, diffBetween } from "../../src/views/diff.ts";
import { heldCheckpoints } from "../../src/views/held-checkpoints.ts";
import { inShort } from "../../src/views/signing.ts";
import { edited, textOf } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { checked, planned, released, signedOff } from "../support/releases.ts";
import { asOf, sample } from "../support/world.ts";

const id = "acme/score-insights";
const folder = "partners/acme/integrations/score-insights";

let first: Files;
let out: Files;
beforeAll(async () => {
  first = await released(planned(await sample(), id, true), id, "1.0.0");
  out = await signedOff(first, `${id}/1.0.0`);
});

/** What a clone would tell; here the base holds everything. */
const noRepository = {} as Repository;

/** The diff of a release against what was signed off on the base. */
async function against(base: Files, head: Files, version: string): Promise<DiffView> {
  const [before, after] = await Promise.all([base, head].map((files) => readModel(memorySnapshot(files))));
  const place = placeOf(`${id}/${version}`);
  const release = after?.subjects.get(`${id}/${version}`)?.release;
  if (before === undefined || after === undefined || place === null || !release) throw new Error("no release");
  const from = await contentBefore(release, before, noRepository, memoOfProcess());
  return diffBetween(place, from, { name: "here", model: after }, before);
}

const words = ({ differences }: Pick<DiffView, "differences">) =>
  differences.map(({ change, topic, what, detail }) => [change, topic, what, detail].filter(Boolean).join(" "));

it("calls everything of a first release new", async () => {
  const view = await against(first, first, "1.0.0");
  expect(view.from).toBe("nothing: no version of acme/score-insights was signed off before");
  expect(new Set(view.differences.map(({ change }) => change))).toEqual(new Set(["added"]));
  expect(words(view)).toEqual(
    expect.arrayContaining([
      "added release breaks what worked no",
      "added permissions read:reports scope own-users; review by 2027-02-20",
      "added rollout strategy controlled",
    ]),
  );
  expect(view.contracts).toMatchObject([{ name: "contracts/report.schema.json", change: "added", counts: null }]);
  const files = view.files.map(({ path }) => path.slice(folder.length + 1));
  expect(files).toEqual(expect.arrayContaining(["contracts/report.schema.json", "manifest.yaml", "plan.yaml"]));
  expect(files.at(-1)).toBe("releases/1.0.0/release.yaml");
});

it("compares a release with the files that were signed off last, its plan and its contracts among them", async () => {
  const schema = `${folder}/contracts/report.schema.json`;
  const changed: Files = {
    ...edited(
      edited(out, `${folder}/manifest.yaml`, { "/spec/version": "2.0.0", "/spec/extension/sandbox": "none" }),
      `${folder}/plan.yaml`,
      { "/spec/rollout/strategy": "staged" },
    ),
    [schema]: textOf(out, schema).replace('"id": { "type": "string" }', '"id": { "type": "string", "minLength": 8 }'),
  };
  const head = await released(changed, id, "2.0.0");
  // What was cast and decided is about the releases, not of them.
  const view = await against(out, head, "2.0.0");
  expect(view.from).toBe("acme/score-insights/1.0.0, signed off");
  expect(words(view).filter((line) => !line.startsWith("added"))).toEqual([
    "widened surfaces extension strict → none",
    "widened rollout strategy controlled → staged",
    "changed about version 1.0.0 → 2.0.0 (major)",
  ]);
  expect(view.contracts).toMatchObject([
    {
      name: "contracts/report.schema.json",
      change: "changed",
      counts: { breaking: 1, undecided: 0, compatible: 0 },
      changes: [{ check: "request-min-length-raised", verdict: "breaking" }],
      breaks: null,
    },
  ]);
  expect(view.files.map(({ path, change }) => `${change} ${path.slice(folder.length + 1)}`)).toEqual([
    "changed contracts/report.schema.json",
    "changed manifest.yaml",
    "changed plan.yaml",
    "added releases/2.0.0/release.yaml",
  ]);
  const short = inShort(view);
  expect(words(short)).toEqual(words(view).slice(3, 5));
  expect(short).toMatchObject({ leftOut: 0, files: 4 });
});

it("compares no more contracts than anybody reads, and says how many are left", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`${folder}/contracts/more-${String(at).padStart(2, "0")}.json`, "{}"]),
  );
  const { contracts, files } = await against(out, { ...out, ...many }, "1.0.0");
  expect(contracts).toHaveLength(51);
  expect(contracts.at(-1)).toMatchObject({ name: "11 more contracts", counts: null });
  // Their lines are there all the same.
  expect(files.filter(({ path }) => path.includes("/more-"))).toHaveLength(60);
});

it("measures a release by what was signed off below it, not by what was only filed", async () => {
  const next = edited(first, `${folder}/manifest.yaml`, { "/spec/version": "1.1.0" });
  const view = await against(first, await released(next, id, "1.1.0"), "1.1.0");
  expect(view.from).toContain("nothing");
});

it("names each checkpoint with whoever is said to have held it, and marks the signer's own", async () => {
  const all = checked(first, id, "1.0.0");
  const review = `${folder}/checkpoints/security-review.yaml`;
  // People are named by their id or by their login.
  const named = edited(
    edited(all, "governance/people/bo.yaml", { "/spec/forge/login": "bo-of-sco" }),
    `${folder}/checkpoints/permission-review.yaml`,
    { "/spec/by": ["sal", "bo-of-sco"] },
  );
  const files = edited(named, review, { "/spec/by": ["bo"], "/spec/result": "failed" });
  const { [`${folder}/checkpoints/workflow-review.yaml`]: gone, ...lacking } = files;
  const model = await readModel(memorySnapshot(lacking));
  const release = model.releases.get(`${id}/1.0.0`);
  if (release === undefined || gone === undefined) throw new Error("no release");
  const told = heldCheckpoints(release, model, { signer: "bo", asOf });
  expect(told.find(({ name }) => name === "security review")).toEqual({
    name: "security review",
    state: "open",
    because: "is failed",
    held: "2026-11-20",
    by: ["bo"],
    own: true,
  });
  expect(told.find(({ name }) => name === "workflow review")).toMatchObject({ state: "missing", held: null, by: [] });
  expect(told.filter(({ own }) => own).map(({ name }) => name)).toEqual(["permission review", "security review"]);
  expect(told.filter(({ state }) => state === "passed")).toHaveLength(7);
});
