// One landing, one matter: what is judged together is decided by the same people.

import { zonesOf } from "../../landing/landing.ts";
import { governed } from "../../model/places.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "POL006",
  name: "several-zones",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-9.1.4", "PEP-3.4.1"],
  summary:
    "A landing stays within one zone: one partner, one component, one governance proposal, or one person's statements.",

  *check(landing) {
    // What may stand beside a Repair is its own rule's business.
    if (landing.repair !== null) return;
    const zones = zonesOf(landing);
    const [first, second] = zones;
    if (first !== undefined && second !== undefined)
      yield {
        path: second.path,
        message: `this landing changes ${zones.map(({ zone }) => (zone === governed ? "governed paths" : zone)).join(" and ")} at once`,
        help: "Make a pull request of each.",
      };
  },
});
