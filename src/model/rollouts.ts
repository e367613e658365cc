// How an integration or a component may reach its users: the strictest of its risk and of what is new in it.

import type { IntegrationPlan } from "../document/types.gen.ts";
import type { Manifest } from "./manifests.ts";
import { type Held, type Model, requestOf } from "./model.ts";
import { presentNames } from "./present-names.ts";
import { releasedBy, unreleased } from "./releases.ts";
import { bandOf, inWords, isAbove, risksIn, scoreOf } from "./risks.ts";

export type Strategy = IntegrationPlan["spec"]["rollout"]["strategy"];

/** From the widest to the strictest. */
const strategies: readonly Strategy[] = ["full", "staged", "controlled"];

/** True where one rollout reaches more users at once than another allows. */
export function isWider(strategy: Strategy, allowed: Strategy): boolean {
  return strategies.indexOf(strategy) < strategies.indexOf(allowed);
}

/** A reason why a rollout may be no wider than it says. */
export interface Demand {
  readonly strategy: Strategy;
  readonly because: string;
}

/** The plan of an integration or component, where it has one whose shape holds. */
export function planOf({ plans }: Model, id: string): Held<IntegrationPlan> | null {
  return plans.get(`${id}/plan`) ?? null;
}

/** Everything that keeps a rollout from being full on a day (PIP-9, EIP-9), the strictest first; none where it may be full. */
export function demandsOf(manifest: Manifest, model: Model, asOf: string): Demand[] {
  const all = [...ofNovelty(manifest, model, asOf), ...ofRisk(manifest.id, model), ...ofMaturity(manifest)];
  return all.sort((a, b) => strategies.indexOf(b.strategy) - strategies.indexOf(a.strategy));
}

/** The widest rollout that is allowed. */
export function strategyFor(manifest: Manifest, model: Model, asOf: string): Strategy {
  return demandsOf(manifest, model, asOf)[0]?.strategy ?? "full";
}

/** What no release has brought to anybody yet: a first version is new in everything (PIP-9.4.2, PIP-9.4.3, EIP-9.4.2). */
function* ofNovelty(manifest: Manifest, model: Model, asOf: string): Generator<Demand> {
  const { id, value } = manifest;
  const releases = releasedBy(model, id, asOf);
  if (releases.length === 0)
    return yield { strategy: "controlled", because: `nothing of ${id} was released yet, so all of it is new` };
  const present = presentNames(model);
  const now = (name: string): string => present.get(name) ?? name;
  const declared = new Set(value.spec.permissions.map((permission) => now(permission.id)));
  for (const subject of unreleased(model, manifest, releases).flatMap((name) => model.subjects.get(name) ?? []))
    for (const permission of requestOf(subject)?.value.spec.requestedPermissions ?? [])
      if (declared.has(now(permission.id)))
        yield {
          strategy: "controlled",
          because: `${permission.id} is new with ${subject.id}, which no release has brought yet`,
        };
}

/** Low risk may go to everybody, medium risk in stages, anything above under control (PIP-9.2.2, PIP-9.3.1, PIP-9.4.1). */
function* ofRisk(id: string, model: Model): Generator<Demand> {
  const risk = model.risks.get(`${id}/risk`);
  if (risk === undefined)
    return yield { strategy: "controlled", because: "nobody has assessed its risk, so it counts as high" };
  const scores = risksIn(risk.value).map(({ entry }) => scoreOf(entry.residual));
  const worst = Math.max(1, ...scores);
  const band = bandOf(worst, model.policy);
  if (band === null || !isAbove(band, "low")) return;
  yield {
    strategy: isAbove(band, "medium") ? "controlled" : "staged",
    because: `its residual risk is ${inWords(worst, model.policy)}`,
  };
}

/** Only what is stable and meant for everybody goes to everybody at once (PIP-9.2.1, PIP-9.3.2). */
function* ofMaturity({ value: { spec } }: Manifest): Generator<Demand> {
  if (spec.maturity !== "stable") yield { strategy: "staged", because: `its maturity is ${spec.maturity}` };
  if (spec.audience === "partner-only") yield { strategy: "staged", because: "it is for partners only" };
}
