// The file can be read as one YAML document in UTF-8.

import { rule } from "../rule.ts";

export default rule({
  id: "DOC001",
  name: "yaml-syntax",
  severity: "error",
  waivable: false,
  reads: "form",
  clauses: ["EPF-6.1.4"],
  summary: "A document is one YAML mapping in UTF-8.",
});
