// The report on monitoring: of every integration and component what has to be watched, whether it is, and what was measured last.

import { measuringOf } from "../gates/measuring.ts";
import { missed } from "../gates/signals.ts";
import { laterOf, lengthInWords } from "../model/calendar.ts";
import { type Manifest, manifestsOf } from "../model/manifests.ts";
import {
  evidence,
  evidenceSpan,
  gapsIn,
  lookBackOf,
  type Result,
  type Signal,
  type Span,
} from "../model/measurements.ts";
import type { Model } from "../model/model.ts";
import { monitoredIn, planOf } from "../model/monitoring.ts";
import { objectiveInWords } from "../model/objectives.ts";
import { presentNames } from "../model/present-names.ts";
import { releasesOf } from "../model/releases.ts";
import { type Called, calledBySubject } from "./watch.ts";

/** `no data`: nothing that counts as evidence; it is never a pass. */
export type MonitoringVerdict = "pass" | "fail" | "no data";

export interface MonitoredRow {
  readonly signal: Signal;
  /** The workflow, API, permission or surface. */
  readonly of: string;
  /** `>= 99 percent`, by the plan; null where no plan watches it. */
  readonly objective: string | null;
  readonly verdict: MonitoringVerdict;
  /** What a failure should have come to: `< 1 percent`; the policy's, where the plan asks for less. */
  readonly asked: string | null;
  /** The last evidence. */
  readonly last: (Span & { readonly id: string; readonly value: number; readonly unit: string }) | null;
  /** A measurement that is no evidence, where there is no other: the partner's own, too old, without samples. */
  readonly other: string | null;
  /** Days of the look-back that no evidence holds. */
  readonly gaps: readonly Span[];
  /** The last day for the next measurement; null where no plan watches what users have. */
  readonly due: string | null;
  readonly late: boolean;
}

export interface MonitoringRow {
  readonly subject: string;
  readonly title: string;
  readonly released: boolean;
  /** Path of the plan; null where there is none. */
  readonly plan: string | null;
  readonly signals: readonly MonitoredRow[];
  /** What it calls for, and what files it; null where it calls for nothing. */
  readonly called: Called | null;
}

export interface MonitoringView {
  readonly asOf: string;
  readonly revision: string;
  readonly lookBack: string;
  /** The same as people say it. */
  readonly lookBackInWords: string;
  readonly rows: readonly MonitoringRow[];
}

/** The report for a day (`YYYY-MM-DD`): integrations first, then components. */
export function monitoringOf(model: Model, asOf: string): MonitoringView {
  const results = evidence(model, asOf);
  const span = evidenceSpan(model, asOf);
  const called = calledBySubject(model, asOf);
  const due = new Map(measuringOf(model, asOf).map((one) => [`${one.subject} ${one.signal} ${one.of}`, one]));
  const rows = manifestsOf(model).map((manifest): MonitoringRow => {
    const plan = planOf(manifest.id, model);
    const planned = plan?.value.spec.signals ?? [];
    return {
      subject: manifest.id,
      title: manifest.value.metadata.title,
      released: releasesOf(model, manifest.id).length > 0,
      plan: plan?.path ?? null,
      signals: watched(manifest, planned).map(({ signal, of }) => {
        const entry = planned.find((one) => one.signal === signal && one.of.includes(of));
        const measuring = due.get(`${manifest.id} ${signal} ${of}`);
        const about = { subject: manifest.id, signal, of, out: measuring?.out ?? null };
        const row = rowOf(model, about, entry?.objective ?? null, results, span);
        return { ...row, due: measuring?.due ?? null, late: measuring !== undefined && measuring.is !== "in time" };
      }),
      called: called.get(manifest.id) ?? null,
    };
  });
  const lookBack = lookBackOf(model);
  return { asOf, revision: model.snapshot.name, lookBack, lookBackInWords: lengthInWords(lookBack), rows };
}

type Planned = Parameters<typeof objectiveInWords>[0];
interface About {
  readonly subject: string;
  readonly signal: Signal;
  readonly of: string;
  /** The first day its users had it, where that is known. */
  readonly out: string | null;
}

/** What has to be watched, then what the plan watches besides. */
function watched(
  manifest: Manifest,
  planned: readonly { readonly signal: Signal; readonly of: readonly string[] }[],
): { signal: Signal; of: string }[] {
  const needed = monitoredIn(manifest);
  const extra = planned.flatMap(({ signal, of }) => of.map((name) => ({ signal, of: name })));
  return [
    ...needed,
    ...extra.filter((one) => !needed.some(({ signal, of }) => signal === one.signal && of === one.of)),
  ];
}

function rowOf(
  model: Model,
  about: About,
  objective: Planned | null,
  results: readonly Result[],
  span: Span,
): Omit<MonitoredRow, "due" | "late"> {
  const present = presentNames(model);
  const isOf = (name: string): boolean => name === about.of || present.get(name) === about.of;
  const own = results.filter(
    (result) => result.subject === about.subject && result.signal === about.signal && isOf(result.of),
  );
  const [last] = [...own].sort((a, b) => (a.to > b.to ? -1 : a.to < b.to ? 1 : a.id > b.id ? -1 : 1));
  const asked = last === undefined ? null : missed(last, model);
  return {
    signal: about.signal,
    of: about.of,
    objective: objective === null ? null : objectiveInWords(objective),
    verdict: last === undefined ? "no data" : asked === null ? "pass" : "fail",
    asked,
    last:
      last === undefined
        ? null
        : { from: last.from, to: last.to, id: last.id, value: last.value, unit: last.objective.unit },
    other: last === undefined ? lastOther(model, about, isOf) : null,
    gaps: gapsIn({ from: laterOf(span.from, firstDay(about, own)), to: span.to }, own),
  };
}

/** Before its users had it there was nothing to be seen, unless somebody saw something. */
function firstDay({ out }: About, own: readonly Result[]): string {
  return [out ?? "", ...own.map(({ from }) => from)].sort()[0] ?? "";
}

function lastOther({ measurements }: Model, about: About, isOf: (name: string) => boolean): string | null {
  const own = [...measurements.values()]
    .map(({ value }) => value)
    .filter(({ spec }) => spec.subject === about.subject && spec.signal === about.signal)
    .filter(({ spec }) => spec.results.some(({ of }) => isOf(of)))
    .sort((a, b) => (a.spec.window.to < b.spec.window.to ? -1 : 1));
  return own.at(-1)?.metadata.id ?? null;
}
