// Nothing of a repository may run: every command, in one poisoned copy of the office, and no planted program leaves a mark.

import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { registry } from "../../src/cli/registry.ts";
import { approve, type Desk, newDesk, office, signed, typed, useOffice } from "../support/desk.ts";
import { settingOf } from "../support/office.ts";
import { type Poison, poisonIn } from "../support/poison.ts";

useOffice();

let poison: Poison;
let desk: Desk;
/** A copy in which nothing is written. */
let untouched: string;
const own = { ...process.env };

beforeAll(async () => {
  poison = poisonIn(join(office.stage, "poison"));
  desk = newDesk();
  await overtaken(desk);
  ask(desk);
  spoil(desk.folder);
  untouched = join(office.stage, "untouched");
  cpSync(desk.folder, untouched, { recursive: true });
  // What is not handed on expressly would come from here.
  Object.assign(process.env, poison.environment);
});
beforeEach(() => poison.forget());
afterAll(() => {
  for (const name of Object.keys(poison.environment)) delete process.env[name];
  Object.assign(process.env, own);
});

/** A governance proposal whose file changed meanwhile: renewing it merges texts. */
async function overtaken(there: Desk): Promise<void> {
  const policy = "governance/policy.yaml";
  there.edit(policy, /(id: TSC[\s\S]*?value: )1/, "$12");
  writeFileSync(join(there.folder, "../answers.yaml"), answers);
  const { err, exit } = await typed(["propose", "governance", "--from", "../answers.yaml", "--change", policy], there);
  if (exit !== 0) throw new Error(err);
  there.force();
  // Two changes of one file, which plain Git would merge by a configured driver.
  there.git("branch", "side");
  there.edit(policy, /(id: SCO[\s\S]*?value: )1/, "$12");
  there.force();
  there.git("switch", "--quiet", "side");
  there.edit(policy, /(id: ERC[\s\S]*?value: )1/, "$12");
  there.force();
  there.git("switch", "--quiet", "main");
}

/** Two hostile pull requests: one that Git would check out, and one it would refuse to. */
function ask(there: Desk): void {
  const proposal = "partners/acme/proposals/EXP-0001/proposal.yaml";
  const script = (name: string) => `#!/bin/sh\nexec ${poison.program(`pull.${name}`)}\n`;
  const scripts = { preinstall: poison.program("pull.preinstall"), kwanus: poison.program("pull.script") };
  there.git("switch", "--quiet", "--create", "asked");
  there.edit(
    proposal,
    /title: .*/,
    `title: !!js/function 'require("fs").writeFileSync("${poison.program("pull.yaml")}")'`,
  );
  there.write(".gitattributes", "* filter=evil diff=evil merge=evil ident export-subst\n");
  there.write(
    ".github/workflows/kwanus.yml",
    `on: pull_request_target\njobs: {kwanus: {steps: [{run: ${script("workflow")}}]}}\n`,
  );
  there.write(
    ".gitmodules",
    `[submodule "x"]\n\tpath = x\n\turl = -u./x\n\tupdate = !${poison.program("pull.submodule")}\n`,
  );
  there.write("package.json", JSON.stringify({ scripts, bin: { kwanus: "./kwanus" } }));
  there.write(".npmrc", `script-shell=${poison.program("pull.npmrc")}\n`);
  there.write(".mailmap", "bo <bo@office.example> mallory <mallory@office.example>\n");
  there.write("hooks/post-checkout", script("hook"));
  there.write(
    "inner/config",
    `[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = ${poison.program("pull.inner")}\n`,
  );
  there.write("inner/HEAD", "ref: refs/heads/main\n");
  there.write("inner/refs/x", "");
  there.write("inner/objects/x", "");
  there.force();
  const blob = there.git("rev-parse", "asked:inner/config");
  const inner = treeOf(there, `100644 config\0${blob}`);
  const outer = there
    .git("ls-tree", "main")
    .split("\n")
    .map((line) => line.replace(/^(\d+) \w+ (\w+)\t(.*)$/, "$1 $3\0$2").replace(/^0/, ""));
  const tree = treeOf(there, `40000 .git\0${inner}`, ...outer);
  there.git("branch", "unspeakable", there.git("commit-tree", tree, "-p", "main", "-m", "Ask"));
  there.git("switch", "--quiet", "main");
}

