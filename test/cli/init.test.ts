// kwanus init, from words to files: on real repositories, with answers, without, twice, and where something is in the way.

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { objection, type Question } from "../../src/cli/ask.ts";
import type { Command } from "../../src/cli/command.ts";
import init from "../../src/cli/commands/init.ts";
import { run } from "../../src/cli/main.ts";
import { type Globals, type Host, openWorld } from "../../src/cli/world.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import { commit, environment, git, newFolder, newRepository, write } from "../repo/sandbox.ts";
import { collector, type Told } from "../support/frame.ts";

const founders = "--tsc ada,tom --sco bo,sal --erc erin --erc-deputies kim --cgb lee,omar";

function hostIn(cwd: string) {
  const [out, err] = [collector(), collector()];
  const stdin = new PassThrough();
  stdin.end();
  const host: Host = {
    version: "0.1.0",
    cwd,
    env: environment,
    stdin,
    stdout: out.stream,
    stderr: err.stream,
    now: () => new Date("2026-11-21T10:00:00Z"),
    uuid: () => "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d",
    onSignal: () => () => undefined,
  };
  return { host, out, err };
}

/** Runs `kwanus init` with these words, where nobody can be asked. */
async function kwanusInit(cwd: string, words = founders): Promise<Told> {
  const { host, out, err } = hostIn(cwd);
  const registry = new Map([["init", { summary: "", load: async () => ({ default: init as Command }) }]]);
  const exit = await run(["init", ...words.split(" ").filter((word) => word !== "")], host, registry);
  return { exit, out: out.text(), err: err.text() };
}

