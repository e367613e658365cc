// What an integration uses it declares: nothing is granted by being called.

import { didYouMean, suggest } from "../../document/suggest.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM001",
  name: "implicit-permission",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-5.1.2", "EPF-5.2.1", "PIS-6.1.2", "PIS-6.3.2", "PIS-3.4.3", "PIS-4.2.2"],
  summary: "Every permission that a call, workflow or extension uses is declared.",
  kinds: ["Integration", "Component"],

  *check({ permissions }) {
    const declarations = permissions.filter((permission) => permission.declared);
    const declared = new Set(declarations.map(({ id }) => id));
    // A wildcard cannot be declared either: PRM002 names it.
    const implicit = permissions.filter(({ id, usedBy }) => usedBy !== null && !declared.has(id) && !id.includes("*"));
    // Whoever misspells this many did not misspell: each comparison takes time, and the text is a partner's.
    const comparable = new Set(implicit.map(({ id }) => id)).size <= mostSlips ? declarations : [];
    for (const { id, at, usedBy } of implicit)
      yield {
        at,
        message: `${usedBy} uses "${id}", which the manifest does not declare`,
        help: helpFor(
          id,
          comparable.map((one) => one.id),
        ),
        // It was meant to be declared, and that is told where it was: a wildcard, or a slip of the pen.
        follows: comparable
          .filter((one) => covers(one.id, id) || suggest(id, [one.id]) !== null)
          .map((one) => ({ rule: one.id.includes("*") ? "PRM002" : "PRM003", at: one.at })),
      };
  },
});

const mostSlips = 10;

function helpFor(id: string, declared: readonly string[]): string {
  const add = `Add ${id} to spec.permissions with justification, scope and review date.`;
  const meant = didYouMean(id, declared);
  return meant === null ? add : `${meant} Otherwise: ${add.charAt(0).toLowerCase()}${add.slice(1)}`;
}

/** `read:*` stands for `read:reports` in whoever's mind wrote it. */
function covers(wildcard: string, id: string): boolean {
  const [start = "", ...rest] = wildcard.split("*");
  return rest.length > 0 && id.startsWith(start) && id.endsWith(rest.at(-1) ?? "");
}
