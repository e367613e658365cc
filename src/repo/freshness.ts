// How fresh this clone's knowledge of the protected branch is: told from what Git wrote down, without asking the remote.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { discover } from "./discover.ts";
import type { Repository } from "./repository.ts";

export interface Freshness {
  /** The remote's branch as this clone knows it, `refs/remotes/origin/main`. */
  readonly tracked: string;
  readonly remote: string;
  /** Landings that the remote's branch has and the tip lacks; null where this clone cannot tell. */
  readonly behind: number | null;
  /** Landings that the tip has and the remote's branch lacks; null likewise. */
  readonly ahead: number | null;
  /** When the remote's branch was last asked for; null where nothing records it. For people only: dates decide nothing. */
  readonly fetched: Date | null;
}

/**
 * Where a tip stands beside the remote's branch it comes from, or null where it comes from none.
 * @param ref full name of the protected branch: of a remote, or of this clone with an upstream
 */
export async function freshnessOf(repository: Repository, tip: string, ref: string): Promise<Freshness | null> {
  const tracked = upstreamOf(repository, ref);
  const [, remote] = /^refs\/remotes\/([^/]+)\/./.exec(tracked ?? "") ?? [];
  if (tracked === null || remote === undefined) return null;
  const there = await repository.resolve(tracked).catch(unknownWhere);
  if (there === null) return null;
  const counted = there === tip ? { behind: 0, ahead: 0 } : await distance(repository, there, tip);
  return { tracked, remote, ...counted, fetched: lastFetched(repository, tracked, remote) };
}

/** The branch itself where it is a remote's, else what `git pull` on it would take. */
function upstreamOf({ config }: Repository, ref: string): string | null {
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  if (branch === undefined) return ref;
  const [remote, merge] = [config(`branch.${branch}.remote`), config(`branch.${branch}.merge`)];
  const [, name] = /^refs\/heads\/(.+)$/.exec(merge ?? "") ?? [];
  return remote === null || remote === "." || name === undefined ? null : `refs/remotes/${remote}/${name}`;
}

async function distance({ git, isShallow }: Repository, there: string, tip: string) {
  const words = ["rev-list", "--first-parent", "--left-right", "--count", `${there}...${tip}`];
  const { code, stdout } = await git.end(words);
  const [behind, ahead] = stdout.toString().trim().split("\t").map(Number);
  // Where history is cut off the numbers are of the cut, not of the branches.
  if (code !== 0 || behind === undefined || ahead === undefined || isShallow()) return { behind: null, ahead: null };
  return { behind, ahead };
}

/** The latest of what Git leaves behind: FETCH_HEAD where it names this branch of this remote, and the ref's own log. */
function lastFetched({ root, config }: Repository, tracked: string, remote: string): Date | null {
  const { gitDir, commonDir } = discover(root);
  const name = tracked.slice(`refs/remotes/${remote}/`.length);
  const from = ` branch '${name}' of ${shownUrl(config(`remote.${remote}.url`) ?? "")}`;
  const fetches = [...new Set([gitDir, commonDir])].map((folder) => join(folder, "FETCH_HEAD"));
  const times = [
    ...fetches.map((file) =>
      textOf(file)
        .replaceAll("\t", " ")
        .split("\n")
        .some((line) => line.endsWith(from))
        ? writtenAt(file)
        : null,
    ),
    // A clone writes the log of the remote's HEAD and of nothing else.
    ...[tracked, `refs/remotes/${remote}/HEAD`].map((ref) => lastEntry(textOf(join(commonDir, "logs", ref)))),
  ].flatMap((time) => (time === null ? [] : time.getTime()));
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** An address as FETCH_HEAD has it: without a password, a slash or `.git` at its end. */
function shownUrl(url: string): string {
  return url
    .replace(/^([a-z+]+:\/\/)[^@/]*@/, "$1")
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
}

/** `old new Name <address> 1795258800 +0000\tfetch: …` */
function lastEntry(log: string): Date | null {
  const seconds = /> (\d{1,12}) [+-]\d{4}\t.*\n?$/.exec(log.slice(log.trimEnd().lastIndexOf("\n") + 1))?.[1];
  return seconds === undefined ? null : new Date(Number(seconds) * 1000);
}

function writtenAt(file: string): Date | null {
  return statSync(file, { throwIfNoEntry: false })?.mtime ?? null;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

/** Not to know how fresh the tip is keeps nobody from voting on it. */
function unknownWhere(problem: unknown): null {
  if (problem instanceof Failure) return null;
  throw problem;
}
