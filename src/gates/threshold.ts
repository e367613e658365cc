// Which threshold a subject must meet. What it contains decides, not what it calls itself.

import { isDeepStrictEqual } from "node:util";
import type { Kind } from "../document/kinds.ts";
import type { Decision, GateByTier, PermissionRegistry, Policy } from "../document/types.gen.ts";
import { type Authority, bodiesOfSpecification } from "../model/authority.ts";
import { type Model, requestOf, type Subject } from "../model/model.ts";
import { lifecycleThreshold } from "./lifecycle-gate.ts";

export interface Threshold {
  readonly rule: Decision["spec"]["rule"];
  /** Why it is unanimous, or which tier adds what; words for people and for the decision. */
  readonly because: readonly string[];
  readonly finalAuthority: string;
  /** Bodies that must approve, whatever the majority. */
  readonly mustApprove: readonly string[];
  readonly mayAbstain: boolean;
  /** Bodies whose vote is waited for. */
  readonly asked: readonly string[];
}

/** The strictest threshold that the content triggers (PEP-7.3, EPF-2.2.4, EPF-2.3.4; documents.md, "How gates decide"). */
export function thresholdOf(subject: Subject, base: Model, authority: Authority): Threshold {
  if (subject.kind === "Transition") return lifecycleThreshold(subject, base, authority);
  const gate = authority.policy.gates.find(({ id }) => id === "decision");
  const tier = requestedTier(subject);
  const tierRule = gate?.tiers.find((entry) => entry.tier === tier);
  const triggers = unanimityTriggers(subject, base, authority);
  if (gate?.threshold === "unanimous") triggers.unshift("the policy says so");
  return {
    rule: triggers.length > 0 ? "unanimous" : "majority",
    because: [...triggers, ...tierWords(tierRule)],
    // A policy without the gate cannot weaken it: the specification's own words then hold.
    finalAuthority: gate?.finalAuthority ?? "CGB",
    mustApprove: tierRule?.mustApprove ?? [],
    mayAbstain: tierRule?.mayAbstain ?? true,
    asked: [...new Set([...bodiesOfSpecification, ...authority.bodies.keys()])],
  };
}

function tierWords(rule: GateByTier | undefined): string[] {
  if (rule === undefined) return [];
  const needs = rule.mustApprove.length > 0 ? [`tier ${rule.tier} needs ${rule.mustApprove.join(" and ")}`] : [];
  return rule.mayAbstain ? needs : [...needs, `at tier ${rule.tier} nobody may abstain`];
}

/** The tier a subject asks for, or null for a governance proposal. */
export function requestedTier(subject: Subject): number | null {
  return requestOf(subject)?.value.spec.requestedTier ?? null;
}

function unanimityTriggers(subject: Subject, base: Model, authority: Authority): string[] {
  const { spec } = requestOf(subject)?.value ?? {};
  const triggers: string[] = [];
  const capabilities = (spec?.requestedCapabilities ?? []).map(({ id }) => id);
  const permissions = (spec?.requestedPermissions ?? []).map(({ id }) => id);
  const registry = base.permissions?.value.spec.permissions ?? [];
  // Also under a name it had before: a rename makes no lesser permission.
  const isIntelligence = (id: string): boolean =>
    id.startsWith("intelligence:") ||
    registry.some((entry) => entry.type === "intelligence" && (entry.id === id || entry.formerly.includes(id)));
  if (
    capabilities.some((id) => id === "intelligence-workflows" || id === "predictive-workflows") ||
    permissions.some(isIntelligence)
  )
    triggers.push("intelligence workflow");

  const policy = carriedValue<Policy>(subject, "governance/policy.yaml", "Policy");
  const tiers = new Map(authority.policy.tiers.map((tier) => [tier.id, tier]));
  if (policy?.spec.tiers.some((tier) => !tiers.has(tier.id))) triggers.push("new tier");
  else if (policy?.spec.tiers.some((tier) => !isDeepStrictEqual(tier, tiers.get(tier.id))))
    triggers.push("changed tier");

  const carried = carriedValue<PermissionRegistry>(subject, "governance/permissions.yaml", "PermissionRegistry");
  const known = new Map(registry.map((entry) => [entry.id, entry]));
  if (carried?.spec.permissions.some((entry) => known.get(entry.id)?.type !== entry.type))
    triggers.push("new permission class");
  return triggers;
}

function carriedValue<T>(subject: Subject, target: string, kind: Kind): T | null {
  const document = subject.carried.find((file) => file.target === target)?.document;
  // Inside changes/ no path binds a document to its kind.
  return document?.shaped && document.kind === kind ? (document.value as T) : null;
}
