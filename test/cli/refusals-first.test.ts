// Whoever may not vote hears it before anything is asked, and whoever may sees everything before they sign. In a terminal.

import { cpSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Question } from "../../src/cli/ask.ts";
import type { Command } from "../../src/cli/command.ts";
import { run } from "../../src/cli/main.ts";
import { registry } from "../../src/cli/registry.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import { approve, type Desk, newDesk, stateOf, typed, useOffice } from "../support/desk.ts";
import { collector } from "../support/frame.ts";
import { hasTerminal, onTerminal, plainly, program } from "../support/pty.ts";
import { sshKeygen } from "../support/ssh-keygen.ts";
import { hostOf } from "../support/transcript.ts";

useOffice();

const subject = "acme/EXP-0001";
const folder = "partners/acme/proposals/EXP-0001";

/** Runs a command where questions can be asked: each is noted, and answered with no. */
async function atTerminal(words: readonly string[], { folder, env }: Desk) {
  const questions: Question[] = [];
  const name = words[0] ?? "";
  const load = async () => {
    const command = (await registry.get(name)?.load())?.default as Command;
    const run: Command["run"] = (input, world) => {
      const ask = async (question: Question) => {
        questions.push(question);
        return question.type === "confirm"
          ? false
          : question.type === "select"
            ? (question.choices[0]?.value ?? "")
            : "x";
      };
      return command.run?.(input, { ...world, interactive: true, ask }) ?? Promise.reject(new Error("it only groups"));
    };
    return { default: { ...command, run } };
  };
  const only = new Map([[name, { summary: "", load }]]);
  const [out, err] = [collector(), collector()];
  const exit = await run(words, hostOf(folder, env, out.stream, err.stream), only);
  return { exit, out: out.text(), err: err.text(), questions };
}

/** The person signs with a key of another kind from now on. */
function signsWith(desk: Desk, type: string, bits: number): Promise<void> {
  const keygen = sshKeygen();
  return keygen.generate(type, bits).then(({ path }) => {
    for (const end of ["", ".pub"]) cpSync(`${path}${end}`, join(desk.folder, `../key${end}`));
    keygen.remove();
    desk.git("config", "user.signingkey", join(desk.folder, "../key"));
  });
}

const edit = (desk: Desk, path: string, values: Record<string, unknown>) => {
  desk.edit(path, /[\s\S]+/, (text: string) => fillTemplate(text, values));
  desk.force();
};

const refusals: [what: string, who: string, says: string, set: (desk: Desk) => unknown, words?: string[]][] = [
  [
    "its author",
    "tom",
    "tom is an author of",
    (desk) => edit(desk, `${folder}/proposal.yaml`, { "/metadata/authors": ["tom"] }),
  ],
  [
    "its author, by forge login",
    "tom",
    "tom is an author of",
    (desk) => edit(desk, `${folder}/proposal.yaml`, { "/metadata/authors": ["@Tom"] }),
  ],
  [
    "an affiliate",
    "bo",
    "bo is affiliated with acme",
    (desk) => edit(desk, "governance/people/bo.yaml", { "/spec/affiliations": ["acme"] }),
  ],
  ["a stranger", "kim", "belongs to nobody", () => {}],
  ["somebody for another body", "bo", "bo sits in SCO, not in TSC", () => {}, ["--as", "TSC"]],
  [
    "somebody without a seat",
    "sal",
    "sal sits in no body",
    (desk) => edit(desk, "governance/policy.yaml", { "/spec/bodies/1/members": ["bo"] }),
  ],
  ["a key too short", "bo", "your signing key does not count", (desk) => signsWith(desk, "rsa", 2048)],
  ["a key nobody accepted", "bo", "belongs to nobody", (desk) => signsWith(desk, "ecdsa", 256)],
  [
    "documents that do not hold",
    "bo",
    "does not hold",
    (desk) => edit(desk, `${folder}/proposal.yaml`, { "/spec/requestedPermissions/0/scope": "all" }),
  ],
  [
    "a subject that cannot be read",
    "bo",
    "is missing or its shape does not hold",
    (desk) => {
      desk.edit(`${folder}/proposal.yaml`, /^kind: .*$/m, "kind: Propsal");
      desk.force();
    },
  ],
];

