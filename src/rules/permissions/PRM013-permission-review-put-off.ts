// Who is reviewed does not choose when: a later day takes a review.

import { type PermissionReview, permissionCadence, permissionReviews } from "../../gates/permission-reviews.ts";
import { dayAfter, everyInWords } from "../../model/calendar.ts";
import { manifestsOf } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { presentNames } from "../../model/present-names.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM013",
  name: "permission-review-put-off",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-5.1.4", "PIS-6.1.4", "EPF-9.2.2", "PIS-11.2.2"],
  summary:
    "The next review of a permission is named at most one cadence after the last one was held, or after its grant.",

  *check({ base, tree, asOf, deltas }) {
    const changed = new Set(deltas.map(({ path }) => path));
    const manifests = manifestsOf(tree).filter(({ path }) => changed.has(path));
    if (manifests.length === 0) return;
    const reviewsOf = permissionReviews(tree, asOf);
    const cadence = permissionCadence(tree);
    const farthest = dayAfter(asOf, cadence);
    for (const manifest of manifests) {
      const before = daysIn(base, manifest.id);
      for (const review of reviewsOf(manifest)) {
        const old = before.get(presentNames(tree).get(review.id) ?? review.id);
        const { on, why } = latestFor(review, old, farthest);
        if (review.reviewBy > on && review.reviewBy > (old ?? ""))
          yield {
            path: manifest.path,
            at: review.at,
            message: `the next review of ${review.id} would be on ${review.reviewBy}, and permissions are reviewed ${everyInWords(cadence)}: ${why}`,
            help: `Name ${on} or an earlier day${old === undefined ? "" : `, or let SCO hold a review first: kwanus new review --subject ${manifest.id} --type permission`}.`,
          };
      }
    }
  },
});

/** What is new and not out yet may have been granted long ago; it counts from today, once. */
function latestFor(
  { limit, from, inUse }: PermissionReview,
  old: string | undefined,
  farthest: string,
): { on: string; why: string } {
  if (limit === null || from === null || (old === undefined && !inUse)) return { on: farthest, why: "it begins today" };
  return { on: limit.on, why: from };
}

/** The days of a manifest's permissions as the base has them, by present id. */
function daysIn(base: Model, id: string): Map<string, string> {
  const manifest = base.integrations.get(id) ?? base.components.get(id);
  const names = presentNames(base);
  return new Map(
    (manifest?.value.spec.permissions ?? []).map((entry) => [names.get(entry.id) ?? entry.id, entry.reviewBy]),
  );
}
