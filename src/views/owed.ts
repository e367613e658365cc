// What waits for a body and takes no vote: ends that were announced, reviews of versions and of what is in use, measurements.

import { type Duty, dutiesOf } from "../gates/duties.ts";
import type { Landing } from "../landing/landing.ts";
import { dayAfter, daysBetween } from "../model/calendar.ts";
import { voteWindowOf } from "../model/measurements.ts";
import { openTransitions } from "../model/transitions.ts";
import { checkpointsOwed } from "./checkpoints-owed.ts";
import { overdueEnds } from "./lifecycle.ts";
import type { StatusView } from "./status.ts";
import { watchOf } from "./watch.ts";

/** One thing that waits. */
export interface Owed {
  readonly what: "end" | "checkpoint" | "stage" | "measure" | "review";
  readonly subject: string;
  readonly title: string | null;
  readonly why: string;
  /** `YYYY-MM-DD`; null where no day is set. */
  readonly by: string | null;
  /** Whole days until then; negative when it has passed. */
  readonly days: number | null;
  readonly command: string;
}

/**
 * All of it, in the remit of one body.
 * @param statuses of every open subject
 */
export function owedBy(body: string, landing: Landing, statuses: readonly StatusView[]): Owed[] {
  return [
    ...endsOwed(landing),
    ...checkpointsOwed(body, landing, statuses),
    ...watchOf(body, landing.tree, landing.asOf),
    ...reviewsOwed(body, landing),
  ];
}

/**
 * Support ends by a transition, not by itself: once the announced day has come, the bodies owe one (EPF-8.4). Where one is
 * filed it waits for votes like any other.
 */
function endsOwed({ tree, asOf }: Landing): Owed[] {
  const filed = new Set(
    [...openTransitions(tree)].filter(({ spec }) => spec.to === "end-of-support").map(({ spec }) => spec.subject),
  );
  return overdueEnds(tree, asOf)
    .filter(({ subject }) => !filed.has(subject))
    .map(({ on, subject, source }) => ({
      what: "end",
      subject,
      title:
        tree.partners.get(subject)?.value.metadata.title ??
        tree.integrations.get(subject)?.value.metadata.title ??
        tree.components.get(subject)?.value.metadata.title ??
        null,
      why: `its support was to end on ${on}, as ${source} announced, and no transition ends it`,
      by: on,
      days: daysBetween(asOf, on),
      command: `kwanus new transition --subject ${subject} --cause planned --to end-of-support --effective ${asOf}`,
    }));
}

/** Reviews that are late, or due before a vote cast today would be. */
function reviewsOwed(body: string, { tree, asOf }: Landing): Owed[] {
  const until = dayAfter(asOf, voteWindowOf(tree));
  return dutiesOf(tree, asOf)
    .filter((duty) => duty.body === body && duty.due <= until)
    .map((duty) => ({
      what: "review",
      subject: duty.subject,
      title: duty.what,
      why: reasonOf(duty),
      by: duty.due,
      days: daysBetween(asOf, duty.due),
      command: `kwanus new review --subject ${duty.subject} --type ${duty.type}`,
    }));
}

function reasonOf({ last, since, source }: Duty): string {
  if (since === null) return `${source} names the day`;
  return last === null ? `none was held since ${since}` : `the last, ${last}, was held on ${since}`;
}
