// kwanus as a whole on real clones of the sample, for filing: what it is told, and what it is asked.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { parse } from "yaml";
import { run } from "../../src/cli/main.ts";
import { registry } from "../../src/cli/registry.ts";
import { environment, git, newRepository } from "../repo/sandbox.ts";
import { collector, type Told } from "./frame.ts";
import { sample } from "./world.ts";

const now = new Date("2026-11-21T09:08:07.000Z");

/** The sample, landed on main, with a branch of one's own checked out. */
export async function clone(branch = "mine"): Promise<string> {
  const directory = newRepository({ ...(await sample()) });
  git(directory, "config", "kwanus.base", "refs/heads/main");
  if (branch !== "main") git(directory, "switch", "--quiet", "-c", branch);
  return directory;
}

let shared: Promise<string> | undefined;

/** One clone for everything that writes nothing, which each of them makes sure of. */
export function refusing(): Promise<string> {
  shared ??= clone();
  return shared;
}

export async function kwanus(cwd: string, words: readonly string[], typed = "", commands = registry): Promise<Told> {
  const stdin = new PassThrough();
  stdin.end(typed);
  const [out, err] = [collector(), collector()];
  const host = {
    version: "9.8.7",
    cwd,
    env: environment,
    stdin,
    stdout: out.stream,
    stderr: err.stream,
    now: () => now,
    uuid: () => "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d",
    onSignal: () => () => undefined,
  };
  const exit = await run(words, host, commands);
  return { exit, out: out.text(), err: err.text() };
}

/** The words a shell makes of a line. */
export function shellWords(line: string): string[] {
  const { stdout } = spawnSync("sh", ["-c", `printf '%s\\0' ${line}`]);
  return stdout.toString().split("\0").slice(0, -1);
}

export const wordsOf = (flags: Readonly<Record<string, string | readonly string[]>>): string[] =>
  Object.entries(flags).flatMap(([flag, value]) => [value].flat().flatMap((one) => [`--${flag}`, one]));

export const noRisks = {
  "technical-risk": "none: It only reads.",
  "security-risk": "none: It reads what users see anyway.",
  "compliance-risk": "none: Nothing leaves the platform.",
  "ecosystem-risk": "none: Nobody depends on it.",
};

export const texts = {
  title: "Export of report dates",
  description: "Users download their dates.",
  justification: "They copy them by hand today.",
  "governance-alignment": "Logged like every read.",
  "compatibility-impact": "None, a button is added.",
  "compatibility-plan": "The button hides where it cannot work.",
  "security-impact": "One more read permission.",
  "lifecycle-plan": "Maintained with the panel.",
  "sustainability-review": "Each quarter.",
  "ecosystem-health": "Others can copy it.",
  viability: "Part of the product.",
};

export const capability = {
  partner: "acme",
  author: "dana",
  ...texts,
  capability: "export-tools=Writes dates into a calendar file",
  permission: "read:report-history@own-users=Shows a=b@c, too",
  "migration-not-applicable": "It is new.",
  ...noRisks,
};

export const status = (directory: string): string[] =>
  git(directory, "status", "--porcelain", "--untracked-files=all")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.trim());

export const subject = "partners/acme/proposals/EXP-0001";
export const read = (directory: string, path: string) => parse(readFileSync(join(directory, path), "utf8"));
