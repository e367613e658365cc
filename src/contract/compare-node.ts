// A place in one of two compared documents: its value, its JSON pointer, and what its references lead to.

import { below, keysOf } from "../document/pointer.ts";
import { anchorsIn } from "./references.ts";

/** How schemas are read: as OpenAPI 3.0 has them, or as JSON Schema has them, which OpenAPI 3.1 follows. */
export type Dialect = "openapi-3.0" | "json-schema";

export interface Source {
  readonly side: "old" | "new";
  readonly root: unknown;
  readonly dialect: Dialect;
}

export interface Node {
  readonly value: unknown;
  /** JSON pointer from the root of the document. */
  readonly at: string;
  readonly source: Source;
  /** Nothing stands there: it is what leaving it out means. */
  readonly implied?: true;
}

/** The schema that allows everything, where a place says nothing. */
export function anything({ at, source }: Node): Node {
  return { value: true, at, source, implied: true };
}

/** The root of a document as a node. */
export function rootOf(source: Source): Node {
  return { value: source.root, at: "", source };
}

/** True for a mapping; lists, texts and null are none. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands under a key or an index, or null. Only own keys: nobody's `__proto__` is followed. */
export function child(node: Node | null, key: string | number): Node | null {
  const value = node?.value;
  if (node === null || typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
  return { value: (value as Record<string | number, unknown>)[key], at: below(node.at, key), source: node.source };
}

/** The entries of a mapping, none of anything else. */
export function entries(node: Node | null): [string, Node][] {
  if (node === null || !isMapping(node.value)) return [];
  return Object.keys(node.value).map((key) => [key, child(node, key) as Node]);
}

/** The items of a list, none of anything else. */
export function items(node: Node | null): Node[] {
  if (node === null || !Array.isArray(node.value)) return [];
  return node.value.map((_, index) => child(node, index) as Node);
}

/** The text a node holds, or null. */
export function text(node: Node | null): string | null {
  return typeof node?.value === "string" ? node.value : null;
}

const anchors = new WeakMap<Source, Map<string, string>>();

/** What a reference of this document leads to: `#`, `#/…` (RFC 6901 in a URI fragment) and `#anchor`; null where it leads nowhere or out. */
export function target(source: Source, reference: string): Node | null {
  if (/^#[A-Za-z_]/.test(reference)) {
    const known = anchors.get(source) ?? anchorsIn(source.root);
    anchors.set(source, known);
    const pointer = known.get(reference.slice(1));
    return pointer === undefined ? null : nodeAt(source, pointer);
  }
  if (!/^#(?:\/|$)/.test(reference)) return null;
  let pointer: string;
  try {
    pointer = decodeURIComponent(reference.slice(1));
  } catch {
    return null;
  }
  return nodeAt(source, pointer);
}

function nodeAt(source: Source, pointer: string): Node | null {
  let node: Node | null = rootOf(source);
  for (const key of keysOf(pointer)) node = child(node, key);
  return node;
}

const texts = new WeakMap<Source, string>();

/** The canonical text of a whole document. */
export function textOfAll(source: Source): string {
  const text = texts.get(source) ?? canonical(source.root);
  texts.set(source, text);
  return text;
}

const longestChain = 50;

/** An object of OpenAPI behind its references (`parameters`, `responses` …); the last that resolves. */
export function resolved(node: Node | null): Node | null {
  let found = node;
  for (let step = 0; step < longestChain; step++) {
    const reference = text(child(found, "$ref"));
    const next = found === null || reference === null ? null : target(found.source, reference);
    if (next === null) return found;
    found = next;
  }
  return found;
}

/** One text for equal values, whatever the order of keys. Documents are no deeper than `deepest`, so recursion ends. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isMapping(value)) return JSON.stringify(value) ?? "null";
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** Levels of nesting that are followed. */
const deepest = 400;

/** True where a value is nested deeper than `deepest`; looks without recursion, as depth is what it looks for. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
  }
  return false;
}
