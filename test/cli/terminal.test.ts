// How kwanus behaves on a terminal and elsewhere: colours, questions, progress, and lines that fit. The built program, on a real one.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.ts";
import { registry } from "../../src/cli/registry.ts";
import { pageText } from "../../src/reporters/page.ts";
import { pageInShort } from "../../src/reporters/page-in-short.ts";
import { plain } from "../../src/reporters/style.ts";
import { width } from "../../src/reporters/width.ts";
import { allRules } from "../../src/rules/registry.gen.ts";
import { type Desk, newDesk, stateOf, useOffice } from "../support/desk.ts";
import { collector, kwanus } from "../support/frame.ts";
import { hasTerminal, onTerminal, plainly, program } from "../support/pty.ts";
import { hostOf } from "../support/transcript.ts";

useOffice();

const esc = String.fromCharCode(27);
const coloured = new RegExp(`${esc}\\[[0-9;]+m`);

let desk: Desk;
beforeAll(() => {
  desk = newDesk();
});

function atTerminal(words: string, more: Record<string, string> = {}, columns = 100) {
  const command = [process.execPath, program, ...words.split(" ")];
  return onTerminal(command, { cwd: desk.folder, env: { ...desk.env, ...more }, columns });
}

function piped(words: string, more: Record<string, string> = {}) {
  const env = { ...desk.env, ...more };
  return spawnSync(process.execPath, [program, ...words.split(" ")], { cwd: desk.folder, env, encoding: "utf8" });
}

describe("colour", () => {
  it.skipIf(!hasTerminal).each([
    ["", {}, true],
    ["", { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    ["", { TERM: "dumb" }, false],
    ["", { TERM: "dumb", FORCE_COLOR: "1" }, true],
    ["", { CI: "true" }, true],
    [" --color=always", { NO_COLOR: "1" }, true],
    [" --color=never", { FORCE_COLOR: "1" }, false],
  ])("on a terminal: status%s with %j: %j", async (words, env, colour) => {
    const { exit, screen } = await atTerminal(`status${words}`, env).ended();
    expect([exit, coloured.test(screen)]).toEqual([0, colour]);
  });

  it.each([
    ["", {}, false],
    ["", { FORCE_COLOR: "1", TERM: "dumb" }, true],
    [" --color=always", { NO_COLOR: "1" }, true],
  ])("in a pipe: status%s with %j: %j", (words, env, colour) => {
    const { status, stdout } = piped(`status${words}`, env);
    expect([status, coloured.test(stdout)]).toEqual([0, colour]);
  });
});

describe("questions", () => {
  it.skipIf(!hasTerminal).each([
    ["propose", {}, true],
    ["propose", { NO_COLOR: "1" }, false],
    ["propose", { TERM: "dumb" }, false],
    ["propose --color=never", {}, false],
  ])("are asked on a terminal: %s with %j, in colour: %j", async (words, env, colour) => {
    const session = atTerminal(words, env);
    await session.shows("What");
    session.types("\u0003");
    const { exit, screen } = await session.ended();
    expect([exit, coloured.test(screen)]).toEqual([130, colour]);
  });

  it.skipIf(!hasTerminal).each([
    ["propose", { CI: "true" }],
    ["propose --no-input", {}],
  ])("are not asked on a terminal: %s with %j", async (words, env) => {
    const { exit, screen } = await atTerminal(words, env).ended();
    expect([exit, screen]).toEqual([2, expect.stringContaining("no question can be asked here")]);
  });

  it("are not asked in a pipe", () => {
    expect(piped("propose")).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("no question can be asked here"),
    });
  });
});

