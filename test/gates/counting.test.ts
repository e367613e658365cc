// The rules of counting (trust.md): which ballot counts, which does not, and by which rule it is refused.

import { beforeAll, describe, expect, it } from "vitest";
import { printDocument } from "../../src/document/print.ts";
import type { Tally } from "../../src/gates/tally.ts";
import type { FileMode } from "../../src/snapshot.ts";
import { sha256Hex } from "../../src/trust/digest.ts";
import { namespaces } from "../../src/trust/statement.ts";
import { testKey } from "../support/keys.ts";
import {
  ballotBy,
  edited,
  filed,
  found,
  landingOf,
  only,
  proposing,
  refusals,
  revoked,
  textOf,
  without,
} from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { accepted, approvedByAll, decided, sample, voted } from "../support/world.ts";

const subject = "borealis/APP-0001";
const folder = "partners/borealis/applications/APP-0001";
const application = `${folder}/application.yaml`;
const policy = "governance/policy.yaml";
const ballot = (name: string) => `${folder}/ballots/decision/${name}.yaml`;

let files: Files;
beforeAll(async () => {
  files = await sample();
});

async function tallyOf(base: Files, head: Files, id = subject): Promise<Tally> {
  const landing = await landingOf(base, head);
  const filedSubject = landing.tree.subjects.get(id);
  const result = filedSubject === undefined ? null : landing.tallyOf(filedSubject);
  if (result === null) throw new Error(`no tally of ${id}`);
  return result;
}

/** `sco.bo.1 counted`, `sco.bo.2 BAL001`, in path order. */
async function verdicts(base: Files, head: Files, id = subject): Promise<string[]> {
  const { judged } = await tallyOf(base, head, id);
  return judged.map(({ ballot, verdict }) => {
    const name = /([^/]+)\.yaml$/.exec(ballot.path)?.[1];
    return `${name} ${verdict.is === "refused" ? verdict.rule : verdict.is}`;
  });
}

const voteIn = async (base: Files, head: Files, body: string, id = subject) => {
  const found = (await tallyOf(base, head, id)).bodies.find((vote) => vote.body === body);
  return found === undefined ? "no body" : `${found.vote} (${found.voters.join(", ")}; ${found.quorum})`;
};

