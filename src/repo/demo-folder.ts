// The disk side of the demo: an empty folder, throw-away keys with a Git configuration each, and edits by hand.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "../failure.ts";
import { childEnvironment, type Environment, findProgram } from "./environment.ts";
import { newFolder } from "./temporary.ts";

/** An empty folder to build in: the given one, made if need be, or a new one under the temporary folder. */
export function emptyFolder(given: string | null): string {
  if (given === null) return newFolder("kwanus-demo-");
  try {
    mkdirSync(given, { recursive: true });
  } catch (error) {
    throw new Failure(
      "noVerdict",
      "cannot-write",
      `${given} cannot be made: ${(error as Error).message}`,
      "name a folder that can be written",
    );
  }
  if (readdirSync(given).length > 0)
    throw new Failure(
      "usage",
      "folder-not-empty",
      `${given} is not empty`,
      "name a new folder; the demo never writes over anything",
    );
  return given;
}

/** A home folder for one person: an Ed25519 key without passphrase, and a Git configuration that signs with it. */
export function personHome(home: string, id: string, environment: Environment): void {
  const keygen = findProgram("ssh-keygen", environment);
  if (keygen === null)
    throw new Failure("noVerdict", "no-ssh-keygen", "ssh-keygen was not found in PATH", "install OpenSSH 8.2 or newer");
  mkdirSync(home, { recursive: true });
  const key = join(home, "id_ed25519");
  execFileSync(keygen, ["-q", "-t", "ed25519", "-N", "", "-C", `${id} (demo)`, "-f", key], {
    env: childEnvironment(environment),
  });
  const name = id.charAt(0).toUpperCase() + id.slice(1);
  const settings = [
    "[user]",
    `\tname = ${name}`,
    `\temail = ${id}@office.example`,
    `\tsigningkey = ${key}`,
    "[gpg]",
    "\tformat = ssh",
    "[init]",
    "\tdefaultBranch = main",
    "",
  ];
  writeFileSync(join(home, ".gitconfig"), settings.join("\n"));
}

/** Writes a file below a folder, making the folders above it. */
export function writeBelow(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Replaces a text in a file, as somebody would in an editor. @throws Error where it is not there */
export function replaceIn(folder: string, path: string, from: string, to: string): void {
  const file = join(folder, path);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (!text.includes(from)) throw new Error(`${path} does not hold "${from}"`);
  writeFileSync(file, text.replace(from, to));
}
