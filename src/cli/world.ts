// Everything a command may know of the machine it runs on. Handed in, so that a test can hand in another.

import { resolve } from "node:path";
import type { Environment } from "../repo/environment.ts";
import type { Repository } from "../repo/repository.ts";
import type { Colour, Style } from "../reporters/style.ts";
import type { Answer, Question } from "./ask.ts";
import { columnsOf } from "./print.ts";
import { startProgress } from "./progress.ts";

export interface World {
  /** Of kwanus: `0.1.0`. */
  readonly version: string;
  /** Absolute: the current folder, or `-C`. */
  readonly cwd: string;
  readonly env: Environment;
  /** What was typed after `kwanus`. */
  readonly typed: readonly string[];
  readonly dryRun: boolean;
  /** Whether a question may be asked. */
  readonly interactive: boolean;
  /** Cells of a line on stdout; 100 where it is not a terminal, so that files do not depend on a window. */
  readonly columns: number;
  /** Whether stdout is a terminal: there sentences are folded as well. */
  readonly terminal: boolean;
  readonly colour: Colour;
  /** Styles for stdout. */
  readonly style: Style;
  /** `YYYY-MM-DD`: the day verdicts are made for, `--as-of` or today in UTC. */
  readonly today: string;
  /** The clock, whatever `--as-of` says: `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string;
  /** A new random UUID each time. */
  uuid(): string;
  /** All of stdin as text. */
  stdin(): Promise<string>;
  /** One question; `answer` in prompts.ts is what commands call. */
  ask(question: Question): Promise<Answer>;
  /** The repository around `cwd`, opened once. @throws Failure as `openRepository` */
  repository(): Promise<Repository>;
  /** Runs another command line in this process, in another place and for another person. */
  kwanus(words: readonly string[], place: Place): Promise<Ended>;
  /** Shows a label on stderr if work lasts, a function's anew as it goes on; the function returned takes it away. */
  progress(label: string | (() => string)): () => void;
}

export interface Place {
  readonly cwd: string;
  readonly env: Environment;
  /** The clock there; this process's own by default. */
  readonly now?: () => Date;
  /** Cells of a line on stdout; what is printed into a file has as many as `World.columns` says. */
  readonly columns?: number;
}

export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `cli/` needs of a process; the real one, or a test's. */
export interface Host {
  readonly version: string;
  /** Of the built program: another build may judge otherwise. Absent where the sources run, which remember nothing. */
  readonly build?: string;
  readonly cwd: string;
  readonly env: Environment;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Sink;
  readonly stderr: Output;
  now(): Date;
  uuid(): string;
  /** Calls back on SIGINT and SIGTERM until the function returned is called. */
  onSignal(listener: (signal: "SIGINT" | "SIGTERM") => void): () => void;
}

/** What is written to and asked for its size. */
export interface Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, done: (error?: NodeJS.ErrnoException | null) => void): unknown;
  on?(event: "error", listener: () => void): unknown;
}

export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** What may stand on any command line. */
export interface Globals {
  /** Values of `-C`, each relative to the one before, as in Git. */
  readonly folders: readonly string[];
  readonly color: "always" | "never" | "auto";
  readonly input: boolean;
  readonly asOf: string | null;
}

const columnsOfFiles = 100;

/** The world of one invocation. Loads chalk, and the repository only once a command asks for it. */
export async function openWorld(
  host: Host,
  globals: Globals,
  typed: readonly string[],
  dryRun: boolean,
  kwanus: World["kwanus"],
): Promise<World> {
  const { style } = await import("../reporters/style.ts");
  const { version, env, stdout } = host;
  const cwd = resolve(host.cwd, ...globals.folders);
  const colour = colourOf(globals.color, env, stdout.isTTY === true);
  const now = `${host.now().toISOString().slice(0, 19)}Z`;
  let repository: Promise<Repository> | undefined;
  return {
    version,
    cwd,
    env,
    typed,
    dryRun,
    get interactive() {
      return globals.input && host.stdin.isTTY === true && host.stderr.isTTY === true && !isCi(env);
    },
    columns: columnsOf(stdout, columnsOfFiles),
    terminal: stdout.isTTY === true,
    colour,
    style: style(colour),
    today: globals.asOf ?? now.slice(0, 10),
    now,
    uuid: host.uuid,
    stdin: () => textOf(host.stdin),
    async ask(question) {
      const { stdin, stderr } = host;
      const coloured = colourOf(globals.color, env, stderr.isTTY === true) > 0;
      return (await import("./ask.ts")).ask(question, { stdin, stderr, coloured });
    },
    repository() {
      repository ??= import("../repo/repository.ts").then(({ openRepository }) => openRepository(cwd, env));
      return repository;
    },
    kwanus,
    progress: (label) =>
      host.stderr.isTTY === true && env["TERM"] !== "dumb" && !isCi(env)
        ? startProgress(host.stderr, label)
        : () => undefined,
  };
}

/**
 * How many colours to use. The first that speaks decides: `--color`, `NO_COLOR`, `FORCE_COLOR`, `TERM=dumb`, whether it
 * is a terminal. Source: no-color.org (set and not empty).
 */
export function colourOf(choice: Globals["color"], env: Environment, isTTY: boolean): Colour {
  if (choice === "never") return 0;
  if (choice === "always") return able(env);
  if (isSet(env["NO_COLOR"])) return 0;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined)
    return forced === "0" || forced === "false" ? 0 : forced === "2" ? 2 : forced === "3" ? 3 : able(env);
  return env["TERM"] === "dumb" || !isTTY ? 0 : able(env);
}

function able(env: Environment): Colour {
  if (/^(?:truecolor|24bit)$/.test(env["COLORTERM"] ?? "")) return 3;
  return /256color/.test(env["TERM"] ?? "") ? 2 : 1;
}

/** True in a CI job, which nobody can be asked in. */
export function isCi(env: Environment): boolean {
  const ci = env["CI"];
  return isSet(ci) && ci !== "false" && ci !== "0";
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString("utf8");
}