describe("rule 1: a ballot counts if it says what its place says, signed by an active key", () => {
  it("does, as kwanus writes it", async () => {
    expect(await verdicts(files, await voted(files, subject, "bo"))).toEqual(["sco.bo.1 counted"]);
  });

  it.each([
    ["another repository", { spec: { repo: "00000000-4f0b-4c58-9d0a-3c1a6a7b8c9d" } }, "BAL008"],
    ["another subject", { spec: { subject: "acme/APP-0001" } }, "BAL008"],
    ["another gate", { spec: { gate: "sign-off" } }, "BAL008"],
    ["another person", { spec: { person: "sal" }, path: ballot("sco.bo.1") }, "BAL008"],
    ["another body", { spec: { body: "TSC" }, path: ballot("sco.bo.1") }, "BAL008"],
    ["another number", { spec: { seq: 2 }, path: ballot("sco.bo.1") }, "BAL008"],
    ["another key than it names", { key: "sal", spec: { key: testKey("bo").fingerprint } }, "BAL008"],
    ["somebody else's key", { key: "sal" }, "BAL002"],
    ["nobody's key", { key: "mallory" }, "BAL002"],
    ["a signature for commits", { namespace: namespaces.commit }, "BAL001"],
    ["a signature for key proofs", { namespace: namespaces.key }, "BAL001"],
    ["a body it does not sit in", { spec: { body: "TSC" } }, "BAL003"],
    ["a body that does not exist", { spec: { body: "XYZ" } }, "BAL003"],
    ["another digest", { spec: { digest: `sha256:${"0".repeat(64)}` } }, "BAL004"],
    ["no independence", { spec: { independent: false } }, "BAL005"],
    ["no answer to its criteria", { spec: { criteria: {} } }, "BAL006"],
    ["a rejection without a reason", { spec: { decision: "reject" as const } }, "BAL012"],
    ["a rejection with a blank for a reason", { spec: { decision: "reject" as const, reason: " \n" } }, "BAL012"],
    ["a gap before it", { spec: { seq: 2 } }, "BAL009"],
    ["a predecessor it does not have", { spec: { previous: `sha256:${"1".repeat(64)}` } }, "BAL009"],
  ] as const)("does not with %s", async (_, made, rule) => {
    const head = await ballotBy(files, subject, "bo", made as Parameters<typeof ballotBy>[3]);
    expect((await verdicts(files, head)).map((line) => line.split(" ")[1])).toEqual([rule]);
    expect((await tallyOf(files, head)).bodies.every(({ cast }) => cast.length === 0)).toBe(true);
  });

  it("does not without its signature, or with its bytes changed (C2, B6)", async () => {
    const head = await voted(files, subject, "bo");
    const path = ballot("sco.bo.1");
    expect(await verdicts(files, without(head, `${path}.sig`))).toEqual(["sco.bo.1 BAL001"]);
    for (const text of [
      `${textOf(head, path)}\n`,
      textOf(head, path).replaceAll("\n", "\r\n"),
      `# x\n${textOf(head, path)}`,
    ])
      expect(await verdicts(files, { ...head, [path]: text })).toEqual(["sco.bo.1 BAL001"]);
  });

  it("is refused after its bytes are found genuine, where YAML could mean two things (B6)", async () => {
    const path = ballot("sco.bo.1");
    const text = textOf(await voted(files, subject, "bo"), path);
    for (const twisted of [
      `${text}${text}`,
      `${text}---\n${text}`,
      text.replace("person: bo", "person: &a bo"),
      text.replace("person: bo", "person: !x bo"),
    ]) {
      const head = { ...files, [path]: twisted, [`${path}.sig`]: testKey("bo").sign(twisted, namespaces.ballot) };
      expect(await verdicts(files, head)).toEqual(["sco.bo.1 BAL008"]);
      expect(await refusals(files, head)).not.toEqual([]);
    }
  });

  it("does not when it is copied anywhere else (B4)", async () => {
    const head = await voted(files, subject, "bo");
    const text = textOf(head, ballot("sco.bo.1"));
    const sig = textOf(head, `${ballot("sco.bo.1")}.sig`);
    const copies = [
      ballot("sco.sal.1"),
      ballot("tsc.bo.1"),
      ballot("sco.bo.2"),
      `${folder}/ballots/sign-off/sco.bo.1.yaml`,
    ];
    for (const path of copies)
      expect(await refusals(files, { ...files, [path]: text, [`${path}.sig`]: sig })).toEqual([`BAL008 ${path}`]);
    const other = filed(files, "capability", "acme/EXP-0001");
    const elsewhere = "partners/acme/proposals/EXP-0001/ballots/decision/sco.bo.1.yaml";
    expect(await refusals(other, { ...other, [elsewhere]: text, [`${elsewhere}.sig`]: sig })).toEqual([
      `BAL008 ${elsewhere}`,
    ]);
  });

  it.each([
    ["a file changes", (all: Files) => ({ ...all, [application]: `${textOf(all, application)}# x\n` }), {}],
    ["a file is added", (all: Files) => ({ ...all, [`${folder}/attachments/a`]: "a" }), {}],
    [
      "the risks change",
      (all: Files) => ({ ...all, [`${folder}/risk.yaml`]: `${textOf(all, `${folder}/risk.yaml`)}# x\n` }),
      {},
    ],
    ["a file is removed", (all: Files) => without(all, `${folder}/risk.yaml`), {}],
    ["a file is made executable", (all: Files) => all, { [application]: "100755" as FileMode }],
  ])("is stale when %s (B1, B2)", async (_, change, modes) => {
    const base = await voted(files, subject, "bo");
    const findings = await found(base, change(base), { modes });
    expect(findings.map(({ rule }) => rule)).toContain("BAL004");
  });

  it("a gate that does not exist has no ballots", async () => {
    const path = `${folder}/ballots/coffee/sco.bo.1.yaml`;
    const head = await ballotBy(files, subject, "bo", { path });
    expect((await refusals(files, head)).length).toBeGreaterThan(0);
    expect(await verdicts(files, head)).toEqual([]);
  });

  it("a subject whose document does not hold is not decided (D3)", async () => {
    const broken = edited(files, application, { "/spec/requestedTier": "one" });
    expect((await tallyOf(broken, await approvedByAll(broken, subject))).outcome).toBe("pending");
  });
});

