// Two entries with one id: readers differ in which one they believe.

import type { Defect } from "../rule.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "IDN002",
  name: "duplicate-id",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-5.1.2", "EPF-6.1.4"],
  summary: "Within a document an id is given once, and what was called by it before keeps it.",
  kinds: [
    "Policy",
    "PermissionRegistry",
    "DataClassRegistry",
    "Platform",
    "Application",
    "Proposal",
    "Integration",
    "Component",
    "MonitoringPlan",
    "Measurement",
  ],

  *check({ kind, document }) {
    const { spec } = document.value as { readonly spec: Node };
    for (const [path, ...names] of listed[kind] ?? []) yield* repeated(listAt(spec, path), names, path);
    if (kind === "PermissionRegistry") yield* reused(listAt(spec, "permissions"));
  },
});

type Node = { readonly [key: string]: unknown };

/** The lists of a kind, each with the fields that together are the id of an entry. */
const listed: { readonly [kind: string]: readonly (readonly [path: string, ...names: string[]])[] } = {
  Policy: [
    ["tiers", "id"],
    ["gates", "id"],
    ["capabilities", "id"],
    ["risk/bands", "id"],
  ],
  PermissionRegistry: [["permissions", "id"]],
  DataClassRegistry: [["classes", "id"]],
  Platform: [
    ["os", "version"],
    ["apis", "id", "version"],
    ["runtimes", "id", "version"],
  ],
  Application: [
    ["requestedPermissions", "id"],
    ["requestedCapabilities", "id"],
  ],
  Proposal: [
    ["requestedPermissions", "id"],
    ["requestedCapabilities", "id"],
    ["runtimes", "id"],
    ["changes", "path"],
  ],
  Integration: manifestLists(),
  Component: manifestLists(),
  MonitoringPlan: [
    ["signals", "id"],
    ["logs", "id"],
    ["dashboards", "id"],
    ["alerts", "id"],
  ],
  Measurement: [["results", "of"]],
};

/** Workflows and credentials have rules of their own. */
function manifestLists(): (readonly [path: string, ...names: string[]])[] {
  return [
    ["permissions", "id"],
    ["compatibility/apis", "id"],
    ["compatibility/runtimes", "id"],
  ];
}

function listAt(spec: Node, path: string): readonly Node[] {
  const found = path.split("/").reduce<unknown>((at, step) => (at as Node | undefined)?.[step], spec);
  return Array.isArray(found) ? found : [];
}

function* repeated(entries: readonly Node[], names: readonly string[], path: string): Generator<Defect> {
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const id = names.map((name) => String(entry[name])).join(" ");
    if (seen.has(id))
      yield {
        at: `/spec/${path}/${index}/${names.at(-1)}`,
        message: `${id} stands here a second time`,
        help: "Keep one of them, or give the other another id.",
      };
    seen.add(id);
  }
}

/** Grants name permissions by id: whoever takes an old name would inherit what was granted under it. */
function* reused(permissions: readonly Node[]): Generator<Defect> {
  const owners = new Map(permissions.map(({ id }) => [String(id), String(id)]));
  for (const [index, { id, formerly }] of permissions.entries())
    for (const [place, old] of (formerly as readonly string[]).entries()) {
      const owner = owners.get(old);
      if (owner !== undefined)
        yield {
          at: `/spec/permissions/${index}/formerly/${place}`,
          message: owner === old ? `${old} is a permission of its own` : `${old} was a name of ${owner} already`,
          help: "A name belongs to one permission for good: whoever was granted it would get the other one.",
        };
      owners.set(old, String(id));
    }
}
