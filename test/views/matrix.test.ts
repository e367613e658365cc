// The word of a cell of the compatibility matrix: for each reason there is, and for several at once.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { fillTemplate } from "../../src/document/edit.ts";
import { type Model, memoOfProcess, readModel } from "../../src/model/model.ts";
import type { Axis } from "../../src/views/ground.ts";
import { type MatrixView, matrixOf } from "../../src/views/matrix.ts";
import { byWorst, inWords, type Verdict, worst } from "../../src/views/verdict.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { asOf, decided, sample, template, voted } from "../support/world.ts";

const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
const platform = "governance/platform.yaml";

let files: Files;
beforeAll(async () => {
  files = await sample();
});

const memo = memoOfProcess();
const modelOf = (over: Files): Promise<Model> => readModel(memorySnapshot(over), memo);

type Values = Readonly<Record<string, unknown>>;

/** The sample with fields of the manifest and of the platform set. */
function set(declared: Values, offered: Values = {}, over: Files = files): Files {
  return {
    ...over,
    [manifest]: fillTemplate(template("integration"), declared),
    [platform]: fillTemplate(template("platform"), offered),
  };
}

async function viewOf(over: Files, day = asOf, rows: Axis = "integration", columns: Axis = "os"): Promise<MatrixView> {
  return matrixOf(await modelOf(over), { rows, columns, partner: null, asOf: day });
}

/** Row by row, column by column, in words; `-` where nothing meets. */
function wordsOf({ lines, across, cells }: MatrixView): Record<string, Record<string, string>> {
  const row = (y: number) =>
    Object.fromEntries(
      across.map(({ value }, x) => {
        const cell = cells[y]?.[x] ?? null;
        return [value, cell === null ? "-" : `${inWords(cell)}${cell.of > 1 ? ` ${cell.count}/${cell.of}` : ""}`];
      }),
    );
  return Object.fromEntries(lines.map(({ value }, y) => [value, row(y)]));
}

/** The words for acme/score-insights on OS 1.0.0, 2.0.0 and 3.0.0. */
async function onEach(over: Files, day = asOf): Promise<string> {
  return Object.values(wordsOf(await viewOf(over, day))["acme/score-insights"] ?? {}).join(" · ");
}

const os = (at: number, field: string) => `/spec/os/${at}/lifecycle/${field}`;
const api = (at: number, field: string) => `/spec/apis/${at}/lifecycle/${field}`;
const runtime = (field: string) => `/spec/runtimes/0/lifecycle/${field}`;
const everyOs = { "/spec/compatibility/os": "*" };
const calls = (...versions: string[]) => ({
  "/spec/api/calls": versions.map((version) => ({
    api: "credit",
    version,
    operation: "GET /reports",
    permissions: ["read:reports"],
  })),
  "/spec/compatibility/apis": [{ id: "credit", versions }],
});

