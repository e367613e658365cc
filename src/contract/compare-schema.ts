// Two schemas, keyword by keyword: what one allows and the other does not.

import type { CheckId } from "./compare-checks.ts";
import { compareFormats } from "./compare-formats.ts";
import { anything, canonical, child, entries, type Node } from "./compare-node.ts";
import { compareProperties } from "./compare-objects.ts";
import { areAlike, type Comparison, note, type Pair, pairOf, view } from "./compare-pairs.ts";
import { compareUnions } from "./compare-unions.ts";
import type { All, View } from "./compare-view.ts";

/** Compares one pair of schemas; the pairs below it are named in `next`. */
export function compareSchemas(pair: Pair, comparison: Comparison): void {
  const [old, fresh] = [view(comparison, pair.old), view(comparison, pair.new)];
  if (old.incomplete || fresh.incomplete) note(pair, "not-compared", old.home, fresh.home);
  else if (old.never !== fresh.never)
    note(pair, old.never ? "became-possible" : "became-impossible", old.home, fresh.home);
  else if (!old.never) compareViews(pair, old, fresh, comparison);
}

function compareViews(pair: Pair, old: View, fresh: View, comparison: Comparison): void {
  if (compareUnions(pair, old, fresh, comparison)) return;
  if (!compareTypes(pair, old, fresh)) return;
  compareEnums(pair, old, fresh);
  compareLimits(pair, old, fresh);
  compareWords(pair, old, fresh);
  compareProperties(pair, old, fresh, comparison);
  compareItems(pair, old, fresh, comparison);
  compareListed(pair, old, fresh, comparison);
}

/** False where the types have nothing in common: then nothing else is worth saying. */
function compareTypes(pair: Pair, old: View, fresh: View): boolean {
  const [was, is] = [old.types, fresh.types];
  const [before, after] = [old.typeAt ?? null, fresh.typeAt ?? null];
  if (was === null || is === null) {
    if (was === is) return true;
    const [stated, silent] = was === null ? [is, old] : [was, fresh];
    const implied = typeImplied(silent);
    const fits = implied !== null && [...(stated ?? [])].every((type) => type === implied || type === "null");
    if (fits) note(pair, was === null ? "type-stated" : "type-unstated", before ?? old.home, after ?? fresh.home);
    else note(pair, was === null ? "type-narrowed" : "type-widened", before ?? old.home, after ?? fresh.home);
    return true;
  }
  const gone = [...was].filter((type) => !is.has(type));
  const come = [...is].filter((type) => !was.has(type));
  if (gone.length === 0 && come.length === 0) return true;
  if (gone.length === 0 && isNull(come)) note(pair, "became-nullable", before, fresh.nullAt ?? after);
  else if (come.length === 0 && isNull(gone)) note(pair, "became-not-nullable", old.nullAt ?? before, after);
  else if (gone.length === 0) note(pair, "type-widened", before, after);
  else if (come.length === 0) note(pair, "type-narrowed", before, after);
  else note(pair, "type-changed", before, after);
  return gone.length < was.size || come.length === 0;
}

function isNull(types: readonly string[]): boolean {
  return types.length === 1 && types[0] === "null";
}

/** The one type that what is said beside it can be about. */
function typeImplied({ properties, required, parts, prefix }: View): string | null {
  const isObject = properties.size > 0 || required.size > 0 || parts.has("additionalProperties");
  const isList = parts.has("items") || prefix.size > 0;
  return isObject === isList ? null : isObject ? "object" : "array";
}

function compareEnums(pair: Pair, old: View, fresh: View): void {
  if (old.enum === null || fresh.enum === null) {
    if (old.enum !== fresh.enum)
      note(pair, old.enum === null ? "enum-added" : "enum-removed", old.enumAt, fresh.enumAt);
    return;
  }
  // Null among the values is what the types say already.
  const isSaid = (key: string): boolean =>
    key === "null" && old.types?.has("null") !== fresh.types?.has("null") && old.types !== null && fresh.types !== null;
  for (const [key, node] of old.enum)
    if (!fresh.enum.has(key) && !isSaid(key)) note(pair, "enum-value-removed", node, fresh.enumAt);
  for (const [key, node] of fresh.enum)
    if (!old.enum.has(key) && !isSaid(key)) note(pair, "enum-value-added", old.enumAt, node);
}

