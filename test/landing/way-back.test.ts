// The way back: a refused landing is undone by its first parent's bytes, or accepted by the bodies; never anything else.

import { beforeAll, describe, expect, it } from "vitest";
import { lawfulBefore, type Reckoning, reckon } from "../../src/landing/history.ts";
import { deltasOf } from "../../src/landing/tree.ts";
import { type Branch, branchOf, checked, idOf, newErrors, repaired, told } from "../support/history.ts";
import { ballotBy, edited, only, proposing, revoked, textOf, without } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { accepted, approvedByAll, bodies, decided, founded, sample, voted } from "../support/world.ts";

const policy = "governance/policy.yaml";
const subject = "borealis/APP-0001";
const folder = "partners/borealis/applications/APP-0001";
const ballot = `${folder}/ballots/decision/sco.bo.1.yaml`;

let root: Files;
let open: Files;
let voting: Files;
let full: Files;
beforeAll(async () => {
  root = await founded();
  open = { ...root, ...only(await sample(), "partners/borealis/") };
  voting = await approvedByAll(open, subject);
  full = await decided(voting, subject);
});

const weaker = (all: Files): Files => edited(all, policy, { "/spec/windows/vote/value": "P1D" });
const fault = (branch: Branch, tip: Files, at: number): Promise<string> =>
  repaired(branch, tip, idOf(at)).then(
    () => "it can be repaired",
    (error: Error) => error.message,
  );
const mendings = ({ mended }: Reckoning): string[] =>
  [...mended].map(([commit, { by, commit: where }]) => `${commit.slice(0, 2)} ${by} by ${where.slice(0, 2)}`);

