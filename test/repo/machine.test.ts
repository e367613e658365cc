import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readMachine } from "../../src/repo/machine.ts";
import { newFolder } from "./sandbox.ts";

const [mine, other] = ["ssh-ed25519 AAAAmine", "ssh-ed25519 AAAAother"];

/** A `PATH` of programs that only print, each what is given. */
function programs(printed: Record<string, string>): string {
  const folder = newFolder();
  for (const [name, text] of Object.entries(printed))
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return folder;
}

function homeWith(...files: readonly [string, string][]): string {
  const home = newFolder();
  mkdirSync(join(home, ".ssh"));
  for (const [name, text] of files) writeFileSync(join(home, ".ssh", name), text);
  return home;
}

test("a key counts with both halves here, or with its private half in the agent", async () => {
  const HOME = homeWith(
    ["a.pub", `${mine} me@here\n`],
    ["b.pub", `${other}\n`],
    ["b", "private"],
    ["known_hosts", mine],
  );
  const PATH = programs({ "ssh-add": `echo "${mine} me@there"; echo "ssh-ed25519 AAAAthird x"` });
  expect((await readMachine({ PATH, HOME })).keys).toEqual([{ setting: "~/.ssh/b.pub", line: other }]);
  expect((await readMachine({ PATH, HOME, SSH_AUTH_SOCK: "/agent" })).keys).toEqual([
    { setting: "~/.ssh/a.pub", line: mine },
    { setting: "~/.ssh/b.pub", line: other },
    { setting: "key::ssh-ed25519 AAAAthird", line: "ssh-ed25519 AAAAthird" },
  ]);
  expect((await readMachine({ PATH })).keys).toEqual([]);
});

test.each([
  ["Apple Git", { git: "echo 'git version 2.39.5 (Apple Git-154)'" }, { version: "2.39", tooOld: false }],
  ["an old Git", { git: "echo git version 2.25.1" }, { version: "2.25", tooOld: true }],
  ["a Git that fails", { git: "exit 1" }, { found: true, version: null, tooOld: false }],
  ["no Git", {}, { found: false, version: null, tooOld: false }],
])("%s is told by its version", async (_, printed, expected) => {
  expect((await readMachine({ PATH: programs(printed) })).git).toMatchObject(expected);
});

test.each([
  ["OpenSSH_8.1p1, OpenSSL 1.1.1", { version: "8.1", tooOld: true }],
  ["OpenSSH_for_Windows_9.5p2, LibreSSL 3.8.2", { version: "9.5", tooOld: false }],
])("%s is told by ssh, which says it on stderr", async (text, expected) => {
  const PATH = programs({ ssh: `echo "${text}" >&2`, "ssh-keygen": "" });
  expect((await readMachine({ PATH })).openssh).toMatchObject({ found: true, ...expected });
});
