// A key that can be broken proves nothing, on the roster as on a ballot.

import { readListedKey } from "../../model/keys.ts";
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
      for (const [index, listed] of value.spec.keys.entries()) {
        const parsed = readListedKey(listed, landing.tree, { minimumRsaBits });
        if (!parsed.ok)
          yield {
            path,
            at: `/spec/keys/${index}/key`,
            message: `this key does not count: ${parsed.reason}`,
            help:
              listed.type === "ssh"
                ? "ssh-keygen -t ed25519 makes one that does."
                : "gpg --quick-generate-key makes one that does; kwanus person accept lists it in the form that is read.",
          };
      }
  },
});
