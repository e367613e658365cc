// A Repair that could not be read again is not written.

import { expect, it } from "vitest";
import { repair } from "../../src/acts/repair.ts";

const landing = "c".repeat(40);

function repairing(files: number): ReturnType<typeof repair> {
  const restores = new Map(Array.from({ length: files }, (_, at) => [`partners/acme/${at}.txt`, null] as const));
  const undoing = { restores, bytes: async () => new Uint8Array() };
  return repair({
    landing,
    undoing,
    repo: "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d",
    baseCommit: landing,
    existing: null,
  });
}

it("names as many files as one document can, and no more", async () => {
  expect((await repairing(2000)).files).toHaveLength(2001);
  await expect(repairing(2001)).rejects.toMatchObject({
    code: "too-many-paths",
    message: expect.stringContaining("2001 files"),
    help: expect.stringContaining("--ratifies"),
  });
});
