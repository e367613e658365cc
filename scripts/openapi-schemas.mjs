// The published schemas of OpenAPI 3.0 and 3.1, made ready to be compiled like our own.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const vocabularies = ["core", "applicator", "unevaluated", "validation", "meta-data", "content", "format-annotation"];

/**
 * What the build adds to the validators: sources of modules by name (`openapi-3-0`, `openapi-3-1`) and, for suggestions, the
 * names of the fields that each object of a version can have. They report every fault, not only the first.
 */
export function openApiValidators() {
  const standalone = require("ajv/dist/standalone").default;
  const { default: Ajv } = require("ajv/dist/2020.js");
  const schemas = { "3.0": withoutDraft4(published("3.0")), 3.1: withSchemaObjects(published("3.1")) };
  const sources = new Map();
  const fields = {};
  for (const [version, schema] of Object.entries(schemas)) {
    const ajv = new Ajv({
      allErrors: true,
      messages: false,
      inlineRefs: false,
      strict: false,
      // Contracts come from partners: what a format says is not worth a regular expression that somebody can make slow.
      validateFormats: false,
      code: { source: true, lines: false },
    });
    sources.set(`openapi-${version.replace(".", "-")}`, joining(standalone(ajv, ajv.compile(schema))));
    fields[version] = fieldsIn(schema);
  }
  return { sources, fields };
}

/** ajv copies all errors so far with each it adds, which takes seconds for a document that is wrong everywhere. */
function joining(source) {
  const pattern = /(\w+) === null \? (\w+\.errors) : \1\.concat\(\2\)/g;
  if (!pattern.test(source)) throw new Error("ajv writes other code than it did");
  const join =
    "function joined(all, more) { if (all === null) return more; for (const one of more) all.push(one); return all; }";
  return `${source.replace(pattern, "joined($1, $2)")}\n${join}`;
}

/** The field names of each object, as many lists as there are objects. */
function fieldsIn(schema) {
  const { $defs = {}, definitions = {} } = schema;
  const parts = [{ ...schema, $defs: {} }, ...Object.values($defs), ...Object.values(definitions)];
  return parts.flatMap((part) => {
    const names = Object.keys(allProperties(part, $defs));
    const methods = Object.keys(part.patternProperties ?? {}).flatMap(
      (key) => /^\^\(([a-z|]+)\)\$$/.exec(key)?.[1].split("|") ?? [],
    );
    return names.length === 0 ? [] : [[...names, ...methods]];
  });
}

/** Properties of an object, also those it has in some case only, or takes from elsewhere. */
function allProperties({ properties = {}, dependentSchemas = {}, then, allOf = [], $ref, $defs = {} }, shared) {
  const elsewhere = shared[/^#\/\$defs\/([\w-]+)$/.exec($ref)?.[1]];
  const inner = [...Object.values(dependentSchemas), ...allOf, ...Object.values($defs), then, elsewhere].filter(
    Boolean,
  );
  return Object.assign({}, properties, ...inner.map((part) => allProperties(part, shared)));
}

function published(version) {
  const file = require
    .resolve("@seriousme/openapi-schema-validator")
    .replace(/index\.js$/, `schemas/v${version}/schema.json`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * The schema of OpenAPI 3.0 is written in an old dialect. It says "a Reference or a Parameter" with oneOf, which answers a
 * slip in a parameter with the news that it is no reference; here `$ref` and `type` decide what a thing is meant to be.
 */
function withoutDraft4(schema) {
  const reference = "#/definitions/Reference";
  const {
    id: _,
    $schema: __,
    ...rest
  } = JSON.parse(
    JSON.stringify(schema, (key, value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value) || key === "properties") return value;
      if (value.exclusiveMinimum === true) return { type: value.type, exclusiveMinimum: value.minimum };
      if (!value.oneOf?.some(({ $ref }) => $ref === reference)) return value;
      const [only, ...others] = value.oneOf.filter(({ $ref }) => $ref !== reference);
      const meant = others.length === 0 ? only : { if: { type: "boolean" }, else: only };
      const { oneOf, ...beside } = value;
      return { ...beside, if: { type: "object", required: ["$ref"] }, then: { $ref: reference }, else: meant };
    }),
  );
  const { definitions } = rest;
  const byType = Object.entries({
    apiKey: "APIKey",
    http: "HTTP",
    oauth2: "OAuth2",
    openIdConnect: "OpenIdConnect",
  }).map(([type, name]) => ({
    if: { properties: { type: { const: type } }, required: ["type"] },
    then: { $ref: `#/definitions/${name}SecurityScheme` },
  }));
  definitions.SecurityScheme = {
    type: "object",
    required: ["type"],
    properties: { type: { enum: ["apiKey", "http", "oauth2", "openIdConnect"] } },
    allOf: byType,
  };
  const byPlace = definitions.ParameterLocation.oneOf.map(({ properties, required = [] }) => ({
    if: { properties: { in: properties.in }, required: ["in"] },
    then: { properties, required },
  }));
  definitions.ParameterLocation = {
    properties: { in: { enum: ["path", "query", "header", "cookie"] } },
    allOf: byPlace,
  };
  return rest;
}

/** OpenAPI 3.1 leaves the insides of schemas to JSON Schema, whose own schema is spread over its vocabularies. */
function withSchemaObjects(openApi) {
  const properties = {};
  const parts = {};
  for (const name of vocabularies) {
    const vocabulary = require(`ajv/dist/refs/json-schema-2020-12/meta/${name}.json`);
    Object.assign(properties, vocabulary.properties);
    for (const [part, schema] of Object.entries(vocabulary.$defs ?? {})) parts[`json-${part}`] = schema;
  }
  const schema = {
    type: ["object", "boolean"],
    // JSON Schema lets everybody add keywords, so most of what this reports is let go again; a misspelt one is not.
    additionalProperties: false,
    properties: {
      ...properties,
      discriminator: {
        type: "object",
        required: ["propertyName"],
        properties: {
          propertyName: { type: "string" },
          mapping: { type: "object", additionalProperties: { type: "string" } },
        },
      },
      xml: { type: "object" },
      example: true,
      externalDocs: { $ref: "#/$defs/external-documentation" },
    },
  };
  const text = JSON.stringify({ schema, ...parts })
    .replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"')
    .replaceAll('"#/$defs/', '"#/$defs/json-')
    .replaceAll(/"#\/\$defs\/json-(schema|external-documentation)"/g, '"#/$defs/$1"');
  return { ...openApi, $defs: { ...openApi.$defs, ...JSON.parse(text) } };
}