/** Every file below a folder but Git's own, with its text. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  const own = paths.filter((path) => !path.startsWith(".git/")).sort();
  return Object.fromEntries(own.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

const base = (folder: string) => git(folder, "config", "--get", "--default", "", "kwanus.base");

describe("kwanus init", () => {
  it("lays everything down and says what comes next", async () => {
    const folder = newRepository({});
    const { exit, out, err } = await kwanusInit(folder);
    expect(exit).toBe(0);
    const printed = out.match(/^wrote {2}(.+)$/gm)?.map((line) => line.slice(7));
    expect(printed?.sort()).toEqual(Object.keys(contents(folder)).sort());
    expect(printed).toContain(".github/workflows/kwanus.yml");
    expect(out).toContain("set    kwanus.base = refs/heads/main\n");
    expect(base(folder)).toBe("refs/heads/main");
    expect(err).toContain("kwanus person accept ada\n");
    expect(err).toContain("still to accept: ada, tom, bo, sal, erin, lee, omar\n");
    expect(err.match(/^warning .*/gm)).toEqual([expect.stringContaining("CI will run kwanus@0.1.0 from the npm")]);
    expect(err).toContain("kwanus verify names the commit to pin");
  });

  it("has CI and the office's README get kwanus from where --install says, and warns no more", async () => {
    const folder = newRepository({});
    const { err } = await kwanusInit(folder, `${founders} --install https://example.org/kwanus.tgz`);
    expect(err).not.toContain("warning");
    for (const path of [".github/workflows/kwanus.yml", "README.md"])
      expect(readFileSync(join(folder, path), "utf8")).toContain("https://example.org/kwanus.tgz\n");
  });

  it("says how to name the branch of an origin that is still empty", async () => {
    const folder = newRepository({});
    git(folder, "remote", "add", "origin", "git@github.com:o/r.git");
    const { err } = await kwanusInit(folder);
    expect(err).toContain("once main is pushed: git config kwanus.base refs/remotes/origin/main\n");
  });

  it("warns of a body with one member and no deputy", async () => {
    const { err } = await kwanusInit(newRepository({}), founders.replace(" --erc-deputies kim", ""));
    expect(err).toContain("warning ERC has one member and no deputy");
  });

  it("changes nothing the second time, and needs no answers for it", async () => {
    const folder = newRepository({});
    await kwanusInit(folder);
    const before = contents(folder);
    const { exit, out } = await kwanusInit(folder, "");
    expect([exit, contents(folder)]).toEqual([0, before]);
    expect(out).toContain(`kept   ${Object.keys(before).length} files as they are: `);
    expect(out).toMatch(/nothing is missing\n$/);
    expect(out).not.toMatch(/^(wrote|set) /m);
  });

  it("renews the schemas of an older version, and nothing else", async () => {
    const folder = newRepository({});
    await kwanusInit(folder);
    const before = contents(folder);
    for (const path of [".kwanus/schemas/application.schema.json", ".vscode/settings.json"])
      writeFileSync(join(folder, path), "{}\n");
    const { out } = await kwanusInit(folder, "");
    expect(out.match(/^wrote .*$/gm)).toEqual(["wrote  .kwanus/schemas/application.schema.json"]);
    expect(contents(folder)).toEqual({ ...before, ".vscode/settings.json": "{}\n" });
  });

  it("keeps what is there, even where Git ignores it, and completes the rest", async () => {
    const mine = { "README.md": "mine\n", ".vscode/settings.json": "{}\n", ".gitignore": ".vscode/\n" };
    const folder = newRepository(mine);
    const { exit, out } = await kwanusInit(folder);
    expect([exit, contents(folder)]).toEqual([0, expect.objectContaining(mine)]);
    expect(out).toContain("kept   2 files as they are: .vscode README.md\n");
    const half = contents(folder);
    git(folder, "clean", "--quiet", "--force", "governance/people/erin.yaml", ".github/CODEOWNERS");
    const told = await kwanusInit(folder, "--tsc zoe");
    expect(told.out.match(/^wrote .*$/gm)?.sort()).toEqual([
      "wrote  .github/CODEOWNERS",
      "wrote  governance/people/erin.yaml",
    ]);
    expect(told.err).toContain("governance/policy.yaml was there already, so --tsc changed nothing");
    expect(contents(folder)).toEqual(half);
  });

  it("writes nothing with --dry-run", async () => {
    const folder = newRepository({});
    const { exit, out } = await kwanusInit(folder, `${founders} --dry-run`);
    expect([exit, contents(folder), base(folder)]).toEqual([0, {}, ""]);
    expect(out).toContain("would write   governance/policy.yaml");
    expect(out).toContain("would set     kwanus.base = refs/heads/main");
  });

  it("lists every missing flag and one complete example where it may not ask", async () => {
    const folder = newRepository({});
    const { exit, out, err } = await kwanusInit(folder, "--sco bo");
    expect([exit, out, contents(folder)]).toEqual([2, "", {}]);
    expect(err).toContain("3 answers are missing");
    for (const flag of ["--tsc", "--erc", "--cgb"]) expect(err).toMatch(new RegExp(`^ {2}${flag} `, "m"));
    expect(err).toContain("For example: kwanus init --sco bo --tsc ada,tom --erc erin --cgb lee,omar\n");
  });

  it("asks what was not given, and ends with the same command without questions", async () => {
    const folder = newRepository({});
    const typed = ["init", "--tsc", "ada,tom", "--quorum", "1"];
    const globals: Globals = { folders: [], color: "never", input: true, asOf: null };
    const world = await openWorld(hostIn(folder).host, globals, typed, false, () =>
      Promise.reject(new Error("not asked for")),
    );
    const said: Record<string, [string, string | null]> = {
      "--sco": ["bo, sal", null],
      "--erc": ["erin", null],
      "--erc-deputies": ["kim", null],
      "--cgb": ["ada,lee", "names ada, who has a seat already"],
      "--forge": ["none", null],
      "--base": ["refs/heads/trunk", null],
    };
    const asked: [string, string | null][] = [];
    const ask = async (question: Question) => {
      const [text] = said[question.flag] ?? [""];
      asked.push([question.flag, objection(question, text)]);
      return question.flag === "--cgb" ? "lee,omar" : text;
    };
    const { hints } = await init.run({ tsc: "ada,tom", quorum: "1" }, { ...world, interactive: true, ask });
    expect(asked).toEqual(Object.entries(said).map(([flag, [, fault]]) => [flag, fault]));
    expect(hints).toContain(
      "the same without questions: kwanus init --tsc ada,tom --quorum 1 --sco 'bo, sal' --erc erin --erc-deputies kim --cgb lee,omar --forge none --base refs/heads/trunk",
    );
  });
});

describe("the protected branch", () => {
  it("is upstream's in a fork, origin's in a clone, and the current one elsewhere", async () => {
    const [ours, fork] = [newRepository(), newFolder()];
    git(fork, "clone", "--quiet", ours, ".");
    git(fork, "switch", "--quiet", "--create", "found");
    await kwanusInit(fork, `${founders} --forge none`);
    expect(base(fork)).toBe("refs/remotes/origin/main");

    const second = newFolder();
    git(second, "clone", "--quiet", ours, ".");
    git(second, "remote", "add", "upstream", ours);
    git(second, "fetch", "--quiet", "upstream");
    await kwanusInit(second, `${founders} --forge none`);
    expect(base(second)).toBe("refs/remotes/upstream/main");

    const alone = newRepository();
    git(alone, "switch", "--quiet", "--create", "trunk");
    await kwanusInit(alone);
    expect(base(alone)).toBe("refs/heads/trunk");
    expect(readFileSync(join(alone, ".github/workflows/kwanus.yml"), "utf8")).toContain("PROTECTED: trunk\n");
  });

  it("stays what it was set to, unless it is given", async () => {
    const folder = newRepository({});
    git(folder, "config", "kwanus.base", "refs/remotes/origin/stable");
    expect((await kwanusInit(folder)).out).not.toContain("set ");
    expect(base(folder)).toBe("refs/remotes/origin/stable");
    await kwanusInit(folder, "--base refs/heads/main");
    expect(base(folder)).toBe("refs/heads/main");
  });

  it("must be named in full, and known", async () => {
    const folder = newRepository();
    for (const name of ["main", "refs/tags/v1", "refs/heads/a..b", "refs/heads/--x y".replace(" ", "~")])
      expect(await kwanusInit(folder, `${founders} --base ${name}`), name).toMatchObject({ exit: 2, out: "" });
    git(folder, "switch", "--quiet", "--detach");
    expect((await kwanusInit(folder)).exit).toBe(2);
    expect(contents(folder)).toEqual({ "a.yaml": "a: 1\n" });
  });
});

