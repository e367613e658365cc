// kwanus rules: every rule there is, and where every clause of the specification lives; offline.

import { kinds } from "../../document/kinds.ts";
import { didYouMean } from "../../document/suggest.ts";
import { exits, Failure } from "../../failure.ts";
import { coverageCsv, coverageFields, coverageMarkdown, coverageText } from "../../reporters/coverage.ts";
import { envelope } from "../../reporters/envelope.ts";
import { ruleFields, rulesCsv, rulesMarkdown, rulesText } from "../../reporters/rule-list.ts";
import { clauseText } from "../../rules/clauses.gen.ts";
import { allRules, families } from "../../rules/registry.gen.ts";
import type { Rule } from "../../rules/rule.ts";
import { coverageOf } from "../../views/coverage.ts";
import { type RuleLine, rulesMatching } from "../../views/rule-list.ts";
import type { Command, Outcome } from "../command.ts";
import { clauseLines } from "../homes.ts";
import { oneOf } from "../one-of.ts";
import { formatOption, render } from "../outputs.ts";
import type { World } from "../world.ts";

interface Input {
  readonly family?: string;
  readonly kind?: string;
  readonly clause?: string;
  readonly coverage?: boolean;
  readonly section?: string;
  readonly missing?: boolean;
  readonly format: readonly string[];
}

export default {
  name: "rules",
  summary: "List the rules, or where every clause lives",
  description:
    "A clause lives where something carries it out: a rule, a field a schema insists on, a step of a gate, an entry of the policy, a report.",
  options: [
    { flag: "--family", value: "FAMILY", description: "only rules of one family, for example PRM" },
    { flag: "--kind", value: "KIND", description: "only rules that judge single documents of this kind" },
    { flag: "--clause", value: "CLAUSE", description: "only rules that stand on this clause" },
    { flag: "--coverage", description: "list the normative clauses with their homes instead" },
    { flag: "--section", value: "SECTION", description: "with --coverage: only PIS, PIS-6 or PIS-6.3" },
    { flag: "--missing", description: "with --coverage: only clauses without a home" },
    formatOption(["text", "markdown", "json", "csv"]),
  ],
  examples: [
    { command: "kwanus rules --family PRM", what: "the rules about permissions" },
    { command: "kwanus rules --coverage --section PIS --missing", what: "what nothing carries out yet" },
  ],

  run(input, world) {
    const narrowing = ["family", "kind", "clause"] as const;
    const wanted = input.coverage ? narrowing : (["section", "missing"] as const);
    const stray = wanted.find((option) => input[option]);
    if (stray !== undefined)
      throw new Failure(
        "usage",
        "option-without-effect",
        `--${stray} has no effect ${input.coverage ? "on" : "without"} --coverage`,
        input.coverage ? "Narrow the clauses with --section and --missing." : "Add --coverage.",
      );
    return input.coverage ? coverage(input, world) : list(input, world);
  },
} satisfies Command<Input>;

function list({ family, kind, clause, format }: Input, { style, columns }: World): Outcome {
  const filter = {
    family: family === undefined ? null : oneOf(family.toUpperCase(), [...families.keys()], "family"),
    kind: kind === undefined ? null : oneOf(kind, kinds, "kind"),
    clause: clause === undefined ? null : known(clause, clauseText.keys(), "clause"),
  };
  const rules = rulesMatching(allRules.map(lineOf), filter);
  const rendered = render(format, {
    text: () => rulesText(rules, { style, columns }),
    markdown: () => rulesMarkdown(rules),
    json: () => envelope("rules", { rules: rules.map(ruleFields) }),
    csv: () => rulesCsv(rules),
  });
  return { ...rendered, exit: exits.holds };
}

function lineOf(rule: Rule): RuleLine {
  const { id, name, severity, summary, clauses } = rule;
  const kinds = rule.reads === "document" ? rule.kinds : rule.reads === "form" ? "all" : [];
  return { id, name, severity, family: families.get(id.slice(0, 3)) ?? "", summary, clauses, kinds };
}

function coverage({ section, missing = false, format }: Input, { style, columns }: World): Outcome {
  const lines = clauseLines();
  const sections = lines.flatMap(({ id }) => [id.split("-")[0] ?? "", ...prefixes(id)]);
  const wanted = section === undefined ? null : known(section, new Set(sections), "section with normative clauses");
  const view = coverageOf(lines, { section: wanted, missing });
  const rendered = render(format, {
    text: () => coverageText(view, { style, columns }),
    markdown: () => coverageMarkdown(view),
    json: () => envelope("coverage", coverageFields(view)),
    csv: () => coverageCsv(view),
  });
  return { ...rendered, exit: exits.holds };
}

/** `EPF-3.1.2` as `EPF-3`, `EPF-3.1`, `EPF-3.1.2`. */
function prefixes(id: string): string[] {
  const numbers = id.split(".");
  return numbers.map((_, at) => numbers.slice(0, at + 1).join("."));
}

/** The word in capitals, where it is one of many. */
function known(word: string, words: Iterable<string>, what: string): string {
  const all = new Set(words);
  const meant = word.toUpperCase();
  if (all.has(meant)) return meant;
  const help = didYouMean(meant, all) ?? "kwanus rules --coverage lists them.";
  throw new Failure("usage", "unknown-word", `"${word}" is no ${what}`, help);
}
