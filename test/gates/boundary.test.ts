// The permission boundary: each planted defect has its verdict, and exactly one rule refuses it.

import { beforeAll, describe, expect, it } from "vitest";
import { fillTemplate } from "../../src/document/edit.ts";
import { boundariesBy, boundariesOf, type Holding, type Sources, verdicts } from "../../src/gates/boundary.ts";
import { thresholdOf } from "../../src/gates/threshold.ts";
import { readModel } from "../../src/model/model.ts";
import { verdictLines } from "../../src/views/permissions.ts";
import { edited, filed, found, landingOf, proposing, textOf } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { approvedByAll, asOf, decided, sample, template } from "../support/world.ts";

const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
const registry = "governance/permissions.yaml";
const entry = (id: string, scope = "own-users") => ({
  id,
  justification: "The calendar file shows when the earlier reports of a user were made.",
  scope,
  reviewBy: "2027-02-20",
});
const own = "/spec/permissions/0";
const used = "/spec/extension/permissions";

/** The sample after a decision that grants acme something, or takes it back. */
async function granted(files: Files, id: string, values: Readonly<Record<string, unknown>>): Promise<Files> {
  const asked = filed(files, "capability", id, { "/spec/requestedTier": 1, ...values });
  return decided(await approvedByAll(asked, id), id);
}

let start: Files;
/** acme also holds read:report-history and, for a while, what a write takes. */
let rich: Files;
beforeAll(async () => {
  start = await sample();
  rich = await granted(start, "acme/EXP-0001", {
    "/spec/requestedPermissions": ["read:report-history", "write:exports"].map((id) => ({
      id,
      justification: entry(id).justification,
      scope: "own-users",
    })),
    "/spec/requestedCapabilities": [{ id: "export-tools", description: "A calendar file of reports." }],
  });
});

const silent: Sources = { contractPermissions: () => null, measuredUse: () => new Map() };

async function holdingsIn(files: Files, sources: Sources = silent): Promise<readonly Holding[]> {
  const all = boundariesBy(await readModel(memorySnapshot(files)), sources);
  return all.find(({ manifest: { path } }) => path === manifest)?.holdings ?? [];
}

/** `read:reports held`, `read:scores undeclared, …`. */
async function verdictsIn(files: Files, sources: Sources = silent): Promise<string[]> {
  const holdings = await holdingsIn(files, sources);
  return holdings.map(({ id, breaches }) => `${id} ${breaches.map(({ verdict }) => verdict).join(", ") || "held"}`);
}

interface Plant {
  readonly what: string;
  readonly base: () => Files;
  readonly values: Readonly<Record<string, unknown>>;
  /** What the registry says otherwise, on both sides. */
  readonly registered?: Readonly<Record<string, unknown>>;
  readonly verdicts: readonly string[];
  /** Every finding in the manifest. */
  readonly rules: readonly string[];
}

const plants: readonly Plant[] = [
  { what: "nothing", base: () => start, values: {}, verdicts: ["read:reports held"], rules: [] },
  {
    what: "a use that is not declared",
    base: () => rich,
    values: { [used]: ["read:reports", "read:report-history"] },
    verdicts: ["read:reports held", "read:report-history undeclared"],
    rules: ["PRM001"],
  },
  {
    what: "a declaration that nothing uses",
    base: () => rich,
    values: { "/spec/permissions/1": entry("read:report-history") },
    verdicts: ["read:reports held", "read:report-history unused"],
    rules: ["PRM006"],
  },
  {
    what: "what was not granted",
    base: () => start,
    values: { "/spec/permissions/1": entry("read:report-history"), [used]: ["read:reports", "read:report-history"] },
    verdicts: ["read:reports held", "read:report-history wider than approved"],
    rules: ["PRM010"],
  },
  {
    what: "another scope",
    base: () => start,
    values: { [`${own}/scope`]: "company-users" },
    verdicts: ["read:reports wider than approved"],
    rules: ["PRM010"],
  },
  {
    what: "a scope without end",
    base: () => start,
    values: { [`${own}/scope`]: "all users" },
    verdicts: ["read:reports wider than approved"],
    rules: ["PRM005"],
  },
  {
    what: "a permission of a higher tier",
    base: () => start,
    registered: { "/spec/permissions/0/minimumTier": 2 },
    values: { "/spec/version": "1.0.1" },
    verdicts: ["read:reports above tier"],
    rules: ["TIR002"],
  },
  {
    what: "a restricted permission without its capability",
    base: () => start,
    registered: { "/spec/permissions/0/access": "restricted", "/spec/permissions/0/advanced": true },
    values: { "/spec/version": "1.0.1" },
    verdicts: ["read:reports restricted without a grant"],
    rules: ["PRM008"],
  },
  {
    what: "a wildcard",
    base: () => start,
    values: { "/spec/permissions/1": entry("read:*"), [used]: ["read:reports", "read:*"] },
    verdicts: ["read:reports held", "read:* wildcard"],
    rules: ["PRM002"],
  },
  {
    what: "a permission of the partner's own",
    base: () => start,
    values: { "/spec/permissions/1": entry("read:acme-ledger"), [used]: ["read:reports", "read:acme-ledger"] },
    verdicts: ["read:reports held", "read:acme-ledger partner-defined"],
    rules: ["PRM003"],
  },
];

