// Limits and the plain YAML profile: what cannot be read safely is not read.

import { rule } from "../rule.ts";

export default rule({
  id: "DOC010",
  name: "document-too-large-or-aliased",
  severity: "error",
  waivable: false,
  reads: "form",
  clauses: ["EPF-6.1.4"],
  summary: "A document keeps within the limits and uses no anchors, aliases, tags, merge keys or second document.",
});
