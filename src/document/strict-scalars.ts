// Words of the fast road: keys and plain scalars that every reader of YAML 1.2 takes for the same.

/** Plain data, as `dataOf` makes it. */
export type Data = string | number | boolean | null | Data[] | { [key: string]: Data };

/** Thrown for what `yaml` must read; it may come from any depth, and is never seen outside. */
export const elsewhere = Symbol("for another reader");

const [colon, space] = [0x3a, 0x20];
const longestKey = 100;

/** Where the word that begins at `start` ends, if it is a key: a colon follows it, and then a space or nothing. Otherwise -1. */
export function keyEnd(line: string, start: number): number {
  if (!isLetter(line.charCodeAt(start))) return -1;
  let at = start + 1;
  while (isOfKey(line.charCodeAt(at))) at++;
  if (line.charCodeAt(at) !== colon || at - start > longestKey) return -1;
  if (at + 1 < line.length && line.charCodeAt(at + 1) !== space) return -1;
  return isWordOfYaml(line, start, at) ? -1 : at;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Letters, digits, and `-`, `.`, `/`, `_`. */
function isOfKey(code: number): boolean {
  return isLetter(code) || (code >= 0x2d && code <= 0x39) || code === 0x5f;
}

/** `null`, `true`, `false`, in capitals or not. */
function isWordOfYaml(line: string, start: number, end: number): boolean {
  const length = end - start;
  return (length === 4 || length === 5) && /^(?:null|true|false)$/i.test(line.slice(start, end));
}

const shortNumber = /^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?$/;
const anyNumber = /^[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$|^0o[0-7]+$|^0x[0-9a-fA-F]+$/;

/**
 * The value of a plain scalar of one line, without a comment.
 * @throws elsewhere for all that does not begin with a letter, a digit, `/`, `(`, or is written as few people would
 */
export function plainScalar(text: string): Data {
  const first = text.charCodeAt(0);
  if (isDigit(first)) {
    if (shortNumber.test(text)) return Number(text);
    if (anyNumber.test(text)) throw elsewhere;
    return text;
  }
  // Of no text at all `first` is no number, and no comparison holds.
  if (!isLetter(first) && !(first >= 0xc0) && first !== 0x2f && first !== 0x28) throw elsewhere;
  if (!isWordOfYaml(text, 0, text.length)) return text;
  if (text === "null") return null;
  if (text === "true" || text === "false") return text === "true";
  throw elsewhere;
}
