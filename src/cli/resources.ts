// Files that ship with kwanus: rule pages, templates, schemas.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Text of a file of the package, by its path from the package's root. */
export function readResource(path: string): Promise<string> {
  return readFile(resourcePath(path), "utf8");
}

/** Where a file of the package lies on this machine. */
export function resourcePath(path: string): string {
  // Both src/cli/*.ts and the built dist/*.js must find it; the bundler tells how deep it stands.
  return fileURLToPath(new URL(`${packageRoot}${path}`, import.meta.url));
}

declare const __KWANUS_BUILT__: boolean;
const packageRoot = typeof __KWANUS_BUILT__ === "undefined" ? "../../" : "../";
