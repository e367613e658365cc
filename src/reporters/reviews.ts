// The report on reviews as text, Markdown, CSV and JSON; reviews-html.ts has the page.

import type { HeldReview, OpenFinding, OwedReview, ReviewRow, ReviewsView } from "../views/reviews.ts";
import type { Principle } from "../views/stewardship.ts";
import { plural } from "./counts.ts";
import { csvTable } from "./csv.ts";
import { envelope } from "./envelope.ts";
import { markdown, markdownCode, terminal } from "./escape.ts";
import { fold } from "./fold.ts";
import { readFrom } from "./sheet.ts";
import { type Cell, type Layout, table } from "./table.ts";

/** Reviews that a terminal names of each subject; the other formats have all of them. */
const mostHeld = 3;

/** Each subject with the reviews it owes, the findings it has to close, and the last reviews it had. */
export function reviewsText({ rows, principles, asOf, revision }: ReviewsView, layout: Layout): string {
  const { style } = layout;
  if (rows.length === 0) return `nothing is in use yet, so no review is owed\n${terminal(revision)} as of ${asOf}\n`;
  const blocks = rows.map((row) => {
    const head = fold(`${style.bold(terminal(row.subject))}  ${terminal(row.title)}`, layout.columns, 2);
    const owed = row.owed.map((duty): readonly Cell[] => [
      duty.late ? ["late", "error"] : "due",
      duty.due,
      `${duty.what} (${duty.body}${lastInWords(duty)})`,
    ]);
    const open = row.findings.map((finding): readonly Cell[] => [
      finding.late ? ["late", "error"] : "open",
      finding.due,
      `${finding.id} of ${finding.review}, ${finding.severity}, ${finding.owner}: ${finding.text}`,
    ]);
    const held = row.held.slice(0, mostHeld).map((one): readonly Cell[] => ["held", one.held, heldInWords(one)]);
    return `${head}\n${table([...owed, ...open, ...held], { ...layout, indent: 2 })}`;
  });
  const stewardship = table(
    principles.map((principle) => [
      principle.name,
      countedInWords(principle),
      `${principle.proxy} (${principle.source})`,
    ]),
    { ...layout, indent: 2 },
  );
  const sum = fold(`${summaryOf(rows)}\n${terminal(revision)} as of ${asOf}`, layout.columns, 2);
  return `${blocks.join("\n")}\n${style.bold("Stewardship")}\n${stewardship}\n${sum}\n`;
}

function lastInWords({ last, since }: OwedReview): string {
  if (last !== null) return `, last on ${since}`;
  return since === null ? "" : `, none since ${since}`;
}

/** `annual review acme/RV-0001, by omar and bo; 1 of 2 findings open`. */
function heldInWords({ id, name, reviewers, findings, open }: HeldReview): string {
  const left = findings === 0 ? "no findings" : `${open} of ${plural(findings, "finding")} open`;
  return `${name} ${id}, by ${reviewers.join(", ")}; ${left}`;
}

/** `3 of 4`. */
export function countedInWords({ holds, of }: Principle): string {
  return of === 0 ? "nothing yet" : `${holds} of ${of}`;
}

/** `9 reviews owed, 2 late; 1 finding open, 0 past their day`. */
export function summaryOf(rows: readonly ReviewRow[]): string {
  const owed = rows.flatMap((row) => row.owed);
  const open = rows.flatMap(({ findings }) => findings);
  const late = (all: readonly { readonly late: boolean }[]): number => all.filter((one) => one.late).length;
  return `${plural(owed.length, "review")} owed, ${late(owed)} late; ${plural(open.length, "finding")} open, ${late(open)} past the day`;
}

