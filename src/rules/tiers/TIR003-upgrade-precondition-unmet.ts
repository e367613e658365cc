// A partner rises on what it has shown, not on what it promises.

import type { Proposal } from "../../document/types.gen.ts";
import { envelopeOf } from "../../gates/decision.ts";
import { troubles } from "../../gates/troubles.ts";
import { isUpgrade } from "../../gates/upgrade.ts";
import { type Manifest, manifestsOf } from "../../model/manifests.ts";
import type { Model, Subject } from "../../model/model.ts";
import { presentNames } from "../../model/present-names.ts";
import { bandOf, inWords, isAbove, risksIn, scoreOf } from "../../model/risks.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "TIR003",
  name: "upgrade-precondition-unmet",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-7.1.1", "PEP-7.1.2", "PEP-7.1.3", "PEP-7.1.4"],
  summary: "A partner rises in tier only with reliable workflows, clean compliance, minimal permissions and low risk.",

  *check(model, asOf) {
    for (const subject of model.subjects.values()) {
      const { proposal } = subject;
      if (proposal === null || !isUpgrade(subject, model)) continue;
      const at = "/spec/requestedTier";
      for (const { message, help } of unmet(subject.namespace, proposal.value, model, asOf))
        yield { path: subject.path, at, message, help };
      yield* riskTooHigh(subject, model);
    }
  },
});

type Unmet = { readonly message: string; readonly help: string };

function* unmet(owner: string, { spec }: Proposal, model: Model, asOf: string): Generator<Unmet> {
  const manifests = manifestsOf(model).filter((manifest) => manifest.owner === owner);
  const idle = idlePermissions(owner, spec.removes?.permissions ?? [], manifests, model);
  if (idle.length > 0)
    yield {
      message: `permissions are not minimal: ${owner} holds ${idle.join(", ")}, which no manifest declares`,
      help: "Give up what is not used, under removes.permissions.",
    };
  for (const { id, value } of manifests) {
    const { annualReview } = value.spec.compliance;
    if (annualReview < asOf)
      yield {
        message: `compliance is not clean: the compliance review of ${id} was due on ${annualReview}`,
        help: "Hold the review, and name the day of the next one in the manifest.",
      };
  }
  for (const { subject, cause, step, until } of troubles(owner, model, asOf))
    yield {
      message: `${cause === "workflow failures" ? "workflows are not reliable" : "compliance is not clean"}: ${step.id} moved ${subject} for ${cause} on ${step.effective}`,
      help: `Ask again after ${until}; an upgrade looks back as far as the policy says (windows.lookBack).`,
    };
}

/** Permissions that were granted and are neither declared anywhere nor given up. */
function idlePermissions(
  owner: string,
  removed: readonly string[],
  manifests: readonly Manifest[],
  model: Model,
): string[] {
  const present = presentNames(model);
  const now = (id: string): string => present.get(id) ?? id;
  const kept = new Set(
    [...manifests.flatMap(({ value }) => value.spec.permissions.map(({ id }) => id)), ...removed].map(now),
  );
  return [...envelopeOf(model, owner).permissions.keys()].filter((id) => !kept.has(now(id)));
}

function* riskTooHigh({ risk }: Subject, model: Model): Generator<Defect> {
  for (const { at, entry } of risk === null ? [] : risksIn(risk.value)) {
    const score = scoreOf(entry.residual);
    const band = bandOf(score, model.policy);
    if (risk !== null && band !== null && isAbove(band, "low"))
      yield {
        path: risk.path,
        at: `${at}/residual`,
        message: `risk is not low: the residual ${entry.category} risk is ${inWords(score, model.policy)}`,
        help: "Do more about it before you ask for the higher tier.",
      };
  }
}