describe("a Repair", () => {
  it.each<[string, () => Files, () => Files]>([
    ["a governed file", () => open, () => weaker(open)],
    ["a policy that cannot be read", () => full, () => ({ ...full, [policy]: "{" })],
    ["a policy that is gone", () => full, () => without(full, policy)],
    [
      "a person more",
      () => open,
      () => ({ ...open, "governance/people/zed.yaml": textOf(open, "governance/people/bo.yaml") }),
    ],
    ["a ballot that went", () => voting, () => without(voting, ballot)],
    ["a decision that went", () => full, () => without(full, `${folder}/decisions/`)],
    ["a decided subject", () => full, () => edited(full, `${folder}/risk.yaml`, { "/metadata/title": "Other" })],
    [
      "a decision nobody voted for",
      () => open,
      () => ({ ...open, [`${folder}/decisions/decision.yaml`]: textOf(full, `${folder}/decisions/decision.yaml`) }),
    ],
    ["a stranger's revocation", () => open, () => revoked(open, "bo", { by: "mallory" })],
    ["the CI workflow", () => open, () => ({ ...open, ".github/workflows/kwanus.yml": "on: push\n" })],
  ])("undoes %s", async (_, lawful, bad) => {
    const forced = bad();
    const branch = await branchOf(root, lawful(), forced);
    expect(told(branch.landings).at(-1)).toMatch(/^c2 after .+/);
    expect(reckon(branch.landings).holds).toBe(false);
    const mended = await repaired(branch, forced, idOf(2));
    expect(await newErrors(branch, mended)).toEqual([]);
    const gone = deltasOf(memorySnapshot(lawful()), memorySnapshot(without(mended, "governance/repairs/")));
    expect(gone.map(({ path }) => path)).toEqual([]);
    const after = await branchOf(root, lawful(), forced, mended);
    expect(told(after.landings).at(-1)).toBe("c3 after");
    expect(mendings(reckon(after.landings))).toEqual(["c2 repaired by c3"]);
    expect(reckon(after.landings).holds).toBe(true);
  });

  it("is refused for what landed lawfully, what is no landing, and what was repaired already", async () => {
    const forced = weaker(open);
    const branch = await branchOf(root, open, forced);
    expect(await fault(branch, forced, 1)).toBe("c100000 landed lawfully: verify has nothing against it");
    expect(await fault(branch, forced, 7)).toBe("c700000 is no landing of the protected branch");
    const mended = await repaired(branch, forced, idOf(2));
    const after = await branchOf(root, open, forced, mended);
    expect(await fault(after, mended, 2)).toBe("c200000 was repaired by c300000");
    expect(await fault(after, mended, 3)).toMatch(/landed lawfully/);
  });

  it("cannot be made by hand for a lawful landing", async () => {
    const branch = await branchOf(root, open, weaker(open));
    const mended = await repaired(branch, weaker(open), idOf(2));
    const name = `governance/repairs/${idOf(1)}.yaml`;
    const text = textOf(mended, `governance/repairs/${idOf(2)}.yaml`).replaceAll(idOf(2), idOf(1));
    const lawful = await branchOf(root, open);
    expect(await newErrors(lawful, { ...root, [name]: text })).toContain(
      "POL008 this repairs nothing: c100000 landed lawfully: verify has nothing against it",
    );
    const landed = await branchOf(root, open, { ...root, [name]: text });
    expect(told(landed.landings).at(-1)).toMatch(/POL008/);
    expect(reckon(landed.landings).holds).toBe(false);
  });

  it.each<[string, (mended: Files) => Files, RegExp]>([
    ["restores less", (all) => ({ ...all, [policy]: textOf(weaker(open), policy) }), /policy\.yaml is not what it was/],
    [
      "restores something else",
      (all) => edited(all, policy, { "/spec/windows/vote/value": "P2D" }),
      /is not what it was/,
    ],
    [
      "does something beside",
      (all) => ({ ...all, "partners/borealis/partner.yaml": `${textOf(all, "partners/borealis/partner.yaml")}\n` }),
      /partner\.yaml changes with it, and it does not restore that/,
    ],
    [
      "lists other paths",
      (all) => edited(all, `governance/repairs/${idOf(2)}.yaml`, { "/spec/restores": [] }),
      /list of paths leaves out governance\/policy\.yaml/,
    ],
    [
      "names another landing than its path",
      (all) => edited(all, `governance/repairs/${idOf(2)}.yaml`, { "/spec/landing": idOf(1) }),
      /it names c100000, and stands for c200000/,
    ],
    [
      "is another repository's",
      (all) =>
        edited(all, `governance/repairs/${idOf(2)}.yaml`, { "/spec/repo": "00000000-4f0b-4c58-9d0a-3c1a6a7b8c9d" }),
      /another repository/,
    ],
    [
      "repairs two at once",
      (all) => ({
        ...all,
        [`governance/repairs/${idOf(9)}.yaml`]: textOf(all, `governance/repairs/${idOf(2)}.yaml`),
      }),
      /it lands beside/,
    ],
  ])("is refused where it %s", async (_, spoil, expected) => {
    const branch = await branchOf(root, open, weaker(open));
    const spoilt = spoil(await repaired(branch, weaker(open), idOf(2)));
    const errors = await newErrors(branch, spoilt);
    expect(errors.filter((line) => line.startsWith("POL008")).join()).toMatch(expected);
    const landed = await branchOf(root, open, weaker(open), spoilt);
    expect(reckon(landed.landings).mended.size).toBe(0);
  });

  it("may have reports and the like beside it, and leaves them alone", async () => {
    const forced = { ...weaker(open), "reports/health.md": "bad\n" };
    const branch = await branchOf(root, open, forced);
    const mended: Files = { ...(await repaired(branch, forced, idOf(2))), "reports/other.md": "new\n" };
    expect(mended["reports/health.md"]).toBe("bad\n");
    expect(await newErrors(branch, mended)).toEqual([]);
  });

  it("takes nothing back that changed since; once a decision has, it only names the landing", async () => {
    const forced = weaker(open);
    const later = edited(forced, policy, { "/spec/windows/vote/value": "P3D" });
    const branch = await branchOf(root, open, forced, later);
    expect(await fault(branch, later, 2)).toBe(
      "governance/policy.yaml changed again after c200000, and undoing must not take that back",
    );
    const back = await repaired(branch, later, idOf(3));
    const undone = await branchOf(root, open, forced, later, back);
    const both = await repaired(undone, back, idOf(2));
    expect(both[policy]).toBe(textOf(open, policy));
    const end = await branchOf(root, open, forced, later, back, both);
    expect(mendings(reckon(end.landings))).toEqual(["c2 repaired by c5", "c3 repaired by c4"]);
    expect(reckon(end.landings).holds).toBe(true);
  });

  it("does not bring back what was undone since, whoever took it away first", async () => {
    const forced = weaker(open);
    const gone = await branchOf(root, open, forced, open);
    expect(told(gone.landings)).toEqual(["c0 root", "c1 after", "c2 after POL002", "c3 after POL002"]);
    const first = await repaired(gone, open, idOf(2));
    const undone = await branchOf(root, open, forced, open, first);
    const both = await repaired(undone, first, idOf(3));
    expect(both[policy]).toBe(textOf(open, policy));
    const end = await branchOf(root, open, forced, open, first, both);
    expect(reckon(end.landings).holds).toBe(true);
  });

  it("of the root of trust takes away a decision that came with it, and not the root", async () => {
    const claimed = `${folder}/decisions/decision.yaml`;
    const early = { ...open, [claimed]: textOf(full, claimed) };
    const branch = await branchOf(early);
    expect(told(branch.landings)).toEqual(["c0 root BAL010"]);
    const mended = await repaired(branch, early, idOf(0));
    expect(Object.keys(without(mended, "governance/repairs/"))).toEqual(Object.keys(open));
    expect(await newErrors(branch, mended)).toEqual([]);
  });

  it("drops no vote and no revocation that landed beside what it undoes", async () => {
    const beside = revoked(await voted(weaker(open), subject, "bo"), "tom", { by: "tom", state: "compromised" });
    const branch = await branchOf(root, open, beside);
    const mended = await repaired(branch, beside, idOf(2));
    expect(mended[policy]).toBe(textOf(open, policy));
    expect(mended[ballot]).toBeDefined();
    expect(mended["governance/revocations/tom.1.yaml.sig"]).toBeDefined();
    expect(await newErrors(branch, mended)).toEqual([]);
  });

  it("drops no vote that an edit beside it made stale", async () => {
    const path = `${folder}/application.yaml`;
    const beside = edited(weaker(await voted(open, subject, "bo")), path, { "/metadata/title": "Other" });
    const branch = await branchOf(root, open, beside);
    const mended = await repaired(branch, beside, idOf(2));
    expect(mended[path]).toBe(textOf(open, path));
    expect(mended[ballot]).toBeDefined();
    expect(await newErrors(branch, mended)).toEqual([]);
  });

  it("is a record", async () => {
    const branch = await branchOf(root, open, weaker(open));
    const mended = await repaired(branch, weaker(open), idOf(2));
    const after = await branchOf(root, open, weaker(open), mended);
    expect(await newErrors(after, without(mended, "governance/repairs/"))).toEqual([
      "BAL007 this repair has landed and is deleted",
    ]);
  });

  it("is nothing to be believed where there is no history to judge it by", async () => {
    const branch = await branchOf(root, open, weaker(open));
    const mended = await repaired(branch, weaker(open), idOf(2));
    const { history: _, ...blind } = branch;
    const shallow = { ...branch, history: { landedOn: null, past: () => Promise.reject(new Error("too shallow")) } };
    expect(blind.landings).toHaveLength(3);
    await expect(newErrors(shallow, mended)).rejects.toThrow("too shallow");
  });
});

