// kwanus propose by options, on a real repository: what it writes, and what it refuses.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { givenAnswers } from "../../src/cli/filing/answers.ts";
import { riskEntries } from "../../src/cli/filing/risk-questions.ts";
import { git, write } from "../repo/sandbox.ts";
import {
  capability,
  clone,
  kwanus,
  noRisks,
  read,
  refusing,
  shellWords,
  status,
  subject,
  texts,
  wordsOf,
} from "../support/filing.ts";

describe("options", () => {
  it("answer everything; the result holds and says what comes next", async () => {
    const directory = await clone();
    const { exit, out, err } = await kwanus(directory, ["propose", "capability", ...wordsOf(capability)]);
    expect(out).toBe(`wrote  ${subject}/proposal.yaml\nwrote  ${subject}/risk.yaml\n`);
    expect(err).toContain(`kwanus validate ${subject}\n`);
    expect(err).toContain(`git add ${subject} && git commit -m "File acme/EXP-0001"`);
    expect(exit).toBe(0);
    expect(read(directory, `${subject}/proposal.yaml`).spec).toMatchObject({
      filed: "2026-11-21",
      requestedTier: 1,
      requestedPermissions: [{ id: "read:report-history", scope: "own-users", justification: "Shows a=b@c, too" }],
      migrationPlan: { notApplicable: "It is new." },
    });
    expect(await kwanus(directory, ["validate"])).toMatchObject({ exit: 0 });
  });

  it("ask for nothing that is held already, on the command line or in a file", async () => {
    const directory = await refusing();
    const held = { ...capability, permission: ["read:reports@own-users=Again."] };
    const told = await kwanus(directory, ["propose", "capability", ...wordsOf(held)]);
    expect(told).toMatchObject({ exit: 2, out: "" });
    expect(told.err).toMatch(
      /^error: --permission "read:reports" is held by acme already, with scope own-users, by acme\/APP-0001\. Leave it out/,
    );
    const { permission, ...rest } = capability;
    const file = join(await clone(), "held.yaml");
    const asked = [{ id: "read:reports", scope: "own-users", justification: "Again." }];
    writeFileSync(file, JSON.stringify({ spec: { category: "capability", requestedPermissions: asked } }));
    const filed = await kwanus(directory, ["propose", "capability", "--from", file, ...wordsOf(rest)]);
    expect(filed).toMatchObject({ exit: 2, err: expect.stringContaining('"read:reports" is held by acme already') });
    // Another scope is another question.
    const wider = { ...capability, permission: ["read:reports@own-users and their households=More."] };
    const dry = await kwanus(directory, ["propose", "capability", ...wordsOf(wider), "--dry-run"]);
    expect(dry).toMatchObject({ exit: 0 });
    expect(status(directory)).toEqual([]);
  });

  it("name the edited file where nothing was written yet", async () => {
    const directory = await clone("main");
    const contract = "governance/contracts/credit-v2.yaml";
    write(directory, {
      [contract]: `openapi: 3.1.0
info: { title: Credit, version: 2.0.0 }
servers: [{ url: https://api.example/credit/v2 }]
paths:
  /reports:
    get:
      parameters: [{ name: since, in: query, schema: { type: string } }]
      responses: { "200": { description: All is well. } }
`,
      "governance/platform.yaml": readFileSync(join(directory, "governance/platform.yaml"), "utf8").replace(
        /(version: v2\n(?:.*\n){0,3}?\s*contract: )null/,
        `$1${contract}`,
      ),
    });
    git(directory, "add", "--all");
    git(directory, "commit", "--quiet", "--message", "A contract");
    git(directory, "switch", "--quiet", "--create", "since");
    write(directory, {
      [contract]: readFileSync(join(directory, contract), "utf8").replace("query,", "query, required: true,"),
    });
    const told = await kwanus(directory, [
      ...["propose", "governance", "--change", contract, "--author", "tom", "--migration-not-applicable", "None."],
      ...wordsOf({ ...texts, ...noRisks }),
    ]);
    expect(told.out).toContain("It breaks acme/score-insights.");
    expect(told.out).toContain(`kwanus contract main:${contract} ${contract}\n`);
    expect(told.exit).toBe(1);
  });

  it("name a branch to make first on a clone's own copy of the protected one", async () => {
    const directory = await clone("main");
    git(directory, "update-ref", "refs/remotes/origin/main", "HEAD");
    git(directory, "config", "kwanus.base", "refs/remotes/origin/main");
    const { err } = await kwanus(directory, ["propose", "capability", ...wordsOf(capability)]);
    expect(err).toContain("        git switch -c acme-EXP-0001\n");
    expect(err).toContain("git push -u origin acme-EXP-0001, then open the pull request");
    // Nor can a commit that is on no branch be pushed.
    const detached = await clone("main");
    git(detached, "switch", "--quiet", "--detach");
    const told = await kwanus(detached, ["propose", "capability", ...wordsOf(capability)]);
    expect(told.err).toContain("        git switch -c acme-EXP-0001\n");
  });

  it("give a risk with what is done about it", async () => {
    const directory = await clone();
    const risky = {
      ...capability,
      "security-risk": "None of the dates may leak.",
      "security-inherent": "3x4",
      "security-mitigation": ["permission-restriction:One: two", "suspension:Off"],
      "security-residual": "1x4",
      "security-fallback": "It is switched off.",
      "security-monitoring": "Reads by the hour.",
    };
    expect(await kwanus(directory, ["propose", "capability", ...wordsOf(risky)])).toMatchObject({ exit: 0 });
    expect(read(directory, `${subject}/risk.yaml`).spec.entries[0]).toEqual({
      category: "security",
      risk: "None of the dates may leak.",
      inherent: { likelihood: 3, impact: 4 },
      mitigation: [
        { strategy: "permission-restriction", measure: "One: two" },
        { strategy: "suspension", measure: "Off" },
      ],
      residual: { likelihood: 1, impact: 4 },
      fallback: "It is switched off.",
      monitoring: "Reads by the hour.",
      owner: "dana",
      reviewBy: "2027-05-21",
    });
  });

  it("write nothing with --dry-run", async () => {
    const directory = await refusing();
    const told = await kwanus(directory, ["propose", "capability", "--dry-run", ...wordsOf(capability)]);
    expect(told).toMatchObject({ exit: 0, out: expect.stringContaining(`would write   ${subject}/proposal.yaml`) });
    expect(status(directory)).toEqual([]);
  });

  it("that are missing are all listed, with a command that works as it stands", async () => {
    const directory = await refusing();
    for (const words of [["application", "--partner", "cirrus"], ["capability"], ["tier"], ["integration"], []]) {
      const { exit, out, err } = await kwanus(directory, ["propose", ...words]);
      expect([exit, out], words.join()).toEqual([2, ""]);
      expect(err).toContain("  --technical-risk ");
      const example = /For example: kwanus (.*)$/m.exec(err)?.[1] ?? "";
      const complete = shellWords(example);
      if (words.length > 0)
        expect(await kwanus(directory, [...complete, "--dry-run"]), example).toMatchObject({ exit: 0 });
    }
    expect((await kwanus(directory, ["propose"])).err).toContain("CATEGORY");
    expect(status(directory)).toEqual([]);
  });

  it("say whose it is by an integration, or by the subject it replaces", () => {
    expect(givenAnswers({ integration: ["borealis/report-calendar"] }, null)["partner"]).toBe("borealis");
    expect(givenAnswers({ supersedes: "borealis/APP-0001" }, null)["partner"]).toBe("borealis");
    expect(givenAnswers({ supersedes: "governance/EXP-0001" }, null)["partner"]).toBeUndefined();
    expect(givenAnswers({ partner: "acme", supersedes: "borealis/APP-0001" }, null)["partner"]).toBe("acme");
  });

  it.each([
    [{ partner: "acm" }, 'Did you mean "acme"?'],
    [{ author: "Dana Doe" }, 'error: --author "Dana Doe" is not one word'],
    [{ permission: "read:report@own-users=Why" }, 'Did you mean "read:reports"?'],
    [{ permission: "write:*@own-users=Why" }, '"write:*" is no permission'],
    [{ permission: "read:reports" }, "is not of the form ID@SCOPE=WHY"],
    [{ capability: "export-tool=Why" }, 'Did you mean "export-tools"?'],
    [{ supersedes: "acme/APP-0002" }, 'Did you mean "acme/APP-0001"?'],
    [{ tier: "two" }, 'error: --tier "two" is not a whole number'],
    [{ change: "governance/policy.yaml" }, "--change has no place in a capability proposal"],
    [{ "business-justification": "Why." }, "--business-justification has no place in a capability proposal"],
    [{ migration: "Slowly." }, "exclude each other"],
    [{ "technical-risk": "none" }, "must say why there is none"],
    [{ "technical-inherent": "2x2" }, "does not go with a technical risk that is none"],
    [{ "remove-permission": "read:report" }, 'Did you mean "read:reports"?'],
  ])("that cannot be meant are refused: %j", async (more, words) => {
    const directory = await refusing();
    const told = await kwanus(directory, ["propose", "capability", ...wordsOf({ ...capability, ...more })]);
    expect(told).toMatchObject({ exit: 2, out: "", err: expect.stringContaining(words) });
    expect(status(directory)).toEqual([]);
  });

  it("that do not hold are shown as findings and not written, unless as a draft", async () => {
    const directory = await clone();
    const words = ["propose", "capability", ...wordsOf({ ...capability, description: "TBD" })];
    const told = await kwanus(directory, words);
    expect(told).toMatchObject({ exit: 1, out: expect.stringContaining("error[DOC009]") });
    expect(told.out).toContain(`--> ${subject}/proposal.yaml:`);
    expect(told.err).toContain("nothing was written");
    expect(status(directory)).toEqual([]);
    const draft = await kwanus(directory, [...words, "--draft"]);
    expect(draft).toMatchObject({ exit: 0, err: expect.stringMatching(/^to do {3}partners\/.*DOC009/m) });
    expect(status(directory)).toHaveLength(2);
  });

  it("leave alone what was wrong before, and refuse what only stands wrongly beside something else", async () => {
    const directory = await clone();
    write(directory, { "partners/borealis/partner.yaml": "kind: Partner\n" });
    const told = await kwanus(directory, ["propose", "capability", ...wordsOf(capability)]);
    expect(told).toMatchObject({ exit: 1, out: expect.stringContaining("error[POL006]") });
    expect(told.out).not.toContain("DOC004");
  });

  it("work on the protected branch, clean or not", async () => {
    const directory = await clone("main");
    expect(await kwanus(directory, ["propose", "capability", ...wordsOf(capability)])).toMatchObject({ exit: 0 });
    const next = await kwanus(directory, ["propose", "capability", ...wordsOf(capability)]);
    expect(next).toMatchObject({ exit: 0, out: expect.stringContaining("EXP-0002") });
  });

  it("name the branch to push, and make one on the protected branch", async () => {
    const words = ["propose", "capability", ...wordsOf(capability)];
    const own = await kwanus(await clone(), words);
    expect(own.err).not.toContain("git switch");
    expect(own.err).toContain("git push -u origin mine,");
    const { err } = await kwanus(await clone("main"), words);
    expect(err).toMatch(/git switch -c acme-EXP-0001\n[\s\S]*git push -u origin acme-EXP-0001,/);
  });

  it("say nothing new of a partner that is here", async () => {
    const words = wordsOf({ partner: "borealis", "partner-name": "Boreas", title: "x" });
    expect(await kwanus(await refusing(), ["propose", "application", ...words])).toMatchObject({
      exit: 2,
      err: expect.stringContaining("borealis is here already"),
    });
  });

  it("make a new partner with its application", async () => {
    const directory = await clone();
    const words = wordsOf({
      partner: "cirrus",
      author: "dana",
      "partner-name": "Cirrus",
      "legal-name": "Cirrus SARL",
      email: "tech@cirrus.example",
      title: "Dates",
      tier: "1",
      "business-justification": "Users see dates.",
      "technical-overview": "One call.",
      "security-overview": "One credential.",
      "compliance-overview": "Nothing is kept.",
      permission: "read:reports@own-users=Dates are all it shows",
      ...noRisks,
    });
    const told = await kwanus(directory, ["propose", "application", ...words]);
    expect(told.err).toContain("git add partners/cirrus/partner.yaml partners/cirrus/applications/APP-0001");
    expect(told).toMatchObject({ exit: 0, out: expect.stringContaining("wrote  partners/cirrus/partner.yaml") });
    expect(await kwanus(directory, ["validate"])).toMatchObject({ exit: 0 });
  });

  it("carry an edited governed file, named from where one stands", async () => {
    const directory = await clone();
    const path = join(directory, "governance/policy.yaml");
    const before = readFileSync(path, "utf8");
    writeFileSync(path, before.replace("value: P14D", "value: P21D"));
    expect(await kwanus(directory, ["validate"])).toMatchObject({ exit: 1 });
    const words = wordsOf({ author: "ada", ...texts, "migration-not-applicable": "Nothing moves.", ...noRisks });
    const told = await kwanus(join(directory, "governance"), [
      "propose",
      "governance",
      "--change",
      "policy.yaml",
      ...words,
    ]);
    expect(told).toMatchObject({ exit: 0, out: expect.stringContaining("put back  governance/policy.yaml") });
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(status(directory)).toEqual([
      "?? governance/proposals/EXP-0001/changes/governance/policy.yaml",
      "?? governance/proposals/EXP-0001/proposal.yaml",
      "?? governance/proposals/EXP-0001/risk.yaml",
    ]);
    expect(await kwanus(directory, ["validate"])).toMatchObject({ exit: 0 });
  });

  it("take an edit that was committed already out of the branch again, with the lines they end on", async () => {
    const directory = await clone();
    const path = join(directory, "governance/policy.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("value: P14D", "value: P21D"));
    git(directory, "commit", "--quiet", "--all", "--message", "Edit");
    const words = wordsOf({ author: "ada", ...texts, "migration-not-applicable": "Nothing moves.", ...noRisks });
    const { err } = await kwanus(directory, ["propose", "governance", ...words]);
    const [, paths = ""] = /git add (.*) && git commit/.exec(err) ?? [];
    git(directory, "add", ...paths.split(" "));
    git(directory, "commit", "--quiet", "--message", "File");
    expect(status(directory)).toEqual([]);
    expect(await kwanus(directory, ["validate"])).toMatchObject({ exit: 0 });
  });
});

it.each([
  ["2026-08-31", "2027-02-28"],
  ["2027-08-31", "2028-02-29"],
  ["2026-12-01", "2027-06-01"],
])("a risk taken on %s is looked at again by %s", (today, reviewBy) => {
  const filed = { category: "security", risk: "Dates leak." } as Parameters<typeof riskEntries>[1][number];
  expect(riskEntries({}, [filed], "dana", today)).toEqual([{ ...filed, owner: "dana", reviewBy }]);
});
