// What a governance proposal breaks of the platform's contracts, and whom; who said no to a subject, and why.

import { beforeAll, expect, it } from "vitest";
import { readModel } from "../../src/model/model.ts";
import { contractRows } from "../../src/reporters/contract-diff.ts";
import { carriedContracts } from "../../src/views/contract-diff.ts";
import { objectionsTo } from "../../src/views/objections.ts";
import { edited, landingOf, proposing } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { asOf, bodies, decided, sample, voted } from "../support/world.ts";

const path = "governance/contracts/credit-v2.yaml";
const other = "partners/acme/integrations/other/manifest.yaml";

const contract = ({ reports = "string", scores = "string" } = {}): string => `openapi: 3.1.0
info: { title: Credit, version: 2.0.0 }
servers: [{ url: https://api.example/credit/v2 }]
paths:
${[
  ["reports", reports],
  ["scores/{id}", scores],
]
  .map(
    ([name, type]) => `  /${name}:
    parameters: [${name === "reports" ? "" : "{ name: id, in: path, required: true, schema: { type: string } }"}]
    get:
      parameters: [{ name: since, in: query, schema: { type: ${type} } }]
      responses: { "200": { description: All is well. } }
`,
  )
  .join("")}`;

let files: Files;
beforeAll(async () => {
  const plain = await sample();
  files = {
    ...edited(plain, "governance/platform.yaml", { "/spec/apis/1/contract": path }),
    [path]: contract(),
  };
  const manifest = edited(files, "partners/acme/integrations/score-insights/manifest.yaml", {
    "/metadata/id": "acme/other",
    "/spec/api/calls": [
      { api: "credit", version: "v2", operation: "GET /scores/7", permissions: ["read:reports"] },
      { api: "credit", version: "v1", operation: "GET /reports", permissions: ["read:reports"] },
    ],
  });
  files = { ...files, [other]: manifest["partners/acme/integrations/score-insights/manifest.yaml"] ?? "" };
});

async function carried(contents: Readonly<Record<string, string | null>>) {
  const [base, tree] = await Promise.all(
    [files, proposing(files, "governance/EXP-0001", contents)].map((all) => readModel(memorySnapshot(all))),
  );
  const subject = tree?.subjects.get("governance/EXP-0001");
  if (base === undefined || tree === undefined || subject === undefined) throw new Error("no proposal");
  return carriedContracts(subject, { base, tree, asOf });
}

it.each([
  ["one operation", contract({ reports: "integer" }), { "acme/score-insights": ["GET /reports"] }],
  ["another", contract({ scores: "integer" }), { "acme/other": ["GET /scores/7"] }],
  [
    "all of them, which move elsewhere",
    contract().replace("https://api.example", "https://elsewhere.example"),
    { "acme/score-insights": ["GET /reports"], "acme/other": ["GET /scores/7"] },
  ],
  ["nothing", contract().replace("All is well.", "Fine."), {}],
])("breaks whoever calls %s", async (_, next, broken) => {
  const [found, ...more] = await carried({ [path]: next });
  expect(more).toEqual([]);
  expect(found).toMatchObject({ name: "credit v2", change: "changed" });
  const told = Object.fromEntries((found?.breaks ?? []).map(({ manifest, operations }) => [manifest, operations]));
  expect(told).toEqual(broken);
  expect((found?.counts?.breaking ?? 0) > 0).toBe(Object.keys(broken).length > 0);
});

it("breaks everybody where nothing is left to compare, and nobody where nobody calls it", async () => {
  const [gone] = await carried({ [path]: null });
  expect(gone).toMatchObject({ counts: null, changes: [] });
  expect(gone?.breaks?.map(({ manifest }) => manifest)).toEqual(["acme/other", "acme/score-insights"]);
  files = { ...files, [other]: "" };
  const [alone] = await carried({ [path]: contract({ scores: "integer" }) });
  expect(alone?.breaks).toEqual([]);
  expect(alone && contractRows(alone).at(-1)).toEqual(["", ["breaks", "error"], "nobody whose manifest is here"]);
});

it("tells who rejected and why: of what is open, and of what was decided by it", async () => {
  let all = await sample();
  const reason = "It reads more\nthan it shows.";
  const reasons = () =>
    landingOf(all, all).then((landing) => {
      const subject = landing.tree.subjects.get("borealis/APP-0001");
      if (subject === undefined) throw new Error("no application");
      return objectionsTo(subject, subject.decisions.size > 0 ? null : landing.tallyOf(subject));
    });
  for (const [first] of Object.values(bodies))
    all = await voted(all, "borealis/APP-0001", first, first === "lee" ? { choice: "reject", reason } : {});
  const told = [{ body: "CGB", person: "lee", decision: "reject", reason: "It reads more than it shows." }];
  expect(await reasons()).toEqual(told);
  // A later word replaces it, and a decision rests on the last.
  all = await voted(all, "borealis/APP-0001", "lee", { choice: "reject", reason: "Still." });
  all = await decided(all, "borealis/APP-0001");
  expect(await reasons()).toEqual([{ ...told[0], reason: "Still." }]);
});
