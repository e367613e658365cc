// The operations of two OpenAPI documents: which came, which went, and what of each differs.

import {
  compareBodies,
  compareParameters,
  compareResponses,
  parametersOf,
  type Scope,
  tell,
} from "./compare-messages.ts";
import { canonical, child, entries, type Node, resolved, rootOf, text } from "./compare-node.ts";
import { type Comparison, findingsBelow, newComparison, type Told } from "./compare-pairs.ts";
import { compareSchemas } from "./compare-schema.ts";
import { comparePermissions, compareSecurity, compareServers, serversOf } from "./compare-security.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Compares two OpenAPI documents; what is found stands by operation. */
export function compareDocuments(old: Node, fresh: Node): Told[] {
  const comparison = newComparison(compareSchemas);
  const told: Told[] = [];
  const whole = scopeOf(comparison, "request");
  compareServers(whole, serversOf(old), serversOf(fresh));
  compareRest(whole, old, fresh, rootWords);
  told.push(...whole.findings.map((finding) => ({ operation: null, finding })));
  told.push(...comparePaths(comparison, child(old, "paths"), child(fresh, "paths")));
  told.push(...compareHooks(comparison, child(old, "webhooks"), child(fresh, "webhooks")));
  return told;
}

function scopeOf(comparison: Comparison, sent: Scope["sent"]): Scope {
  return { comparison, pairs: [], findings: [], sent, read: sent === "request" ? "response" : "request" };
}

function comparePaths(comparison: Comparison, old: Node | null, fresh: Node | null): Told[] {
  const [was, is] = [entries(old), entries(fresh)].map((all) => all.filter(([path]) => !path.startsWith("x-")));
  const left = new Map(is);
  const byShape = new Map<string, string>();
  for (const [path] of is ?? []) byShape.set(shapeOf(path), path);
  const told: Told[] = [];
  for (const [path, before] of was ?? []) {
    const twin = left.has(path) ? path : (byShape.get(shapeOf(path)) ?? path);
    const after = left.get(twin) ?? null;
    left.delete(twin);
    told.push(...compareItems(comparison, path, twin, before, after));
  }
  for (const [path, after] of left) told.push(...compareItems(comparison, path, path, null, after));
  return told;
}

/** A path without the names of its parameters: `/scores/{}`. */
function shapeOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, "{}");
}

function renamedIn(path: string, twin: string): Map<string, string> {
  const names = (template: string): string[] => [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const now = names(twin);
  const pairs = names(path).map((name, index): [string, string] => [name, now[index] ?? name]);
  return new Map(pairs.filter(([was, is]) => was !== is));
}

function compareItems(
  comparison: Comparison,
  path: string,
  twin: string,
  old: Node | null,
  fresh: Node | null,
): Told[] {
  const told: Told[] = [];
  for (const method of methods) {
    const [before, after] = [ofItem(old, method), ofItem(fresh, method)];
    const scope = scopeOf(comparison, "request");
    const operation = `${method.toUpperCase()} ${path}`;
    if (before === null && after === null) continue;
    if (before === null) tell(scope, "operation-added", null, null, after);
    else if (after === null) tell(scope, "operation-removed", null, before, null);
    else
      compareOperations(
        scope,
        { item: old, operation: before },
        { item: fresh, operation: after },
        renamedIn(path, twin),
      );
    told.push(...findingsOf(scope, operation));
  }
  if (old !== null && fresh !== null) {
    const scope = scopeOf(comparison, "request");
    const [own, ownNow] = [old, fresh].map((item) => serversOf(item, resolved(item)));
    if (own || ownNow)
      compareServers(scope, own ?? serversOf(rootOf(old.source)), ownNow ?? serversOf(rootOf(fresh.source)));
    compareRest(scope, old, fresh, itemWords);
    compareRest(scope, resolved(old) ?? old, resolved(fresh) ?? fresh, itemWords);
    told.push(...findingsOf(scope, path));
  }
  return told;
}

/** What a path says: beside a reference stands what it adds of its own. */
function ofItem(item: Node | null, key: string): Node | null {
  return child(item, key) ?? child(resolved(item), key);
}

/** All that was found for an operation, its schemas included. */
function findingsOf({ findings, pairs, comparison }: Scope, operation: string): Told[] {
  const below = pairs.flatMap((pair) => findingsBelow(pair, comparison));
  return [...findings, ...below].map((finding) => ({ operation, finding }));
}

interface Placed {
  readonly item: Node | null;
  readonly operation: Node;
}

function compareOperations(scope: Scope, old: Placed, fresh: Placed, renamed: ReadonlyMap<string, string>): void {
  const [was, is] = [old.operation, fresh.operation];
  const [before, after] = [text(child(was, "operationId")), text(child(is, "operationId"))];
  if (before !== after) {
    const check =
      before === null ? "operation-id-added" : after === null ? "operation-id-removed" : "operation-id-changed";
    tell(scope, check, null, child(was, "operationId"), child(is, "operationId"));
  }
  const [ended, ending] = [child(was, "deprecated"), child(is, "deprecated")];
  if ((ended?.value === true) !== (ending?.value === true))
    tell(scope, ending?.value === true ? "became-deprecated" : "became-undeprecated", null, ended, ending);
  compareParameters(scope, parametersOf(old.item, was), parametersOf(fresh.item, is), renamed);
  compareBodies(scope, child(was, "requestBody"), child(is, "requestBody"));
  compareResponses(scope, child(was, "responses"), child(is, "responses"));
  compareSecurity(scope, was, is);
  comparePermissions(scope, was, is);
  // The lists of the path and of the whole document are compared there.
  if (serversOf(was) !== null || serversOf(is) !== null) compareServers(scope, serversFor(old), serversFor(fresh));
  compareRest(scope, was, is, operationWords);
  compareCallbacks(scope, child(was, "callbacks"), child(is, "callbacks"));
}

function serversFor({ item, operation }: Placed): Node | null {
  return serversOf(operation, item, resolved(item), rootOf(operation.source));
}

/** What is called in the other direction: its requests are read by the caller of the API. */
function compareCallbacks(scope: Scope, old: Node | null, fresh: Node | null): void {
  const [was, is] = [new Map(entries(old)), new Map(entries(fresh))];
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    const [before, after] = [resolved(was.get(name) ?? null), resolved(is.get(name) ?? null)];
    const expressions = new Set([...entries(before), ...entries(after)].map(([expression]) => expression));
    for (const expression of expressions) {
      if (expression.startsWith("x-")) continue;
      const [one, other] = [child(before, expression), child(after, expression)];
      if (other === null) tell(scope, "callback-removed", null, one, null);
      else if (one === null) tell(scope, "callback-added", null, null, other);
      else
        for (const method of methods)
          reversed(
            scope,
            { item: one, operation: ofItem(one, method) },
            { item: other, operation: ofItem(other, method) },
            "callback",
          );
    }
  }
}

