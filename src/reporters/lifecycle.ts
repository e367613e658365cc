// The lifecycle report as text, Markdown, CSV and JSON; lifecycle-html.ts has the page.

import type { Due, LifecycleRow, LifecycleView } from "../views/lifecycle.ts";
import { calledFields, calledRows } from "./called-for.ts";
import { csvTable } from "./csv.ts";
import { envelope } from "./envelope.ts";
import { markdown, markdownCode, terminal } from "./escape.ts";
import { fold } from "./fold.ts";
import { readFrom } from "./sheet.ts";
import { type Cell, type Layout, table } from "./table.ts";

/** Each subject with its stage, and below it what is late, due, ahead and restricted. */
export function lifecycleText({ rows, asOf, revision, note }: LifecycleView, layout: Layout): string {
  const { style } = layout;
  if (rows.length === 0)
    return `no partner, integration or component yet: kwanus propose application files the first\n${terminal(revision)} as of ${asOf}\n`;
  const blocks = rows.map((row) => {
    const stage =
      row.suspendedUntil === null ? row.stageName : `${row.stageName}, suspended until ${row.suspendedUntil}`;
    const head = `${style.bold(terminal(row.subject))}  ${terminal(row.title)}   ${inColour(row, stage, layout)}`;
    return `${fold(head, layout.columns, 2)}\n${table(detailsOf(row), { ...layout, indent: 2 })}`;
  });
  const sum = fold(
    `${summaryOf(rows)}\n${terminal(revision)} as of ${asOf}${note === null ? "" : `\nnote: ${note}`}`,
    layout.columns,
    2,
  );
  return `${blocks.join("\n")}\n${sum}\n`;
}

function inColour({ stage, suspendedUntil }: LifecycleRow, text: string, { style }: Layout): string {
  if (stage === "end-of-support" || suspendedUntil !== null) return style.error(text);
  if (stage === "deprecation") return style.warning(text);
  return stage === "active" ? style.good(text) : style.note(text);
}

function detailsOf(row: LifecycleRow): (readonly Cell[])[] {
  const since = row.since === null ? "nothing it rests on is approved yet" : `${row.since}, by ${row.because}`;
  const inherited = row.inheritedFrom === null ? "" : `, with its partner ${row.inheritedFrom}`;
  return [
    ["since", `${since}${inherited}`],
    ...(row.tier === null ? [] : [["tier", String(row.tier)]]),
    ...(row.kind === "Partner" ? [] : [["released", releasedInWords(row)]]),
    ...row.restrictions.map(({ text, clauses }) => ["restricted", `${text} (${clauses.join(", ")})`]),
    ...row.due.map((due): readonly Cell[] => [due.late ? ["late", "error"] : "due", `${due.on}  ${due.what}`]),
    ...row.ahead.map(({ on, what, source }) => ["ahead", `${on}  ${what} (${source})`]),
    ...calledRows(row.called),
  ];
}

/** `1.1.0, since 2026-11-10`. */
export function releasedInWords({ released }: LifecycleRow): string {
  return released === null ? "no version was signed off yet" : `${released.version}, since ${released.on}`;
}

function summaryOf(rows: readonly LifecycleRow[]): string {
  const late = rows.flatMap(({ due }) => due).filter((due) => due.late).length;
  const stages = new Map<string, number>();
  for (const { stageName } of rows) stages.set(stageName, (stages.get(stageName) ?? 0) + 1);
  const counts = [...stages].map(([name, count]) => `${count} ${name}`);
  return `${rows.length} in all: ${counts.join(", ")}; ${late} late`;
}

