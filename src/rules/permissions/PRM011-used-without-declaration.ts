// What the platform saw being used stands in the manifest, or somebody uses what nobody was told of.

import { boundariesOf } from "../../gates/boundary.ts";
import { envelopeOf } from "../../gates/decision.ts";
import { isUpgrade } from "../../gates/upgrade.ts";
import type { Model } from "../../model/model.ts";
import { presentNames } from "../../model/present-names.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM011",
  name: "used-without-declaration",
  // A warning: whoever measures must be able to land what they saw.
  severity: "warning",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-5.2.1", "PIS-6.3.2", "EPF-3.6.2"],
  summary: "What was measured in use within the look-back window is declared.",

  *check(model, asOf) {
    for (const { manifest, holdings } of boundariesOf(model, asOf))
      for (const { name, declared, uses, contract, granted, measured } of holdings) {
        // What was not even granted puts the tier in question: TIR003 or TIR004 says so.
        if (granted === null && isAskedOfTier(manifest.owner, model)) continue;
        // A call, a workflow or an extension that says it itself is PRM001's, and what a contract asks for API006's.
        if (measured === null || declared.length + uses.length + contract.operations.length > 0) continue;
        const { path, from, to } = measured;
        yield {
          path,
          at: resultAt(path, name, model),
          message: `${manifest.id} used "${name}" ${measured.uses} times from ${from} to ${to}, and does not declare it`,
          help: `Ask ${manifest.owner} for what; it is declared, or its use ends. Where it was not granted, the bodies decide about the tier.`,
        };
      }
  },
});

/** True where an owner asks for a higher tier, or has one to lose. */
function isAskedOfTier(owner: string, model: Model): boolean {
  const { tier } = envelopeOf(model, owner);
  const lower = model.policy?.value.spec.tiers.some(({ id }) => tier !== null && id < tier) ?? false;
  return (
    lower || [...model.subjects.values()].some((subject) => subject.namespace === owner && isUpgrade(subject, model))
  );
}

/** JSON pointer of the result that tells of a permission. */
function resultAt(path: string, name: string, model: Model): string {
  const present = presentNames(model);
  const held = [...model.measurements.values()].find((measurement) => measurement.path === path);
  const index = held?.value.spec.results.findIndex(({ of }) => (present.get(of) ?? of) === name) ?? -1;
  return index < 0 ? "/spec/results" : `/spec/results/${index}/of`;
}
