// The life of a roster in memory: joining takes a decision and a proof, leaving takes a decision, losing a key takes a signature.

import { beforeAll, describe, expect, it } from "vitest";
import { signersChange } from "../../src/acts/person.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import { reckon } from "../../src/landing/history.ts";
import { deltasOf } from "../../src/landing/tree.ts";
import { authorityOf } from "../../src/model/authority.ts";
import { readModel } from "../../src/model/model.ts";
import { branchOf, idOf, newErrors, told } from "../support/history.ts";
import { testKey } from "../support/keys.ts";
import {
  ballotBy,
  edited,
  landingOf,
  only,
  proposing,
  refusals,
  revoked,
  textOf,
  without,
} from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { accepted, decided, founded, sample, template, voted } from "../support/world.ts";

const policy = "governance/policy.yaml";
const subject = "borealis/APP-0001";

let root: Files;
let open: Files;
beforeAll(async () => {
  root = await founded();
  open = { ...root, ...only(await sample(), "partners/borealis/") };
});

/** The files with a person who is on no list yet. */
function named(files: Files, id: string): Files {
  const values = { "/metadata/id": id, "/metadata/title": id, "/spec/forge": { login: id, id: "2001" } };
  return { ...files, [`governance/people/${id}.yaml`]: fillTemplate(template("person"), values) };
}

/** A governance proposal for everything governed in which `after` differs from `before`. */
function proposal(before: Files, after: Files, id: string): Files {
  const changed = deltasOf(memorySnapshot(before), memorySnapshot(after)).map(({ path }) => path);
  return proposing(before, id, Object.fromEntries(changed.map((path) => [path, textOf(after, path)])));
}

/** The landings by which it is filed, and decided with the votes of four. */
async function carried(before: Files, after: Files, id: string, voters: readonly string[]): Promise<[Files, Files]> {
  const filed = proposal(before, after, id);
  let votes = filed;
  for (const person of voters) votes = await voted(votes, id, person);
  return [filed, await decided(votes, id)];
}

const four = ["ada", "bo", "erin", "lee"];
const seat = (files: Files, members: readonly string[], deputies: readonly string[] = []): Files =>
  edited(files, policy, { "/spec/bodies/2/members": members, "/spec/bodies/2/deputies": deputies });

async function statesOf(files: Files, person: string): Promise<string[]> {
  const keys = authorityOf(await readModel(memorySnapshot(files)))?.keys.values() ?? [];
  return [...keys].filter((key) => key.person === person).map(({ state }) => state);
}

async function votersOf(files: Files, body: string): Promise<readonly string[]> {
  const landing = await landingOf(files, files);
  const about = landing.tree.subjects.get(subject);
  const tally = about === undefined ? null : landing.tallyOf(about);
  return tally?.bodies.find((one) => one.body === body)?.voters ?? [];
}

describe("the life of a roster", () => {
  it("is lawful step by step, and reopens nothing", async () => {
    // Kim joins as a deputy of ERC, whose only member is erin.
    const joining = seat(await accepted(named(open, "kim"), "kim"), ["erin"], ["kim"]);
    const [filed, joined] = await carried(open, joining, "governance/EXP-0001", four);
    expect(await statesOf(joined, "kim")).toEqual(["active"]);
    expect(await votersOf(joined, "ERC")).toEqual(["erin"]);

    // What erin decides with her first key stays decided.
    const votes = await four.reduce(
      async (files, person) => voted(await files, subject, person),
      Promise.resolve(joined),
    );
    const granted = await decided(votes, subject);

    // A second key by decision, the first one retired by its owner.
    const listing = await accepted(granted, "erin", "erin-laptop");
    const [asked, twoKeys] = await carried(granted, listing, "governance/EXP-0002", four);
    const rotated = revoked(twoKeys, "erin", { by: "erin", signer: "erin-laptop" });
    expect(await statesOf(rotated, "erin")).toEqual(["retired", "active"]);

    // The second one is stolen: the deputy steps in, with nobody's leave.
    const stolen = revoked(rotated, "erin", {
      by: "erin",
      key: "erin-laptop",
      signer: "erin-laptop",
      state: "compromised",
      since: idOf(6),
      seq: 2,
    });
    expect(await statesOf(stolen, "erin")).toEqual(["retired", "compromised"]);

    // Erin leaves; her file stays, kim has the seat.
    const [leaving, left] = await carried(stolen, seat(stolen, ["kim"]), "governance/EXP-0003", [
      "ada",
      "bo",
      "kim",
      "lee",
    ]);
    const branch = await branchOf(
      root,
      open,
      filed,
      joined,
      votes,
      granted,
      asked,
      twoKeys,
      rotated,
      stolen,
      leaving,
      left,
    );
    expect(told(branch.landings).map((line) => line.slice(3))).toEqual(["root", ...Array(11).fill("after")]);
    expect(reckon(branch.landings)).toMatchObject({ undermined: [], holds: true });
    expect(await newErrors(branch, left)).toEqual([]);
  });

  it("lets nobody in without a proof of their key, nor without a decision", async () => {
    const joining = seat(await accepted(named(open, "kim"), "kim"), ["erin"], ["kim"]);
    expect(await refusals(open, joining)).toContain("POL002 governance/people/kim.yaml");
    const unproven = without(joining, "governance/people/kim.1.proof");
    const [filed, joined] = await carried(open, unproven, "governance/EXP-0001", four);
    expect(await refusals(filed, joined)).toEqual(["POL004 governance/people/kim.yaml"]);
  });

  it("counts a landed vote of a key retired since, and none of one compromised", async () => {
    const base = await ballotBy(open, subject, "tom");
    const tallied = async (files: Files) => {
      const landing = await landingOf(files, files);
      const about = landing.tree.subjects.get(subject);
      return about === undefined ? [] : (landing.tallyOf(about)?.judged.map(({ verdict }) => verdict.is) ?? []);
    };
    expect(await tallied(revoked(base, "tom", { by: "tom" }))).toEqual(["counted"]);
    expect(await tallied(revoked(base, "tom", { by: "bo", state: "compromised" }))).toEqual(["refused"]);
  });

  it("keeps the list of signers whole: keys that were taken back stay on it", async () => {
    const gone = revoked(open, "tom", { by: "tom" });
    expect(signersChange(await readModel(memorySnapshot(gone)))).toBeNull();
    expect(textOf(gone, "governance/allowed_signers")).toContain(testKey("tom").publicLine.split(" ")[1]);
  });
});
