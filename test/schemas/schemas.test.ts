// The published schemas: fixtures of every kind, examples of every property, and words that agree with the validators.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
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
  const parse = (verdict: string, file: string) => {
    const bytes = readFileSync(join(fixtures, name, verdict, file));
    return { document: parseDocument(file, bytes), text: bytes.toString() };
  };

  test("has valid and invalid fixtures", () => {
    expect(files("valid").length).toBeGreaterThan(0);
    expect(files("invalid").length).toBeGreaterThan(0);
  });

  test.each(files("valid"))("valid/%s", (file) => {
    const { document } = parse("valid", file);
    expect(document.faults).toEqual([]);
    expect(document).toMatchObject({ kind, shaped: true });
  });

  test.each(files("invalid"))("invalid/%s", (file) => {
    const { document, text } = parse("invalid", file);
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

describe("published shape", () => {
  // The plain ajv that an editor or another tool would use, not what kwanus compiles.
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
  ajv.addVocabulary(["patternErrorMessage"]);
  formats.default(ajv);
  const names = [...kinds.map(kebab), "definitions"];
  for (const name of names) ajv.addSchema(load(name), `${name}.schema.json`);

  test.each(names)("%s: every property is described and every example holds", (name) => {
    let examples = 0;
    for (const { pointer, schema, property } of schemasIn(load(name))) {
      if (property)
        expect(Object.keys(schema), pointer).toEqual(expect.arrayContaining(["title", "description", "examples"]));
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
