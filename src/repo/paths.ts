// Which paths a change may write: inside the root, never Git's own, never what a file system reads as another name.

import type { FileChange } from "../change.ts";
import { Failure } from "../failure.ts";

/** @throws Failure (refused) `unsafe-path` for a path that leaves the root or enters `.git`, or is named twice. */
export function checkPaths(files: readonly FileChange[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    const fault = faultOf(path) ?? (seen.has(path) ? "it is named twice" : null);
    if (fault !== null) throw unsafePath(path, fault);
    seen.add(path);
  }
}

export function unsafePath(path: string, fault: string): Failure {
  return new Failure(
    "refused",
    "unsafe-path",
    `${JSON.stringify(path)} is not written: ${fault}`,
    "Nothing was changed. Choose another path.",
  );
}

function faultOf(path: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u001f\u007f\\:]/.test(path)) return "control characters, backslashes and colons are not portable";
  // A lone surrogate: a name Git holds that is not UTF-8.
  if (/\p{Surrogate}/u.test(path)) return "it is not text";
  const parts = path.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".."))
    return "it is not a plain path below the root";
  return parts.some(isGit) ? "it lies in .git" : null;
}

// macOS ignores some invisible characters, Windows trailing dots and spaces, and knows `.git` as `git~1` too.
function isGit(part: string): boolean {
  const seen = part.replace(/[\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "").replace(/[. ]+$/, "");
  return /^(\.git|git~\d+)$/i.test(seen);
}
