// Which reviews are owed, of what, by when, and which of them were held: due dates, computed from documents and a day.

import type { Review } from "../document/types.gen.ts";
import { dayAfter, laterOf } from "../model/calendar.ts";
import { type Manifest, manifestsOf } from "../model/manifests.ts";
import { documentOf, type Held, type Model } from "../model/model.ts";
import { firstDaysOut } from "../model/releases.ts";
import {
  bodyOf,
  type Cadences,
  cadenceName,
  cadenceOf,
  type Reviewed,
  type ReviewTask,
  type ReviewType,
  reviewNames,
  reviewsBy,
  tasksOf,
} from "../model/reviews.ts";
import { type Entry, type LifecycleState, lifecycles } from "./lifecycle.ts";
import { type PermissionReview, permissionReviews } from "./permission-reviews.ts";

/** The reviews that the specification asks for: of what, and by which clauses. */
export const dutyTable: readonly { of: Reviewed; type: ReviewType; clauses: readonly string[] }[] = [
  { of: "ecosystem", type: "quarterly", clauses: ["EPF-7.2.1", "EPF-7.2.2", "PIS-9.2.1", "PIS-9.2.2"] },
  { of: "ecosystem", type: "stewardship", clauses: ["EPF-11.1.1", "EPF-11.1.2", "EPF-11.1.3", "EPF-11.1.4"] },
  { of: "ecosystem", type: "expansion-outcome", clauses: ["PEP-13.1.1", "PEP-13.1.2", "PEP-13.1.3", "PEP-13.1.4"] },
  { of: "partner", type: "annual", clauses: ["EPF-7.3.1", "EPF-7.3.2", "EPF-9.2.1"] },
  { of: "integration", type: "annual", clauses: ["PIS-9.3.1", "PIS-9.3.2", "PIS-11.2.1"] },
  { of: "integration", type: "permission", clauses: ["EPF-9.2.2", "PIS-11.2.2"] },
  { of: "integration", type: "workflow", clauses: ["EPF-9.2.3", "PIS-11.2.3"] },
  { of: "integration", type: "compliance", clauses: ["EPF-9.2.4", "PIS-11.2.4", "EPF-6.1.5", "PIS-8.1.5"] },
  { of: "integration", type: "stewardship", clauses: ["PIP-12.1.1", "PIP-12.1.2", "PIP-12.1.3", "PIP-12.1.4"] },
  { of: "component", type: "permission", clauses: ["EPF-9.2.2", "PIS-11.2.2"] },
  { of: "component", type: "workflow", clauses: ["EPF-9.2.3", "PIS-11.2.3"] },
  { of: "component", type: "compliance", clauses: ["EPF-9.2.4", "PIS-11.2.4", "EPF-6.1.5", "PIS-8.1.5"] },
  { of: "component", type: "stewardship", clauses: ["EIP-12.1.1", "EIP-12.1.2", "EIP-12.1.3", "EIP-12.1.4"] },
];

/** Every clause that asks for a review. */
export const dutyClauses: readonly string[] = [...new Set(dutyTable.flatMap(({ clauses }) => clauses))];

/** The clauses that ask for a review of a type; of whatever else, where none asks it of this. */
export function clausesFor(type: ReviewType, of: Reviewed): readonly string[] {
  const asked = dutyTable.filter((duty) => duty.type === type);
  const own = asked.filter((duty) => duty.of === of);
  return [...new Set((own.length > 0 ? own : asked).flatMap(({ clauses }) => clauses))];
}

/** What stands for all partners, integrations and components together. */
export const everything = "ecosystem";

/** One review that is owed. */
export interface Duty {
  /** `acme`, `acme/score-insights`, `credit-graph`, `ecosystem`. */
  readonly subject: string;
  readonly of: Reviewed;
  /** Path of the subject's own document; null for the ecosystem. */
  readonly document: string | null;
  readonly type: ReviewType;
  /** What it is in words: `annual review`, `permission review of read:reports`. */
  readonly what: string;
  /** What it has to answer; empty for a single permission. */
  readonly tasks: readonly ReviewTask[];
  /** Those of them that make it due. */
  readonly unanswered: readonly ReviewTask[];
  readonly clauses: readonly string[];
  /** Whose remit it falls into. */
  readonly body: string;
  /** ISO 8601. */
  readonly cadence: string;
  /** The day it runs from: the last review, or when the subject came in. Null where a document names the day. */
  readonly since: string | null;
  /** The review it runs from; null where none answered. */
  readonly last: string | null;
  readonly due: string;
  /** File that says so: the policy for a cadence, a review for its next day, a manifest for a promise. */
  readonly source: string;
  readonly late: boolean;
  /** The last day whatever a manifest promised, and where that is written. */
  readonly latest: { readonly on: string; readonly source: string; readonly at: string };
  /** `latest` has passed by a whole further cadence. Never where nothing says since when it is in use. */
  readonly longLate: boolean;
  /** The rule that tells when it is late, where that is not one of the family REV. */
  readonly toldBy: "PRM007" | "LIF008" | null;
}

