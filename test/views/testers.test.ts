// The testers the playbooks name, each line of theirs: workflows, extensions and runtimes against what an OS version has.

import { beforeAll, expect, test } from "vitest";
import { fillTemplate } from "../../src/document/edit.ts";
import { memoOfProcess, readModel } from "../../src/model/model.ts";
import type { Axis } from "../../src/views/ground.ts";
import { matrixOf } from "../../src/views/matrix.ts";
import { inWords } from "../../src/views/verdict.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { asOf, sample, template } from "../support/world.ts";

type Values = Readonly<Record<string, unknown>>;

let files: Files;
beforeAll(async () => {
  files = await sample();
});

const manifest = "partners/acme/integrations/score-insights/manifest.yaml";

/** What the matrix says about an axis for acme/score-insights on OS 3.0.0, where the manifest and the platform differ. */
async function lines(about: Axis, declared: Values, offered: Values = {}, more: Files = {}): Promise<string[]> {
  const over = {
    ...files,
    [manifest]: fillTemplate(template("integration"), declared),
    "governance/platform.yaml": fillTemplate(template("platform"), offered),
    ...more,
  };
  const model = await readModel(memorySnapshot(over), memoOfProcess());
  const { cells, lines: rows } = matrixOf(model, { rows: "integration", columns: "os", partner: null, asOf });
  const row = rows.findIndex(({ value }) => value === "acme/score-insights");
  const grounds = cells[row]?.[2]?.standings[0]?.grounds ?? [];
  return grounds.filter((ground) => ground.about === about).map((ground) => `${inWords(ground)}: ${ground.says}`);
}

const workflow = {
  id: "notes",
  type: "enhanced",
  provides: ["report-summaries"],
  version: "1.0.0",
  intelligence: false,
  triggers: ["schedule:nightly"],
  handlers: ["POST /notes"],
  permissions: ["read:reports"],
  idempotent: true,
  auditable: true,
  reversible: true,
  fallback: "The notes of yesterday stay.",
};
const workflows = (...all: readonly Values[]): Values => ({
  "/spec/workflows": all.map((values) => ({ ...workflow, ...values })),
});
const triggers = (...names: readonly string[]): Values => ({ "/spec/os/2/triggers": names });
const other = { id: "weekly", triggers: ["schedule:weekly"] };

test.each<[string, Values, Values, string[]]>([
  [
    "nothing is said of triggers",
    workflows({}),
    {},
    ["ok: workflow notes 1.0.0 (enhanced) runs: read:reports granted"],
  ],
  [
    "its trigger is there",
    workflows({}),
    triggers("schedule:nightly"),
    ["ok: workflow notes 1.0.0 (enhanced) runs: schedule:nightly starts it; read:reports granted"],
  ],
  [
    "its trigger is not there, and words say what happens",
    workflows({}),
    triggers(),
    [
      "fallback: workflow notes 1.0.0 (enhanced) does not run: this OS has no trigger schedule:nightly; then: The notes of yesterday stay.",
    ],
  ],
  [
    "a fallback in words that says nothing",
    workflows({ fallback: "None." }),
    triggers(),
    [
      "breaks: workflow notes 1.0.0 (enhanced) does not run: there is no fallback; this OS has no trigger schedule:nightly",
    ],
  ],
  [
    "another workflow takes over",
    workflows({ fallbackTo: "weekly" }, other),
    triggers("schedule:weekly"),
    [
      "fallback: workflow notes 1.0.0 (enhanced) does not run: this OS has no trigger schedule:nightly; then: workflow weekly takes over",
      "ok: workflow weekly 1.0.0 (enhanced) runs: schedule:weekly starts it; read:reports granted",
    ],
  ],
  [
    "the other workflow lacks something too, and the one after it runs",
    workflows(
      { fallbackTo: "weekly" },
      { ...other, fallbackTo: "monthly" },
      { id: "monthly", triggers: ["schedule:monthly"] },
    ),
    triggers("schedule:monthly"),
    [
      "fallback: workflow notes 1.0.0 (enhanced) does not run: this OS has no trigger schedule:nightly; then: workflow monthly takes over",
      "fallback: workflow weekly 1.0.0 (enhanced) does not run: this OS has no trigger schedule:weekly; then: workflow monthly takes over",
      "ok: workflow monthly 1.0.0 (enhanced) runs: schedule:monthly starts it; read:reports granted",
    ],
  ],
  [
    "the other workflow may not run",
    workflows({ fallbackTo: "weekly" }, { ...other, permissions: ["write:exports"] }),
    triggers("schedule:weekly"),
    [
      "breaks: workflow notes 1.0.0 (enhanced) does not run: its fallback weekly does not run either: write:exports is not among the permissions of the manifest; this OS has no trigger schedule:nightly",
      "breaks: workflow weekly 1.0.0 (enhanced) does not run: write:exports is not among the permissions of the manifest",
    ],
  ],
  [
    "fallbacks that lead back",
    workflows({ fallbackTo: "weekly" }, { ...other, fallbackTo: "notes" }),
    triggers(),
    [
      "breaks: workflow notes 1.0.0 (enhanced) does not run: its fallback leads back to notes; this OS has no trigger schedule:nightly",
      "breaks: workflow weekly 1.0.0 (enhanced) does not run: its fallback leads back to weekly; this OS has no trigger schedule:weekly",
    ],
  ],
  [
    "a fallback that is not there",
    workflows({ fallbackTo: "nobody" }),
    triggers(),
    [
      "breaks: workflow notes 1.0.0 (enhanced) does not run: its fallback nobody is no workflow of this manifest; this OS has no trigger schedule:nightly",
    ],
  ],
  [
    "a runtime for workflows is declared, and its range solved",
    { ...workflows({}), "/spec/compatibility/runtimes": [{ id: "base", range: "2 || ^3" }] },
    { "/spec/runtimes/0/runs": ["workflows"] },
    ["ok: workflow notes 1.0.0 (enhanced) runs: runtime base 2 || ^3 → 3.0.0; read:reports granted"],
  ],
  [
    "no runtime for workflows is declared",
    workflows({}),
    { "/spec/runtimes/1/runs": ["workflows"] },
    [
      "fallback: workflow notes 1.0.0 (enhanced) does not run: it declares no runtime for workflows, which workflow is there for; then: The notes of yesterday stay.",
    ],
  ],
  [
    "what predicts takes the runtime for that",
    workflows({ intelligence: true }),
    { "/spec/runtimes/0/runs": ["workflows"], "/spec/runtimes/2/runs": ["intelligence"] },
    [
      "fallback: workflow notes 1.0.0 (enhanced) does not run: it declares no runtime for intelligence, which intelligence is there for; then: The notes of yesterday stay.",
    ],
  ],
  [
    "less is promised than the policy asks",
    workflows({ type: "dependent", provides: undefined, service: "Notes.", reliability: 99 }),
    {},
    ["breaks: workflow notes 1.0.0 (dependent) does not run: 99 % is promised, and 99.9 % is asked for"],
  ],
])("a workflow: %s", async (_, declared, offered, expected) => {
  expect((await lines("workflow", declared, offered)).toSorted()).toEqual(expected.toSorted());
});

