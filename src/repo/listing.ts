// The governance files of a working tree by name alone: one Git process, no content, for who cannot wait for more.

import { discover } from "./discover.ts";
import type { Environment } from "./environment.ts";
import { reachGit } from "./git.ts";

const folders = ["governance", "partners", "components", "oversight"];

/**
 * Paths from the root of the working tree around a folder, committed or not.
 * @throws Failure where there is no repository or no Git, Error where Git cannot list
 */
export async function listPaths(directory: string, environment: Environment): Promise<string[]> {
  const place = discover(directory);
  const command = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...folders];
  const { code, stdout, stderr } = reachGit(place, environment).runNow(command);
  if (code !== 0) throw new Error(stderr);
  return stdout.toString().split("\0").slice(0, -1);
}
