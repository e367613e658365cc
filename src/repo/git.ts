// Runs Git, held at arm's length: nothing a repository configures is obeyed, nothing of the environment leaks in.

import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { Failure } from "../failure.ts";
import { type ConfigEntry, parseConfig, withoutFilters } from "./config.ts";
import type { Place } from "./discover.ts";
import { childEnvironment, type Environment, findProgram } from "./environment.ts";

export interface Ended {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

interface RunOptions {
  readonly stdin?: Uint8Array | string;
  /** Where another index than the user's is to be used. */
  readonly indexFile?: string;
  /** Bytes of output at most: beyond, Git is ended and `tooMuch` thrown. */
  readonly most?: number;
  readonly tooMuch?: () => Failure;
}

export interface Git {
  /** `2.39.5` as numbers. */
  readonly version: readonly [number, number];
  /** Every configured value, as it was when Git was opened. */
  readonly config: readonly ConfigEntry[];
  /** The program and environment of every call, for those who must start another program beside it. */
  readonly environment: Environment;
  /** Runs a command to its end. Never rejects over an exit code. */
  end(command: readonly string[], options?: RunOptions): Promise<Ended>;
  /** The bytes a command prints. @throws Failure `git-failed` */
  bytes(command: readonly string[], options?: RunOptions): Promise<Buffer>;
  /** A porcelain command whose output is text, through simple-git. @throws Failure `git-failed` */
  text(command: readonly string[]): Promise<string>;
  /** A command that stays open. */
  start(command: readonly string[]): ChildProcessWithoutNullStreams;
}

/** Major and minor number of the oldest Git that kwanus works with. */
export const oldestGit: readonly [number, number] = [2, 34];

const settings = [
  "safe.bareRepository=explicit",
  // Empty, not `false`: before 2.36 the value is the name of a program.
  "core.fsmonitor=",
  "core.hooksPath=/dev/null",
  "protocol.ext.allow=never",
  // A commit-graph file may lie about parents.
  "core.commitGraph=false",
  "submodule.recurse=false",
  "advice.graftFileDeprecated=false",
];

const fixedEnvironment = {
  LC_ALL: "C",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_GRAFT_FILE: "/dev/null",
  GIT_NO_LAZY_FETCH: "1",
  // Git before 2.39.4 does not know the line above; with no protocol allowed, its fetch ends before it starts.
  GIT_ALLOW_PROTOCOL: "none",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
};

/** Git in one place, before anything is known of its configuration. */
export interface Reach {
  readonly program: string;
  readonly prefix: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Runs a command to its end, with more variables. */
  run(command: readonly string[], more?: Environment, options?: RunOptions): Promise<Ended>;
  /** The same while nothing else happens, which starts sooner. */
  runNow(command: readonly string[], more?: Environment): Ended;
}

/** @throws Failure `no-git` */
export function reachGit(place: Place, environment: Environment): Reach {
  const { gitDir, root } = place;
  const program = findProgram("git", environment);
  if (program === null)
    throw new Failure(
      "noVerdict",
      "no-git",
      "Git was not found in PATH",
      `Install Git ${oldestGit.join(".")} or newer: https://git-scm.com/downloads`,
    );
  const variables = { ...childEnvironment(environment), ...fixedEnvironment };
  const prefix = [
    ...[`--git-dir=${gitDir}`, `--work-tree=${root}`, "--no-replace-objects", "--literal-pathspecs"],
    ...settings.flatMap((setting) => ["-c", setting]),
  ];
  const run: Reach["run"] = (command, more, options) =>
    runToEnd(spawn(program, [...prefix, ...command], { cwd: place.root, env: { ...variables, ...more } }), options);
  const runNow: Reach["runNow"] = (command, more) => {
    const env = { ...variables, ...more };
    const ended = spawnSync(program, [...prefix, ...command], { cwd: place.root, env, maxBuffer: Infinity });
    return { code: ended.status ?? 128, stdout: ended.stdout, stderr: ended.stderr.toString() };
  };
  return { program, prefix, variables, run, runNow };
}

/**
 * Finds Git, reads its configuration, and returns the one way to run it in this place.
 * @throws Failure `no-git`, `old-git`, `unreadable-filter`.
 */
export async function openGit(place: Place, environment: Environment): Promise<Git> {
  const { program, prefix, variables: fixed, run } = reachGit(place, environment);
  const [version, listing] = await Promise.all([run(["version"]), run(["config", "--list", "--show-scope", "-z"])]);
  const found = knownVersion(version);
  if (listing.code !== 0) throw gitFailed(["config"], listing.stderr);
  const config = parseConfig(listing.stdout);
  const filters = withoutFilters(config);

  const end: Git["end"] = (command, options = {}) =>
    run(
      command,
      options.indexFile === undefined ? filters : { ...filters, GIT_INDEX_FILE: options.indexFile },
      options,
    );
  return {
    version: found,
    config,
    environment,
    end,
    bytes: async (command, options) => {
      const ended = await end(command, options);
      if (ended.code !== 0) throw gitFailed(command, ended.stderr);
      return ended.stdout;
    },
    text: async (command) => {
      const { simpleGit } = await import("simple-git");
      const porcelain = simpleGit({
        baseDir: place.root,
        binary: program,
        allowEnvironment: Object.keys(fixed),
        unsafe: {
          // Its guard refuses these settings whatever their value; here they switch things off.
          allowUnsafeConfigPaths: true,
          allowUnsafeCustomBinary: true,
          allowUnsafeFsMonitor: true,
          allowUnsafeHooksPath: true,
          allowUnsafeProtocolOverride: true,
        },
      }).env(fixed);
      return porcelain.raw([...prefix, ...command]).catch((error: Error) => {
        throw gitFailed(command, error.message);
      });
    },
    start: (command) => spawn(program, [...prefix, ...command], { cwd: place.root, env: { ...fixed, ...filters } }),
  };
}

/** The failure of one Git command, with Git's own first words. */
export function gitFailed(command: readonly string[], stderr: string): Failure {
  const said = stderr.split("\n").find((line) => /^(fatal|error):/.test(line)) ?? stderr.split("\n")[0] ?? "";
  return new Failure(
    "noVerdict",
    "git-failed",
    `git ${command[0]} failed: ${said || "it said nothing"}`,
    "Check the repository: git fsck",
  );
}

function runToEnd(
  child: ChildProcessWithoutNullStreams,
  { stdin = "", most = Number.POSITIVE_INFINITY, tooMuch }: RunOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let length = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) return void stdout.push(chunk);
      stdout.length = 0;
      child.kill();
      reject(tooMuch?.());
    });
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error) =>
      reject(
        new Failure(
          "noVerdict",
          "no-git",
          `Git could not be started: ${error.message}`,
          "Check your installation: git --version",
        ),
      ),
    );
    child.on("close", (code) =>
      resolve({ code: code ?? 128, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
    // Git may end before it has read everything; its exit code says why.
    child.stdin.on("error", () => {});
    child.stdin.end(stdin);
  });
}

function knownVersion({ stdout }: Ended): readonly [number, number] {
  const text = stdout.toString().trim();
  const found = versionOf(text) ?? [0, 0];
  if (isOlder(found, oldestGit))
    throw new Failure(
      "noVerdict",
      "old-git",
      `${text || "this Git"} is too old`,
      `Install Git ${oldestGit.join(".")} or newer: https://git-scm.com/downloads`,
    );
  return found;
}

/** Major and minor number in what a program prints about itself, or null. */
export function versionOf(text: string): readonly [number, number] | null {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  return major === undefined ? null : [Number(major), Number(minor)];
}

/** True when the first of two versions came before the second. */
export function isOlder(
  [major, minor]: readonly [number, number],
  [than, andThan]: readonly [number, number],
): boolean {
  return major < than || (major === than && minor < andThan);
}
