// Filing: what is written holds, stands where it must, and says what was answered.

import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Filing, propose } from "../../src/acts/propose.ts";
import { type Category, categories, questionsOf } from "../../src/acts/questions.ts";
import { check } from "../../src/check.ts";
import { keysOf } from "../../src/document/pointer.ts";
import type { Proposal, RiskAssessment } from "../../src/document/types.gen.ts";
import { Failure } from "../../src/failure.ts";
import { overlaid } from "../../src/landing/overlay.ts";
import type { Snapshot } from "../../src/snapshot.ts";
import { sha256Hex } from "../../src/trust/digest.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { applied, approvedByAll, asOf, decided, landed, sample, template } from "../support/world.ts";

const templates = Object.fromEntries(
  ["application", ...categories.slice(1).map((category) => `proposal-${category}`), "risk", "partner"].map((name) => [
    name,
    template(name),
  ]),
);

/** The filing a template itself would be the answer to. */
function templateFiling(category: Category, more: Partial<Filing> = {}): Filing {
  const value = parse(template(category === "application" ? category : `proposal-${category}`)) as Proposal;
  const risk = parse(template("risk")) as RiskAssessment;
  const { spec, metadata } = value;
  const at = (pointer: string) =>
    keysOf(pointer).reduce((node, key) => (node as Record<string, unknown>)[key], value as unknown);
  return {
    category,
    namespace: category === "governance" ? "governance" : "acme",
    authors: metadata.authors ?? [],
    texts: Object.fromEntries(questionsOf(category).map((question) => [question.name, String(at(question.at))])),
    tier: category === "integration" ? 1 : (spec.requestedTier ?? null),
    permissions: category === "integration" ? [] : (spec.requestedPermissions ?? []),
    capabilities: category === "integration" ? [] : (spec.requestedCapabilities ?? []),
    removes: spec.removes ?? null,
    integrations: spec.integrations ?? [],
    migration: spec.migrationPlan ?? null,
    supersedes: null,
    risks: risk.spec.entries,
    partner: null,
    ratifies: [],
    also: {},
    ...more,
  };
}

interface Setting {
  readonly base?: Files;
  readonly head?: Files | Snapshot;
  readonly paths?: readonly string[];
  /** Where the branch parted from the base; the base itself by default. */
  readonly parted?: Files;
}

async function filing(what: Filing, { base, head, paths = [], parted }: Setting = {}) {
  const before = landed(base ?? (await sample()));
  const tree = head === undefined ? before : "bytes" in head ? (head as Snapshot) : memorySnapshot(head as Files);
  const inputs = { base: before, mergeBase: parted === undefined ? before : memorySnapshot(parted), head: tree, asOf };
  const { landing, report } = await check(inputs);
  const proposed = await propose({ filing: what, templates, landing, today: asOf, paths });
  const after = await check({ ...inputs, head: await overlaid(tree, proposed.change.files, before) });
  const files = Object.fromEntries(
    proposed.change.files.map(({ path, content }) => [path, content && Buffer.from(content).toString()]),
  );
  return { ...proposed, files, before: report, after };
}

async function refused(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => Promise.reject(new Error("it was not refused")),
    (error) => {
      if (error instanceof Failure) return error;
      throw error;
    },
  );
}

const newcomer = { name: "Cirrus", legalName: "Cirrus SARL", email: "tech@cirrus.example" };

/** A filing of each category that the sample lets through. */
async function each(): Promise<[Category, Filing, Setting][]> {
  const files = await sample();
  const policy = String(files["governance/policy.yaml"]).replace("value: P14D", "value: P21D");
  return [
    ["application", templateFiling("application", { namespace: "cirrus", partner: newcomer }), {}],
    ["capability", templateFiling("capability"), {}],
    ["tier", templateFiling("tier"), {}],
    ["integration", templateFiling("integration"), {}],
    ["governance", templateFiling("governance"), { head: { ...files, "governance/policy.yaml": policy } }],
  ];
}

