// kwanus propose by questions: with somebody who answers at once, and on a real terminal.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Answer, Question } from "../../src/cli/ask.ts";
import type { Command } from "../../src/cli/command.ts";
import proposeCommand from "../../src/cli/commands/propose.ts";
import type { ProposeInput } from "../../src/cli/filing/proposing.ts";
import { commandLine } from "../../src/cli/shell-words.ts";
import { environment, git } from "../repo/sandbox.ts";
import { capability, clone, kwanus, refusing, shellWords, status, subject, wordsOf } from "../support/filing.ts";
import { againIn, asked as askedBy } from "../support/wizard.ts";

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
    const directory = await refusing();
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
