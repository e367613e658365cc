// Whether a document has the form OpenAPI asks for. The compiled schema says what is wrong, this says it in words.

import { type OpenApiVersion, openApiErrors, openApiFields, type SchemaError } from "../document/compiled.ts";
import { below, keysOf } from "../document/pointer.ts";
import { didYouMean, suggest } from "../document/suggest.ts";
import type { Fault } from "./contract.ts";
import { clipped, objectOf } from "./data.ts";
import { valueAt } from "./references.ts";

/** More than anybody mends in one go, and than a machine that wants to keep us busy can make us say. */
const mostFaults = 100;
const mostErrors = 5000;

/** What is wrong with the form of a document that says it is of this version; at most a hundred faults. */
export function shapeFaults(version: OpenApiVersion, root: unknown): Fault[] {
  return told(openApiErrors(version, root), version, root);
}

/** What is wrong with the form of a JSON Schema (2020-12), by its place in it; at most a hundred faults. */
export function schemaFaults(schema: unknown): Fault[] {
  // To OpenAPI 3.1 it is one of the schemas of a document.
  const place = "/components/schemas/one";
  const document = { openapi: "3.1.0", info: { title: "", version: "" }, components: { schemas: { one: schema } } };
  const errors = openApiErrors("3.1", document).map((error) => ({
    ...error,
    instancePath: error.instancePath.slice(place.length),
  }));
  return told(errors, "3.1", schema);
}

function told(all: readonly SchemaError[], version: OpenApiVersion, root: unknown): Fault[] {
  const errors = all.slice(0, mostErrors);
  const specific = new Set<string>();
  for (const { instancePath, keyword } of errors)
    if (!vague.has(keyword)) for (const pointer of upwards(instancePath)) specific.add(pointer);
  const faults = new Map<string, Fault>();
  for (const error of errors) {
    const fault = faultOf(error, version, root, specific);
    if (fault === null) continue;
    const key = `${fault.pointer}\0${fault.message}`;
    // A value that is of neither type is told of once.
    const twin = error.keyword === "type" || error.keyword === "enum" ? `${fault.pointer}\0value` : key;
    if (!faults.has(twin)) faults.set(twin, fault);
    if (faults.size === mostFaults) break;
  }
  return withoutTwins([...faults.values()]);
}

/** Keywords that only say that something below, or beside, does not hold. */
const vague = new Set(["if", "oneOf", "anyOf", "allOf", "not", "unevaluatedProperties"]);

/** The pointer itself and every one above it. */
function upwards(pointer: string): string[] {
  const pointers = [pointer];
  for (let at = pointer.lastIndexOf("/"); at >= 0; at = pointer.lastIndexOf("/", at - 1)) {
    pointers.push(pointer.slice(0, at));
    if (at === 0) break;
  }
  return pointers;
}

