// Data leaves the platform only where the bodies said so, and the manifest says where to.

import { envelopeOf } from "../../gates/decision.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { rule } from "../rule.ts";
import { isTracking } from "./recipients.ts";

/** The capability that authorises an export (PIS-5.1.2). */
const capability = "export-tools";

export default rule({
  id: "DAT007",
  name: "unauthorised-export",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-6.2.2", "PIS-8.2.1"],
  summary: "Data is exported only by whom export-tools was granted, and whoever gets it is an export.",

  *check(model) {
    for (const { path, value, owner } of manifestsOf(model)) {
      const granted = envelopeOf(model, owner).capabilities.has(capability);
      for (const [index, use] of value.spec.data.entries()) {
        const at = `/spec/data/${index}`;
        if (use.export !== "none" && !granted)
          yield {
            path,
            at: `${at}/export`,
            message: `${use.class} is exported to ${use.export}, and ${owner} was not granted ${capability}`,
            help: `Write export: none, or ask for ${capability} with kwanus propose capability.`,
          };
        if (use.export !== "none") continue;
        // Tracking has no lawful form, and DAT006 says so.
        for (const [item, recipient] of (use.recipients ?? []).entries())
          if (!isTracking(recipient))
            yield {
              path,
              at: `${at}/recipients/${item}/id`,
              message: `${use.class} goes to ${recipient.id}, and export says none`,
              help: `Say under export where it goes; that takes the grant ${capability}.`,
            };
      }
    }
  },
});
