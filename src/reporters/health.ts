// The report on health as a sheet, CSV and JSON.

import type { DocumentedRow, HealthView, Indicator } from "../views/health.ts";
import { csvTable } from "./csv.ts";
import { envelope } from "./envelope.ts";
import { countedInWords } from "./reviews.ts";
import type { Sheet, SheetCell } from "./sheet.ts";

/** The indicators, then the documents of each integration and component. */
export function healthSheet({ indicators, documentation, asOf, revision }: HealthView): Sheet {
  const asked = indicators.filter(({ optional }) => !optional);
  const counted = asked.filter(({ of }) => of > 0);
  const whole = counted.filter(({ holds, of }) => holds === of).length;
  const empty = asked.length - counted.length;
  return {
    title: "Health of the ecosystem",
    summary: `${whole} of ${counted.length} indicators hold in full; ${empty} ${empty === 1 ? "has" : "have"} nothing to count yet`,
    asOf,
    revision,
    command: "kwanus report health",
    sections: [
      {
        heading: "Indicators",
        caption: "One row for each outcome, with what is counted in its place",
        header: ["outcome", "holds", "counted in its place", "read from", "clauses"],
        rows: indicators.map((one): SheetCell[] => [
          one.name,
          { text: countedInWords(one), tone: toneOf(one) },
          one.proxy,
          one.source,
          one.clauses.join(", "),
        ]),
        none: "there is nothing to count",
        notes: ["An indicator stands for an outcome that no rule can demand; nothing to count is no good sign"],
      },
      {
        heading: "Documentation",
        caption: "One row for each integration and component",
        header: ["of", "state", "required", "optional"],
        rows: documentation.map((row): SheetCell[] => [
          row.subject,
          row.released ? "released" : "not released yet",
          requiredIn(row),
          optionalIn(row),
        ]),
        none: "there is no integration or component yet",
      },
    ],
  };
}

function toneOf({ holds, of, optional }: Indicator): "quiet" | "good" | "warning" {
  if (of === 0 || (optional && holds < of)) return "quiet";
  return holds === of ? "good" : "warning";
}

function requiredIn({ documents, released }: DocumentedRow): SheetCell {
  const required = documents.filter((one) => one.required);
  const missing = required.filter(({ there }) => !there).map(({ title }) => title);
  if (missing.length === 0) return { text: `has all ${required.length} required documents`, tone: "good" };
  return { text: `lacks ${missing.join(", ")}`, tone: released ? "bad" : "warning" };
}

function optionalIn({ documents }: DocumentedRow): SheetCell {
  const there = documents.filter((one) => !one.required && one.there).map(({ title }) => title);
  return there.length === 0 ? { text: "no optional document", tone: "quiet" } : `has ${there.join(", ")}`;
}

/** One line for each indicator. */
export function healthCsv({ indicators }: HealthView): string {
  const lines = indicators.map((one) => [
    one.name,
    String(one.holds),
    String(one.of),
    one.proxy,
    one.source,
    one.clauses.join(" "),
  ]);
  return csvTable([["outcome", "holds", "of", "countedBy", "source", "clauses"], ...lines]);
}

/** Published, so written field by field: schemas/output/report-health.schema.json says what is in it. */
export function healthJson({ indicators, documentation, asOf, revision }: HealthView): string {
  return envelope("health", {
    asOf,
    revision,
    indicators: indicators.map(({ name, proxy, holds, of, source, optional, clauses }) => ({
      name,
      proxy,
      holds,
      of,
      source,
      optional,
      clauses: [...clauses],
    })),
    documentation: documentation.map(({ subject, released, documents }) => ({
      subject,
      released,
      documents: documents.map(({ title, path, required, there }) => ({ title, path, required, there })),
    })),
  });
}
