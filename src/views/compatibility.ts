// Where one manifest works, and why: its ranges, the platform's dates, its stage and its grants (docs/matrix.md).

import type { LifecycleState } from "../gates/lifecycle.ts";
import type { Manifest } from "../model/manifests.ts";
import type { Model } from "../model/model.ts";
import { isRange, liesIn } from "../model/platform.ts";
import { testExtension } from "./extension-tester.ts";
import { type Axis, type Ground, ground, lacking, leastBad, type Pins } from "./ground.ts";
import { type ApiNeed, needsOf } from "./needs.ts";
import { dated, type Offer, type OsRelease } from "./offer.ts";
import { checkRuntimes, runtimeNames } from "./runtime-checker.ts";
import { standingOf } from "./standing.ts";
import { type Candidate, candidateOf } from "./trial.ts";
import { byWorst, type Verdict } from "./verdict.ts";
import { testWorkflows } from "./workflow-tester.ts";

/** A manifest with everything that decides where it works. */
export interface Entrant extends Candidate {
  /** Null: none granted, or an ecosystem component. */
  readonly tier: number | null;
  readonly state: LifecycleState | null;
  readonly needs: readonly ApiNeed[];
  /** What holds on every OS version: stage, maturity, tier, permissions. */
  readonly standing: readonly Ground[];
  /** The values it stands at; it may stand at several of one axis. */
  readonly at: Readonly<Record<Exclude<Axis, "os">, readonly string[]>>;
}

/** A manifest as the matrix sees it. */
export function entrantOf(
  manifest: Manifest,
  states: ReadonlyMap<string, LifecycleState>,
  offer: Offer,
  model: Model,
): Entrant {
  const state = states.get(manifest.id) ?? null;
  const candidate = candidateOf(manifest, (state?.stage ?? null) !== null, model, offer);
  const { tier } = candidate.envelope;
  const needs = needsOf(manifest.value.spec);
  const standing = standingOf(manifest, states, tier, model, offer.asOf);
  const { workflows = [], extension } = manifest.value.spec;
  const permissions = standing.flatMap(({ about, of }) => (about === "permission" ? of : []));
  return {
    ...candidate,
    tier,
    state,
    needs,
    standing,
    at: {
      api: orNone(
        needs.flatMap(({ api, versions }) => versions.map((version) => `${api} ${version}`)),
        "no api",
      ),
      runtime: orNone(runtimeNames(candidate), "no runtime"),
      tier: [tier === null ? "no tier" : `tier ${tier}`],
      workflow: orNone(
        workflows.map(({ type }) => type),
        "no workflow",
      ),
      permission: orNone(permissions, "no permission"),
      extension: orNone(extension?.surfaces ?? [], "no extension"),
      integration: [manifest.id],
      partner: [manifest.owner],
    },
  };
}

function orNone(values: readonly string[], none: string): readonly string[] {
  return values.length > 0 ? [...new Set(values)] : [none];
}

/** True when a manifest declares that it works on an OS version; true as well where what it declares is no range. */
export function declares({ manifest }: Entrant, { version }: OsRelease): boolean {
  const { os } = manifest.value.spec.compatibility;
  return !isRange(os) || liesIn(version, os);
}

/**
 * True when an API version is what a manifest would use on an OS version: the OS speaks it, or speaks nothing else that
 * would do.
 */
export function wouldUse({ needs }: Entrant, api: string, os: OsRelease): boolean {
  const spoken = new Set(os.apis.map(({ id, version }) => `${id} ${version}`));
  const names = needs.map(({ api, versions }) => versions.map((version) => `${api} ${version}`));
  if (names.length === 0) return api === "no api";
  return names.some((all) => all.includes(api) && (spoken.has(api) || !all.some((name) => spoken.has(name))));
}

/**
 * Why a manifest works on an OS version or does not, the gravest first. A pinned API or runtime is judged as if the
 * manifest had no other choice; the others of its axis have no say.
 */
export function groundsOn(entrant: Entrant, os: OsRelease, pins: Pins, offer: Offer): Ground[] {
  const { manifest, needs, standing } = entrant;
  const range = osGround(manifest, os, offer);
  // Outside its range a manifest promises its fallback and nothing else; only its stage can take that away.
  if (!declares(entrant, os)) return [range, ...standing.filter(({ about }) => about === "stage")].sort(byWorst);
  return [
    range,
    ...needs.flatMap((need) => apiGround(need, manifest, os, pins.api, offer)),
    ...checkRuntimes(entrant, pins.runtime ?? null),
    ...[...standing, ...testWorkflows({ ...entrant, os }), ...testExtension({ ...entrant, os })].filter(
      ({ about, of }) => {
        const pin = about === "stage" || about === "maturity" ? undefined : pins[about];
        return pin === undefined || of.includes(pin);
      },
    ),
  ].sort(byWorst);
}

function osGround(manifest: Manifest, os: OsRelease, offer: Offer): Ground {
  const range = manifest.value.spec.compatibility.os;
  const declared = [manifest, "/spec/compatibility/os"] as const;
  const about = { about: "os" as const, of: [os.version] };
  if (!isRange(range))
    return ground({ ...about, ...untested }, `"${range}" is no range of versions, so nothing is declared`, declared);
  if (!liesIn(os.version, range))
    return lacking(manifest, about, `this OS lies outside the declared ${range}`, declared);
  const fate = dated(os.lifecycle, offer.asOf);
  return ground({ ...about, ...fate.verdict }, `this OS ${fate.says}`, declared, [offer.held, os.pointer]);
}

const untested: Verdict = { word: "untested", day: null };

function apiGround(
  { api, versions, calledBy, declared, pointers }: ApiNeed,
  manifest: Manifest,
  os: OsRelease,
  pin: string | undefined,
  offer: Offer,
): Ground[] {
  const names = versions.map((version) => `${api} ${version}`);
  const wanted = names.filter((name) => pin === undefined || name === pin);
  if (wanted.length === 0) return [];
  const about = { about: "api" as const, of: wanted };
  const written = pointers.map((pointer) => [manifest, pointer] as const);
  const spoken = wanted.filter((name) => os.apis.some(({ id, version }) => `${id} ${version}` === name));
  if (spoken.length === 0) {
    const missing = `this OS does not speak ${wanted.join(" or ")}${calledBy}`;
    return [lacking(manifest, about, missing, ...written, [offer.held, `${os.pointer}/apis`])];
  }
  const choices = spoken.map((name) => {
    const known = offer.apis.get(name);
    const fate = known === undefined ? { verdict: untested, says: "has no dates" } : dated(known.lifecycle, offer.asOf);
    const where = known === undefined ? [] : [[offer.held, known.pointer] as const];
    return declared.has(name) || byWorst(fate.verdict, untested) < 0
      ? ground({ ...about, ...fate.verdict }, `${name}${calledBy} ${fate.says}`, ...written, ...where)
      : ground({ ...about, ...untested }, `${name}${calledBy} is not among the versions declared to work`, ...written);
  });
  return [leastBad(choices)];
}
