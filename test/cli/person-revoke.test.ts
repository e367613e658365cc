// kwanus person revoke at a terminal: what is asked, what is refused before any question, and the command it ends with.

import { describe, expect, it } from "vitest";
import type { Answer, Question } from "../../src/cli/ask.ts";
import type { Command } from "../../src/cli/command.ts";
import { run } from "../../src/cli/main.ts";
import { revoke } from "../../src/cli/revoking.ts";
import { type Desk, newDesk, typed, useOffice } from "../support/desk.ts";
import { shellWords } from "../support/filing.ts";
import { collector } from "../support/frame.ts";
import { testKey } from "../support/keys.ts";
import { hostOf } from "../support/transcript.ts";
import { againIn } from "../support/wizard.ts";

useOffice();

/** Runs `person revoke` for somebody who answers by flag. */
async function asked({ folder, env }: Desk, words: readonly string[], said: Readonly<Record<string, Answer>>) {
  const questions: Question[] = [];
  const ask = async (question: Question): Promise<Answer> => {
    questions.push(question);
    return said[question.flag] ?? "";
  };
  const wrapped = {
    ...revoke,
    run: (input: never, world: Parameters<NonNullable<typeof revoke.run>>[1]) =>
      revoke.run?.(input, { ...world, interactive: true, ask }) ?? Promise.reject(new Error("nothing runs")),
  } as unknown as Command;
  const person: Command = { name: "person", summary: "", commands: [wrapped] };
  const only = new Map([["person", { summary: "", load: async () => ({ default: person }) }]]);
  const [out, err] = [collector(), collector()];
  const exit = await run(["person", "revoke", ...words], hostOf(folder, env, out.stream, err.stream), only);
  return { exit, out: out.text(), err: err.text(), flags: questions.map(({ flag }) => flag), questions };
}

const filesOf = (desk: Desk, branch: string): string[] => desk.git("diff", "--name-only", "main", branch).split("\n");

describe("person revoke", () => {
  it("asks what became of the key, and signs after it has been read back", async () => {
    const desk = newDesk("bo");
    const first = desk.git("rev-parse", "main~2");
    const said = { "--compromised": true, "--since": first, "--reason": "A laptop was stolen.", "--yes": true };
    const { exit, flags, questions, out, err } = await asked(desk, ["tom"], said);
    expect(exit).toBe(0);
    expect(flags).toEqual(["--compromised", "--since", "--reason", "--yes"]);
    expect(questions.at(-1)?.preface).toMatch(/of tom.*\n.*bo, a member of SCO[\s\S]*compromised since/);
    expect(out).toMatch(/^signed [0-9a-f]{7} on kwanus\/revoke\/tom\.1 {3}governance\/revocations\/tom\.1\.yaml$/m);
    expect(filesOf(desk, "kwanus/revoke/tom.1")).toEqual([
      "governance/revocations/tom.1.yaml",
      "governance/revocations/tom.1.yaml.sig",
    ]);
    expect(desk.git("status", "--porcelain")).toBe("");
    // The command it gives does the same without a question.
    const other = newDesk("bo");
    const again = await typed(shellWords(againIn(err)), other);
    expect(again.exit).toBe(0);
    expect(other.git("show", "kwanus/revoke/tom.1:governance/revocations/tom.1.yaml")).toBe(
      desk.git("show", "kwanus/revoke/tom.1:governance/revocations/tom.1.yaml"),
    );
  });

  it("takes no for retired, and says so in the command it gives", async () => {
    const { exit, flags, err } = await asked(newDesk("tom"), ["tom"], {
      "--compromised": false,
      "--reason": "Gone.",
      "--yes": true,
    });
    expect(exit).toBe(0);
    expect(flags).toEqual(["--compromised", "--reason", "--yes"]);
    expect(againIn(err)).toMatch(/--retired$/);
  });

  it("signs nothing without a yes", async () => {
    const desk = newDesk("tom");
    const { exit, out } = await asked(desk, ["tom", "--retired"], { "--reason": "Gone.", "--yes": false });
    expect([exit, out]).toEqual([1, "nothing was signed\n"]);
    expect(desk.git("branch", "--list", "kwanus/*")).toBe("");
  });

  it.each([
    ["neither its owner nor SCO", "tom", ["ada"], 1],
    ["a stranger", "dana", ["ada"], 1],
    ["SCO, the last key of a body", "bo", ["erin"], 1],
    ["nobody's name", "bo", ["zed"], 1],
    ["another's key", "bo", ["tom", "--key", testKey("ada").fingerprint], 1],
    ["both at once", "bo", ["tom", "--retired", "--compromised"], 2],
    ["a commit that is none", "bo", ["tom", "--compromised", "--since", "0".repeat(40)], 3],
  ])("refuses before any question: %s", async (_, who, words, exit) => {
    const desk = newDesk(who as string);
    const result = await asked(desk, words as string[], {});
    expect([result.exit, result.flags]).toEqual([exit, []]);
    expect(result.err).toMatch(/^error: .*\nhelp: ./m);
    expect(desk.git("branch", "--list", "kwanus/*")).toBe("");
  });

  it("lands what validate lets through", async () => {
    const desk = newDesk("ada");
    expect((await typed(["person", "revoke", "ada", "--retired", "--yes"], desk)).exit).toBe(0);
    const { exit, out } = await typed(["validate", "--head", "kwanus/revoke/ada.1"], desk);
    expect([exit, out]).toEqual([0, expect.stringMatching(/^no findings/)]);
  });
});
