// The report on risk as a sheet, CSV and JSON.

import type { AssessmentRow, RiskRow, RiskView, Unassessed } from "../views/risk.ts";
import { plural } from "./counts.ts";
import { csvTable } from "./csv.ts";
import { envelope } from "./envelope.ts";
import type { Sheet, SheetCell } from "./sheet.ts";

/** The assessments, then every risk in them. */
export function riskSheet({ rows, lacks, asOf, revision }: RiskView): Sheet {
  const risks = rows.flatMap((row) => row.risks.map((risk) => ({ ...risk, row })));
  const late = risks.filter((risk) => risk.late).length;
  const above = rows.filter(({ worst }) => worst?.above ?? false).length;
  return {
    title: "Risk of the ecosystem",
    summary: `${plural(rows.length, "assessment")}, ${above} above what is carried; ${plural(risks.length, "risk")}, ${late} late to be looked at again; ${lacks.length} not assessed in full`,
    asOf,
    revision,
    command: "kwanus report risk",
    sections: [
      {
        heading: "Assessments",
        caption: "One row for each assessment: what can still change first, the worst first",
        header: ["of", "state", "worst residual risk", "carried", "risks", "next look"],
        rows: rows.map((row): SheetCell[] => [
          row.subject,
          row.state,
          worstOf(row),
          row.carries === null ? "" : `carries ${row.carries}`,
          row.none.length === 0
            ? plural(row.risks.length, "risk")
            : `${plural(row.risks.length, "risk")}; none: ${row.none.join(", ")}`,
          nextLook(row),
        ]),
        none: "nothing was assessed yet",
        notes: ["An assessment of what was decided is a record: its days are held against nobody"],
      },
      {
        heading: "Not assessed",
        caption: "One row for each request, integration and component whose risk is not assessed in every category",
        header: ["of", "state", "what lacks", "where"],
        rows: lacks.map((one): SheetCell[] => [
          one.subject,
          one.state,
          { text: lackOf(one), tone: one.is === "none" && one.state === "in use" ? "warning" : "bad" },
          one.path,
        ]),
        none: "all that is asked for and in use is assessed in every category",
        notes:
          lacks.length === 0
            ? []
            : [
                "An integration or component whose risk nobody assessed counts as high, and rolls out under control (ROL001)",
              ],
      },
      {
        heading: "Risks",
        caption: "One row for each risk, as its assessment names it",
        header: ["of", "residual", "category", "answers for it", "looked at by", "escalated", "inherent", "risk"],
        rows: risks.map((risk): SheetCell[] => [
          risk.row.subject,
          { text: `${risk.residual} ${risk.band ?? "no band"}`, tone: toneOf(risk.band) },
          risk.category,
          risk.owner,
          risk.late ? { text: `${risk.reviewBy} late`, tone: "bad" } : risk.reviewBy,
          risk.escalationInWords === null ? "not escalated" : `escalated within ${risk.escalationInWords}`,
          `from ${risk.inherent}`,
          risk.risk,
        ]),
        none: "no risk was named yet",
      },
    ],
  };
}

/** `nothing on compliance, ecosystem`. */
function lackOf({ is, categories }: Unassessed): string {
  if (is === "partial") return `nothing on ${categories.join(", ")}`;
  return is === "none" ? "no assessment" : "its assessment cannot be read";
}

function worstOf({ worst }: AssessmentRow): SheetCell {
  if (worst === null) return { text: "none named", tone: "quiet" };
  const words = `${worst.score} of 25, ${worst.band ?? "no band"}`;
  return worst.above ? { text: `${words}, too much`, tone: "bad" } : { text: words, tone: toneOf(worst.band) };
}

function toneOf(band: RiskRow["band"]): "good" | "warning" | "bad" {
  return band === "low" ? "good" : band === "medium" ? "warning" : "bad";
}

function nextLook({ risks, state }: AssessmentRow): SheetCell {
  const next = risks.map(({ reviewBy }) => reviewBy).sort()[0] ?? "";
  if (state !== "in use" && state !== "open") return { text: "a record", tone: "quiet" };
  return risks.some(({ late }) => late) ? { text: `${next} late`, tone: "bad" } : next;
}

/** One line for each risk, then one for each assessment that lacks. */
export function riskCsv({ rows, lacks }: RiskView): string {
  const header = [
    "subject",
    "state",
    "category",
    "inherent",
    "residual",
    "band",
    "carries",
    "owner",
    "reviewBy",
    "late",
  ];
  const lines = rows.flatMap((row) =>
    row.risks.map((risk) => [
      row.subject,
      row.state,
      risk.category,
      String(risk.inherent),
      String(risk.residual),
      risk.band ?? "",
      row.carries ?? "",
      risk.owner,
      risk.reviewBy,
      risk.late ? "late" : "",
      risk.escalation ?? "",
      risk.risk,
      row.path,
      "",
    ]),
  );
  const open = lacks.map((one) => {
    const known = [one.subject, one.state];
    const empty = Array.from({ length: header.length + 2 - known.length }, () => "");
    return [...known, ...empty, one.path, lackOf(one)];
  });
  return csvTable([[...header, "escalatedWithin", "risk", "source", "lacks"], ...lines, ...open]);
}

/** Published, so written field by field: schemas/output/report-risk.schema.json says what is in it. */
export function riskJson({ rows, lacks, asOf, revision }: RiskView): string {
  return envelope("risk", {
    asOf,
    revision,
    assessments: rows.map(({ subject, path, state, carries, worst, risks, none }) => ({
      subject,
      path,
      state,
      carries,
      worst: worst === null ? null : { score: worst.score, band: worst.band, above: worst.above },
      risks: risks.map((risk) => ({
        category: risk.category,
        risk: risk.risk,
        inherent: risk.inherent,
        residual: risk.residual,
        band: risk.band,
        escalation: risk.escalation,
        owner: risk.owner,
        reviewBy: risk.reviewBy,
        days: risk.days,
        late: risk.late,
      })),
      none: [...none],
    })),
    lacks: lacks.map(({ subject, state, path, is, categories }) => ({
      subject,
      state,
      path,
      is,
      categories: [...categories],
    })),
  });
}
