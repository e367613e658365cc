// Whether what users have is measured as its plan says: when each signal was measured last, and since when it should have been again.

import type { MonitoringPlan } from "../document/types.gen.ts";
import { dayAfter, dayBefore, laterOf } from "../model/calendar.ts";
import { type Manifest, manifestsOf } from "../model/manifests.ts";
import { everMeasured, lookBackOf, type Result, type Signal, voteWindowOf } from "../model/measurements.ts";
import type { Model } from "../model/model.ts";
import { monitoredIn, planOf } from "../model/monitoring.ts";
import { presentNames } from "../model/present-names.ts";
import { isOut } from "../model/releases.ts";
import { type LifecycleState, lifecycles, ownLifecycles } from "./lifecycle.ts";

/** What of a plan has to be measured, and was or was not. */
export interface Measuring {
  /** `acme/score-insights`, `credit-graph`. */
  readonly subject: string;
  readonly signal: Signal;
  /** The workflow, API, permission or surface. */
  readonly of: string;
  /** Path of the plan, and the place in it that names the signal. */
  readonly plan: string;
  readonly at: string;
  /** The first day its users had it. */
  readonly out: string;
  /** The last evidence there ever was; null where there was none. */
  readonly last: Result | null;
  /** The last day for the next measurement: the window of the plan is over, and so is the time that a vote takes. */
  readonly due: string;
  /** `late` from the day after; `dark` once it is late and nothing in the look-back of the policy is evidence. */
  readonly is: "in time" | "late" | "dark";
}

/**
 * Everything that plans watch of what users have, in the order of manifests and plans. What is not out, has ended or is
 * suspended is not used, and nobody can measure it.
 * @param asOf `YYYY-MM-DD`
 */
export function measuringOf(model: Model, asOf: string): readonly Measuring[] {
  const on = groundOf(model, asOf);
  on.measuring ??= manifestsOf(model).flatMap((manifest) => [...measuringIn(manifest, on)]);
  return on.measuring;
}

/** What it is computed from. */
interface Ground {
  readonly model: Model;
  readonly asOf: string;
  readonly states: ReadonlyMap<string, LifecycleState>;
  readonly own: ReadonlyMap<string, LifecycleState>;
  /** The days on which releases reached users, by what was released. */
  readonly days: ReadonlyMap<string, readonly string[]>;
  /** The last evidence by subject, signal and thing. */
  readonly last: ReadonlyMap<string, Result>;
  /** Subjects and signals of which there was ever any. */
  readonly begun: ReadonlySet<string>;
  now(name: string): string;
  measuring: readonly Measuring[] | null;
}

// Three rules, reports and an inbox ask about the same day.
const grounds = new WeakMap<Model, Ground>();

function groundOf(model: Model, asOf: string): Ground {
  const known = grounds.get(model);
  if (known?.asOf === asOf) return known;
  const present = presentNames(model);
  const now = (name: string): string => present.get(name) ?? name;
  const last = new Map<string, Result>();
  const begun = new Set<string>();
  for (const result of everMeasured(model, asOf)) {
    const { subject, signal, of, to } = result;
    const key = `${subject} ${signal} ${now(of)}`;
    const before = last.get(key);
    if (before === undefined || before.to <= to) last.set(key, result);
    begun.add(`${subject} ${signal}`);
  }
  const [states, own] = [lifecycles(model, asOf), ownLifecycles(model, asOf)];
  const ground: Ground = { model, asOf, states, own, days: daysOut(model, asOf), last, begun, now, measuring: null };
  grounds.set(model, ground);
  return ground;
}

function daysOut(model: Model, asOf: string): Map<string, string[]> {
  const days = new Map<string, string[]>();
  for (const release of model.releases.values()) {
    if (!isOut(model, release, asOf)) continue;
    const { metadata, spec } = release.value;
    // Nobody has it before it is signed off, whatever day its author typed.
    const signed = model.subjects.get(metadata.id)?.decisions.get("sign-off")?.value.spec.asOf ?? "";
    days.set(spec.subject, [...(days.get(spec.subject) ?? []), laterOf(spec.released, signed)]);
  }
  return days;
}

function* measuringIn(manifest: Manifest, on: Ground): Generator<Measuring> {
  const { model, asOf, now } = on;
  const { id } = manifest;
  const state = on.states.get(id);
  const plan = planOf(id, model);
  const days = [...(on.days.get(id) ?? [])].sort();
  const [first, newest] = [days[0], days.at(-1)];
  if (plan === null || first === undefined || newest === undefined || state === undefined) return;
  if (state.stage === null || state.stage === "end-of-support" || state.suspended !== null) return;
  const resumed = [id, manifest.owner].map((name) => resumedOn(on.own.get(name)));
  const names = new Set(monitoredIn(manifest).map(({ of }) => now(of)));
  for (const [index, planned] of plan.value.spec.signals.entries())
    for (const of of planned.of) {
      const { signal } = planned;
      // What the manifest names no more cannot be measured; what makes a service available is named by the plan alone.
      if (signal !== "service-availability" && !names.has(now(of))) continue;
      const last = on.last.get(`${id} ${signal} ${now(of)}`) ?? null;
      // Where others like it were measured and this never was, it may have come with the newest release.
      const out = last === null && on.begun.has(`${id} ${signal}`) ? newest : first;
      const from = [out, ...resumed, last === null ? out : dayAfter(last.to, "P1D")].reduce(laterOf);
      const at = `/spec/signals/${index}/id`;
      yield { subject: id, signal, of, plan: plan.path, at, out, last, ...dueOf(from, planned, model, asOf) };
    }
}

