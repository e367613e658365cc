// What the rules make of contracts, where one landing of a rule's page cannot show it.

import { beforeAll, expect, test } from "vitest";
import { checkAlone } from "../../src/check.ts";
import type { Question } from "../../src/cli/ask.ts";
import { callQuestion } from "../../src/cli/new/manifest-questions.ts";
import { operationChoices, operationFault } from "../../src/cli/new/operations.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import type { Finding } from "../../src/finding.ts";
import { readModel } from "../../src/model/model.ts";
import { found as landing } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { asOf, sample } from "../support/world.ts";

const contract = "governance/contracts/credit-v2.yaml";
const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
const schema = "partners/acme/integrations/score-insights/contracts/report.schema.json";

const credit = `openapi: 3.1.0
info: { title: Credit, version: 2.0.0 }
servers: [{ url: https://api.example/credit/v2 }]
security: [{ partner: [read:reports] }]
paths:
  /reports:
    get: { operationId: listReports, responses: { "204": { description: None. } } }
  /ledger:
    get: { operationId: readLedger, x-internal: true, responses: { "204": { description: None. } } }
  /old:
    get: { operationId: listOld, deprecated: true, responses: { "204": { description: None. } } }
  /scores:
    get: { operationId: listScores, x-permissions: [read:scores], responses: { "204": { description: None. } } }
components:
  securitySchemes:
    partner: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://api.example/t, scopes: { read:reports: R } } } }
`;

let base: Files;
beforeAll(async () => {
  base = await sample();
});

/** The sample whose credit v2 has a contract, with some of its files changed. */
function world(text: string, edits: Readonly<Record<string, Record<string, unknown>>> = {}, more: Files = {}): Files {
  const files: Record<string, Files[string]> = { ...base, [contract]: text, ...more };
  const all = { "governance/platform.yaml": { "/spec/apis/1/contract": contract }, ...edits };
  for (const [path, values] of Object.entries(all)) files[path] = fillTemplate(String(files[path]), values);
  return files;
}

async function found(files: Files): Promise<readonly Finding[]> {
  return (await checkAlone(memorySnapshot(files), asOf)).report.findings;
}

const said = (findings: readonly Finding[]) =>
  findings.map(({ rule, path, range, message }) => `${rule} ${path}:${range?.line} ${message}`);

test("an operation that is internal cannot be called, by whatever name", async () => {
  for (const operation of ["readLedger", "GET /ledger", "GET /credit/v2/ledger"]) {
    const findings = await found(world(credit, { [manifest]: { "/spec/api/calls/0/operation": operation } }));
    expect(said(findings)).toEqual([
      `API002 ${contract}:9 GET /ledger (readLedger) is internal, and credit v2 is open to partners`,
      `API002 ${manifest}:32 ${operation} of credit v2 is internal to the platform`,
    ]);
  }
});

test("of many defects in one file twenty are shown, and the rest is counted", async () => {
  const many = Array.from({ length: 30 }, (_, index) => `  /p${index}: { get: { summry: x } }`).join("\n");
  const findings = await found(world(credit.replace("paths:\n", `paths:\n${many}\n`)));
  expect(findings.map(({ rule }) => rule)).toEqual(Array.from({ length: 20 }, () => "API004"));
  // Each has one misspelt field.
  expect(findings.at(-1)?.message).toMatch(/\(and 10 more like it in this file\)$/);
});

test("a contract that does not hold is judged for nothing else, and holds up no call", async () => {
  const broken = credit.replace("version: 2.0.0", "versions: 2.0.0");
  const findings = await found(world(broken, { [manifest]: { "/spec/api/calls/0/operation": "GET /nowhere" } }));
  expect(findings.map(({ rule }) => rule)).toEqual(["API004"]);
});

test("a line with a secret in it is pointed at and not shown", async () => {
  const token = `ghp_${"a1B2c3D4e5".repeat(4)}`;
  const [finding] = await found(world(`${credit}x-a: 1\nexample: ${token}\n`));
  expect(finding).toMatchObject({ rule: "API004", path: contract, frame: null, range: { line: 18 } });
});

test("an OpenAPI document among a manifest's schemas is judged as one", async () => {
  const own = "contracts/own.yaml";
  const path = `${schema.slice(0, schema.lastIndexOf("/"))}/own.yaml`;
  const edits = { [manifest]: { "/spec/api/schemas/1": own } };
  expect(said(await found(world(credit.replace("x-internal: true, ", ""), edits, { [path]: credit })))).toEqual([]);
  const findings = await found(
    world(credit.replace("x-internal: true, ", ""), edits, { [path]: credit.replace("paths:", "pathes:") }),
  );
  expect(said(findings)).toEqual([
    `API004 ${path}:5 the document has the field "pathes", which OpenAPI 3.1 does not know here`,
  ]);
});

