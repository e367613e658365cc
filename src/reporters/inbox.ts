// What waits for somebody, as text and JSON.

import type { InboxEntry, InboxView } from "../views/inbox.ts";
import { plural } from "./counts.ts";
import { terminal } from "./escape.ts";
import { type Cell, type Layout, table } from "./table.ts";

const headings: Readonly<Record<InboxEntry["what"], string>> = {
  accept: "Yours to prove",
  "vote-again": "Your vote does not count any more",
  vote: "Waiting for your vote",
  push: "Voted here, not pushed",
  decide: "Settled, waiting to be decided",
  end: "Announced to end, and has not",
  checkpoint: "To look at before a version is signed off",
  stage: "Called for by what was measured or found",
  measure: "Signals to measure",
  review: "Reviews to hold",
  mend: "Found by a review, yours to mend",
  authors: "Yours to move on, as an author",
};

/** List by list, then what is only to be known. */
export function inboxText(view: InboxView, layout: Layout): string {
  const { style } = layout;
  const { entries, notes } = view;
  const who = readerInWords(view);
  const lists = [...new Set(entries.map(({ what }) => what))].map((what) => {
    const shown = entries.filter((entry) => entry.what === what).map((entry) => entryText(entry, layout));
    return `\n${style.bold(view.reader.person === null && what === "vote" ? "Waiting for its vote" : headings[what])}\n${shown.join("")}`;
  });
  const known =
    notes.length === 0
      ? ""
      : `\n${style.bold("Good to know")}\n${table(
          notes.map((note) => [note]),
          { ...layout, indent: 2 },
        )}`;
  const first =
    entries.length === 0
      ? `nothing waits for ${who}`
      : `${plural(entries.length, "thing")} ${entries.length === 1 ? "waits" : "wait"} for ${who}`;
  return `${first} as of ${view.asOf}\n${lists.join("")}${known}`;
}

function readerInWords({ reader: { person, body } }: InboxView): string {
  return terminal(person === null ? body : body === null ? person : `${person} (${body})`);
}

function entryText(entry: InboxEntry, layout: Layout): string {
  const { subject, title, asks, why, votes, command } = entry;
  const heading = subject === null ? "" : `  ${layout.style.bold(terminal(subject))}  ${terminal(title ?? "")}\n`;
  const rows: (readonly Cell[])[] = [["why", why]];
  if (asks !== "") rows.push(["asks", asks]);
  if (entry.by !== null) rows.push(["by", dueInWords(entry)]);
  if (votes.length > 0)
    rows.push(["votes", votes.map(({ body, vote }) => `${body} ${vote === "none" ? "not yet" : vote}`).join(" · ")]);
  if (entry.what === "vote") rows.push(["look", `kwanus diff ${subject}`]);
  rows.push([["next", "bold"], entry.what === "vote" ? `${command}   (or kwanus reject, kwanus abstain)` : command]);
  return `${heading}${table(rows, { ...layout, indent: 4 })}`;
}

function dueInWords({ by, days }: InboxEntry): Cell {
  if (days === null || by === null) return "";
  if (days < 0) return [`${by}, ${plural(-days, "day")} late`, "warning"];
  return days === 0 ? [`${by}, today`, "warning"] : `${by}, in ${plural(days, "day")}`;
}

/** The fields in JSON: published, so written one by one. */
export function inboxFields({ reader, asOf, entries, notes }: InboxView) {
  return {
    person: reader.person,
    body: reader.body,
    asOf,
    entries: entries.map(({ what, subject, title, asks, why, by, days, votes, command }) => ({
      what,
      subject,
      title,
      asks,
      why,
      by,
      days,
      votes: votes.map(({ body, vote }) => ({ body, vote })),
      command,
    })),
    notes,
  };
}