/**
 * Every review that is owed on a day, the ecosystem's first, then in the order of `lifecycles`. What has not begun or has
 * ended owes none; a suspension pauses none.
 * @param asOf `YYYY-MM-DD`; reviews held later are not there yet
 */
export function dutiesOf(model: Model, asOf: string): readonly Duty[] {
  return [...dutiesBySubject(model, asOf).values()].flat();
}

/** The same by what owes them. */
export function dutiesBySubject(model: Model, asOf: string): ReadonlyMap<string, readonly Duty[]> {
  return computedOn(model, asOf).duties;
}

/** The first day that the first review of something has to look back to, by what is reviewed; none where nobody knows. */
export function firstDays(model: Model, asOf: string): ReadonlyMap<string, string> {
  return computedOn(model, asOf).firstDays;
}

interface Computed {
  readonly duties: ReadonlyMap<string, readonly Duty[]>;
  readonly firstDays: ReadonlyMap<string, string>;
}

// Several rules ask about the same day.
const computed = new WeakMap<Model, { readonly asOf: string; readonly value: Computed }>();

function computedOn(model: Model, asOf: string): Computed {
  const known = computed.get(model);
  if (known?.asOf === asOf) return known.value;
  const on = officeOn(model, asOf);
  const places = [...placesOn(model, on)];
  const value = {
    duties: new Map(places.map((place) => [place.subject, [...owedBy(place, on)]])),
    firstDays: new Map(places.flatMap(({ subject, start, certain }) => (certain ? [[subject, start]] : []))),
  };
  computed.set(model, { asOf, value });
  return value;
}

function* placesOn(model: Model, on: Office): Generator<Place> {
  const states = [...lifecycles(model, on.asOf).values()];
  const begun = new Map(
    states.flatMap(({ subject, entered }) => (entered === null ? [] : [[subject, cameIn(entered, model)]])),
  );
  const [start] = [...begun.values()].sort();
  if (start !== undefined)
    yield { subject: everything, of: "ecosystem", document: null, start, certain: true, maintained: false };
  for (const state of states) {
    const since = begun.get(state.subject);
    if (since !== undefined && state.stage !== null && state.stage !== "end-of-support")
      yield placeOf(state, since, on);
  }
}

/** A decision that claims to be older than what it decides is BAL010's, and makes nothing late. */
function cameIn({ since, because }: Entry, { subjects }: Model): string {
  const subject = subjects.get(because);
  const filed = subject === undefined ? undefined : documentOf(subject)?.value.spec.filed;
  return laterOf(since, filed ?? since);
}

/** What duties are computed from, by subject. */
interface Office {
  readonly asOf: string;
  readonly cadences: Cadences;
  /** The day a period after another; thousands of duties have few such days between them. */
  after(day: string, period: string): string;
  readonly manifests: ReadonlyMap<string, Manifest>;
  permissions(manifest: Manifest): readonly PermissionReview[];
  /** Held by that day, the last first. */
  readonly reviews: ReadonlyMap<string, readonly Held<Review>[]>;
  /** The day of the first release that has reached users. */
  readonly released: ReadonlyMap<string, string>;
}

function officeOn(model: Model, asOf: string): Office {
  const reviews = new Map<string, Held<Review>[]>();
  for (const review of reviewsBy(model, asOf)) {
    const { subject } = review.value.spec;
    const own = reviews.get(subject);
    if (own === undefined) reviews.set(subject, [review]);
    else own.push(review);
  }
  const days = new Map<string, string>();
  return {
    asOf,
    after(day, period) {
      const key = `${day} ${period}`;
      const known = days.get(key) ?? dayAfter(day, period);
      days.set(key, known);
      return known;
    },
    cadences: model.policy?.value.spec.cadences ?? usualCadences,
    manifests: new Map(manifestsOf(model).map((manifest) => [manifest.id, manifest])),
    permissions: permissionReviews(model, asOf),
    reviews,
    released: firstDaysOut(model, asOf),
  };
}

/** Something that owes reviews, and since when. */
interface Place {
  readonly subject: string;
  readonly of: Reviewed;
  /** Path of its own document. */
  readonly document: string | null;
  readonly start: string;
  /** False where the start is only the approval that something rests on, which may be years older than what was built. */
  readonly certain: boolean;
  /** In maintenance. */
  readonly maintained: boolean;
}

function placeOf({ subject, kind, path, stage }: LifecycleState, entered: string, { released }: Office): Place {
  const of = kind === "Partner" ? "partner" : kind === "Integration" ? "integration" : "component";
  const first = released.get(subject);
  const certain = of === "partner" || first !== undefined;
  const start = laterOf(entered, first ?? entered);
  return { subject, of, document: path, start, certain, maintained: stage === "maintenance" };
}

