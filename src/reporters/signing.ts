// The screen above "Sign?".

import type { SigningView } from "../views/signing.ts";
import { contractRows } from "./contract-diff.ts";
import { plural } from "./counts.ts";
import { differenceRows } from "./diff.ts";
import { terminal } from "./escape.ts";
import { fileDiffsText } from "./file-diffs.ts";
import { unbroken } from "./fold.ts";
import { grantRows } from "./grants.ts";
import { type Cell, type Layout, table } from "./table.ts";

/** What will be signed, as text. */
export function signingText(view: SigningView, layout: Layout): string {
  const { style } = layout;
  const { capacity, independentOf } = view;
  const rows: (readonly Cell[])[] = [
    ["subject", `${view.subject}  "${view.title}"`],
    ["content", `${view.digest}  ${unbroken(`(${plural(view.files, "file")})`)}`],
    ["gate", view.gate],
    [
      "as",
      `${capacity.person} for ${capacity.body}, key ${capacity.fingerprint} active at ${view.base}${independentOf === null ? "" : `, not affiliated with ${independentOf}`}`,
    ],
    ...(view.tip === null ? [] : [["tip", view.tip.fresh ? view.tip.says : ([view.tip.says, "warning"] as const)]]),
    ["decision", [view.decision, view.decision === "approve" ? "good" : "warning"]],
    ...(view.earlier === null ? [] : [["replaces", `your earlier ballot: ${view.earlier}`]]),
  ];
  const warnings = view.warnings > 0 ? `, ${plural(view.warnings, "warning")}` : "";
  const risk =
    view.residualRisk === null ? "" : `; residual risk ${view.residualRisk.score} of 25, ${view.residualRisk.band}`;
  const grants =
    view.grants.length === 0
      ? ""
      : `\n${style.bold("What changes if approved")}\n${table(grantRows(view.grants), { ...layout, indent: 2 })}`;
  const state: (readonly Cell[])[] = [
    [label("Checks"), `${view.rules} rules hold${warnings}${risk}`],
    [label("Votes"), view.votes.map(({ body, vote }) => `${body} ${vote}`).join(" · ")],
  ];
  return `${style.bold("You are signing")}\n${table(rows, { ...layout, indent: 2 })}${grants}${versionText(view, layout)}${checkpointsText(view, layout)}${contractsText(view, layout)}${sinceText(view, layout)}${fileDiffsText(view.changes, style)}\n${table(state, layout)}`;
}

/** What a release changes for whoever uses the version before, in short. */
function versionText({ subject, version }: SigningView, layout: Layout): string {
  if (version === null) return "";
  if ("missing" in version)
    return `\n${layout.style.bold("Since the version before")}\n  ${terminal(version.missing)}\n`;
  const { from, differences, leftOut, contracts, files } = version;
  const more = leftOut === 0 ? [] : [["", [`and ${leftOut} more`, "dim"]] as const];
  const rows: (readonly Cell[])[] = [...differenceRows(differences), ...contracts.flatMap(contractRows), ...more];
  const words = rows.length === 0 ? "" : table(rows, { ...layout, indent: 2 });
  const differing = `${plural(files, "file")} ${files === 1 ? "differs" : "differ"}, line by line: kwanus diff ${subject}`;
  const lines = files === 0 ? "no file differs" : differing;
  return `\n${layout.style.bold(terminal(`What it changes, from ${from}`))}\n${words}  ${terminal(lines)}\n`;
}

/** Nobody signs a checkpoint, so whoever is named in one has to see it before they sign. */
function checkpointsText({ checkpoints }: SigningView, layout: Layout): string {
  if (checkpoints.length === 0) return "";
  const rows = checkpoints.map(({ name, state, because, held, by, own }): readonly Cell[] => {
    const colour = state === "passed" ? "good" : "warning";
    if (held === null) return [name, [state, colour], "not held yet"];
    const who = `${held}, by ${by.join(", ")}${own ? ": in your name" : ""}`;
    return [name, [state, colour], because === null ? who : `${because}; ${who}`];
  });
  const heading = layout.style.bold("Its reviews and validations, which are not signed");
  return `\n${heading}\n${table(rows, { ...layout, indent: 2 })}`;
}

/** What a governance proposal breaks, and whom. */
function contractsText({ contracts }: SigningView, layout: Layout): string {
  if (contracts.length === 0) return "";
  return `\n${layout.style.bold("Contracts")}\n${table(contracts.flatMap(contractRows), { ...layout, indent: 2 })}`;
}

function sinceText({ subject, since }: SigningView, layout: Layout): string {
  if (since === null) return "";
  const { seq, differences } = since;
  const rows: (readonly Cell[])[] =
    differences === null
      ? [["the content you voted on is not in this clone: look at all of it"]]
      : differences.length === 0
        ? [[`nothing in words; the lines: kwanus diff ${subject} --since-ballot`]]
        : differenceRows(differences);
  return `\n${layout.style.bold(`Since your ballot ${seq}`)}\n${table(rows, { ...layout, indent: 2 })}`;
}

/** What the signer states beside the decision: their body's criteria, and the reason. */
export interface Stated {
  readonly criteria: Readonly<Record<string, string>>;
  readonly reason: string | null;
}

/** The same, as the last lines before "Sign?". */
export function statementText({ criteria, reason }: Stated, layout: Layout): string {
  const rows: (readonly Cell[])[] = [];
  if (Object.keys(criteria).length > 0) rows.push([label("Criteria"), criteriaInWords(criteria)]);
  if (reason !== null) rows.push([label("Reason"), reason]);
  return table(rows, layout);
}

/** The last lines come in two tables, one before and one after the questions; they align all the same. */
function label(word: string): string {
  return word.padEnd("Criteria".length);
}

/** `all passed`, or each verdict with the criteria that have it. */
function criteriaInWords(criteria: Readonly<Record<string, string>>): string {
  const verdicts = [...new Set(Object.values(criteria))];
  const [only] = verdicts;
  if (verdicts.length === 1) return `all ${only}`;
  return verdicts
    .map(
      (verdict) =>
        `${verdict}: ${Object.keys(criteria)
          .filter((name) => criteria[name] === verdict)
          .join(", ")}`,
    )
    .join("; ");
}
