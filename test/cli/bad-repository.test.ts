// Whatever is wrong with a repository, a clone, a file or a disk: one clear sentence, the right exit, nothing changed.

import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { approve, type Desk, office, tryEach, useOffice } from "../support/desk.ts";

useOffice();

const partner = "partners/acme/partner.yaml";

function shallow(desk: Desk, depth: number, branch = "main"): void {
  const clone = join(dirname(desk.folder), "clone");
  const words = ["--quiet", "--template=", `--depth=${depth}`, "--no-single-branch", `--branch=${branch}`];
  desk.git("clone", ...words, `file://${desk.folder}`, clone);
  desk.folder = clone;
}

/** A branch `work` that leaves the protected branch `back` landings ago, with one commit of its own. */
function work(desk: Desk, back: number): void {
  desk.git("switch", "--quiet", "--create", "work", `main~${back}`);
  desk.write("README.md", "a note\n");
  desk.force();
  desk.git("switch", "--quiet", "main");
}

tryEach({
  "the repository": [
    {
      name: "no Git in PATH",
      set: (desk) => {
        desk.env["PATH"] = join(office.stage, "people");
      },
      command: "validate",
      exit: 3,
      says: "Git was not found in PATH",
      help: "Install Git",
    },
    {
      name: "a PATH of relative folders",
      set: (desk) => {
        desk.env["PATH"] = ".:bin";
      },
      command: "validate",
      exit: 3,
      says: "Git was not found in PATH",
    },
    {
      name: "no repository",
      set: (desk) => {
        desk.folder = join(office.stage, "people");
      },
      command: "validate",
      exit: 3,
      says: "is not inside a Git repository",
      help: "git init",
    },
    {
      name: "a bare repository",
      set: (desk) => {
        const bare = join(dirname(desk.folder), "bare.git");
        desk.git("clone", "--quiet", "--bare", "--template=", desk.folder, bare);
        desk.folder = bare;
      },
      command: "status",
      exit: 3,
      says: "is a bare repository, without a working tree",
      help: "git clone",
    },
    {
      name: "no folder",
      command: "-C nowhere validate",
      exit: 3,
      says: "nowhere is not a folder",
      help: "existing folder",
    },
    {
      name: "a detached HEAD (which is fine)",
      set: (desk) => void desk.git("switch", "--quiet", "--detach"),
      command: "validate",
      exit: 0,
      says: "no findings in 33 documents",
    },
    {
      name: "nothing committed yet",
      set: (desk) => {
        rmSync(join(desk.folder, ".git"), { recursive: true });
        desk.git("init", "--quiet", "--template=", "--initial-branch=main");
        desk.git("config", "kwanus.base", "refs/heads/main");
      },
      command: approve,
      exit: 1,
      says: "nothing has landed on the protected branch yet",
      help: "git add --all && git commit",
    },
    {
      name: "not a governance repository",
      set: (desk) => {
        desk.git("rm", "-r", "--quiet", ".");
        desk.write("README.md", "something else\n");
        desk.force();
        desk.git("config", "--unset", "kwanus.base");
      },
      command: "validate",
      exit: 3,
      says: "this is not a governance repository: there is no kwanus.yaml",
      help: "kwanus init",
    },
    {
      name: "a protected branch nobody named",
      set: (desk) => void desk.git("config", "--unset", "kwanus.base"),
      command: "validate",
      exit: 3,
      says: "does not know the protected branch",
      help: "git config kwanus.base refs/remotes/origin/main",
    },
    {
      name: "an upstream that was never fetched, beside a fork",
      set: (desk) => {
        desk.git("config", "--unset", "kwanus.base");
        for (const remote of ["origin", "upstream"]) desk.git("remote", "add", remote, ".");
        desk.git("update-ref", "refs/remotes/origin/main", "HEAD");
        desk.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
      },
      command: "validate",
      exit: 3,
      says: "the protected branch refs/remotes/upstream/main is not in this clone",
      help: "git fetch upstream",
    },
    {
      name: "a protected branch that was never fetched",
      set: (desk) => void desk.git("config", "kwanus.base", "refs/remotes/upstream/main"),
      command: "status",
      exit: 3,
      says: "the protected branch refs/remotes/upstream/main is not in this clone",
      help: "git fetch upstream",
    },
    {
      name: "a protected branch that is gone",
      set: (desk) => void desk.git("config", "kwanus.base", "refs/heads/trunk"),
      command: approve,
      exit: 3,
      says: "the protected branch refs/heads/trunk is not in this clone",
      help: "git config kwanus.base",
    },
    {
      name: "histories that never met",
      set: (desk) => {
        desk.git("switch", "--quiet", "--orphan", "elsewhere");
        desk.write("kwanus.yaml", "kind: Repository\n");
        desk.force();
      },
      command: "validate",
      exit: 3,
      says: "have no common commit",
      help: "git switch --create",
    },
    {
      name: "a governance repository that was emptied",
      set: (desk) => {
        desk.git("switch", "--quiet", "--create", "empty");
        desk.git("rm", "-r", "--quiet", ".");
      },
      command: "validate",
      exit: 2,
      says: "there is nothing to check",
      help: "kwanus init",
    },
  ],
  "a shallow clone": [
    {
      name: "of depth 1, judged against itself (which suffices)",
      set: (desk) => shallow(desk, 1),
      command: "validate",
      exit: 0,
      says: "no findings in 33 documents",
    },
    {
      name: "of depth 1, whose landing cannot be seen",
      set: (desk) => {
        shallow(desk, 1);
        desk.git("config", "kwanus.base", "refs/heads/main");
      },
      command: "validate",
      exit: 3,
      says: "is not in this clone",
      help: "git fetch --unshallow origin",
    },
    {
      name: "of depth 1, on a branch",
      set: (desk) => {
        work(desk, 1);
        shallow(desk, 1, "work");
      },
      command: "validate",
      exit: 3,
      says: "this clone is too shallow to show where",
      help: "git fetch --unshallow origin",
    },
    {
      name: "of depth 2, on a branch that left one landing ago (which suffices)",
      set: (desk) => {
        work(desk, 1);
        shallow(desk, 2, "work");
      },
      command: "validate",
      exit: 0,
      says: "no findings",
    },
    {
      name: "of depth 2, on a branch that left long ago",
      set: (desk) => {
        work(desk, 3);
        shallow(desk, 2, "work");
      },
      command: "validate",
      exit: 3,
      says: "this clone is too shallow to show where",
      help: "git fetch --unshallow origin",
    },
    {
      name: "that is to be verified",
      set: (desk) => shallow(desk, 2),
      command: "verify",
      exit: 3,
      says: "is cut off in this clone",
      help: "git fetch --unshallow origin",
    },
  ],
  "a file": [
    {
      name: "that is not UTF-8",
      set: (desk) => desk.write(partner, Buffer.from("metadata: { title: Caf\xe9 }\n", "latin1")),
      command: "validate",
      exit: 1,
      says: "UTF-8",
    },
    {
      name: "with CRLF line ends (which is fine)",
      set: (desk) => desk.edit(partner, /\n/g, "\r\n"),
      command: "validate",
      exit: 0,
      says: "no findings",
    },
    {
      name: "with a byte order mark",
      set: (desk) => desk.edit(partner, /^/, "\ufeff"),
      command: "validate",
      exit: 1,
      says: "byte order mark",
    },
    {
      name: "that is a folder called x.yaml",
      set: (desk) => desk.write("partners/acme/x.yaml/notes.yaml", "a: 1\n"),
      command: "validate",
      exit: 1,
      says: "partners/acme/x.yaml/notes.yaml",
    },
    {
      name: "of an unknown kind",
      set: (desk) => desk.edit(partner, "kind: Partner", "kind: Partnr"),
      command: "validate",
      exit: 1,
      says: "Partnr",
      help: "Partner",
    },
    {
      name: "that is no YAML",
      set: (desk) => desk.write(partner, "kind: [Partner\n"),
      command: "validate",
      exit: 1,
      says: "DOC001",
    },
    {
      name: "that is empty",
      set: (desk) => desk.write(partner, ""),
      command: "validate",
      exit: 1,
      says: partner,
    },
  ],
  "a place that cannot be written": [
    {
      name: "a report into a full disk",
      command: "validate --format json=/dev/full",
      exit: 3,
      says: "cannot write /dev/full",
      help: "a folder that exists",
    },
    {
      name: "a report into no folder",
      command: "validate --format json=no/such/folder/x.json",
      exit: 3,
      says: "cannot write no/such/folder/x.json",
    },
    {
      name: "a folder in the place of a proof",
      set: (desk) => {
        desk.write("governance/people/bo.2.proof.yaml.sig/x", "x\n");
        desk.git("config", "user.signingkey", join(office.stage, "people/kim/id_ed25519"));
      },
      command: "person accept bo",
      exit: 1,
      says: "a symlink, folder or device is in its place",
      help: "Nothing was changed",
    },
    {
      name: "a file in the place of a folder",
      set: (desk) => desk.write(".github", "not a folder\n"),
      command: "init",
      exit: 1,
      says: ".github is not a folder",
      help: "Nothing was changed",
    },
    {
      name: "a branch somebody holds locked",
      set: (desk) => desk.write(".git/refs/heads/kwanus/vote/acme-EXP-0001.sco.bo.1.lock", ""),
      command: approve,
      exit: 1,
      says: "Git did not accept kwanus/vote/acme-EXP-0001.sco.bo.1",
    },
  ],
});
