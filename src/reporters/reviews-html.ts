// The report on reviews as a page: what is owed, what is open, what was held, and stewardship.

import type { ReviewsView } from "../views/reviews.ts";
import { type HtmlCell, htmlPage, htmlTable, paragraph } from "./html.ts";
import { countedInWords, summaryOf } from "./reviews.ts";

/** One self-contained page; the same view gives the same bytes. */
export function reviewsHtml({ rows, principles, asOf, revision }: ReviewsView): string {
  const owed = rows.flatMap((row) => row.owed).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const open = rows.flatMap((row) => row.findings.map((finding) => ({ ...finding, subject: row.subject })));
  const held = rows.flatMap((row) => row.held.map((one) => ({ ...one, subject: row.subject })));
  const day = (on: string, late: boolean): HtmlCell =>
    late ? { text: `${on}, late`, tone: "bad" } : { text: on, tone: "quiet" };
  return htmlPage({
    title: "Reviews of the ecosystem",
    facts: [`as of ${asOf}`, revision, summaryOf(rows)],
    sections: [
      {
        heading: "What is owed",
        parts: [
          htmlTable({
            caption: "One row for each review, the earliest first",
            header: ["review", "of", "due", "held by", "last", "clauses"],
            rows: owed.map((duty) => [
              duty.what,
              duty.subject,
              day(duty.due, duty.late),
              duty.body,
              duty.last === null ? "–" : `${duty.last} on ${duty.since}`,
              duty.clauses.join(", "),
            ]),
          }),
        ],
      },
      {
        heading: "What is open",
        parts: [
          open.length === 0
            ? paragraph("No review left anything open.")
            : htmlTable({
                caption: "One row for each finding",
                header: ["finding", "of", "by", "severity", "answers for it", "what"],
                rows: open.map((finding) => [
                  `${finding.id} of ${finding.review}`,
                  finding.subject,
                  day(finding.due, finding.late),
                  finding.severity,
                  finding.owner,
                  finding.text,
                ]),
              }),
        ],
      },
      {
        heading: "What was held",
        parts: [
          held.length === 0
            ? paragraph("No review was held yet.")
            : htmlTable({
                caption: "One row for each review, by what was reviewed",
                header: ["review", "of", "which", "held", "looked back on", "by", "findings open"],
                rows: held.map((one) => [
                  one.id,
                  one.subject,
                  one.name,
                  one.held,
                  `${one.period.from} to ${one.period.to}`,
                  one.reviewers.join(", "),
                  `${one.open} of ${one.findings}`,
                ]),
              }),
        ],
      },
      {
        heading: "Stewardship",
        parts: [
          htmlTable({
            caption: "What the specification hopes for, each with what is counted in its place",
            header: ["principle", "holds", "counted by", "read from", "clauses"],
            rows: principles.map((one) => [
              one.name,
              one.holds < one.of || one.of === 0
                ? { text: countedInWords(one), tone: one.of === 0 ? ("quiet" as const) : ("warning" as const) }
                : { text: countedInWords(one), tone: "good" as const },
              one.proxy,
              one.source,
              one.clauses.join(", "),
            ]),
          }),
        ],
      },
    ],
    foot: `kwanus report reviews --format html --as-of ${asOf}`,
  });
}
