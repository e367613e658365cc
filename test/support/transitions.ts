// Transitions of acme in the sample repository: filed, and decided.

import { fillTemplate } from "../../src/document/edit.ts";
import type { Files } from "./memory.ts";
import { decided, template, voted } from "./world.ts";

type Values = Readonly<Record<string, unknown>>;

/** The sample with a transition of acme filed; `values` by field of its spec. */
export function filed(over: Files, number: number, values: Values): Files {
  const id = `LC-${String(number).padStart(4, "0")}`;
  const spec = Object.fromEntries(Object.entries(values).map(([field, value]) => [`/spec/${field}`, value]));
  return {
    ...over,
    [`oversight/acme/lifecycle/${id}/transition.yaml`]: fillTemplate(template("transition"), {
      "/metadata/id": `acme/${id}`,
      ...spec,
    }),
  };
}

/** Filed, heard and decided: SCO first, then CGB. */
export async function moved(over: Files, number: number, values: Values): Promise<Files> {
  const id = `acme/LC-${String(number).padStart(4, "0")}`;
  return decided(await voted(await voted(filed(over, number, values), id, "bo"), id, "lee"), id);
}
