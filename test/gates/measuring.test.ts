// Whether what users have is measured, what that means for a landing, and which stage it calls for.

import { beforeAll, describe, expect, it } from "vitest";
import { check } from "../../src/check.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import { calledForOf } from "../../src/gates/deprecation-triggers.ts";
import { tierTriggers } from "../../src/gates/downgrade-triggers.ts";
import { type Measuring, measuringClauses, measuringOf } from "../../src/gates/measuring.ts";
import type { Signal } from "../../src/model/measurements.ts";
import { readModel } from "../../src/model/model.ts";
import { rowOf, usualRows } from "../../src/model/objectives.ts";
import { normativeClauses } from "../../src/rules/clauses.gen.ts";
import { periodOf } from "../../src/views/period.ts";
import { watchOf } from "../../src/views/watch.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { checked, planned, released, signedOff } from "../support/releases.ts";
import { reviewed } from "../support/reviews.ts";
import { filed, moved } from "../support/transitions.ts";
import { asOf, landed, sample, template } from "../support/world.ts";

const subject = "acme/score-insights";
const folder = "partners/acme/integrations/score-insights";
const decision = `${folder}/releases/1.0.0/decisions/sign-off.yaml`;

/** The sample with score-insights released and signed off, out since 2026-01-10. */
let files: Files;
beforeAll(async () => {
  const ready = checked(planned(await sample(), subject, true), subject, "1.0.0");
  const out = await signedOff(await released(ready, subject, "1.0.0"), `${subject}/1.0.0`);
  const entered = "partners/acme/applications/APP-0001/decisions/decision.yaml";
  files = { ...outSince(out, "2026-01-10"), [entered]: edited(out, entered, { "/spec/asOf": "2026-01-05" }) };
});

function outSince(over: Files, day: string): Files {
  const release = `${folder}/releases/1.0.0/release.yaml`;
  return {
    ...over,
    [release]: edited(over, release, { "/spec/released": day }),
    [decision]: edited(over, decision, { "/spec/asOf": day }),
  };
}

/** A file with other values; what the product wrote itself is bytes. */
function edited(over: Files, path: string, values: Readonly<Record<string, unknown>>): string {
  const content = over[path] ?? "";
  return fillTemplate(typeof content === "string" ? content : new TextDecoder().decode(content), values);
}

const of: Readonly<Partial<Record<Signal, string>>> = {
  "api-error-rate": "credit@v2",
  "permission-usage": "read:reports",
  "extension-behavior": "ui-component",
};
const objectives = {
  "api-error-rate": { comparator: "<", threshold: 1, unit: "percent" },
  "permission-usage": { comparator: ">=", threshold: 1, unit: "uses" },
  "extension-behavior": { comparator: ">=", threshold: 99, unit: "percent" },
} as const;

/** A measurement for each line: `api-error-rate 2026-10-01..2026-10-31 0.4 [of]`. */
function measured(over: Files, ...lines: string[]): Files {
  const entries = lines.map((line, index) => {
    const [signal = "api-error-rate", window = "", value = "", name] = line.split(" ");
    const [from, to] = window.split("..");
    const objective = objectives[signal as keyof typeof objectives];
    const met =
      objective.comparator === "<" ? Number(value) < objective.threshold : Number(value) >= objective.threshold;
    const number = `MS-${String(index + 1).padStart(4, "0")}`;
    const text = fillTemplate(template("measurement"), {
      "/metadata/id": `acme/${number}`,
      "/spec/signal": signal,
      "/spec/window": { from, to },
      "/spec/results": [
        {
          of: name ?? of[signal as Signal],
          value: Number(value),
          samples: 9000,
          objective,
          verdict: met ? "pass" : "fail",
        },
      ],
    });
    return [`oversight/acme/measurements/${number}.yaml`, text];
  });
  return { ...over, ...Object.fromEntries(entries) };
}

async function measuring(over: Files, day = asOf, signal: Signal = "api-error-rate"): Promise<Measuring | undefined> {
  return measuringOf(await readModel(memorySnapshot(over)), day).find((one) => one.signal === signal);
}

