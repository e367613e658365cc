// kwanus propose on a real repository: by options, by file, by questions, and what it refuses.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Answer, Question } from "../../src/cli/ask.ts";
import type { Command } from "../../src/cli/command.ts";
import proposeCommand from "../../src/cli/commands/propose.ts";
import { run } from "../../src/cli/main.ts";
import type { ProposeInput } from "../../src/cli/proposing.ts";
import { registry } from "../../src/cli/registry.ts";
import { commandLine } from "../../src/cli/shell-words.ts";
import { environment, git, newRepository, write } from "../repo/sandbox.ts";
import { collector, type Told } from "../support/frame.ts";
import { sample, template } from "../support/world.ts";

const now = new Date("2026-11-21T09:08:07.000Z");

/** The sample, landed on main, with a branch of one's own checked out. */
async function clone(branch = "mine"): Promise<string> {
  const directory = newRepository({ ...(await sample()) });
  git(directory, "config", "kwanus.base", "refs/heads/main");
  if (branch !== "main") git(directory, "switch", "--quiet", "-c", branch);
  return directory;
}

async function kwanus(cwd: string, words: readonly string[], typed = "", commands = registry): Promise<Told> {
  const stdin = new PassThrough();
  stdin.end(typed);
  const [out, err] = [collector(), collector()];
  const host = {
    version: "9.8.7",
    cwd,
    env: environment,
    stdin,
    stdout: out.stream,
    stderr: err.stream,
    now: () => now,
    uuid: () => "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d",
    onSignal: () => () => undefined,
  };
  const exit = await run(words, host, commands);
  return { exit, out: out.text(), err: err.text() };
}

/** The words a shell makes of a line. */
function shellWords(line: string): string[] {
  const { stdout } = spawnSync("sh", ["-c", `printf '%s\\0' ${line}`]);
  return stdout.toString().split("\0").slice(0, -1);
}

const wordsOf = (flags: Readonly<Record<string, string | readonly string[]>>): string[] =>
  Object.entries(flags).flatMap(([flag, value]) => [value].flat().flatMap((one) => [`--${flag}`, one]));

const noRisks = {
  "technical-risk": "none: It only reads.",
  "security-risk": "none: It reads what users see anyway.",
  "compliance-risk": "none: Nothing leaves the platform.",
  "ecosystem-risk": "none: Nobody depends on it.",
};

const texts = {
  title: "Export of report dates",
  description: "Users download their dates.",
  justification: "They copy them by hand today.",
  "governance-alignment": "Logged like every read.",
  "compatibility-impact": "None, a button is added.",
  "compatibility-plan": "The button hides where it cannot work.",
  "security-impact": "One more read permission.",
  "lifecycle-plan": "Maintained with the panel.",
  "sustainability-review": "Each quarter.",
  "ecosystem-health": "Others can copy it.",
  viability: "Part of the product.",
};

const capability = {
  partner: "acme",
  author: "dana",
  ...texts,
  capability: "export-tools=Writes dates into a calendar file",
  permission: "read:report-history@own-users=Shows a=b@c, too",
  "migration-not-applicable": "It is new.",
  ...noRisks,
};

const status = (directory: string): string[] =>
  git(directory, "status", "--porcelain", "--untracked-files=all")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.trim());

const subject = "partners/acme/proposals/EXP-0001";
const read = (directory: string, path: string) => parse(readFileSync(join(directory, path), "utf8"));

