// What must hold whatever the files are.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { check } from "../src/check.ts";
import { Failure } from "../src/failure.ts";
import { memoOfProcess } from "../src/model/model.ts";
import type { Snapshot } from "../src/snapshot.ts";
import { edited, found, landingOf, proposing, refusals, revoked, textOf } from "./support/landings.ts";
import { type Files, memorySnapshot } from "./support/memory.ts";
import { asOf, decided, landed, people, sample, voted } from "./support/world.ts";

const subject = "borealis/APP-0001";
const folder = "partners/borealis/applications/APP-0001";
const policy = "governance/policy.yaml";

let files: Files;
/** The sample with one of everything: open proposal that carries files, ballots, a revocation, defects. */
let rich: Files;

beforeAll(async () => {
  files = await sample();
  const carrying = proposing(files, "governance/EXP-0001", {
    [policy]: textOf(files, policy),
    "governance/permissions.yaml": textOf(files, "governance/permissions.yaml"),
    "governance/people/tom.yaml": null,
  });
  const voting = await voted(await voted(carrying, subject, "bo"), subject, "lee");
  rich = revoked(voting, "ada", { by: "bo", state: "compromised" });
});

/** A snapshot that lists its files in another order. */
function shuffled(snapshot: Snapshot, seed: readonly number[]): Snapshot {
  const entries = [...snapshot.files].map((entry, at) => ({ entry, key: seed[at % seed.length] ?? 0 }));
  return { ...snapshot, files: new Map(entries.sort((a, b) => a.key - b.key).map(({ entry }) => entry)) };
}

