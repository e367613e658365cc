// What would break if something ended: the same that breaks once it does, and lawful from the very day the rules allow.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { readWishes } from "../../src/cli/wishes.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import type { Failure } from "../../src/failure.ts";
import { dayAfter, daysBetween } from "../../src/model/calendar.ts";
import { type Model, memoOfProcess, readModel } from "../../src/model/model.ts";
import cmp007 from "../../src/rules/compatibility/CMP007-compatibility-window-too-short.ts";
import lif003 from "../../src/rules/lifecycle/LIF003-window-too-short.ts";
import { matrixOf } from "../../src/views/matrix.ts";
import { thingsOf } from "../../src/views/things.ts";
import { inWords } from "../../src/views/verdict.ts";
import { type WhatIfView, whatIf } from "../../src/views/what-if.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { asOf, decided, sample, template, voted } from "../support/world.ts";

const platform = "governance/platform.yaml";
const memo = memoOfProcess();
const modelOf = (over: Files): Promise<Model> => readModel(memorySnapshot(over), memo);

let files: Files;
let model: Model;
beforeAll(async () => {
  files = {
    ...(await sample()),
    // A second integration lives on credit v1, wherever that is spoken.
    "partners/acme/integrations/other/manifest.yaml": fillTemplate(template("integration"), {
      "/metadata/id": "acme/other",
      "/spec/compatibility/os": "*",
      "/spec/compatibility/apis/0/versions": ["v1"],
      "/spec/api/calls/0/version": "v1",
    }),
  };
  model = await modelOf(files);
});

const asked = (...words: readonly string[]): WhatIfView => whatIf(model, readWishes(words, thingsOf(model)), asOf);

/** Manifest, OS version and word of every standing on a day. */
function wordsOn(of: Model, day: string): Map<string, string> {
  const { cells } = matrixOf(of, { rows: "integration", columns: "os", partner: null, asOf: day });
  const standings = cells.flat().flatMap((cell) => cell?.standings ?? []);
  return new Map(standings.map((standing) => [`${standing.manifest} ${standing.os}`, inWords(standing)]));
}

/** The words of a day, with what a wish would change. */
function changed(view: WhatIfView): Map<string, string> {
  const words = wordsOn(model, view.day);
  for (const { manifest, steps } of view.losses)
    for (const { os, from, to } of steps)
      for (const version of os) {
        expect(words.get(`${manifest} ${version}`)).toBe(inWords(from));
        words.set(`${manifest} ${version}`, inWords(to));
      }
  return words;
}

/** The sample with the dates of one entry of the platform. */
const dates = (at: string, lifecycle: object): Files => ({
  ...files,
  [platform]: fillTemplate(files[platform] as string, { [`${at}/lifecycle`]: lifecycle }),
});

describe("a wish about the platform", () => {
  test("changes what a platform that says so would change", async () => {
    const things = [...thingsOf(model).values()].filter((thing) => "release" in thing);
    expect(things.length).toBeGreaterThan(9);
    const day = fc.integer({ min: 0, max: 900 }).map((days) => dayAfter(asOf, `P${days}D`));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...things),
        day,
        fc.constantFrom("end", "deprecate"),
        async (thing, day, verb) => {
          const view = asked(verb, thing.word, day);
          const [law] = view.laws;
          if (law?.lifecycle == null) throw new Error("no dates");
          expect(verb === "end" ? law.lifecycle.endOfSupport : law.lifecycle.deprecated).toBe(day);
          expect(changed(view)).toEqual(wordsOn(await modelOf(dates(thing.release.at, law.lifecycle)), day));
        },
      ),
      { numRuns: 25 },
    );
  });

  test("leaves the model as it is, and changes nothing where nothing is wished that is not so", () => {
    const before = JSON.stringify(model.platform?.value);
    expect(asked("end", "api:credit@v1", "2027-03-01").losses).toEqual([]);
    expect(asked("end", "api:ledger@v1", "2028-01-01").losses).toEqual([]);
    expect(JSON.stringify(model.platform?.value)).toBe(before);
  });

  test("is lawful from the first day that CMP007 allows", async () => {
    const breaches = async (at: string, lifecycle: object): Promise<number> => {
      const next = await modelOf(dates(at, lifecycle));
      return [...cmp007.check(next)].length;
    };
    let tried = 0;
    for (const thing of thingsOf(model).values()) {
      if (!("release" in thing)) continue;
      const [law] = asked("end", thing.word, "2099-01-01").laws;
      const earliest = law?.earliest ?? "";
      const { at } = thing.release;
      expect(await breaches(at, { ...law?.lifecycle, endOfSupport: earliest }), thing.word).toBe(0);
      expect(asked("end", thing.word, earliest).laws[0]?.lawful).toBe(true);
      const dayBefore = dayAfter("2020-01-01", `P${daysBetween("2020-01-01", earliest) - 1}D`);
      expect(asked("end", thing.word, dayBefore).laws[0]?.lawful).toBe(false);
      // Where the window has passed already, only the calendar holds one back.
      if (earliest === asOf) continue;
      expect(await breaches(at, { ...law?.lifecycle, endOfSupport: dayBefore }), thing.word).toBe(1);
      tried++;
    }
    expect(tried).toBeGreaterThan(6);
  });

  test("counts the window from a deprecation that runs already, or from the one that is wished", () => {
    expect(asked("end", "api:credit@v1", "2027-01-01").laws[0]).toMatchObject({
      announced: "2025-09-01",
      earliest: asOf,
    });
    expect(asked("end", "api:credit@v2", "2027-01-01").laws[0]).toMatchObject({
      announced: asOf,
      earliest: "2027-11-21",
    });
    const both = asked("end api:credit@v2 2028-01-01", "deprecate api:credit@v2 2027-02-01").laws;
    expect(both.map(({ wish, lawful, earliest }) => `${wish.verb} ${lawful} ${earliest}`)).toEqual([
      `deprecate true ${asOf}`,
      "end false 2028-02-01",
    ]);
  });
});

