// The landing tree: what the protected branch would hold, and what two sides changed (E2, E3).

import { beforeAll, describe, expect, it } from "vitest";
import { deltasOf, landingTree } from "../../src/landing/tree.ts";
import type { FileMode, Snapshot } from "../../src/snapshot.ts";
import { found, parted, refusals, revoked, without } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { approvedByAll, decided, landed, sample, voted } from "../support/world.ts";

/** A revision in few letters: `a1` is file `a` with content `1`, `a1x` the same executable. */
function revision(text: string, commit: string): Snapshot {
  const words = text.split(" ").filter((word) => word !== "");
  const files = Object.fromEntries(words.map((word) => [word[0] ?? "", word[1] ?? ""]));
  const snapshot = memorySnapshot(files, commit, commit);
  const modes = new Map(
    words.map((word): [string, FileMode] => [word[0] ?? "", word[2] === "x" ? "100755" : "100644"]),
  );
  const entries = [...snapshot.files].map(
    ([path, entry]) => [path, { ...entry, mode: modes.get(path) ?? entry.mode }] as const,
  );
  return { ...snapshot, files: new Map(entries) };
}

async function textOf(snapshot: Snapshot): Promise<string> {
  const words: string[] = [];
  for (const [path, { mode }] of snapshot.files)
    words.push(`${path}${Buffer.from(await snapshot.bytes(path)).toString()}${mode === "100755" ? "x" : ""}`);
  return words.join(" ");
}

describe("landingTree", () => {
  it.each([
    // base, parting, head, tree, both sides
    ["nothing happened", "a1", "a1", "a1", "a1", ""],
    ["head alone changes", "a1", "a1", "a2", "a2", ""],
    ["head alone adds", "a1", "a1", "a1 b1", "a1 b1", ""],
    ["head alone deletes", "a1 b1", "a1 b1", "a1", "a1", ""],
    ["base alone changes", "a2", "a1", "a1", "a2", ""],
    ["base alone adds: no deletion by a branch behind", "a1 b1", "a1", "a1", "a1 b1", ""],
    ["base alone deletes: not brought back", "a1", "a1 b1", "a1 b1", "a1", ""],
    ["each another file", "a2 b1", "a1 b1", "a1 b2", "a2 b2", ""],
    ["both the same", "a2", "a1", "a2", "a2", ""],
    ["both differently", "a2", "a1", "a3", "a3", "a"],
    ["both add differently", "a1 b1", "a1", "a1 b2", "a1 b2", "b"],
    ["both add the same", "a1 b1", "a1", "a1 b1", "a1 b1", ""],
    ["base changes, head deletes", "a2 b1", "a1 b1", "b1", "b1", "a"],
    ["base deletes, head changes", "b1", "a1 b1", "a2 b1", "a2 b1", "a"],
    ["both delete", "b1", "a1 b1", "b1", "b1", ""],
    ["head changes the mode only", "a1", "a1", "a1x", "a1x", ""],
    ["head the mode, base the content", "a2", "a1", "a1x", "a1x", "a"],
    ["both the mode", "a1x", "a1", "a1x", "a1x", ""],
  ])("%s", async (_, base, mergeBase, head, tree, bothSides) => {
    const result = landingTree(revision(base, "b"), revision(mergeBase, "m"), revision(head, "h"));
    expect(await textOf(result.tree)).toBe(tree);
    expect(result.bothSides.join(" ")).toBe(bothSides);
  });

  it("is the head where the branch starts at the base: a merge is judged by its tree (E2)", async () => {
    const base = revision("a1", "b");
    expect(await textOf(landingTree(base, base, revision("a1 b2", "h")).tree)).toBe("a1 b2");
  });

  it("lists what differs, in the order of Git", () => {
    const deltas = deltasOf(revision("b1 c1 d1", "b"), revision("a1 c2 d1x", "h"));
    expect(deltas.map(({ path, before, after }) => `${path}${before ? "-" : ""}${after ? "+" : ""}`)).toEqual([
      "a+",
      "b-",
      "c-+",
      "d-+",
    ]);
  });
});

describe("a branch behind the tip", () => {
  const subject = "borealis/APP-0001";
  const risk = "partners/borealis/applications/APP-0001/risk.yaml";
  let files: Files;
  beforeAll(async () => {
    files = await sample();
  });

  it("is judged by the keys of the tip: one revoked meanwhile does not vote (A4)", async () => {
    const tip = revoked(files, "bo", { by: "bo" });
    const branch = await voted(files, subject, "bo");
    expect(await refusals(tip, branch, { mergeBase: files })).toEqual([
      "BAL002 partners/borealis/applications/APP-0001/ballots/decision/sco.bo.1.yaml",
    ]);
  });

  it("cannot decide what changed meanwhile: its ballots are about something else (B1)", async () => {
    const tip = { ...files, [risk]: `${files[risk]}# a word more\n` };
    const branch = await decided(await approvedByAll(files, subject), subject);
    expect(await refusals(tip, branch, { mergeBase: files })).toEqual([
      "BAL010 partners/borealis/applications/APP-0001/decisions/decision.yaml",
    ]);
  });

  it("cannot change what was decided meanwhile", async () => {
    const tip = await decided(await approvedByAll(files, subject), subject);
    const branch = { ...files, [risk]: `${files[risk]}# a word more\n` };
    expect(await refusals(tip, branch, { mergeBase: files })).toEqual([`BAL014 ${risk}`]);
  });

  it("cannot decide twice with other ballots", async () => {
    const tip = await decided(await approvedByAll(files, subject), subject);
    const branch = await decided(await voted(files, subject, "omar", { choice: "reject", reason: "No." }), subject);
    const lines = await refusals(tip, branch, { mergeBase: files });
    expect(lines).toContain("POL007 partners/borealis/applications/APP-0001/decisions/decision.yaml");
    expect(lines).toContain("BAL014 partners/borealis/applications/APP-0001/ballots/decision/cgb.omar.1.yaml");
  });

  it("with another ballot under one number is named (D1)", async () => {
    const tip = await voted(files, subject, "bo");
    const branch = await voted(files, subject, "bo", { choice: "reject", reason: "No." });
    const path = "partners/borealis/applications/APP-0001/ballots/decision/sco.bo.1.yaml";
    expect(await refusals(tip, branch, { mergeBase: files })).toEqual(
      expect.arrayContaining([`POL007 ${path}`, `POL007 ${path}.sig`, `BAL007 ${path}`]),
    );
  });

  it("is otherwise not taken for a deletion", async () => {
    const tip = { ...files, "docs/new.md": "new\n" };
    expect(await found(tip, { ...files, "docs/other.md": "x\n" }, { mergeBase: files })).toEqual([]);
    expect(await refusals(tip, without(files, "governance/platform.yaml"), { mergeBase: files })).toContain(
      "POL002 governance/platform.yaml",
    );
  });

  it("has a name that tells it from the base", () => {
    expect(landed(files).commit).not.toBe(parted(files).commit);
  });
});
