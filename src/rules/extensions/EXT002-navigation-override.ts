// Ways through the OS belong to the OS.

import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "EXT002",
  name: "navigation-override",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-5.3.2"],
  summary: "No extension overrides navigation.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    const surface = specIn(facts).extension?.surfaces.indexOf("navigation") ?? -1;
    if (surface >= 0)
      yield {
        at: `/spec/extension/surfaces/${surface}`,
        message: "an extension overrides navigation",
        help: "No approval can allow it. Use a ui-component, which has a place of its own.",
      };
  },
});
