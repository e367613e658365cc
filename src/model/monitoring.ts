// What of an integration or a component has to be watched, and the plan that says how.

import type { MonitoringPlan } from "../document/types.gen.ts";
import type { Manifest } from "./manifests.ts";
import type { Signal } from "./measurements.ts";
import type { Held, Model } from "./model.ts";

export interface Monitored {
  readonly signal: Signal;
  /** The API, permission, workflow or surface, as plans and measurements name it. */
  readonly of: string;
}

/**
 * Everything that is watched of what a manifest describes: its APIs, permissions, workflows and surfaces (EPF-3.6, PIS-9.1).
 * An ecosystem component watches its latency too (EIP-10.1).
 */
export function monitoredIn({ id, value: { spec } }: Manifest): Monitored[] {
  const apis = [...new Set((spec.api?.calls ?? []).map(({ api, version }) => `${api}@${version}`))];
  const isComponent = !id.includes("/");
  const each = (signal: Signal, names: readonly string[]) => names.map((of) => ({ signal, of }));
  return [
    ...each("api-error-rate", apis),
    ...each("api-latency", isComponent ? apis : []),
    ...each(
      "permission-usage",
      spec.permissions.map((permission) => permission.id),
    ),
    ...each(
      "workflow-reliability",
      (spec.workflows ?? []).map((workflow) => workflow.id),
    ),
    ...each("extension-behavior", spec.extension?.surfaces ?? []),
  ];
}

/** The monitoring plan of an integration or component, or null where there is none whose shape holds. */
export function planOf(id: string, { monitoring }: Model): Held<MonitoringPlan> | null {
  return monitoring.get(`${id}/monitoring`) ?? null;
}
