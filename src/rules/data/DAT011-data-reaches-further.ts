// Users approved what they were shown; whoever uses more of it asks them again.

import { lifecycles } from "../../gates/lifecycle.ts";
import { mayOutlast } from "../../model/calendar.ts";
import { type Difference, differences } from "../../model/differences.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { isUnbounded } from "../../model/scopes.ts";
import { manifestTerms } from "../../model/terms.ts";
import { rule } from "../rule.ts";
import { forbiddenClasses, hiddenClass } from "./forbidden.ts";

export default rule({
  id: "DAT011",
  name: "data-reaches-further",
  severity: "warning",
  waivable: false,
  reads: "change",
  clauses: ["PIS-7.1.1", "PIS-7.1.2", "PIS-7.1.3", "EPF-6.1.4"],
  summary: "A manifest that takes more fields of a class than before, or keeps them longer, is looked at again.",

  *check({ base, tree, asOf, deltas }) {
    const touched = new Set(deltas.map(({ path }) => path));
    const before = new Map(manifestsOf(base).map((manifest) => [manifest.id, manifest]));
    const states = lifecycles(base, asOf);
    const forbidden = forbiddenClasses(tree);
    const limit = tree.policy?.value.spec.retention.value;
    for (const manifest of manifestsOf(tree)) {
      const old = before.get(manifest.id);
      if (old === undefined || !touched.has(manifest.path)) continue;
      const state = states.get(manifest.id);
      // In any other stage nothing may grow at all, and LIF004 and LIF005 say so.
      if (state !== undefined && (state.suspended !== null || (state.stage ?? "active") !== "active")) continue;
      const { data } = manifest.value.spec;
      for (const difference of differences(manifestTerms(old), manifestTerms(manifest)))
        if (isMore(difference, limit) && !difference.after?.some((field) => hiddenClass(field, forbidden)))
          yield {
            path: manifest.path,
            at: `/spec/data/${data.findIndex((use) => use.class === difference.what)}/${difference.aspect}`,
            message: `${difference.what} reaches further, ${difference.aspect}: ${difference.detail}`,
            help: "Say in the pull request what it is needed for, and ask users again: what they approved was less.",
          };
    }
  },
});

/**
 * More of a class that was in use already. A class of its own takes a permission and an export a capability (DAT008,
 * DAT007), every field is DAT003's, and what is kept too long DAT004's; a forbidden class in the
 * clothes of a field is DAT001's.
 */
function isMore({ topic, change, aspect, after }: Difference, limit: string | undefined): boolean {
  if (topic !== "data" || change !== "widened" || after === null) return false;
  if (aspect === "fields") return !after.some(isUnbounded);
  return aspect === "retention" && (limit === undefined || !after.some((period) => mayOutlast(period, limit)));
}
