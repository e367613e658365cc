// What there is to say of a command, gathered from commander; help-text.ts lays it out.

import type { Help, Command as Program } from "commander";
import type { Command } from "./command.ts";
import type { HelpPage } from "./help-text.ts";

/**
 * The page of a program.
 * @param command what it stands for; null for the list of commands
 */
export function helpPage(program: Program, helper: Help, command: Command | null): HelpPage {
  const options = new Map<string, [string, string][]>();
  for (const option of helper.visibleOptions(program)) {
    const title = option.helpGroupHeading ?? "Options:";
    options.set(title, [...(options.get(title) ?? []), [helper.optionTerm(option), helper.optionDescription(option)]]);
  }
  const sections: HelpPage["sections"] = [
    {
      title: "Arguments:",
      items: helper
        .visibleArguments(program)
        .map((argument) => [helper.argumentTerm(argument), helper.argumentDescription(argument)]),
    },
    ...[...options].map(([title, items]) => ({ title, items })),
    {
      title: "Global Options:",
      items: helper
        .visibleGlobalOptions(program)
        .filter((option) => everywhere(program).includes(option))
        .map((option) => [helper.optionTerm(option), helper.optionDescription(option)]),
    },
    {
      title: "Commands:",
      items: helper
        .visibleCommands(program)
        .map((nested) => [helper.subcommandTerm(nested), helper.subcommandDescription(nested)]),
    },
  ];
  return {
    usage: helper.commandUsage(program),
    description: helper.commandDescription(program),
    sections: sections.filter(({ items }) => items.length > 0),
    examples: command?.examples ?? [],
    exits: Object.entries(command?.exits ?? {}),
    list: command === null,
  };
}

/** The options of the program itself: those of a command around a nested one mean nothing to it. */
function everywhere(program: Program): readonly unknown[] {
  return program.parent === null ? program.options : everywhere(program.parent);
}