/** A tree with whatever names, past every check of Git's. Entries: mode SP name NUL id. */
function treeOf({ folder, env }: Desk, ...entries: string[]): string {
  const input = Buffer.concat(
    entries.map((entry) => {
      const end = entry.indexOf("\0") + 1;
      return Buffer.concat([Buffer.from(entry.slice(0, end)), Buffer.from(entry.slice(end), "hex")]);
    }),
  );
  return execFileSync("git", ["hash-object", "--literally", "-t", "tree", "-w", "--stdin"], { cwd: folder, env, input })
    .toString()
    .trim();
}

const answers = `metadata: { title: Two votes, authors: [tom] }
spec:
  description: TSC approves with two members.
  justification: One alone has overlooked things.
  governanceAlignment: The body stays as it is.
  compatibilityImpact: None.
  compatibilityPlan: Nothing to do.
  securityImpact: Four eyes.
  lifecyclePlan: Until the next review.
  migrationPlan: { notApplicable: Nothing moves. }
  sustainability: { review: Every quarter., ecosystemHealth: Better decisions., viability: Both have the time. }
risk:
  - { category: security, none: More eyes. }
  - { category: technical, none: No change to a program. }
  - { category: compliance, none: More eyes. }
  - { category: ecosystem, none: Nobody waits longer. }
`;

/** Poison, lies about history, objects of somebody else, and files that Git must read again to know that they are clean. */
function spoil(folder: string): void {
  const git = (...words: string[]) =>
    execFileSync("git", words, { cwd: folder, env: settingOf(office, "bo") })
      .toString()
      .trim();
  const [tip = "", before = ""] = git("rev-list", "--max-count=2", "main").split("\n");
  forced = tip;
  const files = git("ls-files").split("\n");
  git("replace", tip, before);
  mkdirSync(join(folder, ".git/info"), { recursive: true });
  poison.into(folder);
  writeFileSync(join(folder, ".git/info/grafts"), `${tip}\n`);
  mkdirSync(join(folder, ".git/objects/info"), { recursive: true });
  writeFileSync(join(folder, ".git/objects/info/alternates"), `${join(folder, "bare/objects")}\n`);
  for (const file of files) utimesSync(join(folder, file), 1, 1);
}

/** Somebody at the poisoned desk, inside the bare repository that lies in its working tree. */
function at(who: string): Desk {
  const env = { ...settingOf(office, who), ...poison.environment };
  return { ...desk, folder: join(desk.folder, "bare"), env };
}

/** The landing that went past every check. */
let forced = "";

type Line = readonly [command: string, words: () => string[], exit: number, who?: string];
const words = (line: string) => () => line.split(" ");
const schema = "partners/acme/integrations/score-insights/contracts/report.schema.json";

