// A schema in one piece says what the published files say together.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Command } from "../../src/cli/command.ts";
import schemaCommand from "../../src/cli/commands/schema.ts";
import { bundled } from "../../src/document/bundle.ts";
import { kebab } from "../../src/document/compiled.ts";
import { kinds } from "../../src/document/kinds.ts";

const schemas = join(import.meta.dirname, "../../schemas");
const load = (path: string) => JSON.parse(readFileSync(join(schemas, `${path}.schema.json`), "utf8"));

test.each(kinds.map(kebab))("%s judges its fixtures alone as it does with the others", (name) => {
  const alone = bundled(load(name), load("definitions"));
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const validate = ajv.compile(alone);
  const fixtures = (verdict: string) => {
    const folder = join(import.meta.dirname, name, verdict);
    return readdirSync(folder).map((file) => [file, parse(readFileSync(join(folder, file), "utf8"))] as const);
  };
  for (const [file, value] of fixtures("valid")) expect(validate(value), file).toBe(true);
  for (const [file, value] of fixtures("invalid")) expect(validate(value), file).toBe(false);
});

test("a definition that reaches itself is taken once, and one that nothing reaches is left out", () => {
  const definitions = {
    $defs: {
      tree: { properties: { inner: { $ref: "#/$defs/tree" }, leaf: { $ref: "definitions.schema.json#/$defs/leaf" } } },
      leaf: { type: "string" },
      stranger: { type: "null" },
    },
  };
  const alone = bundled({ title: "Tree", $ref: "definitions.schema.json#/$defs/tree" }, definitions);
  expect(alone).toEqual({
    title: "Tree",
    $ref: "#/$defs/tree",
    $defs: {
      leaf: { type: "string" },
      tree: { properties: { inner: { $ref: "#/$defs/tree" }, leaf: { $ref: "#/$defs/leaf" } } },
    },
  });
  expect(() => bundled({ $ref: "#/$defs/nobody" }, definitions)).toThrow("#/$defs/nobody leads nowhere");
});

test("no schema has an address that anybody could be asked for", () => {
  const paths = readdirSync(schemas, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".json"));
  expect(paths.length).toBeGreaterThan(kinds.length);
  for (const path of paths) {
    const text = readFileSync(join(schemas, path), "utf8");
    expect(text, path).not.toMatch(/"\$(id|anchor|dynamicRef|recursiveRef)"/);
    expect(text.match(/"\$ref": "[a-z]+:/g), path).toBeNull();
  }
});

test("an editor knows every kind by its path", () => {
  const settings = JSON.parse(readFileSync(join(schemas, "../templates/repository/vscode-settings.json"), "utf8"));
  const known = Object.keys(settings["yaml.schemas"]).sort();
  expect(known).toEqual(kinds.map((kind) => `.kwanus/schemas/${kebab(kind)}.schema.json`).sort());
});

test("whatever is published can be asked for by its name", () => {
  const [argument] = (schemaCommand as Command).arguments ?? [];
  const published = [...readdirSync(schemas), ...readdirSync(join(schemas, "output"))]
    .filter((name) => name.endsWith(".schema.json") && !name.startsWith("definitions"))
    .map((name) => name.replace(".schema.json", ""));
  expect([...(argument?.suggests ?? [])].sort()).toEqual(published.sort());
});
