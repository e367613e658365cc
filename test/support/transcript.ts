// A page under test/cli: prose, and console blocks that bash really runs, with kwanus in this process, on a real repository.

import { type ChildProcess, spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { run } from "../../src/cli/main.ts";
import { registry } from "../../src/cli/registry.ts";
import { type Office, settingOf } from "./office.ts";

/** Where a page is played. */
export interface Theatre {
  /** The page with what its commands print today. */
  play(markdown: string): Promise<string>;
  close(): void;
}

/** Opens a theatre; every page starts in a copy of the same repository. */
export async function openTheatre(office: Office): Promise<Theatre> {
  const server = await listen();
  const { port } = server.address() as AddressInfo;
  let played = 0;
  return {
    async play(markdown) {
      const folder = join(office.stage, `page${++played}`, "office");
      cpSync(office.folder, folder, { recursive: true });
      const scene: Scene = { office, folder, port, commits: [], who: "ada", day: "2026-11-21" };
      return rewritten(markdown, (block) => playBlock(block, scene));
    },
    close: () => server.close(),
  };
}

interface Scene {
  readonly office: Office;
  readonly folder: string;
  readonly port: number;
  /** First digits of the commits a page has shown, in that order. */
  readonly commits: string[];
  who: string;
  day: string;
}

async function rewritten(markdown: string, play: (block: string) => Promise<string>): Promise<string> {
  let page = "";
  for (const part of markdown.split(/^(```console\n[\s\S]*?^```$)/m)) {
    const block = /^```console\n([\s\S]*)^```$/m.exec(part)?.[1];
    page += block === undefined ? part : `\`\`\`console\n${await play(block)}\`\`\``;
  }
  return page;
}

/**
 * `$ command`, its further lines behind `> `; `# as bo` and `# on 2026-12-01` between commands. The rest was printed, and
 * `…` stands for what is left out. How a command ends is never left out.
 */
async function playBlock(block: string, scene: Scene): Promise<string> {
  const lines = block.split("\n").slice(0, -1);
  let told = "";
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const [, who, day] = /^# (?:as ([a-z]+)|on (\d{4}-\d\d-\d\d))$/.exec(line) ?? [];
    if (who !== undefined) scene.who = who;
    if (day !== undefined) scene.day = day;
    if (who !== undefined || day !== undefined) told += `${line}\n`;
    if (!line.startsWith("$ ")) continue;
    const command = [line.slice(2)];
    while (lines[at + 1]?.startsWith("> ")) command.push(lines[++at]?.slice(2) ?? "");
    const shown: string[] = [];
    while (at + 1 < lines.length && !/^(?:\$ |# |\[exit )/.test(lines[at + 1] ?? "")) shown.push(lines[++at] ?? "");
    const { printed, exit } = await typed(command.join("\n"), scene);
    const kept = stands(shown, printed.split("\n").slice(0, -1)) ? shown.map((line) => `${line}\n`).join("") : printed;
    told += `$ ${command.join("\n> ")}\n${kept}${exit === 0 ? "" : `[exit ${exit}]\n`}`;
  }
  if (told.includes("\n```")) throw new Error(`a command prints a fence, which would end the block:\n${told}`);
  return told;
}

/** Whether this was printed; `…` stands for one line or more, ` …` at the end of a line for the rest of it. */
export function stands(shown: readonly string[], printed: readonly string[]): boolean {
  const gap = shown.indexOf("…");
  const told = gap < 0 ? shown : shown.slice(0, gap);
  const isPrinted = (line: string, at: number) =>
    line.endsWith(" …") ? (printed[at]?.startsWith(line.slice(0, -1)) ?? false) : line === printed[at];
  if (!told.every(isPrinted)) return false;
  if (gap < 0) return shown.length === printed.length;
  const rest = shown.slice(gap + 1);
  return printed.some((_, at) => at >= gap && stands(rest, printed.slice(at + 1)));
}

/**
 * `kwanus` in bash: it asks the server below, so that pipes, `$(…)` and `>` are bash's own while the program runs here.
 * Pieces come back in the order they were printed: `1…` for stdout, `2…` for stderr, `x…` for the exit code.
 */
const prelude = `exec 2>&1
kwanus() {
  local piece
  exec 9<>"/dev/tcp/127.0.0.1/$KWANUS_PORT" || return 97
  { printf '%s\\0' "$#" "$PWD" "$@"; env -0; printf '\\0'; } >&9
  while IFS= read -r -d '' piece <&9; do
    case $piece in
      1*) printf %s "\${piece#1}" ;;
      2*) printf %s "\${piece#2}" >&2 ;;
      x*) exec 9>&-; return "\${piece#x}" ;;
    esac
  done
  return 98
}
`;

async function typed(command: string, scene: Scene): Promise<{ printed: string; exit: number }> {
  const { office, folder, port, who, day } = scene;
  const child = spawn("bash", ["--noprofile", "--norc", "-c", `${prelude}${command}`], {
    cwd: folder,
    env: { ...settingOf(office, who, day), KWANUS_PORT: String(port), PEOPLE: join(office.stage, "people") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { text, exit } = await ended(child);
  const plain = lasting(text.replaceAll(dirname(folder), "").replaceAll(office.stage, ""), scene.commits);
  return { printed: plain === "" || plain.endsWith("\n") ? plain : `${plain}\n`, exit };
}

/**
 * What was printed, with numbers in place of commit ids and of how many rules there are: both change with every template
 * and every rule, and no page is about them. The first commit a page shows is 0000001 wherever it appears again.
 */
function lasting(text: string, commits: string[]): string {
  return text
    .replace(/\b\d+ rules\b|(?<="rules": )\d+/g, (count) => count.replace(/\d+/, "N"))
    .replace(/(?<=\brepairs?\/|(?<![\w:+/-]))[0-9a-f]{7}(?:[0-9a-f]{33})?(?![\w+/-])/g, (id) => {
      const short = id.slice(0, 7);
      if (!commits.includes(short)) commits.push(short);
      return String(commits.indexOf(short) + 1)
        .padStart(7, "0")
        .padEnd(id.length, "0");
    });
}

function ended(child: ChildProcess): Promise<{ text: string; exit: number }> {
  const pieces: Buffer[] = [];
  child.stdout?.on("data", (piece: Buffer) => pieces.push(piece));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done({ text: Buffer.concat(pieces).toString(), exit: code ?? 128 }));
  });
}

function listen(): Promise<Server> {
  const server = createServer((socket) => {
    let asked = "";
    // `| head` hangs up early.
    socket.on("error", () => undefined);
    socket.on("data", (piece: Buffer) => {
      asked += piece.toString();
      const request = readRequest(asked);
      if (request !== null) void answer(request, socket);
    });
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

interface Request {
  readonly cwd: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function readRequest(asked: string): Request | null {
  const [count = "", cwd = "", ...rest] = asked.split("\0");
  const argv = rest.slice(0, Number(count));
  const variables = rest.slice(argv.length);
  // No variable is empty, so an empty field ends the list; the very last one may only be unfinished.
  const end = variables.indexOf("");
  if (argv.length < Number(count) || end < 0 || end === variables.length - 1) return null;
  const env = Object.fromEntries(
    variables.slice(0, end).map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
  return { cwd, argv, env };
}

async function answer({ cwd, argv, env }: Request, socket: Socket): Promise<void> {
  const stream = (mark: string) =>
    new Writable({
      write(piece, _, done) {
        socket.write(`${mark}${piece}\0`);
        done();
      },
    });
  const exit = await run(argv, hostOf(cwd, env, stream("1"), stream("2")), registry);
  socket.end(`x${exit}\0`);
}

/** The machine a test's kwanus runs on: the day comes from Git's own variable, so that both agree. */
export function hostOf(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
  stdout: Writable,
  stderr: Writable,
) {
  return {
    version: "0.1.0",
    cwd,
    env,
    stdin: new PassThrough().end(),
    stdout,
    stderr,
    now: () => new Date(env["GIT_COMMITTER_DATE"] ?? "2026-11-21T10:00:00Z"),
    uuid: () => "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d",
    onSignal: () => () => undefined,
  };
}
