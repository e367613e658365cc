// Until when a permission has to be looked at again: from the last review that the bodies held of it, or from its grant.

import type { Review } from "../document/types.gen.ts";
import { dayAfter, laterOf } from "../model/calendar.ts";
import type { Manifest } from "../model/manifests.ts";
import type { Held, Model } from "../model/model.ts";
import { presentNames } from "../model/present-names.ts";
import { firstDaysOut } from "../model/releases.ts";
import { reviewsBy } from "../model/reviews.ts";
import { decisionsIn } from "./decision.ts";

/** When one permission of a manifest was looked at, and when it has to be again (EPF-5.1.4, PIS-6.1.4, EPF-9.2.2). */
export interface PermissionReview {
  readonly id: string;
  /** JSON pointer of `reviewBy` in the manifest. */
  readonly at: string;
  /** The day that the manifest names. */
  readonly reviewBy: string;
  /** The review it runs from; null where that is the grant or the first release, which came later. */
  readonly last: Held<Review> | null;
  /** What it runs from, a phrase; null where nothing was granted or reviewed. */
  readonly from: string | null;
  /** The last day for the next review, however the manifest puts it; null where nothing says since when. */
  readonly limit: { readonly on: string; readonly source: string; readonly at: string } | null;
  /** It is out or was reviewed: since then the limit binds. What is only being built was granted long before it is used. */
  readonly inUse: boolean;
  /** The day that the manifest names; the limit once it was reviewed, and where the manifest names a later day. */
  readonly due: string;
  /** It is in use and was left out for a whole further cadence. */
  readonly longLate: boolean;
}

/** How often permissions are reviewed, ISO 8601; every three months where no policy can be read. */
export function permissionCadence({ policy }: Model): string {
  return policy?.value.spec.cadences.permissionReview.value ?? "P3M";
}

/**
 * Tells it of every permission of a manifest, in its order.
 * @param asOf `YYYY-MM-DD`; reviews, grants and releases that come later are not there yet
 */
export function permissionReviews(model: Model, asOf: string): (manifest: Manifest) => PermissionReview[] {
  const reviews = lastReviews(model, asOf);
  const releases = firstDaysOut(model, asOf);
  const cadence = permissionCadence(model);
  const now = presentNames(model);
  const grants = new Map<string, ReadonlyMap<string, Grant>>();
  return ({ id, owner, value }) => {
    const granted = grants.get(owner) ?? grantsOf(model, owner, asOf);
    grants.set(owner, granted);
    const released = releases.get(id);
    return value.spec.permissions.map((permission, index) => {
      const grant = granted.get(now.get(permission.id) ?? permission.id);
      const start = startOf(grant, released);
      const last = lastOf(reviews.get(id), owner === id ? undefined : reviews.get(owner), start?.on ?? "");
      const since = last?.value.spec.held ?? start?.on;
      const limit = since === undefined ? null : limitOf(since, last, cadence);
      const inUse = released !== undefined || last !== null;
      const due = dueOf(permission.reviewBy, last, inUse ? limit : null);
      return {
        id: permission.id,
        at: `/spec/permissions/${index}/reviewBy`,
        reviewBy: permission.reviewBy,
        last,
        from: last === null ? (start?.words ?? null) : wordsOf(last, limit),
        limit,
        inUse,
        due,
        longLate: inUse && dayAfter(due, cadence) < asOf,
      };
    });
  };
}

/**
 * The day of the manifest counts until the first review: what is released keeps its manifest to the byte, so a partner could
 * not write the next day into it. The bodies may ask for a sooner one in their review.
 */
function dueOf(reviewBy: string, last: Held<Review> | null, limit: PermissionReview["limit"]): string {
  if (limit === null) return reviewBy;
  return last !== null || reviewBy > limit.on ? limit.on : reviewBy;
}

function limitOf(since: string, last: Held<Review> | null, cadence: string): NonNullable<PermissionReview["limit"]> {
  const on = dayAfter(since, cadence);
  // Who reviews may ask to look again sooner.
  if (last !== null && last.value.spec.type === "permission" && last.value.spec.next < on)
    return { on: last.value.spec.next, source: last.path, at: "/spec/next" };
  return { on, source: "governance/policy.yaml", at: "/spec/cadences/permissionReview/value" };
}

function wordsOf({ path, value: { metadata, spec } }: Held<Review>, limit: PermissionReview["limit"]): string {
  return `${metadata.id} reviewed it on ${spec.held}${limit?.source === path ? ` and asks for the next by ${limit.on}` : ""}`;
}

interface Grant {
  readonly on: string;
  readonly by: string;
}

interface Start {
  readonly on: string;
  readonly words: string;
}

/** What nobody uses yet nobody has to look at: it starts with the first release, and with a grant that came later. */
function startOf(grant: Grant | undefined, released: string | undefined): Start | null {
  if (grant === undefined) return null;
  return released !== undefined && released > grant.on
    ? { on: released, words: `it came out on ${released}` }
    : { on: grant.on, words: `${grant.by} granted it on ${grant.on}` };
}

/** A review of a partner is one of its integrations too, from the day on that the permission is there. */
function lastOf(own: Held<Review> | undefined, above: Held<Review> | undefined, start: string): Held<Review> | null {
  const held = [own, above].flatMap((review) => review ?? []).filter(({ value }) => value.spec.held >= start);
  return held.sort((a, b) => (a.value.spec.held < b.value.spec.held ? 1 : -1))[0] ?? null;
}

/** The last review of each subject that answers for permissions. */
function lastReviews(model: Model, asOf: string): Map<string, Held<Review>> {
  const last = new Map<string, Held<Review>>();
  for (const review of reviewsBy(model, asOf)) {
    const { subject, tasks } = review.value.spec;
    if (!last.has(subject) && tasks.some(({ id }) => id === "permission-review")) last.set(subject, review);
  }
  return last;
}

/** The last decision that granted each permission, by its present id; one that claims to be older than what it decides is not. */
function grantsOf(model: Model, owner: string, asOf: string): Map<string, Grant> {
  const names = presentNames(model);
  const grants = new Map<string, Grant>();
  for (const { value } of decisionsIn(model, owner)) {
    const { subject: by, asOf: day, grants: given } = value.spec;
    if (given === null || day > asOf) continue;
    const request = model.subjects.get(by);
    const filed = (request?.application ?? request?.proposal)?.value.spec.filed ?? day;
    for (const { id } of given.permissions) grants.set(names.get(id) ?? id, { on: laterOf(day, filed), by });
  }
  return grants;
}
