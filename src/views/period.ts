// What a stretch of time held for something that is reviewed: decisions with what they granted, transitions, releases, reviews,
// measurements, and days of which there is none.

import { everything } from "../gates/duties.ts";
import { type LifecycleState, lifecycles, stageNames } from "../gates/lifecycle.ts";
import { measuringOf } from "../gates/measuring.ts";
import { missed, spanInWords } from "../gates/signals.ts";
import { dayAfter, dayBefore, laterOf } from "../model/calendar.ts";
import { everMeasured, gapsIn, type Span } from "../model/measurements.ts";
import type { DecisionFile, Model } from "../model/model.ts";
import { presentNames } from "../model/present-names.ts";
import { openFindings, reviewNames, reviewsBy } from "../model/reviews.ts";

/** Something that happened on a day; ids, days and numbers only, nothing that anybody wrote at will. */
export interface Happening {
  readonly on: string;
  readonly what: string;
}

/** The days a review looks back on, both included, as `YYYY-MM-DD`. */
export interface Period {
  readonly from: string;
  readonly to: string;
  /** The day of the review itself: it is not over, so nobody can have measured it. */
  readonly held?: string;
}

/**
 * What a period held for a partner with its integrations, for an integration, a component, or for all of them; the
 * earliest first. A finding of an earlier review that is still open at the end stands on the day it is due, and days
 * without data on the first of them.
 */
export function periodOf(model: Model, subject: string, { from, to, held }: Period): Happening[] {
  const happenings = [
    ...decisions(model, subject),
    ...transitions(model, subject, to),
    ...releases(model, subject),
    ...reviews(model, subject, to),
    ...measurements(model, subject, to),
  ].filter(({ on }) => from <= on && on <= to);
  const silences = withoutData(model, subject, {
    from,
    to: held !== undefined && held <= to ? dayBefore(held, "P1D") : to,
  });
  const open = openFindings(model, to).filter(({ review }) => concerns(subject, review.value.spec.subject));
  return [
    ...happenings.sort((a, b) => (a.on === b.on ? (a.what < b.what ? -1 : 1) : a.on < b.on ? -1 : 1)),
    ...open.map(({ review, finding }) => ({
      on: finding.due,
      what: `finding ${finding.id} of ${review.value.metadata.id} is due, and open`,
    })),
    ...silences,
  ];
}

/** True where what happened to one thing matters to the review of another. */
function concerns(reviewed: string, happened: string): boolean {
  return reviewed === everything || happened === reviewed || happened.startsWith(`${reviewed}/`);
}

/** Of an integration those of its partner: what it may do was decided for the partner. */
function* decisions({ subjects }: Model, subject: string): Generator<Happening> {
  const [owner = ""] = subject.split("/");
  for (const { id, kind, gate, namespace, decisions } of subjects.values()) {
    const decision = decisions.get(gate)?.value.spec;
    if (decision === undefined || kind === "Transition") continue;
    if (subject !== everything && namespace !== owner) continue;
    yield { on: decision.asOf, what: `${id} ${decision.outcome}${grantsInWords(decision.grants)}` };
  }
}

type Grants = DecisionFile["value"]["spec"]["grants"];

/** `, tier 2, + read:items, - write:exports`. */
function grantsInWords(grants: Grants): string {
  if (grants === null) return "";
  const { tier, permissions, capabilities, removes } = grants;
  return [
    ...(tier === null ? [] : [`tier ${tier}`]),
    ...[...permissions.map(({ id }) => id), ...capabilities].map((id) => `+ ${id}`),
    ...[...removes.permissions, ...removes.capabilities].map((id) => `- ${id}`),
  ]
    .map((part) => `, ${part}`)
    .join("");
}

function* transitions(model: Model, subject: string, to: string): Generator<Happening> {
  const all: LifecycleState[] = [...lifecycles(model, to).values()];
  for (const state of all) {
    if (!concerns(subject, state.subject)) continue;
    for (const { id, effective, spec } of state.steps)
      yield {
        on: effective,
        what: `${state.subject} from ${stageNames[spec.from]} to ${stageNames[spec.to]}, by ${id}`,
      };
  }
}

function* releases(model: Model, subject: string): Generator<Happening> {
  for (const { value } of model.releases.values())
    if (concerns(subject, value.spec.subject))
      yield { on: value.spec.released, what: `${value.spec.subject} ${value.spec.version} released` };
}

function* reviews(model: Model, subject: string, to: string): Generator<Happening> {
  for (const { value } of reviewsBy(model, to))
    if (concerns(subject, value.spec.subject))
      yield {
        on: value.spec.held,
        what: `${reviewNames[value.spec.type]} ${value.metadata.id} of ${value.spec.subject}`,
      };
}

/** Each measurement on its last day, with what missed its objective. */
function* measurements(model: Model, subject: string, to: string): Generator<Happening> {
  const misses = new Map<string, string[]>();
  const counts = new Map<string, number>();
  for (const result of everMeasured(model, dayAfter(to, "P1D"))) {
    const asked = missed(result, model);
    counts.set(result.id, (counts.get(result.id) ?? 0) + 1);
    if (asked !== null)
      misses.set(result.id, [
        ...(misses.get(result.id) ?? []),
        `${result.of} ${result.value} ${result.objective.unit}, not ${asked}`,
      ]);
  }
  for (const { value } of model.measurements.values()) {
    const { id } = value.metadata;
    const { subject: measured, signal, window } = value.spec;
    const count = counts.get(id);
    if (!concerns(subject, measured) || count === undefined) continue;
    const told = misses.get(id)?.join("; ") ?? (count === 1 ? "as it should be" : `all ${count} as they should be`);
    yield { on: window.to, what: `${signal} of ${measured} since ${window.from} (${id}): ${told}` };
  }
}

/** Days of the period on which users had what a plan watches, and no measurement tells of it. */
function withoutData(model: Model, subject: string, { from, to }: Period): Happening[] {
  const results = everMeasured(model, dayAfter(to, "P1D"));
  const present = presentNames(model);
  const now = (name: string): string => present.get(name) ?? name;
  const found = new Map<string, { watched: string; signal: string; gap: Span; names: string[] }>();
  for (const { subject: watched, signal, of, out } of measuringOf(model, to)) {
    if (!concerns(subject, watched)) continue;
    const own = results.filter((one) => one.subject === watched && one.signal === signal && now(one.of) === now(of));
    for (const gap of gapsIn({ from: laterOf(out, from), to }, own)) {
      const key = `${watched} ${signal} ${gap.from} ${gap.to}`;
      found.set(key, { watched, signal, gap, names: [...(found.get(key)?.names ?? []), of] });
    }
  }
  return [...found.values()].map(({ watched, signal, gap, names }) => ({
    on: gap.from,
    what: `no data on ${signal} of ${names.join(", ")} in ${watched} ${spanInWords(gap)}`,
  }));
}
