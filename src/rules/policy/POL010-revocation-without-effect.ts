// A revocation that does not count must not look as if it did.

import { authorityOf } from "../../model/authority.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "POL010",
  name: "revocation-without-effect",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-9.1.2", "EPF-6.1.4"],
  summary: "A revocation is signed by the key's owner or by a member of SCO, and names a key of that person.",

  *check(model) {
    for (const { statement, refusal } of authorityOf(model)?.revocations ?? [])
      if (refusal !== null)
        yield {
          path: statement.path,
          message: `this revocation has no effect: ${refusal}`,
          help: "Let the key's owner or a member of SCO sign it again under the next number.",
        };
  },
});
