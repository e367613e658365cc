// Whatever is wrong with a key, a reviewer or a command line: one clear sentence, the right exit, nothing changed.

import { cpSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { approve, newDesk, signed, stateOf, tryEach, typed, useOffice } from "../support/desk.ts";

useOffice();

tryEach({
  "a key": [
    {
      name: "that is missing",
      set: (desk) => void desk.git("config", "user.signingkey", ""),
      command: approve,
      exit: 3,
      says: "Git has no signing key of yours",
      help: "git config gpg.format ssh",
    },
    {
      name: "of OpenPGP",
      set: (desk) => void desk.git("config", "gpg.format", "openpgp"),
      command: approve,
      exit: 3,
      says: "gpg holds no secret key for",
      help: "gpg --list-secret-keys",
    },
    {
      name: "whose file is gone",
      set: (desk) => void desk.git("config", "user.signingkey", "/nowhere/id_ed25519"),
      command: approve,
      exit: 3,
      says: "/nowhere/id_ed25519, which is not a file",
      help: "Correct it",
    },
    {
      name: "that is no key",
      set: (desk) => {
        desk.write("../key", "not a key\n");
        desk.git("config", "user.signingkey", join(dirname(desk.folder), "key"));
      },
      command: approve,
      exit: 3,
      says: "is not an SSH key that can be read",
      help: "user.signingkey",
    },
    {
      name: "that nobody knows",
      as: "kim",
      command: approve,
      exit: 1,
      says: "belongs to nobody in governance/people/",
      help: "governance proposal",
    },
    {
      name: "whose private half is gone",
      set: (desk) => {
        desk.write(
          "../key.pub",
          readFileSync(join(desk.folder, "governance/people/bo.yaml"), "utf8").match(/ssh-ed25519 \S+/)?.[0] ?? "",
        );
        desk.git("config", "user.signingkey", join(dirname(desk.folder), "key.pub"));
      },
      command: approve,
      exit: 3,
      says: "nothing was signed",
      help: "ssh-add -l",
    },
  ],
  "a reviewer": [
    {
      name: "who is affiliated",
      set: (desk) => {
        desk.edit("governance/people/bo.yaml", "affiliations: []", "affiliations: [acme]");
        desk.force();
      },
      command: approve,
      exit: 1,
      says: "bo is affiliated with acme",
    },
    {
      name: "who is an author",
      set: (desk) => {
        desk.edit("partners/acme/proposals/EXP-0001/proposal.yaml", "authors: [dana]", "authors: [dana, bo]");
        desk.force();
      },
      command: () => ["approve", "acme/EXP-0001"],
      exit: 1,
      says: "author",
    },
    {
      name: "who has no seat",
      set: (desk) => {
        desk.edit("governance/policy.yaml", /\[?bo, sal\]?/, "[sal]");
        desk.force();
      },
      command: approve,
      exit: 1,
      says: "bo sits in no body",
    },
    {
      name: "who names another body",
      command: "approve acme/EXP-0001 --as CGB",
      exit: 1,
      says: "bo sits in SCO, not in CGB",
      help: "--as SCO",
    },
    {
      name: "who has not seen the content",
      command: "approve acme/EXP-0001 --all-criteria passed --yes",
      exit: 2,
      says: "--yes needs --digest",
      help: "--digest sha256:",
    },
    {
      name: "who has seen another content",
      command:
        "approve acme/EXP-0001 --all-criteria passed --yes --digest sha256:0000000000000000000000000000000000000000000000000000000000000000",
      exit: 1,
      says: "not sha256:0000",
      help: "kwanus diff",
    },
    {
      name: "who shortens the digest",
      command: "approve acme/EXP-0001 --all-criteria passed --yes --digest sha256:00",
      exit: 2,
      says: "no digest",
      help: "kwanus status acme/EXP-0001",
    },
    {
      name: "who names the subject by its folder",
      command: "approve partners/acme/proposals/EXP-0001/",
      exit: 2,
      says: "there is no subject",
      help: 'Did you mean "acme/EXP-0001"?',
    },
    {
      name: "without a terminal",
      command: "approve acme/EXP-0001",
      exit: 2,
      says: "--all-criteria",
      help: "--all-criteria passed --digest sha256:",
    },
    {
      name: "without a terminal, who rejects",
      command: "reject acme/EXP-0001",
      exit: 2,
      says: "4 answers are missing",
      help: "--reason",
    },
    {
      name: "who gives an empty reason",
      command: () => ["reject", "acme/EXP-0001", "--reason", " ", ...signed()],
      exit: 2,
      says: "--reason must not be empty",
    },
    {
      name: "whose vote branch is there already",
      set: (desk) => void desk.git("branch", "kwanus/vote/acme-EXP-0001.sco.bo.1"),
      command: approve,
      exit: 1,
      says: "the branch kwanus/vote/acme-EXP-0001.sco.bo.1 exists already",
      help: "git log kwanus/vote/",
    },
    {
      name: "whose vote branch has no place",
      set: (desk) => void desk.git("branch", "kwanus"),
      command: approve,
      exit: 1,
      says: "Git did not accept kwanus/vote/acme-EXP-0001.sco.bo.1",
      help: "git branch --list",
    },
    {
      name: "of a closed subject",
      command: () => ["approve", "acme/APP-0001", ...signed()],
      exit: 1,
      says: "acme/APP-0001 is closed",
      help: "kwanus status acme/APP-0001",
    },
    {
      name: "of a subject that has not landed",
      set: (desk) => {
        cpSync(
          join(desk.folder, "partners/acme/proposals/EXP-0001"),
          join(desk.folder, "partners/acme/proposals/EXP-0002"),
          { recursive: true },
        );
        for (const name of ["proposal", "risk"])
          desk.edit(`partners/acme/proposals/EXP-0002/${name}.yaml`, /EXP-0001/g, "EXP-0002");
      },
      command: () => ["approve", "acme/EXP-0002", ...signed()],
      exit: 1,
      says: "acme/EXP-0002 has not landed on main@",
      help: "land it first",
    },
    {
      name: "of a subject whose documents do not hold",
      set: (desk) => {
        desk.edit("partners/acme/proposals/EXP-0001/proposal.yaml", "read:report-history", "read:*");
        desk.force();
      },
      command: "approve acme/EXP-0001",
      exit: 1,
      says: "acme/EXP-0001 does not hold",
      help: "kwanus validate partners/acme/proposals/EXP-0001",
    },
    {
      name: "before there is a root of trust",
      set: (desk) => {
        desk.git("rm", "--quiet", "governance/people/erin.1.proof.yaml", "governance/people/erin.1.proof.yaml.sig");
        desk.git("rm", "-r", "--quiet", "partners/acme/applications/APP-0001/decisions");
        desk.force();
      },
      command: approve,
      exit: 1,
      says: "there is no root of trust on the protected branch yet",
      help: "kwanus person accept",
    },
    {
      name: "nobody has invited",
      command: "person accept zoe",
      exit: 1,
      says: "there is no governance/people/zoe.yaml",
      help: "people here: ada, bo",
    },
    {
      name: "who accepts with somebody else's key",
      command: "person accept sal",
      exit: 1,
      says: "is bo's key",
      help: "a key of their own",
    },
  ],
  "a command line": [
    {
      name: "typo in the command",
      command: "aprove acme/EXP-0001",
      exit: 2,
      says: "unknown command 'aprove'",
      help: "approve",
    },
    {
      name: "typo in an option",
      command: "approve acme/EXP-0001 --ass SCO",
      exit: 2,
      says: "unknown option '--ass'",
      help: "--as",
    },
    {
      name: "typo in an id",
      command: "status acme/EXP-001",
      exit: 2,
      says: 'no subject "acme/EXP-001"',
      help: "acme/EXP-0001",
    },
    { name: "an id that is a path", command: "gate ../../etc/passwd", exit: 2, says: "there is no subject" },
    {
      name: "an id that looks like an option",
      command: "decide -- --all",
      exit: 2,
      says: 'there is no subject "--all"',
    },
    {
      name: "a revision that looks like an option",
      command: "validate --head=--output=x",
      exit: 2,
      says: '"--output=x" does not name a commit',
    },
    {
      name: "a path outside",
      command: "validate ../elsewhere",
      exit: 2,
      says: "../elsewhere is outside the repository",
    },
    {
      name: "a path to nothing",
      command: "validate partners/acmee",
      exit: 2,
      says: "there is nothing at partners/acmee",
    },
    {
      name: "a subject nobody filed",
      command: "decide acme/EXP-0007",
      exit: 2,
      says: 'no subject "acme/EXP-0007"',
      help: "Did you mean",
    },
    {
      name: "a subject that never landed",
      command: "verify acme/EXP-0007",
      exit: 2,
      says: "nothing about acme/EXP-0007 has landed",
    },
    { name: "an impossible day", command: "validate --as-of 2026-02-30", exit: 2, says: "is not a day" },
    {
      name: "a decision too early",
      command: "decide acme/EXP-0001",
      exit: 1,
      says: "is not settled",
      help: "kwanus status",
    },
    {
      name: "a proposal nothing has overtaken",
      command: "refresh acme/EXP-0001",
      exit: 1,
      says: "nothing has overtaken acme/EXP-0001",
    },
    {
      name: "a root of trust that is no commit id",
      command: "verify --root zzz",
      exit: 2,
      says: "zzz is no commit id",
      help: "hexadecimal",
    },
    { name: "a root of trust that is another", command: "verify --root 0000000", exit: 1, says: "not 0000000" },
    {
      name: "a criterion that is none",
      command: "approve acme/EXP-0001 --criterion beauty=passed",
      exit: 2,
      says: 'SCO has no criterion "beauty"',
      help: "data-access",
    },
  ],
});

describe("work in progress", () => {
  it("is left alone by a ballot: index and files keep their bytes", async () => {
    const partner = "partners/acme/partner.yaml";
    const desk = newDesk();
    desk.write("staged.md", "staged\n");
    desk.edit(partner, "Acme", "Acme & Sons");
    desk.git("add", "staged.md", partner);
    desk.edit(partner, "Acme & Sons", "Acme, Sons");
    desk.write("untracked.md", "untracked\n");
    desk.git("rm", "--quiet", "--cached", "kwanus.yaml");
    const before = stateOf(desk.folder);
    expect(await typed(approve(), desk)).toMatchObject({ exit: 0 });
    const branch = ".git/refs/heads/kwanus";
    const reflog = ".git/logs/refs/heads/kwanus";
    const after = stateOf(desk.folder).filter((line) => !line.startsWith(branch) && !line.startsWith(reflog));
    expect(after).toEqual(before);
    const carried = desk.git("diff", "--name-only", "main", "kwanus/vote/acme-EXP-0001.sco.bo.1").split("\n");
    expect(carried.every((path) => path.startsWith("partners/acme/proposals/EXP-0001/ballots/"))).toBe(true);
    expect(carried).toHaveLength(2);
    expect(readdirSync(tmpdir())).toEqual([]);
  });
});
