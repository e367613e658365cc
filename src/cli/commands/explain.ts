// kwanus explain: the page of a rule, or a clause with the rules that stand on it; offline.

import { didYouMean } from "../../document/suggest.ts";
import { exits, Failure } from "../../failure.ts";
import { fold } from "../../reporters/fold.ts";
import { pageText } from "../../reporters/page.ts";
import { type Layout, table } from "../../reporters/table.ts";
import { clausePlace, clauseText } from "../../rules/clauses.gen.ts";
import { allRules, ruleById } from "../../rules/registry.gen.ts";
import type { Command } from "../command.ts";
import { readResource } from "../resources.ts";

interface Input {
  readonly what: string;
}

export default {
  name: "explain",
  summary: "Explain a rule or a clause",
  arguments: [
    { name: "WHAT", description: "a rule (PRM002, permission-wildcard) or a clause (PIS-6.3.1)", required: true },
  ],
  examples: [
    { command: "kwanus explain PRM002", what: "why, what breaks it, what keeps it" },
    { command: "kwanus explain PIS-6.3.1", what: "the words of a clause and where it is enforced" },
  ],

  async run({ what }, world) {
    const rule = ruleById.get(what.toUpperCase()) ?? allRules.find(({ name }) => name === what.toLowerCase());
    const layout = { style: world.style, columns: world.columns };
    if (rule !== undefined) {
      const page = await readResource(`docs/rules/${rule.id}-${rule.name}.md`);
      return { output: world.terminal ? pageText(page, layout) : page, exit: exits.holds };
    }
    const clause = what.toUpperCase();
    const words = clauseText.get(clause);
    if (words !== undefined) return { output: clausePage(clause, words, layout), exit: exits.holds };
    const known = [...allRules.flatMap(({ id, name }) => [id, name]), ...clauseText.keys()];
    throw new Failure(
      "usage",
      "unknown-word",
      `"${what}" is neither a rule nor a clause`,
      didYouMean(what, known) ?? `rules: ${allRules.map(({ id }) => id).join(" ")}`,
    );
  },
} satisfies Command<Input>;

function clausePage(id: string, words: string, layout: Layout): string {
  const rules = allRules.filter(({ clauses }) => clauses.includes(id));
  const list = table(
    rules.map((rule) => [rule.id, `${rule.name}: ${rule.summary}`]),
    { ...layout, indent: 2 },
  );
  const clause = fold(`${id}  "${words}"\n${clausePlace.get(id)}`, layout.columns, 2);
  return `${clause}\n\n${list === "" ? "No rule of this version stands on it.\n" : `Enforced by\n${list}`}`;
}
