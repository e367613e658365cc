// What the machine brings with it, inside a repository or not: Git, OpenSSH, the user's own configuration and keys.

import { execFile } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ConfigEntry, configValue, parseConfig } from "./config.ts";
import { childEnvironment, type Environment, findProgram } from "./environment.ts";
import { isOlder, oldestGit, versionOf } from "./git.ts";
import { firstLine, isKeyLine } from "./signer.ts";

export interface Machine {
  readonly git: Tool;
  readonly openssh: Tool;
  /** A value of the user's own configuration, or null. */
  globalConfig(key: string): string | null;
  /** Keys that could sign: in `~/.ssh` with both halves, or in the agent. */
  readonly keys: readonly OwnKey[];
  /** Public keys the agent holds, as `type base64`. */
  readonly agent: readonly string[];
}

export interface Tool {
  readonly found: boolean;
  /** Null where the program is missing or does not tell. */
  readonly version: string | null;
  /** The oldest version kwanus works with. */
  readonly oldest: string;
  readonly tooOld: boolean;
}

export interface OwnKey {
  /** What `user.signingkey` would say: a path, or `key::ssh-ed25519 …` for a key of the agent. */
  readonly setting: string;
  /** `type base64` */
  readonly line: string;
}

// Signing by key from an agent, and the `sk-` types.
const oldestOpenSsh: readonly [number, number] = [8, 2];

// In milliseconds. An agent forwarded over a dead connection answers never.
const patience = 3000;

/** Looks at the machine. Starts only programs found in `PATH`; asks for no passphrase and no touch. */
export async function readMachine(environment: Environment): Promise<Machine> {
  const program = findProgram("git", environment);
  const [version, listing, ssh, agent] = await Promise.all([
    printed("git", ["version"], environment),
    // Where Git itself lies there is no repository, so what is listed is the user's.
    printed("git", ["config", "--list", "--show-scope", "-z"], environment),
    printed("ssh", ["-V"], environment),
    agentKeys(environment),
  ]);
  const settings: readonly ConfigEntry[] = parseConfig(Buffer.from(listing ?? ""));
  return {
    git: tool(program !== null, version, oldestGit),
    // ssh-keygen has no way to tell its version; both come in one package.
    openssh: tool(findProgram("ssh-keygen", environment) !== null, ssh, oldestOpenSsh),
    globalConfig: (key) => configValue(settings, key, ["global"]),
    keys: ownKeys(agent, environment),
    agent,
  };
}

/** True where the private half of a key file lies beside it, or is the file itself. */
export function hasPrivateHalf(file: string): boolean {
  return statSync(file.replace(/\.pub$/, ""), { throwIfNoEntry: false })?.isFile() === true;
}

function tool(found: boolean, text: string | null, oldest: readonly [number, number]): Tool {
  const version = text === null ? null : versionOf(text);
  return {
    found,
    version: version?.join(".") ?? null,
    oldest: oldest.join("."),
    tooOld: version !== null && isOlder(version, oldest),
  };
}

async function agentKeys(environment: Environment): Promise<string[]> {
  if (!environment.SSH_AUTH_SOCK) return [];
  const listed = await printed("ssh-add", ["-L"], environment);
  return (listed ?? "").split("\n").filter(isKeyLine).map(withoutComment);
}

function ownKeys(agent: readonly string[], environment: Environment): OwnKey[] {
  const home = environment.HOME ?? environment.USERPROFILE;
  const folder = join(home ?? "", ".ssh");
  // Without a home the path would be one of the current folder.
  const files = (home ? namesIn(folder) : [])
    .filter((name) => name.endsWith(".pub"))
    .flatMap((name): OwnKey[] => {
      const line = firstLine(join(folder, name));
      if (line === null || !isKeyLine(line)) return [];
      const usable = hasPrivateHalf(join(folder, name)) || agent.includes(withoutComment(line));
      return usable ? [{ setting: `~/.ssh/${name}`, line: withoutComment(line) }] : [];
    });
  const elsewhere = agent.filter((line) => !files.some((key) => key.line === line));
  return [...files, ...elsewhere.map((line) => ({ setting: `key::${line}`, line }))];
}

function withoutComment(line: string): string {
  return line.split(/\s+/).slice(0, 2).join(" ");
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** What a program prints, on either stream, or null where it is missing or fails. */
function printed(name: string, words: readonly string[], environment: Environment): Promise<string | null> {
  const program = findProgram(name, environment);
  if (program === null) return Promise.resolve(null);
  const env = { ...childEnvironment(environment), LC_ALL: "C", GIT_CONFIG_NOSYSTEM: "1" };
  return new Promise((done) => {
    execFile(program, words, { cwd: dirname(program), env, timeout: patience }, (error, stdout, stderr) =>
      done(error === null ? stdout || stderr : null),
    );
  });
}