describe("progress", () => {
  it.concurrent.each([
    [true, {}, true],
    [true, { NO_COLOR: "1" }, true],
    [true, { TERM: "dumb" }, false],
    [true, { CI: "true" }, false],
    [false, {}, false],
  ])("is shown where stderr is a terminal (%j) with %j: %j", async (isTTY, env, shown) => {
    const err = collector();
    const told = await kwanus("validate", {
      env,
      stderr: Object.assign(err.stream, { isTTY }),
      async body(_, world) {
        const done = world.progress("counting");
        await new Promise((later) => setTimeout(later, 600));
        done();
        return { output: "", exit: 0 };
      },
    });
    expect([told.exit, err.text()]).toEqual([0, shown ? `\rcounting…\r${esc}[K` : ""]);
  });

  it.concurrent("tells how far the work is, and nothing twice", async () => {
    const err = collector();
    await kwanus("validate", {
      stderr: Object.assign(err.stream, { isTTY: true }),
      async body(_, world) {
        let count = 9;
        const done = world.progress(() => `${count} of 10`);
        await new Promise((later) => setTimeout(later, 1000));
        count = 10;
        await new Promise((later) => setTimeout(later, 600));
        done();
        return { output: "", exit: 0 };
      },
    });
    expect(err.text()).toBe(`\r9 of 10…\r${esc}[K10 of 10…\r${esc}[K`);
  });
});

describe.skipIf(!hasTerminal)("a window", () => {
  it("may change its size between two questions", async () => {
    const session = atTerminal("approve acme/EXP-0001", {}, 120);
    await session.shows("your verdict");
    session.resizes(40);
    session.types("\r");
    await session.shows("Sign?");
    session.types("n\r");
    const before = stateOf(desk.folder);
    expect(await session.ended()).toMatchObject({ exit: 1, restored: true });
    expect(stateOf(desk.folder)).toEqual(before);
  });

  it("that says it has no width is taken for an ordinary one", async () => {
    const { screen } = await atTerminal("status", {}, 0).ended();
    expect(plainly(screen)).toContain("next");
  });
});

describe("laying down an office", () => {
  let empty: Desk;
  beforeAll(() => {
    empty = newDesk();
    empty.git("rm", "-r", "--quiet", ".");
    empty.force();
    empty.git("config", "--unset", "kwanus.base");
  });

  it.skipIf(!hasTerminal).each([
    ["first", [], "Members of TSC"],
    ["in the middle", ["Members of TSC", "ada,tom\r", "Members of SCO", "bo,sal\r"], "Members of ERC"],
    ["last", ["Where the repository is hosted", "\r"], "Protected branch"],
  ])("Ctrl-C at the question that comes %s is 130 and leaves nothing", async (which, keys, question) => {
    const given = which === "last" ? "--tsc ada,tom --sco bo,sal --erc erin,kim --cgb lee,omar --quorum majority" : "";
    const words = ["init", ...given.split(" ").filter(Boolean)];
    const before = stateOf(empty.folder);
    const session = onTerminal([process.execPath, program, ...words], { cwd: empty.folder, env: empty.env });
    for (let at = 0; at < keys.length; at += 2) {
      await session.shows(keys[at] ?? "");
      session.types(keys[at + 1] ?? "");
    }
    await session.shows(question);
    session.types("\u0003");
    const { screen, ...ended } = await session.ended();
    expect(ended).toEqual({ exit: 130, restored: true });
    expect(screen.lastIndexOf(`${esc}[?25l`)).toBeLessThanOrEqual(screen.lastIndexOf(`${esc}[?25h`));
    expect(stateOf(empty.folder)).toEqual(before);
  });
});

const widths = [40, 60, 80, 120, 200];

/** What a command shows on a terminal of so many cells. */
async function shown(words: readonly string[], columns: number, { folder, env }: Desk = desk): Promise<string> {
  const [out, err] = [collector(), collector()];
  const stdout = Object.assign(out.stream, { isTTY: true, columns });
  await run(words, hostOf(folder, { ...env, NO_COLOR: "1" }, stdout, err.stream), registry);
  return out.text();
}

