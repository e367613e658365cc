// The file that was probably meant by a path that leads nowhere.

import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { suggest } from "../document/suggest.ts";

/**
 * `Did you mean "reports/osv.json"?` for the nearest name in the folder that a path names, or null.
 * @param path as it was typed
 * @param cwd absolute
 */
export async function nearestFile(path: string, cwd: string): Promise<string | null> {
  const names = await readdir(resolve(cwd, dirname(path))).catch(() => []);
  const meant = suggest(basename(path), names);
  return meant === null ? null : `Did you mean "${join(dirname(path), meant)}"?`;
}

/** Why a file cannot be read, in words. */
export function whyUnreadable({ code, message }: NodeJS.ErrnoException): string {
  const words: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    ENOTDIR: "there is no such folder",
    EISDIR: "it is a folder",
    EACCES: "you may not read it",
  };
  return words[code ?? ""] ?? message;
}
