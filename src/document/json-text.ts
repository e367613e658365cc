// JSON as text: where its values stand, and what JSON.parse keeps to itself.

import { keysOf } from "./pointer.ts";

/** What of a JSON text is refused although `JSON.parse` takes it, by its offsets. */
export interface JsonRefusal {
  readonly why: string;
  readonly start: number;
  readonly end: number;
}

/** How deep and how broad a text may be. */
export interface JsonLimits {
  readonly levels: number;
  readonly entries: number;
}

interface Open {
  /** Null in a list. */
  readonly keys: Set<string> | null;
  count: number;
}

/**
 * The first thing in a text that is too deep, too broad or said twice, or null. In time linear in its length.
 * @param text what `JSON.parse` takes
 */
export function refusalIn(text: string, { levels, entries }: JsonLimits): JsonRefusal | null {
  const open: Open[] = [];
  for (const { kind, start, end } of tokensIn(text)) {
    const top = open.at(-1);
    if (kind === "}" || kind === "]") {
      open.pop();
      continue;
    }
    if (top !== undefined && kind !== ":" && ++top.count > entries)
      return { why: `holds an object or list of more than ${entries} entries`, start, end };
    if (kind === ":" && top?.keys) {
      const key = keyAt(text, start, end);
      if (top.keys.has(key)) return { why: `has the key ${JSON.stringify(key.slice(0, 60))} twice`, start, end };
      top.keys.add(key);
    }
    if (kind !== "{" && kind !== "[") continue;
    if (open.length >= levels) return { why: `is nested deeper than ${levels} levels`, start, end };
    open.push({ keys: kind === "{" ? new Set() : null, count: 0 });
  }
  return null;
}

/**
 * The offsets of what a pointer names, of its key or its value: of an object or a list always the key, as the whole of it
 * is seldom meant. Of the nearest ancestor where it names nothing.
 * @param text what `JSON.parse` takes
 */
export function offsetsInJson(text: string, pointer: string, part: "key" | "value"): [number, number] {
  const wanted = keysOf(pointer);
  const path: (string | number)[] = [];
  let key: [number, number] | null = null;
  let best: { readonly depth: number; readonly key: [number, number] | null; readonly value: [number, number] } | null =
    null;
  for (const { kind, start, end } of tokensIn(text)) {
    if (kind === "}" || kind === "]") {
      path.pop();
      continue;
    }
    const last = path.length - 1;
    if (kind === ":") {
      path[last] = keyAt(text, start, end);
      key = [start, end];
      continue;
    }
    if (typeof path[last] === "number") [path[last], key] = [path[last] + 1, null];
    if (path.length > (best?.depth ?? -1) && path.every((step, index) => String(step) === wanted[index]))
      best = { depth: path.length, key, value: [start, end] };
    if (best?.depth === wanted.length) break;
    if (kind === "{") path.push("");
    if (kind === "[") path.push(-1);
  }
  if (best === null) return [0, 0];
  const isWhole = best.depth === wanted.length && part === "value" && !/[{[]/.test(text[best.value[0]] as string);
  return isWhole ? best.value : (best.key ?? best.value);
}

interface Token {
  /** `:` is a key with its quotes, `v` a value that is neither object nor list. */
  readonly kind: "{" | "}" | "[" | "]" | ":" | "v";
  readonly start: number;
  readonly end: number;
}

/** The marks and words of a JSON text that is one. */
function* tokensIn(text: string): Generator<Token> {
  for (let at = 0; at < text.length; ) {
    const mark = text[at] as string;
    if (mark === "{" || mark === "}" || mark === "[" || mark === "]") {
      yield { kind: mark, start: at, end: at + 1 };
      at++;
    } else if (mark === '"') {
      const end = endOfString(text, at);
      let next = end;
      while (isSpace(text[next])) next++;
      yield { kind: text[next] === ":" ? ":" : "v", start: at, end };
      at = end;
    } else if (isSpace(mark) || mark === "," || mark === ":") at++;
    else {
      const start = at;
      while (at < text.length && /[^\s,\]}]/.test(text[at] as string)) at++;
      yield { kind: "v", start, end: at };
    }
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function isSpace(mark: string | undefined): boolean {
  return mark === " " || mark === "\n" || mark === "\r" || mark === "\t";
}

function keyAt(text: string, start: number, end: number): string {
  return String(JSON.parse(text.slice(start, end)));
}
