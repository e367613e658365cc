// What an operation takes and gives: parameters, bodies, statuses, headers.

import type { CheckId, Direction } from "./compare-checks.ts";
import { anything, canonical, child, entries, items, type Node, resolved, text } from "./compare-node.ts";
import { type Comparison, type Finding, type Pair, pairOf } from "./compare-pairs.ts";
import { type All, simplified, viewOf } from "./compare-view.ts";

/** What is compared on behalf of one operation. */
export interface Scope {
  readonly comparison: Comparison;
  readonly pairs: Pair[];
  readonly findings: Finding[];
  /** What a caller of the API sends; in a callback it is what it reads. */
  readonly sent: "request" | "response";
  readonly read: "request" | "response";
}

/** Records a change of an operation. */
export function tell(scope: Scope, check: CheckId, direction: Direction, old: Node | null, fresh: Node | null): void {
  scope.findings.push({ check, direction, old, new: fresh });
}

/** Parameters by place and name: those of the path, behind its reference and beside it, hold unless the operation says otherwise. */
export function parametersOf(item: Node | null, operation: Node | null): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const list of [resolved(item), item, operation].map((holder) => child(holder, "parameters")))
    for (const entry of items(list)) {
      const parameter = resolved(entry) as Node;
      const place = text(child(parameter, "in")) ?? "";
      const name = text(child(parameter, "name")) ?? "";
      // OpenAPI: these three are said elsewhere, and ignored here.
      if (place === "header" && /^(?:accept|content-type|authorization)$/i.test(name)) continue;
      found.set(`${place} ${place === "header" ? name.toLowerCase() : name}`, parameter);
    }
  return found;
}

/**
 * Compares parameters.
 * @param renamed names in the old path's template to those in the new one's
 */
export function compareParameters(
  scope: Scope,
  old: ReadonlyMap<string, Node>,
  fresh: ReadonlyMap<string, Node>,
  renamed: ReadonlyMap<string, string>,
): void {
  const matched = new Set<string>();
  for (const [key, was] of old) {
    const [place = "", name = ""] = key.split(" ");
    const meant = place === "path" && renamed.has(name) ? `path ${renamed.get(name)}` : key;
    const is = fresh.get(meant);
    if (is === undefined) {
      tell(scope, "parameter-removed", scope.sent, was, null);
      continue;
    }
    matched.add(meant);
    if (meant !== key) tell(scope, "path-parameter-renamed", scope.sent, child(was, "name"), child(is, "name"));
    compareParameter(scope, place, was, is);
  }
  for (const [key, is] of fresh)
    if (!matched.has(key))
      tell(scope, isTrue(is, "required") ? "parameter-added-required" : "parameter-added", scope.sent, null, is);
}

function compareParameter(scope: Scope, place: string, was: Node, is: Node): void {
  // Whatever it says, a parameter of the path must be there.
  if (place !== "path")
    turned(scope, scope.sent, "required", was, is, "parameter-became-required", "parameter-became-optional");
  turned(scope, scope.sent, "deprecated", was, is, "became-deprecated", "became-undeprecated");
  if (place === "query")
    turned(scope, scope.sent, "allowEmptyValue", was, is, "empty-value-allowed", "empty-value-refused");
  const [before, after] = [formOf(place, was), formOf(place, is)];
  if (before !== after) {
    const single = [was, is].every((parameter) => isSingle(child(parameter, "schema")));
    const sameStyle = before.split(" ")[0] === after.split(" ")[0];
    const check = single && sameStyle ? "parameter-style-irrelevant" : "parameter-style-changed";
    tell(
      scope,
      check,
      scope.sent,
      child(was, "style") ?? child(was, "explode") ?? was,
      child(is, "style") ?? child(is, "explode") ?? is,
    );
  }
  if (isTrue(was, "allowReserved") !== isTrue(is, "allowReserved"))
    tell(scope, "keyword-changed", scope.sent, child(was, "allowReserved"), child(is, "allowReserved"));
  comparePayload(scope, scope.sent, was, is);
}

/** How values are written: style and explode, with what OpenAPI says where they are left out. */
function formOf(place: string, parameter: Node): string {
  const style = text(child(parameter, "style")) ?? (place === "query" || place === "cookie" ? "form" : "simple");
  const explode = child(parameter, "explode")?.value ?? style === "form";
  return `${style} ${String(explode)}`;
}

function isSingle(schema: Node | null): boolean {
  if (schema === null) return false;
  const { types } = viewOf(simplified([schema]));
  return types !== null && !types.has("array") && !types.has("object");
}

/** A schema or a content, of a parameter or a header. */
function comparePayload(scope: Scope, direction: Pair["direction"], was: Node, is: Node): void {
  const [before, after] = [child(was, "content"), child(is, "content")];
  if ((before === null) !== (after === null))
    tell(scope, "parameter-style-changed", direction, before ?? was, after ?? is);
  else if (before !== null) compareContent(scope, direction, before, after);
  else compareSchemasOf(scope, direction, was, is);
}

/** Names the pair of the schemas of two nodes; where one says nothing, anything goes. */
function compareSchemasOf(scope: Scope, direction: Pair["direction"], was: Node, is: Node): void {
  const [before, after] = [child(was, "schema"), child(is, "schema")];
  if (before === null && after === null) return;
  const all = (schema: Node | null, parent: Node): All => [schema ?? anything(parent)];
  scope.pairs.push(pairOf(scope.comparison, all(before, was), all(after, is), direction));
}

function isTrue(node: Node, key: string): boolean {
  return child(node, key)?.value === true;
}

