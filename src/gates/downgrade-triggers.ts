// What puts the tier of a partner in question (PEP-7.2): what the bodies acted upon, and what measurements and reviews show.

import type { Result, Signal } from "../model/measurements.ts";
import type { Model } from "../model/model.ts";
import { evidenceOf, missed, missInWords, misuses, openFindings } from "./signals.ts";
import { troubles } from "./troubles.ts";

const grave: ReadonlySet<string> = new Set(["high", "critical"]);

export interface Trigger {
  /** In the specification's words: `workflow failures`. */
  readonly cause: string;
  /** What happened, with the document that shows it. */
  readonly what: string;
  /** The day since which it is known: `YYYY-MM-DD`. */
  readonly since: string;
}

/** Every trigger of a partner in the look-back window of the policy; of repeated failures the last one. */
export function triggers(owner: string, model: Model, asOf: string): Trigger[] {
  return [
    ...troubles(owner, model, asOf).map(({ subject, cause, step }) => ({
      cause,
      what: `${step.id} moved ${subject} for ${cause} on ${step.effective}`,
      since: step.effective,
    })),
    ...violations(owner, model, asOf),
    ...failures(owner, model, asOf),
    ...misuse(owner, model, asOf),
    ...instability(owner, model, asOf),
  ];
}

/** What a compliance review found and calls grave. One that is not closed in time is REV003's, whatever its weight. */
function violations(owner: string, model: Model, asOf: string): Trigger[] {
  return openFindings(owner, model, asOf)
    .filter(({ type, severity, isPastDue }) => type === "compliance" && grave.has(severity) && !isPastDue)
    .map(({ name, severity, held }) => ({
      cause: "compliance violations",
      what: `finding ${name} of the compliance review of ${held} is ${severity} and open`,
      since: held,
    }));
}

function failures(owner: string, model: Model, asOf: string): Trigger[] {
  const results = evidenceOf(owner, "workflow-reliability", model, asOf);
  return lastOfEach(results.filter((result) => missed(result, model) !== null)).map((result) => ({
    cause: "workflow failures",
    what: `workflow ${result.of} of ${result.subject} came to ${missInWords(result, missed(result, model) ?? "")}`,
    since: result.to,
  }));
}

function misuse(owner: string, model: Model, asOf: string): Trigger[] {
  return lastOfEach(misuses(owner, model, asOf)).map(({ subject, of, value, from, to, id }) => ({
    cause: "permission misuse",
    what: `${subject} used ${of} ${value} times between ${from} and ${to} (${id}) and does not hold it`,
    since: to,
  }));
}

/** What makes a partner unstable when it misses its objective window after window. */
const stability: readonly Signal[] = ["service-availability", "api-error-rate", "api-latency"];

function instability(owner: string, model: Model, asOf: string): Trigger[] {
  const windows = model.policy?.value.spec.thresholds.instability?.value ?? 2;
  return stability.flatMap((signal) =>
    [...bySeries(evidenceOf(owner, signal, model, asOf)).values()].flatMap((results): Trigger[] => {
      const latest = results.slice(-windows);
      const last = latest.at(-1);
      if (last === undefined || latest.length < windows || latest.some((result) => missed(result, model) === null))
        return [];
      const what = `${signal} of ${last.of} in ${last.subject} missed its objective ${windows} windows in a row, the last of them ${missInWords(last, missed(last, model) ?? "")}`;
      return [{ cause: "partner instability", what, since: last.to }];
    }),
  );
}

/** Results of one thing, in the order their windows end. */
function bySeries(results: readonly Result[]): Map<string, Result[]> {
  const series = new Map<string, Result[]>();
  for (const result of [...results].sort((a, b) => (a.to < b.to ? -1 : 1))) {
    const key = `${result.subject} ${result.of}`;
    series.set(key, [...(series.get(key) ?? []), result]);
  }
  return series;
}

function lastOfEach(results: readonly Result[]): Result[] {
  return [...bySeries(results).values()].flatMap((of) => of.at(-1) ?? []);
}
