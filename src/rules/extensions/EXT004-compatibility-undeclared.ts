// A surface changes; whoever shows something in it says what it needs of it.

import { answersNothing } from "../../model/answers.ts";
import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "EXT004",
  name: "compatibility-undeclared",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-5.4.3"],
  summary: "An extension names its surfaces and says what it asks of them.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    const { extension } = specIn(facts);
    if (extension === undefined) return;
    const { surfaces, compatibility } = extension;
    if (surfaces.length === 0)
      yield {
        at: "/spec/extension/surfaces",
        part: "key",
        message: "the extension names no surface",
        help: "Name where it shows: ui-component, export-tool or data-processor; or remove the extension.",
      };
    if (answersNothing(compatibility))
      yield {
        at: "/spec/extension/compatibility",
        message: `"${compatibility.trim()}" does not say what the extension asks of its surface`,
        help: "Say which sizes, versions and modes it works with.",
      };
  },
});
