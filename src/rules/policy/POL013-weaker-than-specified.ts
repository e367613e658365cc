// The bodies may ask for more than the specification, never for less: what it forbids no vote can allow.

import type { Policy, Tier } from "../../document/types.gen.ts";
import { everyInWords, mayOutlast } from "../../model/calendar.ts";
import { rosters } from "../../model/proposed.ts";
import { type Defect, rule } from "../rule.ts";
import { isMoreOpen, specifiedCapabilities, specifiedTiers } from "./specified.ts";

/** The reviews that the specification gives a rhythm: what it is called, the longest it may be, and where it says so. */
const rhythms = [
  {
    name: "annualReview",
    word: "annual",
    longest: "P1Y",
    clauses: ["EPF-6.1.5", "PIS-8.1.5", "EPF-7.3.1", "EPF-9.2.1", "PIS-9.3.1", "PIS-11.2.1"],
  },
  { name: "quarterlyReview", word: "quarterly", longest: "P3M", clauses: ["EPF-7.2.1", "PIS-9.2.1"] },
] as const;

/** What is kept for longer is stored for the long term, which takes more than a policy (EPF-6.2.1, PIS-7.1.3, PIS-8.2.2). */
const temporary = { longest: "P30D", clauses: ["EPF-6.2.1", "PIS-7.1.3", "PIS-8.2.2"] };

export default rule({
  id: "POL013",
  name: "weaker-than-specified",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    ...new Set([
      ...specifiedTiers.flatMap(({ clauses }) => Object.values(clauses).flat()),
      ...specifiedCapabilities.flatMap(({ clauses }) => clauses),
      ...rhythms.flatMap(({ clauses }) => clauses),
      ...temporary.clauses,
    ]),
  ],
  summary: "Tiers, capabilities, retention and the rhythm of reviews are at least as strict as the specification.",

  *check(model) {
    for (const { policy, owns } of rosters(model)) {
      if (policy === null || !owns(policy.path)) continue;
      for (const defect of [
        ...tiers(policy.value),
        ...capabilities(policy.value),
        ...slower(policy.value),
        ...longer(policy.value),
      ])
        yield { path: policy.path, ...defect };
    }
  },
});

type Weakness = Omit<Defect, "path">;

const risks: readonly Tier["inherentRisk"][] = ["low", "medium", "high", "critical"];
const writes: readonly Tier["write"][] = ["none", "limited", "full"];

function* tiers({ spec }: Policy): Generator<Weakness> {
  for (const { id, types, write, inherentRisk, source, clauses } of specifiedTiers) {
    const index = spec.tiers.findIndex((tier) => tier.id === id);
    const tier = spec.tiers[index];
    const at = `/spec/tiers/${index}`;
    if (tier === undefined) {
      const message = `the policy has no tier ${id}`;
      yield {
        at: "/spec/tiers",
        message,
        help: "The three tiers of the specification cannot be removed.",
        clauses: Object.values(clauses).flat(),
      };
      continue;
    }
    const extra = tier.types.filter((type) => !types.includes(type));
    if (extra.length > 0)
      yield {
        at: `${at}/types`,
        message: `tier ${id} would have ${extra.join(" and ")} permissions, which the specification does not give it (${source})`,
        help: `Write types: [${types.join(", ")}]; whoever needs more asks for a higher tier.`,
        clauses: clauses.types,
      };
    if (writes.indexOf(tier.write) > writes.indexOf(write))
      yield {
        at: `${at}/write`,
        message: `tier ${id} would write ${tier.write === "full" ? "without limit" : "in part"}, and the specification gives it ${write === "none" ? "no writes" : "limited writes"} (${source})`,
        help: `Write write: ${write}.`,
        clauses: clauses.write,
      };
    if (risks.indexOf(tier.inherentRisk) < risks.indexOf(inherentRisk))
      yield {
        at: `${at}/inherentRisk`,
        message: `tier ${id} is of ${inherentRisk} risk or more, and this says ${tier.inherentRisk} (${source})`,
        help: `Write inherentRisk: ${inherentRisk}.`,
        clauses: clauses.inherentRisk,
      };
  }
}

/** A capability that is not listed can be asked for by nobody, and no rule knows it: what is restricted or forbidden stays listed. */
function* capabilities({ spec }: Policy): Generator<Weakness> {
  for (const { id, access, minimumTier, clauses } of specifiedCapabilities) {
    const index = spec.capabilities.findIndex((capability) => capability.id === id);
    const found = spec.capabilities[index];
    const at = `/spec/capabilities/${index}`;
    if (found === undefined)
      yield {
        at: "/spec/capabilities",
        message: `the policy does not list ${id}, which is ${access} (${clauses[0]})`,
        help: `Add { id: ${id}, access: ${access}, minimumTier: ${minimumTier}, source: ${clauses[0]} }.`,
        clauses,
      };
    else if (isMoreOpen(found.access, access))
      yield {
        at: `${at}/access`,
        message: `${id} would be ${found.access}, and the specification says ${access} (${clauses[0]})`,
        help: `Write access: ${access}; no vote can allow more.`,
        clauses,
      };
    else if (found.access !== "forbidden" && found.minimumTier < minimumTier)
      yield {
        at: `${at}/minimumTier`,
        message: `${id} would begin at tier ${found.minimumTier}, and the specification gives it to tier ${minimumTier} (${clauses[0]})`,
        help: `Write minimumTier: ${minimumTier}, or a higher one.`,
        clauses,
      };
  }
}

/** Annual is a year and quarterly three months; how often permissions are reviewed the specification leaves open. */
function* slower({ spec: { cadences } }: Policy): Generator<Weakness> {
  for (const { name, word, longest, clauses } of rhythms)
    if (mayOutlast(cadences[name].value, longest))
      yield {
        at: `/spec/cadences/${name}/value`,
        message: `a review that the specification calls ${word} would be due ${everyInWords(cadences[name].value)}`,
        help: `Write ${longest}, or less.`,
        clauses,
      };
}

/** The specification forbids long-term storage and names no length; a month is none of what it calls temporary. */
function* longer({ spec: { retention } }: Policy): Generator<Weakness> {
  if (mayOutlast(retention.value, temporary.longest))
    yield {
      at: "/spec/retention/value",
      message: `partners would keep data for ${retention.value}, and the specification gives them temporary access and forbids long-term storage`,
      help: `Write ${temporary.longest}, or less.`,
      clauses: temporary.clauses,
    };
}
