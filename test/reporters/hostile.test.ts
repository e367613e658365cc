// Whatever partners write into any field: all reports, in all formats, keep their shape and say it as words.

import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fillTemplate } from "../../src/document/edit.ts";
import { kindAt } from "../../src/document/kinds.ts";
import { printDocument } from "../../src/document/print.ts";
import { shapeOf } from "../../src/document/shape.ts";
import { readModel } from "../../src/model/model.ts";
import { csvTable } from "../../src/reporters/csv.ts";
import { everyReport, type Formats } from "../support/every-report.ts";
import { filed } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { checked, planned, released } from "../support/releases.ts";
import { reviewed } from "../support/reviews.ts";
import { moved } from "../support/transitions.ts";
import { sample, template } from "../support/world.ts";

const integration = "acme/score-insights";
const day = "2027-12-01";

/** A sample with something of every kind that a report speaks of. */
async function everything(): Promise<Files> {
  const built = await released(
    checked(planned(await sample(), integration, true), integration, "1.0.0"),
    integration,
    "1.0.0",
  );
  const asked = filed(filed(built, "capability", "acme/EXP-0001"), "tier", "acme/EXP-0002");
  const reviews = reviewed(asked, 1, ["partner-review"], {
    subject: "acme",
    type: "annual",
    held: "2026-11-20",
    findings: [
      { id: "F1", text: "A word too many.", severity: "medium", owner: "dana", due: "2027-01-01", closed: null },
      { id: "F2", text: "A word too few.", severity: "low", owner: "dana", due: "2028-01-01", closed: null },
    ],
  });
  const measured = {
    ...reviews,
    "components/credit-graph/manifest.yaml": template("component"),
    "oversight/acme/measurements/MS-0001.yaml": fillTemplate(template("measurement"), {
      "/metadata/id": "acme/MS-0001",
      "/spec/subject": integration,
      "/spec/measuredBy": ["bo"],
    }),
  };
  return moved(measured, 1, { effective: "2026-12-20" });
}

type Node = { [key: string]: unknown } | unknown[];

/**
 * Every text that is free by its schema replaced by one text, and the same ones by another: `count` says how many. Ids,
 * days and the words of a list stay as they are, and so do single words, which something else may refer to.
 */
function replaced(texts: readonly [string, string]): { readonly both: readonly Files[]; readonly count: number } {
  let count = 0;
  const both = texts.map((): Record<string, Files[string]> => ({ ...files }));
  for (const [path, content] of Object.entries(files)) {
    const kind = kindAt(path);
    // People's documents reach no report, and there are many of them.
    if (kind === null || path.startsWith("governance/people/") || typeof content !== "string") continue;
    const values = texts.map(() => parse(content) as Node);
    const fits = (): boolean => values.every((value) => shapeOf(value, kind).defects.length === 0);
    const walk = (nodes: readonly Node[]): void => {
      const owners = nodes as readonly Record<string, unknown>[];
      for (const [key, entry] of Object.entries(owners[0] ?? {})) {
        if (typeof entry === "object" && entry !== null) walk(owners.map((owner) => owner[key] as Node));
        else if (typeof entry === "string" && (entry.includes(" ") || named.has(key))) {
          for (const [at, owner] of owners.entries()) owner[key] = texts[at];
          if (fits()) count += 1;
          else for (const owner of owners) owner[key] = entry;
        }
      }
    };
    walk(values);
    for (const [at, value] of values.entries()) (both[at] ?? {})[path] = printDocument(value);
  }
  return { both, count };
}

const named = new Set(["title", "owner", "unit", "scope", "name", "legalName", "text"]);

const composite =
  '| a `b` ``c | <script>alert(1)</script> "><img src=x onerror=\'alert(1)\'> [x](javascript:alert(1)) \\| \\\\| {{1}} &lt; a,b;"c" ::error::x ##[error]y @all #1';
const unseen = "\u001b[31m\u0007\u009b1m \u202e\u2066\u200b\u00ad\ufeff \u2028\u0085 end";

const texts: readonly (readonly [string, string])[] = [
  ["a formula, on several lines", `=cmd() ${composite}"\r\n=two\t;\n| three |\n\n## four`],
  ["what is not seen", `  \u200b- 👩‍👩‍👧🏽 ⚠️ a\u0301\u0302 \ufe0f </style></title>--><!-- ]]> ${unseen}  `],
  ["wide characters", "界".repeat(2000)],
];

/** Letters of as many code units: what a report does with them is what it should do with any other text. */
const letters = (text: string): string => "ɰ".repeat(text.length);

const ajv = addFormats.default(new Ajv2020({ allErrors: true }));

let files: Files;
beforeAll(async () => {
  files = await everything();
});

