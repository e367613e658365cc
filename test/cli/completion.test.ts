// What a shell offers at a tab: from the tables alone, from the names of files, and in each shell as people use it.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { complete } from "../../src/cli/completion/complete.ts";
import { completions } from "../../src/cli/completion/completions.ts";
import { registry } from "../../src/cli/registry.ts";
import { type Desk, newDesk, useOffice } from "../support/desk.ts";
import { hasTerminal, onTerminal, plainly, program } from "../support/pty.ts";

const paths = [
  "governance/people/bo.yaml",
  "governance/people/bo.1.proof.yaml",
  "governance/people/ada.yaml",
  "governance/people/$(touch x).yaml",
  "governance/proposals/EXP-0001/proposal.yaml",
  "partners/acme/partner.yaml",
  "partners/acme/applications/APP-0001/application.yaml",
  "partners/acme/applications/APP-0001/decisions/decision.yaml",
  "partners/acme/applications/APP-0001/ballots/decision/leg.bo.1.yaml",
  "partners/acme/proposals/EXP-0002/proposal.yaml",
  "partners/acme/proposals/EXP-0003/risk.yaml",
  "partners/acme/integrations/score-insights/manifest.yaml",
  "partners/acme/integrations/score-insights/checkpoints/security-review.yaml",
  "partners/acme/integrations/score-insights/releases/1.0.0/release.yaml",
  "partners/acme/integrations/score-insights/releases/1.0.0/decisions/sign-off.yaml",
  "partners/acme/integrations/score-insights/releases/1.1.0/release.yaml",
  "components/credit-graph/manifest.yaml",
  "oversight/acme/measurements/MS-0001.yaml",
  "partners/`id`/partner.yaml",
  "partners/a\u001b[2J/proposals/EXP-0009/proposal.yaml",
  "oversight/acme/lifecycle/LC-0001/transition.yaml",
  "oversight/acme/lifecycle/LC-0001/decisions/lifecycle.yaml",
  "components/credit-graph/proposals/EXP-0001/proposal.yaml",
  "components/credit-graph/proposals/EXP-0001/withdrawal.yaml",
];

/** What is offered for a line that ends at the cursor, and how often the files were listed. */
async function offered(line: string) {
  const asked: (readonly string[])[] = [];
  const found = await complete(line.split(" "), async (folders) => {
    asked.push(folders);
    return paths;
  });
  return { values: typeof found === "string" ? found : found.map(({ value }) => value), found, asked };
}

