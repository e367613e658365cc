// One subject's whole story for an auditor: filed, every ballot, the decision and its arithmetic, and whether it stands.

import type { Story, ToldBallot } from "../story.ts";
import type { VerifiedLanding } from "../verify.ts";
import { terminal } from "./escape.ts";
import { fold } from "./fold.ts";
import { recordFields, recordWords } from "./records.ts";
import type { Style } from "./style.ts";
import { type Cell, type Layout, table } from "./table.ts";

/** The story as rows below a heading, in the order things happened. Ends in a line feed. */
export function storyText(story: Story, layout: Layout): string {
  const { style } = layout;
  const [words, colour] = stateWords(story);
  const heading = `${style.bold(terminal(story.subject))}  ${story.title === null ? "" : `${terminal(story.title)}   `}${style[colour](terminal(words))}\n\n`;
  const told = [
    ...story.changes.map(({ landing, change }, at) => ({ landing, rows: [changeRow(landing, change, at === 0)] })),
    ...story.ballots.map((ballot) => ({ landing: ballot.landing, rows: ballotRows(ballot) })),
    ...decisionRows(story),
    ...story.refusals.map(({ landing, mended }) => ({
      landing,
      rows: [...refusalRows(landing, story), ...mendedRow(landing, mended)],
    })),
  ];
  const rows = story.landings.flatMap((landing) =>
    told.filter((part) => part.landing === landing).flatMap((part) => part.rows),
  );
  return `${fold(heading, layout.columns, 2)}${table([...rows, ...doubtRows(story)], layout)}`;
}

type Row = readonly Cell[];

function stateWords({ state, decision, because }: Story): [string, keyof Style] {
  const outcome = decision?.decision.outcome ?? "";
  const words: Record<Story["state"], [string, keyof Style]> = {
    stands: [`${outcome}, and it stands`, "good"],
    ratified: [`${outcome}, and ratified`, "good"],
    undermined: [`${outcome}, and undermined: the bodies look at it again`, "warning"],
    refused: ["a decision is claimed that does not verify", "error"],
    withdrawn: ["withdrawn", "dim"],
    gone: ["its files were deleted", "error"],
    open: [because.length === 0 ? "not decided yet" : `not decided yet: ${because.join("; ")}`, "dim"],
  };
  return words[state];
}

function changeRow(landing: VerifiedLanding, change: Story["changes"][number]["change"], first: boolean): Row {
  const { before, after, withdrawn } = change;
  const word = withdrawn ? "withdrawn" : after === null ? "deleted" : first || before === null ? "filed" : "changed";
  return [short(landing), word, after === null ? "" : `${landing.commit.subject}, digest ${after}`];
}

function ballotRows({ landing, body, person, decision, reason, key, now, record }: ToldBallot): Row[] {
  const counted =
    now === null ? "not judged" : now.because === null ? now.is : `not counted: ${now.because} (${now.rule})`;
  const colour = now?.is === "counted" ? "good" : now?.is === "superseded" ? "dim" : "warning";
  const rows: Row[] = [
    [short(landing), "ballot", [`${body} ${person} ${decision ?? "unreadable"}: ${counted}`, colour]],
  ];
  if (reason !== null) rows.push(["", "", `reason: ${reason}`]);
  if (key !== null) rows.push(["", "", isSigned(now) ? `signature good, key ${key}` : `claims key ${key}`]);
  if (record !== null)
    rows.push(["", "", record.is === "recorded" ? recordWords(record) : [recordWords(record), "warning"]]);
  return rows;
}

/** Rules that refuse a ballot whose signature is not that key's, or is too weak to tell. */
const unsigned = new Set<string | null>(["BAL001", "BAL008", "BAL013"]);

function isSigned(now: ToldBallot["now"]): boolean {
  return now !== null && !unsigned.has(now.rule);
}

function decisionRows({ decision: told }: Story): { landing: VerifiedLanding; rows: Row[] }[] {
  if (told === null) return [];
  const { landing, decision, policyMadeIn, policyMadeBy } = told;
  const { rule, because, votes, grants, changes, ballots, digest } = decision.spec;
  const rows: Row[] = [
    [
      short(landing),
      decision.valid ? ["decided", "good"] : ["claimed", "error"],
      `${decision.outcome} on ${decision.asOf}, number ${decision.n}`,
    ],
    [
      "",
      "",
      `votes: ${Object.entries(votes)
        .map(([body, vote]) => `${body} ${vote}`)
        .join(", ")}`,
    ],
    ["", "", `by ${rule}: ${because.join("; ")}`],
    [
      "",
      "",
      `rests on ${ballots.map(({ body, person }) => `${body} ${person}`).join(", ") || "no ballot"}, cast on ${digest}`,
    ],
    ["", "", `policy ${decision.policy}, ${policyWords(policyMadeIn, policyMadeBy)}`],
  ];
  const granted = grants === null ? [] : grantWords(grants);
  if (granted.length > 0) rows.push(["", "", `grants ${granted.join("; ")}`]);
  if (changes.length > 0) rows.push(["", "", `changes ${changes.join(", ")}`]);
  return [{ landing, rows }];
}

