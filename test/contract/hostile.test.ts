// Whatever stands in a contract: the comparison ends soon, and never calls harmless what it did not see.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareContracts, countVerdicts } from "../../src/contract/compare.ts";

const word = fc.constantFrom("a", "b", "__proto__", "constructor");
const small = fc.integer({ min: 0, max: 5 });

const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.boolean(),
    fc.record(
      {
        type: fc.constantFrom("string", "object", "array", "number", ["string", "null"]),
        enum: fc.array(fc.oneof(small, word), { minLength: 1, maxLength: 3 }),
        minimum: small,
        exclusiveMaximum: small,
        maxLength: small,
        pattern: word,
        format: fc.constantFrom("date", "uuid", "own"),
        required: fc.uniqueArray(word),
        properties: fc.dictionary(word, tie("schema"), { maxKeys: 2 }),
        additionalProperties: tie("schema"),
        items: tie("schema"),
        not: tie("schema"),
        if: tie("schema"),
        then: tie("schema"),
        allOf: fc.array(tie("schema"), { maxLength: 2 }),
        oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }),
        anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }),
        $ref: fc.constantFrom("#", "#/properties/a", "#/nowhere", "other.json"),
        unknown: small,
      },
      { requiredKeys: [] },
    ),
  ),
}));

describe("any schema", () => {
  it("does not differ from itself", () => {
    fc.assert(
      fc.property(schema, (value) => {
        expect(compareContracts(value, structuredClone(value))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("differs from another one whichever of them is the old one", () => {
    const differs = (old: unknown, fresh: unknown): boolean => compareContracts(old, fresh).length > 0;
    fc.assert(
      fc.property(schema, schema, (one, other) => {
        expect(differs(one, other)).toBe(differs(other, one));
      }),
      { numRuns: 300 },
    );
  });
});

/** One change of an assertion, each narrower than what any generated schema says. */
const narrower: readonly (readonly [string, unknown])[] = [
  ["type", "boolean"],
  ["enum", ["only this"]],
  ["minimum", 99],
  ["maxLength", -1],
  ["required", ["never named"]],
  ["not", {}],
  ["unknown", "else"],
];

it("notices one keyword that changed, however deep it stands, and never takes it for harmless", () => {
  const path = fc.array(fc.constantFrom("properties/a", "items", "additionalProperties"), { maxLength: 4 });
  fc.assert(
    fc.property(path, fc.constantFrom(...narrower), (steps, [keyword, value]) => {
      const wrapped = (inner: unknown): unknown =>
        steps.reduceRight((found: unknown, step) => {
          const [name = "", property] = step.split("/");
          return { [name]: property === undefined ? found : { [property]: found } };
        }, inner);
      const { breaking, undecided } = countVerdicts(compareContracts(wrapped({}), wrapped({ [keyword]: value })));
      expect(breaking + undecided).toBeGreaterThan(0);
    }),
  );
});

describe("a hostile contract", () => {
  const soon = (old: unknown, fresh: unknown): ReturnType<typeof compareContracts> => {
    const begun = performance.now();
    const changes = compareContracts(old, fresh);
    expect(performance.now() - begun).toBeLessThan(5000);
    return changes;
  };

  it("refers to itself", () => {
    for (const $defs of [{ a: { $ref: "#/$defs/a" } }, { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } }]) {
      const loop = { $ref: "#/$defs/a", $defs };
      expect(soon(loop, structuredClone(loop))).toEqual([]);
      expect(countVerdicts(soon(loop, { type: "string" }))).not.toMatchObject({ breaking: 0, undecided: 0 });
    }
    const all = { allOf: [{ $ref: "#" }, { type: "string" }] };
    expect(soon(all, { type: "string" })).toEqual([]);
  });

  it("doubles with every level", () => {
    const doubling = (last: unknown): unknown => {
      const $defs: Record<string, unknown> = { d60: last };
      for (let level = 0; level < 60; level++) {
        const next = { $ref: `#/$defs/d${level + 1}` };
        $defs[`d${level}`] = {
          allOf: [next, { properties: { a: next, b: next } }],
          oneOf: [next, { anyOf: [next, next] }],
        };
      }
      return { $ref: "#/$defs/d0", $defs };
    };
    const changes = soon(doubling({ type: "string" }), doubling({ type: "number" }));
    const { breaking, undecided } = countVerdicts(changes);
    expect(breaking + undecided).toBeGreaterThan(0);
  });

  it("is nested beyond what anybody reads", () => {
    const nested = (depth: number, last: unknown): unknown => {
      let value = last;
      for (let level = 0; level < depth; level++) value = { items: value };
      return value;
    };
    expect(soon(nested(20_000, true), nested(20_000, { type: "string" }))).toMatchObject([
      { check: "not-compared", verdict: "undecided" },
    ]);
    expect(soon(nested(300, true), nested(300, { type: "string" }))).toMatchObject([{ verdict: "breaking" }]);
  });

  it("holds more parts than are followed", () => {
    const parts = (last: unknown) => ({
      allOf: [...Array.from({ length: 1000 }, (_, at) => ({ minLength: at })), last],
    });
    expect(soon(parts({}), parts({ type: "string" }))).toMatchObject([
      { check: "request-not-compared", verdict: "undecided" },
    ]);
  });

  it("has keys that are none", () => {
    const odd = (value: unknown) => JSON.parse(`{"properties":{"__proto__":${JSON.stringify(value)}},"__proto__":1}`);
    expect(soon(odd({ type: "string" }), odd({ type: "number" }))).toMatchObject([{ verdict: "breaking" }]);
    expect(soon({}, { $ref: "#/__proto__" })).toMatchObject([{ verdict: "undecided" }]);
  });

  it("is of another shape than OpenAPI has it", () => {
    const odd = (paths: unknown) => ({ openapi: "3.1.0", paths, servers: 1, security: "x", components: [null] });
    const operations = [
      null,
      [],
      { get: null },
      { get: 1, parameters: {} },
      {
        get: {
          parameters: [null, 1, { $ref: "#/paths" }],
          responses: [],
          requestBody: 1,
          callbacks: { a: 1 },
          security: [1],
        },
      },
      { $ref: "#/paths/~1a" },
    ];
    for (const one of operations)
      for (const other of operations) soon(odd({ "/a": one }), odd({ "/a": other, "": null }));
  });
});
