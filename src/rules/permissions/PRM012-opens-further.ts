// Who holds a permission holds what it becomes: a registry or policy that opens it further grants without being asked.

import type { Permission, PermissionRegistry, Policy } from "../../document/types.gen.ts";
import { envelopeOf } from "../../gates/decision.ts";
import type { Landing } from "../../landing/landing.ts";
import { isClosed, type Model } from "../../model/model.ts";
import { isBeyondSpecified, lowestTier } from "../policy/specified.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "PRM012",
  name: "opens-further",
  // A warning: the bodies may well mean it, and decide with open eyes.
  severity: "warning",
  waivable: false,
  reads: "change",
  clauses: ["EPF-5.1.1", "PIS-6.1.1", "PIP-4.3.2", "EIP-4.3.2", "PEP-3.4.1"],
  summary: "A permission or capability that would open further than now names who gains by it.",

  *check(landing) {
    for (const { path, kind, value } of proposedIn(landing))
      if (kind === "PermissionRegistry") yield* permissions(path, value as PermissionRegistry, landing.base);
      else yield* capabilities(path, value as Policy, landing.base);
  },
});

const help = "Say in the proposal why, and whether those who hold it need what it becomes.";

function* permissions(path: string, { spec }: PermissionRegistry, base: Model): Generator<Defect> {
  const before = base.permissions?.value.spec.permissions ?? [];
  for (const old of before) {
    const index = spec.permissions.findIndex(({ id, formerly }) => id === old.id || formerly.includes(old.id));
    const now = spec.permissions[index];
    // One that is gone is IDN010's, and one too low or too open for its type PRM009's.
    if (now === undefined) continue;
    const mustBeRestricted = now.type === "write" || now.type === "intelligence" || now.advanced;
    const gains = [
      ...(now.minimumTier < old.minimumTier && now.minimumTier >= lowestTier[now.type]
        ? [`begins at tier ${now.minimumTier} instead of ${old.minimumTier}`]
        : []),
      ...(old.access === "restricted" && now.access === "allowed" && !mustBeRestricted
        ? ["is restricted no more"]
        : []),
      ...(now.type === "write" && now.limited && !old.limited ? ["becomes one of the limited writes of tier 2"] : []),
      ...(old.advanced && !now.advanced ? ["is advanced no more"] : []),
      ...opened(old, now, base),
      // Under a new name it is the same permission; under the name of another it becomes that one.
      ...(now.id !== old.id && before.some(({ id }) => id === now.id)
        ? [`becomes ${now.id}, a ${now.type} permission`]
        : []),
    ];
    if (gains.length > 0)
      yield {
        path,
        at: `/spec/permissions/${index}`,
        part: "key",
        message: `${old.id} ${gains.join(" and ")}; ${holders(old.id, base)}`,
        help,
      };
  }
}

function opened(old: Permission, now: Permission, { dataClasses }: Model): string[] {
  const access = new Map(dataClasses?.value.spec.classes.map((entry) => [entry.id, entry.access]));
  // A forbidden class is DAT001's.
  const gained = now.dataClasses.filter((name) => !old.dataClasses.includes(name) && access.get(name) !== "forbidden");
  return gained.length === 0 ? [] : [`opens ${gained.join(" and ")} too`];
}

function holders(id: string, base: Model): string {
  const owners = [...new Set([...base.partners.keys(), ...base.components.keys()])];
  const holding = owners.filter((owner) => envelopeOf(base, owner).permissions.has(id)).sort();
  return holding.length === 0 ? "nobody holds it" : `${holding.join(", ")} hold${holding.length === 1 ? "s" : ""} it`;
}

function* capabilities(path: string, { spec }: Policy, { policy }: Model): Generator<Defect> {
  for (const old of policy?.value.spec.capabilities ?? []) {
    const index = spec.capabilities.findIndex(({ id }) => id === old.id);
    const now = spec.capabilities[index];
    // One that is gone can be asked for by nobody, and what goes beyond the specification is POL013's.
    if (now === undefined || now.access === "forbidden" || isBeyondSpecified(now)) continue;
    const gains = [
      ...(now.minimumTier < old.minimumTier ? [`begins at tier ${now.minimumTier} instead of ${old.minimumTier}`] : []),
      ...(old.access === "restricted" && now.access === "allowed" ? ["is restricted no more"] : []),
    ];
    if (gains.length > 0)
      yield {
        path,
        at: `/spec/capabilities/${index}`,
        part: "key",
        message: `capability ${old.id} ${gains.join(" and ")}`,
        help,
      };
  }
}

/** The registry and the policy that open governance proposals would put in the place of those in force. */
function* proposedIn({ base, tree }: Landing): Generator<{ path: string; kind: string; value: unknown }> {
  for (const subject of tree.subjects.values())
    for (const { path, target, document } of isClosed(base.subjects.get(subject.id)) ? [] : subject.carried)
      if (
        document?.shaped &&
        ((target === "governance/permissions.yaml" && document.kind === "PermissionRegistry") ||
          (target === "governance/policy.yaml" && document.kind === "Policy"))
      )
        yield { path, kind: document.kind, value: document.value };
}