describe("laws", () => {
  it("file order does not matter", async () => {
    const head = edited(
      { ...rich, "partners/acme/Partner.yaml": "x", "partners/acme/x.yml": "y" },
      `${folder}/application.yaml`,
      {
        "/metadata/authors": ["lee"],
      },
    );
    const verdict = async (seed: readonly number[]) => {
      const before = shuffled(landed(files), seed);
      return (await check({ base: before, mergeBase: before, head: shuffled(memorySnapshot(head), seed), asOf }))
        .report;
    };
    const expected = await verdict([0]);
    expect(expected.findings.length).toBeGreaterThan(2);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer(), { minLength: 40, maxLength: 60 }), async (seed) => {
        expect(await verdict(seed)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  it("an unrelated document changes no finding", async () => {
    const head = edited(files, `${folder}/application.yaml`, { "/spec/requestedCapabilities/0/id": "raw-data-access" });
    const expected = await found(files, head);
    expect(expected.length).toBeGreaterThan(0);
    const unrelated = fc.constantFrom(
      `${folder}/attachments/a.txt`,
      "partners/borealis/integrations/other/docs/a.md",
      "docs/a.md",
      "reports/a.md",
    );
    await fc.assert(
      fc.asyncProperty(unrelated, fc.string(), async (path, text) => {
        expect(await found({ ...files, [path]: text }, { ...head, [path]: text })).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it("no bytes make check throw", async () => {
    const paths = [
      ...Object.keys(rich),
      "governance/people/zed.yaml",
      "governance/revocations/bo.1.yaml",
      "governance/proposals/EXP-0001/changes/governance/platform.yaml",
      `${folder}/withdrawal.yaml`,
      `${folder}/decisions/decision.yaml`,
      "components/credit-graph/proposals/EXP-0001/proposal.yaml",
    ];
    const mutation = fc.oneof(
      fc.record({ how: fc.constant("bytes" as const), bytes: fc.uint8Array({ maxLength: 200 }) }),
      fc.record({ how: fc.constant("flip" as const), at: fc.nat(), to: fc.nat(255) }),
      fc.record({ how: fc.constant("cut" as const), at: fc.nat(), length: fc.nat(300) }),
      fc.record({ how: fc.constant("line" as const), at: fc.nat(), from: fc.nat() }),
      fc.record({ how: fc.constant("other" as const), path: fc.nat() }),
      fc.record({
        how: fc.constant("value" as const),
        at: fc.nat(),
        value: fc.constantFrom("null", "[]", "{}", "-1", '""', "1e9", "[[]]", "__proto__", "constructor"),
      }),
    );
    const where = fc.constantFrom("base" as const, "head" as const, "both" as const);
    await fc.assert(
      fc.asyncProperty(fc.nat(), mutation, where, async (index, change, side) => {
        const path = paths[index % paths.length] ?? policy;
        const mutated = { ...rich, [path]: mutate(rich[path] ?? "", change) };
        const base = landed(side === "head" ? rich : mutated);
        const head = memorySnapshot(side === "base" ? rich : mutated);
        try {
          await check({ base, mergeBase: base, head, asOf, memo });
        } catch (error) {
          // Nothing can be judged by a policy that cannot be read, and that is said.
          expect(error).toBeInstanceOf(Failure);
          expect([(error as Failure).code, path, side]).toEqual([
            "policy-unreadable",
            policy,
            expect.not.stringMatching("head"),
          ]);
        }
      }),
      { numRuns: 150 },
    );

    type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;
    function mutate(content: string | Uint8Array, change: Mutation): Uint8Array {
      const bytes = Buffer.from(typeof content === "string" ? content : Buffer.from(content));
      const lines = bytes.toString("utf8").split("\n");
      switch (change.how) {
        case "bytes":
          return change.bytes;
        case "flip":
          return bytes.length === 0
            ? bytes
            : bytes.fill(change.to, change.at % bytes.length, (change.at % bytes.length) + 1);
        case "cut":
          return Buffer.concat([
            bytes.subarray(0, change.at % (bytes.length + 1)),
            bytes.subarray((change.at % (bytes.length + 1)) + change.length),
          ]);
        case "line":
          lines.splice(change.at % lines.length, 0, lines[change.from % lines.length] ?? "");
          return Buffer.from(lines.join("\n"));
        case "other":
          return Buffer.from(rich[paths[change.path % paths.length] ?? policy] ?? "");
        case "value": {
          const at = change.at % lines.length;
          lines[at] = (lines[at] ?? "").replace(/: .*$/, `: ${change.value}`);
          return Buffer.from(lines.join("\n"));
        }
      }
    }
  });

  it("one flipped bit in a ballot or its signature, and it does not count", async () => {
    const head = await voted(files, subject, "bo");
    const path = `${folder}/ballots/decision/sco.bo.1.yaml`;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(path, `${path}.sig`), fc.nat(), fc.nat(7), async (file, at, bit) => {
        const bytes = Buffer.from(textOf(head, file));
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
        const { tree, tallyOf } = await landingOf(files, { ...head, [file]: bytes });
        const filed = tree.subjects.get(subject);
        const tally = filed === undefined ? null : tallyOf(filed);
        expect(tally?.judged.map(({ verdict }) => verdict.is)).toEqual(["refused"]);
        expect(tally?.bodies.every(({ cast }) => cast.length === 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("what kwanus writes, check accepts: ballots in any order, any number, and the decision they come to", async () => {
    const choice = fc.constantFrom("approve" as const, "reject" as const, "abstain" as const, "retract" as const);
    const casts = fc.array(fc.record({ person: fc.constantFrom(...people), choice }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(casts, async (cast) => {
        let head = files;
        for (const { person, choice } of cast) {
          const has = Object.keys(head).some((path) => path.startsWith(folder) && path.includes(`.${person}.`));
          if (choice === "retract" && !has) continue;
          head = await voted(head, subject, person, { choice, reason: choice === "approve" ? null : "So." });
        }
        const next = await decided(head, subject).catch((error) => {
          expect((error as Failure).code).toBe("undecided");
          return head;
        });
        expect(await refusals(files, next)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

const memo = memoOfProcess();
