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

/**
 * The state of a subject.
 * @param landed whether the protected branch holds it already
 */
export function stateOf(subject: Subject, landed: boolean, tally: Tally | null): SubjectState {
  const decision = subject.decisions.get(subject.gate);
  if (decision !== undefined && decision.value.spec.outcome !== "approved") return "Rejected";
  if (decision !== undefined) return approvedAs[subject.kind];
  if (subject.withdrawal !== null) return "Withdrawn";
  if (!landed) return subject.kind;
  const voting = tally?.judged.some(({ verdict }) => verdict.is === "counted") ?? false;
  if (subject.kind === "Release") return "Sign-off";
  if (voting) return "Approval";
  if (subject.kind !== "Application") return "Evaluation";
  return subject.risk === null ? "Initial review" : "Risk assessment";
}
