// Existing, consequence, new: what excuses an old defect must not hide a new one.

import { beforeAll, describe, expect, it } from "vitest";
import { testKey } from "../support/keys.ts";
import { edited, found, proposing, refusals, textOf } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { approvedByAll, decided, sample, voted } from "../support/world.ts";

const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
const policy = "governance/policy.yaml";
const id = "governance/EXP-0001";

let files: Files;
beforeAll(async () => {
  files = await sample();
});

const wildcard = { id: "read:*", justification: "Everything.", scope: "own-users", reviewBy: "2027-01-01" };

describe("existing", () => {
  it("stands for what the base has, wherever its line moves", async () => {
    const base = edited(files, manifest, { "/spec/permissions/0": wildcard });
    const moved = { ...base, [manifest]: `# moved\n${textOf(base, manifest)}` };
    expect((await found(base, base)).filter(({ rule }) => rule === "PRM002").map(({ standing }) => standing)).toEqual([
      "new",
    ]);
    expect((await found(base, moved)).filter(({ rule }) => rule === "PRM002").map(({ standing }) => standing)).toEqual([
      "existing",
    ]);
  });

  it("stands for one defect, not for its twin", async () => {
    const base = edited(files, manifest, { "/spec/permissions/0": wildcard });
    const twice = edited(base, manifest, { "/spec/permissions/1": wildcard });
    expect(await refusals(base, twice)).toContain(`PRM002 ${manifest}`);
  });

  it("does not excuse a hidden character for another one elsewhere", async () => {
    const path = "partners/acme/partner.yaml";
    const hidden = (all: Files, field: string) => ({
      ...all,
      [path]: textOf(all, path).replace(new RegExp(`(${field}: )`), "$1\u200b"),
    });
    const base = hidden(files, "title");
    expect(await refusals(base, hidden(files, "legalName"))).toContain(`DOC012 ${path}`);
  });

  it("does not excuse a broken document that is touched: nothing in it can be judged", async () => {
    const base = edited(files, manifest, { "/spec/maturity": 7 });
    const worse = edited(base, manifest, { "/spec/permissions/0": wildcard });
    expect((await refusals(base, base)).length).toBeGreaterThan(0);
    expect((await refusals(base, worse)).filter((line) => line.endsWith(manifest))).not.toEqual([]);
    expect(await refusals(base, { ...base, "docs/a.md": "a" })).toEqual([]);
  });
});

describe("consequence", () => {
  const withoutCapability = () => {
    const text = textOf(files, "governance/permissions.yaml");
    return text.replace("id: read:reports", "id: read:report-dates");
  };

  it("is what an approved decision does to files it leaves alone", async () => {
    const proposed = proposing(files, id, { "governance/permissions.yaml": withoutCapability() });
    const findings = await found(files, await decided(await approvedByAll(proposed, id), id));
    const untouched = findings.filter(({ path }) => path === manifest);
    expect(untouched.length).toBeGreaterThan(0);
    expect(new Set(untouched.map(({ standing }) => standing))).toEqual(new Set(["consequence"]));
  });

  it("is not a key that one decision gives to two people (A5)", async () => {
    const person = edited(files, "governance/people/bo.yaml", {
      "/metadata/id": "abel",
      "/spec/forge": { login: "abel", id: "7" },
    });
    const proposed = proposing(files, id, {
      "governance/people/abel.yaml": textOf(person, "governance/people/bo.yaml"),
    });
    expect(textOf(proposed, "governance/people/bo.yaml")).toContain(testKey("bo").publicLine.split(" ")[1]);
    expect(await refusals(files, await decided(await approvedByAll(proposed, id), id))).toContain(
      "POL005 governance/people/bo.yaml",
    );
  });

  it("is not a seat whose person it deletes", async () => {
    const proposed = proposing(files, id, { "governance/people/omar.yaml": null });
    expect(await refusals(files, await decided(await approvedByAll(proposed, id), id))).toContain(`IDN004 ${policy}`);
  });

  it("is not a name that some systems cannot tell from another (E10)", async () => {
    const proposed = proposing(files, id, { "governance/people/Bo.yaml": textOf(files, "governance/people/bo.yaml") });
    const lines = await refusals(files, await decided(await approvedByAll(proposed, id), id));
    expect(lines).not.toEqual([]);
  });

  it("is nothing that a body listed twice would mean (A5)", async () => {
    const twice = textOf(files, policy).replace(
      "- id: ERC",
      "- id: TSC\n      remit: more\n      members: [zoe]\n      deputies: []\n      quorum: { value: 1, source: default }\n      criteria: []\n      source: default\n    - id: ERC",
    );
    const proposed = proposing(files, id, { [policy]: twice });
    expect(await refusals(files, await decided(await approvedByAll(proposed, id), id))).toContain(`POL003 ${policy}`);
  });
});

describe("a vote", () => {
  const subject = "borealis/APP-0001";
  const application = "partners/borealis/applications/APP-0001/application.yaml";
  const refusal = `PRO005 ${application}`;
  const forbidden = (): Files =>
    edited(files, application, {
      "/spec/requestedCapabilities": [{ id: "raw-data-access", description: "Everything." }],
    });

  it("is not cast on what does not hold, however long it has not (D3)", async () => {
    const base = forbidden();
    expect(await refusals(base, { ...base, "docs/a.md": "a" })).toEqual([]);
    expect(await refusals(base, await voted(base, subject, "bo"))).toEqual([refusal]);
  });

  it("decides nothing that does not hold (D3)", async () => {
    const base = await approvedByAll(forbidden(), subject);
    expect(await refusals(base, await decided(base, subject))).toEqual([refusal]);
  });

  it("can be taken back all the same", async () => {
    const base = await voted(forbidden(), subject, "bo");
    expect(await refusals(base, await voted(base, subject, "bo", { choice: "retract", reason: "Wrong." }))).toEqual([]);
  });
});
