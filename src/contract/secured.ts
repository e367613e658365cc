// Whether every operation says who may call it, and with which permissions.

import { below } from "../document/pointer.ts";
import { didYouMean } from "../document/suggest.ts";
import type { Contract, Fault, Operation, SchemeUse } from "./contract.ts";
import { clipped, fieldOf, fieldsOf, objectOf, textOf } from "./data.ts";
import { nameOf } from "./meaning.ts";
import { resolved, valueAt } from "./references.ts";

/**
 * Operations that anybody may call, schemes and scopes that are declared nowhere, and permissions that nobody knows.
 * @param known ids of the permissions of the registry, present and former
 */
export function unsecured(contract: Contract, known: ReadonlySet<string>): Fault[] {
  const { value: root, operations } = contract;
  const schemes = new Map(
    fieldsOf(fieldOf(fieldOf(root, "components"), "securitySchemes")).map(([name, value]) => [
      name,
      resolved(root, { value, pointer: "" }).value,
    ]),
  );
  const mapped = operations.some(({ permissions }) => permissions !== null);
  const faults = new Map<string, Fault>();
  const add = (fault: Fault | null): void => {
    // What the document says for all its operations is wrong once.
    if (fault !== null && !faults.has(fault.pointer)) faults.set(fault.pointer, fault);
  };
  for (const operation of operations) {
    add(openDoor(operation, root));
    for (const use of (operation.security ?? []).flat()) add(undeclared(use, schemes));
    for (const { id, pointer } of permissionsNamed(operation, root)) add(unknownPermission(id, pointer, known));
    if (mapped && operation.permissions === null && isClosed(operation))
      add({
        pointer: operation.pointer,
        part: "key",
        message: `${nameOf(operation)} names no permission, and other operations of this contract do`,
        help: "Name them as scopes of its security, or as x-permissions.",
      });
  }
  return [...faults.values()];
}

function isClosed({ security }: Operation): boolean {
  return security !== null && security.length > 0 && security.every(({ length }) => length > 0);
}

function openDoor(operation: Operation, root: unknown): Fault | null {
  if (isClosed(operation)) return null;
  const { security, pointer } = operation;
  // An empty way in the document's own list is one slip for all operations.
  const own = security === null || fieldOf(valueAt(root, pointer), "security") !== undefined;
  const way = (security ?? []).findIndex(({ length }) => length === 0);
  const list = own ? `${pointer}/security` : "/security";
  return {
    pointer: security === null ? pointer : way < 0 ? list : `${list}/${way}`,
    part: "key",
    message:
      security === null
        ? `${nameOf(operation)} does not say who may call it`
        : `${own ? nameOf(operation) : "every operation"} can be called by anybody`,
    help:
      way < 0
        ? "Add security, with a scheme of components/securitySchemes."
        : "Take the empty entry out, or name a scheme in it.",
  };
}

function undeclared({ scheme, scopes, pointer }: SchemeUse, schemes: ReadonlyMap<string, unknown>): Fault | null {
  const declared = schemes.get(scheme);
  if (declared === undefined)
    return {
      pointer,
      part: "key",
      message: `the security scheme "${clipped(scheme)}" is declared nowhere`,
      help: didYouMean(scheme, schemes.keys()) ?? "Declare it in components/securitySchemes.",
    };
  const flows = fieldOf(declared, "flows");
  if (fieldOf(declared, "type") !== "oauth2" || objectOf(flows) === null) return null;
  const offered = new Set(
    fieldsOf(flows).flatMap(([, flow]) => fieldsOf(fieldOf(flow, "scopes")).map(([name]) => name)),
  );
  const missing = scopes.findIndex((scope) => !offered.has(scope));
  if (missing < 0) return null;
  const scope = scopes[missing] ?? "";
  return {
    pointer: below(pointer, missing),
    message: `the scope "${clipped(scope)}" is declared in no flow of ${clipped(scheme)}`,
    help: didYouMean(scope, offered) ?? `Add it to the scopes of ${clipped(scheme)}.`,
  };
}

function permissionsNamed(operation: Operation, root: unknown): { readonly id: string; readonly pointer: string }[] {
  const listed = fieldOf(valueAt(root, operation.pointer), "x-permissions");
  if (Array.isArray(listed))
    return listed.map((id, index) => ({
      id: textOf(id) ?? "",
      pointer: `${operation.pointer}/x-permissions/${index}`,
    }));
  return (operation.security ?? [])
    .flat()
    .flatMap(({ scopes, pointer }) => scopes.map((id, index) => ({ id, pointer: below(pointer, index) })));
}

function unknownPermission(id: string, pointer: string, known: ReadonlySet<string>): Fault | null {
  // Who somebody is, is asked for by every sign-in and is no permission.
  if (known.has(id) || ["openid", "profile", "email", "offline_access"].includes(id)) return null;
  return {
    pointer,
    message: `"${clipped(id)}" is no permission of the registry`,
    help: didYouMean(id, known) ?? "Name one of governance/permissions.yaml, or add it there.",
  };
}
