// The ground on which attacks are tried: an office whose commits are made by Git's plumbing, past every check of kwanus.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../src/cli/main.ts";
import { registry } from "../../src/cli/registry.ts";
import type { FileMode } from "../../src/snapshot.ts";
import { collector } from "../support/frame.ts";
import type { Files } from "../support/memory.ts";
import { type Office, settingOf } from "../support/office.ts";
import { hostOf } from "../support/transcript.ts";

/** How a commit is made, where it matters. */
export interface Made {
  readonly message?: string;
  /** `Name <mail>`, as any attacker can write it. */
  readonly author?: string;
  /** Seconds since 1970. */
  readonly at?: number;
  /** Where a mode is that of a submodule, the file's content is the commit it names. */
  readonly modes?: Readonly<Record<string, FileMode>>;
}

export interface Answer {
  readonly exit: number;
  readonly finds: readonly string[];
  readonly said: string;
}

/** One repository; each attempt adds commits that no other sees. */
export interface Ground {
  readonly office: Office;
  /** The repository's folder. Branch `main` is checked out. */
  readonly folder: string;
  /** Tip of the protected branch as the office founded it, and its files. */
  readonly main: string;
  readonly files: Files;
  /** Git's own answer, trimmed. */
  git(...words: string[]): string;
  /** The same, with bytes on its standard input. */
  feed(input: string | Uint8Array, ...words: string[]): string;
  /** A commit whose tree is exactly these files. The first parent's files tell what changes. */
  commit(files: Files, parents?: readonly string[], made?: Made): string;
  /** The commit that holds these files as a landing on the founded tip, made once; the tip itself for its own files. */
  landed(files: Files): string;
  /** Files of a commit that `commit` made. */
  filesOf(commit: string): Files;
  /** Points a branch at a commit. */
  branch(name: string, commit: string): void;
  /** Writes an object of a type whatever it holds. Returns its id. */
  store(type: "blob" | "tree" | "commit", bytes: string | Uint8Array): string;
  /** A commit with its object edited byte by byte. Its files are those of the first. */
  rewritten(commit: string, edit: (bytes: Buffer) => Uint8Array): string;
  /** Another copy of the repository, to spoil its references and configuration. Ask it with `-C`, `copy.folder`. */
  copy(): Ground;
  /** A clone as a CI job or an auditor makes it, with these words behind `git clone`. Returns its folder. */
  clone(...words: string[]): string;
  /** A program that leaves a mark when it runs, whatever it is called as. */
  readonly planted: string;
  /** The marks it has left since this was asked last. After every attempt there are none. */
  marks(): readonly string[];
  /** Runs kwanus here, as somebody. */
  ask(words: readonly string[], who?: string): Promise<Answer>;
}

/** Makes a copy of the office to attack. */
export function groundOf(office: Office): Ground {
  return groundIn(office, office.folder, new Map());
}

let grounds = 0;

function groundIn(office: Office, original: string, known: Map<string, Files>): Ground {
  const { files } = office;
  const name = `ground${++grounds}`;
  const folder = join(office.stage, name);
  const objects = join(original, ".git/objects");
  cpSync(original, folder, { recursive: true, filter: (path) => !path.startsWith(objects) });
  mkdirSync(join(folder, ".git/objects/info"), { recursive: true });
  writeFileSync(join(folder, ".git/objects/info/alternates"), `${objects}\n`);
  const env = settingOf(office, "lee");
  const feed = (input: string | Uint8Array, ...words: string[]): string =>
    execFileSync("git", words, { cwd: folder, env, input, stdio: ["pipe", "pipe", "pipe"], maxBuffer: 1 << 28 })
      .toString()
      .trim();
  const main = feed("", "rev-parse", "refs/heads/main");
  known.set(main, files);
  const filesOf = (commit: string): Files => {
    const found = known.get(commit);
    if (found === undefined) throw new Error(`${commit} was not made here`);
    return found;
  };
  const store: Ground["store"] = (type, bytes) =>
    feed(bytes, "hash-object", "-t", type, "-w", "--literally", "--stdin");
  const planted = plant(join(office.stage, "planted"));
  let clones = 0;
  const landings = new WeakMap<Files, string>([[files, main]]);
  const ground: Ground = {
    office,
    folder,
    main,
    files,
    git: (...words) => feed("", ...words),
    feed,
    filesOf,
    commit(next, parents = [main], how = {}) {
      const [first] = parents;
      const stream = importStream(first === undefined ? {} : filesOf(first), next, parents, how);
      const commit = feed(stream, "fast-import", "--quiet", "--force", "--date-format=raw");
      known.set(commit, next);
      return commit;
    },
    landed(next) {
      const commit = landings.get(next) ?? ground.commit(next, [main], { message: "Land it" });
      landings.set(next, commit);
      return commit;
    },
    branch: (name, commit) => void feed("", "update-ref", `refs/heads/${name}`, commit),
    store,
    rewritten(commit, edit) {
      const bytes = execFileSync("git", ["cat-file", "commit", commit], { cwd: folder, env });
      const id = store("commit", edit(bytes));
      known.set(id, filesOf(commit));
      return id;
    },
    copy: () => groundIn(office, folder, known),
    clone(...words) {
      const target = join(office.stage, `${name}-clone${++clones}`);
      feed("", "clone", "--quiet", ...words, `file://${folder}`, target);
      return target;
    },
    planted: join(planted, "program"),
    marks() {
      const left = readdirSync(planted).filter((file) => file.startsWith("mark"));
      for (const file of left) rmSync(join(planted, file));
      return left;
    },
    async ask(words, who = "erin") {
      const [out, err] = [collector(), collector()];
      const host = hostOf(folder, settingOf(office, who), out.stream, err.stream);
      const exit = await run(words, host, registry);
      return { exit, finds: findsOf(out.text()), said: out.text() + err.text() };
    },
  };
  return ground;
}