describe("the days", () => {
  // The plan takes values over P30D, a vote takes P14D, the policy looks back P90D.
  it.each([
    ["out, and in its first window", "2026-10-08", [], { due: "2026-11-21", is: "in time" }],
    ["its first window and a vote ago", "2026-10-07", [], { due: "2026-11-20", is: "late" }],
    ["for the look-back", "2026-08-24", [], { is: "late" }],
    ["since before the look-back", "2026-08-23", [], { is: "dark" }],
    ["measured", "2026-01-10", ["api-error-rate 2026-09-01..2026-10-07 0.4"], { due: "2026-11-21", is: "in time" }],
    ["measured a window and a vote ago", "2026-01-10", ["api-error-rate 2026-09-01..2026-10-06 0.4"], { is: "late" }],
    ["up to the look-back", "2026-01-10", ["api-error-rate 2026-06-01..2026-08-23 0.4"], { is: "late" }],
    ["before the look-back", "2026-01-10", ["api-error-rate 2026-06-01..2026-08-22 0.4"], { is: "dark" }],
    ["over too long a window", "2026-01-10", ["api-error-rate 2026-01-10..2026-11-10 0.4"], { is: "dark" }],
    [
      "of something else",
      "2026-01-10",
      ["api-error-rate 2026-09-01..2026-11-10 0.4 credit@v1"],
      { is: "dark", last: null },
    ],
  ] as const)("%s", async (_, day, lines, expected) => {
    expect(await measuring(measured(outSince(files, day), ...lines))).toMatchObject(expected);
  });

  it("counts from the sign-off where that came after the day its author typed", async () => {
    const late = { ...files, [decision]: edited(files, decision, { "/spec/asOf": "2026-11-01" }) };
    expect(await measuring(late)).toMatchObject({ out: "2026-11-01", is: "in time" });
  });

  it("does not wait for a window longer than the look-back", async () => {
    const path = `${folder}/monitoring.yaml`;
    const patient = { ...files, [path]: edited(files, path, { "/spec/signals/0/window": "P5Y" }) };
    expect(await measuring(patient, "2026-04-24")).toMatchObject({ due: "2026-04-24", is: "in time" });
    expect(await measuring(patient, "2026-04-25")).toMatchObject({ is: "dark" });
  });

  it("asks for nothing before it is out, once it is suspended or has ended, and begins anew after that", async () => {
    expect(await measuring(files, "2026-01-09")).toBeUndefined();
    const values = { subject, from: "active", to: "suspended", cause: "workflow-failure", effective: asOf };
    const suspended = await moved(files, 1, values);
    expect(await measuring(suspended, "2026-12-20")).toBeUndefined();
    // It has lapsed on 2026-12-21.
    expect(await measuring(suspended, "2027-02-03")).toMatchObject({ due: "2027-02-03", is: "in time" });
    expect(await measuring(suspended, "2027-02-04")).toMatchObject({ is: "late" });
  });

  it("names clauses that oblige", () => {
    expect(measuringClauses.filter((id) => !normativeClauses.has(id))).toEqual([]);
    expect(measuringClauses).toEqual(expect.arrayContaining(["PIP-10.1.3", "EIP-10.1.5"]));
  });
});

/** What is said of a landing: `MON004 existing`. */
async function said(before: Files, after: Files): Promise<string[]> {
  const base = landed(before);
  const { report } = await check({ base, mergeBase: base, head: memorySnapshot(after), asOf });
  return [...new Set(report.findings.map(({ rule, severity, standing }) => `${severity} ${rule} ${standing}`))];
}

describe("a landing", () => {
  it("is told what stands on its base, and not refused for it", async () => {
    const path = "partners/borealis/partner.yaml";
    const unrelated = { ...files, [path]: edited(files, path, { "/metadata/title": "Borealis of the north" }) };
    expect(await said(files, unrelated)).toEqual(["error MON004 existing"]);
  });

  it("that writes the plan is not refused for what nobody measured before", async () => {
    const { [`${folder}/monitoring.yaml`]: _, ...unplanned } = files;
    expect(await said(unplanned, files)).toEqual(["error MON004 consequence"]);
  });

  it("counts on the protected branch itself", async () => {
    expect(await said(files, files)).toEqual(["error MON004 new"]);
  });
});

/** What is called for: `maintenance for partner-instability`, or null. */
async function called(over: Files, day = asOf): Promise<string | null> {
  const one = calledForOf(subject, await readModel(memorySnapshot(over)), day);
  return one === null ? null : `${one.to} for ${one.cause}`;
}