/** Each bound with its default, and the checks for a stricter and for a laxer one. */
const bounds: readonly (readonly [name: string, none: number, sign: 1 | -1, stricter: CheckId, laxer: CheckId])[] = [
  ["minimum", -Infinity, 1, "minimum-raised", "minimum-lowered"],
  ["maximum", Infinity, -1, "maximum-lowered", "maximum-raised"],
  ["minLength", 0, 1, "min-length-raised", "min-length-lowered"],
  ["maxLength", Infinity, -1, "max-length-lowered", "max-length-raised"],
  ["minItems", 0, 1, "min-items-raised", "min-items-lowered"],
  ["maxItems", Infinity, -1, "max-items-lowered", "max-items-raised"],
  ["minProperties", 0, 1, "min-properties-raised", "min-properties-lowered"],
  ["maxProperties", Infinity, -1, "max-properties-lowered", "max-properties-raised"],
];

function compareLimits(pair: Pair, old: View, fresh: View): void {
  for (const [name, none, sign, stricter, laxer] of bounds) {
    const [was, is] = [old.limits.get(name), fresh.limits.get(name)];
    const [before, after] = [was?.value ?? none, is?.value ?? none];
    const step =
      before === after ? Number(is?.exclusive ?? false) - Number(was?.exclusive ?? false) : sign * (after - before);
    if (step !== 0) note(pair, step > 0 ? stricter : laxer, was?.node ?? null, is?.node ?? null);
  }
}

/** Keywords whose presence alone asks for more, with the checks for coming and going. */
const switches: Readonly<Record<string, readonly [added: CheckId, removed: CheckId, changed: CheckId]>> = {
  pattern: ["pattern-added", "pattern-removed", "pattern-changed"],
  uniqueItems: ["items-must-be-unique", "items-need-not-be-unique", "keyword-changed"],
  deprecated: ["became-deprecated", "became-undeprecated", "keyword-changed"],
  default: ["default-added", "default-removed", "default-changed"],
  $ref: ["reference-changed", "reference-changed", "reference-changed"],
};

function compareWords(pair: Pair, old: View, fresh: View): void {
  for (const keyword of new Set([...old.words.keys(), ...fresh.words.keys()])) {
    const [was, is] = [old.words.get(keyword) ?? new Map(), fresh.words.get(keyword) ?? new Map()];
    const gone: Node[] = [...was].filter(([key]) => !is.has(key)).map(([, node]) => node);
    const come: Node[] = [...is].filter(([key]) => !was.has(key)).map(([, node]) => node);
    const [before = null, after = null] = [gone[0], come[0]];
    if (before === null && after === null) continue;
    if (keyword === "discriminator" && gone.length < 2 && come.length < 2) compareDiscriminators(pair, before, after);
    else if (keyword === "format") compareFormats(pair, gone, come);
    else if (keyword === "multipleOf") compareSteps(pair, gone, come);
    else {
      const [added, removed, changed] = Object.hasOwn(switches, keyword) ? (switches[keyword] ?? none) : none;
      note(pair, before === null ? added : after === null ? removed : changed, before, after);
    }
  }
}

const none: readonly [CheckId, CheckId, CheckId] = ["keyword-changed", "keyword-changed", "keyword-changed"];

