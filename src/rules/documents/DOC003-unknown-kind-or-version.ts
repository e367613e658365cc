// kwanus knows the document's kind and the version of its envelope.

import { rule } from "../rule.ts";

export default rule({
  id: "DOC003",
  name: "unknown-kind-or-version",
  severity: "error",
  waivable: false,
  reads: "form",
  clauses: ["EPF-5.1.2"],
  summary: "A document names a kind and an apiVersion that kwanus knows.",
});