/** A folder with a program that leaves its mark there and passes its input on. */
function plant(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "program"), `#!/bin/sh\n: >"${folder}/mark.$$"\ncat\n`, { mode: 0o755 });
  return folder;
}

/** git-fast-import(1): one commit, everything inline; its id is printed. */
function importStream(
  before: Files,
  after: Files,
  parents: readonly string[],
  { message = "Trust me", author = "Mallory <mallory@example.org>", at = 1_795_255_200, modes = {} }: Made,
): Buffer {
  const pieces: (string | Uint8Array)[] = [
    "reset refs/made\n\ncommit refs/made\nmark :1\n",
    `author ${author} ${at} +0000\n`,
  ];
  pieces.push(`committer ${author} ${at} +0000\n`, `data ${Buffer.byteLength(message)}\n${message}\n`);
  for (const [index, parent] of parents.entries()) pieces.push(`${index === 0 ? "from" : "merge"} ${parent}\n`);
  for (const path of Object.keys(before)) if (after[path] === undefined) pieces.push(`D ${quoted(path)}\n`);
  for (const [path, content] of Object.entries(after)) {
    if (before[path] === content && modes[path] === undefined) continue;
    if (modes[path] === "160000") {
      pieces.push(`M 160000 ${content} ${quoted(path)}\n`);
      continue;
    }
    const bytes = Buffer.from(content);
    pieces.push(`M ${modes[path] ?? "100644"} inline ${quoted(path)}\n`, `data ${bytes.length}\n`, bytes, "\n");
  }
  return Buffer.concat([...pieces, "\nget-mark :1\n"].map((piece) => Buffer.from(piece)));
}

/** A path as git-fast-import(1) reads it, whatever it holds. */
function quoted(path: string): string {
  const octal = (text: string) =>
    text.replace(/["\\\p{Cc}]/gu, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`);
  return `"${octal(path)}"`;
}

/** Codes of what is new in a verdict, and of what `verify` refuses. */
function findsOf(out: string): string[] {
  const codes = [
    ...out.matchAll(/^(?:error|warning)\[([A-Z]{3}\d{3})\](?! \((?:existing|consequence)\))|\(([A-Z]{3}\d{3})\)$/gm),
  ].map(([, one, other]) => one ?? other ?? "");
  return [...new Set(codes)].sort();
}

/** A pull request that would put `head` on `base`: the question its check asks. */
export function pullRequest(ground: Ground, head: Files, base: Files = ground.files, made: Made = {}): string[] {
  const onto = ground.landed(base);
  return ["validate", "--base", onto, "--head", ground.commit(head, [onto], made)];
}

/** The same of a branch that was cut before `base` landed. */
export function behind(ground: Ground, head: Files, base: Files, parting: Files = ground.files): string[] {
  const onto = ground.commit(base, [ground.landed(parting)], { message: "Land it meanwhile" });
  return ["validate", "--base", onto, "--head", ground.commit(head, [ground.landed(parting)])];
}

/** What the ballots of `base` amount to. */
export function deciding(ground: Ground, base: Files, subject: string): string[] {
  return ["decide", subject, "--base", ground.landed(base), "--dry-run"];
}

/** The protected branch after these landings were forced onto it, replayed. */
export function forced(ground: Ground, ...landings: Files[]): string[] {
  const tip = landings.reduce((parent, files) => ground.commit(files, [parent], { message: "Force it" }), ground.main);
  return ["verify", "--base", tip];
}