function compareSteps(pair: Pair, gone: readonly Node[], come: readonly Node[]): void {
  const [before = null, after = null] = [gone[0], come[0]];
  const [was, is] = [before?.value ?? null, after?.value ?? null];
  if (gone.length > 1 || come.length > 1) note(pair, "keyword-changed", before, after);
  else if (was === null || isMultiple(is, was)) note(pair, "multiple-of-narrowed", before, after);
  else if (is === null || isMultiple(was, is)) note(pair, "multiple-of-widened", before, after);
  else note(pair, "multiple-of-changed", before, after);
}

/** False also where rounding leaves it open: then the values are called different ones. */
function isMultiple(many: unknown, one: unknown): boolean {
  return typeof many === "number" && typeof one === "number" && one > 0 && Number.isInteger(many / one);
}

function compareDiscriminators(pair: Pair, old: Node | null, fresh: Node | null): void {
  if (old === null || fresh === null) {
    note(pair, old === null ? "discriminator-added" : "discriminator-removed", old, fresh);
    return;
  }
  const [was, is] = [child(old, "propertyName"), child(fresh, "propertyName")];
  if (canonical(was?.value) !== canonical(is?.value)) note(pair, "discriminator-changed", was, is);
  const [before, after] = [new Map(entries(child(old, "mapping"))), new Map(entries(child(fresh, "mapping")))];
  // Without a mapping the names of the schemas are the values, and those are compared as alternatives.
  if (before.size === 0 || after.size === 0) return;
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [from = null, to = null] = [before.get(name), after.get(name)];
    if (from === null) note(pair, "discriminator-value-added", null, to);
    else if (to === null) note(pair, "discriminator-value-removed", from, null);
    else if (canonical(from.value) !== canonical(to.value)) note(pair, "discriminator-value-changed", from, to);
  }
}

function compareItems(pair: Pair, old: View, fresh: View, comparison: Comparison): void {
  const part = (side: View, keyword: string): All => side.parts.get(keyword) ?? [anything(side.home)];
  for (const keyword of ["items", "propertyNames", "unevaluatedItems", "contentSchema"])
    if (old.parts.has(keyword) || fresh.parts.has(keyword))
      pair.next.push(pairOf(comparison, part(old, keyword), part(fresh, keyword), pair.direction));
  // An item that has no schema of its own has that of the rest.
  for (const index of new Set([...old.prefix.keys(), ...fresh.prefix.keys()])) {
    const [was, is] = [old.prefix.get(index) ?? part(old, "items"), fresh.prefix.get(index) ?? part(fresh, "items")];
    pair.next.push(pairOf(comparison, was, is, pair.direction));
  }
}

/** What stands for itself: compared one by one where there are as many on both sides. */
function compareListed(pair: Pair, old: View, fresh: View, comparison: Comparison): void {
  for (const keyword of ["not", "if", "contains"]) {
    const [was, is] = [old.listed.get(keyword) ?? [], fresh.listed.get(keyword) ?? []];
    if (was.length !== is.length) {
      const [added, removed]: readonly [CheckId, CheckId] =
        keyword === "not" ? ["exclusion-added", "exclusion-removed"] : ["condition-added", "condition-removed"];
      note(pair, is.length > was.length ? added : removed, was[0] ?? null, is[0] ?? null);
    } else
      for (const [index, before] of was.entries()) {
        const after = is[index] as Node;
        if (keyword === "if") compareConditions(pair, before, after, comparison);
        else if (!areAlike([before], [after], pair.direction, comparison))
          note(pair, "condition-changed", before, after);
      }
  }
}

/** A condition that changed may mean anything; under the same condition the consequences are compared. */
function compareConditions(pair: Pair, old: Node, fresh: Node, comparison: Comparison): void {
  const part = (node: Node, keyword: string): All => [child(node, keyword) ?? anything(node)];
  if (!areAlike(part(old, "if"), part(fresh, "if"), pair.direction, comparison)) {
    note(pair, "condition-changed", child(old, "if"), child(fresh, "if"));
    return;
  }
  for (const keyword of ["then", "else"])
    pair.next.push(pairOf(comparison, part(old, keyword), part(fresh, keyword), pair.direction));
}
