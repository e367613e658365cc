// `$ref`: inside the file it is followed, everything else is refused. Nothing is fetched, and no other file is read.

import { below, keysOf } from "../document/pointer.ts";
import type { Fault } from "./contract.ts";
import { clipped, type Data, fieldOf, fieldsOf, itemsOf, objectOf } from "./data.ts";

/** Something in a contract with its place. */
export interface Placed {
  readonly value: unknown;
  readonly pointer: string;
}

/** What a value stands for: itself, or what its `$ref` leads to. Undefined as value where that leads nowhere. */
export function resolved(root: unknown, placed: Placed): Placed {
  const seen = new Set<string>();
  let here = placed;
  for (;;) {
    const ref = fieldOf(here.value, "$ref");
    if (typeof ref !== "string") return here;
    const pointer = pointerOf(ref);
    if (pointer === null || seen.has(pointer)) return { value: undefined, pointer: here.pointer };
    seen.add(pointer);
    here = { value: valueAt(root, pointer), pointer };
  }
}

/** What a JSON pointer names, or undefined. */
export function valueAt(root: unknown, pointer: string): unknown {
  let at = root;
  for (const key of keysOf(pointer)) at = Array.isArray(at) ? itemAt(at, key) : fieldOf(at, key);
  return at;
}

function itemAt(list: readonly unknown[], key: string): unknown {
  return /^(?:0|[1-9]\d*)$/.test(key) ? list[Number(key)] : undefined;
}

/** The JSON pointer of a reference into the same file, or null. */
function pointerOf(ref: string): string | null {
  if (!ref.startsWith("#/")) return null;
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    return null;
  }
}

/** Where each `$anchor` of a document stands, by its name; the first of two. */
export function anchorsIn(root: unknown): Map<string, string> {
  const found = new Map<string, string>();
  for (const { anchor, pointer } of marksIn(root, "", false))
    if (anchor !== null && !found.has(anchor)) found.set(anchor, pointer);
  return found;
}

/** More than anybody mends in one go. */
const most = 100;

/** What is wrong with the references of a document; at most a hundred faults. */
export function referenceFaults(root: unknown): Fault[] {
  const anchors = new Set<string>();
  const found: { readonly ref: string; readonly pointer: string; readonly holder: Data }[] = [];
  for (const { ref, anchor, pointer, holder } of marksIn(root, "", false)) {
    if (anchor !== null) anchors.add(anchor);
    if (ref !== null) found.push({ ref, pointer: below(pointer, "$ref"), holder });
  }
  const endless = endlessIn(
    root,
    found.map(({ holder }) => holder),
  );
  const faults: Fault[] = [];
  for (const { ref, pointer, holder } of found) {
    const wrong = wrongIn(root, ref, anchors) ?? (endless.has(holder) ? noEnd(ref) : null);
    if (wrong !== null) faults.push({ pointer, ...wrong });
    if (faults.length === most) break;
  }
  return faults;
}

type Wrong = Pick<Fault, "message" | "help">;

