// The operations of an OpenAPI document, with what each asks of whoever calls it.

import { below } from "../document/pointer.ts";
import type { Operation, SchemeUse } from "./contract.ts";
import { fieldOf, fieldsOf, itemsOf, textOf } from "./data.ts";
import { resolved } from "./references.ts";

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** The operations below `paths`, in document order; of a document that does not hold, those that can be made out. */
export function operationsOf(root: unknown): Operation[] {
  const common = securityOf(root, "");
  return fieldsOf(fieldOf(root, "paths")).flatMap(([path, item]) => {
    const { value, pointer } = resolved(root, { value: item, pointer: below("/paths", path) });
    const hidden = fieldOf(item, "x-internal") === true || fieldOf(value, "x-internal") === true;
    // Beside a reference stands what a path adds of its own.
    const own = fieldsOf(item).flatMap(([key, operation]) => [[key, operation, below("/paths", path)] as const]);
    const far = value === item ? [] : fieldsOf(value).map(([key, operation]) => [key, operation, pointer] as const);
    return [...own, ...far].flatMap(([method, operation, at]) => {
      if (!methods.has(method)) return [];
      const place = below(at, method);
      const security = securityOf(operation, place) ?? common;
      return [
        {
          id: textOf(fieldOf(operation, "operationId")),
          method: method.toUpperCase(),
          path,
          pointer: place,
          permissions: permissionsOf(operation, security),
          internal: hidden || fieldOf(operation, "x-internal") === true,
          deprecated: fieldOf(operation, "deprecated") === true,
          security,
        },
      ];
    });
  });
}

function securityOf(holder: unknown, pointer: string): Operation["security"] {
  const ways = fieldOf(holder, "security");
  if (!Array.isArray(ways)) return null;
  return ways.map((way, index) =>
    fieldsOf(way).map(
      ([scheme, scopes]): SchemeUse => ({
        scheme,
        scopes: itemsOf(scopes).filter((scope) => typeof scope === "string"),
        pointer: below(`${pointer}/security/${index}`, scheme),
      }),
    ),
  );
}

function permissionsOf(operation: unknown, security: Operation["security"]): Operation["permissions"] {
  const named = fieldOf(operation, "x-permissions");
  if (Array.isArray(named)) return [named.filter((id) => typeof id === "string")];
  // A way without scopes says who calls and not what for, so it cannot stand for those that do.
  const ways = (security ?? []).map((way) => way.flatMap(({ scopes }) => scopes)).filter(({ length }) => length > 0);
  return ways.length === 0 ? null : ways;
}
