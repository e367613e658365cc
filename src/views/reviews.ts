// The report on reviews: what is owed and by when, what was held, what is still open, and how stewardship fares.

import { type Duty, dutiesOf, everything } from "../gates/duties.ts";
import { daysBetween } from "../model/calendar.ts";
import type { Model } from "../model/model.ts";
import { openFindings, type ReviewFinding, reviewedKind, reviewNames, reviewsBy } from "../model/reviews.ts";
import { type Principle, principlesOf } from "./stewardship.ts";

/** A review that is owed, with the days left; negative once it is late. */
export interface OwedReview extends Duty {
  readonly days: number;
}

export interface HeldReview {
  readonly id: string;
  readonly name: string;
  readonly held: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly reviewers: readonly string[];
  readonly findings: number;
  /** Those of them that are open. */
  readonly open: number;
  readonly path: string;
}

export interface OpenFinding extends ReviewFinding {
  /** `acme/RV-0001`. */
  readonly review: string;
  readonly late: boolean;
  readonly days: number;
}

export interface ReviewRow {
  readonly subject: string;
  readonly of: Duty["of"];
  readonly title: string;
  /** The earliest first. */
  readonly owed: readonly OwedReview[];
  /** The last first. */
  readonly held: readonly HeldReview[];
  readonly findings: readonly OpenFinding[];
}

export interface ReviewsView {
  readonly asOf: string;
  readonly revision: string;
  readonly rows: readonly ReviewRow[];
  readonly principles: readonly Principle[];
}

/**
 * The report for a day: the ecosystem, partners with their integrations below them, then components. Who owes nothing,
 * was never reviewed and has nothing to close is left out.
 * @param asOf `YYYY-MM-DD`
 */
export function reviewsOf(model: Model, asOf: string): ReviewsView {
  const rows = new Map<string, { owed: OwedReview[]; held: HeldReview[]; findings: OpenFinding[] }>();
  const rowOf = (subject: string) => {
    const row = rows.get(subject) ?? { owed: [], held: [], findings: [] };
    rows.set(subject, row);
    return row;
  };
  const findings = openFindings(model, asOf);
  for (const duty of together(dutiesOf(model, asOf)))
    rowOf(duty.subject).owed.push({ ...duty, days: daysBetween(asOf, duty.due) });
  for (const { path, value } of reviewsBy(model, asOf)) {
    const { subject, type, held, period, reviewers } = value.spec;
    rowOf(subject).held.push({
      id: value.metadata.id,
      name: reviewNames[type],
      held,
      period,
      reviewers,
      findings: value.spec.findings.length,
      open: findings.filter(({ review }) => review.path === path).length,
      path,
    });
  }
  for (const { review, finding } of findings)
    rowOf(review.value.spec.subject).findings.push({
      ...finding,
      review: review.value.metadata.id,
      late: finding.due < asOf,
      days: daysBetween(asOf, finding.due),
    });
  return {
    asOf,
    revision: model.snapshot.name,
    rows: [...rows]
      .map(([subject, row]) => ({ subject, ...titleOf(subject, model), ...row, owed: row.owed.sort(byDay) }))
      .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
    principles: principlesOf(model, asOf),
  };
}

/** Permissions that fall due on one day are one line. */
function together(duties: readonly Duty[]): Duty[] {
  const days = new Map<string, Duty>();
  for (const duty of duties) {
    const key = duty.type === "permission" ? `${duty.subject} ${duty.due}` : `${duty.subject} ${duty.type}`;
    const same = days.get(key);
    const [, id = ""] = duty.what.split(" of ");
    days.set(key, same === undefined ? duty : { ...same, what: `${same.what}, ${id}` });
  }
  return [...days.values()];
}

function titleOf(subject: string, model: Model): Pick<ReviewRow, "of" | "title"> {
  const of = reviewedKind(subject, model) ?? "partner";
  const own = model.partners.get(subject) ?? model.integrations.get(subject) ?? model.components.get(subject);
  return { of, title: own?.value.metadata.title ?? (subject === everything ? "Everything together" : "") };
}

const places = { ecosystem: 0, partner: 1, integration: 1, component: 2 } as const;

function orderOf({ of, subject }: ReviewRow): string {
  return `${places[of]} ${subject}`;
}

function byDay(a: Duty, b: Duty): number {
  return a.due === b.due ? (a.what < b.what ? -1 : 1) : a.due < b.due ? -1 : 1;
}
