// The category is what the proposal asks for, not what it is called.

import type { Proposal } from "../../document/types.gen.ts";
import { envelopeOf } from "../../gates/decision.ts";
import type { Held, Subject } from "../../model/model.ts";
import { isClosed } from "../../model/model.ts";
import type { Defect } from "../rule.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRO002",
  name: "category-does-not-match-the-change",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-3.1.1", "PEP-3.2.1", "PEP-3.3.1", "PEP-3.4.1", "EPF-3.1.5"],
  summary: "An application asks for a first tier; a proposal asks for what its category is about.",

  *check(model) {
    for (const subject of model.subjects.values()) {
      if (isClosed(subject)) continue;
      const { tier } = envelopeOf(model, subject.namespace);
      if (subject.application !== null && tier !== null)
        yield {
          path: subject.path,
          at: "/kind",
          message: `${subject.namespace} was granted tier ${tier} already; an application is for partners without a grant`,
          help: "File a proposal: kwanus propose capability, tier or integration.",
        };
      if (subject.proposal !== null) yield* mismatches(subject, subject.proposal, tier);
    }
  },
});

function* mismatches(subject: Subject, { path, value }: Held<Proposal>, tier: number | null): Generator<Defect> {
  const {
    category,
    requestedTier,
    requestedCapabilities = [],
    requestedPermissions = [],
    integrations = [],
  } = value.spec;
  const at = "/spec/category";
  const proposal = `${category === "integration" ? "an" : "a"} ${category} proposal`;
  const asks = requestedCapabilities.length + requestedPermissions.length > 0;
  if ((subject.namespace === "governance") !== (category === "governance"))
    yield {
      path,
      at,
      message: `${proposal} does not belong in ${subject.directory}`,
      help: "Governance proposals stand in governance/proposals/, all others with their partner.",
    };
  else if (category === "governance") return;
  else if (tier === null && subject.directory.startsWith("partners/"))
    yield {
      path,
      at,
      message: `${subject.namespace} has no tier yet`,
      help: `File an application first: kwanus propose application --partner ${subject.namespace}`,
    };
  else if (category === "tier" && requestedTier === tier)
    yield {
      path,
      at: "/spec/requestedTier",
      message: `${subject.namespace} has tier ${tier} already`,
      help: "Ask for another tier, or file the proposal as capability.",
    };
  else if (category !== "tier" && tier !== null && requestedTier !== tier)
    yield {
      path,
      at: "/spec/requestedTier",
      message: `${proposal} keeps the tier, which is ${tier}, and this one asks for ${requestedTier}`,
      help: "File a tier proposal; it may carry capabilities.",
    };
  else if (category === "capability" && !asks && value.spec.removes === undefined)
    yield {
      path,
      at,
      message: "a capability proposal asks for a capability or a permission, and this one asks for neither",
      help: "Fill requestedCapabilities or requestedPermissions.",
    };
  else if (category === "integration" && integrations.length === 0)
    yield {
      path,
      at,
      message: "an integration proposal names its integrations, and this one names none",
      help: "Fill spec.integrations.",
    };
}
