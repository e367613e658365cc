// Times commands against each other: in turns, so that whatever else the machine does falls on all of them alike.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

export interface Command {
  readonly program: string;
  readonly words: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Run before each turn, not timed. */
  before?(): void;
}

export interface Times<Name extends string> {
  /** Medians in milliseconds. */
  readonly of: Readonly<Record<Name, number>>;
  readonly rounds: number;
}

export interface Patience {
  /** Rounds that are wanted; an odd number has a median that was measured. */
  readonly rounds: number;
  /** Fewer, but at least three, where they would take longer. In seconds. */
  readonly seconds: number;
}

/** Node 20 reads NODE_EXTRA_CA_CERTS at its start and takes twice as long; CI would keep kwanus from its cache. */
export function benchEnvironment(home: string): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: home, LC_ALL: "C", GIT_CONFIG_NOSYSTEM: "1" };
}

/** Runs the commands A B A B …, once unmeasured and then for as many rounds as there is patience. */
export function inTurns<Name extends string>(
  commands: Readonly<Record<Name, Command>>,
  environment: Readonly<Record<string, string>>,
  { rounds, seconds }: Patience,
): Times<Name> {
  const names = Object.keys(commands) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (const name of names) once(commands[name], environment);
  const start = performance.now();
  let done = 0;
  while (done < rounds) {
    const spent = (performance.now() - start) / 1000;
    if (done >= 3 && done % 2 === 1 && (spent * (done + 2)) / done > seconds) break;
    for (const name of names) taken.get(name)?.push(once(commands[name], environment));
    done++;
  }
  const medians = names.map((name) => [name, median(taken.get(name) ?? [])] as const);
  return { of: Object.fromEntries(medians) as Record<Name, number>, rounds: done };
}

/** Runs tasks of this process and commands in turns, as `inTurns` does; a task takes the milliseconds it says. */
export async function tasksInTurns<Name extends string>(
  tasks: Readonly<Record<Name, () => number | Promise<number>>>,
  rounds: number,
): Promise<Times<Name>> {
  const names = Object.keys(tasks) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (const name of names) await tasks[name]();
  for (let done = 0; done < rounds; done++) for (const name of names) taken.get(name)?.push(await tasks[name]());
  const medians = names.map((name) => [name, median(taken.get(name) ?? [])] as const);
  return { of: Object.fromEntries(medians) as Record<Name, number>, rounds };
}

/** Milliseconds of one run. @throws Error where the program cannot be started, or Node itself fails */
export function once(
  { program, words, cwd, env, before }: Command,
  environment: Readonly<Record<string, string>>,
): number {
  before?.();
  const start = performance.now();
  const { error, status, stderr } = spawnSync(program, words, {
    cwd,
    env: { ...environment, ...env },
    // As in a CI: what is said goes into a pipe.
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 28,
  });
  const took = performance.now() - start;
  if (error !== undefined) throw error;
  // A run without a verdict is fast and proves nothing.
  if (status !== 0 && status !== 1)
    throw new Error(`${program} ${words.join(" ")} ended with ${status}:\n${stderr.toString().slice(0, 2000)}`);
  return took;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** The most memory a Node program held, in MiB. */
export function peakOf({ words, cwd }: Command, environment: Readonly<Record<string, string>>): number {
  const { output } = spawnSync(process.execPath, ["--require", join(import.meta.dirname, "peak.cjs"), ...words], {
    cwd,
    env: { ...environment },
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  return Math.round(Number(output[3]) / 1024);
}
