// The oracle: real ssh-keygen on real files in a folder that goes away after the test file.

import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export interface GeneratedKey {
  readonly path: string;
  /** PEM that node reads, except for Ed25519. */
  readonly privatePem: string;
  readonly publicLine: string;
}

export interface SshKeygen {
  readonly folder: string;
  /** Writes a file into the folder and returns its path. Private keys need mode 0600, which is the default. */
  write(name: string, content: string | Uint8Array): string;
  /** Generates a key pair. */
  generate(type: string, bits?: number): Promise<GeneratedKey>;
  /** `ssh-keygen -l` of a public key line: `3072 SHA256:… comment (RSA)`; null where ssh-keygen does not read it. */
  list(publicLine: string): string | null;
  /** `ssh-keygen -Y sign`: the armour it prints. */
  sign(keyPath: string, message: string | Uint8Array, namespace: string, ...options: string[]): string;
  /** `ssh-keygen -Y check-novalidate`: does the signature fit its own key, message and namespace? */
  fits(signature: string | Uint8Array, message: string | Uint8Array, namespace: string): boolean;
  /** `ssh-keygen -Y verify`: does it belong to this principal of an allowed_signers text? */
  verifies(allowed: string, person: string, signature: string, message: string, namespace: string): boolean;
  remove(): void;
}

export function sshKeygen(): SshKeygen {
  const folder = mkdtempSync(join(tmpdir(), "kwanus-trust-"));
  let files = 0;
  const write = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const run = (options: string[], input: string | Uint8Array) => spawnSync("ssh-keygen", options, { input });
  return {
    folder,
    write,
    async generate(type, bits) {
      const path = join(folder, `${type}-${bits ?? 0}-${files++}`);
      const size = bits === undefined ? [] : ["-b", String(bits)];
      await promisify(execFile)("ssh-keygen", [
        "-q",
        "-t",
        type,
        ...size,
        "-m",
        "PEM",
        "-N",
        "",
        "-C",
        "bo",
        "-f",
        path,
      ]);
      return { path, privatePem: readFileSync(path, "utf8"), publicLine: readFileSync(`${path}.pub`, "utf8") };
    },
    list(publicLine) {
      const { status, stdout } = run(["-l", "-f", write("oracle.pub", publicLine)], "");
      return status === 0 ? String(stdout).trim() : null;
    },
    sign(keyPath, message, namespace, ...options) {
      const { status, stdout, stderr } = run(["-Y", "sign", "-n", namespace, "-f", keyPath, ...options], message);
      if (status !== 0) throw new Error(String(stderr));
      return String(stdout);
    },
    fits(signature, message, namespace) {
      const path = write("oracle.sig", signature);
      return run(["-Y", "check-novalidate", "-n", namespace, "-s", path], message).status === 0;
    },
    verifies(allowed, person, signature, message, namespace) {
      const signers = write("allowed_signers", allowed);
      const path = write("oracle.sig", signature);
      return run(["-Y", "verify", "-n", namespace, "-f", signers, "-I", person, "-s", path], message).status === 0;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
