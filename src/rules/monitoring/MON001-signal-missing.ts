// What runs is watched, layer by layer.

import type { MonitoringPlan } from "../../document/types.gen.ts";
import { type Manifest, manifestsOf } from "../../model/manifests.ts";
import { signalWords } from "../../model/measurements.ts";
import { monitoredIn, planOf } from "../../model/monitoring.ts";
import { manifestFolder } from "../../model/places.ts";
import { releasesOf } from "../../model/releases.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "MON001",
  name: "signal-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    ...["EPF-3.6.1", "EPF-3.6.2", "EPF-3.6.3", "EPF-7.1.1", "EPF-7.1.2", "EPF-7.1.3"],
    ...["PIS-9.1.1", "PIS-9.1.2", "PIS-9.1.3", "PIS-9.1.4"],
    ...["PIP-2.6.1", "PIP-2.6.2", "PIP-2.6.3", "EIP-2.6.1", "EIP-2.6.2", "EIP-2.6.3"],
    ...["PIP-10.1.1", "PIP-10.1.2", "PIP-10.1.3", "PIP-10.1.4"],
    ...["EIP-10.1.1", "EIP-10.1.2", "EIP-10.1.3", "EIP-10.1.4", "EIP-10.1.5"],
  ],
  summary: "What is released has a monitoring plan, and the plan watches every API, permission, workflow and surface.",

  *check(model) {
    for (const manifest of manifestsOf(model)) {
      const file = `${manifestFolder(manifest.id)}/monitoring.yaml`;
      const plan = planOf(manifest.id, model);
      if (plan !== null)
        for (const { signal, of } of unwatched(manifest, plan.value))
          yield {
            path: plan.path,
            at: "/spec/signals",
            message: `nothing watches the ${signalWords[signal]} of ${of}, which ${manifest.id} uses`,
            help: `Add a signal: { signal: ${signal}, of: [${of}], … }, or ${of} to the one there is.`,
          };
      // A plan whose shape does not hold has its own finding.
      else if (!model.documents.has(file) && releasesOf(model, manifest.id).length > 0)
        yield {
          path: manifest.path,
          message: `${manifest.id} is released, and nothing watches it: there is no ${file}`,
          help: `Write one: kwanus new monitoring --subject ${manifest.id}`,
          // Whoever restores what was deleted has one.
          follows: [{ rule: "IDN007", path: file }],
        };
    }
  },
});

function unwatched(manifest: Manifest, { spec }: MonitoringPlan): ReturnType<typeof monitoredIn> {
  return monitoredIn(manifest).filter(
    ({ signal, of }) => !spec.signals.some((planned) => planned.signal === signal && planned.of.includes(of)),
  );
}
