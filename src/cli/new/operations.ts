// What the contract of an API knows of the operations that a manifest may call.

import type { Contract, Operation } from "../../contract/contract.ts";
import { operationNamed } from "../../contract/find.ts";
import { nameOf } from "../../contract/meaning.ts";
import { didYouMean } from "../../document/suggest.ts";
import { contractOf } from "../../model/contracts.ts";
import type { Model } from "../../model/model.ts";
import { registered } from "../../model/present-names.ts";
import type { Choice } from "../ask.ts";

/** The contract of an API in a version; null where the platform has none that holds. */
function contractIn({ platform, contracts }: Model, id: string, version: string): Contract | null {
  const api = platform?.value.spec.apis.find((one) => one.id === id && one.version === version);
  return contractOf(contracts, api);
}

/** Why the contract does not promise a call, or null; also null where there is no contract to say so. */
export function operationFault(
  model: Model,
  call: { readonly api: string; readonly version: string; readonly operation: string; readonly permission: string },
): string | null {
  const contract = contractIn(model, call.api, call.version);
  if (contract === null) return null;
  const operation = operationNamed(contract, call.operation);
  const api = `${call.api}@${call.version}`;
  if (operation === null || operation.internal) {
    const open = openOperations(contract);
    const words = open.flatMap(({ id, method, path }) => [`${method} ${path}`, ...(id === null ? [] : [id])]);
    const meant = didYouMean(call.operation, words) ?? `It has ${open.slice(0, 5).map(nameOf).join(", ") || "none"}`;
    return `"${call.operation}" is no operation of the contract of ${api}. ${meant}`;
  }
  if (operation.permissions === null || isAskedFor(model, operation, call.permission)) return null;
  const sets = operation.permissions.map((set) => set.join(" with ")).join(", or ");
  return `"${call.permission}" is not what ${call.operation} of ${api} asks for: ${sets}`;
}

/** The operations a permission is good for, to choose from; null where there is no contract, or nothing in it fits. */
export function operationChoices(model: Model, api: string, permission: string): Choice[] | null {
  const [id = "", version = ""] = api.split("@");
  const contract = contractIn(model, id, version);
  const fitting = (contract === null ? [] : openOperations(contract)).filter(
    (operation) => operation.permissions === null || isAskedFor(model, operation, permission),
  );
  // A path may hold what the flag divides its parts with.
  const sayable = fitting.filter(({ path }) => !path.includes("="));
  if (sayable.length === 0) return null;
  return sayable.map((operation) => ({ value: `${operation.method} ${operation.path}`, label: nameOf(operation) }));
}

function openOperations({ operations }: Contract): Operation[] {
  return operations.filter(({ internal, deprecated }) => !internal && !deprecated);
}

function isAskedFor(model: Model, { permissions }: Operation, permission: string): boolean {
  const registry = registered(model);
  const now = (id: string): string => registry.get(id)?.id ?? id;
  return (permissions ?? []).some((set) => set.some((id) => now(id) === now(permission)));
}
