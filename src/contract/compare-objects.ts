// The properties of two schemas: which came, which went, which must be there.

import { anything, type Node } from "./compare-node.ts";
import { type Comparison, note, type Pair, pairOf } from "./compare-pairs.ts";
import { type All, isHidden, type View } from "./compare-view.ts";

/** Compares what two schemas say about the properties of an object. */
export function compareProperties(pair: Pair, old: View, fresh: View, comparison: Comparison): void {
  const link = (was: All, is: All): void => void pair.next.push(pairOf(comparison, was, is, pair.direction));
  // What a caller only reads is not sent, and what it only sends does not come.
  const hidden = pair.direction === "request" ? "readOnly" : "writeOnly";
  for (const name of namesOf(old, fresh)) {
    const [was, is] = [old.properties.get(name) ?? null, fresh.properties.get(name) ?? null];
    const [wasHidden, isHiddenNow] = [was !== null && isHidden(was, hidden), is !== null && isHidden(is, hidden)];
    const [needed, needs] = [old.required.get(name) ?? null, fresh.required.get(name) ?? null];
    if (was === null && is === null) requirement(pair, needed, needs, old, fresh);
    else if ((was === null || wasHidden) && (is === null || isHiddenNow)) continue;
    else if (was === null || wasHidden) added(pair, name, is ?? [], old, fresh, link);
    else if (is === null) removed(pair, name, was, old, fresh, link);
    else if (isHiddenNow) note(pair, "property-became-hidden", was[0] ?? null, is[0] ?? null);
    else {
      requirement(pair, needed, needs, { home: was[0] as Node }, { home: is[0] as Node });
      link(was, is);
    }
  }
  compareOthers(pair, old, fresh, link);
  comparePatterns(pair, old, fresh, link);
  compareDependencies(pair, old, fresh);
}

function namesOf(old: View, fresh: View): Set<string> {
  return new Set([
    ...old.properties.keys(),
    ...fresh.properties.keys(),
    ...old.required.keys(),
    ...fresh.required.keys(),
  ]);
}

type Link = (was: All, is: All) => void;
type Home = Pick<View, "home">;

function requirement(pair: Pair, needed: Node | null, needs: Node | null, old: Home, fresh: Home): void {
  if (needed === null && needs !== null) note(pair, "property-became-required", old.home, needs);
  if (needed !== null && needs === null) note(pair, "property-became-optional", needed, fresh.home);
}

function added(pair: Pair, name: string, schema: All, old: View, fresh: View, link: Link): void {
  const at = schema[0] ?? null;
  const others = othersOf(old);
  // What went the other way only was not needed here.
  const needed = old.properties.has(name) ? null : (old.required.get(name) ?? null);
  const needs = fresh.required.get(name) ?? null;
  if (needed === null && needs !== null) note(pair, "property-added-required", null, at);
  // It had to be there before anything described it.
  if (needed !== null && needs === null) note(pair, "property-became-optional", needed, at);
  if (others === "none") note(pair, "property-added-to-closed", null, at);
  else if (others !== "any") link(others, schema);
  if (needs === null && others !== "none") note(pair, "property-added", null, at);
}

function removed(pair: Pair, name: string, schema: All, old: View, fresh: View, link: Link): void {
  const at = schema[0] ?? null;
  const others = othersOf(fresh);
  const always = old.required.has(name);
  const needs = fresh.required.get(name);
  if (!always && needs !== undefined) note(pair, "property-became-required", at, needs);
  if (others === "none") {
    note(pair, "property-removed-from-closed", at, null);
    if (always && pair.direction === "response") note(pair, "property-removed-required", at, null);
    return;
  }
  note(pair, always ? "property-removed-required" : "property-removed", at, null);
  if (others !== "any") link(schema, others);
}

/** What holds for properties that are not named: nothing, that there are none, or a schema. */
function othersOf({ parts }: View): "any" | "none" | All {
  const said = parts.get("additionalProperties") ?? parts.get("unevaluatedProperties");
  if (said === undefined || said.every(({ value }) => value === true)) return "any";
  return said.some(({ value }) => value === false) ? "none" : said;
}

function compareOthers(pair: Pair, old: View, fresh: View, link: Link): void {
  const [was, is] = [othersOf(old), othersOf(fresh)];
  const node = ({ parts, home }: View): Node =>
    (parts.get("additionalProperties") ?? parts.get("unevaluatedProperties"))?.[0] ?? home;
  const [before, after] = [node(old), node(fresh)];
  if (was === is && typeof was === "string") return;
  if (is === "none") note(pair, "became-closed", before, after);
  else if (was === "none") note(pair, "became-open", before, after);
  else {
    const schema = (side: "any" | All, { home }: View): All => (side === "any" ? [anything(home)] : side);
    link(schema(was, old), schema(is, fresh));
  }
}

/** `patternProperties` and `dependentSchemas`, each by its key. */
function comparePatterns(pair: Pair, old: View, fresh: View, link: Link): void {
  for (const key of new Set([...old.keyed.keys(), ...fresh.keyed.keys()])) {
    const [was, is] = [old.keyed.get(key), fresh.keyed.get(key)];
    const isPattern = key.startsWith("patternProperties/");
    if (was !== undefined && is !== undefined) link(was, is);
    else if (was !== undefined)
      note(pair, isPattern ? "pattern-property-removed" : "condition-removed", was[0] ?? null, null);
    else if (is !== undefined)
      note(pair, isPattern ? "pattern-property-added" : "condition-added", null, is[0] ?? null);
  }
}

function compareDependencies(pair: Pair, old: View, fresh: View): void {
  for (const [what, node] of old.dependencies)
    if (!fresh.dependencies.has(what)) note(pair, "dependency-removed", node, null);
  for (const [what, node] of fresh.dependencies)
    if (!old.dependencies.has(what)) note(pair, "dependency-added", null, node);
}
