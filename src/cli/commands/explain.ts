// kwanus explain: the page of a rule, or a clause and where it lives; offline.

import { didYouMean } from "../../document/suggest.ts";
import { exits, Failure } from "../../failure.ts";
import { fold } from "../../reporters/fold.ts";
import { pageText } from "../../reporters/page.ts";
import { pageInShort } from "../../reporters/page-in-short.ts";
import { type Layout, table } from "../../reporters/table.ts";
import { clausePlace, clauseText, normativeClauses } from "../../rules/clauses.gen.ts";
import { allRules, ruleById } from "../../rules/registry.gen.ts";
import type { Command } from "../command.ts";
import { homesOf } from "../homes.ts";
import { readResource } from "../resources.ts";

interface Input {
  readonly what: string;
  readonly all: boolean;
}

export default {
  name: "explain",
  summary: "Explain a rule or a clause",
  arguments: [
    { name: "WHAT", description: "a rule (PRM002, permission-wildcard) or a clause (PIS-6.3.1)", required: true },
  ],
  options: [
    { flag: "--all", description: "of a rule, its whole page: everything that breaks it, keeps it, is none of it" },
  ],
  examples: [
    { command: "kwanus explain PRM002", what: "what it asks and why, an example, how to mend it" },
    { command: "kwanus explain PIS-6.3.1", what: "the words of a clause and where it lives" },
  ],

  async run({ what, all }, world) {
    const rule = ruleById.get(what.toUpperCase()) ?? allRules.find(({ name }) => name === what.toLowerCase());
    const layout = { style: world.style, columns: world.columns };
    if (rule !== undefined) {
      const whole = await readResource(`docs/rules/${rule.id}-${rule.name}.md`);
      const page = all ? whole : pageInShort(whole, rule.id);
      return { output: world.terminal ? pageText(page, layout, all) : page, exit: exits.holds };
    }
    const clause = what.toUpperCase();
    const words = clauseText.get(clause);
    if (words !== undefined) return { output: clausePage(clause, words, layout), exit: exits.holds };
    const known = [...allRules.flatMap(({ id, name }) => [id, name]), ...clauseText.keys()];
    throw new Failure(
      "usage",
      "unknown-word",
      `"${what}" is neither a rule nor a clause`,
      didYouMean(what, known) ?? rulesAbout(what),
    );
  },
} satisfies Command<Input>;

/** Rules with a word in their name, or where all of them are listed. */
function rulesAbout(word: string): string {
  const about = allRules.filter(
    ({ id, name }) => id.startsWith(word.toUpperCase()) || name.includes(word.toLowerCase()),
  );
  if (word.length < 3 || about.length === 0)
    return "kwanus rules lists all rules, kwanus rules --coverage all clauses.";
  const named = about.slice(0, 8).map(({ id, name }) => `${id} ${name}`);
  return `Rules about it: ${named.join(", ")}${about.length > 8 ? ", … (kwanus rules lists them all)" : ""}`;
}

function clausePage(id: string, words: string, layout: Layout): string {
  const homes = homesOf(id).flatMap(({ name, what, brokenBy }) => [
    [name, what],
    ["", `broken by ${brokenBy}`],
  ]);
  const none = normativeClauses.has(id)
    ? "Nothing in this version carries it out yet.\n"
    : "It obliges nobody: it is philosophy or summary.\n";
  const clause = fold(`${id}  "${words}"\n${clausePlace.get(id)}`, layout.columns, 2);
  return `${clause}\n\n${homes.length === 0 ? none : `Where it lives\n${table(homes, { ...layout, indent: 2 })}`}`;
}
