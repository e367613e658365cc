// The governance files of a working tree by name alone: one Git process, no content, for who cannot wait for more.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { discover } from "./discover.ts";
import type { Environment } from "./environment.ts";
import { armoured } from "./git.ts";

const folders = ["governance", "partners", "components"];
// A repository of a hundred thousand files prints about this much; in bytes.
const maxBuffer = 16 * 1024 * 1024;

/**
 * Paths from the root of the working tree around a folder, committed or not.
 * @throws Failure where there is no repository or no Git, Error where Git cannot list
 */
export async function listPaths(directory: string, environment: Environment): Promise<string[]> {
  const place = discover(directory);
  const { program, prefix, variables } = armoured(place, environment);
  const command = [...prefix, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...folders];
  const { stdout } = await promisify(execFile)(program, command, { cwd: place.root, env: variables, maxBuffer });
  return stdout.split("\0").slice(0, -1);
}