test("two APIs that name one contract are told of its defects once", async () => {
  const files = world(credit.replace("responses:", "reponses:"), {
    "governance/platform.yaml": { "/spec/apis/1/contract": contract, "/spec/apis/0/contract": contract },
  });
  expect((await found(files)).map(({ rule }) => rule)).toEqual(["API004"]);
});

test("a proposal's own contract is judged, not the one in force; and the one in force decides about calls", async () => {
  const changes = "governance/proposals/EXP-0001/changes";
  const files = world(
    credit.replace("x-internal: true, ", ""),
    {},
    {
      [`${changes}/governance/platform.yaml`]: fillTemplate(String(base["governance/platform.yaml"]), {
        "/spec/apis/1/contract": contract,
      }),
      [`${changes}/${contract}`]: credit.replace("/reports:", "reports:"),
    },
  );
  const findings = (await found(files)).filter(({ rule }) => rule.startsWith("API"));
  expect(findings.map(({ rule, path }) => [rule, path])).toEqual([["API004", `${changes}/${contract}`]]);
});

test("a proposal that carries nothing but a contract is judged too", async () => {
  const sound = credit.replace("x-internal: true, ", "");
  const copy = `governance/proposals/EXP-0001/changes/${contract}`;
  const broken = await found(world(sound, {}, { [copy]: sound.replace("version: 2.0.0", "version: 3.0.0") }));
  expect(broken.filter(({ rule }) => rule.startsWith("API")).map(({ rule, path }) => [rule, path])).toEqual([
    ["API001", copy],
  ]);
});

test("what a wizard offers and refuses is what the contract says", async () => {
  const model = await readModel(memorySnapshot(world(credit)));
  const call = (operation: string, permission = "read:reports") =>
    operationFault(model, { api: "credit", version: "v2", operation, permission });
  expect(call("GET /reports")).toBeNull();
  expect(call("listReports")).toBeNull();
  expect(call("GET /report")).toMatch(/no operation of the contract of credit@v2\. Did you mean "GET \/reports"\?/);
  expect(call("GET /ledger")).toMatch(/no operation/);
  expect(call("GET /scores")).toBe('"read:reports" is not what GET /scores of credit@v2 asks for: read:scores');
  expect(operationFault(model, { api: "credit", version: "v1", operation: "x", permission: "y" })).toBeNull();
  expect(operationChoices(model, "credit@v2", "read:scores")?.map(({ value }) => value)).toEqual(["GET /scores"]);
  expect(operationChoices(model, "credit@v2", "read:reports")?.map(({ value }) => value)).toEqual(["GET /reports"]);
  expect(operationChoices(model, "credit@v1", "read:reports")).toBeNull();
});

test("the wizard lets choose among the operations of the contract, and asks in words where there is none", async () => {
  const asked: Question[] = [];
  const kept: string[] = [];
  const keep = (word: string) => void kept.push(word);
  const gathered = async (files: Files, api: string) => {
    asked.length = 0;
    const question = callQuestion("acme", await readModel(memorySnapshot(files)), asOf);
    return question.gather?.(async (next) => {
      asked.push(next);
      if (next.type === "checkbox") return ["read:reports"];
      return asked.length === 2 ? api : "GET /reports";
    }, keep);
  };
  expect(await gathered(world(credit), "credit@v2")).toEqual(["credit@v2 GET /reports=read:reports"]);
  // Where it begins is the API whose contract asks for the permission.
  expect(asked[1]).toMatchObject({ type: "select", default: "credit@v2" });
  expect(asked[2]).toMatchObject({ type: "select", choices: [{ value: "GET /reports" }] });
  expect(await gathered(base, "credit@v2")).toEqual(["credit@v2 GET /reports=read:reports"]);
  expect(asked[1]).not.toHaveProperty("default");
  expect(asked[2]).toMatchObject({ type: "text" });
  expect(kept).toEqual(["credit@v2 GET /reports=read:reports", "credit@v2 GET /reports=read:reports"]);
});

test("a fault that a contract had before does not keep what breaks from being seen", async () => {
  const slip = credit.replace("openapi: 3.1.0\n", "openapi: 3.1.0\nnothing: 1\n");
  const [before, after] = [world(slip), world(slip.replace("operationId: listReports", "operationId: listAll"))];
  const findings = (await landing(before, after)).filter(({ rule }) => rule.startsWith("API"));
  expect(findings.map(({ rule, standing }) => `${rule} ${standing}`)).toEqual(["API004 existing", "API005 new"]);
});
