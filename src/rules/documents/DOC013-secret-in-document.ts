// A governance repository is read by everybody, so nothing in it may open anything.

import { rule } from "../rule.ts";

export default rule({
  id: "DOC013",
  name: "secret-in-document",
  severity: "error",
  waivable: false,
  reads: "form",
  clauses: ["EPF-3.5.1", "EPF-6.1.1", "PIS-8.1.1"],
  summary: "A document holds no private key, token, password or link with credentials.",
});
