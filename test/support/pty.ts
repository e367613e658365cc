// A program on a real pseudo-terminal, with somebody who reads the screen and types. Of util-linux, so not on every machine.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { commandLine } from "../../src/cli/shell-words.ts";

/** Elsewhere `script` takes other words, or is not there. */
export const hasTerminal = spawnSync("script", ["--version"]).stdout?.toString().includes("util-linux") ?? false;

/** The built program, as a shell finds it. */
export const program = fileURLToPath(new URL("../../bin/kwanus.js", import.meta.url));

export interface Session {
  /** Waits until the screen shows something it did not show before the last time it was asked. */
  shows(text: string | RegExp): Promise<void>;
  types(keys: string): void;
  resizes(columns: number): void;
  /** Process id of the program. */
  pid(): number;
  ended(): Promise<Ended>;
}

export interface Ended {
  readonly exit: number | null;
  readonly screen: string;
  /** Whether the terminal takes keys as it did before: line by line, with echo. */
  readonly restored: boolean;
}

export interface Setting {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly columns?: number;
}

/** Starts a program. Its standard streams are all the terminal. */
export function onTerminal(words: readonly string[], { cwd, env, columns = 100 }: Setting): Session {
  // Not below TMPDIR of this process: tests look there for what kwanus leaves behind.
  const notes = mkdtempSync(join("/tmp", "kwanus-pty-"));
  const own = `echo $$ > ${notes}/pid; exec ${commandLine(words)}`;
  const around = [
    `trap : INT`,
    `stty cols ${columns} rows 50`,
    `tty > ${notes}/tty`,
    `stty -g > ${notes}/before`,
    `sh -c ${commandLine([own])}`,
    "exit=$?",
    `stty -g > ${notes}/after`,
    "exit $exit",
  ].join("; ");
  const child = spawn("script", ["--quiet", "--return", "--command", around, "/dev/null"], {
    cwd,
    env: { TERM: "xterm", SHELL: "/bin/sh", TMPDIR: tmpdir(), ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const note = (name: string) => readFileSync(join(notes, name), "utf8");
  const deadline = setTimeout(() => child.kill("SIGKILL"), 25_000);
  let screen = "";
  let read = 0;
  child.stdout.on("data", (piece: Buffer) => {
    screen += piece.toString();
  });
  const over = new Promise<number | null>((done) => child.on("close", done));
  return {
    async shows(text) {
      const pattern = typeof text === "string" ? new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) : text;
      const found = () => pattern.exec(plainly(screen).slice(read));
      while (found() === null) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`no ${text} on\n${screen}`);
        await pause(20);
      }
      read += (found()?.index ?? 0) + 1;
      // Keys typed before the question stands there are thrown away, on purpose: nobody meant them for it.
      await pause(50);
    },
    types: (keys) => void (child.stdin.writable && child.stdin.write(keys)),
    resizes: (columns) => void spawnSync("stty", ["-F", note("tty").trim(), "cols", String(columns)]),
    pid: () => Number(note("pid")),
    async ended() {
      const exit = await over;
      clearTimeout(deadline);
      const restored = note("before") === note("after");
      rmSync(notes, { recursive: true });
      return { exit, screen, restored };
    },
  };
}

/** What a terminal would show: without colours and what else it obeys. */
export function plainly(screen: string): string {
  return stripVTControlCharacters(screen).replaceAll("\r", "");
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
