// The user's own gpg: which key it would sign with, and signing with it. Agent and pinentry are the user's, and so is the terminal.

import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Failure } from "../failure.ts";
import { childEnvironment, type Environment } from "./environment.ts";
import type { Signer, SigningPlace } from "./signer.ts";
import { type Ended, start } from "./start.ts";
import { inTemporaryFolder } from "./temporary.ts";

/** What gpg finds its keys, its agent and the terminal or desktop for a passphrase by. */
const passed = ["GNUPGHOME", "GPG_TTY", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR"];

/** Output in the one form that is read back: no headers, exact bytes, no expiry, a hash every key can sign. */
const plainly = ["--batch", "--yes", "--armor", "--no-comments", "--no-emit-version"];
const exactly = ["--detach-sign", "--no-textmode", "--default-sig-expire", "0", "--digest-algo", "SHA512"];

/**
 * The signer that gpg is for a key: an id, a fingerprint (with `!` for one subkey), or a user id, as in `user.signingkey`.
 * A repository may name a key, never a program.
 * @throws Failure `no-gpg`, `no-secret-key`, `ambiguous-key`, `unreadable-key`
 */
export async function gpgSigner(key: string, place: SigningPlace): Promise<Signer> {
  const fingerprint = await primaryOf(key, place);
  const exported = await gpg([...plainly, "--export-options", "export-minimal", "--export", fingerprint], place);
  if (exported.code !== 0 || exported.stdout === "")
    throw new Failure(
      "noVerdict",
      "unreadable-key",
      `gpg does not export ${fingerprint}: ${exported.stderr || `it ended with ${exported.code}`}`,
      `See whether it works by itself: gpg --armor --export ${fingerprint}`,
    );
  return {
    file: null,
    publicKey: exported.stdout.replaceAll("\r\n", "\n"),
    sign: (bytes) =>
      inTemporaryFolder(async (folder) => {
        const message = join(folder, "message");
        writeFileSync(message, bytes, { mode: 0o600 });
        const output = ["--local-user", key, "--output", `${message}.sig`, "--", message];
        const { code, stderr } = await gpg([...plainly, ...exactly, ...output], place);
        if (code === 0) return readFileSync(`${message}.sig`, "utf8").replaceAll("\r\n", "\n");
        throw new Failure(
          "noVerdict",
          "not-signed",
          `nothing was signed: ${stderr || `gpg ended with ${code}`}`,
          `See whether the key works by itself: echo test | gpg --local-user '${key}' --clearsign   (on a terminal: export GPG_TTY=$(tty))`,
        );
      }),
  };
}

/** The fingerprint of the one primary key with a secret half that a name stands for. */
async function primaryOf(key: string, place: SigningPlace): Promise<string> {
  const listing = (await gpg(["--batch", "--with-colons", "--list-secret-keys", "--", key], place)).stdout;
  const all = primariesIn(listing);
  // Who has renewed a key by a new one often has both under one name, and gpg takes the one that is good.
  const found = all.length > 1 ? primariesIn(listing.replace(/^sec:[rei]:.*$/gm, "gone")) : all;
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only;
  throw only === undefined
    ? new Failure(
        "noVerdict",
        "no-secret-key",
        `gpg holds no secret key for ${key}`,
        "gpg --list-secret-keys shows what it holds; then: git config user.signingkey FINGERPRINT",
      )
    : new Failure(
        "noVerdict",
        "ambiguous-key",
        `gpg holds ${found.length} keys for ${key}`,
        `say which: git config user.signingkey ${only}`,
      );
}

/** Fingerprints of the primary keys in `gpg --list-secret-keys --with-colons` (GnuPG's doc/DETAILS). */
function primariesIn(listing: string): string[] {
  const records = listing.split(/\r?\n/).map((line) => line.split(":"));
  return records.flatMap(([type], at) => {
    const fingerprint = records.slice(at + 1).find(([next]) => next === "fpr")?.[9];
    return type === "sec" && fingerprint !== undefined ? [fingerprint] : [];
  });
}

/** The keys gpg could sign with, by fingerprint; none where it is missing or has never been used. */
export async function gpgKeys(place: SigningPlace): Promise<string[]> {
  const { GNUPGHOME, HOME, APPDATA } = place.git.environment;
  const homes = [GNUPGHOME, HOME && join(HOME, ".gnupg"), APPDATA && join(APPDATA, "gnupg")];
  // Asked for its keys gpg would lay itself a home.
  if (!homes.some((home) => home && statSync(home, { throwIfNoEntry: false })?.isDirectory())) return [];
  try {
    return primariesIn((await gpg(["--batch", "--with-colons", "--list-secret-keys"], place)).stdout);
  } catch (problem) {
    if (problem instanceof Failure) return [];
    throw problem;
  }
}

function gpg(
  parameters: readonly string[],
  { root, git: { environment }, globalConfig }: SigningPlace,
): Promise<Ended> {
  // Global only: a program that a repository names is never run.
  const name = globalConfig("gpg.openpgp.program") ?? globalConfig("gpg.program") ?? "gpg";
  return start(
    name,
    parameters,
    { root, environment, env: gpgEnvironment(environment) },
    (why) => new Failure("noVerdict", "no-gpg", `${basename(name)} ${why}`, "Install GnuPG 2.2 or newer."),
  );
}

function gpgEnvironment(environment: Environment): Record<string, string> {
  const env = childEnvironment(environment);
  for (const name of passed) {
    const value = environment[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}