describe.each(plants)("$what", ({ base, values, registered = {}, verdicts: expected, rules }) => {
  it("has its verdict, and one rule answers", async () => {
    const before = edited(base(), registry, registered);
    const after = edited(before, manifest, values);
    expect(await verdictsIn(after)).toEqual(expected);
    const findings = (await found(before, after)).filter(({ path }) => path === manifest);
    expect(findings.map(({ rule }) => rule)).toEqual(rules);
  });
});

it("every verdict was planted, is told of, and its rules are among those that answered", () => {
  const planted = plants.flatMap((plant) => plant.verdicts.map((words) => words.replace(/^\S+ /, "")));
  expect(new Set(planted)).toEqual(new Set(["held", ...verdicts]));
  expect(verdictLines.map(({ verdict }) => verdict)).toEqual(verdicts);
  for (const { verdict, rules } of verdictLines) {
    const answers = plants.filter((plant) => plant.verdicts.at(-1)?.endsWith(verdict)).flatMap((plant) => plant.rules);
    expect(answers.filter((id) => !rules.includes(id))).toEqual([]);
    expect(answers.length).toBeGreaterThan(0);
  }
});

describe("an extension that writes", () => {
  it("without the capability is told of once, wherever the write stands", async () => {
    const poor = await granted(edited(rich, registry, { "/spec/permissions/5/minimumTier": 1 }), "acme/EXP-0002", {
      "/spec/requestedPermissions": [],
      "/spec/requestedCapabilities": [],
      "/spec/removes": { permissions: [], capabilities: ["export-tools"] },
    });
    const tiers = { "/spec/tiers/0/types": ["read", "write"], "/spec/tiers/0/write": "limited" };
    const base = edited(poor, "governance/policy.yaml", tiers);
    const told = async (values: Readonly<Record<string, unknown>>): Promise<string[]> => {
      const after = edited(base, manifest, { "/spec/permissions/1": entry("write:exports"), ...values });
      expect((await verdictsIn(after))[1]).toBe("write:exports restricted without a grant");
      return (await found(base, after)).filter(({ path }) => path === manifest).map(({ rule }) => rule);
    };
    expect(await told({ [used]: ["read:reports", "write:exports"] })).toEqual(["EXT005"]);
    expect(await told({ "/spec/api/calls/0/permissions": ["read:reports", "write:exports"] })).toEqual(["PRM008"]);
  });
});

describe("what others say", () => {
  const asks = (...sets: readonly string[][]): Sources => ({ ...silent, contractPermissions: () => sets });
  const measured = (uses: number, complete: boolean, id = "read:reports"): Sources => ({
    ...silent,
    measuredUse: () => new Map([[id, { uses, from: "2026-08-23", to: "2026-11-20", complete, path: "" }]]),
  });

  it("of a contract that needs more than is declared", async () => {
    expect(await verdictsIn(rich, asks(["read:reports", "read:report-history"]))).toEqual([
      "read:reports held",
      "read:report-history undeclared",
    ]);
  });

  it("of a contract that needs what only the manifest declares: it is used", async () => {
    const files = edited(rich, manifest, { "/spec/permissions/1": entry("read:report-history") });
    expect(await verdictsIn(files, asks(["read:report-history"]))).toEqual([
      "read:reports held",
      "read:report-history held",
    ]);
  });

  it("of a measured use that is not declared", async () => {
    expect(await verdictsIn(rich, measured(3, false, "read:report-history"))).toEqual([
      "read:reports held",
      "read:report-history undeclared",
    ]);
    expect(await verdictsIn(rich, measured(0, true, "read:report-history"))).toEqual(["read:reports held"]);
  });

  it("of a window without one use; a window with gaps proves nothing", async () => {
    expect(await verdictsIn(start, measured(0, true))).toEqual(["read:reports unused"]);
    expect(await verdictsIn(start, measured(0, false))).toEqual(["read:reports held"]);
    expect(await verdictsIn(start, measured(1, true))).toEqual(["read:reports held"]);
  });
});