const bad = (...windows: string[]): string[] => windows.map((window) => `api-error-rate ${window} 2.5`);
const [august, september, october] = ["2026-08-01..2026-08-31", "2026-09-01..2026-09-30", "2026-10-01..2026-10-31"];

const compliance = (severity: string, due: string, closed: string | null = null) => ({
  subject,
  type: "compliance",
  held: "2026-11-01",
  findings: [{ id: "F1", text: "Reports are kept for a day longer.", severity, owner: "dana", due, closed }],
});

describe("a stage is called for", () => {
  it.each([
    ["not by one window", bad(october), null],
    ["by two in a row", bad(september, october), "maintenance for partner-instability"],
    [
      "by three, though the first lies before the look-back",
      bad(august, september, october),
      "deprecation for partner-instability",
    ],
    ["not when the last one was good", [...bad(august, september), `api-error-rate ${october} 0.2`], null],
    ["not by two with a good one between", [...bad(august), `api-error-rate ${september} 0.2`, ...bad(october)], null],
    ["by one misuse", [`permission-usage ${october} 12 read:scores`], "maintenance for permission-misuse"],
    [
      "by a misuse that goes on",
      [`permission-usage ${september} 12 read:scores`, `permission-usage ${october} 3 read:scores`],
      "deprecation for permission-misuse",
    ],
    [
      "not by a misuse that has ended",
      [`permission-usage ${september} 12 read:scores`, `permission-usage ${october} 0 read:scores`],
      null,
    ],
    [
      "not by a permission that is used too little",
      [`permission-usage ${september} 0`, `permission-usage ${october} 0`],
      null,
    ],
  ])("%s", async (_, lines, expected) => {
    expect(await called(measured(files, ...lines))).toBe(expected);
  });

  it.each([
    ["a grave finding", compliance("high", "2026-12-31"), "maintenance for compliance-violation"],
    ["a critical one", compliance("critical", "2026-12-31"), "deprecation for compliance-violation"],
    ["a grave one past its day", compliance("high", "2026-11-20"), "deprecation for compliance-violation"],
    ["a lesser one", compliance("medium", "2026-11-20"), null],
    ["one that is closed", compliance("critical", "2026-11-20", "2026-11-19"), null],
    ["one of another review", { ...compliance("critical", "2026-12-31"), type: "annual" }, null],
  ])("by %s", async (_, spec, expected) => {
    expect(await called(reviewed(files, 1, ["compliance-review"], spec as never))).toBe(expected);
  });

  it("as the policy says", async () => {
    const path = "governance/policy.yaml";
    const strict = edited(files, path, {
      "/spec/thresholds/instability/value": 1,
      "/spec/thresholds/deprecation/value": 2,
    });
    expect(await called(measured({ ...files, [path]: strict }, ...bad(october)))).toMatch(/^maintenance/);
    expect(await called(measured({ ...files, [path]: strict }, ...bad(september, october)))).toMatch(/^deprecation/);
  });

  it("until a transition as strict is filed", async () => {
    const over = measured(files, ...bad(august, september, october));
    const values = { subject, from: "active", to: "maintenance", cause: "partner-instability", filed: "2026-11-02" };
    expect(await called(filed(over, 1, values))).toBe("deprecation for partner-instability");
    expect(await called(filed(over, 1, { ...values, to: "deprecation" }))).toBeNull();
    expect(await called(filed(over, 1, { ...values, to: "deprecation", subject: "acme" }))).toBeNull();
    expect(await called(filed(over, 1, { ...values, to: "deprecation", filed: "2026-10-30" }))).toMatch(/^deprecation/);
  });

  it("although one was withdrawn, or names a day to come", async () => {
    const over = measured(files, ...bad(august, september, october));
    const down = filed(over, 1, { subject, from: "active", to: "deprecation", cause: "planned", filed: "2026-11-02" });
    const back = { ...down, ["oversight/acme/lifecycle/LC-0001/withdrawal.yaml"]: withdrawalOf("acme/LC-0001") };
    expect(await called(back)).toBe("deprecation for partner-instability");
    const ahead = edited(down, "oversight/acme/lifecycle/LC-0001/transition.yaml", { "/spec/filed": "2099-01-01" });
    expect(await called({ ...down, ["oversight/acme/lifecycle/LC-0001/transition.yaml"]: ahead })).toMatch(
      /^deprecation/,
    );
  });

  it("not by what was mended before it came back", async () => {
    const over = measured(files, ...bad(august, september, october));
    const down = await moved(over, 1, {
      subject,
      to: "maintenance",
      cause: "partner-instability",
      filed: "2026-10-30",
      effective: asOf,
    });
    expect(await called(down)).toBe("deprecation for partner-instability");
    const back = await moved(down, 2, {
      subject,
      from: "maintenance",
      to: "active",
      cause: "remediated",
      filed: asOf,
      effective: asOf,
    });
    expect(await called(back)).toBeNull();
  });
});

