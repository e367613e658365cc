// The report on monitoring as a sheet, CSV and JSON.

import type { MonitoredRow, MonitoringRow, MonitoringView } from "../views/monitoring.ts";
import { calledFields } from "./called-for.ts";
import { plural } from "./counts.ts";
import { csvTable } from "./csv.ts";
import { envelope } from "./envelope.ts";
import type { Sheet, SheetCell } from "./sheet.ts";

/** A section for each integration and component. */
export function monitoringSheet({ rows, asOf, revision, lookBackInWords }: MonitoringView): Sheet {
  const signals = rows.flatMap((row) => row.signals);
  const count = (verdict: MonitoredRow["verdict"]): number => signals.filter((one) => one.verdict === verdict).length;
  return {
    title: "Monitoring of the ecosystem",
    summary: `${plural(signals.length, "signal")}: ${count("pass")} pass, ${count("fail")} fail, ${count("no data")} without data; looked back ${lookBackInWords}`,
    asOf,
    revision,
    command: "kwanus report monitoring",
    sections: rows.length === 0 ? [nothing] : rows.map(sectionOf),
  };
}

const header = ["signal", "of", "verdict", "objective", "last value", "evidence"];
const nothing = {
  heading: "Signals",
  caption: "One row for each signal",
  header,
  rows: [],
  none: "there is no integration or component yet",
};

function sectionOf({ subject, title, released, plan, signals, called }: MonitoringRow): Sheet["sections"][number] {
  const state = released ? "released" : "not released yet";
  return {
    heading: `${subject}, ${title}, ${state}, ${plan === null ? "no monitoring plan" : "by its monitoring plan"}`,
    caption: `One row for each thing that has to be watched of ${subject}`,
    header,
    rows: signals.map((row): SheetCell[] => [
      row.signal,
      row.of,
      { text: row.verdict, tone: row.verdict === "pass" ? "good" : row.verdict === "fail" ? "bad" : "warning" },
      row.objective ?? { text: "not watched", tone: released ? "bad" : "warning" },
      lastInWords(row),
      gapsCell(row),
    ]),
    none: "it uses nothing that has to be watched",
    ...(called !== null && { notes: [`called for: ${called.why}`, `next: ${called.command}`] }),
  };
}

function lastInWords({ last, other, asked }: MonitoredRow): string {
  if (last === null) return other === null ? "never measured" : `${other} is no evidence`;
  const value = `${last.value} ${last.unit}, ${last.from} to ${last.to}, ${last.id}`;
  return asked === null ? value : `${value}, not ${asked}`;
}

function gapsCell(row: MonitoredRow): SheetCell {
  const { due, late } = row;
  if (due === null) return gapsInWords(row);
  return late ? { text: `${gapsInWords(row)}, was due ${due}`, tone: "bad" } : `${gapsInWords(row)}, next due ${due}`;
}

function gapsInWords({ last, gaps }: MonitoredRow): string {
  if (last === null) return "no evidence";
  const days = gaps.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  return gaps.length === 0 ? "evidence of every day" : `no evidence ${days.join(", ")}`;
}

/** One line for each signal. */
export function monitoringCsv({ rows }: MonitoringView): string {
  const lines = rows.flatMap(({ subject, released, plan, signals }) =>
    signals.map((row) => [
      subject,
      released ? "released" : "",
      row.signal,
      row.of,
      row.verdict,
      row.last === null ? "" : String(row.last.value),
      row.last?.unit ?? "",
      row.last?.from ?? "",
      row.last?.to ?? "",
      row.last?.id ?? row.other ?? "",
      row.objective ?? "",
      row.asked ?? "",
      row.gaps.map(({ from, to }) => `${from}/${to}`).join(" "),
      plan ?? "",
      row.due ?? "",
      row.late ? "late" : "",
    ]),
  );
  const first = ["subject", "released", "signal", "of", "verdict", "value", "unit", "from", "to", "measurement"];
  return csvTable([[...first, "objective", "asked", "gaps", "plan", "due", "late"], ...lines]);
}

/** Published, so written field by field: schemas/output/report-monitoring.schema.json says what is in it. */
export function monitoringJson({ rows, asOf, revision, lookBack }: MonitoringView): string {
  return envelope("monitoring", {
    asOf,
    revision,
    lookBack,
    subjects: rows.map(({ subject, title, released, plan, signals, called }) => ({
      subject,
      title,
      released,
      plan,
      calledFor: calledFields(called),
      signals: signals.map(({ signal, of, objective, verdict, asked, last, other, gaps, due, late }) => ({
        signal,
        of,
        objective,
        verdict,
        asked,
        last:
          last === null
            ? null
            : { measurement: last.id, value: last.value, unit: last.unit, from: last.from, to: last.to },
        other,
        gaps: gaps.map(({ from, to }) => ({ from, to })),
        due,
        late,
      })),
    })),
  });
}
