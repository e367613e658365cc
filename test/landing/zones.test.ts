// One matter per landing, and what lies outside every zone takes a decision (A8, B11).

import { beforeAll, describe, expect, it } from "vitest";
import { globs, governed, statementAt, subjectAt, zoneOf } from "../../src/model/places.ts";
import { edited, found, refusals, revoked, without } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { sample, voted } from "../support/world.ts";

const policy = "governance/policy.yaml";
let files: Files;
beforeAll(async () => {
  files = await sample();
});

describe("zoneOf", () => {
  it.each([
    ["partners/acme/partner.yaml", "partners/acme"],
    ["partners/acme/a/b/c", "partners/acme"],
    ["components/credit-graph/x", "components/credit-graph"],
    ["oversight/acme/reviews/x.yaml", "oversight/acme"],
    ["governance/proposals/EXP-0001/proposal.yaml", "governance/proposals/EXP-0001"],
    ["governance/revocations/bo.1.yaml", "statements of bo"],
    ["governance/revocations/bo.1.yaml.sig", "statements of bo"],
    ["reports/matrix.md", "free"],
    ["partners/acme", governed],
    ["partners", governed],
    ["governance/people/bo.1.proof.yaml", governed],
    ["governance/revocations/readme.md", governed],
    ["governance/proposals", governed],
    ["Partners/acme/partner.yaml", governed],
    [".github/workflows/kwanus.yml", governed],
    ["reportsx/a", governed],
    ["README.md", governed],
  ])("%s is %s", (path, zone) => expect(zoneOf(path)).toBe(zone));
});

describe("statementAt", () => {
  const folder = "partners/acme/proposals/EXP-0003";
  it.each([
    [`${folder}/ballots/decision/sco.bo.1.yaml`, "ballot"],
    [`${folder}/ballots/decision/sco.bo.1.yaml.sig`, "ballot"],
    [`${folder}/ballots/decision/sco.bo.1234567.yaml`, "ballot"],
    [`${folder}/attachments/ballots/decision/sco.bo.1.yaml`, undefined],
    [`governance/proposals/EXP-0001/changes/${folder}/ballots/decision/sco.bo.1.yaml`, undefined],
    [`${folder}/ballots/decision/sco.bo.01.yaml`, undefined],
    [`${folder}/ballots/decision/SCO.bo.1.yaml`, undefined],
    [`${folder}/ballots/decision/sco.b.o.1.yaml`, undefined],
    [`${folder}/ballots/decision/sco.bö.1.yaml`, undefined],
    [`${folder}/ballots/decision/x/sco.bo.1.yaml`, undefined],
    [`${folder}/ballots/sco.bo.1.yaml`, undefined],
    [`${folder}/ballots/decision/../../ballots/decision/sco.bo.1.yaml`, undefined],
    ["oversight/acme/ballots/decision/sco.bo.1.yaml", undefined],
    ["governance/people/bo.1.proof.yaml", "proof"],
    ["governance/people/bo.2.proof.yaml.sig", "proof"],
    ["governance/revocations/bo.1.yaml", "revocation"],
    ["governance/revocations/bo.x.1.yaml", undefined],
  ])("%s is %s", (path, statement) => expect(statementAt(path)?.statement).toBe(statement));
});

describe("subjectAt", () => {
  it.each([
    ["partners/acme/proposals/EXP-0003/x/y", "acme/EXP-0003"],
    ["partners/acme/proposals/EXP-0003", "acme/EXP-0003"],
    ["partners/acme/proposals/EXP-00031/x", undefined],
    ["partners/acme/proposals/exp-0003/x", undefined],
    ["partners/governance/proposals/EXP-0001/x", undefined],
    ["components/oversight/proposals/EXP-0001/x", undefined],
    ["partners/Acme/proposals/EXP-0003/x", undefined],
    ["governance/applications/APP-0001/x", undefined],
    ["x/partners/acme/proposals/EXP-0003/x", undefined],
  ])("%s belongs to %s", (path, id) => expect(subjectAt(path)?.id).toBe(id));
});

