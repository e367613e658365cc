// What one value should have been, and what it is instead, in a sentence's second half.

import type { Schema } from "./compiled.ts";
import { fullFormats } from "./formats.ts";
import { didYouMean } from "./suggest.ts";

interface Complaint {
  readonly rule: string;
  /** Continues "fieldName …". */
  readonly message: string;
  readonly help: string | null;
}

/** The first thing wrong with a value in itself, whatever is inside it; null where nothing is. */
export function complaint(value: unknown, schema: Schema): Complaint | null {
  const { type, const: only, enum: allowed, pattern, format } = schema;
  if ("const" in schema && value !== only) return wrong(`must be ${plain(only)}, not ${quoted(value)}`);
  if (allowed && !allowed.includes(value)) {
    const help = typeof value === "string" ? didYouMean(value, allowed.map(String)) : null;
    return wrong(`must be ${either(allowed.map(plain))}, not ${quoted(value)}`, help);
  }
  const types = type === undefined ? [] : [type].flat();
  if (types.length > 0 && !types.some((one) => isType(value, one))) {
    if (types.includes("string") && isCoerced(value)) return coerced(value, expected(schema, types));
    return wrong(`${expected(schema, types)}, not ${quoted(value)}`, cure(value, types));
  }
  if (typeof value === "string") {
    const { minLength = 0, maxLength = Infinity } = schema;
    if (value.length < minLength) return wrong("must not be empty");
    if (value.length > maxLength && [...value].length > maxLength)
      return wrong(`may be at most ${maxLength} characters long, not ${[...value].length}`);
    if (pattern && !new RegExp(pattern, "u").test(value))
      return wrong(`${schema.patternErrorMessage ?? `must match ${pattern}`}, not ${quoted(value)}`);
    if (format && !fullFormats[format].validate(value))
      return format === "email"
        ? wrong(`must be an e-mail address, not ${quoted(value)}`)
        : { ...wrong(`names a day or time that does not exist: ${value}`), rule: "DOC007" };
  }
  if (typeof value === "number") {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (value < minimum || value > maximum) return wrong(`${expected(schema, types)}, not ${value}`);
  }
  if (Array.isArray(value) && value.length < (schema.minItems ?? 0)) return wrong("needs at least one item");
  return null;
}

function wrong(message: string, help: string | null = null): Complaint {
  return { rule: "DOC004", message, help };
}

function isCoerced(value: unknown): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}

/** Text that was written without quotes and is a number or a truth value to YAML: 1.10 is 1.1, and 0123 is 123. */
function coerced(value: number | boolean, mustBe: string): Complaint {
  const kind = typeof value === "number" ? "number" : "truth value";
  return {
    rule: "DOC006",
    message: `${mustBe}, and YAML reads the ${kind} ${value}`,
    help: quotesAround(String(value)),
  };
}

/** How to make text of what YAML takes for something else. */
export function quotesAround(source: string): string {
  return `Put it in quotes to make it text: "${source}"`;
}

/** JSON Schema's idea of types: 1.0 is an integer, NaN is no number. */
export function isType(value: unknown, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "number") return Number.isFinite(value);
  return typeof value === type;
}

/** A value as a message shows it, short. */
export function quoted(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function expected(schema: Schema, types: readonly string[]): string {
  if (schema.patternErrorMessage) return schema.patternErrorMessage;
  const { minimum, maximum } = schema;
  const between = minimum === undefined ? "" : ` from ${minimum} to ${maximum}`;
  const names: { readonly [type: string]: string } = {
    string: "text",
    integer: `a whole number${between}`,
    number: `a number${between}`,
    boolean: "true or false",
    array: "a list",
    object: "a mapping",
    null: "null",
  };
  return `must be ${types.map((type) => names[type]).join(" or ")}`;
}

function cure(value: unknown, types: readonly string[]): string | null {
  if (value === null) return "Write a value after the colon, or remove the field if it is optional.";
  if (types.includes("array")) return "Write it as a list: [ … ], or one line per item starting with a hyphen.";
  if (
    types.some((type) => type === "integer" || type === "number" || type === "boolean") &&
    typeof value === "string" &&
    /^(?:[0-9.]+|true|false)$/.test(value)
  )
    return "Remove the quotes.";
  return null;
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
