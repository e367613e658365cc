// Two sides changed one file; only a person can say what it should hold.

import { rule } from "../rule.ts";

export default rule({
  id: "POL007",
  name: "changed-on-both-sides",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4"],
  summary: "A landing does not overwrite what the protected branch changed meanwhile.",

  *check({ bothSides }) {
    for (const path of bothSides)
      yield {
        path,
        message: "the protected branch and this branch both changed this file since they parted",
        help: "Update your branch (git merge or git rebase) and resolve it. If both took one number, give your subject the next.",
      };
  },
});
