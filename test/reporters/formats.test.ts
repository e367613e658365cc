// All formats are renderings of one report: they name the same places, and each keeps to its own grammar.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/finding.ts";
import { github } from "../../src/reporters/github.ts";
import { reportJson } from "../../src/reporters/json.ts";
import { reportMarkdown } from "../../src/reporters/markdown.ts";
import { style } from "../../src/reporters/style.ts";
import { text } from "../../src/reporters/text.ts";
import { everySort, finding, report, telling, wildcard } from "./sample.ts";

type Place = [rule: string, path: string, line: number | null, column: number | null];

const places: Record<string, () => Place[]> = {
  report: () => everySort.findings.map(placeOf),
  text: () =>
    [...text(everySort, telling).matchAll(/^(?:error|warning)\[(\w+)\].*\n +--> (.*)$/gm)].map(([, rule, place]) =>
      splitPlace(rule, place),
    ),
  json: () => (JSON.parse(reportJson(everySort, telling)) as { findings: Finding[] }).findings.map(placeOf),
  markdown: () =>
    [...reportMarkdown(everySort, telling).matchAll(/^\| \w+ `(\w+)` .*? \| `(.*?)` \|/gm)].map(([, rule, place]) =>
      splitPlace(rule, place),
    ),
  github: () =>
    [...github(everySort).matchAll(/^::\w+ file=([^,]*)(?:,line=(\d+),col=(\d+))?.*title=(\w+)/gm)].map(
      ([, path = "", line, column, rule = ""]) => [rule, decoded(path), number(line), number(column)],
    ),
};

describe("one report in every format", () => {
  it.each(Object.keys(places))("%s lists the same places", (format) => {
    expect(places[format]?.()).toEqual(places["report"]?.());
  });

  it("looks at findings of every sort", () => {
    expect(new Set(everySort.findings.map(({ standing }) => standing)).size).toBe(3);
  });
});

describe("text", () => {
  it("is what the product page shows", () => {
    expect(text(report([wildcard]), telling)).toBe(`error[PRM002] permission-wildcard: "write:*" is a wildcard
  --> partners/acme/integrations/score-insights/manifest.yaml:41:11
   |
41 |     - id: write:*
   |           ^^^^^^^
   = clause: PIS-6.3.1, EPF-5.2.2 "wildcard permissions" (never waivable)
   = help: the contract writes through 2 operations: declare write:exports and write:workflows
   = docs: kwanus explain PRM002

1 error, 0 warnings in 41 documents, 96 rules, against main@3f2c1ab
working tree as of 2026-11-21
`);
  });

  it("says in words what does not count and what was not judged", () => {
    const shown = text(everySort, { ...telling, leftOut: 3 });
    expect(shown).toContain("error[IDN004] (existing) ");
    expect(shown).toContain("error[PRM010] (consequence) ");
    expect(shown).toContain("2 errors, 1 warning in 41 documents");
    expect(shown).toContain("1 existing and 1 consequence shown above, not counted");
    expect(shown).toContain("3 findings in other files not shown, counted all the same");
    expect(shown).toContain("2 documents were not judged because their shape does not hold");
    expect(shown).toContain("note: root of trust: pin 3f2c1ab");
  });

  it("says that nothing was found, but not when findings were left out", () => {
    expect(text(report([], { base: null, documents: 1, rules: 1 }), telling)).toBe(
      "no findings in 1 document, 1 rule, without a base\nworking tree as of 2026-11-21\n",
    );
    expect(text(report([]), { ...telling, leftOut: 1 })).toMatch(/^0 errors, 0 warnings/);
  });

  it("is the same text in colour", () => {
    const coloured = text(everySort, { ...telling, style: style(1) });
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
    expect(coloured).toMatch(escapes);
    expect(coloured.replace(escapes, "")).toBe(text(everySort, telling));
  });
});

describe("json", () => {
  const validate = new Ajv2020({ formats: { date: true } }).compile(
    JSON.parse(readFileSync("schemas/output/report.schema.json", "utf8")),
  );

  it("conforms to its published schema, which knows every field", () => {
    const written: unknown = JSON.parse(reportJson(everySort, telling));
    expect(validate(written), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...(written as object), extra: 1 })).toBe(false);
  });
});

describe("github", () => {
  it("makes a notice of what does not count", () => {
    const levels = github(everySort).match(/^::\w+/gm);
    expect(levels).toEqual(["::error", "::error", "::warning", "::notice", "::notice"]);
  });

  it("keeps to what GitHub shows, and the summary holds the rest", () => {
    const many = Array.from({ length: 25 }, (_, at) => finding({ rule: `PRM${100 + at}` }));
    const mixed = report([...many, finding({ severity: "warning" })]);
    expect(github(mixed).match(/^::error/gm)).toHaveLength(10);
    expect(github(mixed).match(/^::warning/gm)).toHaveLength(1);
    expect(reportMarkdown(mixed, telling).match(/^\| (?:error|warning) /gm)).toHaveLength(26);
  });

  it("says what to do on the annotation itself", () => {
    expect(github(report([wildcard]))).toBe(
      "::error file=partners/acme/integrations/score-insights/manifest.yaml,line=41,col=11,endLine=41,endColumn=17," +
        'title=PRM002 permission-wildcard::"write:*" is a wildcard%0Athe contract writes through 2 operations: ' +
        "declare write:exports and write:workflows%0Akwanus explain PRM002\n",
    );
  });
});

describe("markdown", () => {
  it("stays below what GitHub takes and says how much it left out", () => {
    const huge = report(Array.from({ length: 3000 }, () => finding({ message: "界".repeat(300) })));
    const shown = reportMarkdown(huge, telling);
    expect(Buffer.byteLength(shown)).toBeLessThan(1024 * 1024);
    expect(shown).toMatch(/^\d+ more findings are in the log\.$/m);
  });
});

function placeOf({ rule, path, range }: Finding): Place {
  return [rule, path, range?.line ?? null, range?.column ?? null];
}

function splitPlace(rule = "", place = ""): Place {
  const [, path = "", line, column] = /^(.*?)(?::(\d+):(\d+))?$/.exec(place) ?? [];
  return [rule, path, number(line), number(column)];
}

function number(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

function decoded(property: string): string {
  return property.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%");
}
