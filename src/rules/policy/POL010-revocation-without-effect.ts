// Only who may take a key back takes one back.

import { judgeRevocations } from "../../model/keys.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "POL010",
  name: "revocation-without-effect",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-9.1.2", "EPF-6.1.4"],
  summary: "A revocation is signed by the key's owner or by a member of SCO, and names a key of that person.",

  *check({ authority, tree, deltas }) {
    if (authority === null) return;
    const touched = new Set(deltas.map(({ path }) => path));
    const landing = tree.revocations.filter(({ path }) => touched.has(path) || touched.has(`${path}.sig`));
    for (const { statement, refusal } of judgeRevocations(landing, authority))
      if (refusal !== null)
        yield {
          path: statement.path,
          message: `this revocation has no effect: ${refusal}`,
          help: "Let the key's owner or a member of SCO sign it again under the next number.",
        };
  },
});
