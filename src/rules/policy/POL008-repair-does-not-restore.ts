// A landing that should not have been is undone by the bytes that were there before it, and by nothing else.

import { rule } from "../rule.ts";

export default rule({
  id: "POL008",
  name: "repair-does-not-restore",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4", "PEP-3.4.1"],
  summary:
    "A Repair undoes one landing that verify refuses: it restores what its first parent held, and does nothing else.",

  *check({ repair }) {
    if (repair !== null && repair.fault !== null)
      yield {
        path: repair.path,
        message: `this repairs nothing: ${repair.fault.message}`,
        help: repair.fault.help,
      };
  },
});
