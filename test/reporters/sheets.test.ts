// Risk, monitoring and health: what a day shows, in every format, whatever people write.

import { beforeAll, describe, expect, it } from "vitest";
import { fillTemplate } from "../../src/document/edit.ts";
import { type Model, readModel } from "../../src/model/model.ts";
import { healthCsv, healthJson, healthSheet } from "../../src/reporters/health.ts";
import { monitoringCsv, monitoringJson, monitoringSheet } from "../../src/reporters/monitoring.ts";
import { riskCsv, riskJson, riskSheet } from "../../src/reporters/risk.ts";
import { type Sheet, sheetHtml, sheetMarkdown, sheetText } from "../../src/reporters/sheet.ts";
import { plain } from "../../src/reporters/style.ts";
import { healthOf } from "../../src/views/health.ts";
import { monitoringOf } from "../../src/views/monitoring.ts";
import { riskOf } from "../../src/views/risk.ts";
import { edited } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { planned, released } from "../support/releases.ts";
import { sample, template } from "../support/world.ts";

const hostile = `</style><script>alert(1)</script> "=1+1|@all \u202e\u001b[31m`;
const risk = "partners/borealis/applications/APP-0001/risk.yaml";
const integration = "acme/score-insights";

let files: Files;
beforeAll(async () => {
  files = await released(planned(await sample(), integration, true), integration, "1.0.0");
});

const modelOf = (over: Files = files): Promise<Model> => readModel(memorySnapshot(over));

describe("risk", () => {
  it("puts what can still change first, and holds a passed day against it alone", async () => {
    const { rows } = riskOf(await modelOf(), "2031-01-01");
    expect(rows.map(({ subject, state }) => [subject, state])).toEqual([
      ["borealis/APP-0001", "open"],
      ["acme/APP-0001", "approved"],
    ]);
    const late = rows.map(({ risks }) => risks.map((one) => [one.late, one.days < 0]));
    expect(late.map((one) => [...new Set(one.map(String))])).toEqual([["true,true"], ["false,true"]]);
    expect(riskOf(await modelOf(), "2026-11-21").rows.flatMap(({ risks }) => risks.filter((one) => one.late))).toEqual(
      [],
    );
  });

  it("names the worst, and says where it is more than the tier carries", async () => {
    const worse = edited(files, risk, { "/spec/entries/0/residual": { likelihood: 4, impact: 4 } });
    const [first] = riskOf(await modelOf(worse), "2026-11-21").rows;
    expect(first).toMatchObject({ carries: "low", worst: { score: 16, band: "high", above: true } });
    expect(first?.risks[0]).toMatchObject({ residual: 16, band: "high", escalation: "P7D" });
    const [before] = riskOf(await modelOf(), "2026-11-21").rows;
    expect(before?.worst?.above).toBe(false);
  });
});

describe("what is not assessed", () => {
  const own = "partners/acme/integrations/score-insights/risk.yaml";
  const lacking = async (over: Files) =>
    riskOf(await modelOf(over), "2026-11-21").lacks.map(({ subject, is, categories }) => [subject, is, ...categories]);
  const all = ["technical", "security", "compliance", "ecosystem"];
  const assessed = (): Files => ({
    ...files,
    [own]: fillTemplate(template("risk"), { "/metadata/id": `${integration}/risk`, "/spec/subject": integration }),
  });

  it("is what is asked for or in use, without a file, without its shape, or without a category", async () => {
    expect(await lacking(files)).toEqual([[integration, "none", ...all]]);
    expect(await lacking(assessed())).toEqual([]);
    const { [risk]: _, ...without } = assessed();
    expect(await lacking(without)).toEqual([["borealis/APP-0001", "none", ...all]]);
    expect(await lacking({ ...without, [risk]: "apiVersion: kwanus/v1\n" })).toEqual([
      ["borealis/APP-0001", "unreadable", ...all],
    ]);
    const twice = edited(assessed(), risk, { "/spec/entries/2": { category: "technical", none: "Nothing runs." } });
    const left = await lacking(twice);
    expect(left.map(([subject, is]) => [subject, is])).toEqual([["borealis/APP-0001", "partial"]]);
    expect(left[0]).toHaveLength(3);
  });

  it("is said in every format", async () => {
    const view = riskOf(await modelOf(), "2026-11-21");
    for (const text of [sheetText(riskSheet(view), { style: plain, columns: 200 }), sheetHtml(riskSheet(view))])
      expect(text).toMatch(/no assessment[\s\S]*score-insights\/risk\.yaml/);
    expect(riskCsv(view)).toContain(`${integration},in use,,,,,,,,,,,${own},no assessment\r\n`);
  });

  it("is not what was turned down or has ended", async () => {
    const { [risk]: _, ...without } = assessed();
    const filed = { "/spec/subject": "borealis/APP-0001" };
    const path = risk.replace("risk.yaml", "withdrawal.yaml");
    expect(await lacking({ ...without, [path]: fillTemplate(template("withdrawal"), filed) })).toEqual([]);
  });
});

