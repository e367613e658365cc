// What is not in a clone, shallow or partial, and the exact command that brings it.

import { Failure } from "../failure.ts";
import type { Git } from "./git.ts";

/** The remote that objects are fetched from, `origin` where it is one of several. */
export function remoteName(settings: Git["config"]): string {
  const names = settings.flatMap(({ key }) => /^remote\.([\w.-]+)\.url$/.exec(key)?.[1] ?? []);
  return names.includes("origin") ? "origin" : (names[0] ?? "origin");
}

/** How a clone was made: it decides which command completes it. */
export interface Clone {
  readonly partial: boolean;
  readonly shallow: boolean;
  /** Whether this Git knows `--refetch` (2.36). */
  readonly refetches: boolean;
  readonly remote: string;
}

/** The command that completes a clone. `more`: what the remote's branches do not hold, with a space before it. */
export function fetchOf({ partial, shallow, refetches, remote }: Clone, more = ""): string {
  if (partial && !refetches) return `git clone $(git remote get-url ${remote}) FOLDER   (without --filter and --depth)`;
  const unshallow = `git fetch --unshallow ${remote}`;
  // Not both at once: the server would take what the shallow ends hold for known.
  if (partial) return `${shallow ? `${unshallow} && ` : ""}git fetch --refetch --no-filter ${remote}${more}`;
  return shallow ? unshallow : `git fetch ${remote}`;
}

/** What to say of an object that is not here: `fetch` brings it. */
export function missingObject(what: string, id: string, fetch: string): Failure {
  const help = /--refetch|git clone/.test(fetch)
    ? `This is a partial clone; fetch what it left out: ${fetch}`
    : fetch.includes("--unshallow")
      ? `This is a shallow clone; fetch the whole history: ${fetch}`
      : `Fetch it: ${fetch} ${id}`;
  return new Failure("noVerdict", "unreadable", `${what} is not in this clone, or damaged (object ${id})`, help);
}
