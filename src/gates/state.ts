// Where a subject stands, derived from ballots and decisions; nobody types it (EPF-3, PEP-12).

import type { Release } from "../document/types.gen.ts";
import { type Held, type Model, requestOf, type Subject } from "../model/model.ts";
import { isOut } from "../model/releases.ts";
import type { Tally } from "./tally.ts";

export type SubjectState =
  | "Application"
  | "Initial review"
  | "Risk assessment"
  | "Proposal"
  | "Evaluation"
  | "Approval"
  | "Integration"
  | "Monitoring"
  | "Review"
  | "Sign-off"
  | "Released"
  | "Transition"
  | "Release"
  | "Decided"
  | "Rejected"
  | "Withdrawn";

const approvedAs = {
  Application: "Integration",
  Proposal: "Integration",
  Transition: "Decided",
  Release: "Released",
} as const;

/** What is known around a subject: the tree it stands in, the day, and whether the protected branch holds it already. */
export interface Around {
  readonly tree: Model;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly landed: boolean;
}

/** The state of a subject. */
export function stateOf(subject: Subject, tally: Tally | null, { landed, ...around }: Around): SubjectState {
  const decision = subject.decisions.get(subject.gate);
  if (decision !== undefined && decision.value.spec.outcome !== "approved") return "Rejected";
  if (decision !== undefined)
    return requestOf(subject) === null ? approvedAs[subject.kind] : afterApproval(subject, around);
  if (subject.withdrawal !== null) return "Withdrawn";
  if (!landed) return subject.kind;
  const voting = tally?.judged.some(({ verdict }) => verdict.is === "counted") ?? false;
  if (subject.kind === "Release") return "Sign-off";
  if (voting) return "Approval";
  if (subject.kind !== "Application") return "Evaluation";
  return subject.risk === null ? "Initial review" : "Risk assessment";
}

/** What was approved is integrated, then released, watched, and reviewed (EPF-3.5, EPF-3.6, PEP-12.4 to 12.7). */
function afterApproval({ id }: Subject, { tree, asOf }: Omit<Around, "landed">): SubjectState {
  const releases = [...tree.releases.values()].filter(({ value }) => value.spec.fulfils.includes(id));
  const out = releases.filter((release) => isOut(tree, release, asOf));
  if (out.some((release) => wasReviewed(release, tree))) return "Review";
  if (out.length > 0) return "Monitoring";
  return releases.length > 0 ? "Release" : "Integration";
}

/** True where somebody asked, after users had it, what the expansion came to (PEP-13.1.1). */
function wasReviewed({ value: { spec } }: Held<Release>, { reviews }: Model): boolean {
  const about = [spec.subject, spec.subject.split("/")[0], "ecosystem"];
  return [...reviews.values()].some(
    ({ value: { spec: review } }) =>
      review.type === "expansion-outcome" && about.includes(review.subject) && review.period.to >= spec.released,
  );
}
