// Nobody signs off what nobody has looked at.

import { inWords } from "../../gates/sign-off.ts";
import type { CheckpointName } from "../../model/checkpoints.ts";
import { rule } from "../rule.ts";
import { signedOffWithout } from "./signed-off.ts";

/** By the last two numbers of the clause, which both playbooks have in common. */
const clauseOf: { readonly [name in CheckpointName]: string } = {
  "compatibility-validation": "2.4.1",
  "security-validation": "2.4.2",
  "workflow-validation": "2.4.3",
  "performance-validation": "2.4.3",
  "governance-validation": "2.4.4",
  "compatibility-review": "5.1.1",
  "permission-review": "5.1.2",
  "security-review": "5.1.3",
  "workflow-review": "5.1.4",
  "lifecycle-review": "5.1.4",
  "sustainability-review": "5.1.5",
};

const numbers = [...new Set(Object.values(clauseOf))].sort();

export default rule({
  id: "CHK001",
  name: "checkpoint-missing",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PIP", "EIP"].flatMap((playbook) => numbers.map((number) => `${playbook}-${number}`)),
  summary: "A version that is signed off has had every review and every validation of its playbook.",

  *check(landing) {
    for (const { release, lacks } of signedOffWithout(landing)) {
      const { subject, version } = release.value.spec;
      const missing = lacks.flatMap(({ what, checkpoint }) =>
        what === "missing" && checkpoint !== null ? [checkpoint] : [],
      );
      const playbook = subject.includes("/") ? "PIP" : "EIP";
      if (missing[0] !== undefined)
        yield {
          path: release.path,
          at: "/spec/version",
          message: `${subject} ${version} is signed off and has had no ${missing.map(inWords).join(", ")}`,
          help: `kwanus new checkpoint --subject ${subject} --checkpoint ${missing[0]}`,
          clauses: missing.map((name) => `${playbook}-${clauseOf[name]}`),
        };
    }
  },
});
