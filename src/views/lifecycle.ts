// The lifecycle report: every partner, integration and component with its stage, what is due, what lies ahead.

import { envelopeOf } from "../gates/decision.ts";
import { dutiesBySubject } from "../gates/duties.ts";
import {
  isStricter,
  type LastingStage,
  type LifecycleState,
  lifecycles,
  ownLifecycles,
  type Stage,
  type Step,
  stageNames,
} from "../gates/lifecycle.ts";
import { dayAfter, laterOf } from "../model/calendar.ts";
import { manifestsOf } from "../model/manifests.ts";
import { voteWindowOf } from "../model/measurements.ts";
import { documentOf, type Model, type Subject } from "../model/model.ts";
import { reachOf } from "../model/releases.ts";
import { type Called, calledBySubject } from "./watch.ts";

/** A day on which something must have happened. */
export interface Due {
  readonly on: string;
  readonly what: string;
  readonly late: boolean;
  /** Where the day is written, or what it follows from. */
  readonly source: string;
}

/** A day on which something will happen by itself. */
export interface Ahead {
  readonly on: string;
  readonly what: string;
  readonly source: string;
}

/** A stretch of time in one stage, or under a suspension. `to`: first day after it; null while it lasts. */
export interface Stretch {
  readonly stage: Stage;
  /** The stage as people write it. */
  readonly name: string;
  readonly from: string;
  readonly to: string | null;
  /** True for what is decided and has not begun. */
  readonly planned: boolean;
  readonly because: string;
}

export interface LifecycleRow {
  readonly subject: string;
  readonly kind: LifecycleState["kind"];
  readonly title: string;
  readonly stage: LastingStage | null;
  /** The stage as people write it; `not yet` before there is one. */
  readonly stageName: string;
  readonly since: string | null;
  /** What led there: an application, a proposal, a transition. */
  readonly because: string | null;
  readonly inheritedFrom: string | null;
  readonly suspendedUntil: string | null;
  readonly tier: number | null;
  /** The version that users have, and since when; null for a partner, and where nothing was signed off. */
  readonly released: { readonly version: string; readonly on: string } | null;
  readonly due: readonly Due[];
  readonly ahead: readonly Ahead[];
  readonly restrictions: readonly Restriction[];
  /** What measurements and findings call for, and what files it; null where they call for nothing. */
  readonly called: Called | null;
  readonly stretches: readonly Stretch[];
}

export interface LifecycleView {
  readonly asOf: string;
  /** Name of the revision it was read from. */
  readonly revision: string;
  /** What the report cannot know of its day, in a sentence; null where the day is not behind the documents. */
  readonly note: string | null;
  readonly rows: readonly LifecycleRow[];
}

/** What a stage means for what stands in it, in the specification's words; rules hold it. */
export interface Restriction {
  readonly text: string;
  readonly clauses: readonly string[];
}

const restrictionsOf: Readonly<Record<Stage, readonly Restriction[]>> = {
  active: [],
  maintenance: [
    { text: "limited updates: nothing is added, no major version", clauses: ["EPF-8.2.1", "PIS-10.2.1"] },
    { text: "compliance checks required", clauses: ["EPF-8.2.2", "PIS-10.2.2"] },
  ],
  deprecation: [
    { text: "flagged as deprecated", clauses: ["EPF-8.3.1", "PIS-10.3.1"] },
    { text: "workflows restricted: none is added or changed", clauses: ["EPF-8.3.2", "PIS-10.3.2"] },
    { text: "migration or remediation required", clauses: ["EPF-8.3.3", "PIS-10.3.3"] },
  ],
  "end-of-support": [
    { text: "integration disabled: no permission, no workflow", clauses: ["EPF-8.4.1", "PIS-10.4.1"] },
    { text: "access revoked: no credential in force", clauses: ["EPF-8.4.2", "PIS-10.4.2"] },
  ],
  suspended: [{ text: "suspended: no use until it is lifted or lapses", clauses: ["EPF-10.2.4"] }],
};

/**
 * The report for a day, partners first with their integrations below them, then components.
 * @param asOf `YYYY-MM-DD`
 */
export function lifecycleOf(model: Model, asOf: string): LifecycleView {
  const own = ownLifecycles(model, asOf);
  const called = calledBySubject(model, asOf);
  const rows = [...lifecycles(model, asOf).values()]
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .map((state) => {
      const partner = state.kind === "Integration" ? own.get(state.subject.split("/")[0] ?? "") : undefined;
      const row = rowOf(state, own.get(state.subject) ?? state, partner, model, asOf);
      return { ...row, called: called.get(state.subject) ?? null };
    });
  return { asOf, revision: model.snapshot.name, note: noteOn(model, asOf), rows };
}