/** A measurement of the error rate, as bo made it over the end of October. */
function measured(over: Files, fields: Readonly<Record<string, unknown>> = {}): Files {
  return {
    ...over,
    "oversight/acme/measurements/MS-0001.yaml": fillTemplate(template("measurement"), {
      "/metadata/id": "acme/MS-0001",
      "/spec/subject": integration,
      "/spec/signal": "api-error-rate",
      "/spec/window": { from: "2026-10-01", to: "2026-10-31" },
      "/spec/results": [
        {
          of: "credit@v2",
          value: 0.4,
          samples: 9000,
          objective: { comparator: "<", threshold: 1, unit: "percent" },
          verdict: "pass",
        },
      ],
      "/spec/measuredBy": ["bo"],
      ...fields,
    }),
  };
}

describe("monitoring", () => {
  const rate = async (over: Files, day = "2026-11-21") => {
    const [row] = monitoringOf(await modelOf(over), day).rows;
    return row?.signals.find(({ signal }) => signal === "api-error-rate");
  };

  it("has a verdict only where there is evidence", async () => {
    expect(await rate(files)).toMatchObject({ verdict: "no data", last: null, other: null, objective: "< 1 percent" });
    expect(await rate(measured(files))).toMatchObject({ verdict: "pass", last: { id: "acme/MS-0001", value: 0.4 } });
    expect((await rate(measured(files)))?.gaps.map(({ from }) => from)).toEqual(["2026-08-23", "2026-11-01"]);
    const failed = { "/spec/results/0/value": 1, "/spec/results/0/verdict": "fail" };
    expect(await rate(measured(files, failed))).toMatchObject({ verdict: "fail", asked: "< 1 percent" });
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      "nothing could be measured",
      { "/spec/results/0/value": null, "/spec/results/0/verdict": "no-data" },
      "2026-11-21",
    ],
    ["no samples", { "/spec/results/0/samples": 0 }, "2026-11-21"],
    ["it is too long ago", {}, "2027-11-21"],
    ["it is not over", {}, "2026-10-31"],
  ])("names what is no evidence: %s", async (_, fields, day) => {
    expect(await rate(measured(files, fields), day)).toMatchObject({ verdict: "no data", other: "acme/MS-0001" });
  });

  it("takes nobody's word for their own", async () => {
    const own = edited(measured(files), "governance/people/bo.yaml", { "/spec/affiliations": ["acme"] });
    expect(await rate(own)).toMatchObject({ verdict: "no data", other: "acme/MS-0001" });
  });

  it("shows what no plan watches", async () => {
    const { [`partners/acme/integrations/score-insights/monitoring.yaml`]: _, ...without } = files;
    const [row] = monitoringOf(await modelOf(without), "2026-11-21").rows;
    expect(row).toMatchObject({ plan: null, released: true });
    expect(new Set(row?.signals.map(({ objective }) => objective))).toEqual(new Set([null]));
    expect(
      sheetText(monitoringSheet(monitoringOf(await modelOf(without), "2026-11-21")), { style: plain, columns: 100 }),
    ).toContain("not watched");
  });
});