describe("rule 2: persons are counted, not keys", () => {
  it("one person with two keys has one vote (A6, D1)", async () => {
    const base = await accepted(edited(files, policy, { "/spec/bodies/1/quorum/value": 2 }), "bo", "bo-laptop");
    const first = await ballotBy(base, subject, "bo");
    const again = await ballotBy(first, subject, "bo", {
      key: "bo-laptop",
      spec: { seq: 2, previous: (await tallyOf(base, first)).judged[0]?.ballot.digest ?? null },
    });
    expect(await verdicts(base, again)).toEqual(["sco.bo.1 superseded", "sco.bo.2 counted"]);
    expect(await voteIn(base, again, "SCO")).toBe("none (bo, sal; 2)");
  });

  it("one person in two bodies has no seat, and no root of trust (A5)", async () => {
    const twice = edited(files, policy, { "/spec/bodies/0/members": ["ada", "bo"] });
    expect(await verdicts(twice, await ballotBy(twice, subject, "bo", { spec: { body: "SCO" } }))).toEqual([
      "sco.bo.1 BAL003",
    ]);
  });

  it("a key that two people list is neither's, in any encoding (A5)", async () => {
    const line = `  ${testKey("bo").publicLine.replace(/ bo$/, " somebody else")}`;
    const base = edited(files, "governance/people/sal.yaml", {
      "/spec/keys/1": { type: "ssh", key: line.trim(), added: "2026-11-01" },
    });
    expect(await verdicts(base, await ballotBy(base, subject, "bo"))).toEqual(["sco.bo.1 BAL002"]);
  });

  it("a person is who their path says", async () => {
    const usurper = edited(files, "governance/people/bo.yaml", {
      "/spec/keys": [{ type: "ssh", key: testKey("mallory").publicLine, added: "2026-11-01" }],
    });
    const base = { ...files, "governance/people/aaa.yaml": textOf(usurper, "governance/people/bo.yaml") };
    expect(await verdicts(base, await ballotBy(base, subject, "bo"))).toEqual(["sco.bo.1 counted"]);
  });
});

describe("rule 3: nobody judges their own cause", () => {
  it("affiliation recuses everywhere, at the base as it is now", async () => {
    const landed = await voted(files, subject, "bo");
    const base = edited(landed, "governance/people/bo.yaml", { "/spec/affiliations": ["borealis"] });
    expect(await verdicts(base, base)).toEqual(["sco.bo.1 BAL005"]);
    expect(await voteIn(base, base, "SCO")).toBe("none (sal; 1)");
  });

  it.each([
    ["their id", "bo"],
    ["their login", "bo-login"],
    ["their login in other letters", "Bo-Login"],
    ["their login as people write it", "@bo-login"],
  ])("authorship recuses, by %s (C3)", async (_, author) => {
    const named = edited(edited(files, "governance/people/bo.yaml", { "/spec/forge/login": "bO-login" }), application, {
      "/metadata/authors": ["dana", author],
    });
    const head = await ballotBy(named, subject, "bo");
    expect(await verdicts(named, head)).toEqual(["sco.bo.1 BAL005"]);
    expect((await tallyOf(named, head)).contested).toEqual(["bo"]);
  });

  it("authorship of a governance proposal does not", async () => {
    const proposed = edited(
      proposing(files, "governance/EXP-0001", { "governance/platform.yaml": null }),
      "governance/proposals/EXP-0001/proposal.yaml",
      { "/metadata/authors": ["bo"] },
    );
    expect(
      await verdicts(proposed, await ballotBy(proposed, "governance/EXP-0001", "bo"), "governance/EXP-0001"),
    ).toEqual(["sco.bo.1 counted"]);
  });

  it("whoever is named and denies it leaves the gate undecided (C3)", async () => {
    const named = edited(files, application, { "/metadata/authors": ["dana", "sal"] });
    const all = await ballotBy(await approvedByAll(named, subject), subject, "sal");
    const { outcome, contested } = await tallyOf(named, all);
    expect([outcome, contested]).toEqual(["pending", ["sal"]]);
    expect(await refusals(named, all)).toEqual([`BAL011 ${application}`]);
  });

  it("who takes it back ends the contest", async () => {
    const named = edited(files, application, { "/metadata/authors": ["dana", "sal"] });
    const all = await ballotBy(await approvedByAll(named, subject), subject, "sal");
    const first = `sha256:${sha256Hex(textOf(all, ballot("sco.sal.1")))}`;
    const spec = { decision: "retract" as const, reason: "I did write it.", seq: 2, previous: first };
    const back = await ballotBy(all, subject, "sal", { spec });
    const { outcome, contested } = await tallyOf(named, back);
    expect([outcome, contested]).toEqual(["approved", []]);
  });

  it("a ballot in somebody's name under a stranger's key does not silence theirs", async () => {
    const own = await voted(files, subject, "bo");
    const previous = `sha256:${sha256Hex(textOf(own, ballot("sco.bo.1")))}`;
    const forged = await ballotBy(own, subject, "bo", { key: "mallory", spec: { seq: 2, previous } });
    expect(await verdicts(files, forged)).toEqual(["sco.bo.1 counted", "sco.bo.2 BAL002"]);
  });

  it("a body with everybody recused is undecided, not passed (D4)", async () => {
    const named = edited(files, application, { "/metadata/authors": ["erin"] });
    let head = named;
    for (const person of ["ada", "bo", "lee"]) head = await voted(head, subject, person);
    expect(await voteIn(named, head, "ERC")).toBe("none (; 0)");
    expect((await tallyOf(named, head)).outcome).toBe("pending");
  });
});

