// The days that the clocks of committers showed: what anybody may write, asked of Git in one go.

import type { Git } from "./git.ts";

/** A commit and the day its committer's clock showed, `YYYY-MM-DD` in UTC: a claim, which nothing checks. */
export interface DatedCommit {
  readonly id: string;
  readonly day: string;
}

/** The first-parent steps up to a commit that are in this clone, oldest first; of those that changed `path` where one is given. */
export async function datedSteps(git: Git, tip: string, path?: string): Promise<DatedCommit[]> {
  const command = ["rev-list", "--first-parent", "--timestamp", tip, ...(path === undefined ? [] : ["--", path])];
  const lines = (await git.bytes(command)).toString().split("\n").filter(Boolean);
  return lines.map(datedCommit).reverse();
}

/** From a line of Git: seconds since 1970, 0 where the commit names none, and the commit. */
function datedCommit(line: string): DatedCommit {
  const [seconds = "0", id = ""] = line.split(" ");
  const time = new Date(Number(seconds) * 1000);
  // A year of more than four digits would be sorted before all others.
  const isDay = !Number.isNaN(time.getTime()) && time.getUTCFullYear() <= 9999;
  return { id, day: isDay ? time.toISOString().slice(0, 10) : "9999-12-31" };
}