function faultOf(
  { instancePath: pointer, keyword, params }: SchemaError,
  version: OpenApiVersion,
  root: unknown,
  specific: ReadonlySet<string>,
): Fault | null {
  const place = placeInWords(pointer);
  const value = valueAt(root, pointer);
  const say = (message: string, help: string | null = null): Fault => ({ pointer, message, help });
  switch (keyword) {
    case "required": {
      const name = String(params.missingProperty);
      return { pointer, part: "key", message: missing(pointer, name), help: null };
    }
    case "additionalProperties":
      return unknownField(pointer, String(params.additionalProperty), version, root, version === "3.1");
    case "unevaluatedProperties": {
      const name = String(params.unevaluatedProperty);
      // A field that is known stays unevaluated when something beside it is wrong, and that is told.
      if (specific.has(pointer) && namesAround(value, name, version).includes(name)) return null;
      return unknownField(pointer, name, version, root, false);
    }
    case "type":
      return say(
        `${place} is ${articled(value)}, and must be ${typesInWords(params.type)}`,
        typeHelp(pointer, value, version),
      );
    case "enum": {
      const allowed = Array.isArray(params.allowedValues) ? params.allowedValues.map(String) : [];
      if (typeof value !== "string")
        return say(
          `${place} is ${articled(value)}, and must be one of ${allowed.join(", ")}`,
          typeHelp(pointer, value, version),
        );
      const help = didYouMean(value, allowed) ?? null;
      return say(`${place} is "${clipped(value)}", and must be one of ${allowed.join(", ")}`, help);
    }
    case "const":
      return say(`${place} must be ${JSON.stringify(params.allowedValue)}`);
    case "pattern":
      return say(`${place} is "${inWords(value)}", which does not have the form ${String(params.pattern)}`);
    case "propertyNames":
      return null;
    case "minProperties":
    case "minItems":
      return say(`${place} is empty`);
    case "maxProperties":
    case "maxItems":
      return say(`${place} has more than ${String(params.limit)} entries`);
    case "uniqueItems":
      return say(`${place} holds the same item twice`, `Keep one of them.`);
    case "minimum":
    case "exclusiveMinimum":
      return say(
        `${place} is ${inWords(value)}, and must be ${keyword === "minimum" ? "at least" : "more than"} ${String(params.limit)}`,
      );
    case "minLength":
      return say(`${place} is empty`);
  }
  if (keyword === "if" || keyword === "allOf" || specific.has(pointer)) return null;
  return oneOfTwo(pointer, place, value, version);
}

/** What the schema can only put as "one of these forms". */
function oneOfTwo(pointer: string, place: string, value: unknown, version: OpenApiVersion): Fault {
  const has = (key: string): boolean => Object.hasOwn(objectOf(value) ?? {}, key);
  const say = (message: string, help: string | null): Fault => ({ pointer, part: "key", message, help });
  if (has("example") && has("examples")) return say(`${place} has example and examples`, "Keep one of the two.");
  if (has("schema") && has("content")) return say(`${place} has schema and content`, "Keep one of the two.");
  if (has("bearerFormat"))
    return say(`${place} has bearerFormat, and its scheme is not bearer`, "Leave bearerFormat out.");
  if (has("identifier") || has("url"))
    return say(`${place} has url beside a field that takes its place`, "Keep one of the two.");
  return say(`${place} has none of the forms that OpenAPI ${version} allows here`, null);
}

/**
 * A field OpenAPI does not know at this place; null for what JSON Schema lets everybody add.
 * @param isOpen whether it stands in a schema of OpenAPI 3.1, the only closed objects there that are meant to be open
 */
function unknownField(
  holder: string,
  name: string,
  version: OpenApiVersion,
  root: unknown,
  isOpen: boolean,
): Fault | null {
  const value = valueAt(root, holder);
  const place = { pointer: below(holder, name), part: "key" } as const;
  const at = holder === "" ? "the document" : placeInWords(holder);
  const known = namesAround(value, name, version);
  if (isOpen) {
    // JSON Schema lets everybody add keywords; one that is nearly another is a slip.
    const keywords = openApiFields(version).find((list) => list.includes("prefixItems")) ?? [];
    const meant = name.startsWith("x-") ? null : suggest(name, ["nullable", ...keywords]);
    if (meant === "nullable")
      return {
        ...place,
        message: `${at} has ${clipped(name)}, which only OpenAPI 3.0 knows`,
        help: nullableCure(value),
      };
    return meant === null
      ? null
      : {
          ...place,
          message: `${at} has the keyword "${clipped(name)}", which says nothing`,
          help: `Did you mean "${meant}"?`,
        };
  }
  const message = `${at} has the field "${clipped(name)}", which OpenAPI ${version} does not know here`;
  const other = version === "3.0" ? "3.1" : "3.0";
  const help =
    cures[version][name] ??
    didYouMean(name, known) ??
    (namesAround(value, name, other).includes(name)
      ? `OpenAPI ${other} knows it: say openapi: ${other}.0, or leave it out.`
      : "Leave it out, or begin its name with x-.");
  return { ...place, message, help };
}

