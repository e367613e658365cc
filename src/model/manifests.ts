// Manifests of both sorts: integrations of partners and ecosystem components say the same things in the same fields.

import type { Component, Integration } from "../document/types.gen.ts";
import type { Held, Model } from "./model.ts";

export interface Manifest extends Held<Integration | Component> {
  /** `acme/score-insights`, `credit-graph`. */
  readonly id: string;
  /** Partner or component whose grants it must stay inside. */
  readonly owner: string;
}

/** Every manifest whose shape holds, integrations first, each sort in path order. */
export function manifestsOf({ integrations, components }: Model): Manifest[] {
  return [...integrations.values(), ...components.values()].map((held) => {
    const { id } = held.value.metadata;
    return { ...held, id, owner: id.split("/")[0] ?? id };
  });
}
