// Where partners, integrations and components stand in their lifecycle: the sum of decided transitions, typed by nobody.

import type { Transition } from "../document/types.gen.ts";
import { dayAfter, laterOf } from "../model/calendar.ts";
import type { Held, Model, Subject } from "../model/model.ts";

/** The four stages of EPF-8 and PIS-10, and `suspended`, which lies over any of the first three. */
export type Stage = Transition["spec"]["from"];

/** From full access to none: the later one is the stricter. */
const stages = ["active", "maintenance", "deprecation", "end-of-support"] as const;

export type LastingStage = (typeof stages)[number];

/** True where the first of two stages allows less. */
export function isStricter(one: Stage, other: Stage): boolean {
  const order: readonly Stage[] = stages;
  return order.indexOf(one) > order.indexOf(other);
}

/** How people write a stage. */
export const stageNames: Readonly<Record<Stage, string>> = {
  active: "Active",
  maintenance: "Maintenance",
  deprecation: "Deprecation",
  "end-of-support": "End of support",
  suspended: "Suspended",
};

/** A decided transition with the day it takes effect: the one it names, but never before its decision. */
export interface Step {
  /** `acme/LC-0001`. */
  readonly id: string;
  readonly path: string;
  readonly spec: Transition["spec"];
  readonly effective: string;
  /** For a suspension: the first day on which it has lapsed. */
  readonly lapses: string | null;
  readonly n: number;
}

export interface LifecycleState {
  /** `acme`, `acme/score-insights`, `credit-graph`. */
  readonly subject: string;
  readonly kind: "Partner" | "Integration" | "Component";
  readonly title: string;
  /** Path of its own document. */
  readonly path: string;
  /** When it came into the lifecycle, and by what; null before that. */
  readonly entered: Entry | null;
  /** Null before it is in the lifecycle: what it rests on is not approved yet. */
  readonly stage: LastingStage | null;
  readonly since: string | null;
  /** What led there: an application, a proposal, a transition. */
  readonly because: string | null;
  /** The partner whose stage is stricter than the integration's own, and therefore holds. */
  readonly inheritedFrom: string | null;
  readonly suspended: { readonly since: string; readonly until: string; readonly because: string } | null;
  /** Steps in force by the day asked for, in order; a step that was never lawful is not among them. */
  readonly steps: readonly Step[];
  /** Decided, not in effect yet. */
  readonly ahead: readonly Step[];
}

const lawful: Readonly<Record<LastingStage, readonly LastingStage[]>> = {
  active: ["maintenance", "deprecation"],
  maintenance: ["active", "deprecation"],
  deprecation: ["maintenance", "end-of-support"],
  "end-of-support": [],
};

/** The stages something may go to (documents.md, "States"): a suspension goes back to what lies below it, or is renewed. */
export function lawfulSteps(stage: LastingStage, suspended: boolean): readonly { from: Stage; to: Stage }[] {
  const on = lawful[stage].map((to) => ({ from: stage, to }));
  if (stage === "end-of-support") return [];
  if (!suspended) return [...on, { from: stage, to: "suspended" }];
  return [...on, { from: "suspended", to: stage }, { from: "suspended", to: "suspended" }];
}

/**
 * Every partner, integration and component with its stage on a day; an integration stands no better than its partner.
 * @param asOf `YYYY-MM-DD`
 */
export function lifecycles(model: Model, asOf: string): ReadonlyMap<string, LifecycleState> {
  const days = known.get(model) ?? new Map<string, ReadonlyMap<string, LifecycleState>>();
  known.set(model, days);
  const before = days.get(asOf);
  if (before !== undefined) return before;
  const own = ownLifecycles(model, asOf);
  const all = new Map([...own].map(([id, state]) => [id, underPartner(state, own)]));
  days.set(asOf, all);
  return all;
}

/** By day: a dozen rules ask. */
const known = new WeakMap<Model, Map<string, ReadonlyMap<string, LifecycleState>>>();

/** The same by each one's own transitions alone: what a further transition starts from. */
export function ownLifecycles(model: Model, asOf: string): ReadonlyMap<string, LifecycleState> {
  const steps = stepsOf(model, asOf);
  const own = new Map<string, LifecycleState>();
  for (const [kind, held] of [
    ...[...model.partners.values()].map((held) => ["Partner", held] as const),
    ...[...model.components.values()].map((held) => ["Component", held] as const),
    ...[...model.integrations.values()].map((held) => ["Integration", held] as const),
  ]) {
    const { id } = held.value.metadata;
    const decided = steps.get(id) ?? [];
    own.set(id, stateOn(asOf, kind, held, enteredBy(kind, id, model) ?? enteredBefore(decided, asOf), decided));
  }
  return own;
}

type Described = Held<{ metadata: { id: string; title: string } }>;

