// Runs one command line against a made-up command: real streams, a fixed clock, no process.

import { PassThrough, Writable } from "node:stream";
import type { Command, Outcome } from "../../src/cli/command.ts";
import { run } from "../../src/cli/main.ts";
import type { Registry } from "../../src/cli/registry.ts";
import type { Host, World } from "../../src/cli/world.ts";

export type Body = (input: Record<string, unknown>, world: World) => Promise<Outcome> | Outcome;

/** A registry of two commands: `validate` does what the test says, `demo` must never be loaded. */
function registryOf(body: Body, more: Partial<Command> = {}): Registry {
  const validate: Command = {
    name: "validate",
    summary: "Check documents",
    arguments: [{ name: "PATH", description: "files", many: true }],
    options: [
      { flag: "--format", value: "FORMAT", many: true, default: ["text"], description: "how to write it" },
      {
        flag: "--fail-on",
        value: "SEVERITY",
        choices: ["error", "warning"],
        default: "error",
        description: "what fails",
      },
      { flag: "--no-base", description: "compare with nothing" },
      { flag: "--exit-code", description: "say it with the exit" },
    ],
    examples: [{ command: "kwanus validate", what: "all of it" }],
    exits: { 1: "something is wrong" },
    run: (input, world) => body(input as Record<string, unknown>, world),
    ...more,
  };
  const notLoaded = () => Promise.reject(new Error("loaded a command that was not called"));
  return new Map([
    ["validate", { summary: "Check documents", load: async () => ({ default: validate }) }],
    ["demo", { summary: "Show what it does", load: notLoaded }],
  ]);
}

export interface Told {
  exit: number;
  out: string;
  err: string;
}

export interface Setting extends Partial<Omit<Host, "stdin">> {
  typed?: string;
  body?: Body;
  command?: Partial<Command>;
}

export async function kwanus(line: string, { typed = "", body, command, ...host }: Setting = {}): Promise<Told> {
  const [out, err] = [collector(), collector()];
  const stdin = new PassThrough();
  stdin.end(typed);
  const registry = registryOf(body ?? (() => ({ output: "fine\n", exit: 0 })), command);
  const exit = await run(
    line === "" ? [] : line.split(" "),
    {
      version: "9.8.7",
      cwd: process.cwd(),
      env: {},
      stdin,
      stdout: out.stream,
      stderr: err.stream,
      now: () => new Date("2026-11-21T09:08:07.654Z"),
      uuid: () => "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d",
      onSignal: () => () => undefined,
      ...host,
    },
    registry,
  );
  return { exit, out: out.text(), err: err.text() };
}

export function collector() {
  const pieces: string[] = [];
  const stream = new Writable({
    write(piece, _, done) {
      pieces.push(String(piece));
      done();
    },
  });
  return { stream, text: () => pieces.join("") };
}

export function failing(code: string): Writable {
  return new Writable({ write: (_, __, done) => done(Object.assign(new Error(`write ${code}`), { code })) });
}

/** What a command is given. */
export async function given(
  line: string,
  setting: Setting = {},
): Promise<{ input: Record<string, unknown>; world: World }> {
  const seen: { input: Record<string, unknown>; world: World }[] = [];
  const told = await kwanus(line, {
    ...setting,
    body(input, world) {
      seen.push({ input, world });
      return { output: "", exit: 0 };
    },
  });
  const [first] = seen;
  if (first === undefined) throw new Error(`nothing ran: ${told.err}`);
  return first;
}
