// Files that documents name and that are none themselves: contracts and schemas, as plain data.

import { tokensOf } from "./profile.ts";
import { compose, dataOf, type Slip } from "./tree.ts";

/** What such a file holds, or why nobody can tell. */
export type DataFile =
  | { readonly readable: true; readonly value: unknown }
  | { readonly readable: false; readonly why: string };

/** Reads JSON, or YAML where the name ends in `.yaml` or `.yml`. Never throws; the words of the parsers differ by version, so they are not repeated. */
export function readDataFile(path: string, bytes: Uint8Array): DataFile {
  const yaml = /\.ya?ml$/i.test(path);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return yaml ? readYaml(text) : { readable: true, value: JSON.parse(text) };
  } catch {
    return { readable: false, why: `is no ${yaml ? "YAML" : "JSON"}` };
  }
}

/**
 * Partners write contracts too, so they are read as carefully as documents: the parser's own reader takes minutes for what
 * fits into a page of keys or question marks.
 */
function readYaml(text: string): DataFile {
  const { tokens, refusals } = tokensOf(text);
  const [refusal] = refusals;
  if (refusal !== undefined) return { readable: false, why: `is YAML beyond what kwanus reads (${refusal.message})` };
  const tree = compose(tokens, text.length);
  if ("rule" in tree) return { readable: false, why: "is no YAML" };
  const slips: Slip[] = [];
  const value = dataOf(tree.root, slips);
  const twice = slips.some(({ rule }) => rule === "DOC002");
  return twice ? { readable: false, why: "has a key twice" } : { readable: true, value };
}
