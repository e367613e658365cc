// The help that the build gathers in advance is the help the program says.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { helpPages } from "../src/cli/main.ts";
import { makings } from "../src/cli/new/kinds.ts";
import { readCommandLine } from "../src/cli/program.ts";
import { registry } from "../src/cli/registry.ts";

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

it("is gathered in advance for every command, word for word", async () => {
  const pages = read("../dist/help.json");
  expect(pages).toEqual(await helpPages(read("../package.json").version));
  expect(Object.keys(pages)).toEqual(["", ...registry.keys()]);
});

/** The flags on a page of help above those of every command. */
async function flagsOn(words: string): Promise<string[]> {
  const reading = await readCommandLine(words.split(" "), registry, "0.1.0", JSON.stringify);
  const { sections } = JSON.parse("text" in reading ? reading.text : "");
  const own = sections.filter(({ title }: { title: string }) => title !== "Global Options:" && title !== "Arguments:");
  return own.flatMap(({ items }: { items: [string, string][] }) => items.map(([term]) => /--[a-z-]+/.exec(term)?.[0]));
}

it.each(makings)("on new $kind says what goes with it, and nothing of the other kinds", async ({ kind, options }) => {
  const every = ["--draft", "--base", "--dry-run", "--help"];
  const expected = [...options.map(({ flag }) => flag), ...every].sort();
  expect((await flagsOn(`new ${kind} --help`)).sort()).toEqual(expected);
  expect((await flagsOn(`help new ${kind}`)).sort()).toEqual(expected);
});

it("on propose governance leaves out what only a partner says", async () => {
  const flags = await flagsOn("propose governance -h");
  expect(flags).toEqual(expect.arrayContaining(["--change", "--description", "--from"]));
  for (const flag of ["--permission", "--tier", "--legal-name", "--technical-overview"])
    expect(flags).not.toContain(flag);
  expect(await flagsOn("propose --help")).toEqual(expect.arrayContaining(["--change", "--permission"]));
});