/** A governance proposal that ratifies, voted on and decided. */
async function ratifying(files: Files, ratifies: readonly string[], id = "governance/EXP-0001"): Promise<Files> {
  const path = `governance/proposals/${id.split("/")[1]}/proposal.yaml`;
  return edited(proposing(files, id, {}), path, { "/spec/ratifies": ratifies });
}
async function ratified(files: Files, ratifies: readonly string[], id = "governance/EXP-0001"): Promise<Files[]> {
  const proposed = await ratifying(files, ratifies, id);
  return [proposed, await decided(await approvedByAll(proposed, id), id)];
}

describe("a ratification", () => {
  // Two zones at once: somebody was in a hurry.
  const hurried = (all: Files): Files => ({
    ...all,
    ...only(everything, "partners/acme/partner.yaml"),
    "partners/borealis/partner.yaml": `${textOf(all, "partners/borealis/partner.yaml")}\n`,
  });
  let everything: Files;
  beforeAll(async () => {
    everything = await sample();
  });

  it("accepts a refused landing", async () => {
    const forced = hurried(open);
    const branch = await branchOf(root, open, forced);
    expect(told(branch.landings)[2]).toBe("c2 after POL006");
    const [proposed, accepted] = await ratified(forced, [idOf(2)]);
    expect(await newErrors(branch, proposed as Files)).toEqual([]);
    const end = await branchOf(root, open, forced, proposed as Files, accepted as Files);
    expect(told(end.landings).slice(3)).toEqual(["c3 after", "c4 after"]);
    expect(mendings(reckon(end.landings))).toEqual(["c2 ratified by c4"]);
    expect(reckon(end.landings).holds).toBe(true);
    expect(await fault(end, accepted as Files, 2)).toBe("c200000 was ratified by c400000");
  });

  it("has no effect before it is decided, nor when it is rejected", async () => {
    const forced = hurried(open);
    const proposed = await ratifying(forced, [idOf(2)]);
    let no = proposed;
    for (const [first] of Object.values(bodies))
      no = await voted(no, "governance/EXP-0001", first, { choice: "reject", reason: "No." });
    for (const tail of [[proposed], [proposed, await decided(no, "governance/EXP-0001")]]) {
      const { landings } = await branchOf(root, open, forced, ...tail);
      expect(reckon(landings).holds).toBe(false);
    }
  });

  it.each([
    ["a lawful landing", idOf(1), /c100000 landed lawfully/],
    ["what is no landing", idOf(8), /c800000 is no landing/],
    ["a decision nothing is wrong with", subject, /no decision on borealis\/APP-0001 is undermined/],
  ])("is refused for %s", async (_, item, expected) => {
    const branch = await branchOf(root, full);
    const errors = await newErrors(branch, await ratifying(full, [item]));
    expect(errors.join()).toMatch(expected);
    expect(errors.every((line) => line.startsWith("POL012"))).toBe(true);
  });

  it("cannot be given by those whom the refused landing let in", async () => {
    // Mallory's key becomes one of each body's first member.
    const coup = await takenOver(open);
    const branch = await branchOf(root, open, coup);
    expect(told(branch.landings)[2]).toMatch(/POL002/);
    const id = "governance/EXP-0001";
    const proposed = await ratifying(coup, [idOf(2)]);
    let votes = proposed;
    for (const person of ["zed", "zoe", "zac", "zia"]) votes = await voted(votes, id, person);
    const claimed = await decided(votes, id);
    const end = await branchOf(root, open, coup, proposed, claimed);
    expect(told(end.landings).slice(3)).toEqual(["c3 after", "c4 after POL012"]);
    expect(reckon(end.landings).mended.size).toBe(0);
    expect(reckon(end.landings).holds).toBe(false);
  });

  it("and what they decide meanwhile is undermined, before and after the landing is undone", async () => {
    const coup = await takenOver(open);
    let votes = coup;
    for (const person of ["zed", "zoe", "zac", "zia"]) votes = await voted(votes, subject, person);
    const granted = await decided(votes, subject);
    const doubts = async (...tail: Files[]) => {
      const { landings } = await branchOf(root, open, coup, granted, ...tail);
      return reckon(landings).undermined.map(({ subject, because, mended }) => `${subject} ${because} ${mended?.by}`);
    };
    const expected = `${subject} landing c200000, which verify refuses, had changed who decides undefined`;
    expect(await doubts()).toEqual([expected]);
    const undone = await repaired(await branchOf(root, open, coup, granted), granted, idOf(2));
    expect(await doubts(undone)).toEqual([expected]);
    // The bodies themselves may keep it.
    const tail = await ratified(undone, [subject]);
    expect(await doubts(undone, ...tail)).toEqual([expected.replace("undefined", "ratified")]);
    const { landings } = await branchOf(root, open, coup, granted, undone, ...tail);
    expect(reckon(landings).holds).toBe(true);
  });

  it("cannot be given by those whom a decision seated that rests on what was repaired since", async () => {
    // Strangers' keys among the members' own; a decision by them that leaves seats to tom, sal, omar and lee alone; then the
    // keys are taken back, and the four accept their seats.
    const spies = { ada: "spy1", bo: "spy2", erin: "spy3" };
    let spied = open;
    for (const [person, key] of Object.entries(spies)) spied = await accepted(spied, person, key);
    const [seats, more] = ["governance/EXP-0001", "governance/EXP-0002"];
    const four = ["tom", "sal", "omar", "lee"];
    const members = Object.fromEntries(four.map((person, at) => [`/spec/bodies/${at}/members`, [person]]));
    const proposed = proposing(spied, seats, { [policy]: textOf(edited(spied, policy, members), policy) });
    let votes = await voted(proposed, seats, "lee");
    for (const [person, key] of Object.entries(spies)) votes = await ballotBy(votes, seats, person, { key });
    const seated = await decided(votes, seats);
    const before = await branchOf(root, open, spied, proposed, seated);
    expect(told(before.landings).slice(2)).toEqual(["c2 after POL002", "c3 after", "c4 after"]);
    const undone = await repaired(before, seated, idOf(2));
    let filing = edited(proposing(undone, more, {}), "governance/proposals/EXP-0002/proposal.yaml", {
      "/spec/ratifies": [seats],
    });
    const filed = filing;
    for (const person of four) filing = await voted(filing, more, person);
    const end = await branchOf(root, open, spied, proposed, seated, undone, filed, await decided(filing, more));
    expect(told(end.landings).slice(5)).toEqual(["c5 after", "c6 after", "c7 after POL012"]);
    expect(mendings(reckon(end.landings))).toEqual(["c2 repaired by c5"]);
    const { undermined, holds } = reckon(end.landings);
    expect(undermined.map(({ subject, mended }) => `${subject} ${mended?.by}`)).toEqual([
      `${seats} undefined`,
      `${more} undefined`,
    ]);
    expect(holds).toBe(false);
  });

  it("looks behind everything unlawful, and what that rested on", () => {
    const chain = [
      { at: 2, until: 5 },
      { at: 4, until: 9 },
    ];
    expect([1, 2, 3, 5, 6, 9, 10].map((place) => lawfulBefore(place, chain))).toEqual([1, 2, 2, 2, 2, 2, 10]);
  });

  /** Somebody without a right to puts four strangers with keys into the four bodies, beside the members. */
  async function takenOver(all: Files): Promise<Files> {
    let next = all;
    const strangers = ["zed", "zoe", "zac", "zia"];
    for (const [index, id] of strangers.entries()) {
      next = {
        ...next,
        [`governance/people/${id}.yaml`]: `apiVersion: kwanus/v1\nkind: Person\nmetadata: { id: ${id}, title: ${id} }\nspec: { keys: [], affiliations: [] }\n`,
      };
      next = await accepted(next, id);
      next = edited(next, policy, { [`/spec/bodies/${index}/members`]: [id, ...(Object.values(bodies)[index] ?? [])] });
    }
    return next;
  }
});