/** Command lines in the order they are typed. Each goes all the way: it judges, signs or writes. */
const lines: readonly Line[] = [
  ["validate", words("validate"), 1],
  ["validate", words("validate --head main --base main --format json=../../report.json"), 0],
  ["validate", words("validate --no-base --no-cache"), 0],
  ["status", words("status"), 0],
  ["status", words("status acme/EXP-0001"), 0],
  ["inbox", words("inbox"), 0],
  ["diff", words("diff acme/EXP-0001"), 0],
  ["diff", words("diff acme/score-insights --from HEAD"), 0],
  ["gate", words("gate acme/EXP-0001"), 4],
  ["matrix", words("matrix"), 0],
  ["matrix", words("matrix --format html=../../matrix.html"), 0],
  ["matrix what-if", words("matrix what-if end api:credit@v2 2027-03-01"), 0],
  ["report lifecycle", words("report lifecycle"), 0],
  ["report permissions", words("report permissions --partner acme"), 0],
  ["report reviews", words("report reviews"), 0],
  ["report risk", words("report risk"), 0],
  ["report monitoring", words("report monitoring"), 0],
  ["report health", words("report health"), 0],
  ["rules", words("rules --coverage"), 0],
  ["explain", words("explain PRM002"), 0],
  ["schema", words("schema risk"), 0],
  ["contract", () => ["contract", `main:${schema}`, `side:${schema}`], 0],
  ["completion", words("completion bash"), 0],
  ["verify", words("verify --all"), 1],
  ["doctor", words("doctor"), 0],
  ["doctor", words("doctor --fix"), 0],
  ["validate", words("validate --head asked"), 1],
  ["validate", words("validate --head unspeakable"), 1],
  ["status", words("status --head asked acme/EXP-0001"), 0],
  ["status", words("status --head unspeakable"), 1],
  ["gate", words("gate --head asked acme/EXP-0001"), 4],
  ["diff", words("diff --head asked acme/EXP-0001"), 0],
  ["matrix", words("matrix --head asked"), 0],
  ["approve", approve, 0, "ada"],
  ["approve", approve, 0],
  ["diff", words("diff acme/EXP-0001 --since-ballot"), 0],
  ["retract", () => ["retract", "acme/EXP-0001", "--reason", "Too fast.", ...signed().slice(2)], 0],
  ["approve", approve, 0, "sal"],
  ["abstain", () => ["abstain", "acme/EXP-0001", "--reason", "No time.", ...signed().slice(2)], 0, "erin"],
  ["reject", () => ["reject", "acme/EXP-0001", "--reason", "No.", ...signed()], 0, "omar"],
  ["sign-off", words("sign-off acme/score-insights/1.0.0"), 2],
  ["decide", words("decide acme/EXP-0001"), 0],
  ["repair", () => ["repair", forced], 0],
  ["person revoke", () => [...words("person revoke sal --retired --yes --reason")(), "A new one."], 0, "sal"],
  [
    "propose",
    () => [
      ...words("propose capability --partner acme --from ../partners/acme/proposals/EXP-0001/proposal.yaml")(),
      ...["technical", "security", "compliance", "ecosystem"].flatMap((kind) => [`--${kind}-risk`, "none: A button."]),
    ],
    0,
    "dana",
  ],
  ["refresh", words("refresh governance/EXP-0001"), 0],
  [
    "new",
    () => [
      ...words("new partner --name northwind --title Northwind --email a@northwind.example")(),
      "--legal-name",
      "Northwind Ltd",
    ],
    0,
  ],
  [
    "new",
    words(
      "new checkpoint --subject acme/score-insights --checkpoint security-review --author bo --by bo --checkpoint-result inconclusive --outcome Fine",
    ),
    0,
  ],
  ["evidence add", words("evidence add ../kwanus.yaml --for acme/score-insights --produced 2026-11-21"), 0],
  ["person accept", words("person accept bo"), 0, "dana"],
  ["matrix", words("matrix --write"), 0],
  ["init", words("init --forge github --base refs/heads/side"), 0],
];

/** Played in a poisoned place by a test of its own, as it takes its time. */
const elsewhere = { demo: "test/cli/demo.test.ts" };

it("leaves no command out", async () => {
  const leaves = (path: string, { commands = [], run }: Command): string[] => [
    ...(commands.length === 0 || run !== undefined ? [path] : []),
    ...commands.flatMap((inner) => leaves(`${path} ${inner.name}`, inner)),
  ];
  const all = await Promise.all([...registry].map(async ([name, { load }]) => leaves(name, (await load()).default)));
  expect([...new Set([...lines.map(([name]) => name), ...Object.keys(elsewhere)])].sort()).toEqual(all.flat().sort());
  for (const file of Object.values(elsewhere)) expect(readFileSync(file, "utf8").includes("poisonIn(")).toBe(true);
});

it.each(
  lines.map(
    (line) =>
      [
        line[1]()
          .join(" ")
          .replace(/ --all-criteria.*/, ""),
        line,
      ] as const,
  ),
)("kwanus %s runs nothing", async (_, [, typedWords, exit, who = "bo"]) => {
  const told = await typed(typedWords(), at(who));
  expect(told.out + told.err).not.toContain("bug in kwanus");
  expect({ ...told, marks: poison.marks() }, told.err).toEqual({ ...told, exit, marks: [] });
});

it("signs with the program that the user's own configuration names, and with no other", async () => {
  const there = at("lee");
  const config = join(there.env["HOME"] ?? "", ".gitconfig");
  const shim = poison.program("the own one");
  const keygen = execFileSync("which", ["ssh-keygen"], { env: own }).toString().trim();
  appendFileSync(shim, `exec ${keygen} "$@"\n`);
  appendFileSync(config, `[gpg "ssh"]\n\tprogram = ${shim}\n`);
  const { exit, out } = await typed(approve(), there);
  expect({ exit, out, marks: poison.marks() }).toEqual({
    exit: 0,
    out: expect.stringContaining("kwanus/vote/acme-EXP-0001.cgb.lee.1"),
    marks: ["the own one"],
  });
});