describe("options", () => {
  it("answer everything; the result holds and says what comes next", async () => {
    const directory = await clone();
    const { exit, out, err } = await kwanus(directory, ["propose", "capability", ...wordsOf(capability)]);
    expect(out).toBe(`wrote  ${subject}/proposal.yaml\nwrote  ${subject}/risk.yaml\n`);
    expect(err).toContain(`kwanus validate ${subject}\n`);
    expect(err).toContain(`git add ${subject} && git commit -m "File acme/EXP-0001"`);
    expect(exit).toBe(0);
    expect(read(directory, `${subject}/proposal.yaml`).spec).toMatchObject({
      filed: "2026-11-21",
      requestedTier: 1,
      requestedPermissions: [{ id: "read:report-history", scope: "own-users", justification: "Shows a=b@c, too" }],
      migrationPlan: { notApplicable: "It is new." },
    });
    expect(await kwanus(directory, ["validate"])).toMatchObject({ exit: 0 });
  });

  it("give a risk with what is done about it", async () => {
    const directory = await clone();
    const risky = {
      ...capability,
      "security-risk": "None of the dates may leak.",
      "security-inherent": "3x4",
      "security-mitigation": ["permission-restriction:One: two", "suspension:Off"],
      "security-residual": "1x4",
      "security-fallback": "It is switched off.",
      "security-monitoring": "Reads by the hour.",
    };
    expect(await kwanus(directory, ["propose", "capability", ...wordsOf(risky)])).toMatchObject({ exit: 0 });
    expect(read(directory, `${subject}/risk.yaml`).spec.entries[0]).toEqual({
      category: "security",
      risk: "None of the dates may leak.",
      inherent: { likelihood: 3, impact: 4 },
      mitigation: [
        { strategy: "permission-restriction", measure: "One: two" },
        { strategy: "suspension", measure: "Off" },
      ],
      residual: { likelihood: 1, impact: 4 },
      fallback: "It is switched off.",
      monitoring: "Reads by the hour.",
      owner: "dana",
      reviewBy: "2027-05-21",
    });
  });

  it("write nothing with --dry-run", async () => {
    const directory = await clone();
    const told = await kwanus(directory, ["propose", "capability", "--dry-run", ...wordsOf(capability)]);
    expect(told).toMatchObject({ exit: 0, out: expect.stringContaining(`would write   ${subject}/proposal.yaml`) });
    expect(status(directory)).toEqual([]);
  });

  it("that are missing are all listed, with a command that works as it stands", async () => {
    const directory = await clone();
    for (const words of [["application", "--partner", "cirrus"], ["capability"], ["tier"], ["integration"], []]) {
      const { exit, out, err } = await kwanus(directory, ["propose", ...words]);
      expect([exit, out], words.join()).toEqual([2, ""]);
      expect(err).toContain("  --technical-risk ");
      const example = /For example: kwanus (.*)$/m.exec(err)?.[1] ?? "";
      const complete = shellWords(example);
      if (words.length > 0)
        expect(await kwanus(directory, [...complete, "--dry-run"]), example).toMatchObject({ exit: 0 });
    }
    expect((await kwanus(directory, ["propose"])).err).toContain("CATEGORY");
    expect(status(directory)).toEqual([]);
  });

  it.each([
    [{ partner: "acm" }, "cannot-file", 'Did you mean "acme"?'],
    [{ permission: "read:report@own-users=Why" }, "", 'Did you mean "read:reports"?'],
    [{ permission: "write:*@own-users=Why" }, "", '"write:*" is no permission'],
    [{ permission: "read:reports" }, "", "is not of the form ID@SCOPE=WHY"],
    [{ capability: "export-tool=Why" }, "", 'Did you mean "export-tools"?'],
    [{ supersedes: "acme/APP-0002" }, "", 'Did you mean "acme/APP-0001"?'],
    [{ migration: "Slowly." }, "", "exclude each other"],
    [{ "technical-risk": "none" }, "", "must say why there is none"],
    [{ "technical-inherent": "2x2" }, "", "does not go with a technical risk that is none"],
    [{ "remove-permission": "read:report" }, "", 'Did you mean "read:reports"?'],
  ])("that cannot be meant are refused: %j", async (more, _, words) => {
    const directory = await clone();
    const told = await kwanus(directory, ["propose", "capability", ...wordsOf({ ...capability, ...more })]);
    expect(told).toMatchObject({ exit: 2, out: "", err: expect.stringContaining(words) });
    expect(status(directory)).toEqual([]);
  });

  it("that do not hold are shown as findings and not written, unless as a draft", async () => {
    const directory = await clone();
    const words = ["propose", "capability", ...wordsOf({ ...capability, description: "TBD" })];
    const told = await kwanus(directory, words);
    expect(told).toMatchObject({ exit: 1, out: expect.stringContaining("error[DOC009]") });
    expect(told.out).toContain(`--> ${subject}/proposal.yaml:`);
    expect(told.err).toContain("nothing was written");
    expect(status(directory)).toEqual([]);
    const draft = await kwanus(directory, [...words, "--draft"]);
    expect(draft).toMatchObject({ exit: 0, err: expect.stringMatching(/^to do {3}partners\/.*DOC009/m) });
    expect(status(directory)).toHaveLength(2);
  });

  it("leave alone what was wrong before, and refuse what only stands wrongly beside something else", async () => {
    const directory = await clone();
    write(directory, { "partners/borealis/partner.yaml": "kind: Partner\n" });
    const told = await kwanus(directory, ["propose", "capability", ...wordsOf(capability)]);
    expect(told).toMatchObject({ exit: 1, out: expect.stringContaining("error[POL006]") });
    expect(told.out).not.toContain("DOC004");
  });

  it("work on the protected branch, clean or not", async () => {
    const directory = await clone("main");
    expect(await kwanus(directory, ["propose", "capability", ...wordsOf(capability)])).toMatchObject({ exit: 0 });
    const next = await kwanus(directory, ["propose", "capability", ...wordsOf(capability)]);
    expect(next).toMatchObject({ exit: 0, out: expect.stringContaining("EXP-0002") });
  });

  it("make a new partner with its application", async () => {
    const directory = await clone();
    const words = wordsOf({
      partner: "cirrus",
      author: "dana",
      "partner-name": "Cirrus",
      "legal-name": "Cirrus SARL",
      email: "tech@cirrus.example",
      title: "Dates",
      tier: "1",
      "business-justification": "Users see dates.",
      "technical-overview": "One call.",
      "security-overview": "One credential.",
      "compliance-overview": "Nothing is kept.",
      permission: "read:reports@own-users=Dates are all it shows",
      ...noRisks,
    });
    const told = await kwanus(directory, ["propose", "application", ...words]);
    expect(told.err).toContain("git add partners/cirrus/partner.yaml partners/cirrus/applications/APP-0001");
    expect(told).toMatchObject({ exit: 0, out: expect.stringContaining("wrote  partners/cirrus/partner.yaml") });
    expect(await kwanus(directory, ["validate"])).toMatchObject({ exit: 0 });
  });

  it("carry an edited governed file, named from where one stands", async () => {
    const directory = await clone();
    const path = join(directory, "governance/policy.yaml");
    const before = readFileSync(path, "utf8");
    writeFileSync(path, before.replace("value: P14D", "value: P21D"));
    expect(await kwanus(directory, ["validate"])).toMatchObject({ exit: 1 });
    const words = wordsOf({ author: "ada", ...texts, "migration-not-applicable": "Nothing moves.", ...noRisks });
    const told = await kwanus(join(directory, "governance"), [
      "propose",
      "governance",
      "--change",
      "policy.yaml",
      ...words,
    ]);
    expect(told).toMatchObject({ exit: 0, out: expect.stringContaining("put back  governance/policy.yaml") });
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(status(directory)).toEqual([
      "?? governance/proposals/EXP-0001/changes/governance/policy.yaml",
      "?? governance/proposals/EXP-0001/proposal.yaml",
      "?? governance/proposals/EXP-0001/risk.yaml",
    ]);
    expect(await kwanus(directory, ["validate"])).toMatchObject({ exit: 0 });
  });
});

