// Repairs: documents that undo a landing, each at the path that names it.

import type { Repair } from "../document/types.gen.ts";
import type { Model } from "./model.ts";

/** What the Repair at a path says; null where its shape does not hold. */
export function repairOf({ documents }: Pick<Model, "documents">, path: string): Repair["spec"] | null {
  const document = documents.get(path);
  return document?.shaped && document.kind === "Repair" ? (document.value as Repair).spec : null;
}
