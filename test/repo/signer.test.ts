import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { findSigner } from "../../src/repo/signer.ts";
import { applyChange } from "../../src/repo/write.ts";
import { verifyCommit } from "../../src/trust/commit.ts";
import { readPublicKey } from "../../src/trust/public-key.ts";
import { verifySignature } from "../../src/trust/signature.ts";
import { testPgpKey } from "../support/openpgp.ts";
import { environment, failureOf, git, newFolder, newRepository, open } from "./sandbox.ts";

function newKey(passphrase = ""): { file: string; line: string } {
  const file = join(newFolder(), "id");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", "ada@example.org", "-f", file]);
  return { file, line: readFileSync(`${file}.pub`, "utf8").trim() };
}

/** A home whose Git signs with a key. */
function homeWith(config: string): string {
  const home = newFolder();
  writeFileSync(join(home, ".gitconfig"), `[user]\n\tname = ada\n\temail = ada@example.org\n${config}`);
  return home;
}

const ssh = (key: string) => `\tsigningkey = "${key}"\n[gpg]\n\tformat = ssh\n`;

function verified(message: string, armour: string, line: string, namespace: string): boolean {
  const folder = newFolder();
  writeFileSync(join(folder, "signers"), `ada ${line}\n`);
  writeFileSync(join(folder, "sig"), armour);
  const command = [
    "-Y",
    "verify",
    "-n",
    namespace,
    "-f",
    join(folder, "signers"),
    "-I",
    "ada",
    "-s",
    join(folder, "sig"),
  ];
  try {
    execFileSync("ssh-keygen", command, { input: message, stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

test.each([
  ["a private key file", (file: string) => file],
  ["a public key file", (file: string) => `${file}.pub`],
])("%s signs, and leaves nothing in the temporary folder", async (_, name) => {
  const key = newKey();
  const temporary = newFolder();
  vi.stubEnv("TMPDIR", temporary);
  const signer = await findSigner(await open(newRepository(), { HOME: homeWith(ssh(name(key.file))) }));
  expect(signer.publicKey).toBe(key.line);
  const armour = await signer.sign(Buffer.from("hello"), "kwanus-ballot");
  expect(verified("hello", armour, key.line, "kwanus-ballot")).toBe(true);
  expect(verified("hallo", armour, key.line, "kwanus-ballot")).toBe(false);
  expect(verified("hello", armour, key.line, "git")).toBe(false);
  expect(readdirSync(temporary)).toEqual([]);
  vi.unstubAllEnvs();
});

test("a private key without its .pub, and a path from home", async () => {
  const key = newKey();
  const home = homeWith(ssh("~/.ssh/id"));
  mkdirSync(join(home, ".ssh"));
  writeFileSync(join(home, ".ssh/id"), readFileSync(key.file), { mode: 0o600 });
  const signer = await findSigner(await open(newRepository(), { HOME: home }));
  expect(signer.publicKey.split(" ").slice(0, 2)).toEqual(key.line.split(" ").slice(0, 2));
  expect(verified("x", await signer.sign(Buffer.from("x"), "git"), key.line, "git")).toBe(true);
});

test("a literal key signs through the agent", async () => {
  const key = newKey();
  const socket = join(newFolder(), "s");
  const agent = execFileSync("ssh-agent", ["-s", "-a", socket]).toString();
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(agent)?.[1]);
  try {
    execFileSync("ssh-add", ["-q", key.file], { env: { ...environment, SSH_AUTH_SOCK: socket }, stdio: "pipe" });
    unlinkSync(key.file);
    const home = homeWith(ssh(`key::${key.line}`));
    const signer = await findSigner(await open(newRepository(), { HOME: home, SSH_AUTH_SOCK: socket }));
    expect(signer.publicKey).toBe(key.line);
    expect(verified("x", await signer.sign(Buffer.from("x"), "git"), key.line, "git")).toBe(true);
  } finally {
    process.kill(pid);
  }
});

test("a commit signed here is good to Git", async () => {
  const key = newKey();
  const root = newRepository();
  const repository = await open(root, { HOME: homeWith(ssh(key.file)) });
  const signer = await findSigner(repository);
  const parent = (await repository.head()).commit ?? "";
  const destination = { to: "branch", branch: "vote", expect: null, parent, message: "vote", signed: true } as const;
  const recorder = { sign: signer.sign, identity: repository.userIdentity(), now: new Date() };
  const { commit } = await applyChange(
    repository,
    { files: [{ path: "x", content: Buffer.from("1") }], destination },
    recorder,
  );
  const signers = join(newFolder(), "signers");
  writeFileSync(signers, `ada@example.org ${key.line}\n`);
  git(root, "-c", `gpg.ssh.allowedSignersFile=${signers}`, "verify-commit", commit ?? "");
  git(root, "fsck", "--strict");
});

test.each([
  ["no-signing-key", ""],
  ["no-secret-key", "\tsigningkey = ABCD1234\n"],
  ["no-secret-key", "\tsigningkey = ABCD1234\n[gpg]\n\tformat = openpgp\n"],
  ["no-secret-key", "[gpg]\n\tformat = openpgp\n"],
  ["no-gpg", "\tsigningkey = ABCD1234\n[gpg]\n\tprogram = absent-program\n"],
  ["unsupported-signer", "\tsigningkey = x\n[gpg]\n\tformat = x509\n"],
  ["missing-key-file", ssh("~/.ssh/absent")],
  ["no-ssh-keygen", `${ssh("key::ssh-ed25519 AAAA")}[gpg "ssh"]\n\tprogram = absent-program\n`],
])("%s is said, with its cure", async (code, config) => {
  const repository = await open(newRepository(), { HOME: homeWith(config) });
  const failure = await failureOf(findSigner(repository).then((signer) => signer.sign(Buffer.from("x"), "git")));
  expect(failure).toMatchObject({ code, exit: 3 });
  expect(failure.help).toBeTruthy();
});

test("a key that is there is not made again", async () => {
  const home = homeWith("");
  const help = async () =>
    (await failureOf(findSigner(await open(newRepository(), { HOME: home })))).help?.includes("ssh-keygen");
  expect(await help()).toBe(true);
  mkdirSync(join(home, ".ssh"));
  writeFileSync(join(home, ".ssh/id_ed25519.pub"), `${newKey().line}\n`);
  expect(await help()).toBe(false);
});

test("a file that is no key, and a key that cannot sign, are said", async () => {
  const file = join(newFolder(), "id");
  writeFileSync(file, "hello\n", { mode: 0o600 });
  const repository = await open(newRepository(), { HOME: homeWith(ssh(file)) });
  expect(await failureOf(findSigner(repository))).toMatchObject({ code: "unreadable-key" });
  const literal = await open(newRepository(), { HOME: homeWith(ssh(`key::${newKey().line}`)) });
  expect(await failureOf((await findSigner(literal)).sign(Buffer.from("x"), "git"))).toMatchObject({
    code: "not-signed",
  });
});

test("a passphrase is never asked for by a program of the environment", async () => {
  const key = newKey("secret");
  const folder = newFolder();
  const askpass = join(folder, "askpass");
  writeFileSync(askpass, `#!/bin/sh\ntouch ${folder}/mark\necho secret\n`, { mode: 0o755 });
  const surprises = { SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: "force", DISPLAY: ":0" };
  const signer = await findSigner(await open(newRepository(), { HOME: homeWith(ssh(key.file)), ...surprises }));
  expect(await failureOf(signer.sign(Buffer.from("x"), "git"))).toMatchObject({ code: "not-signed" });
  expect(readdirSync(folder)).toEqual(["askpass"]);
});

/** A home whose Git signs with gpg, and gpg with gil's key. */
function homeWithGpg(config = ""): { home: string; fingerprint: string; stop: () => void } {
  const { secret, fingerprint } = testPgpKey("gil");
  const id = fingerprint.replace("OPENPGP:", "");
  const home = homeWith(`\tsigningkey = ${id}\n${config}`);
  const env = { ...environment, HOME: home };
  mkdirSync(join(home, ".gnupg"), { mode: 0o700 });
  execFileSync("gpg", ["--batch", "--quiet", "--import"], { env, input: secret, stdio: "pipe" });
  return { home, fingerprint, stop: () => void execFileSync("gpgconf", ["--kill", "all"], { env }) };
}

test("a key of gpg signs statements and commits, and the program of a repository does not run", async () => {
  const { home, fingerprint, stop } = homeWithGpg();
  try {
    const folder = newFolder();
    const planted = join(folder, "planted");
    writeFileSync(planted, `#!/bin/sh\ntouch ${folder}/mark\nexec gpg "$@"\n`, { mode: 0o755 });
    const root = newRepository();
    for (const name of ["gpg.program", "gpg.openpgp.program", "gpg.ssh.program"]) git(root, "config", name, planted);
    const temporary = newFolder();
    vi.stubEnv("TMPDIR", temporary);
    const repository = await open(root, { HOME: home });
    const signer = await findSigner(repository);
    const read = await readPublicKey(signer.publicKey);
    if (!read.ok || read.key.type !== "openpgp") throw new Error("no OpenPGP key");
    expect(read.key.fingerprint).toBe(fingerprint);
    const limits = { minimumRsaBits: 3072, certificates: [read.key] };
    const signature = Buffer.from(await signer.sign(Buffer.from("hello"), "kwanus-ballot"));
    expect(verifySignature({ message: Buffer.from("hello"), signature, namespace: "", ...limits }).ok).toBe(true);

    const parent = (await repository.head()).commit ?? "";
    const destination = { to: "branch", branch: "vote", expect: null, parent, message: "vote", signed: true } as const;
    const recorder = { sign: signer.sign, identity: repository.userIdentity(), now: new Date() };
    const files = [{ path: "x", content: Buffer.from("1") }];
    const { commit } = await applyChange(repository, { files, destination }, recorder);
    expect(verifyCommit(await repository.rawCommit(commit ?? ""), limits)).toMatchObject({ ok: true });
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(folder)).toEqual(["planted"]);
  } finally {
    vi.unstubAllEnvs();
    stop();
  }
});

test("gpg hears where its keys and the terminal are, and nothing that would change what Git does", async () => {
  const folder = newFolder();
  const program = join(folder, "gpg");
  writeFileSync(program, `#!/bin/sh\nenv > ${folder}/env\nexit 2\n`, { mode: 0o755 });
  const home = homeWith(`\tsigningkey = ABCD1234\n[gpg "openpgp"]\n\tprogram = ${program}\n`);
  const said = { GNUPGHOME: "/elsewhere", GPG_TTY: "/dev/pts/7", DISPLAY: ":0", GIT_DIR: "/x", LD_PRELOAD: "/x.so" };
  const repository = await open(newRepository(), { HOME: home, ...said });
  expect(await failureOf(findSigner(repository))).toMatchObject({ code: "no-secret-key" });
  const names = readFileSync(join(folder, "env"), "utf8").split("\n");
  expect(names).toEqual(expect.arrayContaining(["GNUPGHOME=/elsewhere", "GPG_TTY=/dev/pts/7", "DISPLAY=:0"]));
  expect(names.filter((line) => /^(?:GIT_DIR|LD_PRELOAD)=/.test(line))).toEqual([]);
});

test("a name that stands for one good key of gpg is that key; for two, it is asked which", async () => {
  const { home, fingerprint, stop } = homeWithGpg();
  const env = { ...environment, HOME: home };
  const take = (secret: string) =>
    execFileSync("gpg", ["--batch", "--quiet", "--import"], { env, input: secret, stdio: "pipe" });
  try {
    execFileSync("git", ["config", "--global", "user.signingkey", "@office.example"], { env });
    const find = async () => findSigner(await open(newRepository(), { HOME: home }));
    take(testPgpKey("kim", { until: "2021-01-01" }).secret);
    const read = await readPublicKey((await find()).publicKey);
    expect(read.ok && read.key.fingerprint).toBe(fingerprint);
    take(testPgpKey("dana").secret);
    expect(await failureOf(find())).toMatchObject({ code: "ambiguous-key", exit: 3 });
  } finally {
    stop();
  }
});

test("gpg that fails to sign is said in its own words, and leaves nothing", async () => {
  const { home, stop } = homeWithGpg();
  const temporary = newFolder();
  vi.stubEnv("TMPDIR", temporary);
  try {
    const signer = await findSigner(await open(newRepository(), { HOME: home }));
    stop();
    rmSync(join(home, ".gnupg/private-keys-v1.d"), { recursive: true });
    const failure = await failureOf(signer.sign(Buffer.from("x"), "git"));
    expect(failure).toMatchObject({ code: "not-signed", exit: 3, message: expect.stringContaining("No secret key") });
    expect(failure.help).toContain("GPG_TTY");
    expect(readdirSync(temporary)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
    stop();
  }
});

test("a repository names a key, never a program", async () => {
  const [mine, other] = [newKey(), newKey()];
  const folder = newFolder();
  const planted = join(folder, "planted");
  writeFileSync(planted, `#!/bin/sh\ntouch ${folder}/mark\n`, { mode: 0o755 });
  const root = newRepository();
  for (const name of ["gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand"])
    git(root, "config", name, planted);
  git(root, "config", "user.signingkey", other.file);
  const signer = await findSigner(await open(root, { HOME: homeWith(ssh(mine.file)) }));
  expect(signer.publicKey).toBe(other.line);
  await signer.sign(Buffer.from("x"), "git");
  expect(readdirSync(folder)).toEqual(["planted"]);
});
