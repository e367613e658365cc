// What SECURITY.md tells a stranger to type, typed: a ballot is checked with git and ssh-keygen alone.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { foundOffice, git, type Office, settingOf } from "./support/office.ts";
import { approvedByAll } from "./support/world.ts";

const page = readFileSync(new URL("../SECURITY.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/^```\n(.*?)^```$/gms)].map(([, lines = ""]) => lines);
let office: Office;

beforeAll(async () => {
  office = await foundOffice();
  const listed = git(office, "lee", office.folder, "ls-files").split("\n");
  const files = Object.fromEntries(listed.map((path) => [path, readFileSync(join(office.folder, path), "utf8")]));
  for (const [path, content] of Object.entries(await approvedByAll(files, "acme/EXP-0001"))) {
    mkdirSync(dirname(join(office.folder, path)), { recursive: true });
    writeFileSync(join(office.folder, path), content);
  }
  git(office, "lee", office.folder, "add", "--all");
  git(office, "lee", office.folder, "commit", "--quiet", "--message", "Vote on acme/EXP-0001");
});
afterAll(() => office.close());

/** All the page's lines in one shell, as somebody who pastes them. */
function pasted(): string {
  const env = { ...settingOf(office, "lee"), TMPDIR: office.stage };
  return execFileSync("bash", ["-eo", "pipefail", "-c", blocks.join("")], {
    cwd: office.folder,
    env,
    stdio: "pipe",
  }).toString();
}

it("verifies a ballot and computes the digest it names, and leaves the repository alone", () => {
  const said = pasted();
  expect(said).toContain('Good "kwanus-ballot" signature for bo');
  const digests = said.match(/sha256:[0-9a-f]{64}/g);
  expect(digests).toHaveLength(2);
  expect(digests?.[0]).toBe(digests?.[1]);
  expect(git(office, "lee", office.folder, "status", "--porcelain")).toBe("");
});

it("computes another digest once a byte of the subject has changed", () => {
  const risk = join(office.folder, "partners/acme/proposals/EXP-0001/risk.yaml");
  writeFileSync(risk, `${readFileSync(risk, "utf8")}# one more\n`);
  git(office, "lee", office.folder, "commit", "--quiet", "--all", "--message", "Change what was voted on");
  const [computed, named] = pasted().match(/sha256:[0-9a-f]{64}/g) ?? [];
  expect(computed).not.toBe(named);
});
