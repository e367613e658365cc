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

/** What a subject asks for, beside what there is. */
interface Content {
  readonly capabilities: readonly string[];
  readonly permissions: readonly string[];
  readonly registry: PermissionRegistry["spec"]["permissions"];
  readonly tiers: Policy["spec"]["tiers"];
  /** The registry and the tiers as the subject would have them; null where it leaves them alone. */
  readonly carried: {
    readonly registry: Content["registry"] | null;
    readonly tiers: Content["tiers"] | null;
  };
}

export interface Trigger {
  /** As a decision gives the reason. */
  readonly id: string;
  readonly clauses: readonly string[];
  /** One sentence: what then must be so. */
  readonly summary: string;
  pulledBy(content: Content): boolean;
}

/** What makes a gate unanimous, in the order reasons are given. */
export const unanimityTriggers: readonly Trigger[] = [
  {
    id: "intelligence workflow",
    clauses: ["EPF-4.2.3", "PIS-3.2.3", "PEP-6.2.3", "PEP-8.2.3"],
    summary: "All bodies must approve a predictive or intelligence workflow.",
    pulledBy: ({ capabilities, permissions, registry }) => {
      // Also under a name it had before: a rename makes no lesser permission.
      const isIntelligence = (id: string): boolean =>
        id.startsWith("intelligence:") ||
        registry.some((entry) => entry.type === "intelligence" && (entry.id === id || entry.formerly.includes(id)));
      return (
        capabilities.some((id) => id === "intelligence-workflows" || id === "predictive-workflows") ||
        permissions.some(isIntelligence)
      );
    },
  },
  {
    id: "new tier",
    clauses: ["PEP-3.2.3", "PEP-7.3.1"],
    summary: "All bodies must approve a new tier.",
    pulledBy: hasNewTier,
  },
  {
    id: "changed tier",
    clauses: ["PEP-3.4.1"],
    summary: "All bodies must approve a change of what a tier allows.",
    pulledBy: (content) => {
      const known = new Map(content.tiers.map((tier) => [tier.id, tier]));
      const changed = content.carried.tiers?.some((tier) => !isDeepStrictEqual(tier, known.get(tier.id))) ?? false;
      return changed && !hasNewTier(content);
    },
  },
  {
    id: "new permission class",
    clauses: ["PEP-3.4.1"],
    summary: "All bodies must approve a new permission, or another type of one.",
    pulledBy: ({ registry, carried }) => {
      const known = new Map(registry.map((entry) => [entry.id, entry]));
      // Whoever holds a name that another permission takes over holds that one.
      const isOther = (type: string, old: string): boolean => (known.get(old)?.type ?? type) !== type;
      const isNew = ({ id, type, formerly }: Content["registry"][number]): boolean =>
        known.get(id)?.type !== type || formerly.some((old) => isOther(type, old));
      return carried.registry?.some(isNew) ?? false;
    },
  },
];

function hasNewTier({ tiers, carried }: Content): boolean {
  const known = new Set(tiers.map(({ id }) => id));
  return carried.tiers?.some(({ id }) => !known.has(id)) ?? false;
}

/** The strictest threshold that the content triggers (PEP-7.3, EPF-2.2.4, EPF-2.3.4; documents.md, "How gates decide"). */
export function thresholdOf(
  subject: Subject,
  base: Model,
  authority: Authority,
  triggers: readonly Trigger[] = unanimityTriggers,
): Threshold {
  if (subject.kind === "Transition") return lifecycleThreshold(subject, base, authority);
  const gate = authority.policy.gates.find(({ id }) => id === subject.gate);
  const tier = requestedTier(subject);
  const tierRule = gate?.tiers.find((entry) => entry.tier === tier);
  const content = contentOf(subject, base, authority);
  const reasons = triggers.filter((trigger) => trigger.pulledBy(content)).map(({ id }) => id);
  // No rule speaks of a tier that there is not, and none must not mean the laxest.
  const isUnknown = tier !== null && !authority.policy.tiers.some(({ id }) => id === tier);
  if (isUnknown) reasons.unshift(`the policy has no tier ${tier}`);
  // A policy that is silent cannot weaken the gate: PIP-11.2 and EIP-11.2 name all four.
  if (subject.kind === "Release") reasons.unshift("every sign-off");
  else if (gate?.threshold === "unanimous") reasons.unshift("the policy says so");
  return {
    rule: reasons.length > 0 ? "unanimous" : "majority",
    because: [...reasons, ...tierWords(tierRule)],
    // A policy without the gate cannot weaken it: the specification's own words then hold.
    finalAuthority: gate?.finalAuthority ?? "CGB",
    mustApprove: tierRule?.mustApprove ?? [],
    mayAbstain: tierRule?.mayAbstain ?? !isUnknown,
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

function contentOf(subject: Subject, base: Model, authority: Authority): Content {
  const { spec } = requestOf(subject)?.value ?? {};
  const registry = carriedValue<PermissionRegistry>(subject, "governance/permissions.yaml", "PermissionRegistry");
  const policy = carriedValue<Policy>(subject, "governance/policy.yaml", "Policy");
  return {
    capabilities: (spec?.requestedCapabilities ?? []).map(({ id }) => id),
    permissions: (spec?.requestedPermissions ?? []).map(({ id }) => id),
    registry: base.permissions?.value.spec.permissions ?? [],
    tiers: authority.policy.tiers,
    carried: { registry: registry?.spec.permissions ?? null, tiers: policy?.spec.tiers ?? null },
  };
}

function carriedValue<T>(subject: Subject, target: string, kind: Kind): T | null {
  const document = subject.carried.find((file) => file.target === target)?.document;
  // Inside changes/ no path binds a document to its kind.
  return document?.shaped && document.kind === kind ? (document.value as T) : null;
}
