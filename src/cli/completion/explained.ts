// What `kwanus explain` takes: rules by id, and by name or clause once somebody begins to type one.

import { clauseText } from "../../rules/clauses.gen.ts";
import type { Candidate } from "./complete.ts";
import { ruleWords } from "./words.gen.ts";

/** All that may be meant; six hundred clauses at once would say nothing. */
export function explained(current: string): Candidate[] {
  const ids = ruleWords.map(([id, name]) => ({ value: id, about: name }));
  if (current === "") return ids;
  const names = ruleWords.map(([id, name]) => ({ value: name, about: id }));
  return [...ids, ...names, ...[...clauseText].map(([value, about]) => ({ value, about }))];
}

/** What rules are chosen by: the clauses they may stand on, or their families. */
export function ofRules(by: string): Candidate[] {
  if (by === "CLAUSE") return [...clauseText].map(([value, about]) => ({ value, about }));
  const families = new Set(ruleWords.map(([id]) => id.slice(0, 3)));
  return [...families].map((value) => ({ value, about: "" }));
}
