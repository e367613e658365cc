// The replay of a protected branch, in plain words.

import type { Story } from "../story.ts";
import {
  type LandedBallot,
  type Mended,
  type Reckoning,
  reckoning,
  type VerifiedDecision,
  type VerifiedLanding,
} from "../verify.ts";
import { plural } from "./counts.ts";
import { terminal } from "./escape.ts";
import { fold } from "./fold.ts";
import { countRecords, recordsInWords, recordWords } from "./records.ts";
import { ballotFields, byWhom, decisionFields, storyFields, storyText } from "./story.ts";
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
  const reckoned = reckoning(landings);
  const rows = landings.flatMap((landing) => [...landingRows(landing, view), ...mendedRows(landing, reckoned.mended)]);
  const lines =
    story === null ? table([...rows, ...reckoned.undermined.map(underminedRow)], layout) : storyText(story, layout);
  if (root === null)
    return `${lines}${fold(`${terminal(view.branch)} has no root of trust yet, so nothing can be judged\n`, layout.columns)}`;
  return `${lines}${fold(`\n${summary(view, reckoned, layout)}\n`, layout.columns)}`;
}

/** What was replayed and whether it verifies; then a line for the records, and one for the root. */
function summary(
  { branch, landings, root, pinned, remembered }: VerifyView,
  { mended, undermined }: Reckoning,
  { style }: Layout,
): string {
  const bad = landings
    .filter(({ commit }) => !mended.has(commit.id))
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === "error").length;
  const decisions = landings.flatMap((landing) => landing.decisions);
  const judged = landings.filter(({ place }) => place === "after");
  const ballots = judged.reduce((sum, landing) => sum + landing.ballots.length, 0);
  const what = `${plural(judged.length, "landing")}, ${plural(ballots, "ballot")} and ${plural(decisions.length, "decision")} replayed on ${branch}`;
  const open = new Set(undermined.flatMap((one) => (one.mended === null ? [`${one.commit} ${one.subject}`] : []))).size;
  const verdict =
    bad > 0
      ? style.error(`${bad} ${bad === 1 ? "thing does" : "things do"} not verify`)
      : open > 0
        ? style.error("nothing is refused")
        : style.good("all of it verifies");
  const doubt = `${open === 0 ? "" : `, ${plural(open, "decision")} undermined`}${mended.size === 0 ? "" : `, ${plural(mended.size, "refused landing")} repaired or ratified`}`;
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
  if (all) rows.push(...recordRows(id, ballots));
  for (const { rule, message, path, severity } of findings)
    rows.push([id, [severity === "error" ? "refused" : "note", severity], `${path}: ${message} (${rule})`]);
  return rows;
}

/** Ballots whose signed commits are not as they should be: those of one landing mostly share the reason. */
function recordRows(id: string, ballots: readonly LandedBallot[]): (readonly Cell[])[] {
  const alike = new Map<string, LandedBallot[]>();
  for (const ballot of ballots)
    if (ballot.record !== null && ballot.record.is !== "recorded") {
      const words = recordWords(ballot.record);
      alike.set(words, [...(alike.get(words) ?? []), ballot]);
    }
  return [...alike].map(([words, [first, ...more]]): readonly Cell[] => {
    const which = more.length === 0 ? first?.path : plural(more.length + 1, "ballot");
    return [id, [first?.record?.is === "mixed" ? "note" : "lost", "warning"], `${which}: ${words}`];
  });
}

/** How a refused landing was mended, below what is wrong with it. */
function mendedRows({ commit }: VerifiedLanding, mended: Reckoning["mended"]) {
  const word = mended.get(commit.id);
  return word === undefined ? [] : [[commit.id.slice(0, 7), [word.by, "good"], byWhom(word)] as const];
}

function underminedRow({ commit, subject, because, mended }: Reckoning["undermined"][number]): readonly Cell[] {
  const id = commit.slice(0, 7);
  if (mended !== null) return [id, [mended.by, "good"], `${subject} ${byWhom(mended)}: ${because}`];
  return [id, ["undermined", "warning"], `${subject}: ${because}; the bodies look at it again`];
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
  const reckoned = reckoning(landings);
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
    undermined: reckoned.undermined.map((one) => ({
      commit: one.commit,
      subject: one.subject,
      because: one.because,
      person: one.person,
      key: one.key,
      since: one.since,
      landing: one.landing,
      mended: mendedFields(one.mended),
    })),
    story: story === null ? null : storyFields(story),
    landings: shown.map((landing) => ({
      commit: landing.commit.id,
      message: landing.commit.subject,
      place: landing.place,
      policy: landing.policy,
      subjects: landing.subjects,
      mended: mendedFields(reckoned.mended.get(landing.commit.id) ?? null),
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

function mendedFields(mended: Mended | null): Readonly<Record<string, unknown>> | null {
  return mended === null ? null : { by: mended.by, commit: mended.commit, subject: mended.subject };
}