function compareHooks(comparison: Comparison, old: Node | null, fresh: Node | null): Told[] {
  const [was, is] = [new Map(entries(old)), new Map(entries(fresh))];
  const told: Told[] = [];
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    const [before, after] = [was.get(name) ?? null, is.get(name) ?? null];
    const scope = scopeOf(comparison, "response");
    for (const method of methods)
      reversed(
        scope,
        { item: before, operation: ofItem(before, method) },
        { item: after, operation: ofItem(after, method) },
        "webhook",
      );
    told.push(...findingsOf(scope, `webhook ${name}`));
  }
  return told;
}

/** An operation of whoever is called back. */
function reversed(
  scope: Scope,
  old: { readonly item: Node | null; readonly operation: Node | null },
  fresh: { readonly item: Node | null; readonly operation: Node | null },
  kind: "callback" | "webhook",
): void {
  const [was, is] = [old.operation, fresh.operation];
  if (was === null && is === null) return;
  if (was === null || is === null) {
    tell(scope, was === null ? `${kind}-added` : `${kind}-removed`, null, was, is);
    return;
  }
  // Pairs and findings go where those of the calling operation go; only the direction is another one.
  const inner: Scope = { ...scope, sent: "response", read: "request" };
  compareParameters(inner, parametersOf(old.item, was), parametersOf(fresh.item, is), new Map());
  compareBodies(inner, child(was, "requestBody"), child(is, "requestBody"));
  compareResponses(inner, child(was, "responses"), child(is, "responses"));
  compareRest(
    inner,
    was,
    is,
    [...operationWords, "operationId", "deprecated", "callbacks"].filter((word) => word !== "security"),
  );
}

const common = ["summary", "description", "externalDocs", "tags"];
const rootWords = [...common, "openapi", "info", "servers", "paths", "webhooks", "components", "security"];
const itemWords = [...common, ...methods, "$ref", "servers", "parameters"];
const operationWords = [
  ...common,
  ...["operationId", "deprecated", "parameters", "requestBody", "responses", "security", "servers", "callbacks"],
];

/** Words nobody here knows are never taken for harmless. */
function compareRest(scope: Scope, old: Node, fresh: Node, known: readonly string[]): void {
  const words = new Set([...entries(old), ...entries(fresh)].map(([word]) => word));
  for (const word of words) {
    if (word.startsWith("x-") || known.includes(word)) continue;
    const [was, is] = [child(old, word), child(fresh, word)];
    if (canonical(was?.value ?? null) !== canonical(is?.value ?? null)) tell(scope, "keyword-changed", null, was, is);
  }
}