/**
 * What a report cannot know of its day, in a sentence; null where no document is from a later one. Stages and tiers follow
 * from dated decisions; what manifests said on an earlier day only that day's revision tells.
 * @param asOf `YYYY-MM-DD`
 */
export function noteOn({ subjects }: Model, asOf: string): string | null {
  const decided = [...subjects.values()].flatMap(({ decisions }) =>
    [...decisions.values()].map(({ value }) => value.spec.asOf),
  );
  const last = decided.reduce(laterOf, asOf);
  return last === asOf
    ? null
    : `decisions here are as late as ${last}: stages and tiers are those of ${asOf}, all else is what these documents say`;
}

function orderOf({ kind, subject }: LifecycleState): string {
  return `${kind === "Component" ? 1 : 0} ${subject}`;
}

function rowOf(
  state: LifecycleState,
  own: LifecycleState,
  partner: LifecycleState | undefined,
  model: Model,
  asOf: string,
): Omit<LifecycleRow, "called"> {
  const { subject, kind, title, stage, since, because, inheritedFrom, suspended } = state;
  const owner = subject.split("/")[0] ?? subject;
  return {
    subject,
    kind,
    title,
    stage,
    stageName: stage === null ? "not yet" : stageNames[stage],
    since,
    because,
    inheritedFrom,
    suspendedUntil: suspended?.until ?? null,
    tier: envelopeOf(model, owner, asOf).tier,
    released: releasedOf(subject, model, asOf),
    due: dueOf(state, model, asOf),
    ahead: aheadOf(state, model, asOf),
    restrictions: [
      ...(stage === null ? [] : restrictionsOf[stage]),
      ...(suspended === null ? [] : restrictionsOf.suspended),
    ],
    stretches: inherited(stretchesOf(own), partner === undefined ? [] : stretchesOf(partner)),
  };
}

function releasedOf(id: string, model: Model, asOf: string): LifecycleRow["released"] {
  const release = reachOf(model, id, asOf).out;
  return release === null ? null : { version: release.value.spec.version, on: release.value.spec.released };
}

function dueOf(state: LifecycleState, model: Model, asOf: string): Due[] {
  // What has ended owes nothing any more, and what has not begun owes nothing yet.
  const lasts = state.stage !== null && state.stage !== "end-of-support";
  const days = lasts ? [...reviewDays(state.subject, model, asOf), ...riskDays(state.subject, model)] : [];
  days.push(...openDays(state.subject, model, asOf));
  // Support ends by a transition, not by itself: once the day has come, somebody owes one.
  days.push(...announcedEnd(state).filter(({ on }) => on <= asOf));
  return days.map((day) => ({ ...day, late: day.on < asOf })).sort(byDay);
}

type Day = Omit<Due, "late">;

function* reviewDays(subject: string, model: Model, asOf: string): Generator<Day> {
  for (const { due, what, source } of dutiesBySubject(model, asOf).get(subject) ?? []) yield { on: due, what, source };
}

function* riskDays(subject: string, model: Model): Generator<Day> {
  const risk = model.risks.get(`${subject}/risk`);
  for (const { category, reviewBy } of risk?.value.spec.entries ?? [])
    if (risk !== undefined && reviewBy !== undefined)
      yield { on: reviewBy, what: `review of a ${category} risk`, source: risk.path };
}

/** What waits for votes, and transitions whose day passes. */
function* openDays(subject: string, model: Model, asOf: string): Generator<Day> {
  const window = voteWindowOf(model);
  for (const open of model.subjects.values()) {
    const filed = documentOf(open)?.value.spec.filed;
    if (filed === undefined || !isOpenOn(asOf, filed, open)) continue;
    const step = open.transition?.value.spec;
    if (step?.subject === subject)
      yield { on: step.effective, what: `decision on ${open.id}, ${step.from} to ${step.to}`, source: open.path };
    else if (step === undefined && open.namespace === subject)
      yield { on: dayAfter(filed, window), what: `votes on ${open.id}`, source: open.path };
  }
}

/** Filed by that day, and neither withdrawn nor decided by then. */
function isOpenOn(asOf: string, filed: string, { gate, decisions, withdrawal }: Subject): boolean {
  const closed = [decisions.get(gate)?.value.spec.asOf, withdrawal?.value.spec.filed];
  return filed <= asOf && closed.every((day) => day === undefined || day > asOf);
}

function aheadOf(state: LifecycleState, model: Model, asOf: string): Ahead[] {
  const days: Ahead[] = state.ahead.map(({ id, spec, effective }) => ({
    on: effective,
    what: `${stageNames[spec.from]} to ${stageNames[spec.to]}`,
    source: id,
  }));
  if (state.suspended !== null)
    days.push({ on: state.suspended.until, what: "the suspension lapses", source: state.suspended.because });
  days.push(...announcedEnd(state));
  const { coming } = reachOf(model, state.subject, asOf);
  if (coming !== null) {
    const { version, released } = coming.value.spec;
    days.push({ on: released, what: `version ${version} reaches users`, source: coming.value.metadata.id });
  }
  if (state.stage !== null && state.stage !== "end-of-support") days.push(...platformDays(state.subject, model));
  return days.filter(({ on }) => on > asOf).sort(byDay);
}

