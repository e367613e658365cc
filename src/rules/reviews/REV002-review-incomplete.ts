// A review answers what it was held for.

import type { Review } from "../../document/types.gen.ts";
import { clausesFor, dutyClauses, firstDays } from "../../gates/duties.ts";
import { dayAfter, everyInWords } from "../../model/calendar.ts";
import type { Held, Model } from "../../model/model.ts";
import { cadenceOf, type Reviewed, reviewedKind, tasksOf } from "../../model/reviews.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "REV002",
  name: "review-incomplete",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: dutyClauses,
  summary:
    "A review answers every task of its type, for all the time since the one before, and names the next in time.",

  *check(model, asOf) {
    const starts = firstDays(model, asOf);
    const earlier = new Map<string, Held<Review>>();
    for (const review of inOrder(model)) {
      const { subject, type } = review.value.spec;
      const of = reviewedKind(subject, model);
      // That there is no such thing is IDN004's.
      if (of === null) continue;
      const clauses = clausesFor(type, of);
      const before = earlier.get(`${type} ${subject}`);
      for (const defect of [...answers(review, of), ...days(review), ...gap(review, before, starts.get(subject))])
        yield { path: review.path, ...defect, clauses };
      earlier.set(`${type} ${subject}`, laterEnd(before, review));
    }
    for (const review of earlier.values()) {
      const { subject, type } = review.value.spec;
      const clauses = clausesFor(type, reviewedKind(subject, model) ?? "ecosystem");
      for (const defect of next(review, model)) yield { path: review.path, ...defect, clauses };
    }
  },
});

type Found = Omit<Defect, "path">;

function inOrder({ reviews }: Model): Held<Review>[] {
  const order = ({ value: { spec, metadata } }: Held<Review>): string => `${spec.held} ${metadata.id}`;
  return [...reviews.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function laterEnd(before: Held<Review> | undefined, review: Held<Review>): Held<Review> {
  return before !== undefined && before.value.spec.period.to > review.value.spec.period.to ? before : review;
}

function* answers({ value: { spec } }: Held<Review>, of: Reviewed): Generator<Found> {
  const answered = new Set(spec.tasks.map(({ id }) => id));
  const missing = tasksOf(spec.type, of).filter((task) => !answered.has(task));
  if (missing.length > 0)
    yield {
      at: "/spec/tasks",
      message: `a review of type ${spec.type} of ${articles[of]} ${of} answers ${missing.join(", ")} too`,
      help: `Add ${missing.map((id) => `- { id: ${id}, outcome: … }`).join(" and ")} with what came of it.`,
    };
}

const articles: Readonly<Record<Reviewed, string>> = {
  partner: "a",
  integration: "an",
  component: "a",
  ecosystem: "the",
};

function* days({ value: { spec } }: Held<Review>): Generator<Found> {
  const { period, held } = spec;
  if (period.to < period.from)
    yield {
      at: "/spec/period/to",
      message: `the period ends on ${period.to}, before it begins on ${period.from}`,
      help: "Name the first and the last day it looks back on.",
    };
  else if (held < period.to)
    yield {
      at: "/spec/period/to",
      message: `it was held on ${held} and looks back on days until ${period.to}`,
      help: `Name ${held} or an earlier day.`,
    };
}

/** Days that neither this review nor the one before it looked at. */
function* gap({ value }: Held<Review>, before: Held<Review> | undefined, start: string | undefined): Generator<Found> {
  const { from } = value.spec.period;
  const first = before === undefined ? start : dayAfter(before.value.spec.period.to, "P1D");
  if (first !== undefined && from > first)
    yield {
      at: "/spec/period/from",
      message: `no review of this type looked at the time from ${first} on, and this one begins on ${from}`,
      help: `Look back to ${first}${before === undefined ? "" : `, the day after ${before.value.metadata.id} ended`}.`,
    };
}

/** Only of the last one of its type: what an earlier one promised has been kept or broken since. */
function* next({ value: { spec } }: Held<Review>, model: Model): Generator<Found> {
  const cadences = model.policy?.value.spec.cadences;
  if (cadences === undefined) return;
  const cadence = cadenceOf(spec.type, cadences);
  const latest = dayAfter(spec.held, cadence);
  if (spec.next > latest)
    yield {
      at: "/spec/next",
      message: `the next review is on ${spec.next}, and reviews of type ${spec.type} are held ${everyInWords(cadence)}`,
      help: `Name ${latest} or an earlier day.`,
    };
}
