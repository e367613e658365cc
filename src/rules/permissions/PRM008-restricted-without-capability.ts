// Restricted is what takes a capability of its own, so that the bodies see what a permission is for.

import { type Boundary, boundariesOf, type Holding } from "../../gates/boundary.ts";
import { envelopeOf } from "../../gates/decision.ts";
import { missingCapabilities } from "../../gates/restricted.ts";
import type { Model } from "../../model/model.ts";
import { registered } from "../../model/present-names.ts";
import { requested } from "../../model/requests.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "PRM008",
  name: "restricted-without-capability",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    "EPF-4.2.1",
    "EPF-4.2.2",
    "PIS-3.2.1",
    "PIS-3.2.2",
    "PEP-6.2.1",
    "PEP-6.2.2",
    "PEP-6.2.3",
    "PEP-8.2.1",
    "PEP-8.2.2",
    "PEP-8.2.3",
  ],
  summary:
    "Who asks for a write, advanced or intelligence permission holds the capability for it, or asks for that too; who uses one still holds it.",

  *check(model, asOf) {
    yield* inRequests(model);
    for (const { manifest, envelope, holdings } of boundariesOf(model, asOf))
      for (const holding of holdings)
        if (holding.granted !== null && holding.declared.length > 0)
          yield* inManifest(holding, manifest, envelope.capabilities, model);
  },
});

function* inRequests(model: Model): Generator<Defect> {
  const registry = registered(model);
  for (const { subject, permissions, capabilities } of requested(model)) {
    const { removes } = subject.proposal?.value.spec ?? {};
    const held = new Set([...envelopeOf(model, subject.namespace).capabilities, ...capabilities.map(({ id }) => id)]);
    for (const id of removes?.capabilities ?? []) held.delete(id);
    for (const { id, at } of permissions) {
      const permission = registry.get(id);
      for (const needed of permission === undefined ? [] : missingCapabilities(permission, held, model))
        yield {
          path: subject.path,
          at,
          message: `"${id}" is restricted to who has ${needed.join(" or ")}, and ${subject.id} does not ask for it`,
          help: `Add ${needed[0]} to requestedCapabilities, with what you will do.`,
        };
    }
  }
}

/** What a grant once came with may be given up later, by another proposal than the one that asked. */
function* inManifest(
  { registry, declared, uses }: Holding,
  { path, owner }: Boundary["manifest"],
  capabilities: ReadonlySet<string>,
  model: Model,
): Generator<Defect> {
  if (registry === null) return;
  for (const needed of missingCapabilities(registry, capabilities, model)) {
    // An extension that writes is EXT005's, a workflow that predicts WFL006's.
    const told =
      (needed.includes("write-operations") && uses.some(({ usedBy }) => usedBy === "the extension")) ||
      (needed.includes("intelligence-workflows") && uses.some(({ usedBy }) => usedBy?.startsWith("workflow ")));
    for (const { id, at } of told ? [] : declared)
      yield {
        path,
        at,
        message: `"${id}" is restricted to who has ${needed.join(" or ")}, and ${owner} does not have it any more`,
        help: `Take it out of the manifest, or ask for ${needed[0]} with kwanus propose capability.`,
      };
  }
}