// One word, a place, a flag with its value, a command to copy, each perhaps behind its label; or a line of source with its carets.
const unbreakable = /^ *(?:[\w ]+? {2,})?(?:(?:--> )?\S+|(?:kwanus|git|eval) .*)$|^ *= docs: |^ {2}--\S+ <\S+>$|^```/;

function tooWide(text: string, columns: number): string[] {
  return text.split("\n").filter((line) => width(line) > columns && !unbreakable.test(line));
}

const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean);
const withoutSource = (text: string) => text.replace(/^(?: *\d* \||would (?:write|make) ).*$/gm, "");

describe("lines fit, and nothing is lost", () => {
  it.each([...registry.keys()])("kwanus %s --help", async (name) => {
    const all = wordsIn(await shown([name, "--help"], 1000));
    for (const columns of widths) {
      const text = await shown([name, "--help"], columns);
      expect(tooWide(text, columns)).toEqual([]);
      expect(wordsIn(text)).toEqual(all);
    }
  });

  it.each([
    "--help",
    "status",
    "status acme/EXP-0001",
    "status acme/APP-0001",
    // A tip that is remembered is a line more the next time.
    "verify --all --dry-run",
    "approve acme/EXP-0001 --all-criteria passed --dry-run",
    "explain EPF-9.1.4",
    "validate",
  ])("kwanus %s", async (line) => {
    const broken = newDesk();
    if (line === "validate") {
      broken.edit(
        "partners/acme/proposals/EXP-0001/proposal.yaml",
        /title: .*/,
        "title: 報告書の日付をカレンダーに表示する機能 TODO",
      );
      broken.edit("partners/borealis/applications/APP-0001/application.yaml", /id: read:\w+/, 'id: "read:*"');
    }
    const words = line.split(" ");
    const all = wordsIn(withoutSource(await shown(words, 1000, broken)));
    expect(all.length).toBeGreaterThan(10);
    for (const columns of widths) {
      const text = withoutSource(await shown(words, columns, broken));
      expect(tooWide(text, columns)).toEqual([]);
      expect(wordsIn(text)).toEqual(all);
      const digests = text.split("\n").filter((one) => one.includes("sha256:"));
      if (columns >= 80) expect(digests.filter((one) => width(one) > columns)).toEqual([]);
    }
  });

  it("every rule's page", () => {
    const folder = new URL("../../docs/rules/", import.meta.url);
    const pages = readdirSync(folder).filter((name) => /^[A-Z]{3}\d/.test(name));
    expect(pages.length).toBeGreaterThan(40);
    for (const name of pages) {
      const page = readFileSync(new URL(name, folder), "utf8");
      for (const columns of widths) {
        const text = pageText(page, { style: plain, columns });
        expect(wordsIn(text)).toEqual(wordsIn(page));
        // Documents to copy, and source lines, stay as they are.
        const prose = withoutSource(text.replace(/^```(?!findings)[\s\S]*?^```$/gm, ""));
        expect(tooWide(prose, columns)).toEqual([]);
      }
    }
  });

  it("every rule's page in short: one example, what to do, and none of the words that tests are written in", () => {
    for (const { id, name } of allRules) {
      const page = readFileSync(new URL(`../../docs/rules/${id}-${name}.md`, import.meta.url), "utf8");
      const short = pageInShort(page, id);
      expect(short.split("\n").length, id).toBeLessThan(70);
      expect(short).toMatch(new RegExp(`^## For example\n\n\`{3}findings\n(?:error|warning)\\[${id}\\]`, "m"));
      expect(short, id).toMatch(/^## How to mend it\n\n[^#]{10}/m);
      expect(short).not.toMatch(/^```(?:steps|yaml .*)$|= (?:help|clause|docs):/m);
      expect(short).toContain(page.split("\n")[2]);
      const text = pageText(short, { style: plain, columns: 80 }, false);
      expect(tooWide(withoutSource(text.replace(/^# \S+\n[\s\S]*/m, "")), 80)).toEqual([]);
    }
  });
});
