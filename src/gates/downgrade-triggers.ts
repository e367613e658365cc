// What puts the tier of a partner in question (PEP-7.2): what the bodies acted upon, and what measurements and reviews show.

import type { Result, Signal } from "../model/measurements.ts";
import type { Model, Subject } from "../model/model.ts";
import { rowOf } from "../model/objectives.ts";
import { decisionsIn, envelopeOf } from "./decision.ts";
import { lifecycles } from "./lifecycle.ts";
import { evidenceOf, missed, missesInARow, missInWords, misuses, openFindings, seriesOf } from "./signals.ts";
import { troubles } from "./troubles.ts";

const grave: ReadonlySet<string> = new Set(["high", "critical"]);

export interface Trigger {
  /** In the specification's words: `workflow failures`. */
  readonly cause: string;
  /** What happened, with the document that shows it. */
  readonly what: string;
  /** The day since which it is known: `YYYY-MM-DD`. */
  readonly since: string;
  /** The measured results that show it. */
  readonly shownBy: readonly Result[];
}

/** A trigger of a partner that has a tier to lose. */
export interface TierTrigger extends Trigger {
  readonly owner: string;
  /** Path of the partner's own document. */
  readonly path: string;
  readonly tier: number;
  /** Whether somebody has asked about the tier since. */
  readonly isAsked: boolean;
}

/** Every trigger of every partner that has a tier to lose. */
export function* tierTriggers(model: Model, asOf: string): Generator<TierTrigger> {
  const states = lifecycles(model, asOf);
  const tiers = model.policy?.value.spec.tiers ?? [];
  for (const [owner, { path }] of model.partners) {
    const { tier } = envelopeOf(model, owner);
    if (tier === null || !tiers.some(({ id }) => id < tier) || states.get(owner)?.stage === "end-of-support") continue;
    for (const trigger of triggers(owner, model, asOf))
      yield { ...trigger, owner, path, tier, isAsked: wasAsked(owner, trigger.since, model, asOf) };
  }
}

/** Every trigger of a partner in the look-back window of the policy; of repeated failures the last one. */
function triggers(owner: string, model: Model, asOf: string): Trigger[] {
  return [
    ...troubles(owner, model, asOf).map(({ subject, cause, step }) => ({
      cause,
      what: `${step.id} moved ${subject} for ${cause} on ${step.effective}`,
      since: step.effective,
      shownBy: [],
    })),
    ...violations(owner, model, asOf),
    ...failures(owner, model, asOf),
    ...misuse(owner, model, asOf),
    ...instability(owner, model, asOf),
  ];
}

/** What a compliance review found and calls grave. One that is not closed in time is REV003's, whatever its weight. */
function violations(owner: string, model: Model, asOf: string): Trigger[] {
  return openFindings(owner, model, asOf)
    .filter(({ type, severity, isPastDue }) => type === "compliance" && grave.has(severity) && !isPastDue)
    .map(({ name, severity, held }) => ({
      cause: "compliance violations",
      what: `finding ${name} of the compliance review of ${held} is ${severity} and open`,
      since: held,
      shownBy: [],
    }));
}

function failures(owner: string, model: Model, asOf: string): Trigger[] {
  const results = evidenceOf(owner, "workflow-reliability", model, asOf);
  return lastOfEach(results.filter((result) => missed(result, model) !== null)).map((result) => ({
    cause: "workflow failures",
    what: `workflow ${result.of} of ${result.subject} came to ${missInWords(result, missed(result, model) ?? "")}`,
    since: result.to,
    shownBy: [result],
  }));
}

function misuse(owner: string, model: Model, asOf: string): Trigger[] {
  return lastOfEach(misuses(owner, model, asOf)).map((result) => ({
    cause: "permission misuse",
    what: `${result.subject} used ${result.of} ${result.value} times between ${result.from} and ${result.to} (${result.id}) and did not hold it`,
    since: result.to,
    shownBy: [result],
  }));
}

/** What makes a partner unstable when it misses its objective window after window. */
const stability: readonly Signal[] = ["service-availability", "api-error-rate", "api-latency"];

function instability(owner: string, model: Model, asOf: string): Trigger[] {
  const windows = rowOf("instability", model);
  return stability.flatMap((signal) =>
    [...seriesOf(evidenceOf(owner, signal, model, asOf)).values()].flatMap((results): Trigger[] => {
      const last = results.at(-1);
      if (last === undefined || missesInARow(results, model) < windows) return [];
      const what = `${signal} of ${last.of} in ${last.subject} missed its objective ${windows} windows in a row, the last of them ${missInWords(last, missed(last, model) ?? "")}`;
      return [{ cause: "partner instability", what, since: last.to, shownBy: [last] }];
    }),
  );
}

function lastOfEach(results: readonly Result[]): Result[] {
  return [...seriesOf(results).values()].flatMap((series) => series.at(-1) ?? []);
}

/**
 * True when a tier proposal that did not rise was filed since, whatever the bodies made of it. A partner could withdraw its own,
 * or date it years ahead, and nobody would have been asked.
 */
function wasAsked(owner: string, since: string, model: Model, asOf: string): boolean {
  return [...model.subjects.values()].some((subject) => {
    const { category, requestedTier, filed } = subject.proposal?.value.spec ?? {};
    if (subject.namespace !== owner || category !== "tier" || subject.withdrawal !== null) return false;
    if (filed === undefined || filed < since || filed > asOf) return false;
    const tier = tierBefore(subject, model);
    return tier !== null && (requestedTier ?? tier) <= tier;
  });
}

/** The tier that the partner had when a proposal was decided, or has while it is not. */
function tierBefore({ namespace, gate, decisions }: Subject, model: Model): number | null {
  const n = decisions.get(gate)?.value.spec.n ?? Number.POSITIVE_INFINITY;
  const granted = decisionsIn(model, namespace).flatMap(({ value }) =>
    value.spec.n < n ? (value.spec.grants?.tier ?? []) : [],
  );
  return granted.at(-1) ?? null;
}
