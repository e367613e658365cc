// Every attack of docs/threat-model.md is tried, and ends as the page says: the page is made from these fixtures.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foundOffice, type Office } from "../support/office.ts";
import { authority } from "./authority.ts";
import { content } from "./content.ts";
import { counting } from "./counting.ts";
import { git } from "./git.ts";
import { type Ground, groundOf } from "./ground.ts";
import { threatModel } from "./page.ts";
import { signatures } from "./signatures.ts";

const families = [authority, content, signatures, counting, git];
const attacks = families.flatMap((family) => family.attacks);

let office: Office;
let ground: Ground;
beforeAll(async () => {
  office = await foundOffice();
  ground = groundOf(office);
});
afterAll(() => office.close(), 120_000);

describe.each(attacks)("$id $attack", ({ attempts }) => {
  it.each(attempts)("$when", async (attempt) => {
    const { exit, finds = [], says, as } = attempt;
    const answer = await ground.ask(await attempt.play(ground), as);
    expect(answer, answer.said).toMatchObject({ exit, finds });
    if (says !== undefined) expect(answer.said).toContain(says);
    // Nothing that is refused is refused without a word of why.
    expect(finds.length > 0 || says !== undefined).toBe(true);
    expect(answer.said).not.toMatch(/bug in kwanus|undefined|\[object/);
    // Nothing of a repository reaches a terminal as anything but visible text, and nothing of it runs.
    expect(answer.said).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(ground.marks()).toEqual([]);
  });
});

it("are what docs/threat-model.md tells of", async () => {
  await expect(threatModel(families)).toMatchFileSnapshot("../../docs/threat-model.md");
});

it("would see a program run: Git by itself runs the planted one", () => {
  const copy = ground.copy();
  copy.git("config", "core.fsmonitor", ground.planted);
  copy.git("status");
  expect(ground.marks()).not.toEqual([]);
});

it("have an id each, in order", () => {
  const ids = attacks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { attempts } of attacks) expect(attempts.length).toBeGreaterThan(0);
});
