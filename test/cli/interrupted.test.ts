// On a real pseudo-terminal: a question, an answer, Ctrl-C, SIGTERM. Whoever stops before signing leaves nothing behind.

import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Desk, newDesk, stateOf, useOffice } from "../support/desk.ts";
import { testKey } from "../support/keys.ts";
import { hasTerminal, onTerminal, program, type Session } from "../support/pty.ts";

useOffice();

const terminal = (words: string, desk: Desk): Session =>
  onTerminal([process.execPath, program, ...words.split(" ")], { cwd: desk.folder, env: desk.env });

describe.runIf(hasTerminal)("at the question whether to sign", () => {
  const words = "approve acme/EXP-0001 --all-criteria passed";

  it.each([
    ["Ctrl-C is 130", 130, (session: Session) => session.types("\u0003")],
    ["SIGTERM is 143", 143, (session: Session) => process.kill(session.pid(), "SIGTERM")],
    ["no is 1", 1, (session: Session) => session.types("n\r")],
    ["Enter is no", 1, (session: Session) => session.types("\r")],
  ])("%s, and nothing is left", async (_, exit, stop) => {
    const desk = newDesk();
    const before = stateOf(desk.folder);
    const session = terminal(words, desk);
    await session.shows("Sign?");
    stop(session);
    const told = await session.ended();
    expect(told).toEqual({ exit, screen: expect.stringContaining("You are signing"), restored: true });
    expect(told.screen).not.toContain("signed ");
    expect(stateOf(desk.folder)).toEqual(before);
    expect(desk.git("count-objects")).toBe(newDesk().git("count-objects"));
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("kwanus"))).toEqual([]);
  });

  it("yes signs", async () => {
    const desk = newDesk();
    const session = terminal(words, desk);
    await session.shows("Sign?");
    session.types("y\r");
    expect(await session.ended()).toMatchObject({
      exit: 0,
      screen: expect.stringMatching(/signed [0-9a-f]{7} on kwanus/),
    });
    expect(desk.git("branch", "--list", "kwanus/*")).toContain("kwanus/vote/acme-EXP-0001.sco.bo.1");
  });

  // The passphrase is asked for by ssh-keygen itself, while a message to sign lies in the temporary folder.
  it.each([
    ["Ctrl-C", 130, (session: Session) => session.types("\u0003")],
    ["SIGTERM", 143, (session: Session) => process.kill(session.pid(), "SIGTERM")],
  ])("%s at the passphrase leaves nothing either", async (_, exit, stop) => {
    const desk = newDesk();
    const key = join(dirname(desk.folder), "key");
    const own = testKey("bo");
    writeFileSync(key, own.opensshPrivate, { mode: 0o600 });
    writeFileSync(`${key}.pub`, `${own.publicLine}\n`);
    expect(spawnSync("ssh-keygen", ["-q", "-p", "-N", "secret", "-f", key]).status).toBe(0);
    desk.git("config", "user.signingkey", key);
    const before = stateOf(desk.folder);
    const session = terminal(words, desk);
    await session.shows("Sign?");
    session.types("y\r");
    await session.shows("passphrase");
    stop(session);
    expect(await session.ended()).toMatchObject({ exit, restored: true });
    expect(stateOf(desk.folder)).toEqual(before);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("kwanus"))).toEqual([]);
  });
});
