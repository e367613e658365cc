// Evidence over days: what windows cover, which results count, and how often a permission was used.

import { describe, expect, test } from "vitest";
import { fillTemplate } from "../../src/document/edit.ts";
import type { Objective } from "../../src/document/types.gen.ts";
import { upgradeConditions } from "../../src/gates/upgrade-conditions.ts";
import { dayBefore } from "../../src/model/calendar.ts";
import {
  evidence,
  evidenceSpan,
  gapsIn,
  isLongerThan,
  measuredUse,
  type Span,
  verdictOf,
} from "../../src/model/measurements.ts";
import { type Model, readModel } from "../../src/model/model.ts";
import { isWeaker } from "../../src/model/objectives.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { sample, template } from "../support/world.ts";

/** `2026-01-01..2026-01-31` */
const span = (text: string): Span => {
  const [from = "", to = ""] = text.split("..");
  return { from, to };
};
const spans = (text: string): Span[] => (text === "" ? [] : text.split(" ").map(span));

test.each([
  ["nothing measured", "", "2026-01-01..2026-03-31"],
  ["exactly covered", "2026-01-01..2026-03-31", ""],
  ["more than covered", "2025-12-01..2026-04-30", ""],
  ["months end to end, in any order", "2026-03-01..2026-03-31 2026-01-01..2026-01-31 2026-02-01..2026-02-28", ""],
  ["windows that overlap", "2026-01-01..2026-02-10 2026-01-20..2026-03-31", ""],
  ["one within another", "2026-01-01..2026-03-31 2026-02-01..2026-02-02", ""],
  ["a long one before one that it holds", "2026-01-01..2026-03-30 2026-01-01..2026-01-02", "2026-03-31..2026-03-31"],
  ["the first day missing", "2026-01-02..2026-03-31", "2026-01-01..2026-01-01"],
  ["the last day missing", "2026-01-01..2026-03-30", "2026-03-31..2026-03-31"],
  ["one day missing in between", "2026-01-01..2026-02-09 2026-02-11..2026-03-31", "2026-02-10..2026-02-10"],
  ["single days that touch", "2026-01-01..2026-02-09 2026-02-10..2026-02-10 2026-02-11..2026-03-31", ""],
  ["two gaps", "2026-01-05..2026-01-31 2026-03-01..2026-03-31", "2026-01-01..2026-01-04 2026-02-01..2026-02-28"],
  ["all before it", "2025-01-01..2025-12-31", "2026-01-01..2026-03-31"],
  ["all after it", "2026-04-01..2026-05-31", "2026-01-01..2026-03-31"],
  ["its first day alone", "2025-10-01..2026-01-01", "2026-01-02..2026-03-31"],
  ["its last day alone", "2026-03-31..2026-05-31", "2026-01-01..2026-03-30"],
])("gaps: %s", (_, others, gaps) => {
  expect(gapsIn(span("2026-01-01..2026-03-31"), spans(others))).toEqual(spans(gaps));
});

test("gaps around a leap day", () => {
  const around = span("2028-02-01..2028-03-31");
  const [february, march] = [span("2028-02-01..2028-02-28"), span("2028-03-01..2028-03-31")];
  expect(gapsIn(around, [february, march])).toEqual([span("2028-02-29..2028-02-29")]);
  expect(gapsIn(around, [span("2028-02-01..2028-02-29"), march])).toEqual([]);
  expect(
    gapsIn(span("2027-02-01..2027-03-31"), [span("2027-02-01..2027-02-28"), span("2027-03-01..2027-03-31")]),
  ).toEqual([]);
});