describe("before any question", () => {
  it.each(refusals)("%s is refused", async (_, who, says, set, words = []) => {
    const desk = newDesk(who);
    await set(desk);
    const before = stateOf(desk.folder);
    for (const choice of ["approve", "reject", "abstain"]) {
      const { exit, out, err, questions } = await atTerminal([choice, subject, ...words], desk);
      expect({ exit, out, questions, err }).toEqual({
        exit: 1,
        out: "",
        questions: [],
        err: expect.stringContaining(says),
      });
      expect(err).toMatch(/^error: .+\nhelp: .+\n$/);
    }
    expect(stateOf(desk.folder)).toEqual(before);
  });

  it("a closed subject is refused, and what has not landed", async () => {
    const desk = newDesk();
    for (const [id, says] of [
      ["acme/APP-0001", "is closed"],
      ["acme/EXP-0009", "there is no subject"],
    ] as const)
      expect(await atTerminal(["approve", id], desk)).toMatchObject({
        out: "",
        questions: [],
        err: expect.stringContaining(says),
      });
    const mine = newDesk("dana");
    cpSync(join(mine.folder, folder), join(mine.folder, "partners/acme/proposals/EXP-0002"), { recursive: true });
    mine.edit("partners/acme/proposals/EXP-0002/proposal.yaml", "acme/EXP-0001", "acme/EXP-0002");
    mine.env = { ...desk.env };
    expect(await atTerminal(["approve", "acme/EXP-0002"], mine)).toMatchObject({
      questions: [],
      err: expect.stringContaining("has not landed"),
    });
  });

  it("a ballot that says nothing new is refused, one about other content is not", async () => {
    const desk = newDesk();
    expect((await typed(approve(), desk)).exit).toBe(0);
    expect(await atTerminal(["approve", subject], desk)).toMatchObject({
      exit: 1,
      questions: [],
      err: expect.stringContaining("exactly this already"),
    });
    // Another word about the same content, or the same word about another content.
    expect((await atTerminal(["reject", subject], desk)).questions.at(-1)).toMatchObject({ message: "Sign?" });
    edit(desk, `${folder}/proposal.yaml`, { "/metadata/title": "Export of all dates" });
    const { questions } = await atTerminal(["approve", subject], desk);
    expect(questions.map(({ message }) => message)).toEqual([expect.stringContaining("your verdict"), "Sign?"]);
    expect(questions[0]?.preface).toContain("Since your ballot 1");
    expect(questions[0]?.preface).toContain("replaces  your earlier ballot: approve");
  });

  it("nothing is signed when the answer is no", async () => {
    const desk = newDesk();
    const before = stateOf(desk.folder);
    const { exit, out, questions } = await atTerminal(["approve", subject, "--all-criteria", "passed"], desk);
    expect({ exit, out, asked: questions.map(({ message }) => message) }).toEqual({
      exit: 1,
      out: "nothing was signed\n",
      asked: ["Sign?"],
    });
    expect(stateOf(desk.folder)).toEqual(before);
  });
});

describe("on a real terminal", () => {
  const session = (words: string[], { folder, env }: Desk) =>
    onTerminal([process.execPath, program, ...words], { cwd: folder, env, columns: 120 });

  it.skipIf(!hasTerminal)("an affiliate is refused without a question", async () => {
    const desk = newDesk();
    edit(desk, "governance/people/bo.yaml", { "/spec/affiliations": ["acme"] });
    const { exit, screen } = await session(["approve", subject], desk).ended();
    expect(exit).toBe(1);
    expect(plainly(screen)).toMatch(/^error: bo is affiliated with acme\nhelp: .*\n$/);
  });

  it.skipIf(!hasTerminal)("somebody reads what it grants, answers, and signs", async () => {
    const desk = newDesk();
    const approving = session(["approve", subject], desk);
    await approving.shows("NEW read access");
    await approving.shows("your verdict");
    approving.types("\r");
    await approving.shows("Sign?");
    approving.types("y\r");
    const { exit, screen, restored } = await approving.ended();
    expect([exit, restored]).toEqual([0, true]);
    expect(plainly(screen)).toContain("signed ");
    expect(desk.git("log", "--format=%s", "-1", "kwanus/vote/acme-EXP-0001.sco.bo.1")).toBe(
      `Approve ${subject} for SCO`,
    );
  });
});

