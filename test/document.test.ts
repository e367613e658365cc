// Bytes to documents: what is refused and where, and the laws that hold for any bytes.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../src/change.ts";
import { limits } from "../src/document/decode.ts";
import type { Document } from "../src/document/document.ts";
import { fillTemplate, withComment } from "../src/document/edit.ts";
import { isCompanion, isFreeForm, isGovernanceFolder, kindAt } from "../src/document/kinds.ts";
import { parseDocument } from "../src/document/parse.ts";
import { printDocument } from "../src/document/print.ts";

const folder = join(import.meta.dirname, "../templates");
const templates = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
const partner = text("partner");

function text(name: string): string {
  return templates.find((template) => template.name === `${name}.yaml`)?.text ?? "";
}

function parse(source: string, path = "any.yaml"): Document {
  return parseDocument(path, bytesOf(source));
}

/** Every fault as `RULE line:column`. */
function faults(document: Document): string[] {
  return document.faults.map(({ rule, range }) => `${rule} ${range?.line}:${range?.column}`);
}

describe("kindAt", () => {
  test.each([
    ["kwanus.yaml", "Repository"],
    ["governance/policy.yaml", "Policy"],
    ["governance/people/bo.yaml", "Person"],
    ["governance/people/bo.1.proof.yaml", "KeyProof"],
    ["governance/revocations/bo.12.yaml", "Revocation"],
    ["governance/permissions.yaml", "PermissionRegistry"],
    ["governance/data-classes.yaml", "DataClassRegistry"],
    ["governance/platform.yaml", "Platform"],
    ["governance/proposals/EXP-0001/proposal.yaml", "Proposal"],
    ["governance/proposals/EXP-0001/ballots/decision/sco.bo.1.yaml", "Ballot"],
    ["partners/acme/partner.yaml", "Partner"],
    ["partners/acme/applications/APP-0001/application.yaml", "Application"],
    ["partners/acme/applications/APP-0001/risk.yaml", "RiskAssessment"],
    ["partners/acme/proposals/EXP-0003/proposal.yaml", "Proposal"],
    ["partners/acme/proposals/EXP-0003/withdrawal.yaml", "Withdrawal"],
    ["partners/acme/proposals/EXP-0003/decisions/pre-integration.yaml", "Decision"],
    ["partners/acme/integrations/score-insights/manifest.yaml", "Integration"],
    ["components/credit-graph/proposals/EXP-0001/proposal.yaml", "Proposal"],
    ["governance/allowed_signers", null],
    ["governance/policy.yml", null],
    ["governance/people/Bo.yaml", null],
    ["governance/applications/APP-0001/application.yaml", null],
    ["governance/proposals/EXP-0001/changes/governance/policy.yaml", null],
    ["partners/acme/proposals/EXP-0003/ballots/decision/sco.bo.1.yaml.sig", null],
    ["partners/acme/proposals/EXP-0003/ballots/decision/sco.bo.01.yaml", null],
    ["partners/acme/integrations/score-insights/docs/manifest.yaml", null],
    ["docs/governance/policy.yaml", null],
  ])("%s is %s", (path, kind) => {
    expect(kindAt(path)).toBe(kind);
  });

  test("folders, free-form folders and companions", () => {
    const paths = [
      "kwanus.yaml",
      "governance/allowed_signers",
      "governance/proposals/EXP-0001/changes/governance/policy.yaml",
      "partners/acme/proposals/EXP-0003/ballots/decision/sco.bo.1.yaml.sig",
      "partners/acme/proposals/EXP-0003/proposal.yaml.sig",
      "partners/acme/proposals/EXP-0003/attachments/a/b.pdf",
      "partners/acme/integrations/score-insights/contracts/x.json",
      "oversight/acme/reviews/x.yaml",
      "README.md",
      "governance.yaml",
    ];
    const table = paths.map((path) => [path, isGovernanceFolder(path), isFreeForm(path), isCompanion(path)]);
    expect(table.map(([, ...marks]) => marks.map((mark) => (mark ? "x" : "-")).join(""))).toEqual([
      "x--",
      "x-x",
      "xx-",
      "x-x",
      "x--",
      "xx-",
      "xx-",
      "x--",
      "---",
      "---",
    ]);
  });

  test("a document of another kind is refused where it lies, and its kind is kept", () => {
    const document = parse(partner, "governance/policy.yaml");
    expect(faults(document)).toEqual(["DOC003 4:7"]);
    expect(document).toMatchObject({ kind: "Partner", shaped: false });
  });
});

