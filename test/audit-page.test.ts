// What docs/audit.md tells an auditor to type, typed: a ballot and a decision are checked with git and ssh-keygen alone.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testKey } from "./support/keys.ts";
import type { Files } from "./support/memory.ts";
import { foundOffice, git, type Office, settingOf } from "./support/office.ts";
import { testPgpKey } from "./support/openpgp.ts";
import { decided, voted } from "./support/world.ts";

const page = readFileSync(new URL("../docs/audit.md", import.meta.url), "utf8");
const fenced = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
const blocks = fenced.flatMap(([, kind, lines = ""]) => (kind === "" ? lines : []));
/** Lines that stand for themselves. */
const withGpg = fenced.flatMap(([, kind, lines = ""]) => (kind === "openpgp" ? lines : [])).join("");
const subject = "partners/acme/proposals/EXP-0001";
const vote = `${subject}/ballots/decision/sco.bo.1.yaml`;

let office: Office;
let recorded: string;
beforeAll(async () => {
  office = await foundOffice();
  const listed = run("lee", "ls-files").split("\n");
  const filed = Object.fromEntries(listed.map((path) => [path, readFileSync(join(office.folder, path), "utf8")]));
  let files: Files = await voted(filed, "acme/EXP-0001", "bo");
  run("bo", "switch", "--quiet", "--create", "vote");
  commit("bo", files, "Vote", "--gpg-sign");
  recorded = run("bo", "rev-parse", "vote");
  run("lee", "switch", "--quiet", "main");
  commit("lee", { "reports/note.md": "meanwhile\n" }, "Note something");
  run("lee", "merge", "--quiet", "--no-ff", "--no-edit", "vote");
  for (const person of ["ada", "erin", "lee"]) files = await voted(files, "acme/EXP-0001", person);
  commit("lee", await decided(files, "acme/EXP-0001"), "Decide acme/EXP-0001");
});
afterAll(() => office.close());

function run(person: string, ...words: string[]): string {
  return git(office, person, office.folder, ...words);
}

function commit(person: string, files: Files, message: string, ...options: string[]): void {
  write(office.folder, files);
  run(person, "add", "--all");
  run(person, "commit", "--quiet", "--message", message, ...options);
}

