// Which reviews are owed on a day: cadences, first periods, month ends, and what a stage does to them.

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fillTemplate } from "../../src/document/edit.ts";
import { type Duty, dutiesOf, dutyTable } from "../../src/gates/duties.ts";
import { readModel } from "../../src/model/model.ts";
import { clauseText, normativeClauses } from "../../src/rules/clauses.gen.ts";
import { edited } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { signedOff } from "../support/releases.ts";
import { reviewed } from "../support/reviews.ts";
import { moved } from "../support/transitions.ts";
import { asOf, founded, sample, template } from "../support/world.ts";

const integration = "acme/score-insights";
const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
const annual = ["partner-review", "governance-alignment"];

let files: Files;
beforeAll(async () => {
  files = await sample();
});

async function duties(over: Files, day: string): Promise<readonly Duty[]> {
  return dutiesOf(await readModel(memorySnapshot(over)), day);
}

/** `annual acme`: its day, or none. */
async function due(over: Files, name: string, day = asOf): Promise<string | undefined> {
  return (await dutyOf(over, name, day))?.due;
}

async function dutyOf(over: Files, name: string, day = asOf): Promise<Duty | undefined> {
  return (await duties(over, day)).find(({ type, subject }) => `${type} ${subject}` === name);
}

describe("the table", () => {
  it("names clauses that oblige, and what their words ask for", () => {
    const clauses = dutyTable.flatMap((duty) => duty.clauses);
    expect(clauses.filter((id) => !normativeClauses.has(id))).toEqual([]);
    const words = dutyTable.map(({ of, type, clauses: [first = ""] }) => `${of} ${type}: ${clauseText.get(first)}`);
    expect(words).toMatchInlineSnapshot(`
      [
        "ecosystem quarterly: partner ecosystem health",
        "ecosystem stewardship: partner ecosystem audit",
        "ecosystem expansion-outcome: review expansion outcomes",
        "partner annual: full partner review",
        "integration annual: full partner integration review",
        "integration permission: permission review",
        "integration workflow: workflow review",
        "integration compliance: compliance review",
        "integration stewardship: integration review",
        "component permission: permission review",
        "component workflow: workflow review",
        "component compliance: compliance review",
        "component stewardship: integration review",
      ]
    `);
  });
});

describe("at first", () => {
  it("nothing is owed before anything is in", async () => {
    expect(await duties(await founded(), "2030-01-01")).toEqual([]);
    expect(await duties(files, "2026-11-20")).toEqual([]);
  });

  it("everything is owed a cadence after it came in, a partner that is not in nothing", async () => {
    const owed = (await duties(files, asOf)).map(({ subject, type, due: day, body }) => [subject, type, day, body]);
    expect(owed).toEqual([
      ["ecosystem", "quarterly", "2027-02-21", "CGB"],
      ["ecosystem", "stewardship", "2027-11-21", "CGB"],
      ["ecosystem", "expansion-outcome", "2027-11-21", "CGB"],
      ["acme", "annual", "2027-11-21", "CGB"],
      [integration, "annual", "2027-11-21", "TSC"],
      [integration, "permission", "2027-02-20", "SCO"],
      [integration, "compliance", "2027-01-15", "SCO"],
      [integration, "stewardship", "2027-11-21", "TSC"],
    ]);
  });

  it("a workflow review is owed by what has workflows", async () => {
    const all = parse(readFileSync(new URL("../schemas/integration/valid/all-layers.yaml", import.meta.url), "utf8"));
    const over = edited(files, manifest, { "/spec/workflows": all.spec.workflows });
    const shaped = (await readModel(memorySnapshot(over))).integrations.has(integration);
    expect(shaped, "the manifest holds").toBe(true);
    expect(await due(over, `workflow ${integration}`)).toBe("2027-11-21");
    expect(await due(files, `workflow ${integration}`)).toBeUndefined();
  });

  it("a release that was signed off says since when an integration is in use", async () => {
    const released = fillTemplate(template("release"), { "/spec/released": "2027-03-31" });
    const asked = { ...files, "partners/acme/integrations/score-insights/releases/1.0.0/release.yaml": released };
    const over = await signedOff(asked, "acme/score-insights/1.0.0");
    expect(await due(over, `annual ${integration}`, "2027-03-30")).toBe("2027-11-21");
    expect(await due(over, `annual ${integration}`, "2027-03-31")).toBe("2028-03-31");
  });
});

