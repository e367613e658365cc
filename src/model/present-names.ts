// Permissions by the name they have now: a renamed permission keeps its grants and its limits.

import type { Permission } from "../document/types.gen.ts";
import type { Model } from "./model.ts";

/** Permissions of the registry by their present and former ids. */
export function registered(model: Model): ReadonlyMap<string, Permission> {
  const known = entries.get(model) ?? readEntries(model);
  entries.set(model, known);
  return known;
}

const entries = new WeakMap<Model, ReadonlyMap<string, Permission>>();

function readEntries({ permissions }: Model): ReadonlyMap<string, Permission> {
  const all = permissions?.value.spec.permissions ?? [];
  const former = all.flatMap((entry) => entry.formerly.map((old) => [old, entry] as const));
  // A name in use is its user's, whatever it once stood for.
  return new Map([...former, ...all.map((entry) => [entry.id, entry] as const)]);
}

/** The present id of a permission by its present and former ids; absent where the registry knows no such permission. */
export function presentNames(model: Model): ReadonlyMap<string, string> {
  const known = read.get(model) ?? new Map([...registered(model)].map(([id, permission]) => [id, permission.id]));
  read.set(model, known);
  return known;
}

const read = new WeakMap<Model, ReadonlyMap<string, string>>();
