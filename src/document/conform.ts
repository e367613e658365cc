// Where a value leaves its schema: every place once, in words for somebody who knows YAML and not JSON Schema.

import type { Schema } from "./compiled.ts";
import { resolve } from "./compiled.ts";
import { below, keysOf } from "./pointer.ts";
import { didYouMean, suggest } from "./suggest.ts";
import { complaint, isType, quoted } from "./words.ts";

/** A defect of form, before it has a line: `part` says whether the key or the value is at fault. */
export interface Defect {
  readonly rule: string;
  readonly pointer: string;
  readonly part?: "key" | "value";
  readonly message: string;
  readonly help: string | null;
}

type Mapping = { readonly [key: string]: unknown };

const most = 100;

/** The defects of a value, in document order, at most a hundred; empty means that it conforms. */
export function nonconformities(value: unknown, schema: Schema): Defect[] {
  const defects: Defect[] = [];
  for (const defect of walk(value, schema, { root: schema, pointer: "" })) {
    defects.push(defect);
    if (defects.length < most) continue;
    defects.push({
      rule: "DOC004",
      pointer: "",
      message: `more than ${most} defects; the rest is not shown`,
      help: null,
    });
    break;
  }
  return defects;
}

interface Place {
  readonly root: Schema;
  readonly pointer: string;
}

function* walk(value: unknown, reference: Schema, place: Place): Generator<Defect> {
  const schema = resolve(reference, place.root);
  const wrong = complaint(value, schema);
  if (wrong) yield { ...wrong, pointer: place.pointer, message: `${called(place.pointer)} ${wrong.message}` };
  else if (Array.isArray(value)) yield* walkList(value, schema, place);
  else if (isType(value, "object")) yield* walkMapping(value as Mapping, schema, place);
}

function* walkList(list: readonly unknown[], schema: Schema, place: Place): Generator<Defect> {
  if (list.length > (schema.maxItems ?? Infinity)) {
    yield {
      rule: "DOC004",
      pointer: place.pointer,
      message: `${called(place.pointer)} may hold at most ${schema.maxItems} items, not ${list.length}`,
      help: null,
    };
    return;
  }
  const seen = new Set<unknown>();
  for (const [index, item] of list.entries()) {
    const pointer = below(place.pointer, index);
    if (schema.uniqueItems && seen.has(item))
      yield {
        rule: "DOC004",
        pointer,
        message: `${called(pointer)} repeats ${quoted(item)}`,
        help: "Every item may stand there once.",
      };
    if (item === null || typeof item !== "object") seen.add(item);
    if (schema.items) yield* walk(item, schema.items, { ...place, pointer });
  }
}

function* walkMapping(mapping: Mapping, schema: Schema, place: Place): Generator<Defect> {
  const known = schema.properties ?? {};
  const keys = Object.keys(mapping);
  const consequences = consequencesOf(mapping, schema, place.root);
  const missing = [schema, ...consequences.map((one) => one.schema)]
    .flatMap(({ required = [] }) => required)
    .filter((key) => !(key in mapping));
  // A misspelt field is one defect, not an unknown field and a missing one.
  const strangers = missing.length === 0 ? [] : keys.filter((key) => !Object.hasOwn(known, key)).slice(0, most);
  const misspelt = new Set(strangers.map((key) => suggest(key, Object.keys(known))));
  yield* missingFields(
    missing.filter((key) => !misspelt.has(key)),
    schema,
    place,
  );
  if (keys.length > (schema.maxProperties ?? Infinity))
    yield {
      rule: "DOC004",
      pointer: place.pointer,
      message: `${called(place.pointer)} may hold at most ${schema.maxProperties} fields, not ${keys.length}`,
      help: null,
    };

  for (const key of keys) {
    const pointer = below(place.pointer, key);
    const property = Object.hasOwn(known, key) ? known[key] : schema.additionalProperties;
    const badName = schema.propertyNames && complaint(key, schema.propertyNames);
    if (badName) yield { ...badName, pointer, part: "key", message: `the key ${badName.message}` };
    const against = consequences.find((one) => one.schema.properties?.[key] === false);
    if (against)
      yield { rule: "DOC004", pointer, part: "key", message: `${key} ${against.reason}`, help: "Leave it out." };
    else if (property === false) yield unknownField(key, Object.keys(known), pointer, place);
    else if (property) yield* walk(mapping[key], property, { ...place, pointer });
  }
}

function* missingFields(missing: readonly string[], schema: Schema, place: Place): Generator<Defect> {
  const [first] = missing;
  if (first === undefined) return;
  const told = (key: string): string => `${key}: ${describe(schema, key)}`;
  // "Either these or that": whoever leaves out both is told of both.
  const instead = schema.if?.properties ? [] : (schema.if?.required ?? []);
  const where = place.pointer === "" ? "" : ` in ${called(place.pointer)}`;
  yield {
    rule: "DOC004",
    pointer: missing.length === 1 ? below(place.pointer, first) : place.pointer,
    part: "key",
    message: `${list(missing)} ${missing.length === 1 ? "is" : "are"} missing${where}`,
    help: [...missing.map(told), ...instead.map((key) => `Or give ${told(key)}`)].join(" "),
  };
}

function describe(schema: Schema, key: string): string {
  const property = schema.properties?.[key];
  return property ? (property.description ?? "required.") : "required.";
}

function unknownField(key: string, known: readonly string[], pointer: string, place: Place): Defect {
  const where = place.pointer === "" ? "at the top of a document" : `in ${called(place.pointer)}`;
  const elsewhere = place.root.properties?.["metadata"]
    ? "Fields of your own belong in metadata.labels or metadata.annotations."
    : `It may hold: ${known.join(", ")}.`;
  const help =
    key === "status"
      ? "State is computed from ballots, decisions and dates; it is never written down."
      : (didYouMean(key, known) ?? elsewhere);
  return { rule: "DOC005", pointer, part: "key", message: `${quoted(key)} is not a field ${where}`, help };
}

interface Consequence {
  readonly schema: Schema;
  /** The words for what it forbids. */
  readonly reason: string;
}

/** The branches of `if … then … else` that hold for a mapping: a branch may ask again. */
function consequencesOf(mapping: Mapping, schema: Schema, root: Schema): Consequence[] {
  if (!schema.if) return [];
  const holds = walk(mapping, schema.if, { root, pointer: "" }).next().done === true;
  const [key, condition] = Object.entries(schema.if.properties ?? {})[0] ?? [];
  const value = condition ? condition.const : undefined;
  const reason = key
    ? `does not belong here: ${key} is ${holds ? value : `not ${value}`}`
    : `does not stand beside ${schema.if.required?.[0]}`;
  const branch = holds ? schema.then : schema.else;
  return branch === undefined ? [] : [{ schema: branch, reason }, ...consequencesOf(mapping, branch, root)];
}

/** How a message calls a place: by its field, or by its number in a list. */
function called(pointer: string): string {
  const keys = keysOf(pointer);
  const last = keys.at(-1);
  if (last === undefined) return "the document";
  if (!/^[0-9]+$/.test(last) || keys.length === 1) return last.length > 60 ? `${last.slice(0, 59)}…` : last;
  return `item ${Number(last) + 1} of ${keys.at(-2)}`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
