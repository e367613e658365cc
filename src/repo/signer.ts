// The only place that runs the user's own signer: `ssh-keygen -Y sign` here, gpg next door; the user's own key and terminal.

import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { Failure } from "../failure.ts";
import { childEnvironment } from "./environment.ts";
import { gpgSigner } from "./gpg.ts";
import type { Repository } from "./repository.ts";
import { type Ended, start, withHome } from "./start.ts";
import { inTemporaryFolder } from "./temporary.ts";

/** Where a signer is looked for: a repository, or outside of any the user's own configuration. */
export type SigningPlace = Pick<Repository, "root" | "config" | "globalConfig"> & {
  readonly git: Pick<Repository["git"], "environment">;
};

export interface Signer {
  /** Path of the key file, absolute; null for a key that only the agent holds. */
  readonly file: string | null;
  /** The public key as OpenSSH writes it, `ssh-ed25519 AAAA… comment`, or the armour of an OpenPGP key. */
  readonly publicKey: string;
  /**
   * Signs bytes in an SSHSIG namespace, or with gpg, and returns the armour. A passphrase or a touch is asked for on the
   * terminal.
   * @throws Failure `not-signed`
   */
  sign(bytes: Uint8Array, namespace: string): Promise<string>;
}

const keyLine = /^(ssh-|ecdsa-sha2-|sk-(ssh|ecdsa)-)\S+ \S+/;

/** True for a public key as OpenSSH writes it. */
export function isKeyLine(line: string): boolean {
  return keyLine.test(line);
}

/**
 * Commands that give Git a signing key; they never write over a key that is there. The repository's own configuration is
 * set where it would hide the user's.
 */
export function newKeyCommands({ config, globalConfig, git: { environment } }: SigningPlace): string {
  const key = "~/.ssh/id_ed25519";
  const there = statSync(withHome(`${key}.pub`, environment), { throwIfNoEntry: false })?.isFile() === true;
  const make = there ? "" : `ssh-keygen -t ed25519 -f ${key} && `;
  const hidden = ["gpg.format", "user.signingkey"].some((name) => config(name) !== globalConfig(name));
  const set = hidden ? "git config" : "git config --global";
  return `${make}${set} gpg.format ssh && ${set} user.signingkey ${key}.pub`;
}

function newKeyOrDoctor(place: SigningPlace): string {
  return `${newKeyCommands(place)}   (kwanus doctor looks for a key you have)`;
}

/**
 * The user's signing key: `user.signingkey`, a path to a private or public key file, or `key::ssh-ed25519 …` for a key
 * that only the agent holds, or what gpg knows a key by. A repository may name a key, never a program.
 * @throws Failure `no-signing-key`, `unsupported-signer`, `missing-key-file`, `unreadable-key`, `no-ssh-keygen`, and as
 *   `gpgSigner`.
 */
export async function findSigner(repository: SigningPlace): Promise<Signer> {
  // Global only: a program that a repository names is never run.
  const program = repository.globalConfig("gpg.ssh.program") ?? "ssh-keygen";
  const key = signingKey(repository);
  if ("gpg" in key) return gpgSigner(key.gpg, repository);
  const publicKey = "literal" in key ? key.literal : await publicKeyOf(key.file, repository);
  return {
    file: "literal" in key ? null : key.file,
    publicKey,
    sign: (bytes, namespace) =>
      inTemporaryFolder(async (folder) => {
        // On standard input the message would take the place of the terminal that a passphrase is typed at.
        const message = join(folder, "message");
        writeFileSync(message, bytes, { mode: 0o600 });
        const keyFile = "literal" in key ? join(folder, "key.pub") : key.file;
        if ("literal" in key) writeFileSync(keyFile, `${key.literal}\n`, { mode: 0o600 });
        const { code, stderr } = await run(
          program,
          ["-q", "-Y", "sign", "-n", namespace, "-f", keyFile, message],
          repository,
        );
        if (code === 0) return readFileSync(`${message}.sig`, "utf8");
        throw new Failure(
          "noVerdict",
          "not-signed",
          `nothing was signed: ${stderr || `${basename(program)} ended with ${code}`}`,
          "See whether the key works by itself: kwanus doctor, ssh-add -l, or ssh-keygen -y -f <key>",
        );
      }),
  };
}

function signingKey(place: SigningPlace): { literal: string } | { file: string } | { gpg: string } {
  const { root, git, config } = place;
  const format = config("gpg.format");
  const value = config("user.signingkey")?.trim();
  if (format === "openpgp" && (value || config("user.email"))) return { gpg: value || `<${config("user.email")}>` };
  if (format !== null && format !== "ssh" && format !== "openpgp") throw unsupported(format, place);
  if (!value)
    throw new Failure(
      "noVerdict",
      "no-signing-key",
      "Git has no signing key of yours",
      `${newKeyOrDoctor(place)}; with gpg: git config --global user.signingkey FINGERPRINT, of those that gpg --list-secret-keys shows`,
    );

  const literal = value.startsWith("key::") ? value.slice(5).trim() : value;
  if (keyLine.test(literal)) return { literal };
  const file = resolve(root, withHome(value, git.environment));
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return { file };
  // Without gpg.format a key that is no file is an OpenPGP key id.
  if (format === null && !/[/\\]/.test(value)) return { gpg: value };
  throw new Failure(
    "noVerdict",
    "missing-key-file",
    `user.signingkey names ${file}, which is not a file`,
    `Correct it, or make a key: ${newKeyOrDoctor(place)}`,
  );
}

async function publicKeyOf(file: string, repository: SigningPlace): Promise<string> {
  for (const candidate of [file, `${file}.pub`]) {
    const line = firstLine(candidate);
    if (line !== null && keyLine.test(line)) return line;
  }
  const { code, stdout, stderr } = await run("ssh-keygen", ["-y", "-f", file], repository);
  const line = stdout.trim();
  if (code === 0 && keyLine.test(line)) return line;
  throw new Failure(
    "noVerdict",
    "unreadable-key",
    `${file} is not an SSH key that can be read: ${stderr || `ssh-keygen ended with ${code}`}`,
    "Give user.signingkey the path of an SSH key file, with its public half beside it: ssh-keygen -y -f FILE > FILE.pub",
  );
}

function run(
  name: string,
  parameters: readonly string[],
  { root, git: { environment } }: SigningPlace,
): Promise<Ended> {
  // With SSH_ASKPASS gone and refused, a passphrase is asked for on the terminal or not at all.
  const env = { ...childEnvironment(environment), SSH_ASKPASS_REQUIRE: "never" };
  return start(
    name,
    parameters,
    { root, environment, env },
    (why) => new Failure("noVerdict", "no-ssh-keygen", `${name} ${why}`, "Install OpenSSH 8.2 or newer."),
  );
}

/** The first line of a file, trimmed, or null where it cannot be read. */
export function firstLine(file: string): string | null {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/, 1)[0]?.trim() ?? null;
  } catch {
    return null;
  }
}

function unsupported(format: string, place: SigningPlace): Failure {
  return new Failure(
    "noVerdict",
    "unsupported-signer",
    `your Git signs with ${format}; kwanus signs with SSH and OpenPGP keys`,
    newKeyOrDoctor(place),
  );
}
