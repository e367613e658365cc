// Technical preparation and implementation have steps; a plan names every one, if only to say why it does not arise.

import { checklistsOf } from "../../model/checklists.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ROL006",
  name: "checklist-differs",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    "PEP-2.6.1",
    "PEP-2.6.2",
    "PEP-2.6.3",
    "PIP-2.2.1",
    "PIP-2.2.2",
    "PIP-2.2.3",
    "PIP-2.2.4",
    "PIP-2.3.1",
    "PIP-2.3.2",
    "PIP-2.3.3",
    "EIP-2.2.1",
    "EIP-2.2.2",
    "EIP-2.2.3",
    "EIP-2.2.4",
    "EIP-2.3.1",
    "EIP-2.3.2",
    "EIP-2.3.3",
    "EIP-4.1.1",
    "EIP-4.1.2",
    "EIP-4.1.3",
    "EIP-4.1.4",
    "EIP-4.2.1",
    "EIP-4.2.2",
  ],
  summary: "A plan has every step of preparation and implementation once, and none that belongs to something else.",

  *check(model) {
    for (const { path, value } of model.plans.values()) {
      const { subject } = value.spec;
      const whose = subject.includes("/") ? "a partner's integration" : "an ecosystem component";
      for (const [part, wanted] of Object.entries(checklistsOf(subject)) as [Part, readonly string[]][]) {
        const ids = value.spec[part].map(({ id }): string => id);
        const missing = wanted.filter((id) => !ids.includes(id));
        if (missing.length > 0)
          yield {
            path,
            at: `/spec/${part}`,
            part: "key",
            message: `${part} has no step ${missing.join(", ")}`,
            help: "Add it with its evidence, or with notApplicable and a reason.",
          };
        for (const [index, id] of ids.entries())
          if (!wanted.includes(id))
            yield {
              path,
              at: `/spec/${part}/${index}/id`,
              message: `${id} is no step in the ${part} of ${whose}`,
              help: `Its steps are ${wanted.join(", ")}.`,
            };
          else if (ids.indexOf(id) < index)
            yield {
              path,
              at: `/spec/${part}/${index}/id`,
              message: `${id} stands here twice`,
              help: "Put all of its evidence into one entry.",
            };
      }
    }
  },
});

type Part = "preparation" | "implementation";