it("a policy's patterns stay within what they say", () => {
  const match = globs(["docs/**", "*.md", "a.b/*"]);
  expect(["docs/a/b", "README.md", "a.b/c"].filter(match)).toHaveLength(3);
  expect(["docsx/a", "x/README.md", "axb/c", "a.b/c/d", "docs"].filter(match)).toEqual([]);
});

describe("a landing", () => {
  const note = (path: string) => ({ ...files, [path]: "note\n" });
  const acme = "partners/acme/applications/APP-0001/attachments/x.txt";
  const attachment = "partners/borealis/applications/APP-0001/attachments/x.txt";

  it.each([
    "kwanus.yaml",
    policy,
    "governance/people/zed.yaml",
    "governance/people/bo.2.proof.yaml",
    "governance/allowed_signers",
    ".github/workflows/kwanus.yml",
    "CODEOWNERS",
    ".github/CODEOWNERS",
    "docs/CODEOWNERS",
    ".gitattributes",
    "package.json",
    "partners/loose.yaml",
  ])("does not touch %s without a decision", async (path) => {
    expect(await refusals(files, { ...note(path), [path]: "x: 1\n" })).toContain(`POL002 ${path}`);
  });

  it("does not delete a governed file without a decision", async () => {
    for (const path of [policy, "kwanus.yaml", "governance/people/bo.yaml", "governance/people/bo.1.proof.yaml.sig"])
      expect(await refusals(files, without(files, path))).toContain(`POL002 ${path}`);
  });

  it("brings reports and free files along", async () => {
    expect(
      await found(files, { ...note(attachment), "reports/a.md": "a", "README.md": "b", "docs/x.md": "c" }),
    ).toEqual([]);
  });

  it.each([
    ["two partners", { [attachment]: "x", "partners/acme/partner.yaml": "x" }],
    ["a partner and its oversight", { [attachment]: "x", "oversight/borealis/x.yaml": "x" }],
    ["a partner and a governance proposal", { [attachment]: "x", "governance/proposals/EXP-0001/attachments/x": "x" }],
    [
      "two governance proposals",
      { "governance/proposals/EXP-0002/attachments/x": "x", "governance/proposals/EXP-0001/attachments/x": "x" },
    ],
    [
      "attachments of two partners dressed up as ballots of one person",
      {
        "partners/borealis/applications/APP-0001/attachments/ballots/decision/sco.bo.1.yaml": "x",
        "partners/acme/proposals/EXP-0009/attachments/ballots/decision/sco.bo.1.yaml": "x",
      },
    ],
  ])("stays in one zone: %s", async (_, added) => {
    expect((await refusals(files, { ...files, ...added })).map((line) => line.slice(0, 6))).toContain("POL006");
  });

  it("holds one person's statements wherever they lie, and only those", async () => {
    const ballot = await voted(files, "borealis/APP-0001", "bo");
    expect(await found(files, revoked(ballot, "bo", { by: "bo" }))).toEqual([]);
    expect(await refusals(files, revoked(ballot, "sal", { by: "bo" }))).toContain(
      "POL006 partners/borealis/applications/APP-0001/ballots/decision/sco.bo.1.yaml",
    );
    expect((await refusals(files, { ...revoked(ballot, "bo", { by: "bo" }), [attachment]: "x" })).join()).toContain(
      "POL006",
    );
    expect(acme).not.toBe(attachment);
  });

  it("does not bring a signature before its statement: nobody blocks a vote that way", async () => {
    const path = "partners/borealis/applications/APP-0001/ballots/decision/sco.bo.1.yaml.sig";
    expect(await refusals(files, { ...files, [path]: "x" })).toEqual([`BAL001 ${path}`, `DOC011 ${path}`]);
  });

  it("does not make everything free by what it calls free itself", async () => {
    const wide = edited(files, policy, { "/spec/free": ["**"] });
    expect(await refusals(files, { ...wide, "package.json": "{}" })).toEqual(
      [`POL002 ${policy}`, "POL002 package.json"].sort(),
    );
    for (const path of [
      "governance/policy.yaml",
      "kwanus.yaml",
      ".github/workflows/x.yml",
      ".gitlab-ci.yml",
      "CODEOWNERS",
    ])
      expect(await refusals(wide, { ...wide, [path]: "x: 1\n" })).toContain(`POL002 ${path}`);
  });
});