/** From the first day that no evidence holds. */
function dueOf(
  from: string,
  { window }: MonitoringPlan["spec"]["signals"][number],
  model: Model,
  asOf: string,
): Pick<Measuring, "due" | "is"> {
  // A window longer than the look-back is no evidence, so none may wait for it.
  const [over] = [dayAfter(from, window), dayAfter(from, lookBackOf(model))].sort();
  const due = dayAfter(over ?? from, voteWindowOf(model));
  if (due >= asOf) return { due, is: "in time" };
  return { due, is: from <= dayBefore(asOf, lookBackOf(model)) ? "dark" : "late" };
}

/** The first day after the last suspension; nothing before any. */
function resumedOn(state: LifecycleState | undefined): string {
  const steps = state?.steps ?? [];
  const at = steps.findLastIndex(({ spec }) => spec.to === "suspended");
  const lifted = steps.find(({ spec }, index) => index > at && spec.from === "suspended");
  return at < 0 ? "" : (lifted?.effective ?? steps[at]?.lapses ?? "");
}

/** What each signal of everything in the lifecycle stands at: its last evidence in the look-back. */
export function standingResults(model: Model, asOf: string): Result[] {
  const { last, states, now } = groundOf(model, asOf);
  const since = dayBefore(asOf, lookBackOf(model));
  const named = new Map(manifestsOf(model).map((one) => [one.id, new Set(monitoredIn(one).map(({ of }) => now(of)))]));
  return [...last.values()].filter(({ subject, signal, of, to }) => {
    const stage = states.get(subject)?.stage ?? null;
    const names = named.get(subject);
    if (names === undefined || stage === null || stage === "end-of-support" || to < since) return false;
    return signal === "service-availability" || names.has(now(of));
  });
}

/** The body whose remit a signal falls into (EPF-9.1): it measures, or sees that somebody does. */
export function measurerOf(signal: Signal): "TSC" | "SCO" | "ERC" {
  if (signal === "permission-usage") return "SCO";
  return signal === "workflow-reliability" || signal === "extension-behavior" ? "ERC" : "TSC";
}

/** The command that writes a measurement of a signal. */
export function measureCommand({ subject, signal }: Pick<Measuring, "subject" | "signal">): string {
  return `kwanus new measurement --subject ${subject} --signal ${signal}`;
}

/** The clauses that ask for a signal, of an integration and of a component; every one of MON003, MON004 and MON005. */
const asked: Readonly<
  Record<Signal, { readonly both: string[]; readonly integration: string[]; component: string[] }>
> = {
  "workflow-reliability": {
    both: ["EPF-3.6.1", "EPF-7.1.1", "PIS-9.1.1"],
    integration: ["PIP-2.6.1", "PIP-10.1.1"],
    component: ["EIP-10.1.5"],
  },
  "api-error-rate": {
    both: ["EPF-3.6.3", "EPF-7.1.3", "PIS-9.1.3"],
    integration: ["PIP-2.6.3", "PIP-10.1.3"],
    component: ["EIP-2.6.1", "EIP-10.1.1"],
  },
  "api-latency": { both: ["EPF-3.6.3"], integration: [], component: ["EIP-2.6.3", "EIP-10.1.2"] },
  "permission-usage": {
    both: ["EPF-3.6.2", "EPF-7.1.2", "PIS-9.1.2"],
    integration: ["PIP-2.6.2", "PIP-10.1.2"],
    component: ["EIP-2.6.2", "EIP-10.1.3"],
  },
  "extension-behavior": { both: ["PIS-9.1.4"], integration: ["PIP-10.1.4"], component: ["EIP-10.1.4"] },
  "service-availability": { both: ["EPF-3.6.3"], integration: [], component: ["EIP-2.6.3"] },
};

/** Those of one signal. */
export function clausesOf({ subject, signal }: Pick<Measuring, "subject" | "signal">): readonly string[] {
  const { both, integration, component } = asked[signal];
  return [...both, ...(subject.includes("/") ? integration : component)];
}

/** All of them, in the order of the specification's documents. */
export const measuringClauses: readonly string[] = [
  ...new Set(
    (["both", "integration", "component"] as const).flatMap((of) => Object.values(asked).flatMap((one) => one[of])),
  ),
];
