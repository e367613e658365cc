// The clauses that ask for a field: what a finding of shape quotes, so that each lack is told with its own words.

import { valueAt } from "../contract/references.ts";
import type { Document } from "../document/document.ts";
import { fieldHomes } from "./homes.gen.ts";

/**
 * The clauses of the field at a JSON pointer or, where several fields are missing there, of those. Of what lies deeper, such
 * as the items of a list, the clauses of the field that holds it; none where the specification asks for none.
 */
export function clausesOfField({ kind, value }: Pick<Document, "kind" | "value">, pointer: string): readonly string[] {
  const homes = fieldHomes.filter((home) => home.kind === kind);
  const path = pathOf(pointer);
  const found = valueAt(value, pointer);
  const lacking =
    typeof found !== "object" || found === null || Array.isArray(found)
      ? []
      : homes.filter((home) => isChild(home.path, path) && !Object.hasOwn(found, home.path.slice(path.length + 1)));
  const [nearest] = homes
    .filter((home) => path === home.path || path.startsWith(`${home.path}.`) || path.startsWith(`${home.path}[`))
    .sort((a, b) => b.path.length - a.path.length);
  return [
    ...new Set((lacking.length > 0 ? lacking : nearest === undefined ? [] : [nearest]).flatMap((home) => home.clauses)),
  ];
}

/** `/spec/requestedPermissions/0/scope` as homes write it: `spec.requestedPermissions[].scope`. */
function pathOf(pointer: string): string {
  return pointer
    .slice(1)
    .replace(/\/\d+(?=\/|$)/g, "[]")
    .replaceAll("/", ".");
}

function isChild(path: string, of: string): boolean {
  return path.startsWith(`${of}.`) && !/[.[]/.test(path.slice(of.length + 1));
}
