// Whoever reviews must have nothing to gain from what they find.

import type { Review } from "../../document/types.gen.ts";
import { authorityOf } from "../../model/authority.ts";
import type { Held } from "../../model/model.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "REV005",
  name: "reviewer-not-independent",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-11.2.2", "PIP-12.2.2", "PEP-13.2.4"],
  summary: "Who holds a review sits in a body, and does not work for what is reviewed, on the day the review lands.",

  *check({ base, tree, authority }) {
    // Before there is a base the head founds itself.
    const office = authority ?? authorityOf(tree);
    if (office === null) return;
    for (const [id, review] of tree.reviews) {
      const before = new Set(base.reviews.get(id)?.value.spec.reviewers);
      for (const [index, person] of review.value.spec.reviewers.entries()) {
        // That there is no such person is IDN004's.
        if (before.has(person) || !tree.people.has(person)) continue;
        const [owner = ""] = review.value.spec.subject.split("/");
        if (office.affiliations.get(person)?.includes(owner)) yield defectOf(review, index, `works for ${owner}`);
        else if (!office.seats.has(person)) yield defectOf(review, index, "sits in no body");
      }
    }
  },
});

function defectOf({ path, value: { spec } }: Held<Review>, index: number, why: string): Defect {
  return {
    path,
    at: `/spec/reviewers/${index}`,
    message: `${spec.reviewers[index]} ${why}, so they cannot review ${spec.subject}`,
    help: "Let somebody hold it who sits in a body and is not affiliated; who was merely present belongs into the outcomes.",
  };
}