export interface Entry {
  readonly since: string;
  readonly because: string;
}

function stateOn(
  asOf: string,
  kind: LifecycleState["kind"],
  { path, value }: Described,
  entry: Entry | null,
  steps: readonly Step[],
): LifecycleState {
  const { id, title } = value.metadata;
  const before: LifecycleState = {
    subject: id,
    kind,
    title,
    path,
    entered: null,
    stage: null,
    since: null,
    because: null,
    inheritedFrom: null,
    suspended: null,
    steps: [],
    ahead: [],
  };
  if (entry === null || entry.since > asOf) return before;
  let state: LifecycleState = {
    ...before,
    entered: entry,
    stage: "active",
    since: entry.since,
    because: entry.because,
  };
  for (const step of steps)
    state =
      step.effective > asOf ? { ...state, ahead: [...state.ahead, step] } : taken(lapsed(state, step.effective), step);
  return lapsed(state, asOf);
}

function lapsed(state: LifecycleState, day: string): LifecycleState {
  return state.suspended !== null && state.suspended.until <= day ? { ...state, suspended: null } : state;
}

function taken(state: LifecycleState, step: Step): LifecycleState {
  const { from, to } = step.spec;
  const steps = [...state.steps, step];
  const { stage } = state;
  const known =
    stage !== null && lawfulSteps(stage, state.suspended !== null).some((way) => way.from === from && way.to === to);
  // What was never lawful moves nothing: a rule refuses it where it is decided.
  if (!known) return state;
  if (to === "suspended")
    return {
      ...state,
      steps,
      suspended: { since: step.effective, until: step.lapses ?? step.effective, because: step.id },
    };
  if (from === "suspended") return { ...state, steps, suspended: null };
  return {
    ...state,
    steps,
    stage: to,
    since: step.effective,
    because: step.id,
    suspended: to === "end-of-support" ? null : state.suspended,
  };
}

function underPartner(state: LifecycleState, all: ReadonlyMap<string, LifecycleState>): LifecycleState {
  const partner = state.kind === "Integration" ? all.get(state.subject.split("/")[0] ?? "") : undefined;
  if (partner === undefined || partner.stage === null || state.stage === null) return state;
  const suspended = state.suspended ?? partner.suspended;
  if (!isStricter(partner.stage, state.stage)) return { ...state, suspended };
  const { stage, since, because } = partner;
  return { ...state, suspended, stage, since, because, inheritedFrom: partner.subject };
}

/** Transitions approved by a day, by what they are about, in the order they take effect. */
function stepsOf(model: Model, asOf: string): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  const window = model.policy?.value.spec.windows.suspension.value ?? "P30D";
  for (const { id, path, gate, transition, decisions } of model.subjects.values()) {
    const decision = decisions.get(gate)?.value.spec;
    if (transition === null || decision?.outcome !== "approved" || decision.asOf > asOf) continue;
    const { spec } = transition.value;
    const effective = laterOf(spec.effective, decision.asOf);
    const lapses = spec.to === "suspended" ? dayAfter(effective, window) : null;
    const known = steps.get(spec.subject) ?? [];
    steps.set(spec.subject, [...known, { id, path, spec, effective, lapses, n: decision.n }]);
  }
  for (const list of steps.values())
    list.sort((a, b) => (a.effective === b.effective ? a.n - b.n : a.effective < b.effective ? -1 : 1));
  return steps;
}

/**
 * When something came into the lifecycle, or null while it has not. A partner does with its first approved application, a
 * component with its first approved proposal, an integration once everything it rests on is approved.
 */
function enteredBy(kind: LifecycleState["kind"], id: string, model: Model): Entry | null {
  if (kind === "Integration") {
    const entries = (model.integrations.get(id)?.value.spec.restsOn ?? []).map((rest) =>
      approval(model.subjects.get(rest)),
    );
    return entries.reduce((last, entry) =>
      last === null || entry === null ? null : last.since >= entry.since ? last : entry,
    );
  }
  const wanted = kind === "Partner" ? "Application" : "Proposal";
  const entries = [...model.subjects.values()]
    .filter((subject) => subject.namespace === id && subject.kind === wanted)
    .flatMap((subject) => approval(subject) ?? []);
  return entries.sort((a, b) => (a.since < b.since ? -1 : 1))[0] ?? null;
}

/** What has moved was in: naming something unapproved to rest on takes nothing out of its lifecycle. */
function enteredBefore([first]: readonly Step[], asOf: string): Entry | null {
  return first === undefined ? null : { since: first.effective < asOf ? first.effective : asOf, because: first.id };
}

function approval(subject: Subject | undefined): Entry | null {
  const decision = subject?.decisions.get(subject.gate)?.value.spec;
  return subject === undefined || decision?.outcome !== "approved"
    ? null
    : { since: decision.asOf, because: subject.id };
}