describe("the word of a manifest on an OS version", () => {
  // OS 1 speaks credit v1; OS 2 v1 and v2; OS 3 v2 and v3. v1 and OS 1 are deprecated and end on 2027-03-01.
  test.each<[string, Values, Values, string, string?]>([
    ["as declared", {}, {}, "fallback · ok · ok"],
    ["a blank fallback is none", { "/spec/compatibility/fallback": " " }, {}, "breaks · ok · ok"],
    ["a range of nothing the platform has", { "/spec/compatibility/os": ">=9" }, {}, "fallback · fallback · fallback"],
    ["what is no range declares nothing", { "/spec/compatibility/os": "all" }, {}, "fallback · untested · untested"],
    ["an OS to be released", {}, { [os(2, "released")]: "2026-11-22" }, "fallback · ok · untested"],
    ["an OS released today", {}, { [os(2, "released")]: asOf }, "fallback · ok · ok"],
    ["a deprecated OS", {}, { [os(2, "deprecated")]: asOf }, "fallback · ok · deprecated"],
    ["an OS that will end", {}, { [os(2, "endOfSupport")]: "2026-11-22" }, "fallback · ok · ends on 2026-11-22"],
    ["an OS that ends today", {}, { [os(2, "endOfSupport")]: asOf }, "fallback · ok · breaks"],
    [
      "outside its range the end of an OS is nothing to it",
      {},
      { [os(0, "endOfSupport")]: asOf },
      "fallback · ok · ok",
    ],
    ["an API that an OS does not speak", { ...everyOs }, {}, "fallback · ok · ok"],
    ["an API that goes", { ...everyOs, ...calls("v1") }, {}, "ends on 2027-03-01 · ends on 2027-03-01 · fallback"],
    ["the same a day later", { ...everyOs, ...calls("v1") }, {}, "breaks · breaks · fallback", "2027-03-01"],
    ["any of several versions will do", { ...everyOs, ...calls("v1", "v2") }, {}, "ends on 2027-03-01 · ok · ok"],
    ["a call in a version not declared", { "/spec/compatibility/apis": [] }, {}, "fallback · untested · untested"],
    ["a deprecated API", {}, { [api(1, "deprecated")]: "2026-01-01" }, "fallback · deprecated · deprecated"],
    ["an ended API has no fallback", {}, { [api(1, "endOfSupport")]: asOf }, "fallback · breaks · breaks"],
    ["an API without dates", {}, { "/spec/apis": [] }, "fallback · untested · untested"],
    ["an ended runtime", {}, { [runtime("endOfSupport")]: asOf }, "fallback · breaks · breaks"],
    [
      "a runtime that will end",
      {},
      { [runtime("endOfSupport")]: "2027-01-01" },
      "fallback · ends on 2027-01-01 · ends on 2027-01-01",
    ],
    ["a runtime out of range", { "/spec/compatibility/runtimes/0/range": "<3" }, {}, "fallback · fallback · fallback"],
    ["a runtime there is not", { "/spec/compatibility/runtimes/0/id": "wasm" }, {}, "fallback · fallback · fallback"],
    ["a runtime above the tier", { "/spec/compatibility/runtimes/0/id": "workflow" }, {}, "fallback · breaks · breaks"],
    ["alpha", { "/spec/maturity": "alpha" }, {}, "fallback · untested · untested"],
    ["what it rests on is not approved", { "/spec/restsOn": ["acme/EXP-0001"] }, {}, "fallback · untested · untested"],
    ["a permission not granted", { "/spec/permissions/0/id": "read:scores" }, {}, "fallback · breaks · breaks"],
    ["a refused surface", { "/spec/extension/surfaces": ["navigation"] }, {}, "fallback · breaks · breaks"],
    [
      "not tested is worse than ending",
      { ...everyOs, ...calls("v1"), "/spec/maturity": "alpha" },
      {},
      "untested · untested · fallback",
    ],
  ])("%s", async (_, declared, offered, expected, day) => {
    expect(await onEach(set(declared, offered), day)).toBe(expected);
  });

  test("follows its stage, and that of its partner", async () => {
    const moved = async (number: number, values: Values, voters: readonly string[]): Promise<Files> => {
      const id = `acme/LC-000${number}`;
      let next: Files = {
        ...files,
        [`oversight/${id.replace("/", "/lifecycle/")}/transition.yaml`]: fillTemplate(template("transition"), {
          "/metadata/id": id,
          ...Object.fromEntries(Object.entries(values).map(([field, value]) => [`/spec/${field}`, value])),
        }),
      };
      for (const person of voters) next = await voted(next, id, person);
      return decided(next, id);
    };
    const suspended = await moved(1, { to: "suspended", effective: asOf }, ["bo"]);
    expect(await onEach(suspended)).toBe("breaks until 2026-12-21 · breaks until 2026-12-21 · breaks until 2026-12-21");
    expect(await onEach(suspended, "2026-12-21")).toBe("fallback · ok · ok");
    const ending = { subject: "acme", to: "deprecation", effective: "2027-01-01", endOfSupport: "2027-12-01" };
    const leaving = await moved(1, ending, ["bo", "lee"]);
    expect(await onEach(leaving)).toBe("fallback · ends on 2027-12-01 · ends on 2027-12-01");
    expect(await onEach(leaving, "2027-12-01")).toBe("fallback · deprecated · deprecated");
  });
});

/** A second integration, which lives on credit v1. */
const two = (): Files => ({
  ...set({}),
  "partners/acme/integrations/other/manifest.yaml": fillTemplate(template("integration"), {
    "/metadata/id": "acme/other",
    ...everyOs,
    ...calls("v1"),
  }),
});

