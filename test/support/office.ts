// A governance repository on disk with a true history, and a home with a signing key for each person. The same bytes each time.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fillTemplate } from "../../src/document/edit.ts";
import { testKey } from "./keys.ts";
import type { Files } from "./memory.ts";
import { testPgpKey } from "./openpgp.ts";
import { approvedByAll, decided, founded, people, sample, template } from "./world.ts";

export interface Office {
  /** Everything a test makes lies below it. */
  readonly stage: string;
  /** The repository; tests work on copies. */
  readonly folder: string;
  /** What its protected branch holds. */
  readonly files: Files;
  close(): void;
}

/** Founds the office: acme was let in at tier 1; borealis/APP-0001 and acme/EXP-0001 are filed and wait for votes. */
export async function foundOffice(): Promise<Office> {
  const stage = realpathSync(mkdtempSync(`${tmpdir()}/`));
  const folder = join(stage, "office");
  pattern ??= landings().then(built);
  const { files, repository } = await pattern;
  const office = { stage, folder, files, close: () => closed(stage) };
  for (const person of [...people, "dana", "kim"]) moveIn(office, person);
  moveInWithGpg(office, "gil");
  cpSync(repository, folder, { recursive: true });
  // Copies are other files to Git: its index hears of them, as it does of those it was made from.
  git(office, "lee", folder, "update-index", "--refresh");
  return office;
}

/** What every office is a copy of, made once by each process. */
let pattern: Promise<{ readonly files: Files; readonly repository: string }> | undefined;

function built(history: readonly [message: string, files: Files][]): { files: Files; repository: string } {
  const stage = realpathSync(mkdtempSync(join(process.env["KWANUS_TEST_FOLDER"] ?? tmpdir(), "pattern-")));
  const repository = join(stage, "office");
  const lee = { stage };
  moveIn(lee, "lee");
  mkdirSync(repository);
  git(lee, "lee", repository, "init", "--quiet", "--template=", "--initial-branch=main");
  git(lee, "lee", repository, "config", "kwanus.base", "refs/heads/main");
  for (const [message, files] of history) {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(repository, path)), { recursive: true });
      writeFileSync(join(repository, path), content);
    }
    git(lee, "lee", repository, "add", "--all");
    git(lee, "lee", repository, "commit", "--quiet", "--message", message);
  }
  // One pack: every test takes a copy, and two thirds of the time of a copy are loose objects.
  git(lee, "lee", repository, "repack", "-a", "-d", "--quiet");
  return { files: Object.assign({}, ...history.map(([, files]) => files)), repository };
}

async function landings(): Promise<[string, Files][]> {
  const root = await founded();
  const applied: Files = {
    ...root,
    "partners/acme/partner.yaml": template("partner"),
    "partners/acme/applications/APP-0001/application.yaml": template("application"),
    "partners/acme/applications/APP-0001/risk.yaml": template("risk"),
  };
  const everything = await sample();
  const asking: Files = {
    "partners/acme/proposals/EXP-0001/proposal.yaml": template("proposal-capability"),
    "partners/acme/proposals/EXP-0001/risk.yaml": fillTemplate(template("risk"), {
      "/metadata/id": "acme/EXP-0001/risk",
      "/metadata/title": "Risk of acme/EXP-0001",
      "/spec/subject": "acme/EXP-0001",
    }),
  };
  const of = (partner: string) =>
    Object.fromEntries(Object.entries(everything).filter(([path]) => path.startsWith(`partners/${partner}/`)));
  return [
    ["Found the office", root],
    ["File acme/APP-0001", applied],
    ["Decide acme/APP-0001", await decided(await approvedByAll(applied, "acme/APP-0001"), "acme/APP-0001")],
    ["Build acme/score-insights", of("acme")],
    ["File borealis/APP-0001", of("borealis")],
    ["File acme/EXP-0001", asking],
  ];
}

/** A home folder with a key and a Git configuration. */
function moveIn({ stage }: Pick<Office, "stage">, person: string): void {
  const home = join(stage, "people", person);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "id_ed25519"), testKey(person).opensshPrivate, { mode: 0o600 });
  const settings = [
    "[user]",
    `\tname = ${person}`,
    `\temail = ${person}@office.example`,
    `\tsigningkey = ${join(home, "id_ed25519")}`,
    "[gpg]",
    "\tformat = ssh",
    '[protocol "file"]',
    "\tallow = always",
    "[advice]",
    "\tdetachedHead = false",
    // Else every commit starts a second Git, which finds nothing to do.
    "[maintenance]",
    "\tauto = false",
    "",
  ];
  writeFileSync(join(home, ".gitconfig"), settings.join("\n"));
}

/** A home like the others, but for the key: gpg has it once `~/openpgp.asc` is imported. */
function moveInWithGpg({ stage }: Office, person: string): void {
  const home = join(stage, "people", person);
  mkdirSync(join(home, ".gnupg"), { recursive: true, mode: 0o700 });
  const { secret, fingerprint } = testPgpKey(person);
  writeFileSync(join(home, "openpgp.asc"), secret, { mode: 0o600 });
  const settings = [
    "[user]",
    `\tname = ${person}`,
    `\temail = ${person}@office.example`,
    `\tsigningkey = ${fingerprint.replace("OPENPGP:", "")}`,
    "[maintenance]",
    "\tauto = false",
    "",
  ];
  writeFileSync(join(home, ".gitconfig"), settings.join("\n"));
}

/** gpg leaves an agent behind, which would outlive its home. */
function closed(stage: string): void {
  spawnSync("gpgconf", ["--homedir", join(stage, "people", "gil", ".gnupg"), "--kill", "all"]);
  rmSync(stage, { recursive: true, force: true });
}

/** The environment of somebody at their desk at ten in the morning (UTC) of a day. */
export function settingOf(
  { stage }: Pick<Office, "stage">,
  person: string,
  day = "2026-11-21",
): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: join(stage, "people", person),
    LC_ALL: "C",
    TZ: "UTC",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_DATE: `${day}T10:00:00Z`,
    GIT_COMMITTER_DATE: `${day}T10:00:00Z`,
  };
}

/** Git as a person types it. Returns what it printed, trimmed. */
export function git(office: Pick<Office, "stage">, person: string, directory: string, ...words: string[]): string {
  return execFileSync("git", words, { cwd: directory, env: settingOf(office, person), stdio: "pipe" })
    .toString()
    .trim();
}
