// A folder for files that another program must find by name, gone however this ends.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { onCleanUp } from "./clean-up.ts";

/** A new private folder below the system's temporary one. @throws Failure `no-temporary-folder` */
export function newFolder(prefix = "kwanus-"): string {
  try {
    return mkdtempSync(join(tmpdir(), prefix));
  } catch (error) {
    throw new Failure(
      "noVerdict",
      "no-temporary-folder",
      `nothing can be written below ${tmpdir()}: ${(error as Error).message}`,
      "Set TMPDIR to a folder that exists and can be written.",
    );
  }
}

/** Lends a private, empty folder. */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = newFolder();
  const remove = onCleanUp(() => rmSync(folder, { recursive: true, force: true }));
  try {
    return await use(folder);
  } finally {
    remove();
  }
}
