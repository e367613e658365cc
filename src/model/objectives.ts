// What the policy asks of a signal at least, and whether an objective asks for less.

import type { Objective } from "../document/types.gen.ts";
import { manifestsOf } from "./manifests.ts";
import type { Signal } from "./measurements.ts";
import type { Model } from "./model.ts";

/**
 * How many windows in a row an objective is missed before something follows, where the policy says nothing:
 * `instability` puts the tier in question and calls for Maintenance, `deprecation` calls for Deprecation.
 */
export const usualRows = { instability: 2, deprecation: 3 } as const;

/** The same as the policy has it (thresholds). */
export function rowOf(what: keyof typeof usualRows, { policy }: Model): number {
  return policy?.value.spec.thresholds[what]?.value ?? usualRows[what];
}

/**
 * The objective that the policy sets a signal (thresholds), or null where it sets none.
 * @param of what is watched: a workflow on which the platform depends has to be more reliable than others (PIS-4.4)
 */
export function policyObjective(signal: Signal, subject: string, of: string, model: Model): Objective | null {
  const thresholds = model.policy?.value.spec.thresholds;
  if (thresholds === undefined) return null;
  const { reliability, dependentReliability, errorRate, latencyP95 } = thresholds;
  switch (signal) {
    case "workflow-reliability": {
      const { value } = isDependent(subject, of, model) ? dependentReliability : reliability;
      return { comparator: ">=", threshold: value, unit: "percent" };
    }
    case "service-availability":
      return { comparator: ">=", threshold: reliability.value, unit: "percent" };
    case "api-error-rate":
      return { comparator: "<", threshold: errorRate.value, unit: "percent" };
    case "api-latency":
      return { comparator: "<", threshold: latencyP95.value, unit: "ms" };
    case "permission-usage":
    case "extension-behavior":
      return null;
  }
}

/** What a plan asks of a signal unless somebody asks for more: the policy's objective, or that a permission is used at all. */
export function usualObjective(signal: Signal, subject: string, of: string, model: Model): Objective {
  const floor = policyObjective(signal, subject, of, model);
  if (floor !== null) return floor;
  if (signal === "permission-usage") return { comparator: ">=", threshold: 1, unit: "uses" };
  return { comparator: ">=", threshold: model.policy?.value.spec.thresholds.reliability.value ?? 99, unit: "percent" };
}

function isDependent(subject: string, workflow: string, model: Model): boolean {
  const manifest = manifestsOf(model).find(({ id }) => id === subject);
  return manifest?.value.spec.workflows?.some(({ id, type }) => id === workflow && type === "dependent") ?? false;
}

/** True where an objective lets something pass that the policy's does not. */
export function isWeaker({ comparator, threshold }: Objective, floor: Objective): boolean {
  const isUpper = comparator.startsWith("<");
  if (isUpper !== floor.comparator.startsWith("<")) return true;
  if (threshold === floor.threshold) return comparator.endsWith("=") && !floor.comparator.endsWith("=");
  return isUpper ? threshold > floor.threshold : threshold < floor.threshold;
}

/** `>= 99 percent` */
export function objectiveInWords({ comparator, threshold, unit }: Objective): string {
  return `${comparator} ${threshold} ${unit}`;
}
