// What a person sees in an editor: the schemas that init lays down, driven through the language server of the YAML
// extensions, without a network.

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { initResources } from "../../src/acts/init.ts";
import { schemaFolder, withSchemaLine } from "../../src/acts/schema-line.ts";
import { bundled } from "../../src/document/bundle.ts";
import { kebab } from "../../src/document/compiled.ts";
import { type Kind, kinds } from "../../src/document/kinds.ts";
import { parseDocument } from "../../src/document/parse.ts";
import { type Completion, type LanguageServer, startLanguageServer } from "../support/language-server.ts";

const root = join(import.meta.dirname, "../..");
const published = (name: string) => JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), "utf8"));
let folder: string;
let server: LanguageServer;

beforeAll(async () => {
  folder = mkdtempSync(join(process.env["KWANUS_TEST_FOLDER"] ?? "", "editor-"));
  mkdirSync(join(folder, schemaFolder), { recursive: true });
  for (const path of initResources.filter((path) => path.startsWith("schemas/")))
    writeFileSync(join(folder, schemaFolder, basename(path)), readFileSync(join(root, path)));
  const settings = JSON.parse(readFileSync(join(root, "templates/repository/vscode-settings.json"), "utf8"));
  server = await startLanguageServer(folder, settings);
});
afterAll(() => server.end());

const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
const proposal = "partners/acme/proposals/EXP-0003/proposal.yaml";
const application = "partners/acme/applications/APP-0001/application.yaml";
const risk = "partners/acme/applications/APP-0001/risk.yaml";

/** A document as init and propose write it: its first line names its schema. */
function written(path: string, kind: Kind, spec: string): string {
  return withSchemaLine(path, `apiVersion: kwanus/v1\nkind: ${kind}\nspec:\n${spec}`);
}

const labels = (offers: readonly Completion[]) => offers.map(({ label }) => label);

/** What stands there when a snippet is taken and every stop is left as it is. */
function asTaken(insert: string): string {
  return insert
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\|\}/g, "$1")
    .replace(/\$\{\d+:?([^}]*)\}/g, "$1")
    .replaceAll("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-11-21")
    .replace(/\$\d+/g, "");
}

describe("an empty document", () => {
  test.each([
    [application, "Application", ["New application"]],
    [
      proposal,
      "Proposal",
      ["New capability proposal", "New tier proposal", "New integration proposal", "New governance proposal"],
    ],
    [manifest, "Integration", ["New integration"]],
    [risk, "RiskAssessment", ["New risk assessment"]],
  ] as const)("%s is offered whole, and what is taken holds", async (path, kind, names) => {
    const offers = await server.complete(path, withSchemaLine(path, "|"));
    const whole = offers.filter(({ label }) => (names as readonly string[]).includes(label));
    expect(labels(whole).sort()).toEqual([...names].sort());
    for (const { insert, told } of whole) {
      expect(told).toMatch(/\w.*\.$/);
      const document = parseDocument(path, Buffer.from(`${asTaken(insert)}\n`));
      expect({ kind: document.kind, faults: document.faults }).toEqual({ kind, faults: [] });
    }
  });

  test("types the one thing that kind may say", async () => {
    const offers = await server.complete(manifest, withSchemaLine(manifest, "apiVersion: kwanus/v1\nkin|"));
    expect(offers.find(({ label }) => label === "kind")?.insert).toBe("kind: Integration");
  });
});