describe("a line", () => {
  it.each([
    ["sta", ["status"]],
    ["help ver", ["verify"]],
    ["person ", ["accept", "revoke"]],
    ["person accept ", ["ada", "bo"]],
    ["frobnicate ", []],
    ["validate --fo", ["--format"]],
    ["validate --fail-on ", ["error", "warning"]],
    ["validate --fail-on=w", ["--fail-on=warning"]],
    ["validate --format j", ["json"]],
    ["validate --format json=", "files"],
    ["validate --format=json=o", "files"],
    ["validate --format json --format m", ["markdown"]],
    ["validate --no-base --no-b", []],
    ["validate ", "files"],
    ["-C ", "folders"],
    ["--color ", ["always", "never", "auto"]],
    ["--color sta", ["status"]],
    ["--color never sta", ["status"]],
    ["completion ", ["bash", "zsh", "fish"]],
    ["propose tie", ["tier"]],
    ["explain bal00", ["BAL001", "BAL002", "BAL003", "BAL004", "BAL005", "BAL006", "BAL007", "BAL008", "BAL009"]],
    ["explain permission-w", ["permission-wildcard"]],
    ["explain PIS-6.3.1", ["PIS-6.3.1"]],
    ["propose --partner ", ["acme", "credit-graph"]],
    ["propose --author b", ["bo"]],
    ["propose --integration ", ["acme/score-insights"]],
    ["new measurement --corrects ", ["acme/MS-0001"]],
    ["new measurement --subject ", ["acme/score-insights", "credit-graph"]],
    ["new review --subject ", ["acme", "acme/score-insights", "credit-graph"]],
    ["new withdrawal --subject acme/E", ["acme/EXP-0002"]],
    ["new release --fulfils acme/", ["acme/APP-0001", "acme/EXP-0002"]],
    ["new checkpoint --subject ", ["acme/score-insights", "credit-graph"]],
    ["evidence add x.json --for ", ["acme/score-insights", "credit-graph"]],
    ["evidence add x.json --for acme/score-insights --checkpoint ", ["security-review"]],
    ["evidence add ", "files"],
    ["report permissions --partner ", ["acme", "credit-graph"]],
    ["sign-off ", ["acme/score-insights/1.1.0", "acme/score-insights/1.0.0"]],
    ["gate acme/score", ["acme/score-insights/1.0.0", "acme/score-insights/1.1.0"]],
    ["diff cred", ["credit-graph", "credit-graph/EXP-0001"]],
    ["inbox --person b", ["bo"]],
    ["contract old.yaml ", "files"],
    ["propose --ratifies acme/EXP", ["acme/EXP-0002"]],
    ["rules --family PR", ["PRM", "PRO"]],
    ["rules --clause PIS-6.3.1", ["PIS-6.3.1"]],
    ["new measurement --signal w", ["workflow-reliability"]],
    ["propose --title ", []],
    ["propose --from ", "files"],
    [
      "status acme/",
      [
        "acme/APP-0001",
        "acme/EXP-0002",
        "acme/LC-0001",
        "acme/score-insights",
        "acme/score-insights/1.0.0",
        "acme/score-insights/1.1.0",
      ],
    ],
    ["status acme/EXP-0002 --j", []],
    ["status -- --", []],
  ] as [string, string[] | string][])("kwanus %s", async (line, values) => {
    expect((await offered(line)).values).toEqual(values);
  });

  it("puts what is open first where a vote is cast", async () => {
    const open = ["acme/EXP-0002", "acme/score-insights/1.1.0", "governance/EXP-0001"];
    const closed = ["acme/APP-0001", "acme/LC-0001", "acme/score-insights/1.0.0", "credit-graph/EXP-0001"];
    for (const name of ["approve", "reject", "abstain", "decide"])
      expect((await offered(`${name} `)).values).toEqual([...open, ...closed]);
    const { found } = await offered("status ");
    expect(found).toEqual([
      { value: "acme/APP-0001", about: "decided" },
      { value: "acme/EXP-0002", about: "open" },
      { value: "acme/LC-0001", about: "decided" },
      { value: "acme/score-insights", about: "" },
      { value: "acme/score-insights/1.0.0", about: "decided" },
      { value: "acme/score-insights/1.1.0", about: "open" },
      { value: "credit-graph", about: "component" },
      { value: "credit-graph/EXP-0001", about: "withdrawn" },
      { value: "governance/EXP-0001", about: "open" },
    ]);
  });

  it("knows the four bodies, and those that have voted", async () => {
    expect((await offered("approve acme/EXP-0002 --as ")).values).toEqual(["CGB", "ERC", "LEG", "SCO", "TSC"]);
  });

  it("knows how a wish goes on", async () => {
    expect((await offered("matrix ")).values).toEqual(["what-if"]);
    expect((await offered("matrix what-if ")).values).toEqual(["end", "deprecate"]);
    expect((await offered("matrix what-if end ")).values).toContain("acme");
    expect((await offered("matrix what-if end acme ")).values).toEqual([]);
    expect((await offered("matrix what-if end acme 2027-01-01 d")).values).toEqual(["deprecate"]);
  });

  it("lists files only for ids, in the folder that -C names", async () => {
    expect((await offered("validate --")).asked).toEqual([]);
    expect((await offered("-C a status -C b --directory=c ")).asked).toEqual([["a", "b", "c"]]);
  });

  it("offers every command, and every flag of it", async () => {
    expect((await offered("")).values).toEqual([...registry.keys(), "help"]);
    for (const [name, { load }] of registry) {
      const { options = [], commands } = (await load()).default;
      if (commands === undefined)
        expect((await offered(`${name} --`)).values).toEqual(expect.arrayContaining(options.map(({ flag }) => flag)));
    }
  });
});

useOffice();
let desk: Desk;
beforeAll(() => {
  desk = newDesk();
  // A name with a blank, and a file that is not committed yet.
  desk.write("partners/acme/proposals/EXP-0007/proposal.yaml", "kind: Proposal\n");
  desk.write("partners/x y/partner.yaml", "");
  desk.write("oversight/acme/lifecycle/LC-0001/transition.yaml", "kind: Transition\n");
});

