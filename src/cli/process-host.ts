// This process as a host: its streams, made when they are asked for, its clock, its signals.

import { fstatSync, writeSync } from "node:fs";
import type { Host } from "./world.ts";

declare const __KWANUS_BUILD__: string;

/** The machine as it is. Node makes each stream when it is first asked for, which takes as long as reading a command line. */
export function processHost(version: string): Host {
  let stdout: Host["stdout"] | undefined;
  return {
    version,
    ...(typeof __KWANUS_BUILD__ === "undefined" ? {} : { build: __KWANUS_BUILD__ }),
    cwd: process.cwd(),
    env: process.env,
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      stdout ??= isTerminal(1) ? process.stdout : plainOutput(1);
      return stdout;
    },
    get stderr() {
      return process.stderr;
    },
    now: () => new Date(),
    // Not node:crypto's, which takes longer to load than most commands take to start.
    uuid: () => crypto.randomUUID(),
    onSignal(listener) {
      process.on("SIGINT", listener).on("SIGTERM", listener);
      return () => process.off("SIGINT", listener).off("SIGTERM", listener);
    },
  };
}

/** Only a terminal is such a device; `/dev/null` is taken for one and gets a stream, which costs it nothing but time. */
function isTerminal(file: number): boolean {
  try {
    return fstatSync(file).isCharacterDevice();
  } catch {
    return true;
  }
}

/** A pipe or a file, written to at once. Where it cannot take more at once, its stream takes the rest. */
function plainOutput(file: 1): Host["stdout"] {
  return {
    isTTY: false,
    write(text, done) {
      const bytes = Buffer.from(text);
      let at = 0;
      try {
        while (at < bytes.length) at += writeSync(file, bytes, at);
        done(null);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EAGAIN") process.stdout.write(bytes.subarray(at), done);
        else done(error as NodeJS.ErrnoException);
      }
    },
  };
}