function turned(scope: Scope, direction: Direction, key: string, was: Node, is: Node, on: CheckId, off: CheckId): void {
  const [before, after] = [isTrue(was, key), isTrue(is, key)];
  if (before !== after) tell(scope, after ? on : off, direction, child(was, key) ?? was, child(is, key) ?? is);
}

/** Compares request bodies. */
export function compareBodies(scope: Scope, old: Node | null, fresh: Node | null): void {
  const [was, is] = [resolved(old), resolved(fresh)];
  if (was === null || is === null) {
    const added = is !== null && isTrue(is, "required") ? "body-added-required" : "body-added";
    if (was !== is) tell(scope, is === null ? "body-removed" : added, scope.sent, was, is);
    return;
  }
  turned(scope, scope.sent, "required", was, is, "body-became-required", "body-became-optional");
  compareContent(scope, scope.sent, child(was, "content"), child(is, "content"));
}

/** Compares media types, each with the one that covers it: `application/json` with `application/*` where it is gone. */
function compareContent(scope: Scope, direction: Pair["direction"], old: Node | null, fresh: Node | null): void {
  const [was, is] = [byEssence(old), byEssence(fresh)];
  for (const [name, before] of was) {
    const after = is.get(name) ?? coveringIn(is, name);
    if (after === undefined) tell(scope, "media-type-removed", direction, before, null);
    else compareMediaTypes(scope, direction, before, after);
  }
  for (const [name, after] of is) {
    if (was.has(name)) continue;
    // What a range promised holds for what is named beside it.
    const range = rangeIn(was, name);
    if (range !== undefined) compareMediaTypes(scope, direction, range, after);
    else tell(scope, "media-type-added", direction, null, after);
  }
}

function compareMediaTypes(scope: Scope, direction: Pair["direction"], was: Node, is: Node): void {
  compareSchemasOf(scope, direction, was, is);
  const [before, after] = [child(was, "encoding"), child(is, "encoding")];
  if (canonical(before?.value) !== canonical(after?.value)) tell(scope, "encoding-changed", direction, before, after);
}

/** Media types without letter case and spaces; parameters are part of the name. */
function byEssence(content: Node | null): Map<string, Node> {
  return new Map(entries(content).map(([name, type]) => [name.toLowerCase().replaceAll(" ", ""), type]));
}

function coveringIn(types: ReadonlyMap<string, Node>, name: string): Node | undefined {
  const [essence = ""] = name.split(";");
  return types.get(essence) ?? rangeIn(types, name);
}

function rangeIn(types: ReadonlyMap<string, Node>, name: string): Node | undefined {
  return types.get(`${name.split("/")[0]}/*`) ?? types.get("*/*");
}

/** Compares what comes back, by status: a status that is gone may still be covered by its hundred or by the default. */
export function compareResponses(scope: Scope, old: Node | null, fresh: Node | null): void {
  const [was, is] = [byStatus(old), byStatus(fresh)];
  for (const [status, before] of was) {
    const named = is.get(status) ?? is.get(`${status[0]}XX`);
    const after = named ?? is.get("default");
    // Who was promised a success is not served by a default, which may stand for errors alone.
    if (named === undefined && after !== undefined && /^[23]/.test(status))
      tell(scope, "other-status-removed", scope.read, before, after);
    if (after !== undefined) compareResponse(scope, before, after);
    else if (/^[23]/.test(status)) tell(scope, "success-status-removed", scope.read, before, null);
    else tell(scope, "other-status-removed", scope.read, before, null);
  }
  for (const [status, after] of is) {
    if (was.has(status)) continue;
    const before = was.get(`${status[0]}XX`) ?? was.get("default");
    if (before !== undefined && status !== "default") compareResponse(scope, before, after);
    else tell(scope, addedStatus(status), scope.read, null, after);
  }
}

function addedStatus(status: string): CheckId {
  if (status.startsWith("2")) return "success-status-added";
  return status.startsWith("3") ? "redirect-status-added" : "other-status-added";
}

function byStatus(responses: Node | null): Map<string, Node> {
  const found = entries(responses).filter(([status]) => !status.startsWith("x-"));
  return new Map(
    found.map(([status, node]) => [status === "default" ? status : status.toUpperCase(), resolved(node) as Node]),
  );
}

function compareResponse(scope: Scope, was: Node, is: Node): void {
  compareContent(scope, scope.read, child(was, "content"), child(is, "content"));
  compareHeaders(scope, child(was, "headers"), child(is, "headers"));
  const [before, after] = [new Map(entries(child(was, "links"))), new Map(entries(child(is, "links")))];
  for (const [name, link] of before)
    if (canonical(resolved(link)?.value) !== canonical(resolved(after.get(name) ?? null)?.value))
      tell(scope, "link-changed", scope.read, link, after.get(name) ?? null);
}

function compareHeaders(scope: Scope, old: Node | null, fresh: Node | null): void {
  const named = (headers: Node | null): Map<string, Node> =>
    new Map(entries(headers).map(([name, node]) => [name.toLowerCase(), resolved(node) as Node]));
  const [was, is] = [named(old), named(fresh)];
  for (const [name, before] of was) {
    const after = is.get(name);
    if (after === undefined)
      tell(scope, isTrue(before, "required") ? "header-removed-required" : "header-removed", scope.read, before, null);
    else {
      turned(scope, scope.read, "required", before, after, "header-became-required", "header-became-optional");
      comparePayload(scope, scope.read, before, after);
    }
  }
  for (const [name, after] of is) if (!was.has(name)) tell(scope, "header-added", scope.read, null, after);
}
