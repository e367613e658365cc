// Git's configuration as a list, read once: what the user set, and which filters must be switched off.

import { Failure } from "../failure.ts";

export interface ConfigEntry {
  /** `global`, `local`, `worktree`; `command` is what kwanus itself passed. */
  readonly scope: string;
  readonly key: string;
  readonly value: string;
}

/** Reads the output of `git config --list -z --show-scope`: scope NUL key LF value NUL, in rising precedence. */
export function parseConfig(output: Buffer): ConfigEntry[] {
  const fields = output.toString().split("\0");
  const entries: ConfigEntry[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [scope = "", pair = ""] = fields.slice(i, i + 2);
    const end = pair.indexOf("\n");
    // A key without `=` is Git's way to write true.
    entries.push(
      end < 0 ? { scope, key: pair, value: "true" } : { scope, key: pair.slice(0, end), value: pair.slice(end + 1) },
    );
  }
  return entries;
}

/** The last value of a key in one of the scopes, or null. Section and name are case-insensitive, the part between is not. */
export function configValue(entries: readonly ConfigEntry[], key: string, scopes: readonly string[]): string | null {
  const wanted = canonical(key);
  return entries.findLast((entry) => entry.key === wanted && scopes.includes(entry.scope))?.value ?? null;
}

function canonical(key: string): string {
  const first = key.indexOf(".");
  const last = key.lastIndexOf(".");
  return key.slice(0, first).toLowerCase() + key.slice(first, last) + key.slice(last).toLowerCase();
}

/**
 * Environment variables that empty every configured filter, so that `git status` cannot start one. Variables, because
 * `-c` splits at the first `=`, and a filter may be called `a=b`.
 * @throws Failure `unreadable-filter` for a name that is not UTF-8, which could not be named to Git.
 */
export function withoutFilters(entries: readonly ConfigEntry[]): Record<string, string> {
  const names = new Set(
    entries.filter(({ key }) => key.startsWith("filter.")).map(({ key }) => key.slice(7, key.lastIndexOf("."))),
  );
  const settings = [...names].flatMap((name) => [
    [`filter.${name}.clean`, ""],
    [`filter.${name}.smudge`, ""],
    [`filter.${name}.process`, ""],
    [`filter.${name}.required`, "false"],
  ]);
  if ([...names].some((name) => name.includes("\ufffd")))
    throw new Failure(
      "noVerdict",
      "unreadable-filter",
      "Git's configuration names a filter that is not UTF-8 text, so it cannot be switched off",
      "Remove it: git config --edit",
    );
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  settings.forEach(([key = "", value = ""], i) => {
    variables[`GIT_CONFIG_KEY_${i}`] = key;
    variables[`GIT_CONFIG_VALUE_${i}`] = value;
  });
  return variables;
}