describe("quorum", () => {
  const sco = (members: string[], deputies: string[], quorum: number | "majority", all: Files = files) =>
    edited(all, policy, {
      "/spec/bodies/1/members": members,
      "/spec/bodies/1/deputies": deputies,
      "/spec/bodies/1/quorum/value": quorum,
      "/spec/bodies/2/members": ["erin"],
    });
  const cast = async (
    base: Files,
    votes: Readonly<Record<string, "approve" | "reject" | "abstain">>,
  ): Promise<Files> => {
    let head = base;
    for (const [person, choice] of Object.entries(votes))
      head = await ballotBy(head, subject, person, { spec: { decision: choice, reason: "So." } });
    return head;
  };

  it.each([
    ["majority of two is two", "majority", { bo: "approve" }, "none"],
    ["majority of two", "majority", { bo: "approve", sal: "approve" }, "approve"],
    ["one may suffice", 1, { bo: "approve" }, "approve"],
    ["a tie is no vote (D4)", 1, { bo: "approve", sal: "reject" }, "none"],
    ["an abstention beside an approval", 1, { bo: "approve", sal: "abstain" }, "approve"],
    ["two abstentions", "majority", { bo: "abstain", sal: "abstain" }, "abstain"],
    ["two rejections", "majority", { bo: "reject", sal: "reject" }, "reject"],
    ["one of each is none", "majority", { bo: "reject", sal: "abstain" }, "none"],
    ["a quorum above the members is all of them", 5, { bo: "approve", sal: "approve" }, "approve"],
    ["a quorum above the members is not fewer", 5, { bo: "approve" }, "none"],
  ] as const)("%s", async (_, quorum, votes, expected) => {
    const base = sco(["bo", "sal"], [], quorum);
    expect((await voteIn(base, await cast(base, votes), "SCO")).split(" ")[0]).toBe(expected);
  });

  it("recusal shrinks the denominator, and deputies wait until no member is left", async () => {
    const base = await accepted(withDeputy(), "dep");
    const one = edited(base, application, { "/metadata/authors": ["sal"] });
    const both = edited(base, application, { "/metadata/authors": ["sal", "bo"] });
    expect(await voteIn(one, await cast(one, { bo: "approve", dep: "reject" }), "SCO")).toBe("approve (bo; 1)");
    expect(await voteIn(both, await cast(both, { dep: "approve" }), "SCO")).toBe("approve (dep; 1)");
  });

  it("a member without a key is replaced, never counted out, and never doubled", async () => {
    const base = await accepted(withDeputy(), "dep");
    const gone = revoked(base, "sal", { by: "sal" });
    expect(await voteIn(gone, await cast(gone, { bo: "approve" }), "SCO")).toBe("none (bo, dep; 2)");
    expect(await voteIn(gone, await cast(gone, { bo: "approve", dep: "approve" }), "SCO")).toBe("approve (bo, dep; 2)");
    const alone = revoked(sco(["bo", "sal"], [], "majority"), "sal", { by: "sal" });
    expect(await voteIn(alone, await cast(alone, { bo: "approve" }), "SCO")).toBe("none (bo, sal; 2)");
  });

  it("a vote that landed before its key was retired keeps its seat from the deputy (rule 1)", async () => {
    const base = await accepted(withDeputy(), "dep");
    const landed = await cast(base, { sal: "approve" });
    const retired = revoked(landed, "sal", { by: "sal" });
    expect(await voteIn(retired, await cast(retired, { bo: "approve", dep: "reject" }), "SCO")).toBe(
      "approve (bo, sal; 2)",
    );
  });

  it("a decision rests on the votes that had a place, and names no other", async () => {
    const base = await accepted(withDeputy(), "dep");
    let head = await cast(base, { bo: "approve", sal: "approve", dep: "reject" });
    for (const person of ["ada", "erin", "lee"]) head = await voted(head, subject, person);
    const text = textOf(await decided(head, subject), `${folder}/decisions/decision.yaml`);
    expect(text).toContain("person: sal");
    expect(text).not.toContain("person: dep");
  });

  function withDeputy(): Files {
    const dep = edited(files, "governance/people/bo.yaml", {
      "/metadata/id": "dep",
      "/spec/keys": [],
      "/spec/forge": { login: "dep", id: "99" },
    });
    return {
      ...sco(["bo", "sal"], ["dep"], "majority"),
      "governance/people/dep.yaml": textOf(dep, "governance/people/bo.yaml"),
    };
  }
});