describe("--from", () => {
  const risks = `risk:
  - { category: technical, none: It only reads. }
  - category: security
    risk: Dates leak.
    inherent: { likelihood: 3, impact: 4 }
    mitigation: []
    residual: { likelihood: 1, impact: 4 }
    fallback: Off.
    monitoring: Hourly.
  - { category: compliance, none: Nothing leaves. }
  - { category: ecosystem, none: Nobody depends. }
`;

  it("takes a template as it is, with risks, and flags win", async () => {
    const directory = await clone();
    write(directory, { "../answers.yaml": `${template("proposal-capability")}${risks}` });
    const words = ["propose", "--from", "../answers.yaml", "--title", "Another title"];
    const told = await kwanus(directory, [...words, "--ecosystem-risk", "none: Said again."]);
    expect(told).toMatchObject({ exit: 0, out: expect.stringContaining(`${subject}/proposal.yaml`) });
    const { metadata, spec } = read(directory, `${subject}/proposal.yaml`);
    expect(metadata).toEqual({ id: "acme/EXP-0001", title: "Another title", authors: ["dana"] });
    expect(spec).toMatchObject({ filed: "2026-11-21", requestedCapabilities: [{ id: "export-tools" }] });
    const { entries } = read(directory, `${subject}/risk.yaml`).spec;
    expect(entries[0]).toMatchObject({ category: "security", mitigation: [], owner: "dana", reviewBy: "2027-05-21" });
    expect(entries.at(-1)).toEqual({ category: "ecosystem", none: "Said again." });
  });

  it("reads stdin, and asks for the rest", async () => {
    const directory = await clone();
    const part = "kind: Proposal\nmetadata: { title: Half }\nspec: { category: capability, description: Some. }\n";
    const told = await kwanus(directory, ["propose", "--partner", "acme", "--from", "-"], part);
    expect(told).toMatchObject({ exit: 2, err: expect.stringContaining("--justification") });
    expect(told.err).not.toMatch(/^ {2}(--title|--description|CATEGORY) /m);
    expect((await kwanus(directory, ["propose", "--from", "-"], "kind: Proposal\n")).err).toContain("CATEGORY");
  });

  it("knows a new partner", async () => {
    const directory = await clone();
    const partner = "partner: { name: Cirrus, legalName: Cirrus SARL, email: tech@cirrus.example }\n";
    const text = template("application").replaceAll("acme/", "cirrus/");
    const told = await kwanus(directory, ["propose", "--from", "-"], `${text}${partner}${risks}`);
    expect(told).toMatchObject({ exit: 0 });
    expect(read(directory, "partners/cirrus/partner.yaml").spec.legalName).toBe("Cirrus SARL");
  });

  it.each([
    ["kind: [", "stdin:1:8: This is not YAML"],
    ["", "stdin:1:1: it must be a mapping"],
    ["kind: Propsal\n", "stdin:1:7: kind must be Application or Proposal"],
    ["kind: Proposal\nspecs: {}\n", 'stdin:2:1: "specs" is not a field here\nhelp: Did you mean "spec"?'],
    ["kind: Proposal\nspec: []\n", "stdin:2:7: spec must be a mapping"],
    [
      "kind: Proposal\nspec:\n  descripton: x\n",
      'stdin:3:3: "descripton" is not a field in spec\nhelp: Did you mean "description"?',
    ],
    ["kind: Proposal\nspec:\n  requestedPermissions: [{ id: read:reports }]\n", "stdin:3:26: "],
    ["kind: Proposal\nspec: { category: tier }\n", "stdin:2:19: this says tier, and the command line says capability"],
    ["kind: Application\n", "stdin:1:7: kind is Application, and the command line says capability"],
    ["kind: Proposal\nrisk: {}\n", "stdin:2:7: risk must be a list of entries"],
    ["kind: Proposal\nrisk:\n  - { category: security, rsk: x }\n", 'stdin:3:27: "rsk" is not a field'],
    ["kind: Proposal\npartner: { nam: x }\n", 'stdin:2:12: "nam" is not a field here'],
    ["kind: Proposal\nspec:\n  filed: soon\n  requestedTier: x\n", "stdin:4:18: "],
    ["kind: Proposal\nspec: { changes: [] }\n", "stdin:2:18: changes is computed"],
    ["kind: Proposal\nkind: Proposal\n", "stdin:2:1: The key"],
    [
      "kind: Proposal\nspec: { requestedPermissions: [{ id: read:report, scope: a, justification: b }] }\n",
      'Did you mean "read:reports"?',
    ],
  ])("refuses %j", async (text, words) => {
    const directory = await clone();
    const told = await kwanus(directory, ["propose", "capability", "--partner", "acme", "--from", "-"], text);
    expect(told).toMatchObject({ exit: 2, out: "" });
    expect(told.err).toContain(words);
    expect(status(directory)).toEqual([]);
  });

  it("refuses a file that is not there", async () => {
    const told = await kwanus(await clone(), ["propose", "--from", "no.yaml"]);
    expect(told).toMatchObject({ exit: 2, err: expect.stringContaining("--from no.yaml cannot be read: ENOENT") });
  });
});

