// The permissions report as a page: where everybody stands, then every manifest with its permissions.

import type { OwnerRow, PermissionBlock, PermissionsView } from "../views/permissions.ts";
import { definitions, type HtmlCell, htmlPage, htmlTable, paragraph } from "./html.ts";
import { summaryOf, verdictWords } from "./permissions.ts";

/** One self-contained page; the same view gives the same bytes. */
export function permissionsHtml(view: PermissionsView): string {
  const { asOf, revision, only, blocks, owners, legend } = view;
  return htmlPage({
    title: only === null ? "Permission boundaries" : `Permission boundaries of ${only}`,
    facts: [`as of ${asOf}`, revision, summaryOf(view)],
    sections: [
      { heading: "Where everybody stands", parts: [ownersTable(owners)] },
      ...blocks.map((block) => ({
        heading: `${block.subject}, ${block.title}, ${block.tier === null ? "no tier" : `tier ${block.tier}`}`,
        parts: [blockTable(block)],
      })),
      {
        heading: "What the verdicts rest on",
        parts: [
          legend.length === 0
            ? paragraph("Every permission is held as it was approved: least privilege (EPF-5.1.1, PIS-6.1.1).")
            : definitions(
                legend.map(({ verdict, means, rules, clauses }) => ({
                  term: verdict,
                  tone: "bad" as const,
                  says: [`${means}: ${rules.join(", ")} (${clauses.join(", ")})`],
                })),
              ),
        ],
      },
    ],
    foot: `kwanus report permissions${only === null ? "" : ` --partner ${only}`} --format html --as-of ${asOf}`,
  });
}

function ownersTable(owners: readonly OwnerRow[]): ReturnType<typeof htmlTable> {
  return htmlTable({
    caption: "One row for each partner and component",
    header: ["name", "tier", "granted", "declared", "held", "not held", "idle"],
    rows: owners.map(({ owner, tier, granted, declared, held, breaches, idle }) => [
      owner,
      tier === null ? "–" : String(tier),
      String(granted),
      String(declared),
      String(held),
      breaches.length === 0
        ? "none"
        : { text: breaches.map(({ verdict, times }) => `${times} ${verdict}`).join(", "), tone: "bad" as const },
      idle.length === 0 ? "none" : { text: idle.join(", "), tone: "warning" as const },
    ]),
  });
}

function blockTable({ subject, rows }: PermissionBlock): ReturnType<typeof htmlTable> {
  return htmlTable({
    caption: `One row for each permission of ${subject}`,
    header: ["permission", "contract", "manifest", "registry", "envelope", "usage", "verdict"],
    rows: rows.map((row): (string | HtmlCell)[] => [
      row.permission,
      row.contract,
      row.manifest,
      row.registry,
      row.envelope,
      row.usage,
      { text: verdictWords(row), tone: row.breaches.length === 0 ? "good" : "bad" },
    ]),
  });
}
