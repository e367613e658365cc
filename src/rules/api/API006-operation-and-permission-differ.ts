// A read needs a permission to read, a change one to change: otherwise the permission says nothing about the call.

import { operationNamed } from "../../contract/find.ts";
import type { ApiCall, Permission } from "../../document/types.gen.ts";
import { contractOf } from "../../model/contracts.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { presentNames } from "../../model/present-names.ts";
import { rule } from "../rule.ts";

type Type = Permission["type"];

/** Which types of permission let an operation of a method happen. */
const letting: Readonly<Record<string, readonly Type[]>> = {
  GET: ["read", "workflow", "intelligence"],
  HEAD: ["read", "workflow", "intelligence"],
  // Asking for a prediction is a POST that changes nothing.
  POST: ["write", "workflow", "intelligence"],
  PUT: ["write", "workflow"],
  PATCH: ["write", "workflow"],
  DELETE: ["write", "workflow"],
};

export default rule({
  id: "API006",
  name: "operation-and-permission-differ",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-2.1.2", "PIS-2.1.3", "PIS-3.4.3", "PIP-6.2.3", "PIP-7.1.1", "EIP-7.1.1"],
  summary: "Every call uses the permissions that its operation asks for, or one of a type that lets it happen.",

  *check(model) {
    const types = new Map(model.permissions?.value.spec.permissions.map(({ id, type }) => [id, type]));
    const present = presentNames(model);
    const now = (id: string): string => present.get(id) ?? id;
    const apis = model.platform?.value.spec.apis ?? [];
    for (const { path, value } of manifestsOf(model))
      for (const [index, call] of (value.spec.api?.calls ?? []).entries()) {
        const contract = contractOf(
          model.contracts,
          apis.find(({ id, version }) => id === call.api && version === call.version),
        );
        const asked = contract === null ? null : (operationNamed(contract, call.operation)?.permissions ?? null);
        // What the contract asks for decides; where it asks for nothing by name, the method does.
        const message =
          asked === null || call.permissions.length === 0
            ? mismatch(call, (id) => types.get(now(id)))
            : shortfall(call, asked, now);
        if (message !== null)
          yield {
            path,
            at: `/spec/api/calls/${index}/permissions`,
            message,
            help: "Name the permission that the operation rests on; ask for it if it was not granted.",
          };
      }
  },
});

/** What of the permissions that the contract asks for a call does not use: one complete set is enough. */
function shortfall(
  { operation, permissions }: ApiCall,
  asked: readonly (readonly string[])[],
  now: (id: string) => string,
): string | null {
  const used = new Set(permissions.map(now));
  if (asked.some((set) => set.every((id) => used.has(now(id))))) return null;
  const sets = asked.map((set) => set.join(" with ")).join(", or ");
  return `the contract asks for ${sets} at ${operation}, and the call uses only ${permissions.join(" and ")}`;
}

function mismatch({ operation, permissions }: ApiCall, typeOf: (id: string) => Type | undefined): string | null {
  if (permissions.length === 0) return `${operation} uses no permission`;
  const method = /^[A-Z]+(?=\s)/.exec(operation)?.[0] ?? "";
  const wanted = letting[method];
  const types = permissions.map(typeOf);
  // An operation by name says nothing of itself, and PRM002 and PRM003 name permissions that nobody knows.
  if (wanted === undefined || types.includes(undefined)) return null;
  if (types.some((type) => type !== undefined && wanted.includes(type))) return null;
  return `${operation} needs a ${wanted.join(" or ")} permission, and uses only ${[...new Set(types)].join(" and ")}`;
}
