// A rule's page, which is Markdown, as a terminal shows it: folded to its width, and nothing left out.

import { fold, wrap } from "./fold.ts";
import type { Layout } from "./table.ts";

/**
 * Sentences are folded anew; documents in fences stay as they are, because people copy them.
 * @param fences whether the fences themselves are shown; they say what each of many examples is
 */
export function pageText(markdown: string, { style, columns }: Layout, fences = true): string {
  const shown: string[] = [];
  let sentence: string[] = [];
  let fence: string | null = null;
  const flush = (): void => {
    if (sentence.length > 0) shown.push(...folded(sentence, columns));
    sentence = [];
  };
  for (const line of markdown.split("\n")) {
    const opened = /^```(.*)$/.exec(line)?.[1];
    if (opened !== undefined || fence !== null || startsAnew(line)) flush();
    if (opened !== undefined) {
      fence = fence === null ? opened : null;
      if (fences) shown.push(style.dim(line));
    } else if (fence !== null) shown.push(fence === "findings" ? printed(line, columns) : line);
    else if (line.startsWith("#")) shown.push(style.bold(wrap(line, columns).join("\n")));
    else if (line === "" || line.startsWith("|")) shown.push(line);
    else sentence.push(line);
  }
  flush();
  return shown.join("\n");
}

function startsAnew(line: string): boolean {
  return /^(?:$|#|\||\s*[-*] )/.test(line);
}

function folded([first = "", ...more]: readonly string[], columns: number): string[] {
  const [, indent = "", bullet = ""] = /^(\s*)([-*] )?/.exec(first) ?? [];
  const hanging = indent.length + bullet.length;
  return fold([first, ...more.map((line) => line.trim())].join(" "), columns, hanging).split("\n");
}

/** What kwanus printed; a place stays whole, a source line and the carets below it in line. */
function printed(line: string, columns: number): string {
  if (/^ *(?:\d* \||-->)/.test(line)) return line;
  const label = /^ *= [a-z]+: /.exec(line)?.[0] ?? "  ";
  return fold(line, columns, label.length);
}
