// What a reviewer sees is what is there: nothing invisible, nothing that reorders text.

import { rule } from "../rule.ts";

export default rule({
  id: "DOC012",
  name: "hidden-characters",
  severity: "error",
  waivable: false,
  reads: "form",
  clauses: ["EPF-6.1.4"],
  summary: "A document holds no control, bidirectional or zero-width characters.",
});
