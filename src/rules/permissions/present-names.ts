// Permissions by the name they have now: a renamed permission keeps its grants and its limits.

import type { Model } from "../../model/model.ts";

/** The present id of a permission by its present and former ids; absent where the registry knows no such permission. */
export function presentNames({ permissions }: Model): ReadonlyMap<string, string> {
  const entries = permissions?.value.spec.permissions ?? [];
  const former = entries.flatMap(({ id, formerly }) => formerly.map((old) => [old, id] as const));
  // A name in use is its user's, whatever it once stood for.
  return new Map([...former, ...entries.map(({ id }) => [id, id] as const)]);
}
