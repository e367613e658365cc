// The list that auditors check signatures with says what the roster says, and nothing else.

import { signersOf } from "../../model/keys.ts";
import { allowedSignersPath } from "../../model/model.ts";
import { rosters } from "../../model/proposed.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "POL011",
  name: "allowed-signers-differ",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-6.1.4", "EPF-9.1.2"],
  summary: "governance/allowed_signers lists exactly the keys of governance/people/.",

  *check(model) {
    if (model.policy === null) return;
    const inForce = signersOf(model.people, model.policy);
    for (const { people, policy, signers, owns } of rosters(model)) {
      const expected = signersOf(people, policy);
      // A proposal that leaves the roster alone is not asked about a list that was wrong before.
      const leavesItAlone = signers.path !== allowedSignersPath && expected === inForce;
      if (signers.text !== expected && !leavesItAlone && owns(signers.path))
        yield {
          path: signers.path,
          message: `${allowedSignersPath} does not list exactly the keys of governance/people/`,
          help: "kwanus person accept writes it anew; a governance proposal about people carries it.",
          // Where people, or the list itself, changed without a decision, the decision brings the list along.
          ...(signers.path === allowedSignersPath && {
            follows: [allowedSignersPath, ...[...people.values()].map((person) => person.path)].map((path) => ({
              rule: "POL002",
              path,
            })),
          }),
        };
    }
  },
});
