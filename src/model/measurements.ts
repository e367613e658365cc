// What was measured: results with their windows, the days they cover, and how often a permission was used.

import type { Measurement, Objective } from "../document/types.gen.ts";
import { dayAfter, dayBefore, laterOf } from "./calendar.ts";
import type { Held, Model } from "./model.ts";
import { presentNames } from "./present-names.ts";

export type Signal = Measurement["spec"]["signal"];
type Verdict = Measurement["spec"]["results"][number]["verdict"];

/** The unit in which a signal is measured. */
export const unitOf: Readonly<Record<Signal, Objective["unit"]>> = {
  "workflow-reliability": "percent",
  "api-error-rate": "percent",
  "api-latency": "ms",
  "permission-usage": "uses",
  "extension-behavior": "percent",
  "service-availability": "percent",
};

/** What a signal says of one thing, in words: `error rate` of credit@v2. */
export const signalWords: Readonly<Record<Signal, string>> = {
  "workflow-reliability": "reliability",
  "api-error-rate": "error rate",
  "api-latency": "latency",
  "permission-usage": "use",
  "extension-behavior": "behavior",
  "service-availability": "availability",
};

/** Days, the first and the last included; `YYYY-MM-DD`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What one thing came to over one window. */
export interface Result extends Span {
  /** The measurement: `acme/MS-0001`, and where it stands. */
  readonly id: string;
  readonly path: string;
  /** `acme/score-insights`, `credit-graph`. */
  readonly subject: string;
  readonly signal: Signal;
  /** The workflow, API, permission or surface. */
  readonly of: string;
  /** In the unit of the objective. */
  readonly value: number;
  readonly samples: number;
  readonly objective: Objective;
}

/** Whether a value is what its objective asks for; no-data where nothing could be measured. */
export function verdictOf(value: number | null, { comparator, threshold }: Objective): Verdict {
  if (value === null) return "no-data";
  const met = {
    ">=": value >= threshold,
    ">": value > threshold,
    "<=": value <= threshold,
    "<": value < threshold,
  }[comparator];
  return met ? "pass" : "fail";
}

/** Those who measured and work for whom they measured: their word is the partner's own. */
export function partial({ value: { spec } }: Held<Measurement>, { people }: Model): string[] {
  const owner = spec.subject.split("/")[0] ?? "";
  return spec.measuredBy.filter((person) => people.get(person)?.value.spec.affiliations.includes(owner) ?? false);
}

/** The measurement that another one says it corrects: of the same subject, signal and window; null where there is none. */
export function correctedBy({ value }: Held<Measurement>, { measurements }: Model): Held<Measurement> | null {
  const { corrects } = value.spec;
  const other = corrects === undefined || corrects === value.metadata.id ? undefined : measurements.get(corrects);
  return other !== undefined && aboutOf(other) === aboutOf({ value }) ? other : null;
}

function aboutOf({ value: { spec } }: Pick<Held<Measurement>, "value">): string {
  return `${spec.subject} ${spec.signal} ${spec.window.from} ${spec.window.to}`;
}

/** How far evidence is looked back to, ISO 8601. */
export function lookBackOf({ policy }: Model): string {
  return policy?.value.spec.windows.lookBack.value ?? "P90D";
}

/** How long the bodies have for a vote, and for measuring what is over, ISO 8601. */
export function voteWindowOf({ policy }: Model): string {
  return policy?.value.spec.windows.vote.value ?? "P14D";
}

/**
 * The days over which there has to be evidence on a day. They end one voting window before it: what landed when a request
 * was filed still stands when it is decided, and a failure after that counts all the same.
 * @param asOf `YYYY-MM-DD`
 */
export function evidenceSpan(model: Model, asOf: string): Span {
  const from = dayBefore(asOf, lookBackOf(model));
  const to = dayBefore(asOf, voteWindowOf(model));
  return { from, to: to < from ? laterOf(from, dayBefore(asOf, "P1D")) : to };
}

/** Every result that is evidence of the look-back window of a day, in path order. */
export function evidence(model: Model, asOf: string): Result[] {
  const since = dayBefore(asOf, lookBackOf(model));
  return everMeasured(model, asOf).filter(({ to }) => to >= since);
}

/**
 * Every result that was evidence on some day up to this one, in path order. No evidence is: nothing measured, no samples,
 * another unit, what was corrected, a window that is not over, one longer than the look-back (a good year hides a bad
 * month), the partner's own word.
 * @param asOf `YYYY-MM-DD`
 */
export function everMeasured(model: Model, asOf: string): readonly Result[] {
  const known = measured.get(model);
  if (known?.asOf === asOf) return known.results;
  const results = [...resultsOf(model, asOf)];
  measured.set(model, { asOf, results });
  return results;
}

// Every partner and every rule asks about the same day.
const measured = new WeakMap<Model, { readonly asOf: string; readonly results: readonly Result[] }>();

function resultsOf(model: Model, asOf: string): Result[] {
  const window = lookBackOf(model);
  const all = [...model.measurements.values()];
  const honest = all.filter((held) => partial(held, model).length === 0);
  const corrected = new Set(honest.map((held) => correctedBy(held, model)?.value.metadata.id));
  return honest.flatMap((held) => {
    const { metadata, spec } = held.value;
    const { from, to } = spec.window;
    if (from > to || to >= asOf || isLongerThan(window, { from, to })) return [];
    if (corrected.has(metadata.id)) return [];
    return spec.results.flatMap(({ of, value, samples, objective }): Result[] =>
      value === null || samples === 0 || objective.unit !== unitOf[spec.signal]
        ? []
        : [
            {
              id: metadata.id,
              path: held.path,
              subject: spec.subject,
              signal: spec.signal,
              of,
              from,
              to,
              value,
              samples,
              objective,
            },
          ],
    );
  });
}

/** True where a span holds more days than a period has. */
export function isLongerThan(period: string, { from, to }: Span): boolean {
  return to >= dayAfter(from, period);
}

/** The days of a span that none of others holds, as spans in order. */
export function gapsIn({ from, to }: Span, others: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let next = from;
  for (const other of [...others].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (next > to) break;
    if (other.to < next) continue;
    if (other.from > to) break;
    if (other.from > next) gaps.push({ from: next, to: dayBefore(other.from, "P1D") });
    next = dayAfter(other.to, "P1D");
  }
  if (next <= to) gaps.push({ from: next, to });
  return gaps;
}

/** How often a permission was used, by the measurements there are. */
export interface Use extends Span {
  /** Summed up; what two windows that overlap hold is counted twice. */
  readonly uses: number;
  /** The last measurement that tells of it. */
  readonly path: string;
}

/**
 * The measured use of permissions in the look-back window, by their present ids; absent: never measured.
 * @param owner a partner or component (`acme`), all of whose integrations count, or one manifest (`acme/score-insights`)
 */
export function measuredUse(model: Model, owner: string, asOf: string): ReadonlyMap<string, Use> {
  const present = presentNames(model);
  const found = new Map<string, Use>();
  for (const { subject, signal, of, value, from, to, path } of evidence(model, asOf)) {
    if (signal !== "permission-usage" || (subject !== owner && !subject.startsWith(`${owner}/`))) continue;
    const id = present.get(of) ?? of;
    const known = found.get(id);
    found.set(id, {
      uses: (known?.uses ?? 0) + value,
      from: known !== undefined && known.from < from ? known.from : from,
      to: laterOf(known?.to ?? to, to),
      path: known !== undefined && known.to > to ? known.path : path,
    });
  }
  return found;
}