describe("the next day", () => {
  it.each([
    ["a year", "annual", "P1Y", "2027-06-15", "2028-06-15"],
    ["from a leap day", "annual", "P1Y", "2028-02-29", "2029-02-28"],
    ["to a leap year", "annual", "P1Y", "2027-02-28", "2028-02-28"],
    ["half a year from a month's end", "annual", "P6M", "2027-08-31", "2028-02-29"],
    ["ten days", "annual", "P10D", "2027-12-25", "2028-01-04"],
  ] as const)("is %s after the last review", async (_, type, cadence, held, expected) => {
    const policy = edited(files, "governance/policy.yaml", { "/spec/cadences/annualReview/value": cadence });
    const over = reviewed(policy, 1, annual, { subject: "acme", type, held });
    expect(await due(over, `${type} acme`, held)).toBe(expected);
  });

  it("is a quarter after the last review of the ecosystem, counted from its own day", async () => {
    const tasks = ["ecosystem-health", "compliance-alignment"];
    const over = reviewed(files, 1, tasks, { subject: "ecosystem", type: "quarterly", held: "2026-11-30" });
    expect(await due(over, "quarterly ecosystem", "2026-11-30")).toBe("2027-02-28");
  });

  it("is the one the review names, where that is sooner", async () => {
    const held = "2027-01-10";
    const sooner = reviewed(files, 1, annual, { subject: "acme", type: "annual", held, next: "2027-04-01" });
    expect(await dutyOf(sooner, "annual acme", held)).toMatchObject({
      due: "2027-04-01",
      last: "acme/RV-0001",
      source: "oversight/acme/reviews/RV-0001.yaml",
    });
    const later = reviewed(files, 1, annual, { subject: "acme", type: "annual", held, next: "2029-04-01" });
    expect(await due(later, "annual acme", held)).toBe("2028-01-10");
  });

  it("does not know reviews that are held later", async () => {
    const over = reviewed(files, 1, annual, { subject: "acme", type: "annual", held: "2027-06-15" });
    expect(await due(over, "annual acme", "2027-06-14")).toBe("2027-11-21");
  });

  it("is that of the last of several reviews, whatever their order on disk", async () => {
    const one = reviewed(files, 1, annual, { subject: "acme", type: "annual", held: "2028-06-15" });
    const two = reviewed(one, 2, annual, { subject: "acme", type: "annual", held: "2027-06-15" });
    expect(await due(two, "annual acme", "2028-07-01")).toBe("2029-06-15");
  });

  it("waits for every task", async () => {
    const over = reviewed(files, 1, ["partner-review"], { subject: "acme", type: "annual", held: "2027-06-15" });
    expect(await dutyOf(over, "annual acme", "2027-06-15")).toMatchObject({
      due: "2027-11-21",
      unanswered: ["governance-alignment"],
    });
  });

  it("follows the day a manifest promises, until that review was held", async () => {
    const compliance = `compliance ${integration}`;
    const review = (held: string): Files =>
      reviewed(files, 1, ["compliance-review"], { subject: integration, type: "compliance", held });
    expect(await dutyOf(files, compliance)).toMatchObject({ due: "2027-01-15", source: manifest });
    expect(await due(review("2027-01-14"), compliance, "2027-01-14")).toBe("2027-01-15");
    expect(await due(review("2027-01-15"), compliance, "2027-01-15")).toBe("2028-01-15");
    const far = edited(files, manifest, { "/spec/compliance/annualReview": "2035-01-01" });
    expect(await due(far, compliance)).toBe("2027-11-21");
  });
});

