// The replay of a protected branch, in plain words.

import { type Mended, type Reckoning, reckoning, type VerifiedDecision, type VerifiedLanding } from "../verify.ts";
import { plural } from "./counts.ts";
import { terminal } from "./escape.ts";
import { fold } from "./fold.ts";
import { type Cell, type Layout, table } from "./table.ts";

export interface VerifyView {
  readonly branch: string;
  /** Commit of the root of trust, or null. */
  readonly root: string | null;
  /** Whether it was held to a pin. */
  readonly pinned: boolean;
  readonly landings: readonly VerifiedLanding[];
  /** Only this subject, or null for all. */
  readonly subject: string | null;
  /** Every landing, also those that decide nothing. */
  readonly all: boolean;
}

/** What was decided, by whom, under which policy; and what does not verify. */
export function verifyText(view: VerifyView, layout: Layout): string {
  const { style } = layout;
  const { landings, root } = view;
  const reckoned = reckoning(landings);
  const { mended } = reckoned;
  const undermined = reckoned.undermined.filter(({ subject }) => view.subject === null || subject === view.subject);
  const rows = [
    ...landings.flatMap((landing) => [...landingRows(landing, view), ...mendedRows(landing, mended, view)]),
    ...undermined.map(underminedRow),
  ];
  const bad = landings
    .filter(({ commit }) => !mended.has(commit.id))
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === "error").length;
  const decisions = landings.flatMap((landing) => landing.decisions);
  const judged = landings.filter(({ place }) => place === "after").length;
  const ballots = landings.reduce((sum, landing) => sum + (landing.place === "after" ? landing.ballots.length : 0), 0);
  const summary = `${plural(judged, "landing")}, ${plural(ballots, "ballot")} and ${plural(decisions.length, "decision")} replayed on ${view.branch}`;
  const lines = table(rows, layout);
  if (root === null)
    return `${lines}${fold(`${terminal(view.branch)} has no root of trust yet, so nothing can be judged\n`, layout.columns)}`;
  const open = new Set(undermined.flatMap((one) => (one.mended === null ? [`${one.commit} ${one.subject}`] : []))).size;
  const verdict =
    bad > 0
      ? style.error(`${bad} ${bad === 1 ? "thing does" : "things do"} not verify`)
      : open > 0
        ? style.error("nothing is refused")
        : style.good("all of it verifies");
  const doubt = `${open === 0 ? "" : `, ${plural(open, "decision")} undermined`}${mended.size === 0 ? "" : `, ${plural(mended.size, "refused landing")} repaired or ratified`}`;
  return `${lines}${fold(`\n${terminal(summary)}: ${verdict}${doubt}\nroot of trust ${root}${view.pinned ? ", as pinned" : ""}\n`, layout.columns)}`;
}

function landingRows(
  { commit, place, findings, decisions, ballots }: VerifiedLanding,
  { subject, all }: VerifyView,
): (readonly Cell[])[] {
  const id = commit.id.slice(0, 7);
  const rows: (readonly Cell[])[] = [];
  if (subject === null && place === "root") rows.push([id, "root", "all four bodies are staffed with proven keys"]);
  if (subject === null && all && place === "before") rows.push([id, "before", "nothing could be judged yet"]);
  if (subject === null && all && place === "after" && decisions.length === 0)
    rows.push([
      id,
      "landing",
      ballots.length > 0 ? `${ballots.length} ${ballots.length === 1 ? "ballot" : "ballots"}` : commit.subject,
    ]);
  for (const decision of decisions)
    if (subject === null || decision.subject === subject) rows.push([id, ...decisionCells(decision)]);
  for (const { rule, message, path, severity, subject: of } of findings)
    if (subject === null || of === subject)
      rows.push([id, [severity === "error" ? "refused" : "note", severity], `${path}: ${message} (${rule})`]);
  return rows;
}

/** How a refused landing was mended, below what is wrong with it. */
function mendedRows({ commit, findings }: VerifiedLanding, mended: Reckoning["mended"], view: VerifyView) {
  const word = mended.get(commit.id);
  const shown = findings.some(({ subject }) => view.subject === null || subject === view.subject);
  return word === undefined || !shown ? [] : [[commit.id.slice(0, 7), [word.by, "good"], byWhom(word)] as const];
}

function byWhom({ commit, subject }: Mended): string {
  return subject === null ? `by ${commit.slice(0, 7)}` : `by ${subject} in ${commit.slice(0, 7)}`;
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

/** The replay in JSON: published, so written field by field. Without `all`, only landings that decide or do not verify. */
export function verifyFields({ branch, root, landings, subject, all }: VerifyView): Readonly<Record<string, unknown>> {
  const shown = landings.filter(
    ({ subjects, findings, decisions }) =>
      (subject === null || subjects.includes(subject)) && (all || findings.length > 0 || decisions.length > 0),
  );
  const reckoned = reckoning(landings);
  return {
    branch,
    root,
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
    landings: shown.map((landing) => ({
      commit: landing.commit.id,
      message: landing.commit.subject,
      place: landing.place,
      subjects: landing.subjects,
      ballots: landing.ballots,
      mended: mendedFields(reckoned.mended.get(landing.commit.id) ?? null),
      decisions: landing.decisions.map((decision) => ({
        subject: decision.subject,
        outcome: decision.outcome,
        n: decision.n,
        asOf: decision.asOf,
        ballots: decision.ballots,
        policy: decision.policy,
        valid: decision.valid,
      })),
      findings: landing.findings.map(({ rule, severity, path, message }) => ({ rule, severity, path, message })),
    })),
  };
}

function mendedFields(mended: Mended | null): Readonly<Record<string, unknown>> | null {
  return mended === null ? null : { by: mended.by, commit: mended.commit, subject: mended.subject };
}
