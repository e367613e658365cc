// When a checkpoint has passed: what its evidence shows on a day, under a policy, and after its version was signed off.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { Checkpoint, EvidenceFile } from "../../src/document/types.gen.ts";
import {
  checkpointsFor,
  checksOf,
  everyCheck,
  everyCheckpoint,
  formatsFor,
  isValidation,
} from "../../src/model/checkpoints.ts";
import { readModel } from "../../src/model/model.ts";
import { hasPassed, troublesOf } from "../../src/model/proofs.ts";
import { sha256Hex } from "../../src/trust/digest.ts";
import { edited } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { sample, template } from "../support/world.ts";

const folder = "partners/acme/integrations/score-insights";
const fixture = (name: string): string => readFileSync(join(import.meta.dirname, "../fixtures/evidence", name), "utf8");
const tests = `<testsuite name="panel" timestamp="2026-11-20T09:00:00Z" tests="1" failures="0" errors="0">
  <testcase name="stays inside its sandbox"/>
</testsuite>
`;

interface Shown extends Partial<EvidenceFile> {
  readonly content: string;
}

const scan: Shown = { content: fixture("osv-clean.json"), path: "evidence/osv.json", proves: ["vulnerability-scan"] };
const ran: Shown = {
  content: tests,
  path: "evidence/tests.xml",
  format: "junit",
  proves: ["permission-boundary", "sandbox-integrity", "data-access"],
};

function entryOf({ content, ...other }: Shown): EvidenceFile {
  const sha256 = `sha256:${sha256Hex(content)}`;
  const plain = { format: "osv", tool: null, produced: "2026-11-20", validUntil: "2026-12-20", says: "So." } as const;
  return { path: "evidence/x", sha256, proves: [], ...plain, ...other };
}

/** The sample with one checkpoint and its files. */
async function withCheckpoint(
  shown: readonly Shown[],
  spec: Partial<Checkpoint["spec"]> = {},
  name = "it",
): Promise<Files> {
  const value = {
    apiVersion: "kwanus/v1",
    kind: "Checkpoint",
    metadata: { id: `acme/score-insights/${name}`, title: "It" },
    spec: {
      subject: "acme/score-insights",
      version: "1.0.0",
      checkpoint: "security-validation",
      held: "2026-11-21",
      by: ["sal"],
      result: "passed",
      outcome: "So.",
      evidence: shown.map(entryOf),
      ...spec,
    },
  };
  const files = shown.map(({ path = "evidence/x", content }) => [`${folder}/${path}`, content] as const);
  return {
    ...(await sample()),
    ...Object.fromEntries(files),
    [`${folder}/checkpoints/${name}.yaml`]: stringify(value),
  };
}

/** What keeps it from having passed: `unproven /spec/result`. */
async function troubles(files: Files, asOf = "2026-11-21", name = "it"): Promise<string[]> {
  const model = await readModel(memorySnapshot(files));
  const held = model.checkpoints.get(`acme/score-insights/${name}`);
  if (held === undefined) throw new Error("no checkpoint");
  const found = troublesOf(held, model, asOf);
  expect(hasPassed(held, model, asOf)).toBe(found.length === 0 && held.value.spec.result === "passed");
  return found.map(({ what, at }) => `${what} ${at}`);
}

