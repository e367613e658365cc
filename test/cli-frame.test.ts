// The frame around commands: words in, streams and an exit code out. Commands here are made up; streams are real.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { bytesOf } from "../src/change.ts";
import type { Command, Outcome } from "../src/cli/command.ts";
import { colourOf, type Host } from "../src/cli/world.ts";
import { didYouMean } from "../src/document/suggest.ts";
import { Failure } from "../src/failure.ts";
import { type Body, collector, failing, given, kwanus } from "./support/frame.ts";

describe("the command line", () => {
  it("hands a command what was given, with defaults", async () => {
    expect((await given("validate a b --format json=x.json --format text --no-base")).input).toEqual({
      path: ["a", "b"],
      format: ["json=x.json", "text"],
      failOn: "error",
      base: false,
      exitCode: false,
    });
    expect((await given("validate")).input).toEqual({
      path: [],
      format: ["text"],
      failOn: "error",
      base: true,
      exitCode: false,
    });
  });

  it("lets --base REF and --no-base stand side by side", async () => {
    const options = [
      { flag: "--base", value: "REF", description: "x" },
      { flag: "--no-base", description: "x" },
    ];
    const base = async (line: string) => (await given(line, { command: { options } })).input["base"];
    expect([await base("validate"), await base("validate --base main"), await base("validate --no-base")]).toEqual([
      undefined,
      "main",
      false,
    ]);
  });

  it("takes global options before and behind the command, and words behind --", async () => {
    const { world } = await given("-C / --as-of 2026-01-02 validate -C tmp --color=always");
    expect([world.cwd, world.today, world.now, world.colour]).toEqual([
      "/tmp",
      "2026-01-02",
      "2026-11-21T09:08:07Z",
      1,
    ]);
    expect((await given("validate -- --title --color")).input["path"]).toEqual(["--title", "--color"]);
    expect((await given("--color validate")).world.colour).toBe(1);
    expect(await kwanus("--color blue validate")).toMatchObject({
      exit: 2,
      err: 'error: unknown --color "blue"\nhelp: --color is one of always, never, auto.\n',
    });
    expect((await given("validate")).world.today).toBe("2026-11-21");
  });

  it.each([
    ["valdate", "error: unknown command 'valdate'\nhelp: Did you mean validate?\n"],
    ["help valdate", "error: unknown command 'valdate'\nhelp: Did you mean validate?\n"],
    ["validate --formt json", "error: unknown option '--formt'\nhelp: Did you mean --format?\n"],
    ["validate --no-bse", "error: unknown option '--no-bse'\nhelp: Did you mean --no-base?\n"],
    ["--verson", "error: unknown option '--verson'\nhelp: Did you mean --version?\n"],
    ["validate --dirctory=x", "error: unknown option '--dirctory=x'\nhelp: Did you mean --directory?\n"],
    ["validate --frobnicate", "error: unknown option '--frobnicate'\nhelp: See kwanus validate --help\n"],
    ["validate --format", "error: option '--format <FORMAT>' argument missing\nhelp: See kwanus validate --help\n"],
    [
      "validate --fail-on eror",
      'error: unknown --fail-on "eror"\nhelp: Did you mean error? --fail-on is one of error, warning.\n',
    ],
    [
      "validate --as-of 2026-02-30",
      'error: "2026-02-30" is not a day\nhelp: Write it as YYYY-MM-DD, for example 2026-11-21.\n',
    ],
  ])("refuses %s with exit 2", async (line, err) => {
    expect(await kwanus(line)).toEqual({ exit: 2, out: "", err });
  });

  it("shows what a stranger typed without obeying it", async () => {
    expect((await kwanus("validate --\u001b[2J")).err).toContain("\\u{001B}[2J");
  });

  it("answers help and version without loading a command", async () => {
    expect(await kwanus("--version")).toEqual({ exit: 0, out: "9.8.7\n", err: "" });
    const { exit, out, err } = await kwanus("--help");
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toContain("Check documents");
    expect(await kwanus("help")).toEqual({ exit, out, err });
    expect(await kwanus("")).toEqual({ exit: 2, out: "", err: out });
  });

  it("shows a command's options, examples and exits", async () => {
    const { exit, out } = await kwanus("validate --help");
    expect(exit).toBe(0);
    for (const words of [
      "--fail-on <SEVERITY>",
      "(error, warning; default: error)",
      "--as-of <DATE>",
      "all of it",
      "something is wrong",
    ])
      expect(out).toContain(words);
    expect(await kwanus("help validate")).toEqual({ exit: 0, out, err: "" });
  });

  it("knows subcommands", async () => {
    const accept: Command = { name: "accept", summary: "Accept a key", run: () => ({ output: "accepted\n", exit: 0 }) };
    const command = { run: undefined, commands: [accept] } as unknown as Partial<Command>;
    expect(await kwanus("validate accept", { command })).toEqual({ exit: 0, out: "accepted\n", err: "" });
    expect(await kwanus("validate acept", { command })).toMatchObject({
      exit: 2,
      err: expect.stringContaining("Did you mean accept?"),
    });
    expect(await kwanus("validate", { command })).toMatchObject({
      exit: 2,
      out: "",
      err: expect.stringContaining("Accept a key"),
    });
  });
});