describe("health", () => {
  const indicator = async (name: string, over: Files = files) => {
    const one = healthOf(await modelOf(over), "2026-11-21").indicators.find((entry) => entry.name === name);
    return [one?.holds, one?.of];
  };

  it("counts documents of what is released, optional ones of all", async () => {
    const docs = "partners/acme/integrations/score-insights/docs";
    expect(await indicator("all documentation complete")).toEqual([1, 1]);
    const { [`${docs}/api-reference.md`]: _, ...lacking } = files;
    expect(await indicator("all documentation complete", lacking)).toEqual([0, 1]);
    expect(await indicator("all documentation complete", { ...files, [`${docs}/api-reference.md`]: "# A\n" })).toEqual([
      0, 1,
    ]);
    expect(await indicator("all documentation complete", await sample())).toEqual([0, 0]);
    expect(await indicator("developer tutorials")).toEqual([0, 1]);
    expect(
      await indicator("developer tutorials", { ...files, [`${docs}/developer-tutorials.md`]: "Call it. ".repeat(30) }),
    ).toEqual([1, 1]);
  });

  it("counts what is watched, met and carried", async () => {
    expect(await indicator("continuous monitoring")).toEqual([0, 3]);
    expect(await indicator("continuous monitoring", measured(files))).toEqual([1, 3]);
    expect(await indicator("objectives met")).toEqual([0, 0]);
    expect(await indicator("objectives met", measured(files))).toEqual([1, 1]);
    const worse = edited(files, risk, { "/spec/entries/0/residual": { likelihood: 4, impact: 4 } });
    expect(await indicator("risk within what is carried")).toEqual([2, 2]);
    expect(await indicator("risk within what is carried", worse)).toEqual([1, 2]);
  });
});

describe("every format", () => {
  const views = async (): Promise<[Sheet, string, string][]> => {
    const over = edited(
      edited(measured(files), risk, { "/spec/entries/0/risk": hostile, "/spec/entries/0/owner": "=cmd|dana" }),
      "partners/acme/integrations/score-insights/manifest.yaml",
      { "/metadata/title": hostile },
    );
    const model = await modelOf(over);
    const [risks, signals, health] = [
      riskOf(model, "2027-12-01"),
      monitoringOf(model, "2027-12-01"),
      healthOf(model, "2027-12-01"),
    ];
    return [
      [riskSheet(risks), riskCsv(risks), riskJson(risks)],
      [monitoringSheet(signals), monitoringCsv(signals), monitoringJson(signals)],
      [healthSheet(health), healthCsv(health), healthJson(health)],
    ];
  };

  it("says people's words as words, and the same bytes again", async () => {
    const all = await views();
    expect(JSON.stringify(all)).toContain("alert(1)");
    expect(await views()).toEqual(all);
    for (const [sheet, csv, json] of all) {
      const page = sheetHtml(sheet);
      expect(page).not.toMatch(/<script|javascript:|(?:src|href)="(?!#)|url\(|@import/i);
      expect(page.match(/<\/style>/g)).toHaveLength(1);
      const markdown = sheetMarkdown(sheet);
      expect(markdown).not.toContain("<script>");
      for (const { header, rows } of sheet.sections) for (const row of rows) expect(row).toHaveLength(header.length);
      for (const text of [page, markdown, csv, json, sheetText(sheet, { style: plain, columns: 80 })])
        expect(["\u202e", "\u001b"].filter((hidden) => text.includes(hidden))).toEqual([]);
      const widths = csv
        .split("\r\n")
        .flatMap((line) => (line === "" ? [] : [line.match(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g)?.length]));
      expect(new Set(widths).size).toBe(1);
      expect(csv).not.toMatch(/(?:^|,)"?=/m);
      expect(JSON.parse(json)).toMatchObject({ kwanus: 1, asOf: "2027-12-01" });
    }
  });

  it.each([40, 60, 80, 120])("the text fits %i columns", async (columns) => {
    for (const [sheet] of await views()) {
      const text = sheetText(sheet, { style: plain, columns });
      expect(text.split("\n").filter((line) => line.length > columns && !/\S{18}/.test(line))).toEqual([]);
    }
  });

  it("says where there is nothing", async () => {
    const model = await modelOf({});
    for (const sheet of [riskSheet(riskOf(model, "2026-11-21")), monitoringSheet(monitoringOf(model, "2026-11-21"))])
      expect(sheetText(sheet, { style: plain, columns: 80 })).toMatch(
        /nothing was assessed yet|no integration or component/,
      );
  });
});
