// What a schema says once its references are followed and its allOf is one: keyword by keyword, each with its place.

import {
  canonical,
  child,
  type Dialect,
  entries,
  isMapping,
  items,
  type Node,
  target,
  text,
  textOfAll,
} from "./compare-node.ts";

/** Schemas that hold together: a value must fit each of them. */
export type All = readonly Node[];

/** One anyOf or oneOf. */
export interface Union {
  readonly kind: "anyOf" | "oneOf";
  readonly node: Node;
  readonly branches: readonly All[];
  /** True where a property tells the branches apart. */
  readonly isDiscriminated: boolean;
}

export interface View {
  /** Where it begins. */
  readonly home: Node;
  /** Null: any type. `number` is there as `integer` and `fraction`. */
  types: Set<string> | null;
  typeAt: Node | null;
  /** What allows null, where that is not the type. */
  nullAt: Node | null;
  /** By canonical text; null: any value. */
  enum: Map<string, Node> | null;
  enumAt: Node | null;
  /** The strictest bound of each name: `minLength`, `maximum`. */
  readonly limits: Map<string, { readonly value: number; readonly exclusive: boolean; readonly node: Node }>;
  readonly required: Map<string, Node>;
  readonly properties: Map<string, All>;
  /** `patternProperties/<pattern>`, `dependentSchemas/<name>`. */
  readonly keyed: Map<string, All>;
  /** `<name> needs <name>`. */
  readonly dependencies: Map<string, Node>;
  /** `items`, `additionalProperties` …: all hold where several say something. */
  readonly parts: Map<string, All>;
  readonly prefix: Map<number, All>;
  /** `not`, `contains`, and schemas with an `if`: each stands for itself. */
  readonly listed: Map<string, All>;
  /** What is compared as it is written: `pattern`, `format`, what is unknown; by keyword, then by canonical text. */
  readonly words: Map<string, Map<string, Node>>;
  readonly unions: Union[];
  /** True where nothing fits. */
  never: boolean;
  /** True where it could not be read to its end. */
  incomplete: boolean;
}

/** Says nothing about what is exchanged. */
const silent = new Set(
  "title description example examples externalDocs $comment $schema $id id $anchor $defs definitions $vocabulary nullable readOnly writeOnly".split(
    " ",
  ),
);
const lower = new Map([
  ["minLength", "minLength"],
  ["minItems", "minItems"],
  ["minProperties", "minProperties"],
]);
const upper = new Map([
  ["maxLength", "maxLength"],
  ["maxItems", "maxItems"],
  ["maxProperties", "maxProperties"],
]);
const parts = new Set(
  "additionalProperties propertyNames unevaluatedItems unevaluatedProperties additionalItems contentSchema".split(" "),
);

/** Nodes a view may be made of; more is a maze. */
const mostNodes = 400;

/** Replaces nodes that are nothing but a reference by what they lead to, so that one schema has one name. */
export function simplified(all: All): All {
  const found = new Map<string, Node>();
  for (const node of all) {
    let at = node;
    for (let step = 0; step < 50; step++) {
      const next = isOnlyReference(at) ? target(at.source, text(child(at, "$ref")) ?? "") : null;
      if (next === null) break;
      at = next;
    }
    found.set(at.at, at);
  }
  return [...found.values()];
}

function isOnlyReference({ value, source }: Node): boolean {
  if (!isMapping(value) || !Object.hasOwn(value, "$ref")) return false;
  // OpenAPI 3.0 ignores whatever stands beside a reference.
  return source.dialect === "openapi-3.0" || Object.keys(value).every((key) => key === "$ref" || isSilent(key));
}

/** Annotations and extensions (`x-…`), which promise nothing. */
export function isSilent(keyword: string): boolean {
  return silent.has(keyword) || keyword.startsWith("x-");
}