describe("bytes", () => {
  test.each<[string, Uint8Array, string[]]>([
    ["a byte order mark", bytesOf(`\ufeff${partner}`), ["DOC001 1:1"]],
    ["UTF-16", Buffer.from(partner, "utf16le"), ["DOC001 1:1"]],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${partner}`, "utf16le"), ["DOC001 1:1"]],
    ["NUL", bytesOf("a: b\nc: \0\n"), ["DOC001 2:1"]],
    ["Latin-1", Buffer.from("a: b\nc: Müller\n", "latin1"), ["DOC001 2:1"]],
    ["a cut-off character", Buffer.from("a: ü").subarray(0, 4), ["DOC001 1:1"]],
    ["too many bytes", Buffer.alloc(limits.bytes + 1, "a"), ["DOC010 1:1"]],
    ["too many lines", Buffer.from("\n".repeat(limits.lines + 1)), ["DOC010 1:1"]],
  ])("%s", (_, bytes, expected) => {
    const document = parseDocument("any.yaml", bytes);
    expect(faults(document)).toEqual(expected);
    expect(document).toMatchObject({ kind: null, value: null, shaped: false });
  });

  test("the byte that is not UTF-8 is named", () => {
    expect(parseDocument("any.yaml", Buffer.from("a: b\nc: Müller\n", "latin1")).faults[0]?.message).toContain(
      "0xfc at offset 9",
    );
  });

  test("CRLF is read like LF, and places fit", () => {
    const document = parse(partner.replaceAll("\n", "\r\n"));
    expect(document.faults).toEqual([]);
    expect(document.value).toEqual(parse(partner).value);
    expect(document.locate("/spec/legalName")).toEqual(parse(partner).locate("/spec/legalName"));
    expect(document.lines).toEqual(parse(partner).lines);
  });
});

describe("YAML", () => {
  const envelope = "apiVersion: kwanus/v1\nkind: Withdrawal\nspec:\n  subject: acme/EXP-0001\n  filed: 2026-11-21\n";
  test.each<[string, string, string[]]>([
    ["a syntax error, once", "a: [1, 2\nb: }\n", ["DOC001 2:1"]],
    ["an unquoted colon", `${envelope}  reason: late: too late\n`, ["DOC001 6:11"]],
    ["a duplicate key", `${envelope}  reason: a\n  filed: 2026-11-22\n`, ["DOC002 7:3"]],
    ["a duplicate key in other quotes", `${envelope}  reason: a\n  "filed": 2026-11-22\n`, ["DOC002 7:3"]],
    ["a list as a key", `${envelope}  reason: a\n? [x]\n: y\n`, ["DOC001 7:3"]],
    [
      "an anchor and its alias",
      `${envelope.replace("2026", "&day 2026")}  reason: *day\n`,
      ["DOC010 5:10", "DOC010 6:11"],
    ],
    ["a tag", `${envelope}  reason: !!str 1\n`, ["DOC010 6:11"]],
    ["a merge key", `${envelope}  <<: { reason: a }\n`, ["DOC010 6:3"]],
    ["a directive", `%YAML 1.1\n---\n${envelope}  reason: a\n`, ["DOC010 1:1"]],
    ["two documents", `${envelope}  reason: a\n---\na: b\n`, ["DOC010 7:1"]],
    ["an empty file", "", ["DOC004 1:1"]],
    ["only a comment", "# soon\n", ["DOC004 1:1"]],
    ["a list at the top", "- a\n", ["DOC004 1:1"]],
    ["65 levels", `${envelope}  reason: ${"[".repeat(63)}${"]".repeat(63)}\n`, ["DOC010 6:73"]],
    ["a bidi mark", `${envelope}  reason: a\u202eb\n`, ["DOC012 6:12"]],
    ["a bidi mark behind an escape", `${envelope}  reason: "a\\u202eb"\n`, ["DOC012 6:11"]],
    ["a lone surrogate behind an escape", `${envelope}  reason: "a\\ud800b"\n`, ["DOC012 6:11"]],
    ["a zero-width space in a comment", `${envelope}  reason: a # \u200b\n`, ["DOC012 6:15"]],
    ["an escape sequence", `${envelope}  reason: a\u001b[31m\n`, ["DOC012 6:12"]],
    ["a lone carriage return", `${envelope}  reason: a\rb\n`, ["DOC012 6:12"]],
    ["joined emoji", `${envelope}  reason: "👩‍💻"\n`, []],
  ])("%s", (_, source, expected) => {
    expect(faults(parse(source))).toEqual(expected);
  });

  test("hidden characters do not keep a document from being judged, and are named", () => {
    const document = parse(`${envelope}  reason: a\u2066b\n`);
    expect(document.shaped).toBe(true);
    expect(document.faults[0]?.message).toContain("U+2066");
  });

  test("__proto__ is data", () => {
    const document = parse(`${envelope}  reason: a\n  __proto__: { polluted: true }\n`);
    expect(faults(document)).toEqual(["DOC005 7:3"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys((document.value as { spec: object }).spec)).toContain("__proto__");
  });
});

describe("locate", () => {
  test.each<[string, "key" | "value", string]>([
    ["/spec/contacts/0/email", "value", "14:14-14:31"],
    ["/spec/contacts/0/email", "key", "14:7-14:12"],
    ["/spec/contacts/0", "value", "13:7-14:31"],
    ["/metadata/id", "value", "7:7-7:11"],
    ["/spec/nothing", "value", "9:1-9:5"],
    ["/spec/contacts/7/role", "value", "13:5-14:31"],
    ["/nothing", "value", "3:1-3:11"],
    ["", "value", "3:1-14:31"],
  ])("%s, its %s", (pointer, part, expected) => {
    const { line, column, endLine, endColumn } = parse(partner).locate(pointer, part);
    expect(`${line}:${column}-${endLine}:${endColumn}`).toBe(expected);
  });
});

describe("templates", () => {
  test.each(templates)("$name is valid as it is and names its schema", ({ text }) => {
    const document = parse(text);
    expect(document.faults).toEqual([]);
    expect(document.shaped).toBe(true);
    const schema = /^# yaml-language-server: \$schema=\.\.\/schemas\/(\S+)\n/.exec(text)?.[1] ?? "none";
    expect(JSON.parse(readFileSync(join(folder, "../schemas", schema), "utf8")).title).toBe(document.kind);
  });

  test("an application of tier 1 takes under sixty lines", () => {
    expect(parse(text("application")).value).toMatchObject({ spec: { requestedTier: 1 } });
    expect(text("application").split("\n").length).toBeLessThan(60);
  });

  test("filling in keeps comments, removes with its comments, and escapes what it is given", () => {
    const filled = fillTemplate(text("application"), {
      "/metadata/id": "acme/APP-0007",
      "/metadata/authors": ["dana", "lee"],
      "/spec/businessJustification": "Late payments: fewer.\n\n# not a comment\n",
      "/spec/technicalOverview": `${"A long sentence that goes on. ".repeat(8)}end`,
      "/spec/requestedCapabilities": undefined,
      "/spec/supersedes": "acme/APP-0001",
    });
    const document = parse(filled);
    expect(document.faults).toEqual([]);
    expect(document.value).toMatchObject({
      metadata: { id: "acme/APP-0007", authors: ["dana", "lee"] },
      spec: { businessJustification: "Late payments: fewer.\n\n# not a comment\n", supersedes: "acme/APP-0001" },
    });
    expect((document.value as { spec: object }).spec).not.toHaveProperty("requestedCapabilities");
    expect(filled).not.toContain("# Capability classes");
    for (const comment of ["# What users and the ecosystem gain.", "# Who wrote it.", "# Whose data"])
      expect(filled).toContain(comment);
    expect(Math.max(...filled.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test("comment lines stand above their field, below those it has, whatever they hold", () => {
    const lines = ["2026-11-21 acme/APP-0001", "x\n  tasks: []\u0000\u2028- y", ""];
    const commented = withComment(text("review"), "/spec/tasks", lines);
    const [before = "", , after = ""] = commented.split(/(?=\n {2}tasks:)|(?<=\n {2}tasks:)/);
    expect(before).toMatch(
      /# What the specification asks[^\n]*\n {2}# 2026-11-21 acme\/APP-0001\n {2}# x {3}tasks: \[\] /,
    );
    expect(after).toContain("- id: partner-review");
    expect(parse(commented).value).toEqual(parse(text("review")).value);
    expect(() => withComment(text("review"), "/spec/nothing", lines)).toThrow("no field /spec/nothing");
  });

  test("several items of one list can be removed at once", () => {
    const filled = fillTemplate(text("risk"), {
      "/spec/entries/1": undefined,
      "/spec/entries/0": undefined,
      "/spec/entries/2/none": "x",
    });
    expect(parse(filled).value).toMatchObject({ spec: { entries: [{ none: "x" }, { category: "ecosystem" }] } });
  });

  test.each(templates)("$name: reading and writing keeps data and comments", ({ text }) => {
    const again = fillTemplate(text, {});
    expect(parse(again).value).toEqual(parse(text).value);
    const comments = (source: string): string[] =>
      source.split("\n").flatMap((line) => /^\s*#.*/.exec(line)?.[0].trim() ?? []);
    expect(comments(again)).toEqual(comments(text));
    expect(fillTemplate(again, {})).toBe(again);
  });
});

describe("laws", () => {
  const inside = ({ lines }: Document, { line, column, endLine, endColumn }: ReturnType<Document["locate"]>): boolean =>
    line >= 1 &&
    column >= 1 &&
    endLine <= lines.length &&
    (line < endLine || (line === endLine && column <= endColumn)) &&
    endColumn <= (lines[endLine - 1]?.length ?? 0) + 2;
  const marks = [
    "\n",
    "  ",
    "\t",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!t ",
    "|",
    ">",
    '"',
    "'",
    "#",
    "---\n",
    "%",
    "? ",
    ",",
    "\0",
    "\ufeff",
    "\u202e",
    "\r",
    "<<: ",
  ];
  const mutated = fc
    .record({
      template: fc.constantFrom(...templates.map(({ text }) => text)),
      edits: fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          cut: fc.nat(40),
          add: fc.oneof(fc.constantFrom(...marks), fc.string()),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ template, edits }) =>
      edits.reduce(
        (source, { at, cut, add }) =>
          source.slice(0, at * source.length) + add + source.slice(at * source.length + cut),
        template,
      ),
    );
  const pointers = ["", "/", "/spec", "/spec/x/y", "/spec/bodies/0/members/3", "/~0/~1", "/metadata/id"];
  const sound = (bytes: Uint8Array): void => {
    const document = parseDocument("governance/policy.yaml", bytes);
    for (const pointer of pointers)
      for (const part of ["key", "value"] as const) expect(inside(document, document.locate(pointer, part))).toBe(true);
    for (const { range } of document.faults) expect(range && inside(document, range)).toBe(true);
    expect(document.shaped || document.faults.length > 0).toBe(true);
  };

  test("no bytes make it throw", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), sound), { numRuns: 500 });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...marks, "a", "kind", "spec")).map((words) => bytesOf(words.join(""))),
        sound,
      ),
      { numRuns: 1000 },
    );
  });

  test("no change to a valid document makes it throw, and a document without faults is shaped", () => {
    fc.assert(fc.property(mutated.map(bytesOf), sound), { numRuns: 700 });
  });

  test("what is filled in reads back as it was", () => {
    const long = fc
      .array(
        fc.constantFrom("word", " ", "  ", "\n", "\n\n", ": ", "# ", "- ", "'", '"', "\t", "longer-than-usual-word"),
        { maxLength: 60 },
      )
      .map((words) => words.join(""));
    const filling = fc.record({
      "/spec/businessJustification": fc.oneof(long, fc.string()),
      "/metadata/authors": fc.array(fc.string({ maxLength: 120 }), { maxLength: 4 }),
      "/spec/requestedPermissions/0": fc.record({ id: fc.string(), justification: long }),
    });
    fc.assert(
      fc.property(filling, (values) => {
        const { spec, metadata } = parse(fillTemplate(text("application"), values)).value as {
          [part: string]: { [field: string]: unknown };
        };
        expect(spec?.["businessJustification"]).toBe(values["/spec/businessJustification"]);
        expect(metadata?.["authors"]).toEqual(values["/metadata/authors"]);
        expect(spec?.["requestedPermissions"]).toEqual([values["/spec/requestedPermissions/0"]]);
      }),
      { numRuns: 300 },
    );
  });

  test("what is printed reads back as it was, in the same bytes each time", () => {
    const word = fc.oneof(
      fc.string(),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        "<<",
        "yes",
        "null",
        "1.10",
        "0x1",
        "- a",
        "a: b",
        "# a",
        " a ",
        "a\n",
        "\na",
        "a\n b\n\n",
        " \n",
        "  \n\n",
        "\t\n",
        "__proto__",
        "2026-11-21",
        "---",
        "...",
        "\t",
        "@",
        "*a",
      ),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.boolean(),
        fc.integer(),
        fc.constant(null),
        tie("list"),
        tie("mapping"),
      ),
      list: fc.array(tie("value"), { maxLength: 5 }),
      mapping: fc.dictionary(word, tie("value"), { maxKeys: 5 }),
    }));
    fc.assert(
      fc.property(fc.dictionary(word, value, { minKeys: 1, maxKeys: 5 }), (data) => {
        const printed = printDocument(data);
        expect(parse(printed).value).toEqual(data);
        expect(printDocument(parse(printed).value)).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });
});

