// Some fields are promises: signatures and decisions rest on them.

import { rule } from "../rule.ts";

export default rule({
  id: "IDN006",
  name: "immutable-field-changed",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4"],
  summary: "The repository id never changes, and a subject stays what it was filed as.",

  *check({ base, tree }) {
    const before = base.policy?.value.spec.repo;
    const after = tree.policy?.value.spec.repo;
    if (before !== undefined && after !== undefined && before !== after)
      yield {
        path: "governance/policy.yaml",
        at: "/spec/repo",
        message: `the repository id changes from ${before}`,
        help: "Every signature names it. Keep it.",
      };
    for (const subject of tree.subjects.values()) {
      const filed = base.subjects.get(subject.id)?.proposal?.value.spec.category;
      const now = subject.proposal?.value.spec.category;
      if (filed !== undefined && now !== undefined && filed !== now)
        yield {
          path: subject.path,
          at: "/spec/category",
          message: `${subject.id} was filed as "${filed}"`,
          help: `Withdraw it and file a new one with supersedes: ${subject.id}.`,
        };
    }
  },
});
