// How many cells of a terminal a text takes.

/** What joins the character before it: marks, and the vowels and finals of Hangul written in parts. */
export const joining = /\p{Mn}|\p{Me}|\uFE0F|[\u1160-\u11FF]/u;
const flag = /\p{Regional_Indicator}/u;
/** Pictographs, and the blocks East Asian Width calls wide or fullwidth (UAX #11). */
export const wideCharacter =
  /\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1B000}-\u{1B2FF}\u{20000}-\u{3FFFD}]/u;

/** Cells of a text that holds no control characters (`terminal` in escape.ts sees to that). */
export function width(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}

/** The longest beginning of a text that fits, with `…` where something was cut off. */
export function clip(text: string, cells: number): string {
  return width(text) <= cells ? text : `${fitting(text, cells - 1)}…`;
}

/** As `clip`, keeping the end. */
export function clipStart(text: string, cells: number): string {
  if (width(text) <= cells) return text;
  const kept = [...fitting([...text].reverse().join(""), cells - 1)].reverse().join("");
  return `…${kept}`;
}

/** Text followed by as many spaces as it needs to fill the cells. */
export function pad(text: string, cells: number): string {
  return text + " ".repeat(Math.max(0, cells - width(text)));
}

function fitting(text: string, cells: number): string {
  let used = 0;
  let kept = "";
  for (const character of text) {
    used += cellsOf(character);
    if (used > cells) break;
    kept += character;
  }
  return kept;
}

function cellsOf(character: string): number {
  if (joining.test(character)) return 0;
  if (flag.test(character)) return 1;
  return wideCharacter.test(character) ? 2 : 1;
}
