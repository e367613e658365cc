// The lifecycle report as a page: a timeline, a table, and what each stage asks.

import type { LifecycleRow, LifecycleView, Stretch } from "../views/lifecycle.ts";
import { definitions, type HtmlCell, htmlPage, htmlTable, paragraph, type Tone } from "./html.ts";
import { releasedInWords } from "./lifecycle.ts";
import { type Lane, timeline } from "./timeline.ts";

/** One self-contained page; the same view gives the same bytes. */
export function lifecycleHtml({ rows, asOf, revision, note }: LifecycleView): string {
  const late = rows.flatMap((row) => row.due.filter((due) => due.late)).length;
  return htmlPage({
    title: "Lifecycle of partners, integrations and components",
    facts: [
      `as of ${asOf}`,
      revision,
      `${rows.length} in all`,
      `${late} late`,
      ...(note === null ? [] : [`note: ${note}`]),
    ],
    sections: [
      {
        heading: "Timeline",
        parts: [
          timeline(rows.map(laneOf), dayNumber(asOf), "Stages over time; the table below says the same in words"),
          paragraph(
            "Dashed frames are decided and have not begun; a strip below a stage is a suspension; the dotted line is the day of the report.",
          ),
        ],
      },
      { heading: "Where everybody stands", parts: [tableOf(rows)] },
      { heading: "What is due, ahead and restricted", parts: [definitions(rows.map(detailsOf))] },
    ],
    foot: `kwanus report lifecycle --format html --as-of ${asOf}`,
  });
}

const tones: Readonly<Record<Stretch["stage"], Tone>> = {
  active: "good",
  maintenance: "note",
  deprecation: "warning",
  "end-of-support": "quiet",
  suspended: "bad",
};

function laneOf({ subject, title, stretches }: LifecycleRow): Lane {
  return {
    name: `${subject}, ${title}`,
    bars: stretches.map(({ stage, name, from, to, planned, because }) => ({
      from: dayNumber(from),
      to: to === null ? null : dayNumber(to),
      label: name,
      title: `${name} from ${from}${to === null ? "" : ` to ${to}`}, by ${because}${planned ? ", decided and not begun" : ""}`,
      tone: tones[stage],
      planned,
      over: stage === "suspended",
    })),
  };
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

function tableOf(rows: readonly LifecycleRow[]): ReturnType<typeof htmlTable> {
  return htmlTable({
    caption: "One row for each partner, integration and component",
    header: ["subject", "stage", "since", "tier", "released", "late", "next due", "next ahead"],
    rows: rows.map((row) => {
      const late = row.due.filter((due) => due.late).length;
      const due = row.due.find((day) => !day.late);
      const ahead = row.ahead[0];
      return [
        { text: row.subject, href: `#${idOf(row)}` },
        stageCell(row),
        row.since ?? "–",
        row.tier === null ? "–" : String(row.tier),
        row.released === null ? "–" : `${row.released.version} ${row.released.on}`,
        late === 0 ? "none" : { text: String(late), tone: "bad" as const },
        due === undefined ? "–" : `${due.on} ${due.what}`,
        ahead === undefined ? "–" : `${ahead.on} ${ahead.what}`,
      ];
    }),
  });
}

function stageCell({ stage, stageName, suspendedUntil }: LifecycleRow): HtmlCell {
  if (suspendedUntil !== null) return { text: `${stageName}, suspended until ${suspendedUntil}`, tone: "bad" };
  return { text: stageName, tone: stage === null ? "quiet" : tones[stage] };
}

function detailsOf(row: LifecycleRow): { term: string; id: string; says: string[] } {
  const inherited = row.inheritedFrom === null ? "" : ` with its partner ${row.inheritedFrom}`;
  return {
    term: `${row.subject}, ${row.title}`,
    id: idOf(row),
    says: [
      row.since === null
        ? "Nothing it rests on is approved yet."
        : `${row.stageName}${inherited} since ${row.since}, by ${row.because}.`,
      ...(row.kind === "Partner" ? [] : [`Released: ${releasedInWords(row)}.`]),
      ...row.restrictions.map(({ text, clauses }) => `Restricted: ${text} (${clauses.join(", ")}).`),
      ...row.due.map(({ on, what, late, source }) => `${late ? "Late since" : "Due on"} ${on}: ${what} (${source}).`),
      ...row.ahead.map(({ on, what, source }) => `Ahead on ${on}: ${what} (${source}).`),
      ...(row.called === null ? [] : [`Called for: ${row.called.why}. ${row.called.command}`]),
    ],
  };
}

function idOf({ subject }: LifecycleRow): string {
  return subject.replace("/", ".");
}