describe("a review of a partner", () => {
  const tasks = [...annual, "integration-review"];

  it("counts for its integrations, task by task", async () => {
    const over = reviewed(files, 1, tasks, { subject: "acme", type: "annual", held: "2027-06-15" });
    expect(await due(over, `annual ${integration}`, "2027-06-15")).toBe("2028-06-15");
    expect(await due(over, `stewardship ${integration}`, "2027-06-15")).toBe("2027-11-21");
    const without = reviewed(files, 1, annual, { subject: "acme", type: "annual", held: "2027-06-15" });
    expect(await due(without, `annual ${integration}`, "2027-06-15")).toBe("2027-11-21");
  });

  it("does not, where it was held before they were there", async () => {
    const over = reviewed(files, 1, tasks, { subject: "acme", type: "annual", held: "2026-11-20" });
    expect(await due(over, `annual ${integration}`)).toBe("2027-11-21");
    expect(await due(over, "annual acme")).toBe("2027-11-20");
  });

  it("does not count for another one", async () => {
    const over = reviewed(files, 1, tasks, { subject: "borealis", type: "annual", held: "2027-06-15" });
    expect(await due(over, "annual acme", "2027-06-15")).toBe("2027-11-21");
  });
});

describe("lateness", () => {
  const lateness = async (name: string, day: string, over = files) => {
    const duty = await dutyOf(over, name, day);
    return [duty?.late, duty?.longLate];
  };

  it("begins the day after, and is long once a further cadence has passed", async () => {
    expect(await lateness("annual acme", "2027-11-21")).toEqual([false, false]);
    expect(await lateness("annual acme", "2027-11-22")).toEqual([true, false]);
    expect(await lateness("annual acme", "2028-11-21")).toEqual([true, false]);
    expect(await lateness("annual acme", "2028-11-22")).toEqual([true, true]);
    expect(await lateness("quarterly ecosystem", "2027-05-22")).toEqual([true, true]);
  });

  it("is never long where only an old approval says since when something is in use", async () => {
    expect(await lateness(`annual ${integration}`, "2035-01-01")).toEqual([true, false]);
    const once = reviewed(files, 1, ["integration-review", "governance-alignment"], {
      subject: integration,
      type: "annual",
      held: "2027-06-15",
    });
    expect(await lateness(`annual ${integration}`, "2035-01-01", once)).toEqual([true, true]);
  });

  it("is told by PRM007 of a permission, and by LIF008 of a compliance review in maintenance", async () => {
    const kept = await moved(files, 1, { to: "maintenance", effective: "2026-12-15" });
    const told = async (name: string, day: string) => (await dutyOf(kept, name, day))?.toldBy;
    expect(await told(`permission ${integration}`, asOf)).toBe("PRM007");
    expect(await told(`compliance ${integration}`, "2027-01-15")).toBeNull();
    expect(await told(`compliance ${integration}`, "2027-01-16")).toBe("LIF008");
    expect((await dutyOf(files, `compliance ${integration}`, "2027-01-16"))?.toldBy).toBeNull();
  });
});

describe("a stage", () => {
  const names = async (over: Files, day: string) =>
    (await duties(over, day)).map(({ type, subject }) => `${type} ${subject}`);

  it("of deprecation, and a suspension, leave every review owed and none counted anew", async () => {
    const deprecated = await moved(files, 1, { to: "deprecation", effective: "2026-12-15" });
    expect(await names(deprecated, "2027-01-01")).toEqual(await names(files, "2027-01-01"));
    const suspended = await moved(files, 1, { to: "suspended", effective: asOf, subject: "acme" });
    expect(await names(suspended, asOf)).toEqual(await names(files, asOf));
    expect(await due(suspended, "annual acme", "2027-01-01")).toBe("2027-11-21");
  });

  it("of which support has ended owes nothing, with its partner or by itself", async () => {
    const left = async (subject: string) => {
      const one = await moved(files, 1, { subject, to: "deprecation", effective: "2026-12-15" });
      const two = await moved(one, 2, { subject, from: "deprecation", to: "end-of-support", effective: "2027-07-01" });
      return [await names(two, "2027-06-30"), await names(two, "2027-07-01")] as const;
    };
    const [before, after] = await left(integration);
    expect(before).toContain(`annual ${integration}`);
    expect(after.filter((name) => name.endsWith(integration))).toEqual([]);
    expect(after).toContain("annual acme");
    expect((await left("acme"))[1].filter((name) => !name.endsWith("ecosystem"))).toEqual([]);
  });
});