describe("the forge", () => {
  it.each([
    ["git@github.com:o/r.git", ".github/workflows/kwanus.yml"],
    ["https://gitlab.example.org/o/r.git", ".gitlab-ci.yml"],
    ["https://git.example.org/github.com/r.git", ".github/workflows/kwanus.yml"],
  ])("is told by the remote %s", async (url, file) => {
    const folder = newRepository({});
    git(folder, "remote", "add", "origin", url);
    await kwanusInit(folder);
    const ci = [".github/workflows/kwanus.yml", ".gitlab-ci.yml"].filter((path) => existsSync(join(folder, path)));
    expect(ci).toEqual([file]);
  });

  it("may be none", async () => {
    const folder = newRepository({});
    await kwanusInit(folder, `${founders} --forge none`);
    expect(Object.keys(contents(folder)).filter((path) => /github|gitlab/.test(path))).toEqual([]);
    // What kwanus.yaml says is kept, so running it again adds no CI either.
    expect((await kwanusInit(folder, "--forge github")).out).toContain("nothing is missing");
  });
});

describe("what cannot be done is said, and nothing is written", () => {
  it.each([
    ["--tsc ada --sco ada --erc erin --cgb lee", "ada sits in TSC and in SCO"],
    ["--tsc Ada --sco bo --erc erin --cgb lee", '--tsc has "Ada", which is no id'],
    ["--tsc , --sco bo --erc erin --cgb lee", "--tsc names nobody"],
    ["--tsc ada,tom --sco bo --erc erin --cgb lee --quorum 2", "SCO has one member and can never reach a quorum of 2"],
    ["--tsc ada --sco bo --erc erin --cgb lee --quorum all", "--quorum must be majority or a whole number"],
    ["--tsc ada --sco bo --erc erin --cgb lee --forge gitea", 'unknown --forge "gitea"'],
  ])("%s", async (words, message) => {
    const folder = newRepository({});
    expect(await kwanusInit(folder, words)).toMatchObject({ exit: 2, out: "", err: expect.stringContaining(message) });
    expect([contents(folder), base(folder)]).toEqual([{}, ""]);
  });

  it("without a Git repository", async () => {
    expect(await kwanusInit(newFolder())).toMatchObject({ exit: 3, err: expect.stringContaining("git init") });
  });

  it("with a file where a folder is needed, or a folder where a file is", async () => {
    const blocked = newRepository({ governance: "a file\n" });
    expect(await kwanusInit(blocked)).toMatchObject({
      exit: 1,
      out: "",
      err: expect.stringContaining("governance is not a folder"),
    });
    expect([contents(blocked), base(blocked)]).toEqual([{ governance: "a file\n" }, ""]);
    const folder = newRepository({});
    mkdirSync(join(folder, "README.md"));
    expect((await kwanusInit(folder)).exit).toBe(1);
    expect(contents(folder)).toEqual({});
  });

  it.skipIf(process.getuid?.() === 0)("in a folder that cannot be written", async () => {
    const folder = newRepository({});
    chmodSync(folder, 0o555);
    expect(await kwanusInit(folder)).toMatchObject({ exit: 3, err: expect.stringContaining("nothing was written") });
    chmodSync(folder, 0o755);
    expect(contents(folder)).toEqual({});
  });

  it("on a policy whose shape does not hold", async () => {
    const folder = newRepository({});
    write(folder, { "governance/policy.yaml": "kind: Policy\n" });
    expect(await kwanusInit(folder, "")).toMatchObject({ exit: 1, err: expect.stringContaining("policy.yaml") });
  });
});

it("files of a repository whose root of trust stands are filed, not committed", async () => {
  const { founded } = await import("../support/world.ts");
  const folder = newRepository({});
  commit(folder, await founded());
  const { exit, err } = await kwanusInit(folder, "");
  expect([exit, err]).toEqual([0, expect.stringContaining("kwanus propose governance")]);
  const policy = readFileSync(join(folder, "governance/policy.yaml"), "utf8");
  write(folder, {
    "governance/policy.yaml": fillTemplate(policy, { "/spec/bodies/0/members": ["ada", "tom", "zoe"] }),
  });
  const later = await kwanusInit(folder, "");
  expect(later.err).toContain("zoe first run kwanus person accept, then kwanus propose governance files them");
  expect(later.err).not.toContain("each founder");
});
