// Manifests of both sorts: integrations of partners and ecosystem components say the same things in the same fields.

import type { Document } from "../document/document.ts";
import type { Component, Integration, Manifest as Spec, Workflow } from "../document/types.gen.ts";
import type { Held, Model } from "./model.ts";

export interface Manifest extends Held<Integration | Component> {
  /** `acme/score-insights`, `credit-graph`. */
  readonly id: string;
  /** Partner or component whose grants it must stay inside. */
  readonly owner: string;
}

/** Every manifest whose shape holds, integrations first, each sort in path order. Listed once: most rules ask. */
export function manifestsOf(model: Model): readonly Manifest[] {
  const known = listed.get(model) ?? listManifests(model);
  listed.set(model, known);
  return known;
}

const listed = new WeakMap<Model, readonly Manifest[]>();

function listManifests({ integrations, components }: Model): Manifest[] {
  return [...integrations.values(), ...components.values()].map((held) => {
    const { id } = held.value.metadata;
    return { ...held, id, owner: id.split("/")[0] ?? id };
  });
}

/** What the manifest in a document says; for rules over the kinds Integration and Component, whose shape holds. */
export function specIn({ document }: { readonly document: Document }): Spec {
  return (document.value as Integration | Component).spec;
}

/** A workflow with its JSON pointer in the manifest. */
export interface PlacedWorkflow {
  readonly workflow: Workflow;
  readonly at: string;
}

/** The workflows of a manifest, each with its place. */
export function workflowsIn({ workflows = [] }: Spec): PlacedWorkflow[] {
  return workflows.map((workflow, index) => ({ workflow, at: `/spec/workflows/${index}` }));
}