describe("undoing", () => {
  it("says how to get the ballot back", async () => {
    const desk = newDesk();
    await typed(approve(), desk);
    const branch = "kwanus/vote/acme-EXP-0001.sco.bo.1";
    const at = desk.git("rev-parse", branch);
    const told = await typed(["retract", subject, "--unpushed"], desk);
    expect(told).toMatchObject({ exit: 0, out: `deleted ${branch}   ballots/decision/sco.bo.1.yaml\n` });
    const back = /^back {4}git (.*)$/m.exec(told.err)?.[1] ?? "";
    desk.git(...back.split(" "));
    expect(desk.git("rev-parse", branch)).toBe(at);
    expect((await typed(["status", subject], desk)).out).toContain("bo approve");
  });

  it("knows a ballot again that came back under another branch's name, pushed", async () => {
    const desk = newDesk();
    await typed(approve(), desk);
    const branch = "kwanus/vote/acme-EXP-0001.sco.bo.1";
    // As after `git push`, and as after somebody put the ballot into their decision and pushed that.
    for (const ref of [branch, "kwanus/decide/acme-EXP-0001"]) {
      desk.git("update-ref", `refs/remotes/origin/${ref}`, branch);
      expect(await typed(["retract", subject, "--unpushed"], desk)).toMatchObject({
        exit: 1,
        err: expect.stringContaining(`origin/${ref} has it`),
      });
      desk.git("update-ref", "-d", `refs/remotes/origin/${ref}`);
    }
    // Somebody else's file in the same place is not this ballot.
    desk.git("switch", "--quiet", "--create", "strange");
    desk.write(`${folder}/ballots/decision/sco.bo.1.yaml`, "not a ballot\n");
    desk.force();
    desk.git("switch", "--quiet", "main");
    desk.git("update-ref", "refs/remotes/origin/strange", "strange");
    desk.git("branch", "--quiet", "-D", "strange");
    expect(await typed(["retract", subject, "--unpushed"], desk)).toMatchObject({ exit: 0 });
  });
});

it("a tip whose last fetch nobody recorded is said to be so, and one of another remote is not taken for this one's", async () => {
  const desk = newDesk();
  desk.git("remote", "add", "origin", "https://office.example/kwanus.git");
  desk.git("update-ref", "refs/remotes/origin/main", "main");
  rmSync(join(desk.folder, ".git/logs/refs/remotes"), { recursive: true, force: true });
  desk.git("config", "kwanus.base", "refs/remotes/origin/main");
  const tipOf = async () => /^ {2}tip +(.*)$/m.exec((await typed([...approve(), "--dry-run"], desk)).out)?.[1];
  const fetched = (url: string, branch = "main") => {
    const file = join(desk.folder, ".git/FETCH_HEAD");
    writeFileSync(file, `${"1".repeat(40)}\t\tbranch '${branch}' of ${url}\n`);
    utimesSync(file, new Date("2026-11-20T12:00:00Z"), new Date("2026-11-20T12:00:00Z"));
  };
  expect(await tipOf()).toContain("its last fetch is not recorded; git fetch origin");
  for (const [url, branch] of [
    ["https://elsewhere.example/kwanus"],
    ["https://office.example/kwanus", "other"],
  ] as const) {
    fetched(url, branch);
    expect(await tipOf()).toContain("its last fetch is not recorded");
  }
  fetched("https://office.example/kwanus");
  expect(await tipOf()).toContain("fetched yesterday (2026-11-20)");
});
