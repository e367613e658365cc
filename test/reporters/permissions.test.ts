// The permissions report in every format: complete, within its width, and whatever partners write stays in its place.

import { beforeAll, describe, expect, it } from "vitest";
import { readModel } from "../../src/model/model.ts";
import {
  permissionsCsv,
  permissionsJson,
  permissionsMarkdown,
  permissionsText,
} from "../../src/reporters/permissions.ts";
import { permissionsHtml } from "../../src/reporters/permissions-html.ts";
import { plain } from "../../src/reporters/style.ts";
import { type PermissionsView, permissionsOf } from "../../src/views/permissions.ts";
import { edited } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { asOf, sample } from "../support/world.ts";

const hostile = `</style><script>alert(1)</script> "=1+1|@all \u202e`;
const manifest = "partners/acme/integrations/score-insights/manifest.yaml";

let files: Files;
beforeAll(async () => {
  files = edited(await sample(), manifest, {
    "/metadata/title": hostile,
    "/spec/permissions/0/scope": hostile,
    "/spec/permissions/0/justification": hostile,
    "/spec/permissions/1": { id: "read:constructor", justification: hostile, scope: hostile, reviewBy: "2027-02-20" },
  });
});

async function view(day = asOf, only: string | null = null): Promise<PermissionsView> {
  return permissionsOf(await readModel(memorySnapshot(files)), day, only);
}

describe("what it tells", () => {
  it("is every permission and every owner, as granted on the day", async () => {
    const now = await view();
    expect(now.blocks.map(({ subject, rows }) => [subject, rows.map(({ permission }) => permission)])).toEqual([
      ["acme/score-insights", expect.arrayContaining(["read:reports"])],
    ]);
    expect(now.owners.map(({ owner, granted }) => [owner, granted])).toEqual([
      ["acme", 1],
      ["borealis", 0],
    ]);
    const before = await view("2026-11-20");
    expect(before.owners[0]).toMatchObject({ tier: null, granted: 0 });
    expect(before.blocks[0]?.rows[0]).toMatchObject({ envelope: "not granted" });
  });

  it("is of one owner where only one is asked about", async () => {
    const { blocks, owners } = await view(asOf, "borealis");
    expect([blocks.length, owners.map(({ owner }) => owner)]).toEqual([0, ["borealis"]]);
  });
});

it.each([40, 60, 80, 120])("the text fits %i columns", async (columns) => {
  const text = permissionsText(await view(), { style: plain, columns });
  const wide = text.split("\n").filter((line) => line.length > columns && !/\S{20}/.test(line));
  expect(wide).toEqual([]);
});

it("no format lets a partner's words out of their place", async () => {
  const told = await view();
  const page = permissionsHtml(told);
  expect(page).not.toMatch(/<script|javascript:|(?:src|href)="(?!#)|url\(|@import/i);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
  expect(page).not.toContain("\u202e");
  const tables = permissionsMarkdown(told);
  expect(tables).not.toContain("<script>");
  // Eight bars and no more: a bar in a scope would be another column.
  expect(tables.match(/^\| `read:reports` .*$/m)?.[0].match(/(?<!\\)\|/g)).toHaveLength(8);
  const rows = permissionsCsv(told).split("\r\n");
  expect(rows).toHaveLength(2 + (told.blocks[0]?.rows.length ?? 0));
  expect(JSON.parse(permissionsJson(told)).manifests[0].title).toBe(hostile);
  expect(permissionsText(told, { style: plain, columns: 80 })).not.toContain("\u202e");
});

it("the page is the same bytes for the same documents and day", async () => {
  expect(permissionsHtml(await view())).toBe(permissionsHtml(await view()));
});
