// One report with every sort of finding, and findings made of whatever a test needs.

import type { Finding, Report } from "../../src/finding.ts";
import { plain } from "../../src/reporters/style.ts";
import type { TextTelling } from "../../src/reporters/text.ts";

export const wildcard: Finding = {
  rule: "PRM002",
  name: "permission-wildcard",
  severity: "error",
  message: '"write:*" is a wildcard',
  path: "partners/acme/integrations/score-insights/manifest.yaml",
  range: { line: 41, column: 11, endLine: 41, endColumn: 18 },
  frame: { firstLine: 40, lines: ["  permissions:", "    - id: write:*", "      scope: all"] },
  pointer: "/spec/permissions/0/id",
  subject: "acme/EXP-0003",
  help: "the contract writes through 2 operations: declare write:exports and write:workflows",
  clauses: [
    { id: "PIS-6.3.1", text: "" },
    { id: "EPF-5.2.2", text: "wildcard permissions" },
  ],
  standing: "new",
  fingerprint: "0123456789ab",
};

export function finding(fields: Partial<Finding> = {}): Finding {
  return { ...wildcard, ...fields };
}

export function report(findings: readonly Finding[], fields: Partial<Report> = {}): Report {
  return {
    findings,
    head: "working tree",
    base: "main@3f2c1ab",
    asOf: "2026-11-21",
    documents: 41,
    rules: 96,
    notJudged: 0,
    notes: [],
    ...fields,
  };
}

/** Every severity, standing and kind of place. */
export const everySort: Report = report(
  [
    wildcard,
    finding({ rule: "DOC011", range: null, frame: null, clauses: [], help: null, path: "a, b:c%.yaml" }),
    finding({ rule: "RSK001", severity: "warning", range: { line: 3, column: 1, endLine: 9, endColumn: 1 } }),
    finding({ rule: "IDN004", standing: "existing" }),
    finding({ rule: "PRM010", standing: "consequence", message: "wider | than `approved` by @bo" }),
  ],
  { notJudged: 2, notes: ["root of trust: pin 3f2c1ab"] },
);

export const telling: TextTelling = { neverWaivable: new Set(["PRM002"]), leftOut: 0, style: plain, columns: 100 };
