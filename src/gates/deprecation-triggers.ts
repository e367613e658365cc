// What calls for Maintenance or Deprecation of an integration or component: what measurements and reviews show, computed like the
// triggers of a downgrade. No finding says so: the specification leaves it to the bodies, which file a transition or do not.

import type { Transition } from "../document/types.gen.ts";
import { dayAfter, dayBefore } from "../model/calendar.ts";
import { everMeasured, lookBackOf, type Result, signalWords } from "../model/measurements.ts";
import type { Model } from "../model/model.ts";
import { rowOf } from "../model/objectives.ts";
import { openFindings } from "../model/reviews.ts";
import { isStricter, type LifecycleState, lifecycles, ownLifecycles } from "./lifecycle.ts";
import { measurerOf, standingResults } from "./measuring.ts";
import { missed, missesInARow, missInWords, misuses, seriesKey, seriesOf } from "./signals.ts";

type Cause = Transition["spec"]["cause"];

export interface DeprecationTrigger {
  readonly to: "maintenance" | "deprecation";
  readonly cause: Cause;
  /** What happened, with the document that shows it: ids, days and numbers, nothing that anybody wrote at will. */
  readonly what: string;
  /** The day since which it is known: `YYYY-MM-DD`. */
  readonly since: string;
  /** In whose remit it falls. */
  readonly body: "TSC" | "SCO" | "ERC";
}

/** A transition that is called for and that nobody has filed. */
export interface CalledFor {
  /** `acme/score-insights`, `credit-graph`. */
  readonly subject: string;
  readonly title: string;
  /** The stricter of what its triggers call for. */
  readonly to: "maintenance" | "deprecation";
  /** Of the first trigger that calls for that. */
  readonly cause: Cause;
  readonly body: "TSC" | "SCO" | "ERC";
  /** Those that call for that stage, then the others. */
  readonly triggers: readonly DeprecationTrigger[];
  /** Files it. */
  readonly command: string;
}

/**
 * What is called for on a day (`YYYY-MM-DD`), in the order of `lifecycles`. A trigger is answered by a transition to a stage
 * as strict or stricter that was filed since, whatever the bodies made of it: they may well say no.
 */
export function calledFor(model: Model, asOf: string): CalledFor[] {
  const own = ownLifecycles(model, asOf);
  const measured = measuredTriggers(model, asOf, own);
  const found = findingTriggers(model, asOf);
  return [...lifecycles(model, asOf).values()].flatMap((state): CalledFor[] => {
    const { subject, kind, title, stage } = state;
    if (kind === "Partner" || stage === null) return [];
    const triggers = [...(measured.get(subject) ?? []), ...(found.get(subject) ?? [])].filter(
      ({ to, since }) => isStricter(to, stage) && !wasAsked(state, to, since, model, asOf),
    );
    triggers.sort((a, b) => (a.to === b.to ? 0 : isStricter(a.to, b.to) ? -1 : 1));
    const [first] = triggers;
    if (first === undefined) return [];
    const { to, cause, body } = first;
    const command = `kwanus new transition --subject ${subject} --to ${to} --cause ${cause}`;
    return [{ subject, title, to, cause, body, triggers, command }];
  });
}

/** The same of one integration or component; null where nothing is called for. */
export function calledForOf(subject: string, model: Model, asOf: string): CalledFor | null {
  return calledFor(model, asOf).find((one) => one.subject === subject) ?? null;
}

type BySubject = Map<string, DeprecationTrigger[]>;

function add(all: BySubject, subject: string, trigger: DeprecationTrigger): void {
  all.set(subject, [...(all.get(subject) ?? []), trigger]);
}

/** Objectives that were missed window after window, and permissions that were used and not held. */
function measuredTriggers(model: Model, asOf: string, own: ReadonlyMap<string, LifecycleState>): BySubject {
  const [maintain, deprecate] = [rowOf("instability", model), rowOf("deprecation", model)];
  const all: BySubject = new Map();
  const series = seriesOf(everMeasured(model, asOf));
  for (const result of standingResults(model, asOf)) {
    const { subject, signal, of } = result;
    const threshold = missed(result, model);
    // What is used too little harms nobody, and what is used without being held counts below.
    if (threshold === null || signal === "permission-usage") continue;
    const rows = missesInARow(sinceLoosened(series.get(seriesKey(result)) ?? [], own.get(subject)), model);
    const to = rows >= deprecate ? "deprecation" : rows >= maintain ? "maintenance" : null;
    if (to === null) continue;
    const cause = signal === "workflow-reliability" ? "workflow-failure" : "partner-instability";
    const last = `the last of them ${missInWords(result, threshold)}`;
    const what = `the ${signalWords[signal]} of ${of} missed its objective in ${rows} ${rows === 1 ? "window" : "windows in a row"}, ${last}`;
    add(all, subject, { to, cause, what, since: result.to, body: measurerOf(signal) });
  }
  for (const [subject, trigger] of misuseTriggers(model, asOf, series, own, maintain)) add(all, subject, trigger);
  return all;
}

