// What reaches further is called widened, and nothing else is.

import { describe, expect, it } from "vitest";
import { differences } from "../../src/model/differences.ts";
import * as measures from "../../src/model/measures.ts";
import { type Model, readModel } from "../../src/model/model.ts";
import { manifestTerms, riskAt, riskTerms } from "../../src/model/terms.ts";
import { edited } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { template } from "../support/world.ts";

const { opened, guaranteed, scope, duration, unlessNone, number } = measures;

describe("a measure", () => {
  it.each([
    ["fields gained", opened, ["id"], ["id", "amount"], "widened"],
    ["fields lost", opened, ["id", "amount"], ["id"], "narrowed"],
    ["fields gained and lost", opened, ["id", "title"], ["id", "amount"], "widened"],
    ["every field instead of two", opened, ["id", "title"], ["*"], "widened"],
    ["two fields instead of every one", opened, ["*"], ["id", "title"], "narrowed"],
    ["a guarantee lost", guaranteed, ["auditable", "reversible"], ["auditable"], "widened"],
    ["a guarantee gained", guaranteed, [], ["auditable"], "narrowed"],
    ["one guarantee for another", guaranteed, ["auditable"], ["reversible"], "widened"],
    ["a scope without end", scope, ["own-users"], ["all users"], "widened"],
    ["a scope of everything", scope, ["own-users"], ["*"], "widened"],
    ["every report of some", scope, ["own-users"], ["every report of own-users"], "widened"],
    ["a scope that ends", scope, ["all-users"], ["own-users"], "narrowed"],
    ["a word that only begins like all", scope, ["own-users"], ["allied-users"], "changed"],
    ["two bounds nobody can compare", scope, ["own-users"], ["opted-in-users"], "changed"],
    ["longer", duration, ["PT24H"], ["P7D"], "widened"],
    ["shorter in greater units", duration, ["PT48H"], ["P1D"], "narrowed"],
    ["as long in other words", duration, ["PT24H"], ["P1D"], "changed"],
    ["a month, which may have 31 days", duration, ["P30D"], ["P1M"], "widened"],
    ["weeks against a month", duration, ["P1M"], ["P4W"], "narrowed"],
    ["a year against its months", duration, ["P11M"], ["P1Y"], "widened"],
    ["minutes are no months", duration, ["PT90M"], ["P1M"], "widened"],
    ["export to somewhere", unlessNone, ["none"], ["calendar"], "widened"],
    ["export to nowhere", unlessNone, ["calendar"], ["none"], "narrowed"],
    ["export to somewhere else", unlessNone, ["calendar"], ["partner"], "changed"],
    ["a score of two digits", number, ["9 of 25, medium"], ["12 of 25, medium"], "widened"],
    ["what was never scored", number, [], ["3"], "changed"],
  ] as const)("%s", (_, measure, before, after, direction) => {
    expect(measure(before, after)).toBe(direction);
  });

  it("calls ranges by what they take in", () => {
    expect(measures.rangeStep(">=2.0.0", ">=1.0.0")).toBe("more versions");
    expect(measures.rangeStep(">=2.0.0", "2.x")).toBe("fewer versions");
    expect(measures.rangeStep("1.x", "2.x")).toBe("other versions");
    expect(measures.versionStep("1.2.0", "2.0.0")).toBe("major");
    expect(measures.versionStep("1.2.0", "1.1.0")).toBe("older");
  });
});

const path = "partners/acme/integrations/score-insights/manifest.yaml";
const workflow = {
  id: "nightly",
  type: "triggered",
  version: "1.0.0",
  intelligence: false,
  triggers: ["schedule:nightly"],
  handlers: ["POST /score"],
  permissions: ["workflow:run-score"],
  idempotent: true,
  auditable: true,
  reversible: true,
  fallback: "The last score stays.",
};
const base: Files = { [path]: template("integration") };

/** `widened data report-summaries: retention PT24H → P7D`, one for each difference. */
async function told(before: Files, after: Files): Promise<string[]> {
  const terms = async (files: Files) => {
    const manifest = (await readModel(memorySnapshot(files))).integrations.get("acme/score-insights");
    if (manifest === undefined) throw new Error("its shape does not hold");
    return manifestTerms(manifest);
  };
  return differences(await terms(before), await terms(after)).map(({ change, topic, what, aspect, detail }) =>
    [`${change} ${topic} ${what}${aspect || detail ? ":" : ""}`, aspect, detail].filter(Boolean).join(" "),
  );
}

