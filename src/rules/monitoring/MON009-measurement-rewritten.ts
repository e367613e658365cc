// Evidence that can be rewritten is none.

import { kindAt } from "../../document/kinds.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "MON009",
  name: "measurement-rewritten",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4", "EPF-3.6.1", "EPF-3.6.2", "EPF-3.6.3"],
  summary: "A measurement that landed is never changed; another one corrects it.",

  *check({ base, tree, deltas }) {
    for (const { path, before, after } of deltas) {
      // That it is deleted is IDN007's, and what could not be read may be mended.
      if (before === null || after === null || kindAt(path) !== "Measurement") continue;
      const [was, is] = [base, tree].map(({ documents }) => documents.get(path));
      if (was?.shaped !== true || was.kind !== "Measurement" || specOf(was.value) === specOf(is?.value)) continue;
      yield {
        path,
        at: "/spec",
        part: "key",
        message: `this measurement has landed, and says something else now`,
        help: "Restore it, and measure again: kwanus new measurement --corrects ID.",
      };
    }
  },
});

function specOf(value: unknown): string {
  return JSON.stringify((value as { readonly spec?: unknown } | undefined)?.spec ?? null);
}
