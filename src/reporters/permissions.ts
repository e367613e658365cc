// The permissions report as text, Markdown, CSV and JSON; permissions-html.ts has the page.

import type { OwnerRow, PermissionBlock, PermissionRow, PermissionsView } from "../views/permissions.ts";
import { csvTable } from "./csv.ts";
import { envelope } from "./envelope.ts";
import { markdown, markdownCode, terminal } from "./escape.ts";
import { fold } from "./fold.ts";
import { readFrom } from "./sheet.ts";
import { type Cell, type Layout, table } from "./table.ts";

/** Each manifest with its permissions, where each stands, and its verdict; then every partner in a line. */
export function permissionsText(view: PermissionsView, layout: Layout): string {
  const { style } = layout;
  const { blocks, owners, legend, asOf, revision } = view;
  if (owners.length === 0)
    return `no partner or component yet: kwanus propose application files the first\n${terminal(revision)} as of ${asOf}\n`;
  const parts = blocks.map((block) => {
    const head = `${style.bold(terminal(block.subject))}  ${terminal(block.title)}   ${tierWords(block)}`;
    return `${fold(head, layout.columns, 2)}\n${block.rows.map((row) => rowText(row, layout)).join("")}`;
  });
  parts.push(`${style.bold("By partner and component")}\n${table(owners.map(ownerCells), { ...layout, indent: 2 })}`);
  if (legend.length > 0)
    parts.push(
      `${style.bold("What the verdicts rest on")}\n${table(
        legend.map(({ verdict, means, rules, clauses }) => [
          [verdict, "error"],
          `${means}: ${rules.join(", ")} (${clauses.join(", ")})`,
        ]),
        { ...layout, indent: 2 },
      )}`,
    );
  parts.push(fold(`${summaryOf(view)}\n${terminal(revision)} as of ${asOf}`, layout.columns, 2));
  return `${parts.join("\n")}\n`;
}

function tierWords({ tier }: Pick<PermissionBlock, "tier">): string {
  return tier === null ? "no tier" : `tier ${tier}`;
}

function rowText(row: PermissionRow, layout: Layout): string {
  const { style } = layout;
  const verdict =
    row.breaches.length === 0 ? style.good("held") : style.error(row.breaches.map(({ verdict }) => verdict).join(", "));
  const details: Cell[][] = [
    ...row.breaches.map(({ verdict, why }): Cell[] => [["verdict", "error"], `${verdict}: ${why}`]),
    ["contract", row.contract],
    ["manifest", row.manifest],
    ["registry", row.registry],
    ["envelope", row.envelope],
    ["usage", row.usage],
  ];
  return `  ${terminal(row.permission)}  ${verdict}\n${table(details, { ...layout, indent: 4 })}`;
}

function ownerCells(row: OwnerRow): Cell[] {
  return [row.owner, tierWords(row), `${row.granted} granted`, `${row.declared} declared`, standing(row)];
}

/** `2 held, 1 unused; idle: write:exports`. */
function standing({ manifests, held, breaches, idle }: OwnerRow): string {
  const counts = [
    ...(held > 0 ? [`${held} held`] : []),
    ...breaches.map(({ verdict, times }) => `${times} ${verdict}`),
    ...(manifests === 0 ? ["no manifest"] : []),
  ];
  return [counts.join(", "), ...(idle.length === 0 ? [] : [`idle: ${idle.join(", ")}`])].join("; ");
}

/** One line: how many are as they should be, and how many grants lie idle. */
export function summaryOf({ blocks, owners }: PermissionsView): string {
  const rows = blocks.flatMap((block) => block.rows);
  const held = rows.filter(({ breaches }) => breaches.length === 0).length;
  const idle = owners.flatMap((owner) => owner.idle).length;
  return [
    `least privilege: ${held} of ${rows.length} permission${rows.length === 1 ? "" : "s"} held as approved`,
    ...(held < rows.length ? [`${rows.length - held} not`] : []),
    ...(idle > 0 ? [`${idle} grant${idle === 1 ? "" : "s"} idle`] : []),
  ].join(", ");
}

