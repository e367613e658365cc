// The report on reviews: what a day shows, in every format, whatever people write into a review.

import { beforeAll, describe, expect, it } from "vitest";
import { fillTemplate } from "../../src/document/edit.ts";
import { readModel } from "../../src/model/model.ts";
import { reviewsCsv, reviewsJson, reviewsMarkdown, reviewsText } from "../../src/reporters/reviews.ts";
import { reviewsHtml } from "../../src/reporters/reviews-html.ts";
import { plain } from "../../src/reporters/style.ts";
import { periodOf } from "../../src/views/period.ts";
import { type ReviewsView, reviewsOf } from "../../src/views/reviews.ts";
import { edited } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { reviewed } from "../support/reviews.ts";
import { moved } from "../support/transitions.ts";
import { sample, template } from "../support/world.ts";

const hostile = `</style><script>alert(1)</script> "=1+1|@all \u202e`;
const finding = {
  id: "F1",
  text: hostile,
  severity: "high",
  owner: "=cmd|dana",
  due: "2027-08-01",
  closed: null,
} as const;

let files: Files;
beforeAll(async () => {
  const kept = await moved(await sample(), 1, { to: "maintenance", effective: "2026-12-15" });
  const tasks = ["partner-review", "governance-alignment", "sustainability-review"];
  files = {
    ...reviewed(kept, 1, tasks, { subject: "acme", type: "annual", held: "2027-06-15", findings: [finding] }),
    "partners/acme/partner.yaml": fillTemplate(template("partner"), { "/metadata/title": hostile }),
  };
});

async function viewOn(day: string, over: Files = files): Promise<ReviewsView> {
  return reviewsOf(await readModel(memorySnapshot(over)), day);
}

describe("a day", () => {
  it("shows the ecosystem first, then partners with what is theirs; who owes nothing is left out", async () => {
    const { rows } = await viewOn("2027-06-15");
    expect(rows.map(({ subject, of }) => [subject, of])).toEqual([
      ["ecosystem", "ecosystem"],
      ["acme", "partner"],
      ["acme/score-insights", "integration"],
    ]);
    expect((await viewOn("2026-11-20")).rows).toEqual([]);
  });

  it("shows a finding as open until it is closed, and as late from the day after", async () => {
    const open = async (day: string, closed: string | null = null) => {
      const over = reviewed(files, 1, ["partner-review"], {
        subject: "acme",
        type: "annual",
        held: "2027-06-15",
        findings: [{ ...finding, closed }],
      });
      const row = (await viewOn(day, over)).rows.find(({ subject }) => subject === "acme");
      return row?.findings.map(({ late, days }) => [late, days]);
    };
    expect(await open("2027-06-14")).toEqual([]);
    expect(await open("2027-08-01")).toEqual([[false, 0]]);
    expect(await open("2027-08-02")).toEqual([[true, -1]]);
    expect(await open("2027-08-02", "2027-08-03")).toEqual([[true, -1]]);
    expect(await open("2027-08-03", "2027-08-03")).toEqual([]);
  });

  it("puts permissions that fall due together on one line", async () => {
    const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
    const permission = (id: string, reviewBy: string) => ({
      id,
      justification: "Needed.",
      scope: "own-users",
      reviewBy,
    });
    const permissions = ["read:reports", "read:items"].map((id) => permission(id, "2027-02-20"));
    const over = {
      ...files,
      [manifest]: fillTemplate(template("integration"), {
        "/spec/permissions": [...permissions, permission("write:exports", "2027-03-20")],
      }),
    };
    const lines = (await viewOn("2027-01-01", over)).rows
      .flatMap(({ owed }) => owed)
      .filter(({ type }) => type === "permission");
    expect(lines.map(({ due, what }) => [due, what])).toEqual([
      ["2027-02-20", "permission review of read:reports, read:items"],
      ["2027-03-20", "permission review of write:exports"],
    ]);
  });

  it("counts what stands for the principles of stewardship, and says where there is nothing to count", async () => {
    const counted = async (day: string, over = files) =>
      Object.fromEntries(
        (await viewOn(day, over)).principles.map(({ name, proxy, holds, of }) => [
          `${name}: ${proxy.split(" ").slice(0, 2).join(" ")}`,
          `${holds} of ${of}`,
        ]),
      );
    expect(await counted("2026-11-21")).toEqual({
      "protect ecosystem integrity: findings of": "0 of 0",
      "maintain partner trust: what partners": "0 of 2",
      "maintain partner trust: reviews held": "0 of 0",
      "ensure long-term viability: sustainability reviews": "2 of 2",
      "ensure sustainable growth: expansions approved": "0 of 0",
      "maintain compatibility: OS versions": "2 of 3",
      "maintain compatibility: compatibility updates": "3 of 3",
    });
    expect(await counted("2027-08-02")).toMatchObject({
      "protect ecosystem integrity: findings of": "0 of 1",
      "maintain partner trust: reviews held": "1 of 1",
      "ensure long-term viability: sustainability reviews": "2 of 2",
      "maintain compatibility: compatibility updates": "3 of 3",
    });
    expect(await counted("2027-11-22")).toMatchObject({
      "ensure long-term viability: sustainability reviews": "0 of 2",
      "maintain compatibility: compatibility updates": "0 of 3",
    });
    const employed = edited(files, "governance/people/lee.yaml", { "/spec/affiliations": ["acme"] });
    expect(await counted("2027-08-02", employed)).toMatchObject({ "maintain partner trust: reviews held": "0 of 1" });
  });

  it("counts what the bodies answered in time: decided, or its day still to come", async () => {
    const answered = async (day: string, path: string, filed: string): Promise<string> => {
      const over = edited(files, path, { "/spec/filed": filed });
      const one = (await viewOn(day, over)).principles.find(({ proxy }) => proxy.startsWith("what partners"));
      return `${one?.holds} of ${one?.of}`;
    };
    const [acme, borealis] = ["acme", "borealis"].map(
      (name) => `partners/${name}/applications/APP-0001/application.yaml`,
    ) as [string, string];
    // Two weeks to vote; acme was decided on 21 November.
    expect(await answered("2026-12-31", acme, "2026-11-07")).toBe("1 of 2");
    expect(await answered("2026-12-31", acme, "2026-11-06")).toBe("0 of 2");
    expect(await answered("2026-12-01", borealis, "2026-11-17")).toBe("1 of 2");
    expect(await answered("2026-12-02", borealis, "2026-11-17")).toBe("0 of 2");
    expect(await answered("2026-11-16", borealis, "2026-11-17")).toBe("1 of 1");
  });

  it("counts where what is in use works on what is in support, and neither fallbacks nor what has ended", async () => {
    const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
    const working = async (day: string, over: Files): Promise<string> => {
      const one = (await viewOn(day, over)).principles.find(({ source }) => source === "kwanus matrix");
      return `${one?.holds} of ${one?.of}`;
    };
    expect(await working("2027-02-28", files)).toBe("2 of 3");
    expect(await working("2027-03-01", files)).toBe("2 of 2");
    expect(await working("2027-03-01", edited(files, manifest, { "/spec/compatibility/os": ">=3.0.0" }))).toBe(
      "1 of 2",
    );
    const { "governance/platform.yaml": _, ...without } = files;
    expect(await working("2027-03-01", without)).toBe("0 of 0");
  });
});

