// Git objects and their sizes, each from one `git cat-file` that stays open.

import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { Failure } from "../failure.ts";
import { onCleanUp } from "./clean-up.ts";
import type { Git } from "./git.ts";

export interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface Objects {
  /** An object by full id or `<id>^{commit}`; null where it is missing or damaged. @throws Failure `too-large` */
  read(name: string): Promise<GitObject | null>;
  close(): void;
}

/** No governance document comes near; more is never held in memory. In bytes. */
export const largestObject = 64 * 1024 * 1024;

/** Sizes of objects in bytes, by full id; null where an object is missing. */
export interface Sizes {
  read(id: string): Promise<number | null>;
  close(): void;
}

/** Opens the stream at the first read. Requests may be made without waiting; they are answered in order. */
export function openObjects(git: Git): Objects {
  return openStream(git, ["cat-file", "--batch"], batchReader);
}

/** The same for sizes: content is not read. */
export function openSizes(git: Git): Sizes {
  return openStream(git, ["cat-file", "--batch-check=%(objectname) %(objectsize)"], sizeReader);
}

interface Request<Answer> {
  readonly name: string;
  resolve(answer: Answer | null): void;
  reject(error: Error): void;
}

type Reader<Answer> = (answer: (found: Answer | null | Error) => void) => (chunk: Buffer) => void;

function openStream<Answer>(git: Git, command: readonly string[], reader: Reader<Answer>) {
  let child: ChildProcessWithoutNullStreams | null = null;
  let forget = () => {};
  let queue: Request<Answer>[] = [];

  const start = (): ChildProcessWithoutNullStreams => {
    const started = git.start(command);
    forget = onCleanUp(() => started.kill());
    started.stderr.resume();
    started.stdin.on("error", () => {});
    started.on("error", () => {});
    started.stdout.on(
      "data",
      reader((found) => {
        const request = queue.shift();
        if (queue.length === 0) rest(started);
        if (found instanceof Error) request?.reject(found);
        else request?.resolve(found);
      }),
    );
    started.on("close", () => {
      if (child !== started) return;
      child = null;
      forget();
      // In a partial clone Git dies of the first object it may not fetch: that one is missing, the others are asked again.
      const [missing, ...others] = queue;
      queue = others;
      missing?.resolve(null);
      if (queue.length > 0) ask(...queue);
    });
    return started;
  };

  // Requests of one moment go out as one text: a system call for each would cost more than Git's answer.
  let waiting = "";
  const ask = (...requests: Request<Answer>[]) => {
    if (waiting === "")
      queueMicrotask(() => {
        const text = waiting;
        waiting = "";
        child ??= start();
        hold(child);
        child.stdin.write(text);
      });
    waiting += requests.map(({ name }) => `${name}\n`).join("");
  };

  return {
    read: (name: string) =>
      new Promise<Answer | null>((resolve, reject) => {
        const request = { name, resolve, reject };
        queue.push(request);
        ask(request);
      }),
    close: () => {
      child?.stdin.end();
      child = null;
      forget();
    },
  };
}

// An idle stream must not keep the process alive, one with open questions must.
const streams = (child: ChildProcessWithoutNullStreams) =>
  [child, child.stdin, child.stdout, child.stderr] as unknown as { ref(): void; unref(): void }[];
function hold(child: ChildProcessWithoutNullStreams): void {
  for (const stream of streams(child)) stream.ref();
}
function rest(child: ChildProcessWithoutNullStreams): void {
  for (const stream of streams(child)) stream.unref();
}

/** Reads `<id> SP <type> SP <size> LF <bytes> LF`, or `<name> SP missing LF`, from chunks that end anywhere. */
function batchReader(answer: (object: GitObject | null | Error) => void): (chunk: Buffer) => void {
  let header = "";
  let body: { id: string; type: string; size: number; bytes: Buffer | null; read: number } | null = null;
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (body === null) {
        const end = chunk.indexOf(10, at);
        header += chunk.toString("latin1", at, end < 0 ? chunk.length : end);
        if (end < 0) return;
        at = end + 1;
        const [, id = "", type = "", digits = "0"] = /^([0-9a-f]+) (\w+) (\d+)$/.exec(header) ?? [];
        header = "";
        const size = Number(digits);
        if (id === "") answer(null);
        else body = { id, type, size, bytes: size > largestObject ? null : Buffer.allocUnsafe(size), read: 0 };
        continue;
      }
      const { size, bytes } = body;
      const taken = Math.min(size - body.read, chunk.length - at);
      bytes?.set(chunk.subarray(at, at + taken), body.read);
      body.read += taken;
      at += taken;
      if (body.read < size || at === chunk.length) continue;
      // The line feed behind the content.
      at += 1;
      const { id, type } = body;
      body = null;
      answer(bytes === null ? tooLarge(id, size) : { id, type, bytes });
    }
  };
}

/** Reads `<id> SP <size> LF`, or `<name> SP missing LF`, from chunks that end anywhere. */
function sizeReader(answer: (size: number | null) => void): (chunk: Buffer) => void {
  let rest = "";
  return (chunk) => {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const digits = /^[0-9a-f]+ (\d+)$/.exec(line)?.[1];
      answer(digits === undefined ? null : Number(digits));
    }
  };
}

/** The failure of reading something no governance document can be. */
export function tooLarge(name: string, size: number): Failure {
  return new Failure(
    "noVerdict",
    "too-large",
    `${name} has ${size} bytes; kwanus reads at most ${largestObject}`,
    "Keep large files out of the governance folders.",
  );
}
