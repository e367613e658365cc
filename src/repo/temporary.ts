// A folder for files that another program must find by name, gone however this ends.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onCleanUp } from "./clean-up.ts";

/** Lends a private, empty folder. */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "kwanus-"));
  const remove = onCleanUp(() => rmSync(folder, { recursive: true, force: true }));
  try {
    return await use(folder);
  } finally {
    remove();
  }
}
