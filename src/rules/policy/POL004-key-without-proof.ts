// Whoever lists a key shows that they hold it: otherwise a victim's key could be listed as one's own.

import { authorityOf } from "../../model/authority.ts";
import { readListedKey } from "../../model/keys.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "POL004",
  name: "key-without-proof",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-6.1.4", "EPF-9.1.2"],
  summary: "Every listed key has a proof that its owner holds it, signed by the key itself.",

  *check(model) {
    const authority = authorityOf(model);
    if (authority === null) return;
    const minimumRsaBits = authority.policy.minimumRsaBits.value;
    for (const [person, { path, value }] of model.people)
      for (const [index, listed] of value.spec.keys.entries()) {
        const parsed = readListedKey(listed, model, { minimumRsaBits });
        if (!parsed.ok) continue;
        const known = authority.keys.get(parsed.key.fingerprint);
        if (known?.state === "unproven" && known.person === person)
          yield {
            path,
            at: `/spec/keys/${index}/key`,
            message: `${person} has not proven to hold ${parsed.key.fingerprint}`,
            help: `${person} runs: kwanus person accept ${person}`,
          };
      }
  },
});