const shows = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [`/spec/extension/${field}`, value]));
const surfaces = (...versions: readonly string[]): Values => ({
  "/spec/os/2/surfaces": versions.map((version) => ({ id: "ui-component", version })),
});
const policy = (values: Values): Files => ({
  "governance/policy.yaml": fillTemplate(files["governance/policy.yaml"] as string, values),
});

test.each<[string, Values, Values, string[], Values?]>([
  [
    "nothing is said of surfaces",
    {},
    {},
    ["ok: extension shows as ui-component: sandbox strict; read:reports granted"],
  ],
  [
    "the newest surface in its range",
    shows({ ranges: [{ id: "ui-component", range: "^2.0.0" }] }),
    surfaces("1.4.0", "2.1.0"),
    ["ok: extension shows as ui-component: sandbox strict; ui-component ^2.0.0 → 2.1.0; read:reports granted"],
  ],
  [
    "no surface in its range",
    shows({ ranges: [{ id: "ui-component", range: "^2.0.0" }] }),
    surfaces("1.4.0"),
    [
      "fallback: extension does not show as ui-component: this OS has ui-component 1.4.0, and ^2.0.0 is declared; then: The panel is hidden and says which version it needs.",
    ],
  ],
  [
    "no surface at all, and no fallback",
    { "/spec/compatibility/fallback": " " },
    surfaces(),
    ["breaks: extension does not show as ui-component: this OS has no ui-component, and there is no fallback"],
  ],
  [
    "no sandbox",
    shows({ sandbox: "none" }),
    {},
    ["breaks: extension does not show as ui-component: it runs outside the sandbox"],
  ],
  [
    "a refused surface",
    shows({ surfaces: ["navigation"] }),
    {},
    ["breaks: extension does not show as navigation: navigation is refused to everybody"],
  ],
  [
    "a permission that was not granted",
    { ...shows({ permissions: ["write:exports"] }), "/spec/permissions/0/id": "write:exports" },
    {},
    ["breaks: extension does not show as ui-component: write:exports is not granted to acme"],
  ],
  [
    "no runtime for extensions",
    {},
    { "/spec/runtimes/1/runs": ["extensions"] },
    [
      "fallback: extension does not show as ui-component: it declares no runtime for extensions, which workflow is there for; then: The panel is hidden and says which version it needs.",
    ],
  ],
  [
    "a surface above the tier",
    {},
    {},
    [
      "breaks: extension does not show as ui-component: ui-component needs ui-components, which begins at tier 2, and acme has tier 1",
    ],
    { "/spec/capabilities/2/minimumTier": 2 },
  ],
])("an extension: %s", async (_, declared, offered, expected, rules = {}) => {
  expect(await lines("extension", declared, offered, policy(rules))).toEqual(expected);
});

test("a runtime: two manifests of one owner that no version serves together", async () => {
  const versions = ["2.0.0", "3.0.0"].map((version) => ({
    id: "base",
    version,
    minimumTier: 1,
    lifecycle: { released: "2024-03-01", deprecated: null, endOfSupport: null },
  }));
  const range = (value: string): Values => ({ "/spec/compatibility/runtimes/0/range": value });
  const rival = {
    "partners/acme/integrations/other/manifest.yaml": fillTemplate(template("integration"), {
      "/metadata/id": "acme/other",
      ...range("<3"),
    }),
  };
  expect(await lines("runtime", range(">=3"), { "/spec/runtimes": versions }, rival)).toEqual([
    "breaks: no version of runtime base is in >=3 and in <3, which acme/other needs",
    "ok: runtime base >=3 → 3.0.0 is supported",
  ]);
  expect(await lines("runtime", range(">=2"), { "/spec/runtimes": versions }, rival)).toEqual([
    "ok: runtime base >=2 → 3.0.0 is supported",
  ]);
});

test("versions that are none do not stop anybody", async () => {
  const odd = { "/spec/os/0/version": "1.0.0-..", "/spec/runtimes/1/version": "3.0.0-01" };
  expect(await lines("runtime", {}, odd)).toEqual(["ok: runtime base >=2.0.0 → 3.0.0 is supported"]);
});
