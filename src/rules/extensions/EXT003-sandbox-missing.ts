// Code of others runs where it can reach nothing it was not given.

import { specIn } from "../../model/manifests.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "EXT003",
  name: "sandbox-missing",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-5.4.4", "PIP-7.1.2", "EIP-7.1.2"],
  summary: "An extension runs in the sandbox.",
  kinds: ["Integration", "Component"],

  *check(facts) {
    if (specIn(facts).extension?.sandbox === "none")
      yield {
        at: "/spec/extension/sandbox",
        message: "the extension runs outside the sandbox",
        help: "Write sandbox: strict, and ask for a permission for what it cannot reach then.",
      };
  },
});