/** A table of what is owed, then findings, reviews held, and stewardship. */
export function reviewsMarkdown({ rows, principles, asOf, revision }: ReviewsView): string {
  const owed = rows.flatMap((row) => row.owed).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const open = rows.flatMap((row) => row.findings.map((finding) => ({ ...finding, subject: row.subject })));
  const held = rows.flatMap((row) => row.held.map((one) => ({ ...one, subject: row.subject })));
  const lines = [
    `# Reviews as of ${asOf}`,
    "",
    `${summaryOf(rows)}.`,
    "",
    "| due | review | of | held by | last | clauses |",
    "| --- | --- | --- | --- | --- | --- |",
    ...owed.map((duty) =>
      tableRow([
        duty.late ? `**late** ${duty.due}` : duty.due,
        markdown(duty.what),
        markdownCode(duty.subject),
        duty.body,
        duty.last === null ? "" : `${markdown(duty.last)} on ${duty.since}`,
        duty.clauses.join(", "),
      ]),
    ),
  ];
  if (open.length > 0)
    lines.push("", "## Open findings", "", ...open.map((finding) => `- ${findingInMarkdown(finding)}`));
  if (held.length > 0)
    lines.push(
      "",
      "## Held",
      "",
      ...held.map((one) => `- ${one.held} ${markdown(heldInWords(one))}, ${markdownCode(one.subject)}`),
    );
  lines.push(
    "",
    "## Stewardship",
    "",
    "| principle | holds | counted by | read from | clauses |",
    "| --- | --- | --- | --- | --- |",
    ...principles.map((one) =>
      tableRow([one.name, countedInWords(one), one.proxy, one.source, one.clauses.join(", ")]),
    ),
    "",
    readFrom(revision),
  );
  return `${lines.join("\n")}\n`;
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function findingInMarkdown(finding: OpenFinding & { readonly subject: string }): string {
  const { due, late, id, review, severity, owner, text, subject } = finding;
  const day = late ? `**late** ${due}` : due;
  return `${day} ${markdown(`${id} of ${review}, ${severity}, ${owner}: ${text}`)}, ${markdownCode(subject)}`;
}

/** One line for each review that is owed, each open finding and each review that was held. */
export function reviewsCsv({ rows }: ReviewsView): string {
  const lines = rows.flatMap(({ subject, of, title, owed, findings, held }) => [
    ...owed.map((duty) => [
      duty.late ? "late" : "due",
      subject,
      of,
      title,
      duty.what,
      duty.due,
      duty.body,
      duty.since ?? "",
      duty.last ?? "",
      duty.cadence,
      duty.source,
      duty.clauses.join(" "),
    ]),
    ...findings.map(({ late, due, owner, review, id, severity, text }) => [
      late ? "finding late" : "finding open",
      subject,
      of,
      title,
      `${id} (${severity}) ${text}`,
      due,
      owner,
      "",
      review,
      "",
      "",
      "",
    ]),
    ...held.map((one) => [
      "held",
      subject,
      of,
      title,
      one.name,
      one.held,
      one.reviewers.join(" "),
      one.period.from,
      one.id,
      "",
      one.path,
      "",
    ]),
  ]);
  const header = ["what", "subject", "kind", "title", "review", "day", "by", "since", "last", "cadence", "source"];
  return csvTable([[...header, "clauses"], ...lines]);
}

/** Published, so written field by field: schemas/output/report-reviews.schema.json says what is in it. */
export function reviewsJson({ rows, principles, asOf, revision }: ReviewsView): string {
  return envelope("reviews", {
    asOf,
    revision,
    subjects: rows.map(({ subject, of, title, owed, findings, held }) => ({
      subject,
      kind: of,
      title,
      owed: owed.map((duty) => ({
        type: duty.type,
        what: duty.what,
        tasks: [...duty.tasks],
        unanswered: [...duty.unanswered],
        due: duty.due,
        days: duty.days,
        late: duty.late,
        longLate: duty.longLate,
        body: duty.body,
        cadence: duty.cadence,
        since: duty.since,
        last: duty.last,
        source: duty.source,
        clauses: [...duty.clauses],
      })),
      findings: findings.map(({ review, id, text, severity, owner, due, days, late }) => ({
        review,
        id,
        text,
        severity,
        owner,
        due,
        days,
        late,
      })),
      held: held.map(({ id, name, held: day, period, reviewers, findings: count, open, path }) => ({
        id,
        name,
        held: day,
        from: period.from,
        to: period.to,
        reviewers: [...reviewers],
        findings: count,
        open,
        path,
      })),
    })),
    stewardship: principles.map(({ name, proxy, source, holds, of, clauses }) => ({
      name,
      proxy,
      source,
      holds,
      of,
      clauses: [...clauses],
    })),
  });
}
