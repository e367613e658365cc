// Starts a signer, with the terminal left to it.

import { spawn } from "node:child_process";
import { isAbsolute, join } from "node:path";
import type { Failure } from "../failure.ts";
import { type Environment, findProgram } from "./environment.ts";

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  /** Last line, where it did not go to the terminal. */
  readonly stderr: string;
}

export interface Stage {
  readonly root: string;
  /** Where the program is looked for. */
  readonly environment: Environment;
  /** What it gets to see. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs a program of the user's own, a name from `PATH` or a path, and waits for it.
 * @param lost makes the failure where it cannot be started, from the end of a sentence about it
 */
export function start(
  name: string,
  parameters: readonly string[],
  { root, environment, env }: Stage,
  lost: (why: string) => Failure,
): Promise<Ended> {
  const path = withHome(name, environment);
  const program = isAbsolute(path) ? path : findProgram(name, environment);
  if (program === null) return Promise.reject(lost("was not found in PATH"));
  // Without a terminal a signer would wait for the passphrase on whatever stdin is.
  const stdin = process.stdin.isTTY ? "inherit" : "ignore";
  const stderr = process.stderr.isTTY ? "inherit" : "pipe";
  return new Promise((done, fail) => {
    const child = spawn(program, parameters, { cwd: root, env, stdio: [stdin, "pipe", stderr] });
    const printed: Buffer[] = [];
    const complained: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => printed.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => complained.push(chunk));
    child.on("error", (error) => fail(lost(`could not be started: ${error.message}`)));
    child.on("close", (code) => {
      const said = Buffer.concat(complained).toString().trim().split(/\r?\n/).at(-1) ?? "";
      const ended = { code: code ?? 128, stdout: Buffer.concat(printed).toString(), stderr: said };
      // Ctrl-C stops it and us: where the news of its end comes first, ours is on its way and is what happened.
      if (ended.code === 0) done(ended);
      else setTimeout(() => done(ended), 100);
    });
  });
}

/** A path with `~` in front put below the user's home. */
export function withHome(path: string, environment: Environment): string {
  const home = environment.HOME ?? environment.USERPROFILE;
  return home !== undefined && /^~[/\\]/.test(path) ? join(home, path.slice(2)) : path;
}
