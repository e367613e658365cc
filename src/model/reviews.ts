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

/** How often a review of a type is due, ISO 8601; what the specification calls annual or gives no rhythm, once a year. */
export function cadenceOf(type: ReviewType, { cadences }: Policy["spec"]): string {
  if (type === "quarterly") return cadences.quarterlyReview.value;
  return (type === "permission" ? cadences.permissionReview : cadences.annualReview).value;
}

/** The last review of a type that something had, by the end of the period it looked back on; null where there was none. */
export function lastReview({ reviews }: Model, subject: string, type: ReviewType): Held<Review> | null {
  const of = [...reviews.values()].filter(({ value: { spec } }) => spec.subject === subject && spec.type === type);
  return of.sort((a, b) => (a.value.spec.period.to < b.value.spec.period.to ? 1 : -1))[0] ?? null;
}
