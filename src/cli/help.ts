// What `--help` looks like: commander's pages, folded to the width of the terminal.

import { Help, type HelpConfiguration } from "commander";
import { unbroken, wrap } from "../reporters/fold.ts";
import type { Command } from "./command.ts";

// Cells a description needs beside its flag; with fewer it stands below.
const readable = 30;
const inset = 6;

/** How commander lays its pages out. */
export function helpLayout(columns: number): HelpConfiguration {
  return {
    showGlobalOptions: true,
    helpWidth: columns,
    minWidthToWrap: readable,
    styleUsage: (usage) => wrap(usage, columns - "Usage: ".length).join(`\n${" ".repeat("Usage: ".length)}`),
    styleTitle: (title) => wrap(title, columns).join("\n"),
    formatItem(term, termWidth, description, helper) {
      if (description === "" || columns - termWidth - 4 >= readable)
        return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
      return [`  ${term}`, ...indented(wrap(description, columns - inset))].join("\n");
    },
  };
}

/** What follows the options of a command: examples, and the exits that mean something special. */
export function epilogue({ examples = [], exits = {} }: Command, columns: number): string {
  const shown = examples.flatMap(({ command, what }) => [`  ${command}`, ...indented(wrap(what, columns - inset))]);
  const codes = Object.entries(exits).flatMap(([code, meaning]) => {
    const [first, ...more] = wrap(meaning, columns - inset);
    return [`  ${code.padEnd(inset - 2)}${first}`, ...indented(more)];
  });
  return [
    ...(shown.length > 0 ? ["", "Examples:", ...shown] : []),
    ...(codes.length > 0 ? ["", "Exit codes:", ...codes] : []),
  ].join("\n");
}

/** The last line of the list of commands. */
export function whereToLook(columns: number): string {
  const [one, other] = ["kwanus COMMAND --help", "kwanus explain CODE"].map(unbroken);
  return `\n${wrap(`See ${one} for one command, and ${other} for one rule.`, columns).join("\n")}`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => " ".repeat(inset) + line);
}
