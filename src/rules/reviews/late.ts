// What is said of a review that is late, by the rules that tell how late.

import { type Duty, everything } from "../../gates/duties.ts";
import type { Defect } from "../rule.ts";

/** Where it stands, what was due, and the command that writes the review. */
export function lateReview(duty: Duty, how: string): Defect {
  const { subject, what, type, latest, since, last, unanswered, clauses } = duty;
  const from = last === null ? "none was held yet" : `the last was ${last} on ${since}`;
  return {
    ...placeOf(duty),
    message: `the ${what} of ${subject} ${how} ${latest.on}; ${from}${last === null ? "" : unansweredIn(duty)}`,
    help: `${duty.body} holds it: kwanus new review --subject ${subject} --type ${type}${unanswered.length === 0 ? "" : `, which answers ${unanswered.join(", ")}`}`,
    clauses,
  };
}

/** Tasks that hold it up while others of the same review were answered. */
function unansweredIn({ unanswered, tasks }: Duty): string {
  return unanswered.length === tasks.length ? "" : `, and ${unanswered.join(", ")} was not answered since`;
}

/** The day that the last review named; else the subject's own document; for the ecosystem the cadence of the policy. */
function placeOf({ latest: { source, at }, document, subject }: Duty): Pick<Defect, "path" | "at"> {
  const named = source !== "governance/policy.yaml" || subject === everything || document === null;
  return named ? { path: source, at } : { path: document, at: "/metadata/id" };
}
