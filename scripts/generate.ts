// \`npm run generate\`: writes every machine-written file again. With --check it only says which ones are stale.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { clausesSource } from "./generate-clauses.ts";
import { architecturePage } from "./floor-plan.ts";
import { generateTypes } from "./generate-types.ts";
import { registrySource } from "./generate-registry.ts";

const root = join(import.meta.dirname, "..");

/** Every generated file with the content it should have. */
export async function generated(): Promise<Map<string, string>> {
  const rules = readdirSync(join(root, "src/rules"), { recursive: true, encoding: "utf8" });
  return new Map([
    ["src/rules/clauses.gen.ts", clausesSource(readFileSync(join(root, "spec/clauses.tsv"), "utf8"))],
    ["src/document/types.gen.ts", await generateTypes(join(root, "schemas"))],
    ["docs/architecture.md", architecturePage()],
    ["src/rules/registry.gen.ts", registrySource(rules)],
  ]);
}

if (import.meta.filename === process.argv[1])
  for (const [path, content] of await generated()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    process.stdout.write(`${path}\n`);
  }
