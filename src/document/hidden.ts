// Characters that a reader does not see, or that change the order in which others are seen.

import type { Slip } from "./tree.ts";

// Everything invisible except tab, line ends, and the two joiners that scripts and emoji need.
const hidden =
  /(?![\t\n\u200c\u200d])(?:[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\ufffe\uffff]|\r(?!\n))/u;
const most = 10;

/** The hidden characters of a text, the first ten, by offset. A carriage return before a line feed is none. */
export function hiddenIn(text: string): Slip[] {
  // Nearly every text is of letters that have been on every keyboard.
  if (/^[\t\n -~]*$/.test(text)) return [];
  if (!hidden.test(text.replaceAll("\r\n", "\n"))) return [];
  const slips: Slip[] = [];
  for (const match of text.matchAll(new RegExp(hidden, "gu"))) {
    if (match[0] === "\r" && text[match.index + 1] === "\n") continue;
    slips.push({
      rule: "DOC012",
      message: `A hidden character, ${codePoint(match[0])}, stands here`,
      help: "Remove it: reviewers would not see what they sign.",
      start: match.index,
      end: match.index + match[0].length,
    });
    if (slips.length === most) break;
  }
  return slips;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;
}
