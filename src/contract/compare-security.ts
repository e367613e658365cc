// Who may call, and where: credentials (alternatives of which each asks for several) and addresses.

import { type Scope, tell } from "./compare-messages.ts";
import { canonical, child, entries, isMapping, items, type Node, resolved, rootOf, text } from "./compare-node.ts";

/** One way to be let in: scopes by scheme. Empty: nobody asks. */
type Way = ReadonlyMap<string, ReadonlySet<string>>;

/** Compares what is asked of a caller. An operation's own words replace those of the whole document. */
export function compareSecurity(scope: Scope, old: Node, fresh: Node): void {
  const [was, is] = [old, fresh].map(
    (operation) => child(operation, "security") ?? child(rootOf(operation.source), "security"),
  );
  const [before = null, after = null] = [was, is];
  const names = sameSchemes(old, fresh);
  const [ways, now] = [waysOf(before, (name) => names.get(name) ?? name), waysOf(after, (name) => name)];
  let lost = false;
  for (const way of ways) {
    if (now.some((other) => suffices(way, other))) continue;
    lost = true;
    tell(scope, way.size === 0 ? "security-added" : "security-raised", null, before, after);
    break;
  }
  if (!lost && now.some((other) => !ways.some((way) => suffices(other, way))))
    tell(scope, "security-relaxed", null, before, after);
  for (const name of new Set(ways.flatMap((way) => [...way.keys()]))) compareScheme(scope, name, names, old, fresh);
}

function waysOf(security: Node | null, nameOf: (name: string) => string): Way[] {
  const ways = items(security).map(
    (way) =>
      new Map(
        entries(way).map(([name, scopes]) => [nameOf(name), new Set(items(scopes).map(({ value }) => String(value)))]),
      ),
  );
  return ways.length === 0 ? [new Map()] : ways;
}

/** True where whoever can go one way can go the other: it asks for no scheme and no scope more. */
function suffices(one: Way, other: Way): boolean {
  return [...other].every(([name, scopes]) => {
    const held = one.get(name);
    return held !== undefined && [...scopes].every((scope) => held.has(scope));
  });
}

const schemesOf = (node: Node): Node | null => child(child(rootOf(node.source), "components"), "securitySchemes");

/** Schemes that only got another name: old names to new ones. */
function sameSchemes(old: Node, fresh: Node): Map<string, string> {
  const [was, is] = [schemesOf(old), schemesOf(fresh)];
  const names = new Map<string, string>();
  for (const [name, scheme] of entries(was)) {
    if (child(is, name) !== null) continue;
    const twin = entries(is).find(
      ([other, found]) =>
        child(was, other) === null && canonical(resolved(found)?.value) === canonical(resolved(scheme)?.value),
    );
    if (twin !== undefined) names.set(name, twin[0]);
  }
  return names;
}

/** Compares how credentials of a scheme (by its new name) are sent and got. */
function compareScheme(scope: Scope, name: string, names: ReadonlyMap<string, string>, old: Node, fresh: Node): void {
  const oldName = [...names].find(([, now]) => now === name)?.[0] ?? name;
  const [was, is] = [resolved(child(schemesOf(old), oldName)), resolved(child(schemesOf(fresh), name))];
  if (was === null || is === null) return;
  const differs = (key: string): boolean => {
    const [before, after] = [child(was, key)?.value, child(is, key)?.value];
    // Names of HTTP schemes and headers have no case.
    return canonical(before).toLowerCase() !== canonical(after).toLowerCase();
  };
  if (["type", "in", "name", "scheme"].some(differs)) tell(scope, "security-scheme-changed", null, was, is);
  else if (["flows", "openIdConnectUrl"].some(differs)) tell(scope, "security-flow-changed", null, was, is);
}

/** Compares the permissions that `x-permissions` names in place of scopes (docs/decisions/0035). */
export function comparePermissions(scope: Scope, old: Node, fresh: Node): void {
  const [before, after] = [child(old, "x-permissions"), child(fresh, "x-permissions")];
  const [was, is] = [permissionsOf(old), permissionsOf(fresh)];
  // What only the scopes say is compared with the rest of security.
  if ((before === null && after === null) || is === null) return;
  if (was === null) tell(scope, "permissions-named", null, before, after);
  else if (!was.every((way) => is.some((other) => other.every((id) => way.includes(id)))))
    tell(scope, "security-raised", null, before, after);
  else if (!is.every((other) => was.some((way) => way.every((id) => other.includes(id)))))
    tell(scope, "security-relaxed", null, before, after);
}

/** Sets of permissions of which one suffices; null where nothing names any. */
function permissionsOf(operation: Node): string[][] | null {
  const named = child(operation, "x-permissions");
  if (Array.isArray(named?.value)) return [items(named).map(({ value }) => String(value))];
  const security = child(operation, "security") ?? child(rootOf(operation.source), "security");
  const ways = waysOf(security, (name) => name).map((way) => [...way.values()].flatMap((scopes) => [...scopes]));
  const speaking = ways.filter(({ length }) => length > 0);
  return speaking.length === 0 ? null : speaking;
}

/** The addresses that hold for a path or an operation: the nearest list that says any (OpenAPI: an empty one says none). */
export function serversOf(...nearestFirst: readonly (Node | null)[]): Node | null {
  const lists = nearestFirst.map((node) => child(node, "servers"));
  return lists.find((list) => items(list).length > 0) ?? null;
}

/** Compares two lists of addresses. */
export function compareServers(scope: Scope, old: Node | null, fresh: Node | null): void {
  const [was, is] = [byUrl(old), byUrl(fresh)];
  // Without a list everything was where the contract itself was found.
  if (was.size === 0 && is.size > 0) tell(scope, "server-removed", null, null, fresh);
  const gone = [...was].filter(([url]) => !is.has(url));
  const isRelative = [...was.keys(), ...is.keys()].some((url) => !/^https?:\/\//i.test(url));
  const check = gone.length === was.size && !isRelative ? "server-moved" : "server-removed";
  for (const [, server] of gone) tell(scope, check, null, server, fresh);
  for (const [url, server] of is) {
    const before = was.get(url);
    if (before === undefined) {
      if (was.size > 0) tell(scope, "server-added", null, old, server);
    } else if (canonical(partsOf(before)) !== canonical(partsOf(server)))
      tell(scope, "server-changed", null, before, server);
  }
}

function byUrl(servers: Node | null): Map<string, Node> {
  return new Map(
    items(servers).map((server) => [(text(child(server, "url")) ?? "/").replace(/(?<=.)\/$/, ""), server]),
  );
}

/** What can be filled in, without the words that explain it. */
function partsOf(server: Node): unknown {
  return entries(child(server, "variables")).map(([name, variable]) => {
    const { default: standard = null, enum: values = null } = isMapping(variable.value) ? variable.value : {};
    return [name, standard, values];
  });
}
