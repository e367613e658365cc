// `--format NAME[=FILE]`, several at once: one rendering goes to stdout, the others into files.

import type { Option, OutputFile } from "./command.ts";
import { parseFormats } from "./formats.ts";

/** The option itself. */
export function formatOption(names: readonly string[]): Option {
  return {
    flag: "--format",
    value: "NAME[=FILE]",
    description: `how to say it: ${names.join(", ")}; repeatable, =FILE writes into a file`,
    many: true,
    suggests: names,
  };
}

/** Renders what was asked for. `text` where nothing was. */
export function render<Name extends string>(
  asked: readonly string[],
  renderings: Readonly<Record<Name, () => string>>,
): { output: string; files: OutputFile[] } {
  let output = "";
  const files: OutputFile[] = [];
  for (const { format, file } of parseFormats(asked, Object.keys(renderings) as Name[])) {
    const content = renderings[format]();
    if (file === null) output = content;
    else files.push({ path: file, content });
  }
  return { output, files };
}
