// Integrations of partners and ecosystem components have a playbook each, and the two ask for different checkpoints.

import { checkpointsFor } from "../../model/checkpoints.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CHK007",
  name: "checkpoint-of-the-other-playbook",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-5.1.4", "PIP-2.4.3", "EIP-5.1.4", "EIP-2.4.3"],
  summary:
    "An integration has the workflow review and validation, a component the lifecycle review and the performance validation.",

  *check({ checkpoints }) {
    for (const { path, value } of checkpoints.values()) {
      const { subject, checkpoint } = value.spec;
      const known = checkpointsFor(subject);
      if (known.includes(checkpoint)) continue;
      const sort = subject.includes("/") ? "an integration" : "a component";
      yield {
        path,
        at: "/spec/checkpoint",
        message: `${sort} has no ${checkpoint.replace("-", " ")}`,
        help: `It has ${known.join(", ")}.`,
      };
    }
  },
});