describe("the documents themselves", () => {
  const measurement = "oversight/acme/measurements/MS-0001.yaml";
  const contract = "governance/contracts/credit.v2.yaml";

  it("a contract that the platform names is asked, operation by operation", async () => {
    const told = async (security: string): Promise<string[]> => {
      const text = `
openapi: 3.1.0
info: { title: Credit, version: 2.0.0 }
components: { securitySchemes: { user: { type: http, scheme: bearer } } }
paths:
  /reports:
    get:
      ${security}
      responses: { "200": { description: Reports } }
`;
      const files = edited({ ...rich, [contract]: text }, "governance/platform.yaml", {
        "/spec/apis/1/contract": contract,
      });
      const [first, ...rest] = await boundariesOf(await readModel(memorySnapshot(files)), asOf);
      expect(rest).toEqual([]);
      return (first?.holdings ?? []).map(
        ({ id, contract: { speaking, operations }, breaches }) =>
          `${id} ${speaking} ${operations.join()} ${breaches.map(({ verdict }) => verdict).join()}`,
      );
    };
    expect(await told("x-permissions: [read:reports]")).toEqual(["read:reports 1 credit v2 GET /reports "]);
    expect(await told("x-permissions: [read:reports, read:scores]")).toEqual([
      "read:reports 1 credit v2 GET /reports ",
      "read:scores 1 credit v2 GET /reports undeclared",
    ]);
    // Of two ways one suffices.
    expect(await told("security: [{ user: [read:scores] }, { user: [read:reports] }]")).toEqual([
      "read:reports 1 credit v2 GET /reports ",
    ]);
    expect(await told("security: [{ user: [] }]")).toEqual(["read:reports 0  "]);
    // A contract that does not hold says nothing.
    expect(await told("x-permissions: [read:scores]\n      parameters: none")).toEqual(["read:reports 0  "]);
  });

  it("a measured use that nobody declared is told of once", async () => {
    const measured = (of: string, value: number): Files => ({
      ...rich,
      [measurement]: fillTemplate(template("measurement"), {
        "/spec/results/0/of": of,
        "/spec/results/0/value": value,
      }),
    });
    const told = async (files: Files): Promise<string[]> =>
      (await found(rich, files)).filter(({ path }) => path === measurement).map(({ rule }) => rule);
    expect(await told(measured("read:report-history", 7))).toEqual(["PRM011"]);
    expect(await told(measured("read:reports", 7))).toEqual([]);
  });

  it("a declared permission that was never used in the whole window is told of once", async () => {
    const zero = (from: string): Files => ({
      ...start,
      [measurement]: fillTemplate(template("measurement"), {
        "/spec/window": { from, to: "2026-11-10" },
        "/spec/results/0/value": 0,
        "/spec/results/0/verdict": "fail",
      }),
    });
    const told = async (files: Files): Promise<string[]> =>
      (await found(start, files))
        .filter(({ path }) => path === manifest)
        .map(({ rule, message }) => `${rule} ${message}`);
    expect(await told(zero("2026-08-20"))).toEqual([
      'PRM006 "read:reports" is declared and unused: not used once from 2026-08-20 to 2026-11-10',
    ]);
    expect(await told(zero("2026-10-01"))).toEqual([]);
  });
});

describe("a renamed permission", () => {
  const renamed = (files: Files): Files =>
    edited(files, registry, {
      "/spec/permissions/1/id": "read:report-dates",
      "/spec/permissions/1/formerly": ["read:report-history"],
    });

  it("is one permission under both names, with the grant it had", async () => {
    const files = edited(renamed(rich), manifest, {
      "/spec/permissions/1": entry("read:report-history"),
      [used]: ["read:reports", "read:report-dates"],
    });
    const holdings = await holdingsIn(files);
    expect(holdings.map(({ id, name }) => [id, name])).toEqual([
      ["read:reports", "read:reports"],
      ["read:report-history", "read:report-dates"],
    ]);
    expect(holdings[1]?.granted).toEqual({ scope: "own-users", by: "acme/EXP-0001" });
    expect(holdings[1]?.breaches).toEqual([]);
  });

  it.each(["read:report-dates", "read:report-history"])("is given up as %s", async (id) => {
    const without = await granted(renamed(rich), "acme/EXP-0002", {
      "/spec/requestedPermissions": [],
      "/spec/requestedCapabilities": [],
      "/spec/removes": { permissions: [id], capabilities: [] },
    });
    const files = edited(without, manifest, {
      "/spec/permissions/1": entry("read:report-history"),
      [used]: ["read:reports", "read:report-history"],
    });
    expect(await verdictsIn(files)).toEqual(["read:reports held", "read:report-history wider than approved"]);
  });
});

it("whoever would hold another type of permission by a name is decided about by all bodies", async () => {
  const because = async (values: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
    const text = textOf(edited(start, registry, values), registry);
    const { base, tree, authority } = await landingOf(
      start,
      proposing(start, "governance/EXP-0001", { [registry]: text }),
    );
    const subject = tree.subjects.get("governance/EXP-0001");
    if (subject === undefined || authority === null) throw new Error("no proposal");
    return thresholdOf(subject, base, authority).because;
  };
  // Of a read the exports become a name, so that who reads would write.
  const swallowed = { "/spec/permissions/5/formerly": ["read:scores"], "/spec/permissions/2": undefined };
  expect(await because(swallowed)).toEqual(["new permission class"]);
  const kept = { "/spec/permissions/1/formerly": ["read:scores"], "/spec/permissions/2": undefined };
  expect(await because(kept)).toEqual([]);
});
