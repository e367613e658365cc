// The published schemas: fixtures of every kind, examples of every property, and words that agree with the validators.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { kebab, schemaOf, validatorOf } from "../../src/document/compiled.ts";
import { nonconformities } from "../../src/document/conform.ts";
import { kinds } from "../../src/document/kinds.ts";
import { parseDocument } from "../../src/document/parse.ts";

const fixtures = import.meta.dirname;
const schemas = join(fixtures, "../../schemas");
type Schema = { [key: string]: unknown };

function load(name: string): Schema {
  return JSON.parse(readFileSync(join(schemas, `${name}.schema.json`), "utf8"));
}

test("every kind has a schema and fixtures, and nothing else has", () => {
  const names = kinds.map(kebab).sort();
  const published = readdirSync(schemas).filter((name) => name.endsWith(".schema.json"));
  expect(published.sort()).toEqual([...names, "definitions"].map((name) => `${name}.schema.json`).sort());
  const folders = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(names);
});

describe.each(kinds.map((kind) => ({ kind, name: kebab(kind) })))("$kind", ({ kind, name }) => {
  const files = (verdict: string): string[] => readdirSync(join(fixtures, name, verdict)).sort();
  const read = (verdict: string, file: string) => {
    const bytes = readFileSync(join(fixtures, name, verdict, file));
    return { document: parseDocument(file, bytes), text: bytes.toString() };
  };

  test("has valid and invalid fixtures", () => {
    expect(files("valid").length).toBeGreaterThan(0);
    expect(files("invalid").length).toBeGreaterThan(0);
  });

  test.each(files("valid"))("valid/%s", (file) => {
    const { document } = read("valid", file);
    expect(document.faults).toEqual([]);
    expect(document).toMatchObject({ kind, shaped: true });
  });

  test.each(files("invalid"))("invalid/%s", (file) => {
    const { document, text } = read("invalid", file);
    const expected = /^# expect: (.+)\n/.exec(text)?.[1]?.split(", ").sort();
    expect(document.faults.map(({ rule, pointer }) => `${rule} ${pointer}`).sort()).toEqual(expected);
    expect(document.shaped).toBe(false);
    for (const { message, range } of document.faults) {
      expect(message).not.toMatch(/undefined|\[object|schema|instancePath/);
      expect(range).not.toBeNull();
    }
  });

  test("the words and the validator agree on any change to a valid document", () => {
    const [example] = load(name)["examples"] as [unknown];
    const places = pathsIn(example);
    const change = fc.record({ place: fc.constantFrom(...places), value: fc.oneof(odd, fc.jsonValue()) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const value = changes.reduce((data, { place, value }) => replaced(data, place, value), example);
        const valid = validatorOf(kind)(value);
        expect(nonconformities(value, schemaOf(kind)).length === 0).toBe(valid);
      }),
      { numRuns: 300 },
    );
  });
});

// What JSON Schema does not know and editors do.
const editorWords = [
  "patternErrorMessage",
  "errorMessage",
  "markdownDescription",
  "enumDescriptions",
  "defaultSnippets",
  "deprecationMessage",
];

const names = [...kinds.map(kebab), "definitions"];
// The plain ajv that another tool would use, not what kwanus compiles.
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
ajv.addVocabulary(editorWords);
formats.default(ajv);
for (const name of names) ajv.addSchema(load(name), `${name}.schema.json`);

describe("published shape", () => {
  test.each(names)("%s: every property is described and every example holds", (name) => {
    let examples = 0;
    for (const { pointer, schema, property } of schemasIn(load(name))) {
      // An editor types what can only be one thing, unless an example offers it a second time.
      if (property)
        expect(Object.keys(schema), pointer).toEqual(
          expect.arrayContaining(["title", "description", schema["const"] === undefined ? "examples" : "const"]),
        );
      if (schema["pattern"] !== undefined) expect(schema["patternErrorMessage"], pointer).toMatch(/^must /);
      if (schema["properties"] && !pointer.match(/\/(then|else|if)$/))
        expect(schema["additionalProperties"], pointer).toBe(false);
      if (schema["type"] === "array") expect(schema["maxItems"], pointer).toBeGreaterThan(0);
      for (const example of (schema["examples"] as unknown[] | undefined) ?? []) {
        const validate = ajv.compile({ $ref: `${name}.schema.json#${encodeURI(pointer)}` });
        expect(validate(example), `${name}${pointer} ${JSON.stringify(validate.errors)}`).toBe(true);
        examples++;
      }
    }
    expect(examples).toBeGreaterThan(0);
  });
});