describe("questions", () => {
  const said: Readonly<Record<string, (question: Question) => Answer>> = {
    CATEGORY: () => "capability",
    "--partner": () => "acme",
    "--author": () => "dana",
    "--capability": ({ type }) => (type === "checkbox" ? ["export-tools"] : "It's a calendar"),
    "--permission": ({ type, message }) =>
      type === "checkbox" ? ["read:report-history", "read:scores"] : /whose/.test(message) ? "own@users" : "a=b, 'c'",
    "--migration": () => "",
    "--security-risk": ({ type }) => (type === "confirm" ? true : "Dates leak."),
    "--security-inherent": () => "3x4",
    "--security-mitigation": ({ type }) => (type === "select" ? "remediation" : "It is closed: at once."),
    "--security-residual": () => "1x4",
  };

  /** One run with somebody at the terminal who answers as above. */
  async function asked(directory: string, ...words: string[]) {
    const questions: Question[] = [];
    const ask = async (question: Question): Promise<Answer> => {
      questions.push(question);
      return said[question.flag]?.(question) ?? (question.type === "confirm" ? false : `Said of ${question.flag}.`);
    };
    const command: Command<ProposeInput> = {
      ...proposeCommand,
      run: (input, world) => proposeCommand.run(input, { ...world, interactive: true, ask }),
    };
    const only = new Map([["propose", { summary: "", load: async () => ({ default: command as Command }) }]]);
    return { ...(await kwanus(directory, ["propose", ...words], "", only)), questions };
  }

  const againIn = (err: string): string => /^again {3}kwanus (.*)$/m.exec(err)?.[1] ?? "";

  it("end with a command that files the same without any", async () => {
    const directory = await clone();
    const { exit, err, questions } = await asked(directory);
    expect(exit).toBe(0);
    expect(questions.length).toBeGreaterThan(25);
    const filed = () =>
      ["proposal", "risk"].map((name) => readFileSync(join(directory, `${subject}/${name}.yaml`), "utf8"));
    const first = filed();
    git(directory, "clean", "-fdq");
    expect(await kwanus(directory, shellWords(againIn(err)))).toMatchObject({ exit: 0 });
    expect(filed()).toEqual(first);
    expect(first.join()).toContain("a=b, 'c'");
  });

  it("offer only what the tier may have and the partner has not", async () => {
    const { questions } = await asked(await clone());
    const offered = (flag: string) =>
      questions.flatMap((question) =>
        question.flag === flag && "choices" in question ? question.choices.map(({ value }) => value) : [],
      );
    expect(offered("--partner")).toEqual(["acme"]);
    expect(offered("--permission")).toEqual(["read:report-history", "read:scores", "read:profile"]);
    expect(offered("--capability")).toEqual(["ui-components", "export-tools", "data-processors"]);
  });

  it("do not lose what was typed where it does not hold", async () => {
    const directory = await clone();
    const told = await asked(directory, "--title", "Dates", "--viability", "TBD");
    expect(told).toMatchObject({ exit: 1, out: expect.stringContaining("error[DOC009]") });
    expect(againIn(told.err)).toMatch(/^propose --title Dates --viability TBD capability --partner acme/);
    expect(status(directory)).toEqual([]);
  });
});