const cures: Readonly<Record<OpenApiVersion, Readonly<Record<string, string>>>> = {
  "3.0": {
    const: "OpenAPI 3.1 knows it; in 3.0 write enum with one value.",
    $defs: "Move it to components/schemas.",
    definitions: "Move it to components/schemas.",
    examples: "In a schema of OpenAPI 3.0 write example, with one value.",
    id: "In an operation it is operationId.",
  },
  "3.1": {},
};

function nullableCure(schema: unknown): string {
  const type = objectOf(schema)?.type;
  return `Write type: [${typeof type === "string" ? clipped(type) : "string"}, "null"] instead.`;
}

function typeHelp(pointer: string, value: unknown, version: OpenApiVersion): string | null {
  if (!pointer.endsWith("/type") || !Array.isArray(value) || version !== "3.0") return null;
  return "A list of types is OpenAPI 3.1. In 3.0 write one type, and nullable: true beside it where null is allowed.";
}

/** The fields that an object like this one can have: of the objects that share most of their fields with it. */
function namesAround(value: unknown, unknown: string, version: OpenApiVersion): string[] {
  const present = knownIn(value, version).filter((name) => name !== unknown);
  let best = -1;
  let names = new Set<string>();
  for (const list of openApiFields(version)) {
    const shared = present.filter((name) => list.includes(name)).length;
    if (shared < best) continue;
    if (shared > best) names = new Set();
    best = shared;
    for (const name of list) names.add(name);
  }
  return [...names];
}

/** The fields of an object that some object of OpenAPI has; looked up once, as objects of thousands of others are sent too. */
function knownIn(value: unknown, version: OpenApiVersion): readonly string[] {
  const object = objectOf(value);
  if (object === null) return [];
  const all = new Set(openApiFields(version).flat());
  const found = knownFields.get(object) ?? Object.keys(object).filter((name) => all.has(name));
  knownFields.set(object, found);
  return found;
}

const knownFields = new WeakMap<object, readonly string[]>();

/** One slip, one fault: a misspelt field is missing too, and of schema and content one is enough. */
function withoutTwins(faults: readonly Fault[]): Fault[] {
  const meant = new Set(
    faults.flatMap(({ pointer, help }) => {
      const [, name] = /^Did you mean "(.*)"\?$/.exec(help ?? "") ?? [];
      const holder = pointer.slice(0, pointer.lastIndexOf("/"));
      return name === undefined ? [] : [missing(holder, name)];
    }),
  );
  const said = new Set(faults.map(({ message }) => message));
  return faults.flatMap((fault) => {
    const { pointer, message } = fault;
    if (meant.has(message)) return [];
    // A document without operations may have components or webhooks instead; that it has no paths is what is meant.
    if (said.has("paths is missing") && (message === "components is missing" || message === "webhooks is missing"))
      return [];
    const [schema, content] = [missing(pointer, "schema"), missing(pointer, "content")];
    if (!said.has(schema) || !said.has(content)) return [fault];
    if (message === content) return [];
    return message === schema
      ? [{ ...fault, message: `${placeInWords(pointer)} has neither schema nor content`, help: "Add a schema." }]
      : [fault];
  });
}

function missing(holder: string, name: string): string {
  return `${placeInWords(below(holder, name))} is missing`;
}

/** `/paths/~1reports/get/parameters/0` → `paths./reports.get.parameters[0]`. */
export function placeInWords(pointer: string): string {
  let words = "";
  for (const key of keysOf(pointer))
    words +=
      /^\d+$/.test(key) && !words.endsWith("responses") ? `[${key}]` : `${words === "" ? "" : "."}${clipped(key)}`;
  return words === "" ? "the document" : words;
}

function typesInWords(types: unknown): string {
  return (Array.isArray(types) ? types : [types]).map((type) => names[String(type)] ?? String(type)).join(" or ");
}

const names: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
};

/** A number or a text as it may be quoted. */
function inWords(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? clipped(String(value)) : articled(value);
}

function articled(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  return typeof value === "string" ? `the text "${clipped(value)}"` : "an object";
}