describe("chains", () => {
  const reason = "I was wrong.";

  it("the last word counts (D1)", async () => {
    const two = await voted(await voted(files, subject, "bo"), subject, "bo", { choice: "reject", reason });
    expect(await verdicts(files, two)).toEqual(["sco.bo.1 superseded", "sco.bo.2 counted"]);
    expect(await voteIn(files, two, "SCO")).toMatch(/^reject/);
  });

  it("a vote taken back stays so, whoever replays it (D2)", async () => {
    const back = await voted(await voted(files, subject, "bo"), subject, "bo", { choice: "retract", reason });
    expect(await voteIn(files, back, "SCO")).toMatch(/^none/);
    const text = textOf(back, ballot("sco.bo.1"));
    const sig = textOf(back, `${ballot("sco.bo.1")}.sig`);
    const replayed = { ...back, [ballot("sco.bo.3")]: text, [`${ballot("sco.bo.3")}.sig`]: sig };
    expect(await verdicts(back, replayed)).toEqual(["sco.bo.1 superseded", "sco.bo.2 counted", "sco.bo.3 BAL008"]);
    expect(await refusals(back, without(back, ballot("sco.bo.2")))).toEqual([`BAL007 ${ballot("sco.bo.2")}`]);
  });

  it("a link that is missing or another than signed breaks it", async () => {
    const two = await voted(await voted(files, subject, "bo"), subject, "bo", { choice: "reject", reason });
    expect(await verdicts(files, without(two, ballot("sco.bo.1")))).toEqual(["sco.bo.2 BAL009"]);
    const forked = await voted(files, subject, "bo", { choice: "abstain", reason });
    const mixed = { ...two, ...only(forked, ballot("sco.bo.1")) };
    expect(await verdicts(files, mixed)).toEqual(["sco.bo.1 superseded", "sco.bo.2 BAL009"]);
    expect(await voteIn(files, mixed, "SCO")).toMatch(/^none/);
  });

  it("nobody else can add a link, and so silence somebody", async () => {
    const one = await voted(files, subject, "bo");
    const garbage = { ...one, [ballot("sco.bo.2")]: "x", [`${ballot("sco.bo.2")}.sig`]: "x" };
    expect(await verdicts(files, garbage)).toEqual(["sco.bo.1 counted", "sco.bo.2 BAL001"]);
  });

  it("a retraction by a key that was stolen does not bring the vote before it back", async () => {
    const base = await accepted(files, "bo", "bo-laptop");
    const one = await ballotBy(base, subject, "bo");
    const digest = (await tallyOf(base, one)).judged[0]?.ballot.digest ?? null;
    const back = await ballotBy(one, subject, "bo", {
      key: "bo-laptop",
      spec: { seq: 2, previous: digest, decision: "retract", reason },
    });
    const stolen = revoked(back, "bo", { by: "bo", key: "bo-laptop", state: "compromised" });
    expect(await verdicts(stolen, stolen)).toEqual(["sco.bo.1 superseded", "sco.bo.2 BAL002"]);
  });
});

