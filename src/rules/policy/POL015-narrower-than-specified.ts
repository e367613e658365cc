// The bodies judge who gets what the specification allows; they do not take it away from everybody.

import type { Policy } from "../../document/types.gen.ts";
import { rosters } from "../../model/proposed.ts";
import { type Defect, rule } from "../rule.ts";
import { allowances, isMoreOpen, specifiedCapabilities, specifiedTiers, typesPromised } from "./specified.ts";

export default rule({
  id: "POL015",
  name: "narrower-than-specified",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    ...new Set([...allowances.flatMap(({ clauses }) => clauses), ...typesPromised.map(({ clause }) => clause)]),
  ],
  summary: "What the specification allows stays allowed, from the tier on that it names.",

  *check(model) {
    for (const { policy, owns } of rosters(model)) {
      if (policy === null || !owns(policy.path)) continue;
      for (const defect of [...capabilities(policy.value), ...types(policy.value)])
        yield { path: policy.path, ...defect };
    }
  },
});

function* capabilities({ spec }: Policy): Generator<Omit<Defect, "path">> {
  for (const { id, access, beginsBy, clauses } of allowances) {
    const index = spec.capabilities.findIndex((capability) => capability.id === id);
    const found = spec.capabilities[index];
    const at = `/spec/capabilities/${index}`;
    if (found === undefined) {
      // That a capability is not listed which is restricted, or begins above tier 1, POL013 says.
      if (!specifiedCapabilities.some((one) => one.id === id))
        yield {
          at: "/spec/capabilities",
          message: `the policy does not list ${id}, so nobody can be granted it (${clauses[0]})`,
          help: `Add { id: ${id}, access: allowed, minimumTier: ${beginsBy ?? 1}, source: ${clauses[0]} }.`,
          clauses,
        };
    } else if (isMoreOpen(access, found.access))
      yield {
        at: `${at}/access`,
        message: `${id} would be ${found.access}, and the specification lists it as allowed (${clauses[0]})`,
        help: `Write access: ${access}${access === "allowed" ? "" : ", or allowed"}; whom it is granted to the bodies decide by each proposal.`,
        clauses,
      };
    else if (beginsBy !== null && found.minimumTier > beginsBy)
      yield {
        at: `${at}/minimumTier`,
        message: `${id} would begin at tier ${found.minimumTier}, and the specification allows it from tier ${beginsBy} on (${clauses[0]})`,
        help: `Write minimumTier: ${beginsBy}.`,
        clauses,
      };
  }
}

/** A tier that is gone is POL013's, and a tier of the bodies' own is theirs. */
function* types({ spec }: Policy): Generator<Omit<Defect, "path">> {
  for (const { id } of specifiedTiers)
    for (const { tier: first, type, clause } of typesPromised) {
      const index = spec.tiers.findIndex((tier) => tier.id === id);
      const given = spec.tiers[index]?.types;
      if (given !== undefined && id >= first && !given.includes(type))
        yield {
          at: `/spec/tiers/${index}/types`,
          message: `tier ${id} would have no ${type} permissions, and the specification gives them from tier ${first} on (${clause})`,
          help: `Write types: [${[...given, type].join(", ")}].`,
          clauses: [clause],
        };
    }
}
