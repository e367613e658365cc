// A key that can be broken proves nothing, on the roster as on a ballot.

import { parsePublicKey } from "../../trust/ssh-key.ts";
import { rule } from "../rule.ts";
import { refusedBallots } from "./refused-ballots.ts";

export default rule({
  id: "BAL013",
  name: "weak-key",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.1", "PIS-8.1.1"],
  summary: "Keys are of a kind and length that hold; the policy says how long RSA must be.",

  *check(landing) {
    yield* refusedBallots(landing, "BAL013");
    const { people, policy } = landing.tree;
    const minimumRsaBits = policy?.value.spec.minimumRsaBits.value ?? 3072;
    for (const { path, value } of people.values())
      for (const [index, { type, key }] of value.spec.keys.entries()) {
        const parsed = type === "ssh" ? parsePublicKey(key, { minimumRsaBits }) : null;
        if (parsed === null)
          yield {
            path,
            at: `/spec/keys/${index}/type`,
            message: "this version of kwanus cannot check OpenPGP keys, so this one does not count",
            help: "List an SSH key.",
          };
        else if (!parsed.ok)
          yield {
            path,
            at: `/spec/keys/${index}/key`,
            message: `this key does not count: ${parsed.reason}`,
            help: "ssh-keygen -t ed25519 makes one that does.",
          };
      }
  },
});
