// JSON as every reader reads it: a key that stands twice or a depth nobody needs is refused, not interpreted.

const deepest = 64;

export type Read<T> = { readonly value: T } | { readonly why: string };

/** The value of a JSON text. Never throws; `why` continues "the file …". */
export function readJson(source: string): Read<unknown> {
  const refused = refusal(source);
  if (refused !== null) return { why: refused };
  try {
    return { value: JSON.parse(source) };
  } catch {
    return { why: "is no JSON" };
  }
}

/** Why a text is not parsed at all; in time linear in its length. Whether it is JSON the parser says. */
function refusal(source: string): string | null {
  // The keys of every open object; null for an open list.
  const open: (Set<string> | null)[] = [];
  let keyIsDue = false;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === "{" || character === "[") {
      if (open.length === deepest) return `is nested deeper than ${deepest} levels`;
      open.push(character === "{" ? new Set() : null);
      keyIsDue = character === "{";
    } else if (character === "}" || character === "]") {
      open.pop();
      keyIsDue = false;
    } else if (character === ",") keyIsDue = open.at(-1) instanceof Set;
    else if (character === '"') {
      const end = endOfText(source, at);
      if (end < 0) return "is no JSON";
      const keys = open.at(-1);
      if (keyIsDue && keys instanceof Set) {
        const key = keyIn(source.slice(at, end + 1));
        if (key === null) return "is no JSON";
        if (keys.has(key)) return `has the key ${JSON.stringify(key.slice(0, 60))} twice in one place`;
        keys.add(key);
        keyIsDue = false;
      }
      at = end;
    }
  }
  return null;
}

/** Offset of the quote that closes the one at an offset, or -1. */
function endOfText(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === '"') return at;
  }
  return -1;
}

function keyIn(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}
