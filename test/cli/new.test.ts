// kwanus new by flags: what it refuses, and what a component needs that an integration does not.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ofIntegrations } from "../../src/model/checklists.ts";
import { writeBelow } from "../../src/repo/demo-folder.ts";
import { clone, kwanus, noRisks, read, refusing, status, wordsOf } from "../support/filing.ts";
import { planned } from "../support/releases.ts";

const transition = ["transition", "--subject", "acme", "--cause", "planned", "--reason", "So."];
const release = ["release", "--subject", "acme/score-insights", "--notes", "New.", "--governance-update", "None."];
const review = ["review", "--subject", "acme"];
const plan = ["plan", "--subject", "acme/score-insights", "--versioning", "V.", "--compatibility-rule", "C."];
const rest = ["--rollout-reason", "R.", "--fallback", "F.", "--migration-not-applicable", "None."];
const integration = ["integration", "--partner", "acme", "--name", "export", "--title", "Export"];
const nightly =
  "{ id: nightly, type: triggered, version: 1.0.0, intelligence: false, triggers: [schedule:hourly], handlers: [POST /score], permissions: [workflow:run-score], idempotent: true, auditable: true, reversible: true, fallback: The last score stays }";

describe("what is wrong is told in one sentence, and nothing is written", () => {
  afterAll(async () => expect(status(await refusing())).toEqual([]));

  it.each<[string, string[], string, string]>([
    ["a kind that is meant otherwise", ["transitoin"], 'unknown kind "transitoin"', "Did you mean transition?"],
    ["a kind that propose files", ["proposal"], 'unknown kind "proposal"', "kind is one of partner,"],
    ["an option of another kind", ["partner", "--type", "annual"], "--type has no place in a partner", "review."],
    ["a reserved name", ["partner", "--name", "ecosystem"], 'the name "ecosystem" is reserved', "Name of its folder"],
    ["a name that is taken", ["component", "--name", "acme"], '"acme" is a partner already', "Name of its folder"],
    ["a name that is none", ["person", "--name", "Kim"], '"Kim" cannot be a person\'s name', "Id of the person"],
    ["somebody who is here", ["person", "--name", "bo"], '"bo" is here already', "Id of the person"],
    ["a partner that is meant otherwise", ["integration", "--partner", "acm"], 'Did you mean "acme"?', "Partner"],
    ["an integration that is here", [...integration.slice(0, 4), "score-insights"], "is here already", "Name of its"],
    [
      "a call by what was not granted",
      [...integration, "--call", "credit@v2 GET /x=read:scores"],
      "not granted",
      "Call",
    ],
    [
      "a call of what has ended",
      [...integration, "--call", "credit@v9 GET /x=read:reports"],
      "not supported today",
      "",
    ],
    [
      "a workflow that says too little",
      [...integration, "--workflow", "{ id: nightly, type: triggered }"],
      "reversible and fallback are missing. version: Version of the workflow.",
      "Workflow",
    ],
    ["a workflow that is no YAML", [...integration, "--workflow", "[x"], '"[x" is no YAML', "Workflow"],
    [
      "a workflow by what was not granted",
      [...integration, "--workflow", nightly],
      'uses "workflow:run-score", which was not granted to acme',
      "Workflow",
    ],
    [
      "data that is forbidden",
      [...integration, "--data", "raw-report-text:id=Why"],
      "no class that its permissions open",
      "",
    ],
    ["a range that is none", [...integration, "--os", "newest"], '"newest" is no range of versions', "Versions"],
    ["a stage it cannot go to", [...transition, "--to", "end-of-support"], "is not one of maintenance", "Active since"],
    ["what has no stage", ["transition", "--subject", "borealis"], '"borealis" has no stage it could leave', "What"],
    ["a day that does not exist", [...transition, "--effective", "2026-02-30"], '"2026-02-30" is not a day', "YYYY"],
    [
      "an end without a deprecation",
      [...transition, "--to", "maintenance", "--remediation", "R."],
      "--remediation does not",
      "",
    ],
    [
      "a number of no account",
      ["person", "--name", "kim", "--title", "Kim", "--forge-id", "1"],
      "--forge-id does not go",
      "",
    ],
    ["a version that is none", [...release, "--release", "1.0"], '"1.0" is not a version like 1.2.0', "Version"],
    ["what nobody approved", [...release, "--fulfils", "acme/APP-0009"], 'Did you mean "acme/APP-0001"?', "carry out"],
    [
      "guides and none",
      [...release, "--migration-guide", "a", "--migration-not-applicable", "b"],
      "exclude each",
      "one",
    ],
    [
      "a full rollout in stages",
      [...plan, ...rest, "--rollout", "full", "--stage", "a:b:c"],
      "--stage does not go with the other answers",
      "Leave it out",
    ],
    ["a stage without an end", [...plan, "--stage", "pilot:Some"], "ID:AUDIENCE:UNTIL", "First stage"],
    [
      "a reviewer who is nobody",
      [...review, "--type", "annual", "--reviewer", "zoe"],
      '"zoe" is nobody of',
      "Reviewer",
    ],
    ["a finding without a day", [...review, "--type", "annual", "--finding", "low:bo:soon:X"], "SEVERITY:OWNER", ""],
    [
      "a task of another review",
      [...review, "--type", "compliance", "--compliance-review", "A.", "--workflow-review", "B.", "--reviewer", "bo"],
      "--workflow-review does not go with the other answers",
      "Leave it out",
    ],
    [
      "a period that ends before it begins",
      [...review, "--type", "workflow", "--workflow-review", "B.", "--reviewer", "bo", "--period-to", "2026-01-01"],
      "the period ends on 2026-01-01, before it begins on 2026-11-21",
      "--period-from",
    ],
  ])("%s", async (_, words, message, help) => {
    const told = await kwanus(await refusing(), ["new", ...words]);
    expect(told).toMatchObject({ exit: 2, out: "", err: expect.stringMatching(/^error: .+\nhelp: .+\n$/) });
    expect(told.err.replace(/\nhelp: .*\n$/, "")).toContain(message);
    expect(told.err.slice(told.err.indexOf("\nhelp: "))).toContain(help);
  });

  it("an integration that is meant otherwise has no status, and the one that is meant has", async () => {
    const typed = await kwanus(await refusing(), ["status", "acme/score-insigths"]);
    expect(typed).toMatchObject({
      exit: 2,
      out: "",
      err: expect.stringContaining('Did you mean "acme/score-insights"?'),
    });
    const meant = await kwanus(await refusing(), ["status", "acme/score-insights", "--format", "json", "--exit-code"]);
    expect(meant.exit).toBe(4);
    expect(JSON.parse(meant.out)).toMatchObject({
      kind: "status",
      subjects: [],
      journey: {
        subject: "acme/score-insights",
        version: "1.0.0",
        state: "Technical preparation",
        steps: {
          0: { name: "Pre-integration review", is: "done", open: 0 },
          1: { is: "now", open: 1 },
          3: { open: 9 },
        },
        missing: [{ whose: "its authors", command: "kwanus new plan --subject acme/score-insights" }],
        release: null,
      },
    });
  });
});

