// The list of rules, as text, Markdown, JSON and CSV.

import type { RuleLine } from "../views/rule-list.ts";
import { plural } from "./counts.ts";
import { csvTable } from "./csv.ts";
import { markdown } from "./escape.ts";
import { type Cell, type Layout, table } from "./table.ts";

/** Every rule with its summary below it, by family. */
export function rulesText(rules: readonly RuleLine[], layout: Layout): string {
  const { style } = layout;
  const families = [...new Set(rules.map(({ family }) => family))];
  const sections = families.map((family) => {
    const rows = rules
      .filter((rule) => rule.family === family)
      .flatMap(({ id, name, severity, summary }): (readonly Cell[])[] => [
        [id, [`${name}, ${severity}`, severity]],
        ["", summary],
      ]);
    return `${style.bold(family)}\n${table(rows, { ...layout, indent: 2 })}\n`;
  });
  return `${sections.join("")}${sum(rules, families)}\n`;
}

/** The same as one table. */
export function rulesMarkdown(rules: readonly RuleLine[]): string {
  const rows = rules.map(({ id, name, severity, family, summary, clauses }) =>
    [id, name, family, severity, markdown(summary), clauses.join(", ")].join(" | "),
  );
  return `| id | name | family | severity | what must be so | clauses |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |\n`).join("")}`;
}

/** The fields of a rule in JSON: published, so written one by one. */
export function ruleFields(rule: RuleLine): Readonly<Record<string, unknown>> {
  const { id, name, severity, family, summary, clauses } = rule;
  return { id, name, severity, family, summary, clauses: [...clauses] };
}

/** One record for each rule; clauses are separated by spaces. */
export function rulesCsv(rules: readonly RuleLine[]): string {
  return csvTable([
    ["id", "name", "family", "severity", "summary", "clauses"],
    ...rules.map(({ id, name, family, severity, summary, clauses }) => [
      id,
      name,
      family,
      severity,
      summary,
      clauses.join(" "),
    ]),
  ]);
}

function sum(rules: readonly RuleLine[], families: readonly string[]): string {
  return `${plural(rules.length, "rule")} in ${families.length === 1 ? "1 family" : `${families.length} families`}`;
}