test.each([
  ["2026-11-21", "P90D", "2026-08-23"],
  ["2026-11-21", "P1D", "2026-11-20"],
  ["2028-03-01", "P1D", "2028-02-29"],
  ["2027-03-31", "P1M", "2027-02-28"],
  ["2028-03-31", "P1M", "2028-02-29"],
  ["2026-01-15", "P1Y2M", "2024-11-15"],
  ["2026-01-01", "PT24H", "2025-12-31"],
  ["0001-01-01", "P1D", "0001-01-01"],
  ["2026-11-21", "P9999Y", "0001-01-01"],
])("%s less %s is %s", (day, period, expected) => {
  expect(dayBefore(day, period)).toBe(expected);
});

test.each([
  ["2026-01-01..2026-03-31", "P90D", false],
  ["2026-01-01..2026-04-01", "P90D", true],
  ["2026-01-01..2026-01-01", "P1D", false],
  ["2026-01-01..2026-01-02", "P1D", true],
])("%s is longer than %s: %s", (days, period, expected) => {
  expect(isLongerThan(period, span(days))).toBe(expected);
});

const objective = (text: string): Objective => {
  const [comparator, threshold] = text.split(" ");
  return { comparator: comparator as Objective["comparator"], threshold: Number(threshold), unit: "percent" };
};

test.each([
  [99, ">= 99", "pass"],
  [98.999, ">= 99", "fail"],
  [99, "> 99", "fail"],
  [1, "< 1", "fail"],
  [1, "<= 1", "pass"],
  [0, "<= 0", "pass"],
  [null, ">= 0", "no-data"],
])("%s %s: %s", (value, asked, verdict) => {
  expect(verdictOf(value, objective(asked))).toBe(verdict);
});

test.each([
  [">= 99", ">= 99", false],
  [">= 99.9", ">= 99", false],
  ["> 99", ">= 99", false],
  [">= 98.9", ">= 99", true],
  ["< 99", ">= 99", true],
  ["<= 100", ">= 99", true],
  ["< 1", "< 1", false],
  ["< 0.5", "< 1", false],
  ["<= 1", "< 1", true],
  ["<= 0.9", "< 1", false],
  ["< 1.1", "< 1", true],
  [">= 0", "< 1", true],
])("%s is weaker than %s: %s", (one, floor, expected) => {
  expect(isWeaker(objective(one), objective(floor))).toBe(expected);
});

interface Told {
  readonly days: string;
  readonly of?: string;
  readonly value?: number | null;
  readonly [pointer: `/${string}`]: unknown;
}

/** The sample with measurements, each as the template has it but for what is told. */
async function modelWith(told: readonly Told[], more: Files = {}): Promise<Model> {
  const files = told.map(({ days, of = "read:reports", value = 7, ...values }, index): [string, string] => {
    const id = `MS-${String(index + 1).padStart(4, "0")}`;
    const { from, to } = span(days);
    return [
      `oversight/acme/measurements/${id}.yaml`,
      fillTemplate(template("measurement"), {
        "/metadata/id": `acme/${id}`,
        "/spec/window": { from, to },
        "/spec/results/0/of": of,
        "/spec/results/0/value": value,
        ...values,
      }),
    ];
  });
  return readModel(memorySnapshot({ ...(await sample()), ...Object.fromEntries(files), ...more }));
}

