// Pages of Markdown: what is read of them, however they are written, and how long it takes.

import { describe, expect, it } from "vitest";
import { documentKinds, documentsFor, stubIn } from "../../src/model/documentation.ts";
import { largestDocument } from "../../src/model/limits.ts";
import { manifestsOf } from "../../src/model/manifests.ts";
import { readPage } from "../../src/model/markdown.ts";
import { readModel } from "../../src/model/model.ts";
import { normativeClauses } from "../../src/rules/clauses.gen.ts";
import REF001 from "../../src/rules/documentation/REF001-required-document-missing.ts";
import REF002 from "../../src/rules/documentation/REF002-document-is-a-stub.ts";
import REF003 from "../../src/rules/documentation/REF003-broken-link.ts";
import { edited } from "../support/landings.ts";
import { memorySnapshot } from "../support/memory.ts";
import { planned, released } from "../support/releases.ts";
import { sample } from "../support/world.ts";

const folder = "partners/acme/integrations/score-insights";

describe("a page", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "inline, with a title or none",
      '[a](b.md) and ![c](d.png "e (f)") and [g]( <h i.md> )',
      ["b.md", "d.png", "h i.md"],
    ],
    ["with brackets in the address", "[a](b_(c).md)", ["b_(c).md"]],
    ["defined elsewhere", "[a][b]\n\n[b]: ../c.md 'd'\n[e]: <f.md>", ["../c.md", "f.md"]],
    [
      "none: code, a fence, a comment, a footnote, an escape",
      "`[a](b)`\n```md\n[c](d)\n```\n<!-- [e](f)\n[g](h) -->\n[^i]: j\n\\[k\\](l)",
      [],
    ],
    ["behind a fence that a shorter one does not end", "````\n```\n[a](b)\n````\n[c](d)", ["d"]],
    ["behind a comment in a fence", "```\n<!--\n```\n[a](b)", ["b"]],
    ["never closed", "[a](b\n[c](<d\n[e](f", []],
  ])("has links: %s", (_, text, links) => {
    expect(readPage(text).links.map(({ to }) => to)).toEqual(links);
  });

  it("has a place for each heading, as forges name it", () => {
    const text =
      '# Score `insights`, 2.0!\n## Errors\n## Errors ##\nÜber uns\n---\n## [Link](a.md)\n<a id="Own"></a>\n```\n# no\n```';
    expect([...readPage(text).anchors]).toEqual(["score-insights-20", "errors", "errors-1", "über-uns", "link", "own"]);
  });

  it("holds names in one piece each, whatever stresses them or ends the sentence", () => {
    const text = "_nightly-score_ and __/reports/{id}__... `GET /v2/reports`, (create_report): /\n";
    const names = ["nightly-score", "and", "/reports/{id}", "GET", "/v2/reports", "create_report", "/"];
    expect([...readPage(text).names]).toEqual(names);
  });

  it("counts what it says, and names what is left open outside of code", () => {
    expect(readPage("# Much\n\nNone\n====\n<!-- much -->\n[a](b/c/d.md) `e` 12\n").letters).toBe(4);
    expect(readPage("```\nabc\n```").letters).toBe(3);
    expect(readPage("`TODO`\n```\nTODO\n```\n<!-- TODO -->\ntodo lists\n[TODO.md](TODO.md)").open).toEqual({
      text: "TODO",
      line: 7,
    });
    expect(readPage("a\nLorem ipsum dolor").open).toEqual({ text: "Lorem ipsum", line: 2 });
    expect(readPage("Todos are methods.").open).toBeNull();
  });

  it.each([
    "[",
    "](",
    "](<",
    '](a "',
    "<!--",
    "`",
    "# ",
    "# #",
    "\n# a",
    ' id="',
    "](a '\"",
    "~~~\n",
    "[a](b)",
    "(",
    "\t",
  ])("of a megabyte of %j is read in time", (piece) => {
    const text = piece.repeat(Math.floor(largestDocument / piece.length));
    const start = performance.now();
    readPage(text);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe("the documents of a release", () => {
  it("are those that the playbooks name, and only where there is something to describe", async () => {
    for (const { clauses } of documentKinds)
      for (const clause of Object.values(clauses)) expect(clause === null || normativeClauses.has(clause)).toBe(true);
    const [manifest] = manifestsOf(await readModel(memorySnapshot(await sample())));
    if (manifest === undefined) throw new Error("no manifest");
    const ids = (one: typeof manifest) => documentsFor(one).flatMap(({ id, required }) => (required ? [id] : []));
    const workflows = [{}] as never;
    const withOne = {
      ...manifest,
      value: { ...manifest.value, spec: { ...manifest.value.spec, workflows } },
    } as typeof manifest;
    expect(ids(manifest)).toEqual(["api-reference", "integration-guide", "lifecycle-documentation"]);
    expect(ids(withOne)).toEqual([
      "api-reference",
      "workflow-documentation",
      "integration-guide",
      "lifecycle-documentation",
    ]);
    expect(ids({ ...withOne, id: "credit-graph" })).not.toContain("workflow-documentation");
  });

  it("say something: three sentences, and a guide one", () => {
    const page = (letters: number) => readPage(`# Title\n\n${"a ".repeat(letters)}\n`);
    expect(stubIn(page(0), "guide")).toBe("holds nothing but headings");
    expect(stubIn(page(119), "document")).toBe("says next to nothing: 119 letters below its headings, of 120 at least");
    expect(stubIn(page(120), "document")).toBeNull();
    expect(stubIn(page(29), "guide")).toMatch(/of 30 at least$/);
    expect(stubIn(page(30), "guide")).toBeNull();
  });

  it("are judged as the bodies sign them: no links elsewhere, nothing that nobody can read", async () => {
    const files = await released(planned(await sample(), "acme/score-insights", true), "acme/score-insights", "1.0.0");
    const huge = { ...files, [`${folder}/docs/api-reference.md`]: "a b\n".repeat(largestDocument / 4 + 1) };
    const snapshot = memorySnapshot(huge);
    const path = `${folder}/docs/integration-guide.md`;
    const entry = snapshot.files.get(path);
    if (entry === undefined) throw new Error("no guide");
    const model = await readModel({
      ...snapshot,
      files: new Map([...snapshot.files, [path, { ...entry, mode: "120000" }]]),
    });
    expect([...REF001.check(model)].map(({ message }) => message)).toEqual([
      "acme/score-insights is released without integration guide (docs/integration-guide.md)",
    ]);
    expect([...REF002.check(model)].map(({ message }) => message)).toEqual([
      "docs/api-reference.md of acme/score-insights is larger than 1 MiB, and nobody reads that",
    ]);
    expect([...REF003.check(model)]).toEqual([]);
  });

  it.each<[string, string | null]>([
    ["api-reference.md", null],
    ["./api-reference.md?plain=1#the-api-reference-of-acmescore-insights", null],
    ["/partners/acme/partner.yaml", null],
    ["../", null],
    ["..", null],
    ["#top", null],
    ["https://acme.example/%", null],
    ["mailto:tech@acme.example", null],
    ["//acme.example", null],
    ["../manifest.yaml#L4", null],
    ["api%2Dreference.md", null],
    ["%E0%A4%A", "is not there"],
    ["file:///etc/passwd", "is no address in the web"],
    ["api-reference.md#elsewhere", "names no heading there"],
    ["../../../../../..", "leaves the repository"],
    ["/../a", "leaves the repository"],
    ["Api-Reference.md", "is not there"],
    ["__proto__", "is not there"],
  ])("lead to %s: %s", async (to, why) => {
    const files = planned(await sample(), "acme/score-insights", true);
    const page = `${folder}/docs/notes.md`;
    const all = await released({ ...files, [page]: `[a](${to})\n` }, "acme/score-insights", "1.0.0");
    const defects = [...REF003.check(await readModel(memorySnapshot(all)))];
    expect(defects.map(({ path, message }) => [path, message])).toEqual(
      why === null ? [] : [[page, `line 1 leads to ${to}, which ${why}`]],
    );
  });

  it("name five broken links of a page with thousands", async () => {
    const files = planned(await sample(), "acme/score-insights", true);
    const all = await released(
      { ...files, [`${folder}/docs/notes.md`]: "[a](b.md) ".repeat(3000) },
      "acme/score-insights",
      "1.0.0",
    );
    const [defect] = REF003.check(await readModel(memorySnapshot(all)));
    expect(defect?.message).toMatch(/; and 2995 more$/);
    expect(defect?.message.length).toBeLessThan(1200);
  });

  it("are asked of a manifest that moves on after its first release", async () => {
    const files = await released(planned(await sample(), "acme/score-insights", true), "acme/score-insights", "1.0.0");
    const next = edited(files, `${folder}/manifest.yaml`, { "/spec/version": "1.0.1" });
    const { [`${folder}/docs/api-reference.md`]: _, ...without } = next;
    expect([...REF001.check(await readModel(memorySnapshot(without)))]).toHaveLength(1);
    expect([...REF001.check(await readModel(memorySnapshot(next)))]).toEqual([]);
  });
});
