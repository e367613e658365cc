// A date is a day that exists.

import { rule } from "../rule.ts";

export default rule({
  id: "DOC007",
  name: "impossible-date",
  severity: "error",
  waivable: false,
  reads: "form",
  clauses: ["EPF-6.1.4"],
  summary: "A date is a day of the calendar.",
});