describe("exits", () => {
  it("prints the result on stdout and hints on stderr", async () => {
    const told = await kwanus("validate", { body: () => ({ output: "no", hints: ["try this"], exit: 1 }) });
    expect(told).toEqual({ exit: 1, out: "no\n", err: "try this\n" });
  });

  it.each([
    ["usage", 2],
    ["noVerdict", 3],
    ["refused", 1],
    ["interrupted", 130],
  ] as const)("a failure of kind %s is %d", async (kind, exit) => {
    const told = await kwanus("validate", {
      body: () => Promise.reject(new Failure(kind, "x", "no \u001b", didYouMean("a\u202e", ["ab\u202e"]))),
    });
    expect(told).toEqual({ exit, out: "", err: 'error: no \\u{001B}\nhelp: Did you mean "ab\\u{202E}"?\n' });
  });

  it("a bug is 70, with its stack on request only", async () => {
    const body = () => Promise.reject(new TypeError("x is undefined"));
    const quiet = await kwanus("validate", { body });
    expect([quiet.exit, quiet.out]).toEqual([70, ""]);
    expect(quiet.err).toBe(
      "error: this is a bug in kwanus: x is undefined\nhelp: Run it again with KWANUS_DEBUG=1 for the stack, and report that.\n",
    );
    expect((await kwanus("validate", { body, env: { KWANUS_DEBUG: "1" } })).err).toMatch(
      /TypeError: x is undefined\n +at /,
    );
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s is %d, even while a command hangs", async (name, exit) => {
    const body = () => new Promise<Outcome>(() => undefined);
    const onSignal: Host["onSignal"] = (listener) => {
      const timer = setTimeout(() => listener(name), 20);
      return () => clearTimeout(timer);
    };
    expect(await kwanus("validate", { body, onSignal })).toEqual({ exit, out: "", err: "" });
  });

  it("folds sentences on a terminal of its own width, and no command that somebody may copy", async () => {
    const sentence = "warning ERC has one member, and nobody votes in their place when they are away";
    const hints = [
      sentence,
      "  --name   what its folder is called, which it never changes",
      `next    kwanus ${"x".repeat(50)} y`,
    ];
    const body: Body = () => ({ output: "", exit: 0, hints });
    const err = collector();
    await kwanus("validate", { body, stderr: Object.assign(err.stream, { isTTY: true, columns: 40 }) });
    expect(err.text()).toBe(
      [
        "warning ERC has one member, and nobody",
        "votes in their place when they are away",
        "  --name   what its folder is called,",
        "           which it never changes",
        hints[2],
        "",
      ].join("\n"),
    );
    expect((await kwanus("validate", { body })).err).toBe(`${hints.join("\n")}\n`);
  });

  it("a reader that went away changes nothing, a full disk is no verdict", async () => {
    const body = () => ({ output: "found", exit: 1 });
    expect(await kwanus("validate", { body, stdout: failing("EPIPE") })).toEqual({ exit: 1, out: "", err: "" });
    expect(await kwanus("validate", { body, stdout: failing("ENOSPC") })).toMatchObject({
      exit: 3,
      err: "error: cannot write to stdout: write ENOSPC\n",
    });
    expect(await kwanus("valdate", { stderr: failing("EPIPE") })).toMatchObject({ exit: 2 });
  });

  it("waits until a slow reader has everything", async () => {
    const pieces: string[] = [];
    const stdout = new Writable({
      highWaterMark: 1,
      write: (piece, _, done) => void setTimeout(() => done(void pieces.push(String(piece)) as undefined), 20),
    });
    await kwanus("validate", { body: () => ({ output: "x".repeat(1e6), exit: 0 }), stdout });
    expect(pieces.join("")).toHaveLength(1e6 + 1);
  });
});

