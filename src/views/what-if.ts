// What would break if something ended: the matrix of the day, once as things stand and once as they are wished to be.

import { type LifecycleState, lifecycles } from "../gates/lifecycle.ts";
import { laterOf } from "../model/calendar.ts";
import type { Model } from "../model/model.ts";
import type { Place } from "./ground.ts";
import { type Law, lawOf, type Wish } from "./law.ts";
import { matrixOf, type Standing } from "./matrix.ts";
import type { LifecycleThing } from "./things.ts";
import { byWorst, inWords, type Verdict } from "./verdict.ts";

/** What becomes of one manifest. */
export interface Loss {
  readonly manifest: string;
  readonly version: string;
  /** Partner or component it belongs to. */
  readonly owner: string;
  /** What people call the owner, and how to reach it: addresses of a partner, authors of a component. */
  readonly ownerTitle: string;
  readonly contacts: readonly string[];
  /** OS versions on which its word changes, those that change alike together; the worst first. */
  readonly steps: readonly Step[];
}

export interface Step {
  readonly os: readonly string[];
  readonly from: Verdict;
  readonly to: Verdict;
  readonly because: readonly string[];
  readonly places: readonly Place[];
}

export interface WhatIfView {
  readonly asOf: string;
  /** The day that is looked at: the last that is wished for. */
  readonly day: string;
  readonly revision: string;
  readonly laws: readonly Law[];
  readonly losses: readonly Loss[];
  /** Manifests whose word stays as it is on every OS version. */
  readonly untouched: number;
}

/**
 * What wishes would change, and whether they are lawful. Nothing is written, and the model stays as it is.
 * @param asOf `YYYY-MM-DD`, the day on which they would be announced
 * @throws Failure `noVerdict` where the platform cannot be read
 */
export function whatIf(model: Model, wishes: readonly Wish[], asOf: string): WhatIfView {
  // What is both deprecated and ended is announced by the deprecation.
  const ordered = [...wishes].sort((a, b) => Number(a.verb === "end") - Number(b.verb === "end"));
  const laws: Law[] = [];
  for (const wish of ordered) laws.push(lawOf(wish, laws, model, asOf));
  const day = wishes.map((wish) => wish.day).reduce(laterOf, asOf);
  const question = { rows: "integration", columns: "os", partner: null, asOf: day } as const;
  const before = standingsIn(matrixOf(model, question).cells);
  const after = standingsIn(
    matrixOf(wished(model, laws), question, movedBy(wishes, lifecycles(model, day), day)).cells,
  );
  const losses = [...after].flatMap(([manifest, standings]) =>
    lossOf(manifest, before.get(manifest) ?? [], standings, model),
  );
  return { asOf, day, revision: model.snapshot.name, laws, losses, untouched: after.size - losses.length };
}

/** The model with the platform's dates as they are wished. */
function wished(model: Model, laws: readonly Law[]): Model {
  const { platform } = model;
  if (platform === null) return model;
  const spec = structuredClone(platform.value.spec);
  for (const { wish, lifecycle } of laws) {
    const { thing } = wish;
    if (!("release" in thing) || lifecycle === null) continue;
    const [, field = "", index = ""] = /^\/spec\/(os|apis|runtimes)\/(\d+)$/.exec(thing.release.at) ?? [];
    const entry = spec[field as "os" | "apis" | "runtimes"][Number(index)];
    if (entry !== undefined) entry.lifecycle = { ...lifecycle };
  }
  return { ...model, platform: { ...platform, value: { ...platform.value, spec } } };
}

/** Where everything stands on the day once transitions bring about what is wished; a partner takes its integrations along. */
function movedBy(
  wishes: readonly Wish[],
  states: ReadonlyMap<string, LifecycleState>,
  day: string,
): ReadonlyMap<string, LifecycleState> {
  const moved = new Map(states);
  for (const wish of wishes.filter((one) => one.day <= day)) {
    if ("release" in wish.thing) continue;
    for (const [id, state] of states) if (isUnder(id, wish.thing)) moved.set(id, movedTo(wish, moved.get(id) ?? state));
  }
  return moved;
}

function isUnder(id: string, { kind, name }: LifecycleThing): boolean {
  return id === name || (kind === "partner" && id.startsWith(`${name}/`));
}

function movedTo({ verb, day }: Wish, state: LifecycleState): LifecycleState {
  // What is not in the lifecycle yet, or is out of it already, goes nowhere.
  if (state.stage === null || state.stage === "end-of-support") return state;
  const because = "this wish";
  return verb === "end"
    ? { ...state, stage: "end-of-support", since: day, because, suspended: null }
    : { ...state, stage: "deprecation", since: day, because };
}

function standingsIn(cells: ReturnType<typeof matrixOf>["cells"]): Map<string, readonly Standing[]> {
  const found = new Map<string, readonly Standing[]>();
  for (const row of cells) {
    const standings = row.flatMap((cell) => cell?.standings ?? []);
    const [first] = standings;
    if (first !== undefined) found.set(first.manifest, standings);
  }
  return found;
}

function lossOf(manifest: string, before: readonly Standing[], after: readonly Standing[], model: Model): Loss[] {
  const steps = new Map<string, Step>();
  for (const [at, now] of after.entries()) {
    const then = before[at];
    if (then === undefined || inWords(then) === inWords(now)) continue;
    const step = stepOf(then, now);
    const key = JSON.stringify([step.from, step.to, step.because]);
    const alike = steps.get(key);
    steps.set(key, alike === undefined ? step : { ...alike, os: [...alike.os, now.os] });
  }
  if (steps.size === 0) return [];
  const owner = manifest.split("/")[0] ?? manifest;
  return [
    {
      manifest,
      version: after[0]?.version ?? "",
      owner,
      ...ownerOf(owner, model),
      steps: [...steps.values()].sort((a, b) => byWorst(a.to, b.to)),
    },
  ];
}

/** What led to the new word and did not hold before. */
function stepOf(then: Standing, now: Standing): Step {
  const known = new Set(then.grounds.map(({ says }) => says));
  const grounds = now.grounds.filter((ground) => byWorst(ground, now) === 0 && !known.has(ground.says));
  const places = new Map(
    grounds.flatMap((ground) => ground.places().map((place) => [`${place.path}:${place.line}`, place])),
  );
  return {
    os: [now.os],
    from: { word: then.word, day: then.day },
    to: { word: now.word, day: now.day },
    because: [...new Set(grounds.map(({ says }) => says))],
    places: [...places.values()],
  };
}

function ownerOf(owner: string, { partners, components }: Model): Pick<Loss, "ownerTitle" | "contacts"> {
  const partner = partners.get(owner)?.value;
  if (partner !== undefined)
    return {
      ownerTitle: partner.metadata.title,
      contacts: partner.spec.contacts.map(({ role, email }) => `${role} ${email}`),
    };
  const component = components.get(owner)?.value;
  return { ownerTitle: component?.metadata.title ?? owner, contacts: component?.metadata.authors ?? [] };
}
