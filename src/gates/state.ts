// Where a subject stands, derived from ballots and decisions; nobody types it (EPF-3, PEP-12).

import type { Subject } from "../model/model.ts";
import type { Tally } from "./tally.ts";

export type SubjectState =
  | "Application"
  | "Initial review"
  | "Risk assessment"
  | "Proposal"
  | "Evaluation"
  | "Approval"
  | "Integration"
  | "Rejected"
  | "Withdrawn";

/**
 * The state of a subject.
 * @param landed whether the protected branch holds it already
 */
export function stateOf(subject: Subject, landed: boolean, tally: Tally | null): SubjectState {
  const decision = subject.decisions.get("decision");
  if (decision !== undefined) return decision.value.spec.outcome === "approved" ? "Integration" : "Rejected";
  if (subject.withdrawal !== null) return "Withdrawn";
  if (!landed) return subject.kind;
  const voting = tally?.judged.some(({ verdict }) => verdict.is === "counted") ?? false;
  if (voting) return "Approval";
  if (subject.kind === "Proposal") return "Evaluation";
  return subject.risk === null ? "Initial review" : "Risk assessment";
}
