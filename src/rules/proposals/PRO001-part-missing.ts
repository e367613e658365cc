// A subject is its document and its risk assessment; bodies cannot judge half of one.

import { isClosed } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRO001",
  name: "part-missing",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-3.3.1", "PEP-2.3.1", "PEP-11.1.1"],
  summary: "A subject's folder holds its document and, where it asks for something, its risk assessment.",

  *check({ subjects, documents }) {
    for (const subject of subjects.values()) {
      if (isClosed(subject)) continue;
      const risk = `${subject.directory}/risk.yaml`;
      if (!documents.has(subject.path))
        yield {
          path: subject.path,
          message: `${subject.id} has files but no ${subject.kind.toLowerCase()}.yaml`,
          help: `Add ${subject.path}, or remove the folder if it has not landed.`,
        };
      else if (
        subject.directory.startsWith("partners/") &&
        !documents.has(`partners/${subject.namespace}/partner.yaml`)
      )
        yield {
          path: subject.path,
          message: `${subject.namespace} has no partner.yaml, so nobody can tell who asks`,
          help: `Add partners/${subject.namespace}/partner.yaml; kwanus propose application writes it for a new partner.`,
        };
      else if ((subject.kind === "Application" || subject.kind === "Proposal") && !documents.has(risk))
        yield {
          path: subject.path,
          message: `${subject.id} has no risk assessment`,
          help: `Add ${risk}: risks by category with mitigation and fallback, or the reason why there is none.`,
        };
    }
  },
});