describe("rule 5: keys that were taken back", () => {
  it.each([
    ["retired after it landed", "retired", true, "counted"],
    ["retired before it landed", "retired", false, "BAL002"],
    ["compromised after it landed", "compromised", true, "BAL002"],
    ["compromised before it landed", "compromised", false, "BAL002"],
  ] as const)("%s", async (_, state, landed, verdict) => {
    const vote = await ballotBy(files, subject, "bo");
    const base = revoked(landed ? vote : files, "bo", { by: "bo", state });
    expect(await verdicts(base, { ...base, ...only(vote, folder) })).toEqual([`sco.bo.1 ${verdict}`]);
  });
});

describe("rule 6: trust is widened under the old policy, with a proof of each new key", () => {
  it("a pull request that lists its own key votes with nobody's (A1)", async () => {
    const person = edited(files, "governance/people/bo.yaml", {
      "/spec/keys/1": { type: "ssh", key: testKey("mallory").publicLine, added: "2026-11-01" },
    });
    const head = await ballotBy(person, subject, "bo", { key: "mallory" });
    expect(await verdicts(files, head)).toEqual(["sco.bo.1 BAL002"]);
    expect(await refusals(files, head)).toContain("POL002 governance/people/bo.yaml");
  });

  it("a listed key without a proof, or with somebody else's, is nobody's (A7)", async () => {
    const base = edited(files, "governance/people/bo.yaml", {
      "/spec/keys": [{ type: "ssh", key: testKey("victim").publicLine, added: "2026-11-01" }],
    });
    expect(await verdicts(base, await ballotBy(base, subject, "bo", { key: "victim" }))).toEqual(["sco.bo.1 BAL002"]);
    const text = printDocument({
      apiVersion: "kwanus/v1",
      kind: "KeyProof",
      spec: {
        repo: "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d",
        person: "bo",
        key: testKey("victim").fingerprint,
        statedAt: "2026-11-01T10:00:00Z",
      },
    });
    const path = "governance/people/bo.2.proof.yaml";
    const lied = { ...base, [path]: text, [`${path}.sig`]: testKey("bo").sign(text, namespaces.key) };
    expect(await verdicts(lied, await ballotBy(lied, subject, "bo", { key: "victim" }))).toEqual(["sco.bo.1 BAL002"]);
  });
});

describe("thresholds", () => {
  it("an intelligence permission is one under its former name too", async () => {
    const registry = "governance/permissions.yaml";
    const text = textOf(files, registry);
    const id = /- id: (\S+)\n\s+type: intelligence/.exec(text)?.[1] ?? "";
    const base = filed(
      {
        ...files,
        [registry]: text.replace(new RegExp(`(- id: ${id}\\n[\\s\\S]*?formerly: )\\[\\]`), "$1[foresee:scores]"),
      },
      "capability",
      "acme/EXP-0001",
      {
        "/spec/requestedPermissions": [{ id: "foresee:scores", justification: "To foresee.", scope: "own-users" }],
      },
    );
    expect(id).not.toBe("");
    expect((await tallyOf(base, base, "acme/EXP-0001")).threshold.rule).toBe("unanimous");
  });

  it("what is carried under a name it is not breaks nothing", async () => {
    const base = proposing(files, "governance/EXP-0001", {
      [policy]: textOf(files, "governance/people/bo.yaml"),
      "governance/permissions.yaml": textOf(files, policy),
    });
    expect((await tallyOf(base, base, "governance/EXP-0001")).outcome).toBe("pending");
  });
});
