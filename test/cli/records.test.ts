// A decision that gathers ballots is a merge of the signed commits that record them, and of nothing else.

import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { approve, type Desk, newDesk, office, typed, useOffice } from "../support/desk.ts";
import { git, settingOf } from "../support/office.ts";

useOffice();

const voters = ["ada", "bo", "erin", "lee"];

/** A desk at which all four bodies have voted on acme/EXP-0001. Returns where each vote branch stands. */
async function voted(): Promise<{ desk: Desk; branches: Record<string, string> }> {
  const desk = newDesk("lee");
  const branches: Record<string, string> = {};
  for (const who of voters) {
    const { exit, err } = await typed(approve(), { ...desk, env: settingOf(office, who) });
    expect(exit, err).toBe(0);
    const name = desk.git(
      "for-each-ref",
      "--format=%(refname)",
      "--sort=-refname",
      `refs/heads/kwanus/vote/*.${who}.1`,
    );
    branches[who] = name;
  }
  return { desk, branches };
}

async function decided(desk: Desk): Promise<{ base: string; parents: string[]; files: string[] }> {
  const { exit, err } = await typed(["decide", "acme/EXP-0001"], desk);
  expect(exit, err).toBe(0);
  const branch = "refs/heads/kwanus/decide/acme-EXP-0001";
  return {
    base: desk.git("rev-parse", "refs/heads/main"),
    parents: desk.git("rev-list", "--parents", "--max-count=1", branch).split(" ").slice(1),
    files: desk.git("diff", "--name-only", "refs/heads/main", branch).split("\n"),
  };
}

const at = (desk: Desk, ref = ""): string => desk.git("rev-parse", ref);

describe("kwanus decide", () => {
  it("keeps the signed commit of each ballot it gathers", async () => {
    const { desk, branches } = await voted();
    const { base, parents, files } = await decided(desk);
    expect(parents[0]).toBe(base);
    expect(parents.slice(1).sort()).toEqual(voters.map((who) => at(desk, branches[who])).sort());
    expect(files.filter((path) => !/^partners\/acme\/proposals\/EXP-0001\/(?:ballots|decisions)\//.test(path))).toEqual(
      [],
    );
    expect((await typed(["validate", "--head", "kwanus/decide/acme-EXP-0001"], desk)).exit).toBe(0);
    desk.git("merge", "--quiet", "--ff-only", "kwanus/decide/acme-EXP-0001");
    expect((await typed(["verify"], desk)).out).toContain("4 came along");
  });

  it("brings no commit along that is more than a record, or stands elsewhere", async () => {
    const { desk, branches } = await voted();
    const { ada = "", bo = "", erin = "" } = branches;
    const remade = (who: string, tree: string, ...parents: string[]): string =>
      git(
        office,
        who,
        desk.folder,
        "commit-tree",
        tree,
        ...parents.flatMap((parent) => ["-p", parent]),
        "-m",
        "Vote",
        "-S",
      );
    // bo's ballot with a file beside it, ada's behind a stranger's history, erin's recorded by nobody.
    const index = { ...desk.env, GIT_INDEX_FILE: `${desk.folder}/.git/mixed` };
    desk.write("partners/acme/gift.txt", "gift\n");
    const plumb = (...words: string[]) =>
      execFileSync("git", words, { cwd: desk.folder, env: index }).toString().trim();
    plumb("read-tree", bo);
    plumb(
      "update-index",
      "--add",
      "--cacheinfo",
      `100644,${plumb("hash-object", "-w", "partners/acme/gift.txt")},partners/acme/gift.txt`,
    );
    desk.git("update-ref", bo, remade("bo", plumb("write-tree"), at(desk, "refs/heads/main")));
    desk.git(
      "update-ref",
      ada,
      remade("ada", at(desk, `${ada}^{tree}`), remade("ada", at(desk, "refs/heads/main^{tree}"))),
    );
    desk.git("update-ref", erin, desk.git("commit-tree", `${erin}^{tree}`, "-p", "refs/heads/main", "-m", "Vote"));
    const { base, parents, files } = await decided(desk);
    expect(parents).toEqual([base, at(desk, branches["lee"])]);
    expect(files.filter((path) => path.endsWith(".yaml.sig"))).toHaveLength(4);
    expect(files).not.toContain("partners/acme/gift.txt");
  });

  it("is asked again where a vote that it gathered has landed by itself meanwhile", async () => {
    const { desk, branches } = await voted();
    desk.write("README.md", "note\n");
    desk.force();
    await decided(desk);
    desk.git("merge", "--quiet", "--no-ff", "-m", "Land the vote", branches["bo"] ?? "");
    const judge = () => typed(["validate", "--head", "kwanus/decide/acme-EXP-0001", "--base", "main"], desk);
    expect(await judge()).toMatchObject({ exit: 3, err: expect.stringContaining("kwanus decide again") });
    await decided(desk);
    expect((await judge()).exit).toBe(0);
  });
});