describe("a filing", () => {
  it("adds no finding, whatever its category", async () => {
    const seen: string[] = [];
    for (const [category, what, setting] of await each()) {
      const { after } = await filing(what, setting);
      expect(after.report.findings, category).toEqual([]);
      seen.push(category);
    }
    expect(seen).toEqual([...categories]);
  });

  it("is shown to be wrong where an answer is", async () => {
    const { after } = await filing(templateFiling("capability", { tier: 2 }));
    expect(after.report.findings.map(({ rule }) => rule)).toEqual(["PRO002"]);
  });

  it("says what was answered, with the template's comments", async () => {
    const what = templateFiling("tier", {
      permissions: [
        { id: "workflow:run-score", justification: "One.", scope: "own-users" },
        { id: "workflow:notify", justification: "Two.", scope: "own-users" },
      ],
      capabilities: [],
      texts: { ...templateFiling("tier").texts, description: "Line one.\nLine two: #2" },
      also: { "/metadata/labels": { team: "insights" } },
    });
    const { files, id, directory } = await filing(what);
    const text = files["partners/acme/proposals/EXP-0001/proposal.yaml"] ?? "";
    expect([id, directory]).toEqual(["acme/EXP-0001", "partners/acme/proposals/EXP-0001"]);
    const { metadata, spec } = parse(text) as Proposal;
    expect(metadata).toEqual({ id, title: what.texts["title"], authors: ["dana"], labels: { team: "insights" } });
    expect(spec).toMatchObject({
      category: "tier",
      filed: asOf,
      description: "Line one.\nLine two: #2",
      requestedPermissions: what.permissions,
      requestedCapabilities: [],
      migrationPlan: what.migration,
    });
    expect(text).toContain("# Why, and for whom.");
  });

  it("explains the fields of a risk, and leaves nothing of the template's risks behind", async () => {
    const [risk] = templateFiling("tier").risks;
    const none = (category: "technical" | "compliance" | "ecosystem") => ({ category, none: "Nothing can." });
    const risks = [none("technical"), { ...risk, risk: "Scores come late." }, none("compliance")] as Filing["risks"];
    const { files } = await filing(templateFiling("tier", { risks }));
    const text = files["partners/acme/proposals/EXP-0001/risk.yaml"] ?? "";
    expect((parse(text) as RiskAssessment).spec).toEqual({
      subject: "acme/EXP-0001",
      entries: [risks[1], risks[0], risks[2]],
    });
    expect(text).toContain("# How it would be noticed.");
    const onlyNone = await filing(templateFiling("tier", { risks: [none("technical")] }));
    expect(parse(onlyNone.files["partners/acme/proposals/EXP-0001/risk.yaml"] ?? "").spec.entries).toEqual([
      none("technical"),
    ]);
  });

  it("names the schema from where it stands", async () => {
    const { files } = await filing(templateFiling("application", { namespace: "cirrus", partner: newcomer }));
    expect(Object.entries(files).map(([path, text]) => [path, text?.split("\n")[0]])).toEqual([
      ["partners/cirrus/partner.yaml", "# yaml-language-server: $schema=../../.kwanus/schemas/partner.schema.json"],
      [
        "partners/cirrus/applications/APP-0001/application.yaml",
        "# yaml-language-server: $schema=../../../../.kwanus/schemas/application.schema.json",
      ],
      [
        "partners/cirrus/applications/APP-0001/risk.yaml",
        "# yaml-language-server: $schema=../../../../.kwanus/schemas/risk-assessment.schema.json",
      ],
    ]);
    expect(parse(files["partners/cirrus/partner.yaml"] ?? "")).toMatchObject({
      metadata: { id: "cirrus", title: "Cirrus" },
      spec: { legalName: "Cirrus SARL", contacts: [{ role: "technical", email: "tech@cirrus.example" }] },
    });
  });

  it("takes the number after the highest of base and working tree, per kind and namespace", async () => {
    const files = await sample();
    const tree = {
      ...files,
      "partners/acme/proposals/EXP-0007/proposal.yaml": "a: 1\n",
      "partners/borealis/proposals/EXP-0009/proposal.yaml": "a: 1\n",
    };
    expect((await filing(templateFiling("tier"), { head: tree })).id).toBe("acme/EXP-0008");
    const { "partners/borealis/applications/APP-0001/application.yaml": _, ...less } = files;
    const again = templateFiling("application", { namespace: "borealis" });
    expect((await filing(again, { base: files, head: less })).id).toBe("borealis/APP-0002");
  });
});

describe("who may file", () => {
  it.each([
    ["tier", "acm", 'there is no partner "acm"', 'Did you mean "acme"?'],
    ["tier", "zzz", 'there is no partner "zzz"', "kwanus propose application --partner zzz"],
    ["tier", "borealis", "borealis has no tier yet", "borealis/APP-0001 has to be approved first"],
    ["application", "acme", "acme has tier 1 already", "kwanus propose tier --partner acme"],
    ["application", "zzz", 'there is no partner "zzz"', "--partner-name, --legal-name and --email"],
    ["application", "governance", "reserved", "Reserved are"],
    ["application", "../x", "cannot be a partner's name", "lower-case"],
  ] as const)("%s for %s: %s", async (category, namespace, message, help) => {
    const failure = await refused(filing(templateFiling(category, { namespace })));
    expect(failure.kind).toBe("usage");
    expect(failure.message).toContain(message);
    expect(failure.help).toContain(help);
  });
});

