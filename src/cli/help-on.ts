// Help on one choice of a command's argument: `kwanus new plan --help` says nothing of the other kinds.

import type { Command } from "./command.ts";

/** The command as its page shows it: whole, unless help is asked for and a choice that has a page is named. */
export function narrowed(command: Command, words: readonly string[]): Command {
  const { helpOn, arguments: [argument] = [], options = [], examples = [] } = command;
  const end = words.indexOf("--");
  const before = words.slice(0, end < 0 ? undefined : end);
  if (helpOn === undefined || argument === undefined || !before.some((word) => word === "--help" || word === "-h"))
    return command;
  const choice = argument.choices?.find((one) => before.includes(one));
  if (choice === undefined) return command;
  const { told, flags } = helpOn(choice);
  const { choices: _, ...plain } = argument;
  return {
    ...command,
    arguments: [{ ...plain, description: `${choice}: ${told}` }],
    options: options.filter(({ flag }) => flags(flag)).map(({ group: _, ...option }) => option),
    examples: examples.filter((example) => example.command.split(" ").includes(choice)),
  };
}
