// Lists and mappings in brackets and texts in quotes, for the fast road: all in one line, without escapes.

import { type Data, elsewhere, keyEnd, plainScalar } from "./strict-scalars.ts";

/** A value and where it ends. */
interface Flow {
  readonly value: Data;
  readonly end: number;
}

const mostEntries = 300;
/** No marks that mean something inside brackets. */
const word = /[A-Za-z0-9](?:[A-Za-z0-9 ._/@+()=-]|:(?=[A-Za-z0-9]))*/y;

/**
 * Reads what begins with a bracket, a brace or a quote.
 * @param levels how many more may lie inside each other
 * @throws elsewhere
 */
export function readFlow(line: string, start: number, levels: number): Flow {
  const first = line[start];
  if (first === '"' || first === "'") return quoted(line, start, first);
  if (levels <= 0) throw elsewhere;
  return first === "[" ? list(line, start, levels) : mapping(line, start, levels);
}

function quoted(line: string, start: number, quote: string): Flow {
  const close = line.indexOf(quote, start + 1);
  const value = line.slice(start + 1, close);
  // A backslash begins an escape. Of two single quotes, which are one, the second is nothing that may follow a text.
  if (close < 0 || (quote === '"' && value.includes("\\"))) throw elsewhere;
  return { value, end: close + 1 };
}

function list(line: string, start: number, levels: number): Flow {
  const items: Data[] = [];
  let at = spaces(line, start + 1);
  if (line[at] === "]") return { value: items, end: at + 1 };
  for (;;) {
    const { value, end } = inside(line, at, levels);
    if (items.push(value) > mostEntries) throw elsewhere;
    at = spaces(line, end);
    if (line[at] === "]") return { value: items, end: at + 1 };
    if (line[at] !== ",") throw elsewhere;
    at = spaces(line, at + 1);
  }
}

function mapping(line: string, start: number, levels: number): Flow {
  const data: { [key: string]: Data } = Object.create(null);
  let at = spaces(line, start + 1);
  if (line[at] === "}") return { value: data, end: at + 1 };
  for (let count = 1; ; count++) {
    const colon = keyEnd(line, at);
    const key = line.slice(at, colon);
    if (colon < 0 || key in data || count > mostEntries) throw elsewhere;
    const { value, end } = inside(line, spaces(line, colon + 1), levels);
    data[key] = value;
    at = spaces(line, end);
    if (line[at] === "}") return { value: data, end: at + 1 };
    if (line[at] !== ",") throw elsewhere;
    at = spaces(line, at + 1);
  }
}

/** One value between brackets. */
function inside(line: string, at: number, levels: number): Flow {
  const first = line[at];
  if (first === "[" || first === "{" || first === '"' || first === "'") return readFlow(line, at, levels - 1);
  word.lastIndex = at;
  const found = word.exec(line)?.[0];
  if (found === undefined) throw elsewhere;
  return { value: plainScalar(found.trimEnd()), end: at + found.length };
}

function spaces(line: string, from: number): number {
  let at = from;
  while (line[at] === " ") at++;
  return at;
}
