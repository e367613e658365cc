// What the guides say beside what is played (test/cli/transcripts.test.ts): commands in their prose exist, links lead
// somewhere, every guide is short, and what is left out of a page is left out visibly.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readCommandLine } from "../src/cli/program.ts";
import { registry } from "../src/cli/registry.ts";
import { stands } from "./support/transcript.ts";

const docs = new URL("../docs/", import.meta.url);
const guides = readdirSync(new URL("guides/", docs)).map((name) => `guides/${name}`);
const others = readdirSync(docs).filter((name) => name.endsWith(".md"));
const text = (page: string) => readFileSync(new URL(page, docs), "utf8");
const prose = (page: string) => text(page).replace(/^```[\s\S]*?^```$/gm, "");

it("are five, and each can be read in ten minutes", () => {
  expect(guides.sort()).toEqual(["auditor", "ci", "lead", "partner", "reviewer"].map((who) => `guides/${who}.md`));
  const shown = (page: string) => text(page).replace(/<!--[\s\S]*?-->/g, "");
  for (const page of guides) expect(shown(page).split("\n").length, page).toBeLessThan(160);
});

it("name only commands that are understood", async () => {
  const said = [...guides, ...others].flatMap((page) => prose(page).match(/(?<=`)kwanus [a-z][^`]*(?=`)/g) ?? []);
  const wrong: string[] = [];
  for (const line of new Set(said)) {
    const words = line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
    // A command may be called by its name alone, where a sentence is about it.
    await readCommandLine(words.slice(1), registry, "0.1.0", () => "").catch((failure: Error) => {
      if (!failure.message.startsWith("missing required argument")) wrong.push(`${line}: ${failure.message}`);
    });
  }
  expect(said.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

it.each(["../README.md", ...guides, ...others])("links of %s lead somewhere", (page) => {
  const links = text(page).match(/(?<=\]\()[^)#:]+(?=[)#])/g) ?? [];
  expect(links.filter((link) => !existsSync(new URL(link, new URL(page, docs))))).toEqual([]);
});

it("leave out one line or more, or its end, and nothing that is shown", () => {
  expect(stands(["one …", "three"], ["one two", "three"])).toBe(true);
  expect(stands(["one …", "three"], ["onetwo", "three"])).toBe(false);
  const printed = ["one", "two", "three", "four"];
  for (const shown of ["one two three four", "…", "one …", "… four", "one … four", "… two …", "one … three …"])
    expect(stands(shown.split(" "), printed), shown).toBe(true);
  for (const shown of ["", "one two three", "two …", "… three", "one … two three four", "… one …", "… three … two …"])
    expect(stands(shown.split(" "), printed), shown).toBe(false);
});