describe("the program itself, started in that folder", () => {
  const program = fileURLToPath(new URL("../../bin/kwanus.js", import.meta.url));
  const start = (...typedWords: string[]) => {
    const { folder: cwd, env } = at("bo");
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...typedWords], {
      cwd,
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr, marks: poison.marks() };
  };

  it("validates", () => {
    const told = start("validate", "--head", "main", "--base", "main");
    expect(told).toEqual({ status: 0, stdout: expect.stringContaining("no findings"), stderr: "", marks: [] });
  });

  it("asks Git whether a remembered verdict still holds", () => {
    const home = join(office.stage, "people/bo");
    const config = readFileSync(join(untouched, ".git/config"), "utf8");
    // Nothing is remembered where configuration includes more.
    writeFileSync(join(untouched, ".git/config"), config.replace(/^\[include.*\n.*\n/gm, ""));
    for (const time of [1, 2]) {
      const told = start("-C", untouched, "validate");
      expect({ time, ...told }).toEqual({ time, ...told, status: 1, stderr: "", marks: [] });
      expect(existsSync(join(home, ".cache/kwanus"))).toBe(true);
    }
  });

  it("completes a word", () => {
    const told = start("__complete", "bash", "status", "acme/");
    expect(told).toMatchObject({ status: 0, stdout: expect.stringContaining("acme/EXP-0001"), marks: [] });
  });
});

/** What plain Git runs in the very same place, and how it is brought to do so: the poison is no dummy. */
const bites: readonly (readonly [mark: string, line: string, input?: string])[] = [
  ["core.fsmonitor", "status"],
  ["bare.core.fsmonitor", "-C bare status"],
  ["filter.evil.process", "hash-object --path=x.yaml kwanus.yaml"],
  ["filter.included.clean", "hash-object --path=x.md kwanus.yaml"],
  ["filter.worktree.clean", "hash-object --path=x.json kwanus.yaml"],
  ["filter.a=b.clean", "hash-object --path=x.sig kwanus.yaml"],
  ["filter.a=b.smudge", "cat-file --filters --path=x.sig HEAD:kwanus.yaml"],
  ["diff.evil.command", "show --ext-diff side"],
  ["diff.evil.textconv", "show side"],
  ["diff.external", "show --ext-diff main~5 -- *.sig"],
  ["merge.evil.driver", "merge-tree --write-tree main side"],
  ["gpg.ssh.program", "commit-tree -S -m x main^{tree}"],
  ["gpg.openpgp.program", "-c gpg.format=openpgp commit-tree -S -m x main^{tree}"],
  ["gpg.x509.program", "-c gpg.format=x509 commit-tree -S -m x main^{tree}"],
  ["core.editor", "branch --edit-description"],
  ["core.sshCommand", "ls-remote ssh://h/x"],
  ["core.gitProxy", "ls-remote git://h/x"],
  ["core.alternateRefsCommand", "fetch ../office"],
  ["remote.origin.url", "ls-remote origin"],
  ["remote.near.uploadpack", "ls-remote near"],
  ["credential.helper", "credential fill", "protocol=https\nhost=h\n\n"],
  ["core.askPass", "-c credential.helper= credential fill", "protocol=https\nhost=h\n\n"],
  ["trailer.evil.cmd", "interpret-trailers --trailer Evil=x"],
  ["tar.evil.command", "archive --format=evil main"],
  ["alias.innocent", "innocent"],
  ["reference-transaction", "update-ref refs/heads/other main"],
];

describe("what would run, if it were Git that is started there", () => {
  let folder: string;
  beforeAll(() => {
    folder = join(office.stage, "bitten");
    cpSync(desk.folder, folder, { recursive: true });
    rmSync(join(folder, ".git/info/grafts"));
  });
  const git = (line: string, input: string, path = own["PATH"] ?? "") => {
    const env = { ...settingOf(office, "bo"), PATH: path, GIT_NO_REPLACE_OBJECTS: "1" };
    poison.forget();
    spawnSync("git", line.split(" "), { cwd: folder, env, input, timeout: 10_000 });
    return poison.marks();
  };

  it.each(bites.map(([mark, line, input = ""]) => ({ mark, line, input })))(
    "$mark: git $line",
    ({ mark, line, input }) => {
      expect(git(line, input)).toContain(mark);
    },
  );

  it("a program called git in the current folder", () => {
    expect(git("status", "", poison.environment["PATH"] ?? "")).toContain("planted git");
  });
});