describe("in an editor", () => {
  // Nobody types these: a command writes and signs them, or, as the policy, lays them down once.
  const writtenByCommands = ["Policy", "KeyProof", "Revocation", "Repair", "Ballot", "Decision"];

  test.each(names)("%s: every word of a list is told apart", (name) => {
    for (const { pointer, schema } of schemasIn(load(name))) {
      if (schema["enum"] === undefined) continue;
      const told = (schema["enumDescriptions"] ?? []) as string[];
      expect(told, `${name}${pointer} needs enumDescriptions`).toHaveLength((schema["enum"] as unknown[]).length);
      expect(new Set(told).size, pointer).toBe(told.length);
      for (const words of told) expect(words, pointer).toMatch(/^[A-Z].*\.$/);
    }
  });

  test.each(names)("%s: a clause that a field is a home of is told in its words", (name) => {
    for (const { pointer, schema } of schemasIn(load(name)))
      if (String(schema["$comment"] ?? "").startsWith("clauses: "))
        expect(schema["markdownDescription"], `${name}${pointer}: npm run generate`).toMatch(/\n\n\*[A-Z]+-[0-9.]+\* “/);
  });

  test.each(names)("%s: there is a snippet for the document and for every item that is a mapping", (name) => {
    const file = load(name);
    if (file["properties"] && !writtenByCommands.includes(String(file["title"])))
      expect(file["defaultSnippets"], `${name} needs defaultSnippets`).toBeDefined();
    if (writtenByCommands.includes(String(file["title"])) && file["title"] !== "Policy") return;
    for (const { pointer, schema } of schemasIn(file)) {
      if (!pointer.endsWith("/items")) continue;
      const [other, definition] = String(schema["$ref"] ?? "").split("#/$defs/") as [string, string?];
      const home = other === "" ? file : load(other.replace(".schema.json", ""));
      const item = definition === undefined ? schema : (home["$defs"] as { [name: string]: Schema })[definition];
      if (item?.["properties"] !== undefined)
        expect(item["defaultSnippets"], `${name}${pointer} needs defaultSnippets`).toBeDefined();
    }
  });

  test.each(names)("%s: what a snippet writes holds", (name) => {
    for (const { pointer, schema } of schemasIn(load(name)))
      for (const { label, description, body } of (schema["defaultSnippets"] ?? []) as Snippet[]) {
        expect(label, pointer).toMatch(/^[A-Z]/);
        expect(description, pointer).toMatch(/\.$/);
        const validate = ajv.compile({ $ref: `${name}.schema.json#${encodeURI(pointer)}` });
        const data = parse(asYaml(body));
        expect(validate(data), `${name}${pointer} ${label} ${JSON.stringify(validate.errors)}`).toBe(true);
      }
  });
});

interface Snippet {
  readonly label: string;
  readonly description: string;
  readonly body: unknown;
}

/** A snippet as an editor types it: what is text in the body stands as it is, and every stop keeps its default. */
function asYaml(body: unknown, indent = ""): string {
  if (Array.isArray(body)) {
    expect(body, "the server types nothing for an empty list: write \"[]\"").not.toEqual([]);
    return body.map((item) => `\n${indent}- ${asYaml(item, `${indent}  `).trimStart()}`).join("");
  }
  expect(body, 'the server types nothing for null: write "^null"').not.toBeNull();
  if (typeof body !== "object")
    return String(body)
      .replace(/^\^/, "")
      .replace(/\$\{\d+\|([^,|}]*)[^}]*\|\}/g, "$1")
      .replace(/\$\{\d+:([^}]*)\}/g, "$1")
      .replaceAll("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-11-21");
  return Object.entries(body as object)
    .map(([key, value]) => `\n${indent}${key}: ${asYaml(value, `${indent}  `)}`)
    .join("");
}

const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  "",
  "x".repeat(20_001),
  0,
  1.5,
  -1,
  "2026-02-30",
  "majority",
  [],
  {},
  true,
  ["a", "a"],
);

function* schemasIn(
  schema: Schema,
  pointer = "",
  property = false,
): Generator<{ pointer: string; schema: Schema; property: boolean }> {
  yield { pointer, schema, property };
  const nested = (key: string) => Object.entries((schema[key] ?? {}) as { [name: string]: Schema | boolean });
  const branch = /\/(then|else|if)$/.test(pointer);
  for (const key of ["properties", "$defs"])
    for (const [name, inner] of nested(key))
      if (typeof inner === "object")
        yield* schemasIn(inner, `${pointer}/${key}/${name}`, key === "properties" && !branch);
  for (const key of ["items", "additionalProperties", "propertyNames", "if", "then", "else"])
    if (typeof schema[key] === "object") yield* schemasIn(schema[key] as Schema, `${pointer}/${key}`);
}

function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [[...path]];
  const own = Array.isArray(value) ? [] : [[...path, "stranger"]];
  return [[...path], ...own, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))].filter(
    (one) => one.length > 0,
  );
}

/** A copy with another value at one place; `undefined` removes it. A place that is gone is left alone. */
function replaced(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data))
    return data.map((item, index) => (String(index) === key ? (replaced(item, rest, value) ?? null) : item));
  const inner = replaced((data as Schema)[key], rest, value);
  const others = Object.entries(data).filter(([name]) => name !== key);
  return Object.fromEntries(inner === undefined ? others : [...others, [key, inner]]);
}
