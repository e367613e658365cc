// What holds for a manifest on every OS version: its stage, its maturity, its tier, and each thing it uses.

import { decisionsIn, envelopeOf } from "../gates/decision.ts";
import { type LifecycleState, type Step, stageNames } from "../gates/lifecycle.ts";
import type { Manifest } from "../model/manifests.ts";
import type { Held, Model } from "../model/model.ts";
import { registered } from "../model/present-names.ts";
import { type Ground, ground, type Where } from "./ground.ts";
import { ok, type Verdict } from "./verdict.ts";

const breaks: Verdict = { word: "breaks", day: null };
const untested: Verdict = { word: "untested", day: null };

/**
 * The grounds that no OS version changes.
 * @param tier of the owner, or null
 * @param asOf `YYYY-MM-DD`
 */
export function standingOf(
  manifest: Manifest,
  states: ReadonlyMap<string, LifecycleState>,
  tier: number | null,
  model: Model,
  asOf: string,
): Ground[] {
  const state = states.get(manifest.id);
  return [
    ...(state === undefined ? [] : stageGrounds(manifest, state, states.get(manifest.owner), model, asOf)),
    ...maturityGround(manifest),
    ...tierGround(manifest, tier, model),
    ...permissionGrounds(manifest, tier, state?.stage ?? null, model),
  ];
}

/** The stage in a few words: `Active`, `Maintenance, suspended until 2026-12-21`, `not approved`. */
export function stageInWords(state: LifecycleState | null): string {
  if (state === null || state.stage === null) return "not approved";
  const { stage, suspended } = state;
  return `${stageNames[stage]}${suspended === null ? "" : `, suspended until ${suspended.until}`}`;
}

function stageGrounds(
  manifest: Manifest,
  state: LifecycleState,
  partner: LifecycleState | undefined,
  model: Model,
  asOf: string,
): Ground[] {
  const about = { about: "stage" as const, of: [] };
  if (state.stage === null)
    return [
      ground({ ...about, ...untested }, `${manifest.value.spec.restsOn.join(", ")} is not approved yet`, [
        manifest,
        "/spec/restsOn",
      ]),
    ];
  const grounds: Ground[] = [];
  const { stage, since, because, suspended } = state;
  if (suspended !== null)
    grounds.push(
      ground(
        { ...about, word: "breaks", day: suspended.until },
        `suspended since ${suspended.since} until ${suspended.until} by ${suspended.because}`,
        ...writtenIn(suspended.because, "/spec/to", model),
      ),
    );
  const word = stage === "end-of-support" ? "breaks" : stage === "deprecation" ? "deprecated" : "ok";
  const whose = state.inheritedFrom === null ? "" : `, as ${state.inheritedFrom} is`;
  grounds.push(
    ground(
      { ...about, word, day: null },
      `in stage ${stageNames[stage]} since ${since} by ${because}${whose}`,
      ...writtenIn(because, "/spec/to", model),
    ),
  );
  if (stage !== "end-of-support")
    for (const { day, step } of endsOf(state, partner).filter(({ day }) => day > asOf))
      grounds.push(
        ground(
          { ...about, word: "ends", day },
          `support of ${step.spec.subject} ends on ${day} by ${step.id}`,
          ...writtenIn(step.id, step.spec.to === "end-of-support" ? "/spec/effective" : "/spec/endOfSupport", model),
        ),
      );
  return grounds;
}

/** The days on which support ends: decided, or announced by the deprecation that stands or is to come. */
function endsOf(state: LifecycleState, partner: LifecycleState | undefined): { day: string; step: Step }[] {
  return [state, partner].flatMap((of) => {
    if (of === undefined) return [];
    const last = of.stage === "deprecation" ? of.steps.findLast(({ spec }) => spec.to === "deprecation") : undefined;
    return [...(last === undefined ? [] : [last]), ...of.ahead].flatMap((step) => {
      const day = step.spec.to === "end-of-support" ? step.effective : step.spec.endOfSupport;
      return day === undefined || day === null ? [] : [{ day, step }];
    });
  });
}

/** Where an application, a proposal or a transition says something; its first line where it does not. */
function writtenIn(id: string | null, pointer: string, model: Model): Where[] {
  const subject = id === null ? undefined : model.subjects.get(id);
  const held: Held<unknown> | null = subject?.transition ?? subject?.application ?? subject?.proposal ?? null;
  return held === null ? [] : [[held, subject?.transition === null ? "/metadata/id" : pointer]];
}

function maturityGround(manifest: Manifest): Ground[] {
  const { maturity } = manifest.value.spec;
  const verdict = maturity === "alpha" ? untested : ok;
  return [
    ground({ about: "maturity", of: [], ...verdict }, `its maturity is ${maturity}`, [manifest, "/spec/maturity"]),
  ];
}

function tierGround({ owner }: Manifest, tier: number | null, model: Model): Ground[] {
  if (tier === null) return [];
  const grant = decisionsIn(model, owner).findLast(({ value }) => (value.spec.grants?.tier ?? null) !== null);
  const where: Where[] = grant === undefined ? [] : [[grant, "/spec/grants/tier"]];
  return [ground({ about: "tier", of: [`tier ${tier}`], ...ok }, `${owner} has tier ${tier}`, ...where)];
}

function permissionGrounds(
  manifest: Manifest,
  tier: number | null,
  stage: LifecycleState["stage"],
  model: Model,
): Ground[] {
  const { owner } = manifest;
  const registry = registered(model);
  const present = (id: string) => registry.get(id)?.id ?? id;
  const granted = new Set([...envelopeOf(model, owner).permissions.keys()].map(present));
  return manifest.value.spec.permissions.map(({ id }, at) => {
    const entry = registry.get(id);
    const about = { about: "permission" as const, of: [entry?.type ?? "unregistered"] };
    const where: Where = [manifest, `/spec/permissions/${at}/id`];
    const named = `${id}${entry === undefined ? "" : ` (${entry.type})`}`;
    // Before the approval nothing is granted, and its stage has said so.
    if (stage === null) return ground({ ...about, ...untested }, `${named} is asked for`, where);
    if (!granted.has(present(id))) return ground({ ...about, ...breaks }, `${named} is not granted to ${owner}`, where);
    if (entry !== undefined && tier !== null && entry.minimumTier > tier)
      return ground(
        { ...about, ...breaks },
        `${named} begins at tier ${entry.minimumTier}, and ${owner} has tier ${tier}`,
        where,
      );
    return ground({ ...about, ...ok }, `${named} is granted to ${owner}`, where);
  });
}
