// What changed in contracts, in short: as text, Markdown and JSON. `kwanus contract` has all of it.

import type { ContractDiff } from "../views/contract-diff.ts";
import { plural } from "./counts.ts";
import { markdown as prose } from "./escape.ts";
import type { Cell } from "./table.ts";

type ContractChange = ContractDiff["changes"][number];

const looks = { added: ["+", "warning"], removed: ["-", "dim"], changed: ["~", "note"] } as const;
const paints = { breaking: "error", undecided: "warning", compatible: "good" } as const;

/** Rows for `table`: sign, word, what. */
export function contractRows(diff: ContractDiff): (readonly Cell[])[] {
  const [sign, style] = looks[diff.change];
  const heading: readonly Cell[] = [sign, [diff.change, style], headingOf(diff)];
  const changes = diff.changes.map((change): readonly Cell[] => [
    "",
    [change.verdict, paints[change.verdict]],
    changeInWords(change),
  ]);
  const more: (readonly Cell[])[] = diff.leftOut === 0 ? [] : [["", "", `and ${diff.leftOut} more`]];
  return [heading, ...changes, ...more, ...whom(diff).map((who): readonly Cell[] => ["", ["breaks", "error"], who])];
}

function headingOf({ name, change, counts }: ContractDiff): string {
  if (counts === null) return change === "changed" ? `${name}: nothing of it could be compared` : name;
  const { breaking, undecided, compatible } = counts;
  if (breaking + undecided + compatible === 0) return `${name}: no differences that anybody could rely on`;
  return `${name}: ${breaking} breaking, ${undecided} undecided, ${compatible} compatible`;
}

/** Operations that a line names; the rest is counted. */
const named = 2;

function changeInWords({ check, operations, reason }: ContractChange): string {
  const more = operations.length > named ? ` and ${operations.length - named} more` : "";
  const where = operations.length === 0 ? "" : `${operations.slice(0, named).join(", ")}${more}: `;
  return `${where}${check}, ${reason}`;
}

/** Callers that are listed; the rest is counted. */
const mostCallers = 20;

function whom({ counts, breaks }: ContractDiff): string[] {
  if (breaks === null || counts?.breaking === 0) return [];
  if (breaks.length === 0) return ["nobody whose manifest is here"];
  const first = breaks.slice(0, mostCallers).map(({ manifest, operations }) => {
    const more = operations.length > named ? ` and ${operations.length - named} more` : "";
    return `${manifest}: ${operations.slice(0, named).join(", ")}${more}`;
  });
  const more = breaks.length - first.length;
  return more === 0 ? first : [...first, `and ${plural(more, "more manifest")}`];
}

/** Lines of Markdown; none where no contract changed. */
export function contractMarkdown(diffs: readonly ContractDiff[]): string[] {
  if (diffs.length === 0) return [];
  const lines = diffs.flatMap((diff) => [
    `- ${diff.change} ${prose(headingOf(diff))}`,
    ...diff.changes.map((change) => `  - ${change.verdict} ${prose(changeInWords(change))}`),
    ...(diff.leftOut === 0 ? [] : [`  - and ${diff.leftOut} more`]),
    ...whom(diff).map((who) => `  - breaks ${prose(who)}`),
  ]);
  return ["**contracts**", "", ...lines, ""];
}

/** The fields in JSON: published, so written one by one. */
export function contractFields({ name, change, counts, changes, leftOut, breaks }: ContractDiff) {
  return {
    name,
    change,
    counts,
    changes: changes.map(({ check, verdict, operations, reason }) => ({ check, verdict, operations, reason })),
    leftOut,
    breaks: breaks?.map(({ manifest, operations }) => ({ manifest, operations })) ?? null,
  };
}