/** A table, then what is late, due and ahead. */
export function lifecycleMarkdown({ rows, asOf, revision, note }: LifecycleView): string {
  const lines = [
    `# Lifecycle as of ${asOf}`,
    "",
    ...(note === null ? [] : [`Note: ${markdown(note)}.`, ""]),
    "| subject | stage | since | tier | released | suspended | late | next due | next ahead |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map((row) => {
      const cells = [
        `${markdownCode(row.subject)} ${markdown(row.title)}`,
        row.stageName,
        row.since ?? "",
        row.tier === null ? "" : String(row.tier),
        row.released === null ? "" : `${markdown(row.released.version)} ${row.released.on}`,
        row.suspendedUntil === null ? "" : `until ${row.suspendedUntil}`,
        String(row.due.filter(({ late }) => late).length),
        dayInWords(row.due.find(({ late }) => !late)),
        dayInWords(row.ahead[0]),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  ];
  const late = rows.flatMap((row) =>
    row.due.filter((due) => due.late).map((due) => ({ ...due, subject: row.subject })),
  );
  if (late.length > 0)
    lines.push(
      "",
      "## Late",
      "",
      ...late.map(({ on, what, subject }) => `- ${on} ${markdown(what)}, ${markdownCode(subject)}`),
    );
  const called = rows.flatMap(({ subject, called: one }) => (one === null ? [] : [{ subject, ...one }]));
  if (called.length > 0)
    lines.push(
      "",
      "## Called for",
      "",
      ...called.map(
        ({ subject, why, command }) => `- ${markdownCode(subject)}: ${markdown(why)}; ${markdownCode(command)}`,
      ),
    );
  const restricted = rows.filter(({ restrictions }) => restrictions.length > 0);
  if (restricted.length > 0)
    lines.push(
      "",
      "## Restrictions in force",
      "",
      ...restricted.map(
        ({ subject, restrictions }) =>
          `- ${markdownCode(subject)}: ${restrictions.map(({ text }) => markdown(text)).join("; ")}`,
      ),
    );
  lines.push("", readFrom(revision));
  return `${lines.join("\n")}\n`;
}

function dayInWords(day: Pick<Due, "on" | "what"> | undefined): string {
  return day === undefined ? "" : `${day.on} ${markdown(day.what)}`;
}

/** One line a subject; lists inside a field are separated by semicolons. */
export function lifecycleCsv({ rows }: LifecycleView): string {
  const days = (list: readonly Pick<Due, "on" | "what">[]): string =>
    list.map(({ on, what }) => `${on} ${what}`).join("; ");
  return csvTable([
    [
      "subject",
      "kind",
      "title",
      "stage",
      "since",
      "because",
      "inherited from",
      "suspended until",
      "tier",
      "released version",
      "released on",
      "late",
      "due",
      "ahead",
      "restrictions",
      "called for",
    ],
    ...rows.map((row) => [
      row.subject,
      row.kind,
      row.title,
      row.stageName,
      row.since ?? "",
      row.because ?? "",
      row.inheritedFrom ?? "",
      row.suspendedUntil ?? "",
      String(row.tier ?? ""),
      row.released?.version ?? "",
      row.released?.on ?? "",
      days(row.due.filter(({ late }) => late)),
      days(row.due.filter(({ late }) => !late)),
      days(row.ahead),
      row.restrictions.map(({ text }) => text).join("; "),
      row.called?.why ?? "",
    ]),
  ]);
}

/** Published, so written field by field: schemas/output/report-lifecycle.schema.json says what is in it. */
export function lifecycleJson({ rows, asOf, revision, note }: LifecycleView): string {
  return envelope("lifecycle", {
    asOf,
    revision,
    note,
    subjects: rows.map((row) => ({
      subject: row.subject,
      kind: row.kind,
      title: row.title,
      stage: row.stage,
      since: row.since,
      because: row.because,
      inheritedFrom: row.inheritedFrom,
      suspendedUntil: row.suspendedUntil,
      tier: row.tier,
      released: row.released,
      due: row.due.map(({ on, what, late, source }) => ({ on, what, late, source })),
      ahead: row.ahead.map(({ on, what, source }) => ({ on, what, source })),
      restrictions: row.restrictions.map(({ text, clauses }) => ({ text, clauses })),
      calledFor: calledFields(row.called),
      history: row.stretches.map(({ stage, from, to, planned, because }) => ({ stage, from, to, planned, because })),
    })),
  });
}