it("a version that breaks takes a new major one, and no document is written twice", async () => {
  const directory = await clone();
  // What is released was planned, is watched, and has four documents.
  const written = "partners/acme/integrations/score-insights/manifest.yaml";
  const present = { [written]: readFileSync(join(directory, written)) };
  for (const [path, content] of Object.entries(planned(present, "acme/score-insights", true)))
    writeBelow(directory, path, String(content));
  const words = ["new", ...release, "--migration-not-applicable", "None."];
  expect(await kwanus(directory, words)).toMatchObject({ exit: 0 });
  const told = await kwanus(directory, [...words, "--breaking"]);
  expect(told.err).toBe(
    "error: 1.0.1 breaks what worked in 1.0.0, and keeps its major version\nhelp: Take a new one: --release 2.0.0\n",
  );
  expect(status(directory)).toHaveLength(3 + 4);
  // The number says so, whoever forgets to.
  const folder = "partners/acme/integrations/score-insights";
  const manifest = join(directory, folder, "manifest.yaml");
  const before = readFileSync(manifest, "utf8");
  writeFileSync(manifest, before.replace("version: 1.0.0", "version: 2.0.0"));
  writeBelow(directory, `${folder}/docs/migration.md`, "Dates are now in UTC; nothing has to be done.\n");
  const major = await kwanus(directory, ["new", ...release, "--migration-guide", "docs/migration.md"]);
  expect(major).toMatchObject({ exit: 0, err: expect.stringContaining("breaking: true, as 2.0.0 is a major version") });
  expect(read(directory, `${folder}/releases/2.0.0/release.yaml`).spec.breaking).toBe(true);
  rmSync(join(directory, folder, "releases/2.0.0"), { recursive: true });
  const unguided = await kwanus(directory, words);
  expect(unguided).toMatchObject({ exit: 1, out: expect.stringContaining("ROL005") });
  writeFileSync(manifest, before);
  // A release that cannot be read has no version, but a place.
  const path = "partners/acme/integrations/score-insights/releases/1.0.0/release.yaml";
  writeFileSync(join(directory, path), "{}");
  const again = await kwanus(directory, words);
  expect(again).toMatchObject({
    exit: 1,
    err: `error: ${path} is here already, and nothing was written\nhelp: Edit it.\n`,
  });
  rmSync(join(directory, "partners/acme/integrations/score-insights/plan.yaml"));
  expect(await kwanus(directory, ["new", ...plan, ...rest, "--stage", "a:b:c"])).toMatchObject({ exit: 0 });
  expect((await kwanus(directory, ["new", ...plan])).err).toContain("that lacks a plan. There is none.");
});

