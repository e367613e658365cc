// A command line whose answer is known from before, because nothing it looked at is otherwise (decision 0021).

import { type Evidence, stillHolds } from "../repo/evidence.ts";
import { openMemory } from "../repo/memory.ts";
import type { Outcome, OutputFile } from "./command.ts";
import type { Host, World } from "./world.ts";

/** What is said again: everything an outcome says outside a CI. */
export interface Recalled {
  readonly output: string;
  readonly exit: number;
  readonly files: readonly OutputFile[];
  readonly hints: readonly string[];
  /** The folder that files are relative to. */
  readonly cwd: string;
}

interface Entry extends Recalled {
  readonly evidence: Evidence;
}

/** Commands that say the same whenever the repository is the same. None that signs, decides, or opens a gate for others. */
const remembered: ReadonlySet<string> = new Set(["validate"]);

/** The answer to this command line, or null where it has to be found. Never throws. */
export function recall(typed: readonly string[], host: Host): Recalled | null {
  const key = keyOf(typed, host, host.now().toISOString());
  const text = key === null ? null : (openMemory(host.env)?.recall(key) ?? null);
  if (text === null) return null;
  const entry = JSON.parse(text) as Entry;
  try {
    return stillHolds(entry.evidence, entry.cwd, host.env) ? entry : null;
  } catch {
    return null;
  }
}

/**
 * Keeps an outcome for the next time, where that can be known when it comes.
 * @param command its name: a branch may be called like one that is remembered
 */
export async function remember(
  typed: readonly string[],
  command: string,
  host: Host,
  world: World,
  outcome: Outcome,
): Promise<void> {
  const key = remembered.has(command) ? keyOf(typed, host, world.now) : null;
  const { output, exit, files = [], hints = [], change, settings } = outcome;
  if (key === null || typeof output !== "string" || change !== undefined || settings !== undefined) return;
  const evidence = (await world.repository()).evidence();
  if (evidence === null) return;
  const entry: Entry = { output, exit, files, hints, cwd: world.cwd, evidence };
  openMemory(host.env)?.keep(key, JSON.stringify(entry));
}

/**
 * Everything an answer follows from, beside the repository. Null where nothing is remembered: in a CI, whose verdict
 * lets others pass; where the sources run; where it is not wanted.
 */
function keyOf(typed: readonly string[], { build, cwd, env, stdout }: Host, now: string): string | null {
  if (build === undefined || typed.includes("--no-cache") || !typed.some((word) => remembered.has(word))) return null;
  if (env["CI"] !== undefined || env["GITHUB_ACTIONS"] !== undefined) return null;
  // Which Git, whose settings, and which colours.
  const names = ["PATH", "HOME", "XDG_CONFIG_HOME", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM"];
  const day = now.slice(0, 10);
  const shown = [stdout.isTTY === true, stdout.columns ?? null];
  return JSON.stringify([build, typed, cwd, day, shown, names.map((name) => env[name] ?? null)]);
}
