// What the specification asks of a review, how often, and which one was the last.

import type { Policy, Review } from "../document/types.gen.ts";
import type { Held, Model } from "./model.ts";

export type ReviewType = Review["spec"]["type"];
export type ReviewTask = Review["spec"]["tasks"][number]["id"];

/** What a review may be of. */
export type Reviewed = "partner" | "integration" | "component" | "ecosystem";

/** Every type, with what it is in a phrase. */
export const reviewTypes: Readonly<Record<ReviewType, string>> = {
  annual: "the full review of a year",
  quarterly: "ecosystem health and compliance of a quarter",
  permission: "whether every permission is still needed",
  workflow: "whether workflows do what they should",
  compliance: "whether the rules on data are kept",
  "expansion-outcome": "what approved expansions came to",
  stewardship: "the long-term tasks of a year",
};

/** The tasks of a review (EPF-7.2, 7.3, 9.2, 11.1; PIS-9.2, 9.3, 11.2; PEP-13.1; PIP-12.1; EIP-12.1). */
export function tasksOf(type: ReviewType, of: Reviewed): readonly ReviewTask[] {
  switch (type) {
    case "annual":
      return [annual[of], "governance-alignment"];
    case "quarterly":
      return ["ecosystem-health", "compliance-alignment"];
    case "permission":
    case "workflow":
    case "compliance":
      return [`${type}-review`];
    case "expansion-outcome":
      return ["expansion-outcomes", "expansion-rules", "governance-update", "compatibility-update"];
    case "stewardship":
      return of === "integration" || of === "component"
        ? ["integration-review", "compatibility-update", "lifecycle-update", "sustainability-review"]
        : ["ecosystem-audit", "governance-update", "compatibility-update", "sustainability-review"];
  }
}

const annual: Readonly<Record<Reviewed, ReviewTask>> = {
  partner: "partner-review",
  integration: "integration-review",
  component: "integration-review",
  ecosystem: "ecosystem-audit",
};

/** What people call a review of each type. */
export const reviewNames: Readonly<Record<ReviewType, string>> = {
  annual: "annual review",
  quarterly: "quarterly review",
  permission: "permission review",
  workflow: "workflow review",
  compliance: "annual compliance review",
  "expansion-outcome": "annual review of expansion outcomes",
  stewardship: "annual stewardship",
};

/** The body whose remit a review falls into (EPF-9.1, PIS-11.1): it holds the review, or sees that it is held. */
export function bodyOf(type: ReviewType, of: Reviewed): "TSC" | "SCO" | "ERC" | "CGB" {
  if (type === "permission" || type === "compliance") return "SCO";
  if (type === "workflow") return "ERC";
  return of === "integration" || of === "component" ? "TSC" : "CGB";
}

export type Cadences = Policy["spec"]["cadences"];

/** How often a review of a type is due, ISO 8601; what the specification calls annual or gives no rhythm, once a year. */
export function cadenceOf(type: ReviewType, cadences: Cadences): string {
  return cadences[cadenceName(type)].value;
}

/** The setting of the policy that says how often. */
export function cadenceName(type: ReviewType): keyof Cadences {
  if (type === "quarterly") return "quarterlyReview";
  return type === "permission" ? "permissionReview" : "annualReview";
}

/** The last review of a type that something had, by the end of the period it looked back on; null where there was none. */
export function lastReview({ reviews }: Model, subject: string, type: ReviewType): Held<Review> | null {
  const of = [...reviews.values()].filter(({ value: { spec } }) => spec.subject === subject && spec.type === type);
  return of.sort((a, b) => (a.value.spec.period.to < b.value.spec.period.to ? 1 : -1))[0] ?? null;
}

/** Reviews held by a day, the last one first. */
export function reviewsBy({ reviews }: Model, asOf: string): Held<Review>[] {
  const order = ({ value: { spec, metadata } }: Held<Review>): string => `${spec.held} ${metadata.id}`;
  const held = [...reviews.values()].filter(({ value }) => value.spec.held <= asOf);
  return held.sort((a, b) => (order(a) < order(b) ? 1 : -1));
}

/** What sort of thing a review is of, or null where there is no such thing. */
export function reviewedKind(subject: string, { partners, integrations, components }: Model): Reviewed | null {
  if (subject === "ecosystem") return subject;
  if (partners.has(subject)) return "partner";
  if (integrations.has(subject)) return "integration";
  return components.has(subject) ? "component" : null;
}

export type ReviewFinding = Review["spec"]["findings"][number];

/** A finding with the review that made it. */
export interface HeldFinding {
  readonly review: Held<Review>;
  /** JSON pointer of the finding in it. */
  readonly at: string;
  readonly finding: ReviewFinding;
}

/** Findings that are open on a day, those due first first. */
export function openFindings(model: Model, asOf: string): HeldFinding[] {
  const findings = reviewsBy(model, asOf).flatMap((review) =>
    review.value.spec.findings.map((finding, index) => ({ review, at: `/spec/findings/${index}`, finding })),
  );
  const open = findings.filter(({ finding: { closed } }) => closed === null || closed > asOf);
  const order = ({ review, finding }: HeldFinding) => `${finding.due} ${review.value.metadata.id} ${finding.id}`;
  return open.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