describe("evidence", () => {
  const counted = async (told: Told, asOf = "2026-11-21"): Promise<number> =>
    evidence(await modelWith([told]), asOf).length;

  test("reaches from the look-back window to a voting window before the day", async () => {
    const model = await modelWith([]);
    expect(evidenceSpan(model, "2026-11-21")).toEqual(span("2026-08-23..2026-11-07"));
    expect(evidenceSpan(model, "2028-03-01")).toEqual(span("2027-12-02..2028-02-16"));
  });

  test.each<[string, Told, number]>([
    ["what was measured and is over", { days: "2026-10-01..2026-10-31" }, 1],
    ["up to yesterday", { days: "2026-11-01..2026-11-20" }, 1],
    ["not today", { days: "2026-11-01..2026-11-21" }, 0],
    ["not the future", { days: "2026-11-01..2027-01-01" }, 0],
    ["not backwards", { days: "2026-10-31..2026-10-01" }, 0],
    ["the last day that is looked back to", { days: "2026-08-01..2026-08-23" }, 1],
    ["not the day before", { days: "2026-08-01..2026-08-22" }, 0],
    ["not a good year that hides a bad month", { days: "2026-01-01..2026-11-20" }, 0],
    ["not what has no value", { days: "2026-10-01..2026-10-31", value: null }, 0],
    ["not what has no sample", { days: "2026-10-01..2026-10-31", "/spec/results/0/samples": 0 }, 0],
    ["not another unit", { days: "2026-10-01..2026-10-31", "/spec/results/0/objective/unit": "percent" }, 0],
  ])("is %s", async (_, told, expected) => {
    expect(await counted(told)).toBe(expected);
  });

  test("is the correction instead of what it corrects, of the same window only", async () => {
    const told = { days: "2026-10-01..2026-10-31" };
    const values = async (correction: Told): Promise<number[]> =>
      evidence(
        await modelWith([told, { value: 1, "/spec/corrects": "acme/MS-0001", ...correction }]),
        "2026-11-21",
      ).map(({ value }) => value);
    expect(await values({ ...told, value: 9 })).toEqual([9]);
    expect(await values({ days: "2026-10-01..2026-10-30" })).toEqual([7, 1]);
    expect(await values({ ...told, "/spec/signal": "api-latency" })).toEqual([7]);
    expect(await values({ ...told, "/spec/corrects": "acme/MS-0002" })).toEqual([7, 1]);
  });

  test("is not the partner's own word", async () => {
    const files = await sample();
    const bo = fillTemplate(Buffer.from(files["governance/people/bo.yaml"] ?? "").toString(), {
      "/spec/affiliations": ["acme"],
    });
    const model = await modelWith([{ days: "2026-10-01..2026-10-31" }], { "governance/people/bo.yaml": bo });
    expect(evidence(model, "2026-11-21")).toEqual([]);
  });
});

test("the use of a permission is summed up, by partner and by integration, under its present name", async () => {
  const registry = fillTemplate(template("permissions"), { "/spec/permissions/0/formerly": ["read:titles"] });
  const model = await modelWith(
    [
      { days: "2026-10-01..2026-10-31", value: 5 },
      { days: "2026-09-01..2026-09-30", value: 3, of: "read:titles" },
      { days: "2026-09-01..2026-09-30", value: 0, of: "read:scores" },
      { days: "2026-05-01..2026-05-31", value: 90 },
    ],
    { "governance/permissions.yaml": registry },
  );
  const use = measuredUse(model, "acme", "2026-11-21");
  expect(use.get("read:reports")).toEqual({
    uses: 8,
    from: "2026-09-01",
    to: "2026-10-31",
    path: "oversight/acme/measurements/MS-0001.yaml",
  });
  expect(use.get("read:scores")?.uses).toBe(0);
  expect(use.get("read:profile")).toBeUndefined();
  expect(measuredUse(model, "acme/score-insights", "2026-11-21").get("read:reports")?.uses).toBe(8);
  expect(measuredUse(model, "acm", "2026-11-21").size).toBe(0);
});

/** What keeps Acme from rising on a day, of one condition; the integration of the sample is in use since 2026-11-21. */
async function lacks(clause: string, told: readonly Told[], asOf: string, more: Files = {}): Promise<string[]> {
  const model = await modelWith(told, {
    "partners/acme/proposals/EXP-0001/proposal.yaml": fillTemplate(template("proposal-tier"), {
      "/metadata/id": "acme/EXP-0001",
    }),
    ...more,
  });
  const subject = model.subjects.get("acme/EXP-0001");
  if (subject === undefined) throw new Error("no proposal");
  const found = upgradeConditions(subject, model, asOf).find((condition) => condition.clause === clause);
  return (found?.lacks ?? []).map(({ message }) => message.slice(message.indexOf(": ") + 2));
}

