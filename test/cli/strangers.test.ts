// What strangers write is shown, never obeyed; what they push takes nobody's place and opens no gate.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { approve, type Desk, newDesk, typed, useOffice } from "../support/desk.ts";

useOffice();

describe("hostile text", () => {
  const title = "\u001b[2J\u001b]0;owned\u0007\u202e::error::x | `<img src=x>` @ada %0A::set-output";
  // What obeys on a terminal or turns text around.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

  function hostile(): Desk {
    const desk = newDesk();
    const file = "partners/acme/proposals/EXP-0001/proposal.yaml";
    desk.edit(file, /title: .*/, `title: ${JSON.stringify(title).replaceAll("\u202e", "\\u202E")}`);
    desk.edit(file, "read:report-history", JSON.stringify("read:*"));
    desk.write("partners/acme/\u001b[31m\n::error::%0Aowned|`<b>.yaml", `kind: "${"\\e[31m"}::error::owned"\n`);
    return desk;
  }

  it.each([
    ["validate", 1],
    ["validate --format github", 1],
    ["validate --format markdown", 1],
    ["validate --format json", 1],
    ["status", 0],
    ["status acme/EXP-0001", 0],
    ["status --format json", 0],
    ["gate acme/EXP-0001", 4],
  ])("is only shown: %s", async (line, exit) => {
    const desk = hostile();
    const told = await typed(line.split(" "), desk);
    expect(told.exit).toBe(exit);
    const lines = (told.out + told.err).split("\n");
    expect(lines.filter((text) => obeyed.test(text))).toEqual([]);
    if (line.endsWith("github"))
      expect(lines.filter((text) => text !== "" && !/^::(?:error|warning|notice) file=[^:]*::\S/.test(text))).toEqual(
        [],
      );
    else expect(lines.filter((text) => text.startsWith("::"))).toEqual([]);
    if (line.endsWith("json")) JSON.parse(told.out);
    if (line.endsWith("markdown"))
      expect(told.out.replace(/(`+)(?!`).*?\1/g, "")).not.toMatch(/(?<!\\)<(?:img|b)\b|(?<!\\)@ada/);
  });

  it("is only shown on the page one signs, and in the replay", async () => {
    const desk = newDesk();
    const file = "partners/acme/proposals/EXP-0001/proposal.yaml";
    desk.edit(file, /title: .*/, `title: "::error::x | <img> \\u00e9 @ada %0A::set-output"`);
    desk.git("commit", "--quiet", "--all", "--message", "\u001b[2J::error::Trust \u202eme");
    const shown = await typed(["approve", "acme/EXP-0001", "--all-criteria", "passed", "--dry-run"], desk);
    expect(shown).toMatchObject({ exit: 0, out: expect.stringContaining("::error::x | <img> é @ada %0A") });
    const replayed = await typed(["verify", "--all"], desk);
    expect(replayed).toMatchObject({ exit: 0, out: expect.stringContaining("\\u{001B}[2J::error::Trust \\u{202E}me") });
    for (const { out } of [shown, replayed])
      expect(out.split("\n").filter((text) => obeyed.test(text) || text.startsWith("::"))).toEqual([]);
  });

  it("does not leave its annotation when a run has no verdict", async () => {
    const desk = newDesk();
    desk.env["GITHUB_ACTIONS"] = "true";
    const { err } = await typed(["validate", "--base", "refs/heads/x\n::error::owned"], desk);
    expect(err.split("\n").filter((text) => text.startsWith("::"))).toHaveLength(1);
  });
});

describe("what strangers push", () => {
  const subject = "partners/acme/proposals/EXP-0001";

  it("neither replaces a ballot nor stops a decision", async () => {
    const desk = newDesk();
    desk.git("switch", "--quiet", "--create", "kwanus/vote/acme-EXP-0001.aaa.stranger.1");
    for (const seat of ["tsc.ada", "sco.bo", "erc.erin", "cgb.lee", "cgb.omar"])
      for (const end of ["yaml", "yaml.sig"]) desk.write(`${subject}/ballots/decision/${seat}.1.${end}`, "garbage\n");
    // Somebody's true ballot, in another's place: their signature fits, their name does not.
    const other = "partners/acme/applications/APP-0001/ballots/decision/tsc.ada.1.yaml";
    for (const end of ["", ".sig"])
      desk.write(`${subject}/ballots/decision/tsc.tom.1.yaml${end}`, readFileSync(join(desk.folder, other + end)));
    desk.force();
    desk.git("switch", "--quiet", "main");
    for (const who of ["ada", "bo", "erin", "lee"]) {
      const seat = { ...desk, env: newDesk(who).env };
      expect(await typed(approve(), seat)).toMatchObject({ exit: 0 });
    }
    const status = await typed(["status", "acme/EXP-0001"], desk);
    expect(status.out.match(/not counted/g)).toHaveLength(6);
    expect(status.out).toContain("4 of 4 bodies approve");
    expect(await typed(["decide", "acme/EXP-0001"], desk)).toMatchObject({ exit: 0 });
    const branch = "kwanus/decide/acme-EXP-0001";
    expect(desk.git("diff", "--name-only", "main", branch).split("\n")).toHaveLength(9);
    expect(await typed(["validate", "--head", branch], desk)).toMatchObject({ exit: 0 });
  });

  it("decides nothing: a decision by hand opens no gate", async () => {
    const desk = newDesk();
    const decision = "decisions/decision.yaml";
    const honest = readFileSync(join(desk.folder, "partners/acme/applications/APP-0001", decision), "utf8");
    desk.write(join(subject, decision), honest.replaceAll("acme/APP-0001", "acme/EXP-0001"));
    expect(await typed(["gate", "acme/EXP-0001"], desk)).toMatchObject({ exit: 4 });
    expect((await typed(["status"], desk)).out).toContain("acme/EXP-0001");
    desk.git("switch", "--quiet", "--create", "forged");
    desk.force();
    expect(await typed(["gate", "acme/EXP-0001", "--head", "forged"], desk)).toMatchObject({ exit: 4 });
    desk.git("switch", "--quiet", "main");
    desk.edit(`partners/acme/applications/APP-0001/${decision}`, "outcome: approved", "outcome: rejected");
    expect(await typed(["gate", "acme/APP-0001"], desk)).toMatchObject({ exit: 0 });
  });
});