describe("an undermined decision", () => {
  const stolen = (all: Files, at: number, person = "bo"): Files =>
    revoked(all, person, { by: person, state: "compromised", since: idOf(at) });

  it("is a warning of validate, in the landing that reports the key and from then on", async () => {
    const branch = await branchOf(root, open, voting, full);
    const warnings = async (at: Branch, head: Files) =>
      (await checked(at, head)).findings.map(
        ({ rule, standing, message }) => `${rule} ${standing} ${message.slice(0, 40)}`,
      );
    const said = `${subject} rests on bo's key SHA2`;
    expect(await warnings(branch, stolen(full, 3))).toEqual([`BAL015 new ${said}`]);
    // What had landed before it stands.
    expect(await warnings(await branchOf(root, open, voting, full, full), stolen(full, 4))).toEqual([]);
    const after = await branchOf(root, open, voting, full, stolen(full, 3));
    expect(await warnings(after, { ...stolen(full, 3), "reports/x.md": "x" })).toEqual([`BAL015 existing ${said}`]);
    expect(await warnings(after, stolen(full, 3))).toEqual([`BAL015 new ${said}`]);
    const unseen = { ...after, history: { ...after.history, landedOn: async () => "unseen" as const } };
    expect((await checked(unseen, stolen(full, 3))).findings[0]?.message).toMatch(
      /does not show whether it landed before$/,
    );
  });

  it("is not covered up by whoever reports the key first, for a later landing", async () => {
    const covered = stolen(full, 4);
    const branch = await branchOf(root, open, voting, full, covered);
    expect(reckon(branch.landings).holds).toBe(true);
    const honest = revoked(covered, "bo", { by: "sal", state: "compromised", since: idOf(1), seq: 2 });
    expect(await newErrors(branch, honest)).toEqual([]);
    const after = await branchOf(root, open, voting, full, covered, honest);
    expect(reckon(after.landings).undermined.map(({ subject, since }) => `${subject} ${since}`)).toEqual([
      `${subject} ${idOf(1)}`,
    ]);
    expect((await checked(after, honest)).findings.map(({ rule }) => rule)).toEqual(["BAL015"]);
  });

  it("is ratified by the bodies, and then nobody warns of it", async () => {
    const reported = stolen(full, 1);
    const branch = await branchOf(root, full, reported);
    expect(reckon(branch.landings).holds).toBe(false);
    const id = "governance/EXP-0001";
    const proposed = await ratifying(reported, [subject]);
    expect(await newErrors(branch, proposed)).toEqual([]);
    let votes = proposed;
    for (const person of ["ada", "sal", "erin", "lee"]) votes = await voted(votes, id, person);
    const accepted = await decided(votes, id);
    const end = await branchOf(root, full, reported, proposed, accepted);
    expect(told(end.landings).slice(3)).toEqual(["c3 after", "c4 after"]);
    expect(reckon(end.landings).holds).toBe(true);
    expect(reckon(end.landings).undermined.map(({ mended }) => mended?.subject)).toEqual([id]);
    expect((await checked(end, accepted)).findings).toEqual([]);
    // A second key was stolen too, and had a part in the ratification.
    const worse = stolen(accepted, 1, "sal");
    const again = await branchOf(root, full, reported, proposed, accepted, worse);
    expect(reckon(again.landings).undermined.map((one) => `${one.subject} ${one.person} ${one.mended?.by}`)).toEqual([
      `${subject} bo undefined`,
      `${id} sal undefined`,
    ]);
    expect((await checked(again, worse)).findings.map(({ path, rule }) => `${rule} ${path.split("/")[1]}`)).toEqual([
      "BAL015 proposals",
      "BAL015 borealis",
    ]);
  });
});
