// Machine-written files are what `npm run generate` writes, and nothing else lies in their folders.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generatedPages, generatedSources } from "../scripts/generate.ts";
import { clauseText } from "../src/rules/clauses.gen.ts";
import { allRules } from "../src/rules/registry.gen.ts";

const root = join(import.meta.dirname, "..");

describe("generated files", async () => {
  const files = new Map([...(await generatedSources()), ...(await generatedPages())]);

  it.each([...files])("%s is as generated", (path, content) => {
    expect(readFileSync(join(root, path), "utf8"), "run npm run generate").toBe(content);
  });

  it("have their folder to themselves", () => {
    expect(readdirSync(join(root, "docs/reference")).map((name) => `docs/reference/${name}`)).toEqual(
      [...files.keys()].filter((path) => path.startsWith("docs/reference/")).sort(),
    );
  });
});

describe("rules", () => {
  it("stand on clauses that exist", () => {
    expect(allRules.length).toBeGreaterThan(40);
    const unknown = allRules.flatMap(({ id, clauses }) =>
      clauses.filter((clause) => !clauseText.has(clause)).map((clause) => `${id} ${clause}`),
    );
    expect(unknown).toEqual([]);
    expect(allRules.filter(({ clauses }) => clauses.length === 0)).toEqual([]);
  });

  it("have an id, a name and a file that agree", () => {
    const paths = readdirSync(join(root, "src/rules"), { recursive: true, encoding: "utf8" });
    for (const { id, name } of allRules)
      expect(
        paths.filter((path) => path.endsWith(`/${id}-${name}.ts`)),
        id,
      ).toHaveLength(1);
    expect(new Set(allRules.map(({ name }) => name)).size).toBe(allRules.length);
  });
});