describe("a governance proposal", () => {
  const what = templateFiling("governance");
  const zoe = template("person").replaceAll("bo", "zoe").replace("Bo", "Zoe").replace("1002", "1099");

  it("carries what was edited, added and deleted, and puts the base back", async () => {
    const files = await sample();
    const edited = String(files["governance/policy.yaml"]).replace("value: P14D", "value: P21D");
    const { "governance/platform.yaml": platform, ...rest } = files;
    const head = {
      ...rest,
      "governance/policy.yaml": edited,
      "governance/people/zoe.yaml": zoe,
      "README.md": "free\n",
    };
    const { change, files: written, after } = await filing(what, { head });
    const changes = "governance/proposals/EXP-0001/changes";
    expect(written).toEqual({
      "governance/proposals/EXP-0001/proposal.yaml": expect.any(String),
      "governance/proposals/EXP-0001/risk.yaml": expect.any(String),
      [`${changes}/governance/people/zoe.yaml`]: zoe,
      "governance/people/zoe.yaml": null,
      "governance/platform.yaml": platform,
      [`${changes}/governance/policy.yaml`]: edited,
      "governance/policy.yaml": files["governance/policy.yaml"],
    });
    const { spec } = parse(written["governance/proposals/EXP-0001/proposal.yaml"] ?? "") as Proposal;
    const digest = (path: string) => `sha256:${sha256Hex(files[path] ?? "")}`;
    expect(spec.changes).toEqual([
      { path: "governance/people/zoe.yaml", before: null },
      { path: "governance/platform.yaml", before: digest("governance/platform.yaml"), delete: true },
      { path: "governance/policy.yaml", before: digest("governance/policy.yaml") },
    ]);
    expect(after.report.findings).toEqual([]);
    expect(after.landing.deltas.map(({ path }) => path)).not.toContain("governance/policy.yaml");

    // What it carries can be decided, and lands.
    const base = applied(files, change);
    const done = await decided(await approvedByAll(base, "governance/EXP-0001"), "governance/EXP-0001");
    expect(String(done["governance/policy.yaml"])).toBe(edited);
  });

  it("takes only the paths that are named", async () => {
    const files = await sample();
    const head = { ...files, "governance/policy.yaml": "changed: 1\n", "governance/people/zoe.yaml": zoe };
    const { files: written } = await filing(what, { head, paths: ["governance/people/zoe.yaml"] });
    expect(Object.keys(written)).not.toContain("governance/policy.yaml");
    const failure = await refused(filing(what, { head, paths: ["governance/platform.yaml"] }));
    expect(failure.message).toBe("governance/platform.yaml does not differ from main@6e1c0d2");
  });

  it("does not undo what the base changed meanwhile, and leaves alone what only the base changed", async () => {
    const parted = await sample();
    const path = "governance/policy.yaml";
    const edited = (value: string) => String(parted[path]).replace("value: P14D", `value: ${value}`);
    const base = { ...parted, [path]: edited("P15D") };
    const both = await refused(filing(what, { parted, base, head: { ...parted, [path]: edited("P21D") } }));
    expect(both.code).toBe("changed-on-both-sides");
    const { files } = await filing(what, { parted, base, head: { ...parted, "governance/people/zoe.yaml": zoe } });
    expect(Object.keys(files)).not.toContain(path);
  });

  it("is refused where there is nothing to carry, or nobody to decide", async () => {
    expect((await refused(filing(what))).code).toBe("nothing-to-carry");
    const base = { "kwanus.yaml": template("repository"), "governance/policy.yaml": template("policy") };
    const failure = await refused(filing(what, { base, head: { ...base, "governance/people/zoe.yaml": zoe } }));
    expect(failure.code).toBe("no-root");
  });

  it.each([
    ["100755", "is marked executable"],
    ["120000", "is a symbolic link"],
  ] as const)("carries no file of mode %s", async (mode, words) => {
    const files = await sample();
    const plain = memorySnapshot({ ...files, "governance/people/zoe.yaml": zoe });
    const path = "governance/people/zoe.yaml";
    const entry = plain.files.get(path);
    if (entry === undefined) throw new Error("no entry");
    const head = { ...plain, files: new Map([...plain.files, [path, { ...entry, mode }]]) };
    const failure = await refused(filing(what, { head }));
    expect(failure.kind).toBe("refused");
    expect(failure.message).toContain(words);
  });
});
