// On which line of a contract's text something stands, for contracts of any size.

import { offsetsOf, rangesOf } from "../document/place.ts";
import { below } from "../document/pointer.ts";
import { tokensOf } from "../document/profile.ts";
import { compose } from "../document/tree.ts";

/**
 * The lines of what pointers name, 1-based; of the key where it has one. What is not found has none.
 * @param text that was read as JSON or YAML without complaint
 */
export function linesOfPointers(text: string, isYaml: boolean, pointers: ReadonlySet<string>): Map<string, number> {
  return isYaml ? linesInYaml(text, pointers) : linesInJson(text, pointers);
}

function linesInYaml(text: string, pointers: ReadonlySet<string>): Map<string, number> {
  const tree = compose(tokensOf(text).tokens, text.length);
  if ("rule" in tree) return new Map();
  const ranges = rangesOf(text);
  return new Map([...pointers].map((pointer) => [pointer, ranges(...offsetsOf(tree.root, pointer, "key")).line]));
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|\n|[^\s{}[\],:"]+/g;

/** Walks over the words of a JSON text, with the pointer of where it is. A tree with places takes minutes for what is large. */
function linesInJson(text: string, pointers: ReadonlySet<string>): Map<string, number> {
  const found = new Map<string, number>();
  const open: { readonly at: string; index: number | null }[] = [];
  let line = 1;
  let here = "";
  const note = (): void => {
    if (pointers.has(here) && !found.has(here)) found.set(here, line);
  };
  let key: string | null = null;
  for (const [token] of text.matchAll(tokens)) {
    const inside = open.at(-1);
    if (token === "\n") line++;
    else if (token === "}" || token === "]") {
      here = open.pop()?.at ?? "";
      key = null;
    } else if (token === ",") {
      if (inside !== undefined && inside.index !== null) inside.index++;
      key = null;
    } else if (token !== ":") {
      if (inside !== undefined && inside.index === null && key === null) {
        key = JSON.parse(token) as string;
        here = below(inside.at, key);
        note();
        continue;
      }
      if (inside !== undefined && inside.index !== null) here = below(inside.at, inside.index);
      note();
      if (token === "{" || token === "[") {
        open.push({ at: here, index: token === "[" ? 0 : null });
        key = null;
      }
    }
  }
  return found;
}
