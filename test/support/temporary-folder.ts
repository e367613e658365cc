// The folder of test/repo/sandbox.ts: files share a worker, so none of them can clean up for the next.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Vitest's global setup; workers start with the environment it leaves. Returns what ends it. */
export default function temporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "kwanus-test-"));
  process.env["KWANUS_TEST_FOLDER"] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
