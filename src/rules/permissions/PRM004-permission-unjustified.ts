// A reason that only repeats the name of a permission is none.

import { answersNothing } from "../../model/answers.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "PRM004",
  name: "permission-unjustified",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["EPF-5.1.3", "PIS-6.1.3"],
  summary: "Every permission has a reason of its own.",
  kinds: ["Application", "Proposal", "Integration", "Component"],

  *check({ permissions }) {
    const given = new Map<string, string>();
    for (const { id, justification, entry } of permissions) {
      if (justification === null) continue;
      const reason = justification.trim();
      const twin = given.get(reason);
      const at = `${entry}/justification`;
      const help = "Say what it is needed for, and why nothing smaller would do.";
      if (answersNothing(reason) || repeatsName(id, reason))
        yield { at, message: `"${reason}" is no reason for ${id}`, help };
      else if (twin !== undefined && twin !== id)
        yield { at, message: `${id} has word for word the reason of ${twin}`, help };
      else given.set(reason, id);
    }
  },
});

const fillers = new Set(
  "a access allow allows an and app application be for have in integration is it must need needed needs of order our permission please required requires so that the this to use used uses want wants we with you your".split(
    " ",
  ),
);

/** True for a reason that has no words but those of the permission's id and those that every reason has. */
function repeatsName(id: string, reason: string): boolean {
  const names = new Set(words(id));
  return words(reason).every((word) => names.has(word) || fillers.has(word));
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
