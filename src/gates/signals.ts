// What measurements and reviews say against a partner: objectives that were missed, permissions that it does not hold.

import { lengthInWords } from "../model/calendar.ts";
import { evidence, gapsIn, lookBackOf, type Result, type Signal, type Span, verdictOf } from "../model/measurements.ts";
import type { Model } from "../model/model.ts";
import { objectiveInWords, policyObjective } from "../model/objectives.ts";
import { presentNames } from "../model/present-names.ts";
import { decisionsIn, envelopeOf } from "./decision.ts";

/** The evidence of a partner or component and all of its integrations, for one signal. */
export function evidenceOf(owner: string, signal: Signal, model: Model, asOf: string): Result[] {
  return evidence(model, asOf).filter(
    (result) => result.signal === signal && (result.subject.split("/")[0] ?? "") === owner,
  );
}

/** What a result was to be and was not, in words (`< 1 percent`); null where it is what its objective and the policy ask for. */
export function missed({ value, objective, signal, subject, of }: Result, model: Model): string | null {
  const floor = policyObjective(signal, subject, of, model);
  if (floor !== null && verdictOf(value, floor) === "fail") return objectiveInWords(floor);
  return verdictOf(value, objective) === "fail" ? objectiveInWords(objective) : null;
}

/** `97.1 percent from 2026-10-01 to 2026-10-31 (acme/MS-0001), not < 1 percent` */
export function missInWords({ value, objective, from, to, id }: Result, asked: string): string {
  return `${value} ${objective.unit} from ${from} to ${to} (${id}), not ${asked}`;
}

/** Results of one thing each by `seriesKey`, in the order their windows end. */
export function seriesOf(results: readonly Result[]): ReadonlyMap<string, readonly Result[]> {
  const series = new Map<string, Result[]>();
  for (const result of [...results].sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : a.id < b.id ? -1 : 1))) {
    const key = seriesKey(result);
    const known = series.get(key);
    if (known === undefined) series.set(key, [result]);
    else known.push(result);
  }
  return series;
}

export function seriesKey({ subject, signal, of }: Result): string {
  return `${subject} ${signal} ${of}`;
}

/** How many windows in a row, up to the last, a series missed its objective. */
export function missesInARow(series: readonly Result[], model: Model): number {
  return series.length - 1 - series.findLastIndex((result) => missed(result, model) === null);
}

/** Measured uses of permissions that the partner did not hold on any day of the window, in path order. */
export function misuses(owner: string, model: Model, asOf: string): Result[] {
  const present = presentNames(model);
  const now = (id: string): string => present.get(id) ?? id;
  return evidenceOf(owner, "permission-usage", model, asOf).filter(
    ({ value, of, from, to }) =>
      value > 0 && !heldBetween(owner, { from, to }, model).some((id) => now(id) === now(of)),
  );
}

function heldBetween(owner: string, { from, to }: Span, model: Model): string[] {
  const granted = decisionsIn(model, owner)
    .filter(({ value }) => value.spec.asOf > from && value.spec.asOf <= to)
    .flatMap(({ value }) => value.spec.grants?.permissions ?? []);
  return [...envelopeOf(model, owner, from).permissions.keys(), ...granted.map(({ id }) => id)];
}

/** A finding of a review that is not closed. */
export interface OpenFinding {
  /** `acme/RV-0001 F1` */
  readonly name: string;
  readonly path: string;
  readonly type: string;
  readonly severity: string;
  /** Day of the review. */
  readonly held: string;
  readonly due: string;
  readonly isPastDue: boolean;
}

/** The findings of the reviews of a partner or component and its integrations that are open on a day. */
export function openFindings(owner: string, model: Model, asOf: string): OpenFinding[] {
  return [...model.reviews.values()].flatMap(({ path, value: { metadata, spec } }) =>
    spec.subject.split("/")[0] !== owner
      ? []
      : spec.findings.flatMap(({ id, severity, due, closed }) =>
          closed !== null && closed <= asOf
            ? []
            : [
                {
                  name: `${metadata.id} ${id}`,
                  path,
                  type: spec.type,
                  held: spec.held,
                  severity,
                  due,
                  isPastDue: due < asOf,
                },
              ],
        ),
  );
}

/** `between 2026-08-23 and 2026-09-30` */
export function spanInWords({ from, to }: Span): string {
  return from === to ? `on ${from}` : `between ${from} and ${to}`;
}

/** The days that no result holds, in words: `between … and …, and on …`; null where all are held. */
export function gapsInWords(span: Span, results: readonly Result[]): string | null {
  const gaps = gapsIn(span, results);
  return gaps.length === 0 ? null : gaps.map(spanInWords).join(", and ");
}

/** How far an upgrade looks back, for a help line. */
export function lookBackInWords(model: Model): string {
  return `An upgrade looks back ${lengthInWords(lookBackOf(model))} (windows.lookBack of the policy).`;
}
