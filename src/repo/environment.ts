// What a child process gets to see: an environment of known names, and programs found by absolute folders only.

import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** The environment kwanus was started with, handed in by `cli/`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const passed = [
  ...["HOME", "LANG", "LOGNAME", "SSH_AUTH_SOCK", "TERM", "TMPDIR", "USER", "XDG_CONFIG_HOME"],
  // Windows finds its profile, its temporary folder and its libraries by these.
  ...["APPDATA", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "PATHEXT", "SYSTEMROOT", "TEMP", "TMP", "USERPROFILE"],
];

/** The allow-listed part of an environment. Every `GIT_*` and `SSH_ASKPASS` is gone, and `PATH` holds absolute folders only. */
export function childEnvironment(environment: Environment): Record<string, string> {
  const child: Record<string, string> = { PATH: searchPath(environment).join(delimiter) };
  for (const name of passed) {
    const value = environment[name];
    if (value !== undefined) child[name] = value;
  }
  return child;
}

/**
 * The absolute path of a program, or null. A relative folder in `PATH` (`.` above all) would start a program planted in
 * the repository, so such folders do not count.
 */
export function findProgram(name: string, environment: Environment): string | null {
  const names = process.platform === "win32" ? [`${name}.exe`, name] : [name];
  for (const folder of searchPath(environment))
    for (const file of names) if (isProgram(join(folder, file))) return join(folder, file);
  return null;
}

function searchPath(environment: Environment): string[] {
  const path = environment.PATH ?? environment.Path ?? "";
  return path.split(delimiter).filter((folder) => isAbsolute(folder));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
