// A key that stands twice says two things; readers differ in which one they believe.

import { rule } from "../rule.ts";

export default rule({
  id: "DOC002",
  name: "duplicate-key",
  severity: "error",
  waivable: false,
  reads: "form",
  clauses: ["EPF-6.1.4"],
  summary: "A mapping holds each key once.",
});
