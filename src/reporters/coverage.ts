// Where every clause lives, as text, Markdown, JSON and CSV.

import type { ClauseLine, Count, CoverageView } from "../views/coverage.ts";
import { csvTable } from "./csv.ts";
import { markdown, markdownCode } from "./escape.ts";
import { fold } from "./fold.ts";
import { type Cell, type Layout, table } from "./table.ts";

/** Counts by document and section, then a line for each clause, then the sum. */
export function coverageText({ counts, clauses, total }: CoverageView, layout: Layout): string {
  const countRows = counts.map((count): readonly Cell[] => {
    const words = [count.id, ofWords(count), count.title];
    return isDocument(count) ? words.map((word): Cell => [word, "bold"]) : words;
  });
  const clauseRows = clauses.map((clause): readonly Cell[] => {
    const words = `${clause.text}: ${homesInWords(clause)}`;
    return [clause.id, clause.homes.length > 0 ? words : [words, "warning"]];
  });
  const lines = clauseRows.length > 0 ? table(clauseRows, layout) : "every one of them has a home\n";
  return `${table(countRows, layout)}\n${lines}\n${fold(breakers, layout.columns)}\n\n${coverageSum(total)}\n`;
}

const breakers =
  "Every home is broken once, and that must show: a rule by its page in docs/rules, a field and an entry of the policy by test/homes.test.ts, a step of a gate by test/gates/steps.test.ts, a report by its page in test/cli. kwanus explain CLAUSE names them one by one.";

/** The same as two tables. */
export function coverageMarkdown({ counts, clauses, total }: CoverageView): string {
  const countRows = counts.map((count) => {
    const words = [count.id, markdown(count.title), ofWords(count)];
    return `| ${(isDocument(count) ? words.map((word) => `**${word}**`) : words).join(" | ")} |`;
  });
  const clauseRows = clauses.map(({ id, text, homes }) => {
    const places = homes.map(({ name }) => markdownCode(name));
    return `| ${id} | ${markdown(text)} | ${places.join(", ") || "**none yet**"} |`;
  });
  return [
    ...["| | | with a home |", "| --- | --- | --- |", ...countRows, ""],
    ...["| clause | words | homes |", "| --- | --- | --- |", ...clauseRows, ""],
    `${coverageSum(total)}\n`,
  ].join("\n");
}

/** The fields in JSON: published, so written one by one. */
export function coverageFields({ counts, clauses, total }: CoverageView): Readonly<Record<string, unknown>> {
  return {
    normative: total.normative,
    withHome: total.withHome,
    counts: counts.map(({ id, title, normative, withHome }) => ({ id, title, normative, withHome })),
    clauses: clauses.map(({ id, text, document, section, homes }) => ({
      id,
      text,
      document,
      section,
      homes: homes.map(({ by, name, what, brokenBy }) => ({ by, name, what, brokenBy })),
    })),
  };
}

/** One record for each clause; homes are separated by semicolons. */
export function coverageCsv({ clauses }: CoverageView): string {
  return csvTable([
    ["clause", "document", "section", "text", "homes", "broken by"],
    ...clauses.map(({ id, document, section, text, homes }) => [
      id,
      document,
      section,
      text,
      homes.map(({ name }) => name).join("; "),
      [...new Set(homes.map(({ brokenBy }) => brokenBy))].join("; "),
    ]),
  ]);
}

function coverageSum({ withHome, normative }: CoverageView["total"]): string {
  return `${withHome} of ${normative} normative clauses have a home`;
}

function ofWords({ withHome, normative }: Count): string {
  return `${withHome} of ${normative}`;
}

function isDocument({ id }: Count): boolean {
  return !id.includes("-");
}

function homesInWords({ homes }: ClauseLine): string {
  return homes.map(({ name }) => name).join(", ") || "none yet";
}
