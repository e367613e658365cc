// Where tests make what they need: one folder, in memory where the machine lends it, gone at the end.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Several times what a whole run leaves there at its height. A container's usual 64 MiB are too small. */
const room = 2 ** 30;

/**
 * Vitest's global setup; workers start with the environment it leaves. Files share a worker, so none of them can clean up
 * for the next, and none has to. Returns what ends it.
 */
export default function temporaryFolder(): () => void {
  const folder = inMemory() ?? mkdtempSync(join(tmpdir(), "kwanus"));
  process.env["KWANUS_TEST_FOLDER"] = folder;
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** A folder that no disk has to keep up with, or null: it needs room, and tests start programs they have written. */
function inMemory(): string | null {
  let folder: string | null = null;
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    if (bavail * bsize < room) return null;
    // As long as `/tmp/kwanus…`: lines are broken by the true length of a path, which pages leave out.
    folder = mkdtempSync("/dev/shm/kw");
    const program = join(folder, "program");
    writeFileSync(program, "#!/bin/sh\n", { mode: 0o700 });
    const { status } = spawnSync(program);
    rmSync(program);
    if (status === 0) return folder;
  } catch {
    // No such place here, or not ours to write in: a disk does as well, only slower.
  }
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
  return null;
}
