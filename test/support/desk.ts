// A place to try what goes wrong: a copy of the office, kwanus in this process, and an eye on every byte around it.

import { createHash } from "node:crypto";
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.ts";
import { registry } from "../../src/cli/registry.ts";
import { collector } from "./frame.ts";
import { foundOffice, git, type Office, settingOf } from "./office.ts";
import { hostOf } from "./transcript.ts";

export let office: Office;
let digest = "";
let count = 0;

/** Founds the office for one test file, with a temporary folder of its own: what kwanus leaves there is seen. */
export function useOffice(): void {
  const before = process.env["TMPDIR"];
  beforeAll(async () => {
    office = await foundOffice();
    const { out } = await typed(["status", "acme/EXP-0001"], newDesk());
    digest = /sha256:\w+/.exec(out)?.[0] ?? "";
    mkdirSync(join(office.stage, "tmp"));
    process.env["TMPDIR"] = join(office.stage, "tmp");
  });
  afterAll(() => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    office.close();
  });
}

/** Where somebody sits: a copy of the office, and an environment. */
export interface Desk {
  /** The folder a case may change, and which kwanus may not. */
  folder: string;
  env: Record<string, string>;
  git(...words: string[]): string;
  write(path: string, content: string | Uint8Array): void;
  /** @throws Error where nothing is replaced */
  edit(path: string, from: string | RegExp, to: string | ((text: string) => string)): void;
  /** Puts everything on the branch, past every check. */
  force(): void;
}

export function newDesk(who = "bo"): Desk {
  const folder = join(office.stage, `desk${++count}`, "office");
  cpSync(office.folder, folder, { recursive: true });
  const desk: Desk = {
    folder,
    env: settingOf(office, who),
    git: (...words) => git(office, who, desk.folder, ...words),
    write(path, content) {
      mkdirSync(dirname(join(desk.folder, path)), { recursive: true });
      writeFileSync(join(desk.folder, path), content);
    },
    edit(path, from, to) {
      const before = readFileSync(join(desk.folder, path), "utf8");
      const after = typeof to === "string" ? before.replace(from, to) : before.replace(from, to);
      if (after === before) throw new Error(`${path} does not hold ${from}`);
      desk.write(path, after);
    },
    force() {
      desk.git("add", "--all");
      desk.git("commit", "--quiet", "--message", "Trust me");
    },
  };
  return desk;
}

/** Runs one command line at a desk. */
export async function typed(words: readonly string[], { folder, env }: Desk) {
  const [out, err] = [collector(), collector()];
  const exit = await run(words, hostOf(folder, env, out.stream, err.stream), registry);
  return { exit, out: out.text(), err: err.text() };
}

/** The words with which acme/EXP-0001 is approved without a question. */
export const signed = (...more: string[]) => ["--all-criteria", "passed", "--yes", "--digest", digest, ...more];
export const approve = () => ["approve", "acme/EXP-0001", ...signed()];

/** Every file with its mode and bytes, those of Git included; only objects, which nothing refers to, may come. */
export function stateOf(folder: string): string[] {
  const found: string[] = [];
  const look = (path: string): void => {
    for (const name of readdirSync(join(folder, path)).sort()) {
      const inner = join(path, name);
      const at = lstatSync(join(folder, inner));
      if (at.isDirectory()) {
        if (!/(?:^|\/)objects$/.test(inner)) look(inner);
        found.push(`${inner}/`);
      } else if (at.isSymbolicLink()) found.push(`${inner} -> ${readlinkSync(join(folder, inner))}`);
      else found.push(`${inner} ${at.mode} ${at.isFile() ? hashOf(join(folder, inner)) : "special"}`);
    }
  };
  look("");
  return found;
}

function hashOf(file: string): string {
  return createHash("sha1").update(readFileSync(file)).digest("hex");
}

/** One thing that is wrong. */
export interface Case {
  readonly name: string;
  readonly command: string | (() => string[]);
  readonly exit: number;
  /** A part of what is said. */
  readonly says: string;
  /** A part of the help. */
  readonly help?: string;
  readonly as?: string;
  set?(desk: Desk): void;
}

/** Each case ends as it says, in one sentence and a help, and changes nothing. */
export function tryEach(cases: Readonly<Record<string, readonly Case[]>>): void {
  describe.each(Object.entries(cases))("%s", (_, table) => {
    it.each(table)("$name", async ({ command, exit, says, help, as, set }) => {
      const desk = newDesk(as);
      set?.(desk);
      const before = stateOf(desk.folder);
      const told = await typed(typeof command === "string" ? command.split(" ") : command(), desk);
      const said = told.out + told.err;
      expect({ exit: told.exit, said }).toEqual({ exit, said: expect.stringContaining(says) });
      if (told.err !== "") expect(told.err).toMatch(/^error: .+\n(?: .+\n)*help: .+\n$/);
      if (help !== undefined) expect(said.slice(said.search(/\bhelp: /))).toContain(help);
      expect(said).not.toMatch(/bug in kwanus|undefined|\bat .*\.ts:/);
      expect(stateOf(desk.folder)).toEqual(before);
      expect(readdirSync(tmpdir())).toEqual([]);
    });
  });
}
