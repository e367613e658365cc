// Files that documents name and that are none themselves: contracts and schemas, as plain data.

import { parse } from "yaml";

/** What such a file holds, or why nobody can tell. */
export type DataFile =
  | { readonly readable: true; readonly value: unknown }
  | { readonly readable: false; readonly why: string };

/** Reads JSON, or YAML where the name ends in `.yaml` or `.yml`. Never throws; the words of the parsers differ by version, so they are not repeated. */
export function readDataFile(path: string, bytes: Uint8Array): DataFile {
  const yaml = /\.ya?ml$/i.test(path);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { readable: true, value: yaml ? parse(text, { logLevel: "silent" }) : JSON.parse(text) };
  } catch {
    return { readable: false, why: `is no ${yaml ? "YAML" : "JSON"}` };
  }
}
