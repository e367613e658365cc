// Every rule has a page, and every page tells the truth: its findings are what kwanus says, and its verdicts hold.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allRules } from "../src/rules/registry.gen.ts";
import { type Example, readPage, sections, verdictOf, writePage } from "./support/page.ts";

const folder = new URL("../docs/rules/", import.meta.url);
const names = readdirSync(folder).filter((name) => name !== "README.md");

it("gives every rule a page, and every page a rule", () => {
  expect(names.length).toBeGreaterThan(0);
  expect(names.sort()).toEqual(allRules.map(({ id, name }) => `${id}-${name}.md`).sort());
});

const paged = allRules.filter(({ id, name }) => names.includes(`${id}-${name}.md`));

describe.each(paged.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const url = new URL(`${id}-${rule.name}.md`, folder);
  const page = readPage(readFileSync(url, "utf8"));
  const told = page.examples.filter(({ operations }) => operations.length > 0);

  it("writes its page as it stands", async () => {
    await expect(await writePage(rule, page)).toMatchFileSnapshot(url.pathname);
  });

  // Held apart from the snapshot, so that no update can accept nonsense.
  it("says why, and shows what breaks it, what keeps it and where it does not apply", () => {
    expect(page.prose.split(/[.!?](?:\s|$)/).length).toBeGreaterThan(2);
    expect(new Set(told.map(({ section }) => section))).toEqual(new Set(sections));
  });

  it.each(told.filter(({ section }) => section === "Breaks the rule"))("is broken: $text", async (example) => {
    const { findings } = await verdictOf(example);
    expect(findings).not.toEqual([]);
    for (const finding of findings)
      expect(finding).toMatchObject({ rule: id, severity: rule.severity, standing: "new", name: rule.name });
  });

  it.each(told.filter(({ section }) => section !== "Breaks the rule"))("is kept: $text", async (example: Example) => {
    expect((await verdictOf(example)).findings).toEqual([]);
  });
});
