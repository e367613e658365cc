// Where subjects stand, as text.

import type { StatusView } from "../views/status.ts";
import { terminal } from "./escape.ts";
import { fold, unbroken } from "./fold.ts";
import { grantRows } from "./grants.ts";
import { type Cell, headed, type Layout, table } from "./table.ts";

/** One subject in full: votes, what is missing, whose move it is, what follows. */
export function statusText(view: StatusView, layout: Layout): string {
  const { style } = layout;
  const heading = `${style.bold(terminal(view.subject))}  ${terminal(view.title)}   ${unbroken(`stage: ${stateInColour(view, layout)}`)}\n`;
  const rows: (readonly Cell[])[] = [];
  for (const { body, vote, by, voters, keyless, recused } of view.votes) {
    const open = vote === "none";
    rows.push([
      body,
      [open ? "no vote" : vote, colourOf(vote)],
      detailOf(by, {
        "may vote": open ? voters.filter((person) => !keyless.includes(person) && !hasCast(by, person)) : [],
        "no active key": open ? keyless : [],
        recused,
      }),
    ]);
  }
  return [
    fold(heading, layout.columns, 2),
    table(rows, { ...layout, indent: 2 }),
    facts(view, layout),
    view.grants.length > 0
      ? `\nWhat changes if approved\n${table(grantRows(view.grants), { ...layout, indent: 2 })}`
      : "",
    view.conditions.length > 0
      ? `\nWhat the upgrade stands on\n${table(view.conditions.flatMap(conditionRows), { ...layout, indent: 2 })}`
      : "",
  ].join("");
}

function facts(view: StatusView, layout: Layout): string {
  const rows: (readonly Cell[])[] = [];
  if (view.rule !== "") rows.push(["gate", view.rule]);
  if (view.because.length > 0) rows.push([view.outcome ?? "pending", view.because.join("; ")]);
  for (const objection of view.objections) rows.push(objectionRow(objection));
  if (view.unlanded > 0)
    rows.push([
      "not landed",
      `${view.unlanded} ${view.unlanded === 1 ? "ballot waits" : "ballots wait"} on vote branches of this clone`,
    ]);
  for (const reason of view.notCounted) rows.push([["not counted", "warning"], reason]);
  if (view.decision !== null)
    rows.push([
      "decided",
      `${view.decision.outcome} on ${view.decision.asOf}, number ${view.decision.n}: ${view.decision.path}`,
    ]);
  for (const doubt of view.undermined) rows.push([["undermined", "warning"], doubt]);
  for (const { message, help } of view.lacks)
    rows.push([["missing", "warning"], `${message}:  ${unbrokenCommand(help)}`]);
  for (const move of view.next)
    rows.push([["next", "bold"], `${move.who}${dueInWords(move)}:  ${unbroken(move.command)}`]);
  if (view.then !== null) rows.push(["then", view.then.replace(/^kwanus [^;]+/, unbroken)]);
  rows.push(["content", view.digest]);
  return table(rows, { ...layout, indent: 2 });
}

function objectionRow({ body, person, decision, reason }: StatusView["objections"][number]): readonly Cell[] {
  const said = `${person} for ${body} ${decision === "reject" ? "rejects" : "abstains"}`;
  return ["reason", reason === "" ? said : `${said}: ${reason}`];
}

/** Only what is a command stays on one line. */
function unbrokenCommand(help: string): string {
  return help.startsWith("kwanus ") ? unbroken(help) : help;
}

/** More paths than anybody reads: the rest is in the JSON. */
const mostPaths = 6;

/** A condition with what is missing, or with the documents it stands on. */
function conditionRows({
  name,
  verdict,
  because,
  lacks,
  evidence,
}: StatusView["conditions"][number]): (readonly Cell[])[] {
  const said = lacks.length > 0 ? lacks.map(({ message }) => message.slice(message.indexOf(": ") + 2)) : [because];
  const more = evidence.length - mostPaths;
  const details = [...said, ...evidence.slice(0, mostPaths), ...(more > 0 ? [`and ${more} more`] : [])];
  const colour = verdict === "met" ? "good" : verdict === "unmet" ? "error" : "dim";
  return details.map((detail, index) => (index === 0 ? [name, [verdict, colour], detail] : ["", "", detail]));
}

function hasCast(by: readonly string[], person: string): boolean {
  return by.some((cast) => cast.startsWith(`${person} `));
}

function detailOf(by: readonly string[], others: Readonly<Record<string, readonly string[]>>): string {
  const told = Object.entries(others).flatMap(([what, people]) =>
    people.length > 0 ? [`${what}: ${people.join(", ")}`] : [],
  );
  return [...(by.length > 0 ? [by.join(", ")] : []), ...told].join("   ");
}

function colourOf(vote: string): keyof Layout["style"] {
  return vote === "approve" ? "good" : vote === "reject" ? "error" : "dim";
}

function stateInColour({ state }: StatusView, { style }: Layout): string {
  return state === "Rejected" ? style.error(state) : state === "Integration" ? style.good(state) : style.note(state);
}

/** Every open subject in a line. */
export function statusTable(views: readonly StatusView[], filed: number, layout: Layout): string {
  if (views.length === 0)
    return filed === 0
      ? "nothing is filed yet: kwanus propose files the first\n"
      : `no open subjects: all ${filed} are decided or withdrawn\n`;
  const rows = views.map((view): readonly Cell[] => [
    view.subject,
    view.state,
    view.votes.map(({ body, vote }) => `${body} ${vote === "none" ? "–" : vote}`).join(" "),
    nextInWords(view),
  ]);
  return headed(["subject", "stage", "votes", "next"], rows, layout);
}

function dueInWords({ by, late }: StatusView["next"][number]): string {
  return by === null ? "" : ` by ${by}${late ? ", which has passed" : ""}`;
}

/** Whose move it is in one line; a day that all share is said once. */
function nextInWords({ next }: StatusView): string {
  const days = new Set(next.map(dueInWords));
  const [shared = ""] = days.size === 1 ? days : [];
  const said = next.map((move) => (shared === "" ? `${move.who}${dueInWords(move)}` : move.who));
  return `${said.join("; ")}${shared}`;
}

/** The fields of a status in JSON: published, so written one by one. */
export function statusFields(view: StatusView): Readonly<Record<string, unknown>> {
  return {
    subject: view.subject,
    kind: view.kind,
    title: view.title,
    state: view.state,
    landed: view.landed,
    digest: view.digest,
    outcome: view.outcome,
    rule: view.rule,
    votes: view.votes.map(({ body, vote, by, voters, quorum, recused }) => ({
      body,
      vote,
      by,
      voters,
      quorum,
      recused,
    })),
    because: view.because,
    objections: view.objections.map(({ body, person, decision, reason }) => ({ body, person, decision, reason })),
    notCounted: view.notCounted,
    unlanded: view.unlanded,
    next: view.next.map(({ who, by, late, command }) => ({ who, by, late, command })),
    then: view.then,
    grants: view.grants.map(({ sign, what, detail, note }) => ({ sign, what, detail, note })),
    conditions: view.conditions.map(({ name, clause, verdict, because, lacks, evidence }) => ({
      name,
      clause,
      verdict,
      because,
      lacks: lacks.map(({ message, help, path = null }) => ({ message, help, path })),
      evidence,
    })),
    decision: view.decision,
    undermined: view.undermined,
    faults: view.faults,
    lacks: view.lacks.map(({ message, help }) => ({ message, help })),
  };
}
