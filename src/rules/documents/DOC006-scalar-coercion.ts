// What an author wrote is what kwanus reads: a version 1.10 is not the number 1.1.

import { rule } from "../rule.ts";

export default rule({
  id: "DOC006",
  name: "scalar-coercion",
  severity: "error",
  waivable: false,
  reads: "form",
  clauses: ["EPF-6.1.4"],
  summary: "Text that looks like a number or a truth value stands in quotes.",
});
