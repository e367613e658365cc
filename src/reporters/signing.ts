// The screen above "Sign?".

import type { SigningView } from "../views/signing.ts";
import { plural } from "./counts.ts";
import { grantRows } from "./grants.ts";
import { type Cell, type Layout, table } from "./table.ts";

/** What will be signed, as text. */
export function signingText(view: SigningView, layout: Layout): string {
  const { style } = layout;
  const { capacity, independentOf } = view;
  const rows: (readonly Cell[])[] = [
    ["subject", `${view.subject}  "${view.title}"`],
    ["content", `${view.digest}  (${plural(view.files, "file")})`],
    ["gate", view.gate],
    [
      "as",
      `${capacity.person} for ${capacity.body}, key ${capacity.fingerprint} active at ${view.base}${independentOf === null ? "" : `, not affiliated with ${independentOf}`}`,
    ],
    ["decision", [view.decision, view.decision === "approve" ? "good" : "warning"]],
  ];
  const warnings = view.warnings > 0 ? `, ${plural(view.warnings, "warning")}` : "";
  const risk = view.residualRisk === null ? "" : `; residual risk ${view.residualRisk} of 25`;
  const grants =
    view.grants.length === 0
      ? ""
      : `\n${style.bold("What it grants if approved")}\n${table(grantRows(view.grants), { ...layout, indent: 2 })}`;
  const state: (readonly Cell[])[] = [
    ["Checks", `${view.rules} rules hold${warnings}${risk}`],
    ["Votes", view.votes.map(({ body, vote }) => `${body} ${vote}`).join(" · ")],
  ];
  return `${style.bold("You are signing")}\n${table(rows, { ...layout, indent: 2 })}${grants}\n${table(state, layout)}`;
}
