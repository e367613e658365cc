// An operation that does not say who may call it, and for what, can be called by everybody for anything.

import { unsecured } from "../../contract/secured.ts";
import { registered } from "../../model/present-names.ts";
import { rule } from "../rule.ts";
import { inside, soundContracts } from "./contracts.ts";

export default rule({
  id: "API012",
  name: "operation-unsecured",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-2.1.2", "PIS-3.4.3", "EPF-5.1.2"],
  summary: "Every operation of a contract says how callers are known, and names permissions of the registry.",

  *check(model) {
    const known = new Set(registered(model).keys());
    const reported = new Set<string>();
    for (const { path, contract } of soundContracts(model)) yield* inside(path, unsecured(contract, known), reported);
  },
});