describe("writing", () => {
  const change = {
    files: [{ path: "governance/a\u202e.yaml", content: bytesOf("a: b\n") }],
    destination: {
      to: "branch",
      branch: "kwanus/x",
      expect: null,
      parent: "0".repeat(40),
      message: "Vote\n\nbody",
      signed: true,
    },
  } as const;
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  function folder(): string {
    const made = mkdtempSync(join(tmpdir(), "kwanus-frame-"));
    folders.push(made);
    return made;
  }

  it("lists with --dry-run what would be written, and opens no repository", async () => {
    const told = await kwanus("validate --dry-run", {
      cwd: folder(),
      command: { writes: true },
      body: (_, world) => ({ output: `dry ${world.dryRun}\n`, exit: 0, change }),
    });
    expect(told).toMatchObject({ exit: 0, err: "" });
    expect(told.out).toBe(
      "dry true\nwould write   governance/a\\u{202E}.yaml  (5 bytes)\n" +
        "would make    one signed commit on kwanus/x: Vote\nnothing was written (--dry-run)\n",
    );
  });

  it("says nothing of success when the change cannot be made", async () => {
    const told = await kwanus("validate", { cwd: folder(), body: () => ({ output: "signed", exit: 0, change }) });
    expect(told).toMatchObject({ exit: 3, out: "" });
  });

  it("has --dry-run only where something is written", async () => {
    expect((await kwanus("validate --dry-run")).exit).toBe(2);
  });

  it("writes further formats to files, relative to the folder it runs in", async () => {
    const cwd = folder();
    const files = [{ path: "out.json", content: "{}\n" }];
    expect(await kwanus("validate", { cwd, body: () => ({ output: "", exit: 1, files }) })).toEqual({
      exit: 1,
      out: "",
      err: "",
    });
    expect(readFileSync(join(cwd, "out.json"), "utf8")).toBe("{}\n");
    const lost = [{ path: "no/such/folder.json", content: "" }];
    expect(await kwanus("validate", { cwd, body: () => ({ output: "x", exit: 0, files: lost }) })).toMatchObject({
      exit: 3,
      out: "",
    });
  });

  it("annotates and summarises by itself in GitHub Actions, and nowhere else", async () => {
    const file = join(folder(), "summary");
    const body = () => ({ output: "text", exit: 1, annotations: () => "::error::a\n", summary: () => "### s\n" });
    const env = { GITHUB_STEP_SUMMARY: file };
    expect(await kwanus("validate", { body, env })).toEqual({ exit: 1, out: "text\n", err: "" });
    const inActions = { ...env, GITHUB_ACTIONS: "true" };
    await kwanus("validate", { body, env: inActions });
    expect(await kwanus("validate", { body, env: inActions })).toEqual({ exit: 1, out: "text\n", err: "::error::a\n" });
    expect(readFileSync(file, "utf8")).toBe("### s\n### s\n");
    expect((await kwanus("valdate", { env: inActions })).err).toContain(
      "::error title=kwanus::unknown command 'valdate'\n",
    );
  });
});

describe("colour", () => {
  it.each([
    // --color speaks first, then NO_COLOR, FORCE_COLOR, TERM=dumb, the terminal.
    ["never", { FORCE_COLOR: "1" }, true, 0],
    ["always", { NO_COLOR: "1", TERM: "dumb" }, false, 1],
    ["auto", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, 0],
    ["auto", { NO_COLOR: "" }, true, 1],
    ["auto", { FORCE_COLOR: "1", TERM: "dumb" }, false, 1],
    ["auto", { FORCE_COLOR: "0" }, true, 0],
    ["auto", { FORCE_COLOR: "3" }, false, 3],
    ["auto", { TERM: "dumb" }, true, 0],
    ["auto", { TERM: "xterm-256color" }, true, 2],
    ["auto", { COLORTERM: "truecolor" }, true, 3],
    ["auto", { TERM: "xterm-256color" }, false, 0],
  ] as const)("%s with %j, terminal %j: %d", (choice, env, isTTY, level) => {
    expect(colourOf(choice, env, isTTY)).toBe(level);
  });
});
