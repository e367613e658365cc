// What the specification forbids or restricts as data stays so, whoever votes on the registry.

import type { DataClassRegistry } from "../../document/types.gen.ts";
import { isMoreOpen } from "../policy/specified.ts";
import { rule } from "../rule.ts";

/** What the specification says of classes of data, by the ids of the founding registry (PIS-7.2, PIS-7.3). */
const limits: readonly { readonly id: string; readonly access: Access; readonly clause: string }[] = [
  { id: "workflow-state", access: "restricted", clause: "PIS-7.2.1" },
  { id: "partner-stored-data", access: "restricted", clause: "PIS-7.2.2" },
  { id: "raw-report-text", access: "forbidden", clause: "PIS-7.3.1" },
  { id: "raw-parsed-items", access: "forbidden", clause: "PIS-7.3.2" },
  { id: "simulation-data", access: "forbidden", clause: "PIS-7.3.3" },
  { id: "intelligence-data", access: "forbidden", clause: "PIS-7.3.4" },
];

type Access = DataClassRegistry["spec"]["classes"][number]["access"];

export default rule({
  id: "DAT010",
  name: "class-opened",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIS-7.2.1", "PIS-7.2.2", "PIS-7.3.1", "PIS-7.3.2", "PIS-7.3.3", "PIS-7.3.4", "EPF-4.3.2", "PEP-6.3.1"],
  summary: "The registry of data classes lists what the specification forbids and restricts, and as no less.",
  kinds: ["DataClassRegistry"],

  *check({ document }) {
    const { classes } = (document.value as DataClassRegistry).spec;
    for (const { id, access, clause } of limits) {
      const index = classes.findIndex((entry) => entry.id === id);
      const found = classes[index];
      if (found === undefined)
        yield {
          at: "/spec/classes",
          part: "key",
          message: `${id} is not listed, and it is ${access} (${clause})`,
          help: "List it: under another name rules would not know it again.",
        };
      else if (isMoreOpen(found.access, access))
        yield {
          at: `/spec/classes/${index}/access`,
          message: `${id} would be ${found.access}, and the specification says ${access} (${clause})`,
          help: `Write access: ${access}; no vote can allow more.`,
        };
    }
  },
});