function* owedBy(place: Place, on: Office): Generator<Duty> {
  const manifest = on.manifests.get(place.subject);
  for (const { of, type, clauses } of dutyTable) {
    if (of !== place.of) continue;
    if (type === "permission") yield* manifest === undefined ? [] : permissionDuties(place, manifest, clauses, on);
    else if (type !== "workflow" || (manifest?.value.spec.workflows ?? []).length > 0)
      yield reviewDuty(place, type, clauses, on);
  }
}

/** A review with its tasks: the one that was not answered for the longest time says when it is due. */
function reviewDuty(place: Place, type: ReviewType, clauses: readonly string[], on: Office): Duty {
  const { subject, of, document, certain } = place;
  const cadence = cadenceOf(type, on.cadences);
  const tasks = tasksOf(type, of);
  const runs = tasks.map((task) => runOf(task, type, place, on));
  const first = runs.reduce((earliest, run) => (run.due < earliest.due ? run : earliest));
  const { since, last } = first;
  const { due, source } = (type === "compliance" ? promised(place, first, on) : null) ?? first;
  return {
    subject,
    of,
    document,
    type,
    what: reviewNames[type],
    tasks,
    unanswered: tasks.filter((_, index) => runs[index]?.due === first.due),
    clauses,
    body: bodyOf(type, of),
    cadence,
    since,
    last: last?.value.metadata.id ?? null,
    due,
    source,
    late: due < on.asOf,
    latest: { on: first.due, source: first.source, at: first.at },
    longLate: (certain || last !== null) && on.after(first.due, cadence) < on.asOf,
    toldBy: type === "compliance" && place.maintained && isBehind(place, on) ? "LIF008" : null,
  };
}

interface Run {
  readonly since: string;
  readonly last: Held<Review> | null;
  readonly due: string;
  readonly source: string;
  readonly at: string;
}

function runOf(task: ReviewTask, type: ReviewType, place: Place, { reviews, cadences, after }: Office): Run {
  const { subject, start } = place;
  const [owner = subject] = subject.split("/");
  // A review of a partner is one of its integrations too, as far as it answers for them, from the day they are there.
  const above = owner === subject ? [] : (reviews.get(owner) ?? []).filter(({ value }) => value.spec.held >= start);
  const answers = [reviews.get(subject) ?? [], above].flatMap(
    (list) => list.find(({ value }) => value.spec.tasks.some(({ id }) => id === task)) ?? [],
  );
  const last = answers.sort((a, b) => (a.value.spec.held < b.value.spec.held ? 1 : -1))[0] ?? null;
  const since = last?.value.spec.held ?? start;
  const due = after(since, cadenceOf(type, cadences));
  // Who reviews may ask to look again sooner, never later than the policy.
  if (last !== null && last.value.spec.type === type && last.value.spec.next < due)
    return { due: last.value.spec.next, since, last, source: last.path, at: "/spec/next" };
  return { due, since, last, source: policyPath, at: `/spec/cadences/${cadenceName(type)}/value` };
}

/** A day that a manifest promises counts where it comes first, until the review it promises was held. */
function promised({ subject }: Place, run: Run, { manifests }: Office): Pick<Run, "due" | "source"> | null {
  const manifest = manifests.get(subject);
  if (manifest === undefined) return null;
  const { annualReview: due } = manifest.value.spec.compliance;
  const open = due < run.due && (run.last === null || due > run.since);
  return open ? { due, source: manifest.path } : null;
}

/** True where the day that the manifest promises has passed: in maintenance LIF008 refuses that. */
function isBehind({ subject }: Place, { manifests, asOf }: Office): boolean {
  const day = manifests.get(subject)?.value.spec.compliance.annualReview;
  return day !== undefined && day < asOf;
}

/** Each permission has a day of its own in its manifest, which PRM013 keeps within the policy's cadence. */
function permissionDuties(
  { subject, of, document }: Place,
  manifest: Manifest,
  clauses: readonly string[],
  { asOf, cadences, permissions }: Office,
): Duty[] {
  const cadence = cadenceOf("permission", cadences);
  return permissions(manifest).map(({ id, at, last, limit, inUse, due, longLate }): Duty => {
    const bound = inUse && limit !== null && limit.on === due ? limit : { on: due, source: manifest.path, at };
    return {
      subject,
      of,
      document,
      type: "permission",
      what: `${reviewNames.permission} of ${id}`,
      tasks: [],
      unanswered: [],
      clauses,
      body: bodyOf("permission", of),
      cadence,
      since: last?.value.spec.held ?? null,
      last: last?.value.metadata.id ?? null,
      due,
      source: bound.source,
      late: due < asOf,
      latest: bound,
      longLate,
      toldBy: longLate ? null : "PRM007",
    };
  });
}

const policyPath = "governance/policy.yaml";

/** Of the specification, where no policy can be read. */
const usualCadences: Cadences = {
  permissionReview: { value: "P3M", source: "default" },
  quarterlyReview: { value: "P3M", source: "default" },
  annualReview: { value: "P1Y", source: "default" },
};
