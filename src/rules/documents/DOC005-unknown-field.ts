// No field that nothing reads: it would promise something nobody checks.

import { rule } from "../rule.ts";

export default rule({
  id: "DOC005",
  name: "unknown-field",
  severity: "error",
  waivable: false,
  reads: "form",
  clauses: ["EPF-5.1.2"],
  summary: "A document has only the fields of its kind; labels and annotations hold other people's.",
});
