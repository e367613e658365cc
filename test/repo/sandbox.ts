// Real repositories in a temporary folder, with a home of their own and Git as the user would run it.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { Failure } from "../../src/failure.ts";
import { openRepository, type Repository } from "../../src/repo/repository.ts";

const folder = realpathSync(mkdtempSync(join(process.env["KWANUS_TEST_FOLDER"] ?? tmpdir(), "sandbox-")));
let count = 0;

export const home = join(folder, "home");
mkdirSync(home);
writeFileSync(
  join(home, ".gitconfig"),
  '[user]\n\tname = ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n[protocol "file"]\n\tallow = always\n[maintenance]\n\tauto = false\n',
);

/** What kwanus is started with. */
export const environment = { PATH: process.env.PATH, HOME: home };

export function newFolder(): string {
  const path = join(folder, `r${++count}`);
  mkdirSync(path);
  return path;
}

/** Runs Git the way a user does: hooks, filters and all. Returns its output, trimmed. */
export function git(directory: string, ...command: string[]): string {
  const options = { cwd: directory, env: { ...environment, GIT_CONFIG_NOSYSTEM: "1" }, stdio: "pipe" as const };
  return execFileSync("git", command, options).toString().trim();
}

export function write(directory: string, files: Record<string, string | Uint8Array>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

/** Writes files and commits everything. Returns the commit id. */
export function commit(directory: string, files: Record<string, string | Uint8Array>, message = "step"): string {
  write(directory, files);
  git(directory, "add", "--all");
  git(directory, "commit", "--quiet", "--allow-empty", "-m", message);
  return git(directory, "rev-parse", "HEAD");
}

/** A repository whose first commit holds the files. */
export function newRepository(files: Record<string, string | Uint8Array> = { "a.yaml": "a: 1\n" }): string {
  const directory = newFolder();
  git(directory, "init", "--quiet");
  if (Object.keys(files).length > 0) commit(directory, files, "first");
  return directory;
}

/** Opens a repository; it is closed after the test. */
export async function open(directory: string, more: Record<string, string> = {}): Promise<Repository> {
  const repository = await openRepository(directory, { ...environment, ...more });
  onTestFinished(() => repository.close());
  return repository;
}

/** The Failure something ends in. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

export const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