function write(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

let copies = 0;

/** What all the page's lines print in one shell, as somebody pastes them; in a copy where history went on with these files. */
function pasted(more: Files = {}, goOn = true): string {
  const folder = Object.keys(more).length === 0 ? office.folder : join(office.stage, `copy${++copies}`);
  if (folder !== office.folder) {
    cpSync(office.folder, folder, { recursive: true });
    write(folder, more);
    const words = goOn ? ["--message", "Go on"] : ["--amend", "--no-edit"];
    git(office, "lee", folder, "add", "--all");
    git(office, "lee", folder, "commit", "--quiet", ...words);
  }
  const env = { ...settingOf(office, "lee"), TMPDIR: office.stage };
  return execFileSync("bash", ["-eo", "pipefail", "-c", `${blocks.join("")} 2>&1`], { cwd: folder, env, stdio: "pipe" })
    .toString()
    .trim();
}

const textOf = (path: string): string => readFileSync(join(office.folder, path), "utf8");
const pairs = (said: string): string[][] =>
  [/^ *digest: (.*)$|^(sha256:.*)$/gm, /^ +policy: (.*)$/gm, /^ +n: (.*)$/gm].map((line) =>
    [...said.matchAll(line)].map(([, one, two]) => one ?? two ?? ""),
  );

describe("the page", () => {
  it("checks a ballot, its key, its commit and the decision, and leaves the repository alone", () => {
    const said = pasted();
    expect(said).toContain('Good "kwanus-ballot" signature for bo');
    expect(said).toContain('Good "kwanus-key" signature for bo');
    expect(said).toContain('Good "git" signature for bo');
    expect(said.split(testKey("bo").fingerprint).length).toBeGreaterThan(4);
    expect(run("lee", "show", "--format=", "--name-status", recorded)).toBe(`A\t${vote}\nA\t${vote}.sig`);
    expect(said).toContain(`A\t${vote}\nA\t${vote}.sig`);
    const [digests, policies, numbers] = pairs(said);
    expect(digests?.[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digests?.[1]).toBe(digests?.[0]);
    expect(policies).toEqual([policies?.[0], policies?.[0]]);
    expect(said).toMatch(/^policy made in [0-9a-f]{7,}: Found the office$/m);
    expect(said).toContain("the decision rests on these ballots");
    expect(numbers).toEqual(["1", "2"]);
    for (const line of ["  body: CGB\t  person: lee\t  decision: approve\t  seq: 1", "  outcome: approved"])
      expect(said).toContain(line);
    // The last line prints something only where the subject was touched after its decision.
    expect(said).toMatch(/ n: 2$/);
    expect(run("lee", "status", "--porcelain")).toBe("");
  });

  it("says that a commit was lost where it was", () => {
    run("lee", "branch", "--quiet", "kept", "main");
    run("lee", "reset", "--quiet", "--hard", `${recorded}^`);
    run("lee", "merge", "--squash", "vote");
    commit("lee", {}, "Squash");
    run("lee", "cherry-pick", "kept");
    expect(pasted()).toContain("no signed commit came along");
    run("lee", "reset", "--quiet", "--hard", "kept");
  });

  it("tells another subject, another ballot and another decision from the true ones", () => {
    const risk = `${subject}/risk.yaml`;
    const changed = pasted({ [risk]: `${textOf(risk)}# one more\n` });
    const [digests] = pairs(changed);
    expect(digests?.[1]).not.toBe(digests?.[0]);
    expect(changed).toMatch(/risk\.yaml \| 1 \+/);

    const decision = `${subject}/decisions/decision.yaml`;
    const other = textOf(decision).replace(/(?<=path: sco.*\n +digest: sha256:)../, "00");
    expect(other).not.toBe(textOf(decision));
    expect(pasted({ [decision]: other }, false)).toMatch(/^> sco\.bo\.1\.yaml sha256:00/m);
    const policy = textOf(decision).replace(/(?<=policy: sha256:)../, "00");
    const [, policies] = pairs(pasted({ [decision]: policy }, false));
    expect(policies?.[0]).not.toBe(policies?.[1]);
  });

  it("stops at a ballot or a proof that nobody signed so", () => {
    for (const path of [vote, "governance/people/bo.1.proof.yaml"]) {
      const folder = join(office.stage, `copy${++copies}`);
      cpSync(office.folder, folder, { recursive: true });
      // As if it had landed so: every commit is written anew with one byte changed.
      const change = `test ! -e ${path} || sed -i 's/statedAt: 2026-11-21T10/statedAt: 2026-11-21T11/' ${path}`;
      const env = { ...settingOf(office, "lee"), FILTER_BRANCH_SQUELCH_WARNING: "1", TMPDIR: office.stage };
      execFileSync("git", ["filter-branch", "--tree-filter", change, "main"], { cwd: folder, env, stdio: "pipe" });
      const paste = () =>
        execFileSync("bash", ["-eo", "pipefail", "-c", blocks.join("")], { cwd: folder, env, stdio: "pipe" });
      expect(paste).toThrow(/Signature verification failed|incorrect signature/);
    }
  });

  it("checks a ballot and a commit that were signed with OpenPGP, and no other", () => {
    const folder = join(office.stage, "openpgp");
    cpSync(office.folder, folder, { recursive: true });
    const { certificate, fingerprint, sign } = testPgpKey("gil");
    const person = `spec:\n  keys:\n    - type: openpgp\n      key: |\n${certificate.replace(/^(?=.)/gm, "        ")}`;
    const path = vote.replace("sco.bo", "erc.gil");
    const ballot = textOf(vote).replace("person: bo", "person: gil").replace(testKey("bo").fingerprint, fingerprint);
    const gil = (...words: string[]) => git(office, "gil", folder, ...words);
    execFileSync("gpg", ["--quiet", "--batch", "--import", join(office.stage, "people/gil/openpgp.asc")], {
      env: settingOf(office, "gil"),
      stdio: "pipe",
    });
    const land = (files: Files, ...options: string[]) => {
      write(folder, files);
      gil("add", "--all");
      gil("commit", "--quiet", "--message", "Land", ...options);
    };
    land({ "governance/people/gil.yaml": person });
    land({ [path]: ballot, [`${path}.sig`]: sign(ballot) }, "--gpg-sign");
    const env = { ...settingOf(office, "lee"), TMPDIR: office.stage };
    const paste = () =>
      execFileSync("bash", ["-eo", "pipefail", "-c", `exec 2>&1\n${withGpg}`], {
        cwd: folder,
        env,
        stdio: "pipe",
      }).toString();
    const said = paste();
    expect(said.match(/Good signature from "gil <gil@office\.example>"/g)).toHaveLength(2);
    expect(said.replaceAll(" ", "")).toContain(fingerprint.replace("OPENPGP:", ""));
    expect(said).toContain(`key: ${fingerprint}`);
    gil("reset", "--quiet", "--hard", "HEAD^");
    land({ [path]: ballot.replace("approve", "reject"), [`${path}.sig`]: sign(ballot) }, "--gpg-sign");
    expect(paste).toThrow(/Command failed/);
  });
});
