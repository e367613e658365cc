// What monitoring asks of a body: signals to be measured again, and stages that measurements and findings call for.

import { type CalledFor, calledFor } from "../gates/deprecation-triggers.ts";
import { stageNames } from "../gates/lifecycle.ts";
import { type Measuring, measureCommand, measurerOf, measuringOf } from "../gates/measuring.ts";
import { dayAfter, daysBetween } from "../model/calendar.ts";
import { signalWords, voteWindowOf } from "../model/measurements.ts";
import type { Model } from "../model/model.ts";

/** Something that waits for a body. */
export interface Watch {
  readonly what: "stage" | "measure";
  readonly subject: string;
  readonly title: string;
  readonly why: string;
  /** `YYYY-MM-DD`; null where no day is set. */
  readonly by: string | null;
  /** Whole days until then; negative when it has passed. */
  readonly days: number | null;
  readonly command: string;
}

/** Of one body, on a day (`YYYY-MM-DD`). */
export function watchOf(body: string, model: Model, asOf: string): Watch[] {
  const stages = calledFor(model, asOf).filter((one) => one.body === body);
  return [
    ...stages.map(
      (one): Watch => ({
        what: "stage",
        subject: one.subject,
        title: one.title,
        why: inWords(one),
        by: null,
        days: null,
        command: one.command,
      }),
    ),
    ...toMeasure(model, asOf)
      .filter(({ signal }) => measurerOf(signal) === body)
      .map(
        (one): Watch => ({
          what: "measure",
          subject: one.subject,
          title: one.signal,
          why: sinceInWords(one),
          by: one.due,
          days: daysBetween(asOf, one.due),
          command: measureCommand(one),
        }),
      ),
  ];
}

/** Things of one subject and signal that wait for a measurement, together: one document holds them. */
export interface ToMeasure extends Measuring {
  readonly all: readonly string[];
}

/** Signals whose window is over, the earliest day of each. */
export function toMeasure(model: Model, asOf: string): ToMeasure[] {
  const until = dayAfter(asOf, voteWindowOf(model));
  const found = new Map<string, ToMeasure>();
  for (const one of measuringOf(model, asOf)) {
    if (one.due > until) continue;
    const key = `${one.subject} ${one.signal}`;
    const known = found.get(key);
    const first = known === undefined || one.due < known.due ? one : known;
    found.set(key, { ...first, all: [...(known?.all ?? []), one.of] });
  }
  return [...found.values()];
}

/** Why it is to be measured: since when there is no evidence. */
export function sinceInWords({ signal, all, last, out }: ToMeasure): string {
  const what = `the ${signalWords[signal]} of ${all.join(", ")}`;
  return last === null
    ? `there is no evidence of ${what} yet, out since ${out}`
    : `the last evidence of ${what} ends on ${last.to} (${last.id})`;
}

/** A stage that is called for, as reports tell it. */
export interface Called {
  readonly to: CalledFor["to"];
  readonly why: string;
  /** Files it. */
  readonly command: string;
}

/** What is called for on a day (`YYYY-MM-DD`), by subject; nothing of those that nothing is called for of. */
export function calledBySubject(model: Model, asOf: string): ReadonlyMap<string, Called> {
  return new Map(
    calledFor(model, asOf).map((one) => [one.subject, { to: one.to, why: inWords(one), command: one.command }]),
  );
}

/** `Deprecation: …; …`, the reasons behind the stage they call for. */
function inWords({ to, triggers }: CalledFor): string {
  return `${stageNames[to]}: ${triggers.map(({ what }) => what).join("; ")}`;
}
