// The bodies may ask for more than the specification, never for less: what it forbids no vote can allow.

import type { Policy, Tier } from "../../document/types.gen.ts";
import { everyInWords, mayOutlast } from "../../model/calendar.ts";
import { rosters } from "../../model/proposed.ts";
import { rule } from "../rule.ts";
import { isMoreOpen, specifiedCapabilities, specifiedTiers } from "./specified.ts";

export default rule({
  id: "POL013",
  name: "weaker-than-specified",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    "EPF-2.1.2",
    "EPF-2.1.3",
    "EPF-2.1.4",
    "EPF-2.2.2",
    "EPF-2.2.3",
    "EPF-2.3.2",
    "EPF-2.3.3",
    "PIS-3.1.2",
    "PIS-3.1.3",
    "PIS-6.2.4",
    "EPF-4.2.1",
    "EPF-4.2.2",
    "EPF-4.2.3",
    "PIS-3.2.1",
    "PIS-3.2.2",
    "PIS-3.2.3",
    "EPF-4.3.1",
    "EPF-4.3.2",
    "EPF-4.3.3",
    "EPF-4.3.4",
    "PIS-3.3.1",
    "PIS-3.3.2",
    "PEP-6.3.1",
    "PEP-6.3.2",
    "PEP-8.3.1",
    "PEP-8.3.2",
    "EPF-6.1.5",
    "PIS-8.1.5",
  ],
  summary: "Tiers, capabilities and the rhythm of reviews are at least as strict as the specification.",

  *check(model) {
    for (const { policy, owns } of rosters(model)) {
      if (policy === null || !owns(policy.path)) continue;
      for (const { at, message, help } of [
        ...tiers(policy.value),
        ...capabilities(policy.value),
        ...rhythms(policy.value),
      ])
        yield { path: policy.path, at, message, help };
    }
  },
});

interface Weakness {
  readonly at: string;
  readonly message: string;
  readonly help: string;
}

const risks: readonly Tier["inherentRisk"][] = ["low", "medium", "high", "critical"];
const writes: readonly Tier["write"][] = ["none", "limited", "full"];

function* tiers({ spec }: Policy): Generator<Weakness> {
  for (const { id, types, write, inherentRisk, clause } of specifiedTiers) {
    const index = spec.tiers.findIndex((tier) => tier.id === id);
    const tier = spec.tiers[index];
    const at = `/spec/tiers/${index}`;
    if (tier === undefined) {
      const message = `the policy has no tier ${id}`;
      yield { at: "/spec/tiers", message, help: "The three tiers of the specification cannot be removed." };
      continue;
    }
    const extra = tier.types.filter((type) => !types.includes(type));
    if (extra.length > 0)
      yield {
        at: `${at}/types`,
        message: `tier ${id} would have ${extra.join(" and ")} permissions, which the specification does not give it (${clause})`,
        help: `Write types: [${types.join(", ")}], or fewer; whoever needs more asks for a higher tier.`,
      };
    if (writes.indexOf(tier.write) > writes.indexOf(write))
      yield {
        at: `${at}/write`,
        message: `tier ${id} would write ${tier.write === "full" ? "without limit" : "in part"}, and the specification gives it ${write === "none" ? "no writes" : "limited writes"} (${clause})`,
        help: `Write write: ${write}.`,
      };
    if (risks.indexOf(tier.inherentRisk) < risks.indexOf(inherentRisk))
      yield {
        at: `${at}/inherentRisk`,
        message: `tier ${id} is of ${inherentRisk} risk or more, and this says ${tier.inherentRisk} (${clause})`,
        help: `Write inherentRisk: ${inherentRisk}.`,
      };
  }
}

/** A capability that is not listed can be asked for by nobody, and no rule knows it: what is restricted or forbidden stays listed. */
function* capabilities({ spec }: Policy): Generator<Weakness> {
  for (const { id, access, minimumTier, clause } of specifiedCapabilities) {
    const index = spec.capabilities.findIndex((capability) => capability.id === id);
    const found = spec.capabilities[index];
    const at = `/spec/capabilities/${index}`;
    if (found === undefined)
      yield {
        at: "/spec/capabilities",
        message: `the policy does not list ${id}, which is ${access} (${clause})`,
        help: `Add { id: ${id}, access: ${access}, minimumTier: ${minimumTier}, source: ${clause} }.`,
      };
    else if (isMoreOpen(found.access, access))
      yield {
        at: `${at}/access`,
        message: `${id} would be ${found.access}, and the specification says ${access} (${clause})`,
        help: `Write access: ${access}; no vote can allow more.`,
      };
    else if (found.access !== "forbidden" && found.minimumTier < minimumTier)
      yield {
        at: `${at}/minimumTier`,
        message: `${id} would begin at tier ${found.minimumTier}, and the specification gives it to tier ${minimumTier} (${clause})`,
        help: `Write minimumTier: ${minimumTier}, or a higher one.`,
      };
  }
}

/** Annual is a year and quarterly three months; how often permissions are reviewed the specification leaves open. */
function* rhythms({ spec: { cadences } }: Policy): Generator<Weakness> {
  for (const [name, word, longest] of [
    ["annualReview", "annual", "P1Y"],
    ["quarterlyReview", "quarterly", "P3M"],
  ] as const)
    if (mayOutlast(cadences[name].value, longest))
      yield {
        at: `/spec/cadences/${name}/value`,
        message: `a review that the specification calls ${word} would be due ${everyInWords(cadences[name].value)}`,
        help: `Write ${longest}, or less.`,
      };
}