function policyWords(madeIn: VerifiedLanding | null, madeBy: string | null): string {
  if (madeIn === null) return "which this branch never held before";
  return madeBy === null ? `in force since ${short(madeIn)}` : `decided by ${madeBy} in ${short(madeIn)}`;
}

type Grants = NonNullable<NonNullable<Story["decision"]>["decision"]["spec"]["grants"]>;

function grantWords({ tier, permissions, capabilities, removes }: Grants): string[] {
  return [
    ...(tier === null ? [] : [`tier ${tier}`]),
    ...permissions.map(({ id, scope }) => `${id} (scope ${scope})`),
    ...capabilities,
    ...[...removes.permissions, ...removes.capabilities].map((id) => `no ${id} any more`),
  ];
}

/** What does not verify; why a ballot does not count is told with the ballot. */
function refusalRows({ findings, commit }: VerifiedLanding, { subject, ballots }: Story): Row[] {
  return findings
    .filter((finding) => finding.subject === subject)
    .filter(({ severity, path }) => severity === "error" || !ballots.some((ballot) => ballot.path === path))
    .map(({ severity, path, message, rule }) => [
      commit.id.slice(0, 7),
      [severity === "error" ? "refused" : "note", severity],
      `${path}: ${message} (${rule})`,
    ]);
}

function mendedRow({ commit }: VerifiedLanding, mended: Story["refusals"][number]["mended"]): Row[] {
  return mended === null ? [] : [[commit.id.slice(0, 7), [mended.by, "good"], byWhom(mended)]];
}

function doubtRows({ undermined }: Story): Row[] {
  return undermined.map(({ commit, because, mended }) =>
    mended === null
      ? [commit.slice(0, 7), ["undermined", "warning"], because]
      : [commit.slice(0, 7), [mended.by, "good"], `${byWhom(mended)}: ${because}`],
  );
}

/** By which landing, and which proposal it decided. */
export function byWhom({ commit, subject }: NonNullable<Story["refusals"][number]["mended"]>): string {
  return subject === null ? `by ${commit.slice(0, 7)}` : `by ${subject} in ${commit.slice(0, 7)}`;
}

function short({ commit }: VerifiedLanding): string {
  return commit.id.slice(0, 7);
}

/** The story in JSON: published, so written field by field. */
export function storyFields(story: Story): Readonly<Record<string, unknown>> {
  const { subject, title, state, because, changes, ballots, decision } = story;
  return {
    subject,
    title,
    state,
    because,
    changes: changes.map(({ landing, change: { before, after, withdrawn } }) => ({
      commit: landing.commit.id,
      before,
      after,
      withdrawn,
    })),
    ballots: ballots.map(({ landing, now, ...ballot }) => ({
      commit: landing.commit.id,
      ...ballotFields(ballot),
      counts: now?.is ?? null,
      rule: now?.rule ?? null,
      because: now?.because ?? null,
    })),
    decision:
      decision === null
        ? null
        : {
            commit: decision.landing.commit.id,
            ...decisionFields(decision.decision),
            policyCommit: decision.policyMadeIn?.commit.id ?? null,
            policyBy: decision.policyMadeBy,
          },
  };
}

/** A ballot that landed, without how it counts. */
export function ballotFields(ballot: Omit<ToldBallot, "landing" | "now">): Readonly<Record<string, unknown>> {
  const { path, subject, gate, body, person, seq, decision, reason, key, digest, record } = ballot;
  return { path, subject, gate, body, person, seq, decision, reason, key, digest, record: recordFields(record) };
}

/** A decision with everything its file says that an auditor adds up. */
export function decisionFields(
  decision: NonNullable<Story["decision"]>["decision"],
): Readonly<Record<string, unknown>> {
  const { gate, digest, rule, because, votes, ballots, grants, changes } = decision.spec;
  return {
    subject: decision.subject,
    gate,
    outcome: decision.outcome,
    n: decision.n,
    asOf: decision.asOf,
    rule,
    because,
    votes,
    digest,
    ballots: ballots.map(({ body, person, key, decision: choice, path, digest: of }) => ({
      body,
      person,
      decision: choice,
      key,
      path,
      digest: of,
    })),
    grants:
      grants === null
        ? null
        : {
            tier: grants.tier,
            permissions: grants.permissions.map(({ id, scope }) => ({ id, scope })),
            capabilities: grants.capabilities,
            removes: { permissions: grants.removes.permissions, capabilities: grants.removes.capabilities },
          },
    changes,
    policy: decision.policy,
    valid: decision.valid,
  };
}
