// kwanus propose by questions: with somebody who answers at once, and on a real terminal.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Answer, Question } from "../../src/cli/ask.ts";
import type { Command } from "../../src/cli/command.ts";
import proposeCommand from "../../src/cli/commands/propose.ts";
import type { ProposeInput } from "../../src/cli/filing/proposing.ts";
import { commandLine } from "../../src/cli/shell-words.ts";
import { environment, git } from "../repo/sandbox.ts";
import { capability, clone, kwanus, refusing, shellWords, status, subject, wordsOf } from "../support/filing.ts";
import { hasTerminal, onTerminal, program } from "../support/pty.ts";
import { againIn, asked as askedBy } from "../support/wizard.ts";

describe("questions", () => {
  const said: Readonly<Record<string, (question: Question) => Answer>> = {
    CATEGORY: () => "capability",
    "--partner": () => "acme",
    "--author": () => "dana",
    "--capability": ({ type }) => (type === "checkbox" ? ["export-tools"] : "It's a calendar"),
    "--permission": ({ type, message }) =>
      type === "checkbox"
        ? ["read:report-history", "read:scores"]
        : /whose/.test(message)
          ? "own@users"
          : `a=b, 'c': ${message}`,
    "--migration": () => "",
    "--security-risk": ({ type }) => (type === "confirm" ? true : "Dates leak."),
    "--security-inherent": () => "3x4",
    "--security-mitigation": ({ type }) => (type === "select" ? "remediation" : "It is closed: at once."),
    "--security-residual": () => "1x4",
  };

  /** One run with somebody at the terminal who answers as above. */
  const asked = (directory: string, ...words: string[]) =>
    askedBy(proposeCommand as Command<ProposeInput>, directory, words, (question) => {
      return said[question.flag]?.(question) ?? (question.type === "confirm" ? false : `Said of ${question.flag}.`);
    });

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

  it("let a new partner in at tier 1 in one run, and in under sixty lines", async () => {
    const directory = await clone();
    const { exit, out, questions } = await askedBy(
      proposeCommand as Command<ProposeInput>,
      directory,
      ["application"],
      ({ flag, type, message }) => {
        if (type === "confirm") return false;
        if (type === "checkbox") return flag === "--permission" ? ["read:reports"] : [];
        if (flag === "--tier") return "1";
        if (flag === "--partner") return "newco";
        if (flag === "--email") return "tech@newco.example";
        if (flag === "--author") return "dana";
        return /whose data/.test(message) ? "own-users" : `Said of ${flag}.`;
      },
    );
    expect(exit).toBe(0);
    expect(questions.length).toBeLessThan(25);
    const folder = "partners/newco/applications/APP-0001";
    const paths = ["partners/newco/partner.yaml", `${folder}/application.yaml`, `${folder}/risk.yaml`];
    expect(out).toBe(paths.map((path) => `wrote  ${path}\n`).join(""));
    const lines = paths.slice(1).flatMap((path) => readFileSync(join(directory, path), "utf8").trim().split("\n"));
    expect(lines.length).toBeLessThan(60);
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
    const directory = await refusing();
    const told = await asked(directory, "--title", "Dates", "--viability", "TBD");
    expect(told).toMatchObject({ exit: 1, out: expect.stringContaining("error[DOC009]") });
    expect(againIn(told.err)).toMatch(/^propose --title Dates --viability TBD capability --partner acme/);
    expect(status(directory)).toEqual([]);
  });
});

describe.runIf(hasTerminal)("on a terminal", () => {
  /** Types keys as the words they answer appear. */
  async function terminal(cwd: string, words: readonly string[], keys: readonly (readonly [RegExp, string])[]) {
    const session = onTerminal([process.execPath, program, "propose", ...words], { cwd, env: environment });
    for (const [question, typed] of keys) {
      await session.shows(question);
      session.types(typed);
    }
    const { screen: shown, ...ended } = await session.ended();
    return { shown, ...ended };
  }

  const { partner: _, permission: __, "technical-risk": ___, ...given } = capability;

  const answered = ["capability", "--partner", "acme", "--permission", "read:report-history@own-users=It shows them"];

  it("asks, writes, and says the whole command", async () => {
    const directory = await clone();
    const { exit, shown } = await terminal(
      directory,
      ["capability", ...wordsOf(given)],
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

  const toData: [RegExp, string][] = [
    [/Partner/, "\r"],
    [/Permissions you ask for/, " \r"],
  ];

  it.each([
    ["first", ["--title", "Dates"], [], /What/],
    ["in the middle", ["capability", ...wordsOf(given)], toData, /whose data/],
    [
      "last",
      [...answered, ...wordsOf(given)],
      [[/Is there a technical risk/, "n\r"]],
      /Why is there no technical risk/,
    ],
  ] as [string, string[], [RegExp, string][], RegExp][])(
    "Ctrl-C at the question that comes %s is 130 and leaves nothing",
    async (_, words, keys, question) => {
      const directory = await refusing();
      const { shown, ...ended } = await terminal(directory, words, [...keys, [question, "\u0003"]]);
      expect(shown).toContain("interrupted, nothing was written");
      // What was said before is not lost: it is the command that asks for the rest.
      const soFar = `To go on from here: kwanus propose capability ${commandLine(wordsOf(given))} --partner acme`;
      expect(shown.includes("To go on from here")).toBe(words[0] === "capability" && keys.length > 1);
      if (keys.length > 1) expect(shown.replaceAll("\r", "")).toContain(`${soFar}\n`);
      // The cursor is shown again, whatever hid it.
      expect(shown.lastIndexOf("\u001b[?25l")).toBeLessThanOrEqual(shown.lastIndexOf("\u001b[?25h"));
      expect(ended).toEqual({ exit: 130, restored: true });
      expect(status(directory)).toEqual([]);
    },
  );
});
