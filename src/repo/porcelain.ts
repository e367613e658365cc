// Git as a person types it, for the demo: init, add, commit, switch, merge. Runs no hooks, pages nothing, signs nothing.

import { simpleGit } from "simple-git";
import { Failure } from "../failure.ts";
import { childEnvironment, type Environment, findProgram } from "./environment.ts";

/**
 * Runs one Git command in a folder and returns what it printed.
 * @param at when its commits say that they were made; now by default
 * @throws Failure `no-git`, `git-failed`
 */
export async function porcelain(
  directory: string,
  words: readonly string[],
  environment: Environment,
  at?: Date,
): Promise<string> {
  if (findProgram("git", environment) === null)
    throw new Failure(
      "noVerdict",
      "no-git",
      "Git was not found in PATH",
      "Install Git 2.34 or newer: https://git-scm.com/downloads",
    );
  const variables = {
    ...childEnvironment(environment),
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    ...(at !== undefined && { GIT_AUTHOR_DATE: at.toISOString(), GIT_COMMITTER_DATE: at.toISOString() }),
  };
  const git = simpleGit({
    baseDir: directory,
    config: ["core.hooksPath=/dev/null", "commit.gpgSign=false", "core.autocrlf=false", "advice.detachedHead=false"],
    allowEnvironment: Object.keys(variables),
    unsafe: { allowUnsafeHooksPath: true },
  }).env(variables);
  return git.raw([...words]).catch((error: Error) => {
    throw new Failure(
      "noVerdict",
      "git-failed",
      `git ${words[0]} failed: ${error.message.trim()}`,
      "see what is wrong there: git status",
    );
  });
}
