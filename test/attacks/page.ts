// docs/threat-model.md: the fixtures in words.

import type { Attack, Attempt, Family } from "./attack.ts";

const introduction = `# Threat model

Who attacks: a partner, a reviewer, a forge administrator, or whoever holds a stolen key. What they want: a decision that the bodies did not make,
or that nobody can recompute. Each attempt below is built with Git's plumbing on a real repository, past every check, each time the tests run; kwanus
is asked, and ends with that exit code and those findings (\`kwanus explain BAL002\` tells of one). The page is written from the attempts, so it cannot
claim what is not tested. What kwanus does not solve stands in [SECURITY.md](../SECURITY.md).`;

/** The page. */
export function threatModel(families: readonly Family[]): string {
  return `${[introduction, ...families.map(section)].join("\n\n")}\n`;
}

function section({ title, attacks }: Family): string {
  const table = ["| | what if | exit | findings |", "| --- | --- | --- | --- |", ...attacks.flatMap(rows)];
  return `## ${title}\n\n${table.join("\n")}`;
}

function rows({ id, attack, answer, attempts }: Attack): string[] {
  return [`| **${id}** | **${cell(attack)}**: ${cell(answer)} | | |`, ...attempts.map(row)];
}

function row({ when, exit, finds = [], says }: Attempt): string {
  const told = [...finds, ...(says === undefined ? [] : [`“${cell(says)}”`])];
  return `| | ${cell(when)} | ${exit} | ${told.join(", ")} |`;
}

function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