describe("a validation that says passed", () => {
  it("has passed where every check is shown", async () => {
    const files = await withCheckpoint([scan, ran]);
    expect(await troubles(files)).toEqual([]);
    expect(await troubles(files, "2026-12-20")).toEqual([]);
    expect(await troubles(files, "2026-12-21")).toEqual([
      "expired /spec/evidence/0/validUntil",
      "expired /spec/evidence/1/validUntil",
    ]);
  });

  it.each<[string, readonly Shown[], string[]]>([
    ["a check that nothing shows", [scan], ["unproven /spec/result"]],
    [
      "a scanner that shows a sandbox",
      [{ ...scan, proves: ["vulnerability-scan", "sandbox-integrity"] }, ran],
      ["unproven /spec/evidence/0/proves/1"],
    ],
    [
      "a failed scan that is called a document",
      [{ ...scan, content: fixture("osv-found.json"), format: "document" }, ran],
      ["unproven /spec/evidence/0/path"],
    ],
    [
      "a file that is called a report",
      [{ ...scan, content: "Nothing found.\n" }, ran],
      ["unproven /spec/evidence/0/path"],
    ],
    [
      "a document where a tool is asked for",
      [{ ...scan, content: "Nothing found.\n", format: "document" }, ran],
      ["unproven /spec/evidence/0/proves/0"],
    ],
    [
      "a scan of another version",
      [{ ...scan, content: fixture("cyclonedx-other-version.json") }, ran],
      ["unproven /spec/evidence/0/path"],
    ],
    [
      "a validity beyond the policy's",
      [{ ...scan, produced: "2026-10-01", validUntil: "2027-10-01" }, ran],
      ["expired /spec/evidence/0/produced"],
    ],
    [
      "an age that the report contradicts",
      [scan, { ...ran, content: tests.replace("2026-11-20T", "2026-10-01T") }],
      ["expired /spec/evidence/1/produced"],
    ],
    ["a report from the future", [{ ...scan, produced: "2026-11-22" }, ran], ["expired /spec/evidence/0/produced"]],
    ["another digest", [{ ...scan, sha256: `sha256:${"0".repeat(64)}` }, ran], ["altered /spec/evidence/0/sha256"]],
  ])("has not with %s", async (_, shown, expected) => {
    expect(await troubles(await withCheckpoint(shown))).toEqual(expected);
    const other = await withCheckpoint(shown, { result: "inconclusive" });
    expect((await troubles(other)).filter((trouble) => !trouble.startsWith("altered"))).toEqual([]);
  });

  it("has not without the file", async () => {
    const { [`${folder}/evidence/osv.json`]: _, ...files } = await withCheckpoint([scan, ran]);
    expect(await troubles(files as Files)).toEqual(["missing /spec/evidence/0/path"]);
  });

  it("is held against the policy, and against P30D and medium where that says nothing", async () => {
    const files = await withCheckpoint([{ ...scan, content: fixture("osv-found.json") }, ran]);
    const policy = "governance/policy.yaml";
    const without = edited(files, policy, { "/spec/evidence": undefined });
    expect(await troubles(without)).toEqual(["unproven /spec/evidence/0/path"]);
    expect(await troubles(edited(files, policy, { "/spec/evidence/failsFrom/value": "critical" }))).toEqual([]);
    const short = edited(await withCheckpoint([scan, ran]), policy, { "/spec/evidence/validity/value": "P1D" });
    expect(await troubles(short)).toEqual([]);
    expect(await troubles(short, "2026-11-22")).toHaveLength(2);
  });

  it("knows its software by the names that it gives", async () => {
    const about = fixture("sarif-clean.sarif");
    const shown: Shown[] = [{ ...scan, content: about, format: "sarif" }, ran];
    expect(await troubles(await withCheckpoint(shown))).toEqual(["unproven /spec/evidence/0/path"]);
    const software = ["https://git.example/acme/score-insights"];
    expect(await troubles(await withCheckpoint(shown, { software }))).toEqual([]);
  });

  it("may leave out what does not arise", async () => {
    const papers: Shown = {
      content: "# Migration\n",
      path: "docs/migration.md",
      format: "document",
      proves: ["compatibility-matrix-update", "fallback-behavior", "migration-guides", "versioned-rollout"],
    };
    const validated: Shown = { ...ran, proves: ["permission-boundary", "api-contract"] };
    const spec = { checkpoint: "compatibility-validation" } as const;
    expect(await troubles(await withCheckpoint([papers, validated], spec))).toEqual(["unproven /spec/result"]);
    const notApplicable = [{ check: "workflow-compatibility", reason: "It has no workflow." }] as const;
    expect(
      await troubles(await withCheckpoint([papers, validated], { ...spec, notApplicable: [...notApplicable] })),
    ).toEqual([]);
  });
});

describe("age", () => {
  const release = `${folder}/releases/1.0.0/release.yaml`;
  const late = "2027-06-01";

  it("matters no more once the version is signed off, and digests still do", async () => {
    const files = { ...(await withCheckpoint([scan, ran])), [release]: template("release") };
    expect(await troubles(files, late)).toHaveLength(2);
    const decided = readFileSync(join(import.meta.dirname, "../schemas/decision/valid/example.yaml"), "utf8");
    const decision = `${folder}/releases/1.0.0/decisions/sign-off.yaml`;
    const signed: Files = { ...files, [decision]: decided };
    expect(await troubles(signed, late)).toEqual([]);
    const refused = decided.replace("outcome: approved", "outcome: rejected");
    expect(await troubles({ ...files, [decision]: refused }, late)).toHaveLength(2);
    expect(await troubles({ ...signed, [`${folder}/evidence/osv.json`]: "{}" }, late)).toEqual([
      "altered /spec/evidence/0/sha256",
    ]);
    const next = edited(signed, `${folder}/checkpoints/it.yaml`, { "/spec/version": "1.1.0" });
    expect(await troubles(next, late)).toHaveLength(2);
  });

  it("matters for the last checkpoint of its sort and version", async () => {
    const later = await withCheckpoint([scan, ran], { held: "2026-11-22" }, "it-2");
    const files = { ...(await withCheckpoint([scan, ran])), ...later };
    expect(await troubles(files, late)).toEqual([]);
    expect(await troubles(files, late, "it-2")).toHaveLength(2);
  });
});

describe("the checkpoints", () => {
  it("and their checks are those that the schema names", () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../schemas/checkpoint.schema.json"), "utf8"));
    expect([...everyCheckpoint].sort()).toEqual([...schema.properties.spec.properties.checkpoint.enum].sort());
    expect([...everyCheck].sort()).toEqual([...schema.$defs.evidenceFile.properties.proves.items.enum].sort());
  });

  it("differ in one review and one validation between the two playbooks", () => {
    const [integration, component] = [checkpointsFor("acme/x"), checkpointsFor("x")];
    const only = (ours: readonly string[], others: readonly string[]) => ours.filter((one) => !others.includes(one));
    expect(only(integration, component)).toEqual(["workflow-review", "workflow-validation"]);
    expect(only(component, integration)).toEqual(["lifecycle-review", "performance-validation"]);
    for (const names of [integration, component]) {
      expect(names.filter(isValidation)).toHaveLength(4);
      expect(names.filter((name) => !isValidation(name))).toHaveLength(5);
    }
  });

  it("consist of checks that something can show, reviews of none", () => {
    for (const id of ["acme/x", "x"])
      for (const name of checkpointsFor(id)) {
        expect(checksOf(name, id).length > 0).toBe(isValidation(name));
        for (const check of checksOf(name, id)) expect(formatsFor(check).length).toBeGreaterThan(0);
      }
  });
});
