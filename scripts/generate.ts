// `npm run generate`: writes every machine-written file again. A test compares them and lists their folders.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { completeLock } from "./complete-lock.ts";
import { contractChecksPage } from "./contract-checks.ts";
import { architecturePage } from "./floor-plan.ts";
import { withClauseWords, wordsOfClauses } from "./generate-clause-words.ts";
import { clausesSource } from "./generate-clauses.ts";
import { homesSource } from "./generate-homes.ts";
import { registrySource } from "./generate-registry.ts";
import { generateTypes } from "./generate-types.ts";

const root = join(import.meta.dirname, "..");

export type Generated = ReadonlyMap<string, string>;

/** Source files, by path, with the text they should have. */
export async function generatedSources(): Promise<Generated> {
  const rules = readdirSync(join(root, "src/rules"), { recursive: true, encoding: "utf8" });
  const clauses = readFileSync(join(root, "spec/clauses.tsv"), "utf8");
  const schemas = readdirSync(join(root, "schemas")).filter((name) => name.endsWith(".schema.json"));
  const words = wordsOfClauses(clauses);
  return new Map([
    ...schemas.map((name): [string, string] => {
      const path = `schemas/${name}`;
      return [path, withClauseWords(readFileSync(join(root, path), "utf8"), words)];
    }),
    ["src/rules/clauses.gen.ts", clausesSource(clauses)],
    ["src/rules/registry.gen.ts", registrySource(rules)],
    ["src/rules/homes.gen.ts", homesSource(join(root, "schemas"))],
    ["src/document/types.gen.ts", await generateTypes(join(root, "schemas"))],
    ["package-lock.json", completeLock(readFileSync(join(root, "package-lock.json"), "utf8"))],
  ]);
}

/** Pages, by path, with the text they should have. They read the program, so its sources come first. */
export async function generatedPages(): Promise<Generated> {
  const { clausesPage, commandsPage, exitsPage, rulesPage, schemasPage } = await import("./reference.ts");
  const { allRules } = await import("../src/rules/registry.gen.ts");
  const { clauseLines } = await import("../src/cli/homes.ts");
  const { registry } = await import("../src/cli/registry.ts");
  const { wordsSource } = await import("./generate-words.ts");
  return new Map([
    ["src/cli/completion/words.gen.ts", await wordsSource()],
    ["docs/architecture.md", architecturePage()],
    ["docs/reference/rules.md", rulesPage(allRules)],
    ["docs/reference/commands.md", await commandsPage(registry)],
    ["docs/reference/exits.md", exitsPage()],
    ["docs/reference/clauses.md", clausesPage(clauseLines())],
    ["docs/reference/contract-checks.md", contractChecksPage()],
    ["docs/reference/schemas.md", schemasPage(join(root, "schemas"))],
  ]);
}

function write(files: Generated): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    process.stdout.write(`${path}\n`);
  }
}

if (import.meta.filename === process.argv[1]) {
  write(await generatedSources());
  write(await generatedPages());
}
