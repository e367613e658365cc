// Changes planted in a schema, with what each must be called and what it does to senders and to readers.

import type { CheckId, Verdict } from "../../src/contract/compare-checks.ts";

type Schema = Readonly<Record<string, unknown>> | boolean;

/** Checks with the verdict in a request and in a response. */
type Expected = readonly [check: CheckId, request: Verdict, response: Verdict];

export type Planted = readonly [what: string, old: Schema, fresh: Schema, ...found: Expected[]];

const [b, c, u] = ["breaking", "compatible", "undecided"] as const;

const text = { type: "string" };
const number = { type: "number" };
const object = (properties: Schema, more: Schema = {}): Schema => ({
  type: "object",
  properties,
  ...(more as Readonly<Record<string, unknown>>),
});
const list = (items: Schema, more: Schema = {}): Schema => ({
  type: "array",
  items,
  ...(more as Readonly<Record<string, unknown>>),
});
const kind = (name: string): Schema => object({ kind: { const: name } }, { required: ["kind"] });
const defs = (schema: Schema, $defs: Schema): Schema => ({ ...(schema as object), $defs });

export const planted: readonly Planted[] = [
  // Types and values
  ["one type less", { type: ["string", "boolean"] }, text, ["type-narrowed", b, c]],
  ["one type more", text, { type: ["string", "boolean"] }, ["type-widened", c, b]],
  ["another type", text, { type: "boolean" }, ["type-changed", b, b]],
  ["another type hides the rest", { ...text, maxLength: 4 }, { type: "array", maxItems: 4 }, ["type-changed", b, b]],
  ["types that overlap", { type: ["string", "boolean"] }, { type: ["string", "array"] }, ["type-changed", b, b]],
  ["integers become numbers", { type: "integer" }, number, ["type-widened", c, b]],
  ["numbers become integers", number, { type: "integer" }, ["type-narrowed", b, c]],
  ["a type where any was allowed", {}, text, ["type-narrowed", b, c]],
  ["any type where one was allowed", text, true, ["type-widened", c, b]],
  ["an object says so", { properties: { a: text } }, object({ a: text }), ["type-stated", u, u]],
  ["an object no longer says so", object({ a: text }), { properties: { a: text } }, ["type-unstated", u, u]],
  ["null joins", text, { type: ["string", "null"] }, ["became-nullable", c, b]],
  ["null leaves", { type: ["string", "null"] }, text, ["became-not-nullable", b, c]],
  [
    "null joins where another part refused it",
    { ...text, anyOf: [{ type: "null" }, text] },
    { type: ["string", "null"], anyOf: [{ type: "null" }, text] },
    ["became-nullable", c, b],
  ],
  [
    "another part refuses null",
    { anyOf: [{ type: "null" }, text] },
    { allOf: [{ anyOf: [{ type: "null" }, text] }, text] },
    ["became-not-nullable", b, c],
  ],
  ["null joins as an alternative", text, { anyOf: [text, { type: "null" }] }, ["became-nullable", c, b]],
  ["null as type or as alternative", { type: ["string", "null"] }, { oneOf: [{ type: "null" }, text] }],
  ["nothing fits any more", text, false, ["became-impossible", b, c]],
  ["nothing fitted", false, text, ["became-possible", c, b]],
  ["types that exclude each other", text, { allOf: [text, number] }, ["became-impossible", b, c]],
  ["a value leaves the list", { enum: ["a", "b"] }, { enum: ["a"] }, ["enum-value-removed", b, c]],
  ["a value joins the list", { enum: ["a"] }, { enum: ["a", "b"] }, ["enum-value-added", c, b]],
  ["one value for another", { enum: ["a"] }, { enum: ["b"] }, ["enum-value-removed", b, c], ["enum-value-added", c, b]],
  ["another order", { enum: ["a", { x: 1, y: 2 }] }, { enum: [{ y: 2, x: 1 }, "a"] }],
  ["a constant is a list of one", { const: "a" }, { enum: ["a"] }],
  ["a constant joins", text, { ...text, const: "a" }, ["enum-added", b, c]],
  ["a list leaves", { ...text, enum: ["a"] }, text, ["enum-removed", c, b]],
  ["a default joins", text, { ...text, default: "a" }, ["default-added", u, c]],
  ["a default leaves", { ...text, default: "a" }, text, ["default-removed", u, c]],
  ["another default", { ...text, default: "a" }, { ...text, default: "b" }, ["default-changed", u, c]],
  ["it is deprecated", text, { ...text, deprecated: true }, ["became-deprecated", c, c]],
  ["it is no longer deprecated", { ...text, deprecated: true }, text, ["became-undeprecated", c, c]],
  // Numbers
  ["a minimum joins", number, { ...number, minimum: 1 }, ["minimum-raised", b, c]],
  ["a higher minimum", { ...number, minimum: 0 }, { ...number, minimum: 1 }, ["minimum-raised", b, c]],
  ["a lower minimum", { ...number, minimum: 1 }, { ...number, minimum: 0 }, ["minimum-lowered", c, b]],
  [
    "the minimum itself leaves",
    { ...number, minimum: 1 },
    { ...number, exclusiveMinimum: 1 },
    ["minimum-raised", b, c],
  ],
  ["a lower maximum", { ...number, maximum: 9 }, { ...number, maximum: 8 }, ["maximum-lowered", b, c]],
  ["a maximum leaves", { ...number, maximum: 9 }, number, ["maximum-raised", c, b]],
  ["a step joins", number, { ...number, multipleOf: 5 }, ["multiple-of-narrowed", b, c]],
  ["wider steps", { ...number, multipleOf: 5 }, { ...number, multipleOf: 10 }, ["multiple-of-narrowed", b, c]],
  ["closer steps", { ...number, multipleOf: 10 }, { ...number, multipleOf: 5 }, ["multiple-of-widened", c, b]],
  ["other steps", { ...number, multipleOf: 10 }, { ...number, multipleOf: 7 }, ["multiple-of-changed", b, b]],
  // Texts
  ["longer at least", { ...text, minLength: 1 }, { ...text, minLength: 2 }, ["min-length-raised", b, c]],
  ["shorter at least", { ...text, minLength: 2 }, text, ["min-length-lowered", c, b]],
  ["at least nothing", text, { ...text, minLength: 0 }],
  ["shorter at most", text, { ...text, maxLength: 5 }, ["max-length-lowered", b, c]],
  ["longer at most", { ...text, maxLength: 5 }, { ...text, maxLength: 6 }, ["max-length-raised", c, b]],
  ["a pattern joins", text, { ...text, pattern: "^a" }, ["pattern-added", b, c]],
  ["a pattern leaves", { ...text, pattern: "^a" }, text, ["pattern-removed", c, b]],
  ["another pattern", { ...text, pattern: "^a" }, { ...text, pattern: "^(a|b)" }, ["pattern-changed", u, u]],
  ["a format joins", text, { ...text, format: "date" }, ["format-added", b, c]],
  ["a format leaves", { ...text, format: "date" }, text, ["format-removed", c, b]],
  ["a narrower format", { ...text, format: "uri-reference" }, { ...text, format: "uri" }, ["format-narrowed", b, c]],
  [
    "a wider format",
    { type: "integer", format: "int32" },
    { type: "integer", format: "int64" },
    ["format-widened", c, b],
  ],
  ["another format", { ...text, format: "date" }, { ...text, format: "date-time" }, ["format-changed", b, b]],
  ["a format of one's own", text, { ...text, format: "plate" }, ["format-unknown", u, u]],
  ["a number as numbers are anyway", { type: "integer", format: "int64" }, { type: "integer" }],
  ["a smaller number", { type: "integer" }, { type: "integer", format: "int32" }, ["format-added", b, c]],
  ["a way to show it", text, { ...text, format: "password" }],
  // Lists
  ["more items", list(text), list(text, { minItems: 1 }), ["min-items-raised", b, c]],
  ["fewer items", list(text, { minItems: 1 }), list(text), ["min-items-lowered", c, b]],
  ["at most fewer items", list(text), list(text, { maxItems: 1 }), ["max-items-lowered", b, c]],
  ["at most more items", list(text, { maxItems: 1 }), list(text), ["max-items-raised", c, b]],
  ["no item twice", list(text), list(text, { uniqueItems: true }), ["items-must-be-unique", b, c]],
  [
    "items twice",
    list(text, { uniqueItems: true }),
    list(text, { uniqueItems: false }),
    ["items-need-not-be-unique", c, b],
  ],
  ["other items", list(text), list(number), ["type-changed", b, b]],
  ["items are described", { type: "array" }, list(text), ["type-narrowed", b, c]],
  ["the first item", { prefixItems: [text] }, { prefixItems: [number] }, ["type-changed", b, b]],
  ["one more first item", { prefixItems: [text] }, { prefixItems: [text, text] }, ["type-narrowed", b, c]],
  [
    "a list of items as older drafts have it",
    { items: [text], additionalItems: false },
    { prefixItems: [text], items: false },
  ],
  ["what a list contains", { contains: text }, { contains: number }, ["condition-changed", u, u]],
  // Objects
  ["more properties", { type: "object" }, { type: "object", minProperties: 1 }, ["min-properties-raised", b, c]],
  ["fewer properties", { type: "object", minProperties: 1 }, { type: "object" }, ["min-properties-lowered", c, b]],
  ["at most fewer", { type: "object" }, { type: "object", maxProperties: 1 }, ["max-properties-lowered", b, c]],
  ["at most more", { type: "object", maxProperties: 1 }, { type: "object" }, ["max-properties-raised", c, b]],
  ["an optional property", object({ a: text }), object({ a: text, b: text }), ["property-added", c, c]],
  ["a required property", object({}), object({ b: text }, { required: ["b"] }), ["property-added-required", b, c]],
  [
    "a property where no others were allowed",
    object({}, { additionalProperties: false }),
    object({ b: text }, { additionalProperties: false }),
    ["property-added-to-closed", c, b],
  ],
  ["a property leaves", object({ a: text }), object({}), ["property-removed", u, u]],
  [
    "a required property leaves",
    object({ a: text }, { required: ["a"] }),
    object({}),
    ["property-removed-required", u, b],
  ],
  [
    "a property leaves, and no others are allowed",
    object({ a: text }, { additionalProperties: false }),
    object({}, { additionalProperties: false }),
    ["property-removed-from-closed", b, u],
  ],
  [
    "it must be there",
    object({ a: text }),
    object({ a: text }, { required: ["a"] }),
    ["property-became-required", b, c],
  ],
  [
    "it may be left out",
    object({ a: text }, { required: ["a"] }),
    object({ a: text }),
    ["property-became-optional", c, b],
  ],
  [
    "required without a word about it",
    { type: "object" },
    { type: "object", required: ["a"] },
    ["property-became-required", b, c],
  ],
  ["no others", object({}), object({}, { additionalProperties: false }), ["became-closed", b, c]],
  ["others", object({}, { additionalProperties: false }), object({}), ["became-open", c, b]],
  [
    "others of another type",
    object({}, { additionalProperties: text }),
    object({}, { additionalProperties: number }),
    ["type-changed", b, b],
  ],
  [
    "a named one that was one of the others",
    object({}, { additionalProperties: number }),
    object({ a: text }, { additionalProperties: number }),
    ["type-changed", b, b],
    ["property-added", c, c],
  ],
  ["names", { propertyNames: text }, { propertyNames: { ...text, maxLength: 3 } }, ["max-length-lowered", b, c]],
  [
    "a pattern of names",
    { patternProperties: { "^x": text } },
    { patternProperties: { "^x": number } },
    ["type-changed", b, b],
  ],
  ["a new pattern of names", {}, { patternProperties: { "^x": text } }, ["pattern-property-added", u, u]],
  ["no pattern of names", { patternProperties: { "^x": text } }, {}, ["pattern-property-removed", u, u]],
  ["one needs another", {}, { dependentRequired: { a: ["b"] } }, ["dependency-added", b, c]],
  ["one needs no other", { dependencies: { a: ["b"] } }, {}, ["dependency-removed", c, b]],
  // Alternatives and conditions
  ["one more", { anyOf: [text, number] }, { anyOf: [text, number, { type: "boolean" }] }, ["alternative-added", c, b]],
  [
    "one less",
    { anyOf: [text, number, { type: "boolean" }] },
    { anyOf: [number, text] },
    ["alternative-removed", b, c],
  ],
  ["one of several now", text, { oneOf: [text, { type: "boolean" }] }, ["alternative-added", c, b]],
  ["the only one now", { oneOf: [text, { type: "boolean" }] }, text, ["alternative-removed", b, c]],
  ["told apart by a constant", { oneOf: [kind("a")] }, { oneOf: [kind("a"), kind("b")] }, ["alternative-added", c, b]],
  [
    "one more that may overlap",
    { oneOf: [kind("a"), kind("b")] },
    { oneOf: [kind("a"), kind("b"), { type: "object" }] },
    ["alternative-added-overlapping", u, b],
  ],
  [
    "one less that may overlap",
    { oneOf: [kind("a"), kind("b"), { type: "object" }] },
    { oneOf: [kind("a"), kind("b")] },
    ["alternative-removed-overlapping", b, u],
  ],
  [
    "one of them changes",
    { anyOf: [text, number] },
    { anyOf: [{ ...text, maxLength: 3 }, number] },
    ["max-length-lowered", b, c],
  ],
  [
    "one of two must be there besides",
    object({ a: text, b: text }),
    object({ a: text, b: text }, { anyOf: [{ required: ["a"] }, { required: ["b"] }] }),
    ["condition-added", b, c],
  ],
  [
    "none of two must be there any more",
    object({ a: text, b: text }, { anyOf: [{ required: ["a"] }, { required: ["b"] }] }),
    object({ a: text, b: text }),
    ["condition-removed", c, b],
  ],
  [
    "two of them change",
    { anyOf: [text, number] },
    {
      anyOf: [
        { ...text, maxLength: 3 },
        { ...number, maximum: 3 },
      ],
    },
    ["alternatives-changed", u, u],
  ],
  [
    "another property tells them apart",
    { discriminator: { propertyName: "a" } },
    { discriminator: { propertyName: "b" } },
    ["discriminator-changed", b, b],
  ],
  ["a property tells them apart", {}, { discriminator: { propertyName: "a" } }, ["discriminator-added", c, c]],
  ["none tells them apart", { discriminator: { propertyName: "a" } }, {}, ["discriminator-removed", u, u]],
  ...(
    [
      ["another value", { a: "#/x", b: "#/y" }, "discriminator-value-added", c, b],
      ["a value less", {}, "discriminator-value-removed", b, c],
      ["another schema for it", { a: "#/z" }, "discriminator-value-changed", u, u],
    ] as const
  ).map(
    ([what, mapping, check, request, response]): Planted => [
      what,
      { discriminator: { propertyName: "k", mapping: { a: "#/x", ...(check.endsWith("removed") && { z: "#/z" }) } } },
      { discriminator: { propertyName: "k", mapping: { a: "#/x", ...mapping } } },
      [check, request, response],
    ],
  ),
  ["an exclusion joins", {}, { not: text }, ["exclusion-added", b, c]],
  ["an exclusion leaves", { not: text }, {}, ["exclusion-removed", c, b]],
  ["another exclusion", { not: text }, { not: { ...text, maxLength: 3 } }, ["condition-changed", u, u]],
  ["a condition joins", text, { ...text, if: { const: "a" }, then: false }, ["condition-added", b, c]],
  ["a condition leaves", { ...text, if: { const: "a" }, then: false }, text, ["condition-removed", c, b]],
  ["another condition", { if: text, else: false }, { if: number, else: false }, ["condition-changed", u, u]],
  [
    "another consequence",
    { if: text, then: { maxLength: 9 } },
    { if: text, then: { maxLength: 8 } },
    ["max-length-lowered", b, c],
  ],
  [
    "what an entry brings along",
    { dependentSchemas: { a: {} } },
    { dependentSchemas: { a: false } },
    ["became-impossible", b, c],
  ],
  // Parts that hold together, and references
  [
    "said in two parts",
    { type: "object", required: ["a"], maxProperties: 3 },
    { allOf: [{ type: "object" }, { maxProperties: 3, required: ["a"] }] },
  ],
  [
    "the stricter of two",
    { allOf: [{ ...text, maxLength: 9 }, { maxLength: 5 }] },
    { ...text, maxLength: 7 },
    ["max-length-raised", c, b],
  ],
  [
    "behind a reference",
    defs({ $ref: "#/$defs/a" }, { a: text }),
    defs({ $ref: "#/$defs/b" }, { b: { ...text, title: "B" } }),
  ],
  [
    "a reference to another",
    defs({ $ref: "#/$defs/a" }, { a: text, b: number }),
    defs({ $ref: "#/$defs/b" }, { a: text, b: number }),
    ["type-changed", b, b],
  ],
  [
    "beside a reference",
    defs({ $ref: "#/$defs/a" }, { a: text }),
    defs({ $ref: "#/$defs/a", maxLength: 3 }, { a: text }),
    ["max-length-lowered", b, c],
  ],
  [
    "behind an anchor, with a decoy among the examples",
    defs({ $ref: "#A", examples: [{ $anchor: "A" }] }, { a: { $anchor: "A", ...text } }),
    defs({ $ref: "#A", examples: [{ $anchor: "A" }] }, { a: { $anchor: "A", ...number } }),
    ["type-changed", b, b],
  ],
  [
    "behind a reference whose target depends on the way there",
    defs({ $dynamicRef: "#A" }, { a: { $dynamicAnchor: "A", ...text } }),
    defs({ $dynamicRef: "#A" }, { a: { $dynamicAnchor: "A", ...number } }),
    ["keyword-changed", u, u],
  ],
  [
    "what was needed and is described may be missing",
    { type: "object", required: ["a"] },
    object({ a: text }),
    ["property-added", c, c],
    ["property-became-optional", c, b],
  ],
  [
    "what was described and may be missing is needed",
    object({ a: text }),
    { type: "object", required: ["a"] },
    ["property-removed", u, u],
    ["property-became-required", b, c],
  ],
  ["a reference out of the document", { $ref: "other.json" }, { $ref: "another.json" }, ["reference-changed", u, u]],
  [
    "within itself",
    defs({ $ref: "#/$defs/a" }, { a: object({ next: { $ref: "#/$defs/a" }, name: text }) }),
    defs({ $ref: "#/$defs/a" }, { a: object({ next: { $ref: "#/$defs/a" }, name: number }) }),
    ["type-changed", b, b],
  ],
  // What nobody promises, and what nobody knows
  [
    "other words about it",
    { ...text, description: "a", title: "b", examples: ["c"] },
    { ...text, "x-y": 1, $comment: "d" },
  ],
  ["a word nobody knows", text, { ...text, maxWords: 3 }, ["keyword-changed", u, u]],
  ["how many it contains", { contains: text }, { contains: text, minContains: 2 }, ["keyword-changed", u, u]],
  [
    "keys that are no keys",
    object({ ["__proto__"]: text }),
    object({ constructor: text }),
    ["property-removed", u, u],
    ["property-added", c, c],
  ],
];
