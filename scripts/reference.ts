// The reference pages, from the same data the program runs on.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "../src/cli/command.ts";
import type { Registry } from "../src/cli/registry.ts";
import { exits } from "../src/failure.ts";
import { allRules } from "../src/rules/registry.gen.ts";
import type { Rule } from "../src/rules/rule.ts";
import { type ClauseLine, coverageOf, type Home } from "../src/views/coverage.ts";

const written = "Written by `npm run generate`; do not edit.\n";

/** docs/reference/rules.md */
export function rulesPage(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, name, severity, reads, waivable, clauses, summary }) =>
      `| [${id}](../rules/${id}-${name}.md) | ${name} | ${severity}${waivable ? "" : ", never waivable"} | ${reads} | ${summary} | ${clauses.join(", ")} |`,
  );
  return `# Rules

${written}
\`kwanus explain ID\` prints a rule's page. *Reads* says what a rule looks at: the form of one file, one document, the repository, or
the change a landing makes.

| id | name | severity | reads | what must be so | clauses |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}

/** docs/reference/commands.md */
export async function commandsPage(registry: Registry): Promise<string> {
  const sections: string[] = [];
  for (const { load } of registry.values()) sections.push(...commandSections((await load()).default, "kwanus"));
  return `# Commands

${written}
Every command takes \`-C DIR\`, \`--as-of DATE\`, \`--color WHEN\`, \`--no-input\`, \`--help\`; every command that writes takes \`--dry-run\`.
Exit codes: [exits.md](exits.md).

${sections.join("\n")}`;
}

function commandSections(command: Command, parent: string): string[] {
  const { name, summary, description, options = [], examples = [], commands = [] } = command;
  const words = (command.arguments ?? []).map((argument) => {
    const shown = argument.many ? `${argument.name}…` : argument.name;
    return argument.required ? shown : `[${shown}]`;
  });
  const usage = [parent, name, ...words].join(" ");
  const inner = commands.flatMap((sub) => commandSections(sub, `${parent} ${name}`));
  if (command.run === undefined) return inner;
  const choices = (all: readonly string[] | undefined): string => (all === undefined ? "" : ` (${all.join(", ")})`);
  const rows = [
    ...(command.arguments ?? []).map(
      (argument) => `| \`${argument.name}\` | ${cell(argument.description)}${choices(argument.choices)} |`,
    ),
    ...options.map(
      ({ flag, value, description: what, choices: all, group }) =>
        `| \`${flag}${value === undefined ? "" : ` ${value}`}\` | ${group === undefined ? "" : `${group} `}${cell(what)}${choices(all)} |`,
    ),
  ];
  return [
    `## ${usage}\n`,
    `${summary}.${description === undefined ? "" : ` ${description}`}\n`,
    ...(rows.length > 0 ? [`| | |\n| --- | --- |\n${rows.join("\n")}\n`] : []),
    ...(examples.length > 0
      ? [
          `\`\`\`console\n${examples.map((example) => `$ ${example.command}    # ${example.what}`).join("\n")}\n\`\`\`\n`,
        ]
      : []),
    ...inner,
  ];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

const meanings: Readonly<Record<keyof typeof exits, string>> = {
  holds: "it holds",
  findings: "findings at or above `--fail-on`; an act that is refused as things stand; a gate that is refused",
  usage: "the command line is wrong, or nothing matched; never 0 after checking nothing",
  noVerdict:
    "no verdict is possible: no governance repository, Git missing, history too shallow. Never a pass; the message ends with the cure",
  pending: "valid, not yet decided (`gate`, `status --exit-code`)",
  bug: "a bug in kwanus; `KWANUS_DEBUG=1` shows the stack",
  interrupted: "interrupted; nothing half-written is left behind",
  terminated: "terminated; nothing half-written is left behind",
};

/** docs/reference/exits.md */
export function exitsPage(): string {
  const rows = Object.entries(exits).map(([name, code]) => `| ${code} | ${meanings[name as keyof typeof exits]} |`);
  return `# Exit codes\n\n${written}\n| exit | meaning |\n| --- | --- |\n${rows.join("\n")}\n`;
}

/** docs/reference/clauses.md */
export function clausesPage(lines: readonly ClauseLine[]): string {
  const pages = new Map(allRules.map(({ id, name }) => [id, `../rules/${id}-${name}.md`]));
  const shown = ({ name }: Home): string => (pages.has(name) ? `[${name}](${pages.get(name)})` : `\`${name}\``);
  const rows = lines.map(({ id, text, homes }) => `| ${id} | ${text} | ${homes.map(shown).join(", ") || "none yet"} |`);
  const { counts, total } = coverageOf(lines, { section: null, missing: false });
  const documents = counts.filter(({ id }) => !id.includes("-"));
  return `# Clauses

${written}
Where the normative clauses of the specification live: ${total.withHome} of ${total.normative} have a home so far. A home is a rule that refuses what breaks the
clause, a field that a schema insists on, a step of a gate, an entry of the founding policy that a rule reads, or a report.
Tests hold that each of them is there and does its work. \`kwanus rules --coverage\` prints the same.

| | with a home | normative |
| --- | --- | --- |
${documents.map(({ title, withHome, normative }) => `| ${title} | ${withHome} | ${normative} |`).join("\n")}

| clause | words | homes |
| --- | --- | --- |
${rows.join("\n")}
`;
}

/** docs/reference/schemas.md, from the published schemas. */
export function schemasPage(folder: string): string {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".schema.json") && !file.startsWith("definitions"))
    .sort();
  const rows = files.map((file) => {
    const { title, description } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
      title: string;
      description: string;
    };
    return `| [${title}](../../schemas/${file}) | ${description} |`;
  });
  return `# Schemas\n\n${written}\nJSON Schema 2020-12, one for each kind. \`kwanus init\` copies them beside the documents for editors; \`kwanus schema KIND\` prints one in one piece.\n\n| kind | what it holds |\n| --- | --- |\n${rows.join("\n")}\n`;
}