/** At once, for nobody has to wait for a second misuse; and for Deprecation where it went on as long as instability takes. */
function* misuseTriggers(
  model: Model,
  asOf: string,
  series: ReadonlyMap<string, readonly Result[]>,
  own: ReadonlyMap<string, LifecycleState>,
  repeated: number,
): Generator<[string, DeprecationTrigger]> {
  const since = dayBefore(asOf, lookBackOf(model));
  const used = [...series.values()].flat().filter(({ signal, value }) => signal === "permission-usage" && value > 0);
  const owners = [...new Set(used.map(({ subject }) => subject.split("/")[0] ?? ""))];
  const misused = new Set(owners.flatMap((owner) => misuses(owner, model, asOf)).map(idOf));
  for (const results of series.values()) {
    const last = results.at(-1);
    if (last === undefined || last.signal !== "permission-usage" || last.to < since) continue;
    const counted = sinceLoosened(results, own.get(last.subject));
    const rows = counted.length - 1 - counted.findLastIndex((result) => !misused.has(idOf(result)));
    if (rows === 0) continue;
    const { subject, of, value, from, to, id } = last;
    yield [
      subject,
      {
        to: rows >= repeated ? "deprecation" : "maintenance",
        cause: "permission-misuse",
        what: `it used ${of} ${value} times from ${from} to ${to} (${id}) and did not hold it`,
        since: to,
        body: "SCO",
      },
    ];
  }
}

/** Grave findings of compliance reviews: at once for Maintenance; critical ones, and those past their day, for Deprecation. */
function findingTriggers(model: Model, asOf: string): BySubject {
  const all: BySubject = new Map();
  for (const { review, finding } of openFindings(model, asOf)) {
    const { metadata, spec } = review.value;
    const isPastDue = finding.due < asOf;
    if (spec.type !== "compliance" || (finding.severity !== "high" && finding.severity !== "critical")) continue;
    add(all, spec.subject, {
      to: isPastDue || finding.severity === "critical" ? "deprecation" : "maintenance",
      cause: "compliance-violation",
      what: `finding ${finding.id} of ${metadata.id} is ${finding.severity} and ${isPastDue ? `was to be closed by ${finding.due}` : "open"}`,
      since: isPastDue ? dayAfter(finding.due, "P1D") : spec.held,
      body: "SCO",
    });
  }
  return all;
}

/** What was measured since it last came back to a better stage: what was mended is not held against it. */
function sinceLoosened(results: readonly Result[], state: LifecycleState | undefined): readonly Result[] {
  const back = state?.steps.findLast(({ spec }) => isStricter(spec.from, spec.to) && spec.from !== "suspended");
  return back === undefined ? results : results.filter(({ to }) => to >= back.effective);
}

/**
 * True where a transition of it, or of its partner, to a stage as strict was filed since, or is decided and lies ahead. One
 * that was withdrawn asks the bodies nothing, and neither does one of a day to come: it would answer all that happens until then.
 */
function wasAsked(
  { subject, ahead }: LifecycleState,
  to: DeprecationTrigger["to"],
  since: string,
  model: Model,
  asOf: string,
): boolean {
  const [owner = subject] = subject.split("/");
  const isAsStrict = ({ spec }: { readonly spec: Transition["spec"] }): boolean =>
    spec.to !== "suspended" && !isStricter(to, spec.to);
  if (ahead.some(isAsStrict)) return true;
  return [...model.subjects.values()].some(({ transition, withdrawal }) => {
    if (transition === null || withdrawal !== null) return false;
    const { spec } = transition.value;
    const isAbout = spec.subject === subject || spec.subject === owner;
    return isAbout && spec.filed >= since && spec.filed <= asOf && isAsStrict({ spec });
  });
}

function idOf({ id, of }: Result): string {
  return `${id} ${of}`;
}
