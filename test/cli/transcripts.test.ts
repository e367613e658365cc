// Every page under test/cli and every guide tells the truth: what its commands print and how they end is what kwanus does
// today.

import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { registry } from "../../src/cli/registry.ts";
import { foundOffice, type Office } from "../support/office.ts";
import { openTheatre, type Theatre } from "../support/transcript.ts";

const folder = new URL("./", import.meta.url);
const guides = new URL("../../docs/guides/", import.meta.url);
const pagesIn = (url: URL) => readdirSync(url).filter((name) => name.endsWith(".md"));
const pages = pagesIn(folder);
const told = pages.map((name) => readFileSync(new URL(name, folder), "utf8"));

let office: Office;
let theatre: Theatre;
beforeAll(async () => {
  office = await foundOffice();
  theatre = await openTheatre(office);
});
afterAll(() => {
  theatre.close();
  office.close();
});

// A page holds dozens of commands, and a busy machine takes its time: no page is a race.
const patience = 120_000;

it.each(pages)(
  "%s happens as it is written",
  async (name) => {
    const url = new URL(name, folder);
    await expect(await theatre.play(readFileSync(url, "utf8"))).toMatchFileSnapshot(url.pathname);
  },
  patience,
);

it.each(pagesIn(guides))(
  "the guide %s happens as it is written",
  async (name) => {
    const url = new URL(name, guides);
    await expect(await theatre.play(readFileSync(url, "utf8"))).toMatchFileSnapshot(url.pathname);
  },
  patience,
);

// Held apart from the snapshots, so that no update can accept nonsense.
it("shows every command, and no bug", () => {
  const all = told.join("\n");
  for (const name of registry.keys()) expect(all).toMatch(new RegExp(`^\\$ (?:.*[ (])?kwanus ${name}\\b`, "m"));
  expect(all).not.toMatch(/^\[exit (?:70|97|98|12\d)\]$|bug in kwanus|command not found|undefined|NaN|\[object/m);
});

it("shows every way to end but those no page can have", () => {
  const exits = new Set(told.join("\n").match(/^\[exit \d+\]$/gm));
  expect([...exits].sort()).toEqual(["[exit 1]", "[exit 2]", "[exit 3]", "[exit 4]"]);
});