const columns = ["permission", "contract", "manifest", "registry", "envelope", "usage", "verdict"] as const;

/** The verdict of a row with its reasons, for a cell. */
export function verdictWords({ breaches }: PermissionRow): string {
  return breaches.length === 0 ? "held" : breaches.map(({ verdict, why }) => `${verdict}: ${why}`).join("; ");
}

/** A table for each manifest, one of partners and components, and what the verdicts rest on. */
export function permissionsMarkdown(view: PermissionsView): string {
  const lines = [`# Permission boundaries as of ${view.asOf}`, "", summaryOf(view)];
  for (const block of view.blocks)
    lines.push(
      "",
      `## ${markdownCode(block.subject)} ${markdown(block.title)}, ${tierWords(block)}`,
      "",
      `| ${columns.join(" | ")} |`,
      `|${" --- |".repeat(columns.length)}`,
      ...block.rows.map((row) => {
        const cells = [row.contract, row.manifest, row.registry, row.envelope, row.usage, verdictWords(row)];
        return `| ${[markdownCode(row.permission), ...cells.map(markdown)].join(" | ")} |`;
      }),
    );
  lines.push(
    "",
    "## By partner and component",
    "",
    "| name | tier | granted | declared | standing |",
    "| --- | --- | --- | --- | --- |",
    ...view.owners.map(
      (row) =>
        `| ${markdownCode(row.owner)} | ${row.tier ?? ""} | ${row.granted} | ${row.declared} | ${markdown(standing(row))} |`,
    ),
  );
  if (view.legend.length > 0)
    lines.push(
      "",
      "## What the verdicts rest on",
      "",
      ...view.legend.map(
        ({ verdict, means, rules, clauses }) => `- ${verdict}: ${means}. ${rules.join(", ")}; ${clauses.join(", ")}`,
      ),
    );
  lines.push("", readFrom(view.revision));
  return `${lines.join("\n")}\n`;
}

/** One line for each permission of each manifest. */
export function permissionsCsv({ blocks }: PermissionsView): string {
  return csvTable([
    ["subject", "owner", "tier", ...columns.slice(0, -1), "review by", "justification", "verdict", "reason"],
    ...blocks.flatMap(({ subject, owner, tier, rows }) =>
      rows.map((row) => [
        subject,
        owner,
        String(tier ?? ""),
        row.permission,
        row.contract,
        row.manifest,
        row.registry,
        row.envelope,
        row.usage,
        row.reviewBy ?? "",
        row.justification,
        row.breaches.map(({ verdict }) => verdict).join("; ") || "held",
        row.breaches.map(({ why }) => why).join("; "),
      ]),
    ),
  ]);
}

/** Published, so written field by field: schemas/output/report-permissions.schema.json says what is in it. */
export function permissionsJson({ asOf, revision, only, blocks, owners, legend }: PermissionsView): string {
  return envelope("permissions", {
    asOf,
    revision,
    only,
    manifests: blocks.map(({ subject, title, owner, tier, path, rows }) => ({
      subject,
      title,
      owner,
      tier,
      path,
      permissions: rows.map((row) => ({
        permission: row.permission,
        contract: row.contract,
        manifest: row.manifest,
        registry: row.registry,
        envelope: row.envelope,
        usage: row.usage,
        reviewBy: row.reviewBy,
        justification: row.justification,
        held: row.breaches.length === 0,
        verdicts: row.breaches.map(({ verdict, why }) => ({ verdict, why })),
      })),
    })),
    owners: owners.map(({ owner, tier, manifests, granted, declared, idle, held, breaches }) => ({
      owner,
      tier,
      manifests,
      granted,
      declared,
      idle,
      held,
      verdicts: breaches.map(({ verdict, times }) => ({ verdict, times })),
    })),
    legend: legend.map(({ verdict, means, rules, clauses }) => ({ verdict, means, rules, clauses })),
  });
}
