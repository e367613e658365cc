// The oracle: real gpg with a home of its own that goes away after the test file.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Gpg {
  readonly home: string;
  /** The environment in which gpg and Git find these keys. */
  readonly env: Record<string, string>;
  /** Imports armoured keys. */
  import(...keys: string[]): void;
  /** `gpg --verify`: does a key of the keyring fit? Expired and revoked ones do as well; gpg warns of them. */
  fits(signature: string | Uint8Array, message: string | Uint8Array): boolean;
  /** The word gpg has for it: GOODSIG, EXPKEYSIG, REVKEYSIG, EXPSIG, BADSIG, ERRSIG, NODATA. */
  says(signature: string | Uint8Array, message: string | Uint8Array): string;
  /** Runs gpg. @throws Error where it fails */
  run(...words: string[]): string;
  remove(): void;
}

/** @throws Error where gpg is not installed: a comparison with nothing would compare nothing */
export function gpg(): Gpg {
  const home = mkdtempSync(join(tmpdir(), "kwanus-gpg-"));
  const env = { PATH: process.env["PATH"] ?? "", HOME: home, GNUPGHOME: home, LC_ALL: "C", GIT_CONFIG_NOSYSTEM: "1" };
  const start = (words: readonly string[]) => {
    const ended = spawnSync("gpg", ["--batch", "--no-tty", ...words], { env });
    if (ended.error) throw new Error(`these tests compare kwanus with gpg, and it cannot be started: ${ended.error}`);
    return { status: ended.status, out: String(ended.stdout), err: String(ended.stderr) };
  };
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(home, name), content);
    return join(home, name);
  };
  const status = (signature: string | Uint8Array, message: string | Uint8Array): string[] => {
    const files = [write("oracle.sig", signature), write("oracle", message)];
    const { out } = start(["--status-fd", "1", "--verify", ...files]);
    return [...out.matchAll(/^\[GNUPG:\] (\w+)/gm)].map(([, word = ""]) => word);
  };
  const verdicts = /^(?:GOODSIG|EXPKEYSIG|REVKEYSIG|EXPSIG|BADSIG|ERRSIG|NODATA)$/;
  return {
    home,
    env,
    import(...keys) {
      const { err, out } = start(["--status-fd", "1", "--import", write("keys.asc", keys.join(""))]);
      if (!out.includes("IMPORT_OK")) throw new Error(err);
    },
    fits: (signature, message) => status(signature, message).includes("VALIDSIG"),
    says: (signature, message) => status(signature, message).find((word) => verdicts.test(word)) ?? "nothing",
    run(...words) {
      const { status, out, err } = start(words);
      if (status !== 0) throw new Error(err);
      return out;
    },
    remove() {
      spawnSync("gpgconf", ["--homedir", home, "--kill", "all"]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