describe("permissions are minimal", () => {
  const idleOn = (told: readonly Told[], asOf: string): Promise<string[]> => lacks("PEP-7.1.3", told, asOf);

  test("does not ask for what nobody could measure yet", async () => {
    expect(await idleOn([], "2026-12-04")).toEqual([]);
    expect(await idleOn([], "2026-12-05")).toEqual([
      "nothing shows that acme uses read:reports: no measurement on 2026-11-21",
    ]);
  });

  test("is shown by one use, whatever else was not measured", async () => {
    expect(await idleOn([{ days: "2027-01-01..2027-01-02" }], "2027-03-31")).toEqual([]);
  });

  test("takes no use at all for what it is once every day was measured, and a gap for no evidence", async () => {
    const idle = { days: "2026-12-31..2027-03-20", value: 0 };
    expect(await idleOn([idle], "2027-03-31")).toEqual([
      "acme did not use read:reports between 2026-12-31 and 2027-03-17",
    ]);
    expect(await idleOn([{ ...idle, days: "2026-12-31..2027-02-28" }], "2027-03-31")).toEqual([
      "nothing shows that acme uses read:reports: no measurement between 2027-03-01 and 2027-03-17",
    ]);
  });
});

describe("compliance is clean", () => {
  const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
  const later = fillTemplate(template("integration"), { "/spec/compliance/annualReview": "2029-01-01" });
  const review = (values: Record<string, unknown>): Files => ({
    [manifest]: later,
    "oversight/acme/reviews/RV-0001.yaml": fillTemplate(template("review"), { "/spec/findings": [], ...values }),
  });
  const unclean = (asOf: string, more: Files): Promise<string[]> => lacks("PEP-7.1.2", [], asOf, more);

  test("takes a review by the bodies once a year is over", async () => {
    expect(await unclean("2027-11-21", { [manifest]: later })).toEqual([]);
    const none = "acme is in since 2026-11-21, and no compliance or annual review was held within P1Y";
    expect(await unclean("2027-11-22", { [manifest]: later })).toEqual([none]);
    expect(await unclean("2027-11-22", review({ "/spec/held": "2027-11-20" }))).toEqual([]);
    expect(await unclean("2027-11-22", review({ "/spec/held": "2026-11-21" }))).toEqual([none]);
  });

  test("takes the next compliance review on its day", async () => {
    const held = { "/spec/type": "compliance", "/spec/held": "2027-06-01", "/spec/next": "2027-09-01" };
    expect(await unclean("2027-09-01", review(held))).toEqual([]);
    expect(await unclean("2027-09-02", review(held))).toEqual([
      "the compliance review after acme/RV-0001 was due on 2027-09-01",
    ]);
  });

  test("is not while a finding is past its day, of whatever review", async () => {
    const finding = { id: "F1", text: "A gap.", severity: "low", owner: "dana", due: "2027-02-01", closed: null };
    expect(await unclean("2027-02-01", review({ "/spec/findings": [finding] }))).toEqual([]);
    expect(await unclean("2027-02-02", review({ "/spec/findings": [finding] }))).toEqual([
      "finding acme/RV-0001 F1 was to be closed by 2027-02-01 and is open",
    ]);
    expect(await unclean("2027-02-02", review({ "/spec/findings": [{ ...finding, closed: "2027-01-30" }] }))).toEqual(
      [],
    );
  });
});

test("the risk of what the partner runs already counts too", async () => {
  const risk = fillTemplate(template("risk"), {
    "/metadata/id": "acme/score-insights/risk",
    "/spec/subject": "acme/score-insights",
    "/spec/entries/0/residual": { likelihood: 2, impact: 3 },
  });
  const more = { "partners/acme/integrations/score-insights/risk.yaml": risk };
  expect(await lacks("PEP-7.1.4", [], "2026-11-21", more)).toEqual(["the residual security risk is 6 of 25, medium"]);
});