/**
 * Support that was to end by a day, as announced, and has not: somebody owes a transition.
 * @param asOf `YYYY-MM-DD`
 */
export function overdueEnds(model: Model, asOf: string): (Ahead & { readonly subject: string })[] {
  return [...ownLifecycles(model, asOf).values()].flatMap((state) =>
    announcedEnd(state)
      .filter(({ on }) => on <= asOf)
      .map((end) => ({ ...end, subject: state.subject })),
  );
}

/** The day on which support is to end, where a deprecation announced one. */
export function announcedEnd({ stage, steps }: LifecycleState): Ahead[] {
  const announced = steps.findLast(({ spec }) => spec.to === "deprecation");
  const on = announced?.spec.endOfSupport;
  if (stage !== "deprecation" || announced === undefined || on === undefined) return [];
  return [{ on, what: "end of support, as announced", source: announced.id }];
}

/** Days on which an API version that the manifest calls is deprecated, or ends. */
function* platformDays(subject: string, model: Model): Generator<Ahead> {
  const calls = manifestsOf(model).find(({ id }) => id === subject)?.value.spec.api?.calls ?? [];
  const called = new Set(calls.map(({ api, version }) => `${api} ${version}`));
  for (const { id, version, lifecycle } of model.platform?.value.spec.apis ?? []) {
    if (!called.has(`${id} ${version}`)) continue;
    const { deprecated, endOfSupport } = lifecycle;
    const source = "governance/platform.yaml";
    if (deprecated !== null) yield { on: deprecated, what: `API ${id} ${version} is deprecated`, source };
    if (endOfSupport !== null) yield { on: endOfSupport, what: `API ${id} ${version} ends`, source };
  }
}

function byDay(a: { on: string; what: string }, b: { on: string; what: string }): number {
  return a.on === b.on ? (a.what < b.what ? -1 : 1) : a.on < b.on ? -1 : 1;
}

/** Stages one behind the other, then suspensions, which lie over them. */
function stretchesOf({ entered, steps, ahead }: LifecycleState): Stretch[] {
  if (entered === null) return [];
  const all = [...steps.map((step) => ({ step, planned: false })), ...ahead.map((step) => ({ step, planned: true }))];
  const lasting = all.filter(({ step }) => step.spec.to !== "suspended" && step.spec.from !== "suspended");
  const starts = [
    { stage: "active" as Stage, from: entered.since, planned: false, because: entered.because },
    ...lasting.map(({ step, planned }) => ({ stage: step.spec.to, from: step.effective, planned, because: step.id })),
  ];
  return [
    ...starts.map((start, at) => ({ ...start, name: stageNames[start.stage], to: starts[at + 1]?.from ?? null })),
    ...all
      .filter(({ step }) => step.spec.to === "suspended")
      .map(({ step, planned }) => ({
        stage: "suspended" as Stage,
        name: stageNames.suspended,
        from: step.effective,
        to: endOfSuspension(step, steps),
        planned,
        because: step.id,
      })),
  ];
}

/** An integration's stretches with those of its partner over them: the stricter stage holds, and every suspension. */
function inherited(own: readonly Stretch[], above: readonly Stretch[]): Stretch[] {
  const lasting = (all: readonly Stretch[]): Stretch[] => all.filter(({ stage }) => stage !== "suspended");
  const days = [...new Set([...lasting(own), ...lasting(above)].map(({ from }) => from))].sort();
  const merged: Stretch[] = [];
  for (const day of days) {
    const on = (all: readonly Stretch[]) =>
      lasting(all).find(({ from, to }) => from <= day && (to === null || day < to));
    const mine = on(own);
    if (mine === undefined) continue;
    const theirs = on(above);
    const holds = theirs !== undefined && isStricter(theirs.stage, mine.stage) ? theirs : mine;
    const last = merged.at(-1);
    if (last?.stage === holds.stage) continue;
    if (last !== undefined) merged[merged.length - 1] = { ...last, to: day };
    merged.push({ ...holds, from: day, to: null });
  }
  const entered = merged[0]?.from ?? "";
  const over = [...own, ...above].filter(({ stage, to }) => stage === "suspended" && (to === null || to > entered));
  return merged.length === 0 ? [] : [...merged, ...over];
}

function endOfSuspension({ effective, lapses }: Step, steps: readonly Step[]): string | null {
  const next = steps.find((step) => step.spec.from === "suspended" && step.effective >= effective);
  return next !== undefined && lapses !== null && next.effective < lapses ? next.effective : lapses;
}
