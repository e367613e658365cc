// Source of src/cli/completion/words.gen.ts: every word of the command line, so that a shell need not load a command.

import type { Argument, Command, Option } from "../src/cli/command.ts";
import { globalOptions, optionsOf } from "../src/cli/program.ts";
import { registry } from "../src/cli/registry.ts";
import { allRules } from "../src/rules/registry.gen.ts";

export async function wordsSource(): Promise<string> {
  const commands: object[] = [];
  for (const [, { load }] of registry) commands.push(wordsOf((await load()).default));
  const rules = allRules.map(({ id, name }) => [id, name]);
  return `// Written by \`npm run generate\` from the commands and rules; do not edit.

import type { CommandWords, OptionWords } from "./complete.ts";

export const globalWords: readonly OptionWords[] = ${list(globalOptions.map(optionWords))};

export const commandWords: readonly CommandWords[] = ${list(commands)};

/** Id and name of every rule. */
export const ruleWords: readonly (readonly [id: string, name: string])[] = ${list(rules)};
`;
}

function wordsOf(command: Command): object {
  return {
    name: command.name,
    about: command.summary,
    arguments: (command.arguments ?? []).map(argumentWords),
    options: optionsOf(command).map(optionWords),
    commands: (command.commands ?? []).map(wordsOf),
  };
}

function argumentWords({ name, many, choices, suggests }: Argument): object {
  return { name, many, choices: choices ?? suggests };
}

function optionWords({ flag, short, value, many, choices, suggests, description }: Option): object {
  return { flag, short, value, many, choices: choices ?? suggests, about: description };
}

function list(entries: readonly unknown[]): string {
  return `[\n${entries.map((entry) => `  ${JSON.stringify(entry)},\n`).join("")}]`;
}