describe("a manifest", () => {
  const withWorkflow = edited(base, path, { "/spec/workflows": [workflow] });
  const workflowWith = (values: object) => edited(base, path, { "/spec/workflows": [{ ...workflow, ...values }] });

  it.each([
    ["sandbox left", { "/spec/extension/sandbox": "none" }, ["widened surfaces extension: sandbox strict → none"]],
    ["surface", { "/spec/extension/surfaces": ["ui-component", "export-tool"] }, ["added surfaces export-tool"]],
    ["for everybody", { "/spec/audience": "all" }, ["widened about audience: partner-only → all"]],
    [
      "more of the platform",
      { "/spec/compatibility/os": ">=1.0.0" },
      ["changed compatibility os: >=2.0.0 → >=1.0.0 (more versions)"],
    ],
    [
      "one more API version",
      { "/spec/compatibility/apis/0/versions": ["v2", "v3"] },
      ["changed compatibility api credit: versions + v3"],
    ],
    [
      "the next API version",
      { "/spec/api/calls/0/version": "v3" },
      ["changed api credit GET /reports: version v2 → v3"],
    ],
    [
      "a call that uses more",
      { "/spec/api/calls/0/permissions": ["read:reports", "read:scores"] },
      ["widened api credit GET /reports: permissions + read:scores"],
    ],
    [
      "another call",
      { "/spec/api/calls/0/operation": "POST /reports" },
      [
        "removed api credit GET /reports: version v2; permissions read:reports",
        "added api credit POST /reports: version v2; permissions read:reports",
      ],
    ],
    [
      "a key taken back",
      { "/spec/api/credentials/0/revoked": "2026-11-20" },
      ["changed api credential acme-prod: revoked nothing → 2026-11-20"],
    ],
    [
      "another purpose",
      { "/spec/data/0/purpose": "Something else." },
      ["changed data report-summaries: purpose reworded"],
    ],
    ["another author", { "/metadata/authors": ["dana", "bo"] }, ["added authors bo"]],
    ["nothing but order", { "/spec/data/0/fields": ["date", "title", "id"] }, []],
  ])("%s", async (_, values, expected) => {
    expect(await told(base, edited(base, path, values))).toEqual(expected);
  });

  it.each([
    ["a guarantee lost", { reversible: false }, ["widened workflows nightly: guarantees - reversible"]],
    [
      "one more trigger",
      { triggers: ["schedule:nightly", "event:report"] },
      ["widened workflows nightly: triggers + event:report"],
    ],
    ["intelligence", { intelligence: true }, ["widened workflows nightly: intelligence no → yes"]],
    [
      "the platform relies on it",
      { type: "dependent", service: "Scoring.", reliability: 99.95 },
      [
        "widened workflows nightly: type triggered → dependent",
        "changed workflows nightly: service written",
        "changed workflows nightly: reliability nothing → 99.95 %",
      ],
    ],
    [
      "data for the platform's own",
      { type: "enhanced", provides: ["score-history"] },
      [
        "changed workflows nightly: type triggered → enhanced",
        "changed workflows nightly: provides nothing → score-history",
      ],
    ],
  ])("workflow: %s", async (_, values, expected) => {
    expect(await told(withWorkflow, workflowWith(values))).toEqual(expected);
  });

  it("sees that less is promised", async () => {
    const promised = (reliability: number) => workflowWith({ type: "dependent", service: "Scoring.", reliability });
    expect(await told(promised(99.95), promised(99))).toEqual([
      "widened workflows nightly: reliability 99.95 % → 99 %",
    ]);
    expect(await told(promised(99), promised(99.9))).toEqual(["narrowed workflows nightly: reliability 99 % → 99.9 %"]);
  });

  it("names what is new or gone as a whole", async () => {
    const [added] = await told(base, withWorkflow);
    expect(added).toMatch(/^added workflows nightly: type triggered; permissions workflow:run-score; /);
    expect((await told(withWorkflow, base)).map((line) => line.split(":")[0])).toEqual(["removed workflows nightly"]);
  });

  it("tells two uses of one class of data apart", async () => {
    const use = {
      class: "report-summaries",
      fields: ["id"],
      purpose: "Two.",
      basis: "law",
      retention: "PT1H",
      export: "none",
    };
    const first = { ...use, fields: ["id", "title", "date"], purpose: "One." };
    const twice = edited(base, path, { "/spec/data": [first, use] });
    const longer = edited(base, path, { "/spec/data": [first, { ...use, retention: "PT2H" }] });
    expect(await told(twice, longer)).toEqual(["widened data report-summaries: retention PT1H → PT2H"]);
  });
});

describe("a risk", () => {
  const file = "partners/acme/applications/APP-0001/risk.yaml";
  const terms = (model: Model) => {
    const risk = riskAt(file, model);
    if (risk === null) throw new Error("its shape does not hold");
    return riskTerms(risk, model.policy);
  };

  it.each([
    ["likelier", { "/spec/entries/0/residual/likelihood": 4 }, ["widened residual 3 of 25, low → 12 of 25, medium"]],
    ["milder", { "/spec/entries/0/residual/impact": 1 }, ["narrowed residual 3 of 25, low → 1 of 25, low"]],
    [
      "less mitigated",
      { "/spec/entries/0/mitigation": [] },
      ["widened mitigation permission-restriction → nothing", "changed measures left out"],
    ],
    ["dropped", { "/spec/entries/0": { category: "security", none: "No." } }, ["removed"]],
  ])("%s", async (_, values, expected) => {
    const before: Files = { [file]: template("risk"), "governance/policy.yaml": template("policy") };
    const [old, fresh] = await Promise.all(
      [before, edited(before, file, values)].map((files) => readModel(memorySnapshot(files))),
    );
    const found = differences(terms(old as Model), terms(fresh as Model));
    expect(
      found.map(({ change, aspect, detail }) => (aspect === null ? change : `${change} ${aspect} ${detail}`)),
    ).toEqual(expected);
  });
});