describe("a cell", () => {
  test("sums up to the worst word, with how many stand so", async () => {
    expect(wordsOf(await viewOf(two(), asOf, "tier", "os"))).toEqual({
      "tier 1": { "1.0.0": "fallback 1/2", "2.0.0": "ends on 2027-03-01 1/2", "3.0.0": "fallback 1/2" },
    });
  });

  test("speaks of the API in its heading, and of the OS versions a manifest is meant for", async () => {
    const both = set({ ...everyOs, ...calls("v1", "v2") });
    expect(wordsOf(await viewOf(both, asOf, "integration", "api"))["acme/score-insights"]).toMatchObject({
      "credit v1": "ends on 2027-03-01",
      "credit v2": "ok",
      "credit v3": "-",
    });
    expect(wordsOf(await viewOf(both, asOf, "os", "api"))).toMatchObject({
      "1.0.0": { "credit v1": "ends on 2027-03-01", "credit v2": "-" },
      "3.0.0": { "credit v1": "-", "credit v2": "ok" },
    });
  });

  test("holds components too, which have no tier", async () => {
    const view = await viewOf({ ...files, "components/credit-graph/manifest.yaml": template("component") });
    expect(view.lines[1]).toMatchObject({
      value: "credit-graph",
      details: ["1.0.0", "no", "component", "not approved"],
    });
    expect(wordsOf(view)["credit-graph"]).toEqual({ "1.0.0": "fallback", "2.0.0": "untested", "3.0.0": "untested" });
  });

  test("leaves out what speaks of another value of its axis", async () => {
    const workflow = { id: "workflow:run-score", justification: "x", scope: "own-users", reviewBy: "2027-01-01" };
    const held = [{ ...workflow, id: "read:reports" }, workflow];
    expect(wordsOf(await viewOf(set({ "/spec/permissions": held }), asOf, "permission", "partner"))).toEqual({
      read: { acme: "ok" },
      workflow: { acme: "breaks" },
    });
  });

  test("says where each line of its reasoning stands", async () => {
    const { cells } = await viewOf(set({}, { [os(2, "endOfSupport")]: asOf }));
    const places = cells[0]?.[2]?.standings[0]?.grounds[0]?.places();
    const lineOf = (path: string, text: string): number =>
      String(set({})[path])
        .split("\n")
        .findIndex((line) => line.includes(text)) + 1;
    expect(places).toEqual([
      { path: manifest, line: lineOf(manifest, 'os: ">=2.0.0"') },
      { path: platform, line: lineOf(platform, "version: 3.0.0") },
    ]);
  });
});

describe("laws", () => {
  test("the order of files and of what the platform lists does not matter", async () => {
    const rich = two();
    const spec = (await modelOf(rich)).platform?.value.spec;
    if (spec === undefined) throw new Error("no platform");
    const expected = wordsOf(await viewOf(rich, asOf, "integration", "api"));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(spec.os, { minLength: spec.os.length }),
        fc.shuffledSubarray(spec.apis, { minLength: spec.apis.length }),
        async (releases, apis) => {
          const over = {
            ...Object.fromEntries(Object.entries(rich).reverse()),
            [platform]: fillTemplate(template("platform"), { "/spec/os": releases, "/spec/apis": apis }),
          };
          const view = wordsOf(await viewOf(over, asOf, "integration", "api"));
          expect(JSON.stringify(view)).toBe(JSON.stringify(expected));
        },
      ),
      { numRuns: 8 },
    );
  });

  const verdict: fc.Arbitrary<Verdict> = fc.oneof(
    fc.constantFrom("fallback", "untested", "deprecated", "ok").map((word) => ({ word, day: null }) as Verdict),
    fc.constantFrom("2027-01-01", "2027-06-01").map((day) => ({ word: "ends", day }) as Verdict),
    fc.constantFrom("2027-01-01", "2027-06-01", null).map((day) => ({ word: "breaks", day }) as Verdict),
  );

  test("the worst of several is one of them, whatever their order", () => {
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1 }), (verdicts) => {
        const found = worst(verdicts);
        expect(verdicts).toContainEqual(found);
        expect(worst([...verdicts].reverse())).toEqual(found);
        expect(verdicts.every((other) => byWorst(found, other) <= 0)).toBe(true);
      }),
    );
  });

  test("what ends sooner and what breaks longer is worse", () => {
    const ends = (day: string): Verdict => ({ word: "ends", day });
    const breaks = (day: string | null): Verdict => ({ word: "breaks", day });
    expect(worst([ends("2027-06-01"), ends("2027-01-01")])).toEqual(ends("2027-01-01"));
    expect(worst([breaks("2027-01-01"), breaks("2027-06-01")])).toEqual(breaks("2027-06-01"));
    expect(worst([breaks("2027-06-01"), breaks(null)])).toEqual(breaks(null));
  });
});