/** Reads schemas that hold together. `all` is not empty. */
export function viewOf(all: All): View {
  const view: View = {
    home: all[0] as Node,
    types: null,
    typeAt: null,
    nullAt: null,
    enum: null,
    enumAt: null,
    limits: new Map(),
    required: new Map(),
    properties: new Map(),
    keyed: new Map(),
    dependencies: new Map(),
    parts: new Map(),
    prefix: new Map(),
    listed: new Map(),
    words: new Map(),
    unions: [],
    never: false,
    incomplete: false,
  };
  const open: Open[] = all.map((node) => ({ node, orNull: false })).reverse();
  const seen = new Set<string>();
  let orNull = false;
  let notNull = false;
  let closing = 0;
  let describing = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node } = next;
    if (seen.has(node.at)) continue;
    if (seen.add(node.at).size > mostNodes) {
      view.incomplete = true;
      break;
    }
    if (!isMapping(node.value)) {
      if (node.value === false) view.never = true;
      else if (node.value !== true) word(view, "schema", node);
      continue;
    }
    orNull = readNode(view, next, open) || orNull;
    notNull ||= !next.orNull && refusesNull(node);
    if (child(node, "properties") !== null || child(node, "patternProperties") !== null) describing++;
    const { additionalProperties: closed = true } = node.value;
    if (closed !== true) {
      closing++;
      if (!Object.hasOwn(node.value, "properties")) describing++;
    }
  }
  // "No others" speaks of the properties beside it, not of those in another part: what that amounts to is not computed.
  if (closing > 0 && describing > 1) word(view, "allOf", view.home, canonical([...view.properties.keys()].sort()));
  // "Or null" speaks of one part, and another may refuse it.
  orNull &&= !notNull;
  if (orNull) view.types?.add("null");
  if (orNull && view.enum !== null) view.enum.set("null", view.enumAt ?? view.home);
  return view;
}

/** A schema still to be read; `orNull`: what stands above it allows null besides. */
interface Open {
  readonly node: Node;
  readonly orNull: boolean;
}

function refusesNull(node: Node): boolean {
  const [type, values] = [child(node, "type"), child(node, "enum")];
  if (node.source.dialect === "openapi-3.0" && child(node, "nullable")?.value === true) return false;
  const named = [type?.value].flat();
  if (type !== null && !named.includes("null")) return true;
  if (Array.isArray(values?.value) && !values.value.includes(null)) return true;
  return Object.hasOwn(node.value as object, "const") && child(node, "const")?.value !== null;
}

/** Adds one schema to the view. True where it also allows null, beside what its parts say. */
function readNode(view: View, { node, orNull: isBelow }: Open, open: Open[]): boolean {
  const { dialect } = node.source;
  const reference = child(node, "$ref");
  if (reference !== null) {
    const next = target(node.source, text(reference) ?? "");
    if (next === null) word(view, "$ref", reference);
    else open.push({ node: next, orNull: isBelow });
    if (dialect === "openapi-3.0") return false;
  }
  const nullable = dialect === "openapi-3.0" && child(node, "nullable")?.value === true;
  if (nullable) view.nullAt ??= child(node, "nullable");
  const isOrNull = nullable && child(node, "type") === null;
  let orNull = isOrNull;
  for (const [keyword, value] of entries(node)) {
    if (keyword === "$ref") continue;
    // A condition is read together with what stands beside it.
    if (keyword === "if") join(view.listed, keyword, node);
    else if (keyword === "allOf")
      for (const part of items(value).reverse()) open.push({ node: part, orNull: isBelow || isOrNull });
    else if (keyword === "anyOf" || keyword === "oneOf")
      orNull = readUnion(view, keyword, value, { open, isBelow }, child(node, "discriminator") !== null) || orNull;
    else if (keyword === "type") readType(view, value, nullable);
    else if (keyword === "enum" || keyword === "const") readEnum(view, keyword, value, nullable);
    else if (!readObject(view, keyword, value) && !readLimit(view, keyword, value, node))
      readOther(view, keyword, value);
  }
  return orNull;
}

function readType(view: View, node: Node, nullable: boolean): void {
  const named = Array.isArray(node.value) ? node.value : [node.value];
  const types = named.flatMap((type) => (type === "number" ? ["integer", "fraction"] : [String(type)]));
  if (nullable) types.push("null");
  const before = view.types;
  view.types = new Set(before === null ? types : types.filter((type) => before.has(type)));
  view.typeAt ??= node;
  if (view.types.size === 0) view.never = true;
}

function readEnum(view: View, keyword: string, node: Node, nullable: boolean): void {
  const values = keyword === "const" ? [node] : items(node);
  const found = new Map(values.map((value) => [canonical(value.value), value]));
  // OpenAPI 3.0 asks for null in the list as well (proposal 2019-10-31); those who forget it mean it.
  if (nullable && !found.has("null")) found.set("null", node);
  const before = view.enum;
  view.enum = before === null ? found : new Map([...found].filter(([key]) => before.has(key)));
  view.enumAt ??= node;
}

/** A union of one is that one; a union with null and one other is that other or null. */
function readUnion(
  view: View,
  kind: Union["kind"],
  node: Node,
  { open, isBelow }: { readonly open: Open[]; readonly isBelow: boolean },
  isDiscriminated: boolean,
): boolean {
  const all = items(node);
  const others = all.filter((branch) => !isNull(branch));
  const nothing = all.find(isNull) ?? null;
  const [only] = others;
  if (only !== undefined && others.length === 1) {
    open.push({ node: only, orNull: isBelow || nothing !== null });
    view.nullAt ??= nothing;
    return nothing !== null;
  }
  view.unions.push({ kind, node, branches: all.map((branch) => simplified([branch])), isDiscriminated });
  return false;
}