describe("time", () => {
  const fill = (unit: string): string =>
    unit.repeat(
      Math.min(Math.floor(limits.bytes / unit.length), unit.includes("\n") ? limits.lines - 10 : Infinity) - 10,
    );
  const hostile: { [name: string]: string } = {
    "alias bomb": `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*a, *a, *a]\n`).join("")}`,
    "open lists": fill("["),
    "closed lists": fill("]"),
    "nested mappings": fill("{a: "),
    "nested items": fill("- "),
    "nested keys": fill("? "),
    "many commas": `a: [${fill(",")}`,
    "many strings": fill('"" '),
    "many anchors": fill("&a "),
    "many documents": fill("---\n"),
    "many keys": Array.from({ length: 40_000 }, (_, i) => `k${i}: v\n`).join(""),
    "many keys in one line": `{${Array.from({ length: 90_000 }, (_, i) => `k${i}: v`).join(", ")}}`,
    "unknown fields": `apiVersion: kwanus/v1\nkind: Proposal\nmetadata: {}\nspec:\n${Array.from({ length: 1900 }, (_, i) => `  requestedPermisionWithAVeryLongNameIndeed${i}: v\n`).join("")}`,
    "long list": `apiVersion: kwanus/v1\nkind: Person\nmetadata: {}\nspec:\n  affiliations:\n${fill("    - { a: b }\n").slice(0, 24_000)}`,
    "deep indent": Array.from({ length: 1300 }, (_, i) => `${" ".repeat(i)}a:\n`).join(""),
    "long text": `apiVersion: kwanus/v1\nkind: Partner\nspec: "${fill("\\u202e")}"`,
    "long plain text": `a: ${fill("lorem ipsum ")}`,
    "long lines of block text": `a: |\n${fill(" x\n")}`,
    "hidden characters": fill("\u200b").slice(0, limits.bytes / 3),
    "carriage returns": fill("\r"),
    surrogates: fill("👩").slice(0, limits.bytes / 2 - 100),
  };
  const timed = (source: string) => {
    const bytes = bytesOf(source);
    expect(bytes.length).toBeLessThanOrEqual(limits.bytes);
    const start = performance.now();
    const { faults } = parseDocument("any.yaml", bytes);
    return { faults, took: performance.now() - start };
  };
  // An honest document near the limits, timed beside the hostile one: seconds would tell more of the machine.
  const honest = `a:\n${Array.from({ length: 1900 }, (_, i) => `  - { id: k${i}, title: An ordinary entry, size: ${i} }\n`).join("")}`;

  test.each(Object.entries(hostile))("%s costs no more than a few honest documents", (_, source) => {
    const { faults } = timed(source);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(200);
    // A machine may stumble once or twice, not three times.
    const cheap = [1, 2, 3].some(() => timed(source).took < 4 * timed(honest).took);
    expect(cheap).toBe(true);
  });
});
