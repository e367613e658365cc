// Files that ship with kwanus: rule pages, templates, schemas.

import { readFile } from "node:fs/promises";

/** Text of a file of the package, by its path from the package's root. */
export function readResource(path: string): Promise<string> {
  // Both src/cli/*.ts and the built dist/*.js must find it; the bundler tells how deep it stands.
  return readFile(new URL(`${packageRoot}${path}`, import.meta.url), "utf8");
}

declare const __KWANUS_BUILT__: boolean;
const packageRoot = typeof __KWANUS_BUILT__ === "undefined" ? "../../" : "../";