describe("completion", () => {
  test.each(kinds)("%s: every field of spec is offered with what it is for", async (kind) => {
    const { spec } = published(kebab(kind)).properties;
    const definitions = published("definitions").$defs;
    const fields = Object.keys(spec.properties ?? definitions[spec.$ref.split("/").at(-1)].properties);
    const line = `# yaml-language-server: $schema=${schemaFolder}/${kebab(kind)}.schema.json\n`;
    const offers = await server.complete("some.yaml", `${line}apiVersion: kwanus/v1\nkind: ${kind}\nspec:\n  |`);
    expect(labels(offers)).toEqual(expect.arrayContaining(fields));
    for (const { label, told } of offers) if (fields.includes(label)) expect(told, label).toMatch(/\w/);
  });

  test("says what each word of a list stands for", async () => {
    const offers = await server.complete(risk, written(risk, "RiskAssessment", "  entries:\n    - category: |"));
    expect(offers.map(({ label, told }) => `${label}: ${told}`)).toEqual([
      "technical: It breaks, is slow, or does not fit.",
      "security: Somebody gets at what is not theirs.",
      "compliance: A rule or a law on data is broken.",
      "ecosystem: Other partners, users or the platform are harmed.",
    ]);
  });

  test("offers the parts of a manifest whole", async () => {
    const offer = async (list: string) =>
      labels(await server.complete(manifest, written(manifest, "Integration", `${list}\n      - |`)));
    expect(await offer("  permissions:")).toContain("A permission");
    expect(await offer("  data:")).toContain("A class of data");
    expect(await offer("  api:\n    calls:")).toContain("A call");
    expect(await offer("  workflows:")).toEqual(
      expect.arrayContaining(["A triggered workflow", "An enhanced workflow", "A dependent workflow"]),
    );
  });

  test("offers a risk, and the reason for none", async () => {
    const offers = await server.complete(risk, written(risk, "RiskAssessment", "  entries:\n    - |"));
    expect(labels(offers)).toEqual(expect.arrayContaining(["A risk", "No risk of this kind"]));
  });
});

describe("hover", () => {
  test("says what a field is for and which clause asks for it", async () => {
    const told = await server.hover(application, written(application, "Application", "  requested|Tier: 1\n"));
    expect(told).toContain("Tier that is asked for.");
    expect(told).toContain("*EPF-3.1.5* “requested tier”");
  });

  test("lists the words a field may hold with their meaning", async () => {
    const told = await server.hover(proposal, written(proposal, "Proposal", "  category: capa|bility\n"));
    expect(told).toContain("* `capability`: A partner asks to do more within its tier.");
  });
});

describe("diagnostics", () => {
  const said = async (path: string, text: string) => (await server.open(path, text)).map(({ message }) => message);

  test("an application: a pattern in our words, a stranger by its name, what is missing by its name", async () => {
    const spec = "  filed: 21.11.2026\n  requestedTeir: 1\n";
    const found = await said(application, written(application, "Application", spec));
    expect(found).toContain("must be a date like 2026-11-21");
    expect(found).toContain("Property requestedTeir is not allowed.");
    expect(found).toContain('Missing property "requestedTier".');
    expect(found).toContain('Missing property "metadata".');
  });

  test("a proposal that gives a plan and says that it needs none", async () => {
    const spec = "  migrationPlan:\n    plan: Users move.\n    notApplicable: Nothing moves.\n";
    expect(await said(proposal, written(proposal, "Proposal", spec))).toContain(
      "migrationPlan holds plan or notApplicable, not both",
    );
  });

  test("a manifest whose first line is gone is known by its path", async () => {
    const bad = "apiVersion: kwanus/v1\nkind: Integration\nspec:\n  restsOn: [acme]\n";
    const message = "must be the id of an application or proposal, like acme/APP-0001 or acme/EXP-0003";
    expect(await said(manifest, bad)).toContain(message);
    const person = "apiVersion: kwanus/v1\nkind: Person\nmetadata: { id: Bo }\n";
    expect((await said("governance/people/bo.yaml", person)).join("\n")).toContain("must be a person id");
  });

  test("what kwanus writes is free of them", async () => {
    for (const [path, name] of [
      [application, "application"],
      [proposal, "proposal-capability"],
      [manifest, "integration"],
    ] as const)
      expect(
        await said(path, withSchemaLine(path, readFileSync(join(root, `templates/${name}.yaml`), "utf8"))),
        name,
      ).toEqual([]);
  });
});

test("a schema in one piece does the same", async () => {
  writeFileSync(join(folder, "alone.json"), JSON.stringify(bundled(published("integration"), published("definitions"))));
  const text = "# yaml-language-server: $schema=alone.json\nkind: Integration\nspec:\n  workflows:\n    - type: |";
  const offers = await server.complete("alone.yaml", text);
  expect(labels(offers)).toEqual(["triggered", "enhanced", "dependent"]);
  expect(offers[0]?.told).toBe("The partner starts a workflow of the platform; tier 2 and above.");
});

test("no host is asked for anything", () => {
  expect(server.called()).toEqual([]);
});
