// The comparison for programs and for people: the published schema, hostile words, and lines.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { compareContracts } from "../../src/contract/compare.ts";
import { linesOfPointers } from "../../src/contract/lines.ts";
import { type ContractView, contractFields, contractMarkdown, contractText } from "../../src/reporters/contract.ts";
import { envelope } from "../../src/reporters/envelope.ts";
import { plain } from "../../src/reporters/style.ts";

const esc = String.fromCharCode(27);
const hostile = `a|b\n::error::${esc}[31m @ada`;
const old = { properties: { [hostile]: { type: "string" } }, minProperties: 1 };
const fresh = { properties: { [hostile]: { type: "number" } }, pattern: hostile, deprecated: true };

const view: ContractView = {
  old: { name: "old.json", lines: new Map([["/minProperties", 7]]) },
  new: { name: `new ${hostile}`, lines: new Map() },
  kind: "schema",
  changes: compareContracts(old, fresh),
};

describe("a comparison", () => {
  it("conforms to its published schema, which knows every field", () => {
    const validate = new Ajv2020().compile(JSON.parse(readFileSync("schemas/output/contract.schema.json", "utf8")));
    const written: unknown = JSON.parse(envelope("contract", contractFields(view)));
    expect(validate(written), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...(written as object), extra: 1 })).toBe(false);
    expect(written).toMatchObject({
      counts: { breaking: 2, undecided: 0, compatible: 2 },
      changes: expect.arrayContaining([
        expect.objectContaining({ old: { pointer: "/minProperties", line: 7, value: 1 } }),
      ]),
    });
  });

  it("says harmlessly what strangers wrote", () => {
    for (const text of [contractText(view, true, { style: plain, columns: 80 }), contractMarkdown(view, true)]) {
      expect(text).toContain("min-properties-lowered");
      expect(text).not.toContain(esc);
      expect(text).not.toMatch(/^\s*::error/m);
    }
    expect(contractMarkdown(view, true)).not.toMatch(/(?<![`\\])@ada(?!.*[`<])/);
  });
});

describe("lines", () => {
  const json = '{\n  "a": [\n    1,\n    { "b/c": { "d": [] }, "e": "x:{,[\\"" }\n  ],\n  "f": {}\n}\n';
  const yaml = "a:\n  - 1\n  - b/c: { d: [] }\n    e: x\nf: {}\n";
  const pointers = new Set(["", "/a", "/a/0", "/a/1", "/a/1/b~1c/d", "/a/1/e", "/f"]);

  it("are found in JSON", () => {
    expect([...linesOfPointers(json, false, pointers)]).toEqual([
      ["", 1],
      ["/a", 2],
      ["/a/0", 3],
      ["/a/1", 4],
      ["/a/1/b~1c/d", 4],
      ["/a/1/e", 4],
      ["/f", 6],
    ]);
  });

  it("are found in YAML", () => {
    const found = linesOfPointers(yaml, true, pointers);
    expect(["/a", "/a/0", "/a/1/b~1c/d", "/a/1/e", "/f"].map((pointer) => found.get(pointer))).toEqual([1, 2, 3, 4, 5]);
  });
});