describe("the callback", () => {
  const lines = (...words: string[]) => completions("bash", words, join(desk.folder, "partners/acme"), desk.env);

  it("reads the repository around a folder, in any kind of quotes", async () => {
    expect(await lines("status", "acme/E")).toBe("acme/EXP-0001\topen\nacme/EXP-0007\topen\n");
    const folder = `${dirname(desk.folder)}/off"ice"`;
    expect(await completions("zsh", ["-C", folder, "status", "'acme/A"], "/", desk.env)).toBe(
      "acme/APP-0001\tdecided\n",
    );
    expect(await lines("propose", "--partner", "")).toBe("acme\tpartner\nborealis\tpartner\n");
  });

  it("offers transitions", async () => {
    expect(await lines("approve", "acme/LC")).toBe("acme/LC-0001\topen\n");
  });

  it("says nothing at all where something is wrong", async () => {
    expect(await completions("bash", ["-C", "/nowhere", "status", ""], "/", desk.env)).toBe("");
    expect(await completions("bash", ["status", ""], "/", { ...desk.env, PATH: "" })).toBe("");
    expect(await completions("bash", [], "/", {})).not.toBe("");
  });

  it("is part of the built program, and runs nothing the repository names", () => {
    desk.git("config", "core.fsmonitor", `touch ${desk.folder}/planted; false`);
    const command = [program, "__complete", "bash", "approve", ""];
    const told = spawnSync(process.execPath, command, { cwd: desk.folder, env: desk.env, encoding: "utf8" });
    expect(told).toMatchObject({ status: 0, stderr: "" });
    expect(told.stdout).toBe(
      "acme/EXP-0001\topen\nacme/EXP-0007\topen\nacme/LC-0001\topen\nborealis/APP-0001\topen\nacme/APP-0001\tdecided\n",
    );
    expect(existsSync(join(desk.folder, "planted"))).toBe(false);
  });
});

/** What is typed before a tab, and the line after it. */
const completed = [
  ["stat", "status"],
  ["validate --form", "validate --format"],
  ["validate --fail-on=w", "validate --fail-on=warning"],
  ["status borealis/", "status borealis/APP-0001"],
  ["-C partners approve acme/EXP-0007 --as T", "-C partners approve acme/EXP-0007 --as TSC"],
  ["validate kwanus.y", "validate kwanus.yaml"],
  ["validate --format json=kwanus.y", "validate --format json=kwanus.yaml"],
] as const;

describe("a tab completes commands, flags, values, ids and files", () => {
  let env: Record<string, string>;
  beforeAll(() => {
    const bin = join(tmpdir(), "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "kwanus"), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 });
    env = { ...desk.env, PATH: `${bin}:${process.env["PATH"]}`, TERM: "dumb" };
  });
  const isHere = (shell: string) => spawnSync(shell, ["--version"]).status === 0;

  it.skipIf(!hasTerminal || !isHere("bash"))("in bash", () =>
    inShell(["bash", "--noprofile", "--norc", "-i"], 'eval "$(kwanus completion bash)"'),
  );

  it.skipIf(!hasTerminal || !isHere("zsh"))("in zsh", () =>
    inShell(["zsh", "-f", "-i"], 'autoload -Uz compinit; compinit -u -D; eval "$(kwanus completion zsh)"'),
  );

  // fish paints its line too often to be read; what it would offer it says itself.
  it.skipIf(!isHere("fish"))("in fish", () => {
    const asked = completed.map(([typed]) => `complete -C 'kwanus ${typed}'`);
    const script = `kwanus completion fish | source; ${asked.join("; echo; ")}`;
    const told = spawnSync("fish", ["--no-config", "-c", script], { cwd: desk.folder, env, encoding: "utf8" });
    expect(told).toMatchObject({ status: 0, stderr: "" });
    const offered = told.stdout.split("\n\n").map((lines) => lines.trim().replaceAll(/\t.*/g, ""));
    expect(offered).toEqual(completed.map(([, line]) => line.split(" ").at(-1)));
  });

  async function inShell(command: readonly string[], load: string): Promise<void> {
    const session = onTerminal(command, { cwd: desk.folder, env, columns: 200 });
    session.types(`${load}; echo rea''dy\r`);
    await session.shows(/^ready/m);
    for (const [typed, line] of completed) {
      // Back at its beginning the line becomes one that says itself.
      session.types(`kwanus ${typed}\t\u0001echo got:\r`);
      await session.shows(new RegExp(`^got:kwanus ${line} ?$`, "m"));
    }
    session.types("exit\r");
    const { screen } = await session.ended();
    expect(plainly(screen)).not.toMatch(/error|not found/);
  }
});
