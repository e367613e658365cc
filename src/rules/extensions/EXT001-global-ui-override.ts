// The frame of the OS looks the same whoever extends it.

import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "EXT001",
  name: "global-ui-override",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-5.3.1", "PEP-6.3.2"],
  summary: "No extension overrides the global UI.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    const surface = specIn(facts).extension?.surfaces.indexOf("global-ui") ?? -1;
    if (surface >= 0)
      yield {
        at: `/spec/extension/surfaces/${surface}`,
        message: "an extension overrides the global UI",
        help: "No approval can allow it. Use a ui-component, which has a place of its own.",
      };
  },
});