function isNull({ value }: Node): boolean {
  if (!isMapping(value)) return false;
  const said = Object.keys(value).filter((key) => !isSilent(key));
  return (
    said.length === 1 && (value["type"] === "null" || canonical(value["enum"]) === "[null]" || value["const"] === null)
  );
}

function readObject(view: View, keyword: string, node: Node): boolean {
  if (keyword === "required" && Array.isArray(node.value)) {
    for (const name of items(node)) if (typeof name.value === "string") view.required.set(name.value, name);
  } else if (keyword === "properties") {
    for (const [name, schema] of entries(node)) join(view.properties, name, schema);
  } else if (keyword === "patternProperties" || keyword === "dependentSchemas") {
    for (const [name, schema] of entries(node)) join(view.keyed, `${keyword}/${name}`, schema);
  } else if (keyword === "dependentRequired" || keyword === "dependencies") {
    for (const [name, needed] of entries(node)) {
      if (Array.isArray(needed.value))
        for (const other of items(needed)) view.dependencies.set(`${name} needs ${String(other.value)}`, other);
      else join(view.keyed, `dependentSchemas/${name}`, needed);
    }
  } else if (keyword === "prefixItems" || (keyword === "items" && Array.isArray(node.value))) {
    for (const [index, schema] of items(node).entries()) join(view.prefix, index, schema);
  } else if (keyword === "items" || parts.has(keyword)) {
    // What older drafts call additionalItems are the items after a list of items.
    join(view.parts, keyword === "additionalItems" ? "items" : keyword, node);
  } else if (keyword === "not" || keyword === "contains") join(view.listed, keyword, node);
  else return false;
  return true;
}

function readLimit(view: View, keyword: string, node: Node, schema: Node): boolean {
  const { value } = node;
  // OpenAPI 3.0 and older drafts: a switch beside the bound.
  if ((keyword === "exclusiveMinimum" || keyword === "exclusiveMaximum") && typeof value === "boolean") return true;
  if (typeof value !== "number") return false;
  if (lower.has(keyword)) limit(view, keyword, { value, exclusive: false, node }, 1);
  else if (upper.has(keyword)) limit(view, keyword, { value, exclusive: false, node }, -1);
  else if (keyword === "minimum" || keyword === "maximum") {
    const exclusive = child(schema, keyword === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum")?.value === true;
    limit(view, keyword, { value, exclusive, node }, keyword === "minimum" ? 1 : -1);
  } else if (keyword === "exclusiveMinimum") limit(view, "minimum", { value, exclusive: true, node }, 1);
  else if (keyword === "exclusiveMaximum") limit(view, "maximum", { value, exclusive: true, node }, -1);
  else return false;
  return true;
}

/** Keeps the stricter of two bounds: the higher one where `sign` is 1, the lower where it is -1. */
function limit(
  { limits }: View,
  name: string,
  bound: { readonly value: number; readonly exclusive: boolean; readonly node: Node },
  sign: 1 | -1,
): void {
  const before = limits.get(name);
  const stricter = before === undefined ? 1 : sign * (bound.value - before.value) || Number(bound.exclusive);
  if (stricter > 0) limits.set(name, bound);
}

function readOther(view: View, keyword: string, node: Node): void {
  if (isSilent(keyword) || keyword === "then" || keyword === "else") return;
  if (keyword === "uniqueItems" || keyword === "deprecated") {
    if (node.value === true) word(view, keyword, node);
    return;
  }
  // Where it leads depends on the way that leads here: then any difference of the documents may be one.
  if (keyword === "$dynamicRef" || keyword === "$recursiveRef") word(view, keyword, node, textOfAll(node.source));
  else word(view, keyword, node);
}

function word({ words }: View, keyword: string, node: Node, as = canonical(node.value)): void {
  words.set(keyword, (words.get(keyword) ?? new Map<string, Node>()).set(as, node));
}

function join<Key>(map: Map<Key, All>, key: Key, node: Node): void {
  map.set(key, [...(map.get(key) ?? []), node]);
}

/** True where a schema says that its value only goes one way. */
export function isHidden(view: All, direction: "readOnly" | "writeOnly"): boolean {
  return simplified(view).some((node) => child(node, direction)?.value === true);
}

/** The dialect of an OpenAPI document, by its version. */
export function dialectOf(version: string): Dialect {
  return version.startsWith("3.0") ? "openapi-3.0" : "json-schema";
}
