// The replay of a protected branch, in plain words.

import type { Story } from "../story.ts";
import {
  type LandedBallot,
  type Undermined,
  underminedIn,
  type VerifiedDecision,
  type VerifiedLanding,
} from "../verify.ts";
import { plural } from "./counts.ts";
import { terminal } from "./escape.ts";
import { fold } from "./fold.ts";
import { countRecords, recordsInWords, recordWords } from "./records.ts";
import { ballotFields, decisionFields, storyFields, storyText } from "./story.ts";
import { type Cell, type Layout, table } from "./table.ts";

export interface VerifyView {
  readonly branch: string;
  /** Commit of the root of trust, or null. */
  readonly root: string | null;
  /** Whether it was held to a pin. */
  readonly pinned: boolean;
  /** The tip that this clone verified last, or null. */
  readonly remembered: string | null;
  readonly landings: readonly VerifiedLanding[];
  /** Only this subject's story, or null for all of them. */
  readonly story: Story | null;
  /** Every landing, also those that decide nothing. */
  readonly all: boolean;
}

/** What was decided, by whom, under which policy; and what does not verify. */
export function verifyText(view: VerifyView, layout: Layout): string {
  const { landings, root, story } = view;
  const lines =
    story === null
      ? table(
          [...landings.flatMap((landing) => landingRows(landing, view)), ...underminedIn(landings).map(underminedRow)],
          layout,
        )
      : storyText(story, layout);
  if (root === null)
    return `${lines}${fold(`${terminal(view.branch)} has no root of trust yet, so nothing can be judged\n`, layout.columns)}`;
  return `${lines}${fold(`\n${summary(view, layout)}\n`, layout.columns)}`;
}

/** What was replayed and whether it verifies; then a line for the records, and one for the root. */
function summary({ branch, landings, root, pinned, remembered }: VerifyView, { style }: Layout): string {
  const bad = landings.flatMap(({ findings }) => findings).filter(({ severity }) => severity === "error").length;
  const undermined = underminedIn(landings).length;
  const decisions = landings.flatMap((landing) => landing.decisions);
  const judged = landings.filter(({ place }) => place === "after");
  const ballots = judged.reduce((sum, landing) => sum + landing.ballots.length, 0);
  const what = `${plural(judged.length, "landing")}, ${plural(ballots, "ballot")} and ${plural(decisions.length, "decision")} replayed on ${branch}`;
  const verdict =
    bad === 0
      ? style.good("all of it verifies")
      : style.error(`${bad} ${bad === 1 ? "thing does" : "things do"} not verify`);
  const doubt = undermined === 0 ? "" : `, ${plural(undermined, "decision")} undermined`;
  const records = recordsInWords(countRecords(judged));
  return [
    `${terminal(what)}: ${verdict}${doubt}`,
    ...(records === "" ? [] : [records]),
    `root of trust ${root}${pinned ? ", as pinned" : ""}`,
    ...(remembered === null ? [] : [`goes on from ${remembered}, which this clone verified before`]),
  ].join("\n");
}

function landingRows(
  { commit, place, findings, decisions, ballots }: VerifiedLanding,
  { all }: VerifyView,
): (readonly Cell[])[] {
  const id = commit.id.slice(0, 7);
  const rows: (readonly Cell[])[] = [];
  if (place === "root") rows.push([id, "root", "all four bodies are staffed with proven keys"]);
  if (all && place === "before") rows.push([id, "before", "nothing could be judged yet"]);
  if (all && place === "after" && decisions.length === 0)
    rows.push([id, "landing", ballots.length > 0 ? plural(ballots.length, "ballot") : commit.subject]);
  for (const decision of decisions) rows.push([id, ...decisionCells(decision)]);
  if (all) for (const ballot of ballots) rows.push(...recordRows(id, ballot));
  for (const { rule, message, path, severity } of findings)
    rows.push([id, [severity === "error" ? "refused" : "note", severity], `${path}: ${message} (${rule})`]);
  return rows;
}

/** A ballot whose signed commit is not as it should be. */
function recordRows(id: string, { path, record }: LandedBallot): (readonly Cell[])[] {
  if (record === null || record.is === "recorded") return [];
  return [[id, [record.is === "lost" ? "lost" : "note", "warning"], `${path}: ${recordWords(record)}`]];
}

function underminedRow({ commit, subject, person, key, since }: Undermined): readonly Cell[] {
  const words = `${subject} rests on ${person}'s key ${key}, reported compromised since ${since.slice(0, 7)}; the bodies look at it again`;
  return [commit.slice(0, 7), ["undermined", "warning"], words];
}

function decisionCells({ subject, outcome, n, asOf, ballots, policy, valid }: VerifiedDecision): Cell[] {
  const words = `${subject} ${outcome} on ${asOf}, number ${n}, by ${ballots.join(", ")}, under policy ${policy.slice(0, 15)}…`;
  return [valid ? ["decided", "good"] : ["claimed", "error"], words];
}

/**
 * The replay in JSON: published, so written field by field. Without `--all` or a subject, only landings that decide or do
 * not verify are listed; the counts are of all of them.
 */
export function verifyFields(view: VerifyView): Readonly<Record<string, unknown>> {
  const { branch, root, pinned, remembered, landings, story, all } = view;
  const shown =
    story?.landings ?? landings.filter(({ findings, decisions }) => all || findings.length > 0 || decisions.length > 0);
  const judged = landings.filter(({ place }) => place === "after");
  return {
    branch,
    root,
    pinned,
    remembered,
    counts: {
      landings: judged.length,
      ballots: judged.reduce((sum, { ballots }) => sum + ballots.length, 0),
      decisions: landings.reduce((sum, { decisions }) => sum + decisions.length, 0),
      records: { ...countRecords(judged) },
    },
    undermined: underminedIn(landings).map(({ commit, subject, person, key, since }) => ({
      commit,
      subject,
      person,
      key,
      since,
    })),
    story: story === null ? null : storyFields(story),
    landings: shown.map((landing) => ({
      commit: landing.commit.id,
      message: landing.commit.subject,
      place: landing.place,
      policy: landing.policy,
      subjects: landing.subjects,
      ballots: landing.ballots.map((ballot) => ({
        ...ballotFields(ballot),
        counts: ballot.standing?.is ?? null,
        rule: ballot.standing?.rule ?? null,
        because: ballot.standing?.because ?? null,
      })),
      decisions: landing.decisions.map(decisionFields),
      findings: landing.findings.map(({ rule, severity, path, message }) => ({ rule, severity, path, message })),
    })),
  };
}
