// Repositories that kwanus does not read, each refused in one sentence.

import { Failure } from "../failure.ts";

/** @throws Failure `bare-repository`, `sha256-repository` */
export function refuseUnfit(root: string, config: (key: string) => string | null): void {
  if (config("core.bare") === "true")
    throw new Failure(
      "noVerdict",
      "bare-repository",
      `${root} holds a bare repository, without a working tree`,
      "Run in a clone of it, or: git config core.bare false",
    );
  if ((config("extensions.objectFormat") ?? "sha1").toLowerCase() !== "sha1")
    throw new Failure(
      "noVerdict",
      "sha256-repository",
      `${root} uses SHA-256 object ids, which this version of kwanus does not read`,
      "Use a SHA-1 repository: git init --object-format=sha1",
    );
}