describe("a period", () => {
  it("holds decisions with their grants, transitions, reviews, and what is open at its end", async () => {
    const model = await readModel(memorySnapshot(files));
    const told = (subject: string, from: string, to: string) =>
      periodOf(model, subject, { from, to }).map(({ on, what }) => `${on} ${what}`);
    const all = [
      "2026-11-21 acme/APP-0001 approved, tier 1, + read:reports, + read-only-access",
      "2026-12-15 acme/score-insights from Active to Maintenance, by acme/LC-0001",
      "2027-06-15 annual review acme/RV-0001 of acme",
      "2027-08-01 finding F1 of acme/RV-0001 is due, and open",
    ];
    expect(told("acme", "2026-01-01", "2027-12-31")).toEqual(all);
    expect(told("ecosystem", "2026-01-01", "2027-12-31")).toEqual(all);
    expect(told("acme/score-insights", "2026-01-01", "2027-12-31")).toEqual(all.slice(0, 2));
    expect(told("acme", "2026-11-22", "2027-06-14")).toEqual(all.slice(1, 2));
    expect(told("borealis", "2026-01-01", "2027-12-31")).toEqual([]);
  });
});

describe("the page", () => {
  it("loads nothing, runs nothing and says people's words as words", async () => {
    const page = reviewsHtml(await viewOn("2027-12-01"));
    expect(page).not.toMatch(/<script|javascript:|(?:src|href)="(?!#)|url\(|@import/i);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).toContain("&#60;/style&#62;&#60;script&#62;");
    expect(page).not.toContain("\u202e");
  });
});

it.each([40, 60, 80, 120])("the text fits %i columns", async (columns) => {
  const text = reviewsText(await viewOn("2027-12-01"), { style: plain, columns });
  const wide = text.split("\n").filter((line) => line.length > columns && !/\S{20}/.test(line));
  expect(wide).toEqual([]);
  expect(text).not.toContain("\u202e");
});

it("no format lets words out of their place, and each is the same bytes again", async () => {
  const view = await viewOn("2027-12-01");
  const again = await viewOn("2027-12-01");
  expect(reviewsMarkdown(view)).not.toContain("<script>");
  for (const line of reviewsMarkdown(view)
    .split("\n")
    .filter((one) => one.startsWith("| **late**")))
    expect(line.split(" | ")).toHaveLength(6);
  const lines = reviewsCsv(view).trimEnd().split("\r\n");
  expect(lines).toHaveLength(1 + 8 + 1 + 1);
  expect(lines.some((line) => /,=cmd/.test(line))).toBe(false);
  const [, acme] = JSON.parse(reviewsJson(view)).subjects;
  expect(acme.findings[0].text).toBe(hostile);
  for (const write of [reviewsMarkdown, reviewsCsv, reviewsJson, reviewsHtml]) expect(write(again)).toBe(write(view));
});