const script = spawnSync("script", ["--version"]).stdout?.toString() ?? "";

describe.runIf(/util-linux/.test(script))("on a terminal", () => {
  const entry = new URL("../../src/cli/main.ts", import.meta.url).href;
  const loader = new URL("../../node_modules/tsx/dist/esm/index.mjs", import.meta.url).href;

  /** Types keys as the words they answer appear. Ends by itself, or is killed. */
  async function terminal(directory: string, words: readonly string[], keys: readonly (readonly [RegExp, string])[]) {
    const main = `import(${JSON.stringify(entry)}).then(({ main }) => main("9.8.7"))`;
    const line = commandLine([process.execPath, "--import", loader, "--eval", main, "--", "kwanus", ...words]);
    const child = spawn("script", ["--quiet", "--return", "--command", line, "/dev/null"], {
      cwd: directory,
      env: { ...environment, TERM: "xterm", SHELL: "/bin/sh" },
    });
    const deadline = setTimeout(() => child.kill("SIGKILL"), 25_000);
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    let shown = "";
    child.stdout.on("data", (piece) => (shown += piece));
    let from = 0;
    for (const [question, typed] of keys) {
      const stands = () => question.exec(shown.slice(from));
      while (stands() === null && child.exitCode === null && child.signalCode === null) await pause(20);
      from += (stands()?.index ?? 0) + 1;
      await pause(60);
      if (child.stdin.writable) child.stdin.write(typed);
    }
    const exit = await ended;
    clearTimeout(deadline);
    return { exit, shown };
  }

  const { partner: _, permission: __, "technical-risk": ___, ...given } = capability;

  it("asks, writes, and says the whole command", async () => {
    const directory = await clone();
    const { exit, shown } = await terminal(
      directory,
      ["propose", "capability", ...wordsOf(given)],
      [
        [/Partner/, "\r"],
        [/Permissions you ask for/, " \r"],
        [/whose data/, "\r"],
        [/why is it needed/, "It shows them\r"],
        [/Is there a technical risk/, "n\r"],
        [/Why is there no technical risk/, "It only reads\r"],
      ],
    );
    expect(shown).toContain(`wrote  ${subject}/proposal.yaml`);
    expect(exit).toBe(0);
    expect(shown).toContain("--permission 'read:report-history@own-users=It shows them'");
    expect(shown).toContain("--technical-risk 'none: It only reads'");
    expect(status(directory)).toHaveLength(2);
  });

  it("Ctrl-C is 130 and leaves nothing", async () => {
    const directory = await clone();
    const { exit, shown } = await terminal(
      directory,
      ["propose", "capability", ...wordsOf(given)],
      [
        [/Partner/, "\r"],
        [/Permissions you ask for/, " \r"],
        [/whose data/, "\u0003"],
      ],
    );
    expect(shown).toContain("interrupted, nothing was written");
    expect(exit).toBe(130);
    expect(status(directory)).toEqual([]);
  });
});
