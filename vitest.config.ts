// How the tests run: the validators are built first, so that a bare checkout can be tested.

import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["scripts/validators.mjs", "test/support/temporary-folder.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Starting Git from a large process is slow, and threads share one.
    pool: "forks",
    // Loading kwanus anew for every file took a third of the time; nothing in it keeps state that a second file could see.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Optimizing code that then runs for seconds was a seventh of the time: V8 waits longer. That of Node 22 and newer has
    // no such setting, and does not start with one it does not know.
    execArgv: process.versions.v8.startsWith("11.") ? ["--interrupt-budget=1000000"] : [],
  },
});
