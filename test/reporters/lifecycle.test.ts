// The lifecycle report: what a day shows, in every format, whatever partners call themselves.

import { beforeAll, describe, expect, it } from "vitest";
import { fillTemplate } from "../../src/document/edit.ts";
import { readModel } from "../../src/model/model.ts";
import { lifecycleCsv, lifecycleJson, lifecycleMarkdown, lifecycleText } from "../../src/reporters/lifecycle.ts";
import { lifecycleHtml } from "../../src/reporters/lifecycle-html.ts";
import { plain } from "../../src/reporters/style.ts";
import { type LifecycleView, lifecycleOf } from "../../src/views/lifecycle.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { filed, moved } from "../support/transitions.ts";
import { asOf, decided, sample, template, voted } from "../support/world.ts";

const hostile = `</style><script>alert(1)</script> "=1+1|@all \u202e`;

let files: Files;
beforeAll(async () => {
  const suspended = filed(await sample(), 1, { to: "suspended", subject: "acme", effective: asOf });
  const one = await decided(await voted(suspended, "acme/LC-0001", "bo"), "acme/LC-0001");
  files = {
    ...(await moved(one, 2, { effective: "2027-01-15" })),
    "partners/acme/partner.yaml": fillTemplate(template("partner"), { "/metadata/title": hostile }),
  };
});

async function viewOn(day: string): Promise<LifecycleView> {
  return lifecycleOf(await readModel(memorySnapshot(files)), day);
}

function rowOf(view: LifecycleView, subject: string): LifecycleView["rows"][number] {
  const row = view.rows.find((one) => one.subject === subject);
  if (row === undefined) throw new Error(`no ${subject}`);
  return row;
}

describe("a day", () => {
  it("before anything was approved shows nobody in the lifecycle", async () => {
    const view = await viewOn("2026-11-20");
    expect(view.rows.map(({ stage, tier }) => [stage, tier])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it("behind the last decision says what it cannot know", async () => {
    const past = await viewOn("2026-11-20");
    const at = { style: plain, columns: 200 };
    for (const text of [lifecycleText(past, at), lifecycleMarkdown(past), lifecycleHtml(past), lifecycleJson(past)])
      expect(text).toMatch(/decisions here are as late as 2026.*11.*21/);
    expect((await viewOn(asOf)).note).toBeNull();
    expect((await viewOn("2027-11-20")).note).toBeNull();
  });

  it("shows a suspension, whom it reaches, and when it lapses", async () => {
    const row = rowOf(await viewOn(asOf), "acme/score-insights");
    expect(row).toMatchObject({ stage: "active", suspendedUntil: "2026-12-21" });
    expect(row.restrictions.map(({ text }) => text)).toEqual(["suspended: no use until it is lifted or lapses"]);
    expect(row.ahead.map(({ on, what }) => [on, what])).toEqual([
      ["2026-12-21", "the suspension lapses"],
      ["2027-01-15", "Active to Maintenance"],
    ]);
  });

  it("shows what is late from the day after it was due", async () => {
    const due = async (day: string) =>
      rowOf(await viewOn(day), "acme/score-insights").due.find(({ what }) => what === "annual compliance review");
    expect(await due("2027-01-15")).toMatchObject({ late: false });
    expect(await due("2027-01-16")).toMatchObject({ late: true });
  });

  it("draws what is decided and has not begun as planned, and a suspension over its stage", async () => {
    const bars = (await viewOn(asOf)).rows.flatMap(({ stretches }) => stretches);
    expect(bars.map(({ name, from, to, planned }) => [name, from, to, planned])).toEqual([
      ["Active", asOf, null, false],
      ["Suspended", asOf, "2026-12-21", false],
      ["Active", asOf, "2027-01-15", false],
      ["Maintenance", "2027-01-15", null, true],
      ["Suspended", asOf, "2026-12-21", false],
    ]);
  });
});

describe("the page", () => {
  it("loads nothing, runs nothing and says a partner's words as words", async () => {
    const page = lifecycleHtml(await viewOn(asOf));
    expect(page).not.toMatch(/<script|javascript:|(?:src|href)="(?!#)|url\(|@import/i);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).toContain("&#60;/style&#62;&#60;script&#62;");
    expect(page).not.toContain("\u202e");
  });

  it("has a bar for each stretch, in shares of the width", async () => {
    const page = lifecycleHtml(await viewOn(asOf));
    expect(page.match(/<span class="bar [a-z ]+" style="inset-inline-start:[\d.]+%;width:[\d.]+%"/g)).toHaveLength(5);
    expect(page).toContain("Maintenance from 2027-01-15, by acme/LC-0002, decided and not begun");
  });

  it("is the same bytes for the same documents and day", async () => {
    expect(lifecycleHtml(await viewOn(asOf))).toBe(lifecycleHtml(await viewOn(asOf)));
  });
});

it.each([40, 60, 80, 120, 200])("the text fits %i columns", async (columns) => {
  const text = lifecycleText(await viewOn("2027-02-01"), { style: plain, columns });
  const wide = text.split("\n").filter((line) => line.length > columns && !/\S{20}/.test(line));
  expect(wide).toEqual([]);
});

it("no format lets a title out of its place", async () => {
  const view = await viewOn(asOf);
  expect(lifecycleMarkdown(view)).not.toContain("<script>");
  expect(
    lifecycleMarkdown(view)
      .split("\n")
      .filter((line) => line.startsWith("| `acme`")),
  ).toHaveLength(1);
  expect(lifecycleCsv(view).split("\r\n")).toHaveLength(5);
  expect(JSON.parse(lifecycleJson(view)).subjects[0].title).toBe(hostile);
  expect(lifecycleText(view, { style: plain, columns: 100 })).not.toContain("\u202e");
});