describe("a wish about who stands in the lifecycle", () => {
  const file = (id: string, values: Readonly<Record<string, unknown>>): Files => ({
    ...files,
    [`oversight/${id.replace("/", "/lifecycle/")}/transition.yaml`]: fillTemplate(template("transition"), {
      "/metadata/id": id,
      ...Object.fromEntries(Object.entries(values).map(([field, value]) => [`/spec/${field}`, value])),
    }),
  });
  const deprecation = (endOfSupport: string, effective = asOf) => ({
    subject: "acme/other",
    from: "active",
    to: "deprecation",
    effective,
    endOfSupport,
  });

  test("changes what the transition would change", async () => {
    const day = "2027-06-01";
    let next = file("acme/LC-0001", deprecation("2027-12-01", day));
    for (const person of ["bo", "lee"]) next = await voted(next, "acme/LC-0001", person);
    const there = wordsOn(await modelOf(await decided(next, "acme/LC-0001")), day);
    const here = changed(asked("deprecate", "acme/other", day));
    expect(here.get("acme/other 2.0.0")).toBe("breaks");
    expect(here).toEqual(there);
    // Before credit v1 ends its deprecation can be told.
    expect(changed(asked("deprecate", "acme/score-insights", day)).get("acme/score-insights 3.0.0")).toBe("deprecated");
  });

  test("ends an integration, or a partner with all it has", () => {
    expect(
      asked("end", "integration:acme/score-insights", "2027-06-01").losses.map(({ manifest }) => manifest),
    ).toEqual(["acme/score-insights"]);
    const { losses } = asked("end", "partner:acme", "2027-01-01");
    expect(losses.map(({ manifest, owner, contacts }) => [manifest, owner, ...contacts])).toEqual([
      ["acme/other", "acme", "technical tech@acme.example"],
      ["acme/score-insights", "acme", "technical tech@acme.example"],
    ]);
    expect(new Set(losses.flatMap(({ steps }) => steps.map(({ to }) => to.word)))).toEqual(new Set(["breaks"]));
  });

  test("is lawful from the first day that LIF003 allows", async () => {
    const [law] = asked("end", "acme/other", "2027-01-01").laws;
    expect(law).toMatchObject({ lawful: false, earliest: "2027-05-21", rule: "LIF003" });
    const breaches = async (day: string) =>
      [...lif003.check(await modelOf(file("acme/LC-0001", deprecation(day))))].length;
    expect(await breaches("2027-05-21")).toBe(0);
    expect(await breaches("2027-05-20")).toBe(1);
  });

  test("says that who is not in, or out already, cannot end", () => {
    expect(asked("end", "partner:borealis", "2028-01-01").laws[0]).toMatchObject({ lawful: false, earliest: null });
  });
});

test("wishes are read with quotes or without, and what is not understood is refused", () => {
  const things = thingsOf(model);
  const told = (...words: readonly string[]): string[] =>
    readWishes(words, things).map(({ verb, thing, day }) => `${verb} ${thing.word} ${day}`);
  const one = ["end api:credit@v2 2027-03-01"];
  for (const words of [
    one,
    one[0]?.split(" ") ?? [],
    ["End", "API:Credit@V2", "on", "2027-03-01"],
    ["“end api:credit@v2", "2027-03-01”"],
  ])
    expect(told(...words)).toEqual(one);
  expect(
    told("end os:1.0.0 2027-03-01, deprecate os:2.0.0 2027-04-01", "and end runtime:base@3.0.0 by 2027-05-01"),
  ).toEqual(["end os:1.0.0 2027-03-01", "deprecate os:2.0.0 2027-04-01", "end runtime:base@3.0.0 2027-05-01"]);
  const refused = (...words: readonly string[]): string => {
    try {
      readWishes(words, things);
      return "understood";
    } catch (error) {
      return (error as Failure).message;
    }
  };
  expect(refused("stop api:credit@v2 2027-03-01")).toBe('unknown wish "stop"');
  expect(refused("end api:credit@v2")).toBe('"end api:credit@v2" is half a wish: it names no day');
  expect(refused("end api:credit@v9 2027-03-01")).toBe('there is no "api:credit@v9" to end or deprecate');
  expect(refused("end __proto__ 2027-03-01")).toBe('there is no "__proto__" to end or deprecate');
  expect(refused("end constructor:x 2027-03-01")).toBe('there is no "constructor:x" to end or deprecate');
  expect(refused("end permission:read:reports 2027-03-01")).toMatch(/^a permission has no day/);
  expect(refused("end api:credit@v2 tomorrow")).toBe('"tomorrow" is not a day');
  expect(refused(" ,, ")).toBe("nothing is wished for");
});
