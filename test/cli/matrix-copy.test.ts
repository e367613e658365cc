// When the committed copy of the compatibility matrix is stale.

import { beforeAll, expect, it } from "vitest";
import { copyChange, copyPath, judgeCopy } from "../../src/cli/matrix-copy.ts";
import { readModel } from "../../src/model/model.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { applied, asOf, sample } from "../support/world.ts";

let files: Files;
beforeAll(async () => {
  files = await sample();
});

const modelOf = (over: Files) => readModel(memorySnapshot(over));

async function withCopy(day: string): Promise<Files> {
  return applied(files, copyChange(await modelOf(files), day));
}

/** What is said of the sample with a copy made for a day, after some text in it was replaced. */
async function judged(day: string, today: string, from = "", to = "") {
  const over = await withCopy(day);
  const copy = new TextDecoder().decode(over[copyPath] as Uint8Array).replace(from, to);
  return judgeCopy(await modelOf({ ...over, [copyPath]: copy }), today);
}

it("holds while the documents say the same, however many days pass", async () => {
  expect(await judged(asOf, asOf)).toEqual({ stale: null, asOf, drifted: 0 });
  expect(await judged(asOf, "2040-01-01")).toMatchObject({ stale: null });
});

it("goes stale with a decision that is younger than it", async () => {
  expect(await judged("2026-11-20", asOf)).toMatchObject({ stale: "the documents say something else" });
});

it("goes stale with a byte, without a day, and with a day that has not come", async () => {
  expect((await judged(asOf, asOf, "fallback", "ok")).stale).toBe("the documents say something else");
  expect((await judged(asOf, asOf, "As of", "Of")).stale).toBe("it does not say for which day it was made");
  expect((await judged(asOf, "2026-11-20")).stale).toBe(`it is dated ${asOf}, which has not come`);
  expect((await judgeCopy(await modelOf(files), asOf)).stale).toBe("there is no copy yet");
});
