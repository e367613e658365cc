// The document conforms to the schema of its kind.

import { rule } from "../rule.ts";

export default rule({
  id: "DOC004",
  name: "shape",
  severity: "error",
  waivable: false,
  reads: "form",
  clauses: ["EPF-3.1.1", "PEP-2.1.1"],
  summary: "A document has every field its kind requires, each of the right form.",
});