it("asks about a tier until a proposal of today answers, whose author keeps to it", async () => {
  const path = "partners/acme/proposals/EXP-0009/proposal.yaml";
  const asked = async (values: object, over: Files = {}): Promise<boolean[]> => {
    const text = fillTemplate(template("proposal-tier"), {
      "/metadata/id": "acme/EXP-0009",
      "/spec/requestedTier": 1,
      ...values,
    });
    const entered = "partners/acme/applications/APP-0001/decisions/decision.yaml";
    const risen = edited(files, entered, { "/spec/grants/tier": 2 });
    const head = { ...measured(files, ...bad(september, october)), [entered]: risen, [path]: text, ...over };
    return [...tierTriggers(await readModel(memorySnapshot(head)), asOf)].map(({ isAsked }) => isAsked);
  };
  expect(await asked({ "/spec/filed": asOf })).toEqual([true]);
  expect(await asked({ "/spec/filed": "2099-01-01" })).toEqual([false]);
  const withdrawal = { [path.replace("proposal.yaml", "withdrawal.yaml")]: withdrawalOf("acme/EXP-0009") };
  expect(await asked({ "/spec/filed": asOf }, withdrawal)).toEqual([false]);
});

function withdrawalOf(id: string): string {
  return fillTemplate(template("withdrawal"), { "/spec/subject": id, "/spec/filed": asOf, "/spec/reason": "Not now." });
}

it("asks each body for what is in its remit", async () => {
  const over = measured(files, ...bad(september, october));
  const model = await readModel(memorySnapshot(over));
  const told = ["TSC", "SCO", "ERC", "CGB"].map((body) =>
    watchOf(body, model, asOf).map(({ what, command }) => `${what}: ${command}`),
  );
  expect(told).toEqual([
    ["stage: kwanus new transition --subject acme/score-insights --to maintenance --cause partner-instability"],
    ["measure: kwanus new measurement --subject acme/score-insights --signal permission-usage"],
    ["measure: kwanus new measurement --subject acme/score-insights --signal extension-behavior"],
    [],
  ]);
});

it("tells a review what was missed, and on which days nobody looked", async () => {
  const over = measured(files, `api-error-rate ${september} 2.5`, `permission-usage ${october} 4120`);
  const model = await readModel(memorySnapshot(over));
  const held = periodOf(model, "acme", { from: "2026-09-01", to: "2026-11-21", held: "2026-11-21" }).map(
    ({ on, what }) => `${on} ${what}`,
  );
  expect(held.filter((line) => /data|MS-/.test(line))).toEqual([
    "2026-09-30 api-error-rate of acme/score-insights since 2026-09-01 (acme/MS-0001): credit@v2 2.5 percent, not < 1 percent",
    "2026-10-31 permission-usage of acme/score-insights since 2026-10-01 (acme/MS-0002): as it should be",
    "2026-10-01 no data on api-error-rate of credit@v2 in acme/score-insights between 2026-10-01 and 2026-11-20",
    "2026-09-01 no data on permission-usage of read:reports in acme/score-insights between 2026-09-01 and 2026-09-30",
    "2026-11-01 no data on permission-usage of read:reports in acme/score-insights between 2026-11-01 and 2026-11-20",
    "2026-09-01 no data on extension-behavior of ui-component in acme/score-insights between 2026-09-01 and 2026-11-20",
  ]);
});

it("has one number for windows in a row: the code's, the template's and the schema's", async () => {
  const whole = await readModel(memorySnapshot(await sample()));
  for (const [what, value] of Object.entries(usualRows)) {
    expect(whole.policy?.value.spec.thresholds[what as keyof typeof usualRows]?.value).toBe(value);
    expect(rowOf(what as keyof typeof usualRows, { ...whole, policy: null })).toBe(value);
  }
});
