// Does a value have the shape of its kind, and if not: what is wrong, in plain words.

import { schemaOf, validatorOf } from "./compiled.ts";
import type { Defect } from "./conform.ts";
import { nonconformities } from "./conform.ts";
import type { Kind } from "./kinds.ts";
import { apiVersion, kinds } from "./kinds.ts";
import { didYouMean } from "./suggest.ts";

/** What a value claims to be, and what keeps it from being that. */
export interface Shape {
  readonly kind: Kind | null;
  readonly defects: readonly Defect[];
}

/**
 * Judges one value by its envelope and then by the schema of its kind.
 * @param expected the kind that must live at the file's path, or null where any may
 */
export function shapeOf(value: unknown, expected: Kind | null): Shape {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    return { kind: null, defects: [noMapping(value, expected)] };
  const envelope = value as { readonly [key: string]: unknown };
  const kind = kinds.find((known) => known === envelope["kind"]) ?? null;
  const stranger = misplaced(envelope, kind, expected);
  if (stranger) return { kind, defects: [stranger] };
  if (kind === null || validatorOf(kind)(value)) return { kind, defects: [] };
  const defects = nonconformities(value, schemaOf(kind));
  return { kind, defects: defects.length > 0 ? defects : [unexplained(kind)] };
}

function noMapping(value: unknown, expected: Kind | null): Defect {
  const what =
    value === null ? "The document is empty" : `The document is ${Array.isArray(value) ? "a list" : "a single value"}`;
  return {
    rule: "DOC004",
    pointer: "",
    message: `${what}; it must be a mapping that starts with apiVersion and kind`,
    help: `Start it with: apiVersion: ${apiVersion}, kind: ${expected ?? "…"}`,
  };
}

/** DOC003: the first reason why it cannot be known by which schema the document is to be judged. */
function misplaced(
  envelope: { readonly [key: string]: unknown },
  kind: Kind | null,
  expected: Kind | null,
): Defect | null {
  const defect = (key: string, message: string, help: string | null): Defect => ({
    rule: "DOC003",
    pointer: `/${key}`,
    message,
    help,
  });
  const claimed = envelope["kind"];
  const here =
    expected === null
      ? `Kinds: ${kinds.join(", ")}.`
      : `The file at this path is ${/^[AI]/.test(expected) ? "an" : "a"} ${expected}.`;
  if (claimed === undefined) return defect("kind", "kind is missing", here);
  if (kind === null) {
    const meant = typeof claimed === "string" ? didYouMean(claimed, expected === null ? kinds : [expected]) : null;
    return defect("kind", `${shown(claimed)} is not a kind kwanus knows`, meant ?? here);
  }
  if (expected !== null && kind !== expected) return defect("kind", `A ${kind} cannot live at this path`, here);
  const version = envelope["apiVersion"];
  if (version === undefined) return defect("apiVersion", "apiVersion is missing", `Write apiVersion: ${apiVersion}`);
  if (version !== apiVersion)
    return defect(
      "apiVersion",
      `${shown(version)} is not an apiVersion kwanus knows`,
      `Write apiVersion: ${apiVersion}`,
    );
  return null;
}

function shown(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value).slice(0, 60);
  return Array.isArray(value) ? "A list" : "A mapping";
}

// The walk and the validator read the same schema, so this is never seen; it keeps a bug from passing for "valid".
function unexplained(kind: Kind): Defect {
  const first = validatorOf(kind).errors?.[0];
  return {
    rule: "DOC004",
    pointer: first?.instancePath ?? "",
    message: `does not conform to the schema of ${kind} (${first?.keyword ?? "unknown"})`,
    help: null,
  };
}
