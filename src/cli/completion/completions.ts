// A completion as the scripts read it: a candidate a line, what it is behind a tab.

import { resolve } from "node:path";
import type { Environment } from "../../repo/environment.ts";
import { complete } from "./complete.ts";

/**
 * The lines for a shell: `acme/EXP-0003⇥open`, or `:files` or `:folders` where the shell knows best. Empty where nothing
 * can be said: whatever is wrong, a prompt is no place to say it. Never throws.
 * @param words behind `kwanus`, up to the cursor, as the shell has them
 * @param cwd absolute
 */
export async function completions(
  shell: string,
  words: readonly string[],
  cwd: string,
  env: Environment,
): Promise<string> {
  // fish hands its words over without their quotes.
  const plain = shell === "fish" ? words : words.map((word) => unquoted(word, env["HOME"] ?? "~"));
  try {
    const found = await complete(plain, async (folders) => {
      const { listPaths } = await import("../../repo/listing.ts");
      return listPaths(resolve(cwd, ...folders), env);
    });
    if (typeof found === "string") return `:${found}\n`;
    return found.map(({ value, about }) => `${value}\t${about}\n`).join("");
  } catch {
    return "";
  }
}

/** A word as the shell would read it, its last quote perhaps still open. Nothing in it is run. */
function unquoted(word: string, home: string): string {
  return word
    .replace(/^~(?=\/|$)/, () => home)
    .replace(
      /\\(.)|'([^']*)'?|"((?:[^"\\]|\\.)*)"?/gs,
      (_, escaped, single, double = "") => escaped ?? single ?? double.replace(/\\(["\\$`])/g, "$1"),
    );
}
