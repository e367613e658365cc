// Lines that changed, file by file, each safe to print.

import type { FileDiff } from "../views/text-diff.ts";
import { plural } from "./counts.ts";
import { terminal } from "./escape.ts";
import type { Style } from "./style.ts";

const words = { added: "  new file", removed: "  deleted", changed: "" } as const;

/** A heading and the lines of each file, a blank line before each. */
export function fileDiffsText(diffs: readonly FileDiff[], style: Style): string {
  return diffs
    .map((diff) => {
      const { path, change, lines } = diff;
      const shown = lines.map((line) => `  ${painted(line, style)}\n`).join("");
      return `\n${style.bold(terminal(path))}${words[change]}\n${shown}${remarks(diff)
        .map((line) => `  ${line}\n`)
        .join("")}`;
    })
    .join("");
}

/** What is to be said below the lines of a file. */
export function remarks({ leftOut, note }: FileDiff): string[] {
  const more = leftOut === 0 ? [] : [`… and ${plural(leftOut, "line")} more: look at the file itself`];
  return note === null ? more : [...more, note];
}

function painted(line: string, style: Style): string {
  const paint = line.startsWith("+") ? style.good : line.startsWith("-") ? style.error : style.dim;
  return paint(terminal(line));
}
