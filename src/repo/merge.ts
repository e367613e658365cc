// Three-way merge of one file's text, by Git's own algorithm but none of its configured drivers.

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { orMissing } from "./folder-history.ts";
import { gitFailed } from "./git.ts";
import { records } from "./path-text.ts";
import type { Repository } from "./repository.ts";
import { inTemporaryFolder } from "./temporary.ts";

/**
 * The bytes a path once had, found by `sha256:<hex>` in any commit of this clone, or null where none held them.
 * @throws Failure `shallow-history`, `unreadable` where what could hold them is not in this clone.
 */
export async function formerVersion(repository: Repository, path: string, digest: string): Promise<Uint8Array | null> {
  const { git } = repository;
  const steps = await orMissing(repository, path, async () => {
    const commits = await git.bytes(["rev-list", "--all", "HEAD", "--full-history", "--", path]);
    const walk = ["diff-tree", "--stdin", "-r", "-m", "--root", "--no-renames", "-z", "--", path];
    return git.bytes(walk, { stdin: commits });
  });
  // :<mode> SP <mode> SP <id> SP <id> SP <status>
  const named = records(steps).flatMap(
    (record) => /^:\d+ \d+ ([0-9a-f]{40}) ([0-9a-f]{40}) /.exec(record)?.slice(1) ?? [],
  );
  let absent: string | null = null;
  for (const id of new Set(named)) {
    if (/^0+$/.test(id)) continue;
    const object = await repository.object(id);
    if (object === null) absent = id;
    if (object?.type !== "blob") continue;
    if (`sha256:${createHash("sha256").update(object.bytes).digest("hex")}` === digest) return object.bytes;
  }
  if (absent !== null) throw repository.missing(`a former version of ${path}`, absent);
  if (!repository.isShallow()) return null;
  throw new Failure(
    "noVerdict",
    "shallow-history",
    `the former version of ${path} is not in this shallow clone`,
    "Fetch the whole history: git fetch --unshallow",
  );
}

/** Merges what two sides made of an ancestor, or null where they conflict or are not text. */
export function mergeFiles(
  { git }: Repository,
  ours: Uint8Array,
  ancestor: Uint8Array,
  theirs: Uint8Array,
): Promise<Uint8Array | null> {
  return inTemporaryFolder(async (folder) => {
    const files = [ours, ancestor, theirs].map((bytes, i) => {
      const file = join(folder, String(i));
      writeFileSync(file, bytes, { mode: 0o600 });
      return file;
    });
    const { code, stdout, stderr } = await git.end(["merge-file", "--stdout", "--quiet", ...files]);
    if (code === 0) return stdout;
    // 1 to 127 counts conflicts; what holds a NUL byte is not text to Git.
    if (code < 128 || [ours, ancestor, theirs].some((bytes) => bytes.includes(0))) return null;
    throw gitFailed(["merge-file"], stderr);
  });
}