function wrongIn(root: unknown, ref: string, anchors: ReadonlySet<string>): Wrong | null {
  const name = clipped(ref);
  if (!ref.startsWith("#"))
    return {
      message: `the reference ${name} leads out of this file`,
      help: /^[a-z][a-z0-9+.-]*:/i.test(ref)
        ? "Nothing is fetched. Copy what it names into components, and refer to it with #/components/…"
        : "A contract is one file. Copy what it names into components, and refer to it with #/components/…",
    };
  if (/^#[A-Za-z_][A-Za-z0-9_.-]*$/.test(ref) && anchors.has(ref.slice(1))) return null;
  const pointer = pointerOf(ref);
  if (pointer === null || valueAt(root, pointer) === undefined)
    return { message: `the reference ${name} names nothing in this file`, help: nearest(root, pointer) };
  return null;
}

function nearest(root: unknown, pointer: string | null): string {
  const folder = pointer === null ? null : pointer.slice(0, pointer.lastIndexOf("/"));
  const names = folder === null ? [] : fieldsOf(valueAt(root, folder)).map(([name]) => clipped(name));
  if (names.length === 0) return "Add what it names, or correct it.";
  const shown = names.slice(0, 8).join(", ");
  return `There is ${shown}${names.length > 8 ? ` and ${names.length - 8} more` : ""}.`;
}

function noEnd(ref: string): Wrong {
  return {
    message: `the reference ${clipped(ref)} leads back to itself: what it stands for has no end`,
    help: "Take out one of the references of the circle, or let it go through a property or an item.",
  };
}

/**
 * One reference of every circle: following `$ref` and `allOf`, which say more of the same value, from them comes back
 * to them. In time linear in the document.
 */
function endlessIn(root: unknown, holders: readonly Data[]): Set<Data> {
  const closing = new Set<Data>();
  const state = new Map<Data, "open" | "done">();
  for (const first of holders) {
    const path: { readonly at: Data; readonly rest: Data[] }[] = [];
    const enter = (at: Data): void => {
      state.set(at, "open");
      path.push({ at, rest: saidOfTheSame(root, at) });
    };
    if (!state.has(first)) enter(first);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        state.set(top.at, "done");
        path.pop();
      } else if (state.get(next) === "open") {
        const circle = path.slice(path.findIndex(({ at }) => at === next)).map(({ at }) => at);
        const reference = circle.find((at) => typeof fieldOf(at, "$ref") === "string");
        if (reference !== undefined) closing.add(reference);
      } else if (!state.has(next)) enter(next);
    }
  }
  return closing;
}

function saidOfTheSame(root: unknown, at: Data): Data[] {
  const ref = fieldOf(at, "$ref");
  const pointer = typeof ref === "string" ? pointerOf(ref) : null;
  const target = pointer === null ? null : objectOf(valueAt(root, pointer));
  const parts = itemsOf(fieldOf(at, "allOf")).flatMap((part): Data[] => {
    const object = objectOf(part);
    return object === null ? [] : [object];
  });
  return target === null ? parts : [...parts, target];
}

interface Mark {
  readonly ref: string | null;
  readonly anchor: string | null;
  readonly pointer: string;
  readonly holder: Data;
}

/** Keywords below which somebody's own data stands, which may look like anything. */
const data = new Set(["example", "default", "enum", "const", "value"]);
/** Keywords whose fields are names somebody chose, and no keywords. */
const naming = new Set([
  "properties",
  "patternProperties",
  "$defs",
  "dependentSchemas",
  "dependentRequired",
  "schemas",
  "responses",
  "parameters",
  "examples",
  "requestBodies",
  "headers",
  "securitySchemes",
  "links",
  "callbacks",
  "pathItems",
  "paths",
  "webhooks",
  "content",
  "encoding",
  "mapping",
  "scopes",
  "variables",
]);

/** Every reference and anchor of a document, wherever one can stand. */
function* marksIn(value: unknown, pointer: string, names: boolean): Generator<Mark> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* marksIn(item, below(pointer, index), false);
    return;
  }
  const holder = objectOf(value);
  if (holder === null) return;
  if (!names) {
    const [ref, anchor] = [fieldOf(holder, "$ref"), fieldOf(holder, "$anchor")];
    if (typeof ref === "string" || typeof anchor === "string")
      yield {
        ref: typeof ref === "string" ? ref : null,
        anchor: typeof anchor === "string" ? anchor : null,
        pointer,
        holder,
      };
  }
  for (const [key, inner] of Object.entries(holder)) {
    if (!names && (data.has(key) || key.startsWith("x-"))) continue;
    // A list of examples is data; examples by name are objects of OpenAPI.
    if (!names && key === "examples" && Array.isArray(inner)) continue;
    yield* marksIn(inner, below(pointer, key), !names && naming.has(key) && !Array.isArray(inner));
  }
}