describe.each(texts)("%s", (_, text) => {
  const plainText = letters(text);
  let hostile: Record<string, Formats>;
  let plain: Record<string, Formats>;
  beforeAll(async () => {
    const { both, count } = replaced([text, plainText]);
    expect(count).toBeGreaterThan(100);
    const [first, second] = await Promise.all(both.map((one) => readModel(memorySnapshot(one))));
    if (first === undefined || second === undefined) throw new Error("two models are compared");
    [hostile, plain] = [everyReport(first, day), everyReport(second, day)];
  });
  const each = (look: (hostile: Formats, plain: Formats, name: string) => void): void => {
    const names = Object.keys(hostile);
    expect(names).toHaveLength(7);
    for (const name of names) look(hostile[name] as Formats, plain[name] as Formats, name);
  };

  it("is a text of the same length to programs", () => {
    each(({ json }, other, name) => {
      // A sentence of kwanus may quote on one line what was written on several.
      const read = (written: string, made: (value: string) => string): unknown =>
        JSON.parse(written, (_, value) =>
          typeof value === "string" ? made(value).replace(/\s+/g, " ").trim() : value,
        );
      expect(
        read(json, (value) => value),
        name,
      ).toEqual(read(other.json, (value) => value.replace(/ɰ+/g, ({ length }) => text.slice(0, length))));
      expect(hiddenIn(json), name).toEqual([]);
      if (name === "matrix") return;
      const fits = published(name);
      expect(fits(JSON.parse(json)), JSON.stringify(fits.errors)).toBe(true);
    });
  });

  it("is the same cells of a spreadsheet, none of them a formula", () => {
    const [[shown = ""] = []] = records(csvTable([[`a${text}`]]));
    each(({ csv }, other, name) => {
      const cells = records(csv);
      const same = records(other.csv).map((row) => row.map((cell) => cell.replaceAll(plainText, shown.slice(1))));
      expect(
        cells.map((row) => row.map((cell) => cell.replace(/^'/, ""))),
        name,
      ).toEqual(same);
      expect(
        cells.flat().filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell)),
        name,
      ).toEqual([]);
      expect(new Set(cells.map((row) => row.length)).size, name).toBe(1);
      expect(hiddenIn(csv.replaceAll("\r\n", "\n")), name).toEqual([]);
    });
  });

  it("leaves every table of a Markdown page as it is, and brings no markup", () => {
    each(({ markdown }, other, name) => {
      expect(markdown.split("\n").map(markdownFrame), name).toEqual(other.markdown.split("\n").map(markdownFrame));
      expect(hiddenIn(markdown), name).toEqual([]);
    });
  });

  it("brings no tag and no attribute to a page", () => {
    each(({ html }, other, name) => {
      expect(tagsOf(html), name).toEqual(tagsOf(other.html));
      expect(hiddenIn(html), name).toEqual([]);
    });
  });

  it("moves nothing on a terminal", () => {
    each(({ text: shown }, _, name) => {
      expect(hiddenIn(shown), name).toEqual([]);
      expect(shown, name).not.toMatch(/##\[|^\s*::/m);
    });
  });
});

it("every field of every report is published", async () => {
  const shown = everyReport(await readModel(memorySnapshot(files)), day);
  for (const [name, { json }] of Object.entries(shown).filter(([one]) => one !== "matrix")) {
    const value = JSON.parse(json) as Record<string, unknown>;
    for (const field of Object.keys(value)) {
      const { [field]: _, ...without } = value;
      expect(published(name)(without), `${name} without ${field}`).toBe(false);
    }
    expect(published(name)({ ...value, extra: 1 }), name).toBe(false);
  }
});

it("shows the texts it was given", async () => {
  const { both } = replaced(["FOUND it", "other"]);
  const shown = everyReport(await readModel(memorySnapshot(both[0] ?? {})), day);
  const silent = Object.entries(shown).filter(([, { html }]) => !html.includes("FOUND it"));
  expect(silent.map(([name]) => name)).toEqual(["health"]);
});

// Said apart from escape.ts on purpose, in plain numbers.
const unfit = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe007f],
] as const;

/** What nobody sees, or a terminal obeys. */
function hiddenIn(text: string): string[] {
  const isUnfit = (code: number): boolean => unfit.some(([from, to]) => from <= code && code <= to);
  return [...new Set(text)].filter((character) => isUnfit(character.codePointAt(0) ?? 0));
}

/** RFC 4180, read by its grammar. */
function records(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare = "", end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === "" && quoted === undefined && bare === "") break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === "\r\n") rows.push([]);
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}

/** What a line is to a reader of Markdown: its mark, its cells, its tags; escapes and what they escape left out. */
function markdownFrame(line: string): { mark: string; cells: number; marks: string[] } {
  const bare = line.replace(/\\[!-/:-@[-`{-~]/g, "");
  const mark = /^(?:#+ |- |\d+[.)] |\||> ?|[=-]+$|```|~~~)?/.exec(bare)?.[0] ?? "";
  return { mark, cells: bare.split("|").length, marks: bare.match(/<[^>]*>|[[\]*_`~!]|&(?!#8203;)|https?:/g) ?? [] };
}

/** What a report says in JSON, by its published schema. */
function published(name: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(`schemas/output/report-${name}.schema.json`, "utf8")) as object);
}

/** Each tag with the names of its attributes. */
function tagsOf(html: string): string[] {
  const [head = "", ...rest] = html.split("</style>");
  expect(rest).toHaveLength(1);
  return (
    (head.replace(/<style>[\s\S]*$/, "<style>") + rest.join("")).replace(/"[^"]*"/g, '""').match(/<[^>]*>?/g) ?? []
  );
}
