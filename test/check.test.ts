// The pipeline on a whole repository in memory: what holds, what a landing adds, what is only old.

import { describe, expect, it } from "vitest";
import { check } from "../src/check.ts";
import { fillTemplate } from "../src/document/edit.ts";
import { emptySnapshot } from "../src/snapshot.ts";
import { memorySnapshot } from "./support/memory.ts";
import { filed } from "./support/transitions.ts";
import { approvedByAll, asOf, decided, founded, landed, sample, template, voted } from "./support/world.ts";

const rulesOf = async (base: Parameters<typeof memorySnapshot>[0], head: Parameters<typeof memorySnapshot>[0]) => {
  const before = landed(base);
  const { report } = await check({ base: before, mergeBase: before, head: memorySnapshot(head), asOf });
  return report.findings.map(({ rule, path, standing, message }) => `${rule} ${standing} ${path} ${message}`);
};

describe("check", () => {
  it("finds nothing in the sample", async () => {
    const files = await sample();
    expect(await rulesOf(files, files)).toEqual([]);
  });

  it("names the root of trust when it lands", async () => {
    const { report } = await check({
      base: emptySnapshot,
      mergeBase: emptySnapshot,
      head: memorySnapshot(await founded()),
      asOf,
    });
    expect(report.findings).toEqual([]);
    expect(report.notes).toEqual([expect.stringContaining("root of trust")]);
  });

  it("lets evidence land that holds a request up, and no vote on the request after it", async () => {
    const risk = { "/metadata/id": "acme/EXP-0001/risk", "/spec/subject": "acme/EXP-0001" };
    const asked = {
      ...(await sample()),
      "partners/acme/proposals/EXP-0001/proposal.yaml": fillTemplate(template("proposal-tier"), {
        "/metadata/id": "acme/EXP-0001",
      }),
      "partners/acme/proposals/EXP-0001/risk.yaml": fillTemplate(template("risk"), risk),
    };
    // Nobody granted Acme this permission.
    const measurement = fillTemplate(template("measurement"), { "/spec/results/0/of": "read:scores" });
    const measured = { ...asked, "oversight/acme/measurements/MS-0001.yaml": measurement };
    expect(await rulesOf(asked, asked)).toEqual([]);
    expect(await rulesOf(asked, measured)).toEqual([
      expect.stringMatching(/^TIR003 consequence partners\/acme\/proposals\/EXP-0001.* used read:scores 4120 times/),
    ]);
    expect(await rulesOf(measured, measured)).toEqual([expect.stringMatching(/^TIR003 new /)]);
    expect(await rulesOf(measured, await voted(measured, "acme/EXP-0001", "bo"))).toEqual([
      expect.stringMatching(/^TIR003 new /),
    ]);
    // With the request in the same landing it is the request's own.
    expect(await rulesOf(await sample(), measured)).toContainEqual(expect.stringMatching(/^TIR003 new /));
  });

  it("lets four ballots and their decision land together", async () => {
    const files = await sample();
    const voting = await approvedByAll(files, "borealis/APP-0001");
    expect(await rulesOf(files, voting)).toEqual([]);
    expect(await rulesOf(files, await decided(voting, "borealis/APP-0001"))).toEqual([]);
  });

  it("blames no proposal for a suspension that the bodies decide", async () => {
    const files = await sample();
    const folder = "partners/acme/proposals/EXP-0001";
    const values = { "/metadata/id": "acme/EXP-0001" };
    const asked = {
      ...files,
      [`${folder}/proposal.yaml`]: fillTemplate(template("proposal-capability"), values),
      [`${folder}/risk.yaml`]: fillTemplate(template("risk"), {
        "/metadata/id": "acme/EXP-0001/risk",
        "/spec/subject": "acme/EXP-0001",
      }),
    };
    const suspending = filed(asked, 1, { subject: "acme", to: "suspended", effective: asOf });
    const head = await decided(await voted(suspending, "acme/LC-0001", "bo"), "acme/LC-0001");
    expect(await rulesOf(suspending, head)).toEqual([expect.stringMatching(/^PRO007 consequence /)]);
    // Whoever files while suspended is told all the same.
    expect((await rulesOf({ ...head, [`${folder}/proposal.yaml`]: "" }, head))[0]).toMatch(/^PRO007 new /);
  });

  it("refuses a decision that the ballots do not carry", async () => {
    const files = await sample();
    const voting = await approvedByAll(files, "borealis/APP-0001");
    const full = await decided(voting, "borealis/APP-0001");
    const early = Object.fromEntries(
      Object.entries(full).filter(
        ([path]) => !path.includes("borealis/applications/APP-0001/ballots/decision/cgb.lee"),
      ),
    );
    expect(await rulesOf(files, early)).toEqual([
      expect.stringMatching(/^BAL010 new .*settle nothing yet: no vote yet of CGB/),
    ]);
  });

  it("counts a rejection by CGB as final", async () => {
    const files = await sample();
    const rejected = await decided(
      await voted(files, "borealis/APP-0001", "omar", { choice: "reject", reason: "Too early." }),
      "borealis/APP-0001",
    );
    expect(await rulesOf(files, rejected)).toEqual([]);
  });
});