it("a component has an assessment and steps of its own, and stands before its first proposal", async () => {
  const directory = await clone();
  const compliance = ["data-protection", "retention", "deletion", "audit", "consent"];
  const flags = Object.fromEntries([...compliance, "fallback"].map((flag) => [flag, `Said of ${flag}.`]));
  const words = wordsOf({ name: "credit-graph", title: "Credit graph", author: "ada", ...flags });
  const told = await kwanus(directory, ["new", "component", ...words]);
  expect(told).toMatchObject({ exit: 0, out: "wrote  components/credit-graph/manifest.yaml\n" });
  expect(told.err).toBe(
    [
      "next    kwanus propose capability --partner credit-graph",
      "        git add components/credit-graph     (credit-graph/EXP-0001, on which it rests, lands with it)\n",
    ].join("\n"),
  );
  const about = ["--subject", "credit-graph", "--author", "ada"];
  expect(await kwanus(directory, ["new", "risk", ...about, ...wordsOf(noRisks)])).toMatchObject({ exit: 0 });
  const more = [...plan.slice(3), ...rest, "--stage", "a:b:c"];
  expect(await kwanus(directory, ["new", "plan", ...about, ...more])).toMatchObject({ exit: 0 });
  const { spec } = read(directory, "components/credit-graph/plan.yaml");
  const ids = (list: { id: string }[]) => list.map(({ id }) => id);
  expect(ids(spec.preparation)).toEqual([
    "repository-setup",
    "api-scaffolding",
    "runtime-configuration",
    "permission-mapping",
  ]);
  expect(spec.implementation).toHaveLength(15);
  expect(ids(spec.implementation)).not.toContain("ui-components");
  const { out } = await kwanus(directory, ["validate", "--format", "json"]);
  expect(parse(out).findings.map(({ rule }: { rule: string }) => rule)).toEqual(["IDN004"]);
});

it("the template of a plan holds the steps of an integration", async () => {
  const { template } = await import("../support/world.ts");
  const { spec } = parse(template("plan"));
  for (const list of ["preparation", "implementation"] as const)
    expect(spec[list].map(({ id }: { id: string }) => id)).toEqual(ofIntegrations[list]);
});
