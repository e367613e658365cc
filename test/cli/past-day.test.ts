// A report of a past day is the report that was made on that day, whatever has landed since.

import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { JudgingInput } from "../../src/cli/judging.ts";
import { standingOnDay } from "../../src/cli/past-day.ts";
import type { World } from "../../src/cli/world.ts";
import { readModel } from "../../src/model/model.ts";
import { openRepository, type Repository } from "../../src/repo/repository.ts";
import { environment, failureOf, git, newFolder } from "../repo/sandbox.ts";
import { everyReport, type Formats } from "../support/every-report.ts";
import { edited, only } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { newHistory } from "../support/packed-history.ts";
import { reviewed } from "../support/reviews.ts";
import { founded, sample } from "../support/world.ts";

const manifest = "partners/acme/integrations/score-insights/manifest.yaml";

/** Each landing with the day that the clock of whoever made it showed. */
async function landings(): Promise<[day: string, files: Files][]> {
  const all = await sample();
  const acme = { ...(await founded()), ...only(all, "partners/acme/partner.yaml", "partners/acme/applications/") };
  const built = { ...acme, ...only(all, "partners/acme/integrations/") };
  const titled = edited(built, manifest, { "/metadata/title": "Scores, at a glance" });
  const held = reviewed(titled, 1, ["partner-review"], { subject: "acme", type: "annual", held: "2027-02-10" });
  return [
    ["2026-11-02", { "README.md": "An office to be.\n" }],
    ["2026-11-03", await founded()],
    ["2026-11-21", acme],
    ["2026-12-03", built],
    ["2026-12-03", titled],
    ["2027-02-10", held],
    // A clock that was behind.
    ["2026-12-24", { ...held, ...all, [manifest]: held[manifest] ?? "" }],
    ["2027-05-05", edited({ ...held, ...all }, manifest, { "/metadata/title": "Scores" })],
  ];
}

const today = "2027-06-01";
let ids: string[];
let root: string;
let repository: Repository;
let later: () => string;

beforeAll(async () => {
  root = newFolder();
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "config", "kwanus.base", "refs/heads/main");
  const history = newHistory();
  const steps = await landings();
  const committed = (day: string, files: Files, parent: string | undefined): string =>
    history.commit({
      files,
      parents: parent === undefined ? [] : [parent],
      message: "Landing",
      committer: `lee <lee@office.example> ${Date.parse(`${day}T23:59:59Z`) / 1000} +0000`,
    });
  ids = [];
  for (const [day, files] of steps) ids.push(committed(day, files, ids.at(-1)));
  const last = steps.at(-1)?.[1] ?? {};
  later = () => committed("2026-11-05", edited(last, manifest, { "/metadata/title": "Rewritten" }), ids.at(-1));
  const [tip = "", after] = [ids.at(-1), later()];
  history.writeTo(root, environment, { "refs/heads/main": tip, "refs/heads/later": after });
  repository = await openRepository(root, environment);
});
afterAll(() => repository.close());

const world = (asOf: string, clock: string, of = repository): World =>
  ({ today: asOf, now: `${clock}T10:00:00Z`, repository: async () => of }) as World;

/** Every report as it is printed, but for how the revision is called. */
async function reports(input: JudgingInput, at: World): Promise<Record<string, Formats>> {
  const read = await standingOnDay(input, at);
  return everyReport(await readModel({ ...read, name: "the revision" }), at.today);
}

it.each([
  ["2026-11-03", 1],
  ["2026-11-30", 2],
  ["2026-12-03", 4],
  ["2026-12-31", 4],
  ["2027-03-01", 6],
  ["2027-05-31", 7],
])("of %s, read much later, every byte is that of the revision of that day", async (day, at) => {
  const then = await reports({ head: ids[at] ?? "" }, world(day, day));
  expect(Object.keys(then)).toHaveLength(7);
  expect(await reports({}, world(day, today))).toEqual(then);
});

it("names the landing, and the day it landed on", async () => {
  const { name } = await standingOnDay({}, world("2027-03-01", today));
  expect(name).toBe(`main@${ids[6]?.slice(0, 7)} (last landing, 2027-02-10)`);
});

it("today and days to come are the working tree's, a named revision is read as it is", async () => {
  for (const day of [today, "2031-01-01"])
    expect((await standingOnDay({ head: ids[7] ?? "" }, world(day, today))).commit).toBe(ids[7]);
  await expect(standingOnDay({}, world(today, today))).rejects.toMatchObject({ code: "not-governed" });
  expect((await standingOnDay({ head: ids[7] ?? "" }, world("2026-12-01", today))).commit).toBe(ids[7]);
});

it("no later landing changes a day that later days have followed", async () => {
  const before = await reports({}, world("2027-03-01", today));
  const moved = {
    ...repository,
    resolve: (name: string) => repository.resolve(name === "refs/heads/main" ? "refs/heads/later" : name),
  };
  const after = await standingOnDay({}, world("2027-06-01", "2027-06-02", moved));
  expect(after.commit).not.toBe(ids[7]);
  expect(await reports({}, world("2027-03-01", today, moved))).toEqual(before);
});

it("before there was an office, the first day is named", async () => {
  for (const day of ["2026-11-01", "2026-11-02"])
    expect(await failureOf(standingOnDay({}, world(day, today)))).toMatchObject({
      code: "nothing-landed-yet",
      kind: "usage",
      help: "the first day there is a report of: --as-of 2026-11-03",
    });
});

it("a clone that does not reach back says which command cures it, and answers where it does", async () => {
  const shallow = join(newFolder(), "shallow");
  git(root, "clone", "--quiet", "--depth=2", "--branch=main", `file://${root}`, shallow);
  const cut = await openRepository(shallow, environment);
  expect(await failureOf(standingOnDay({}, world("2026-11-30", today, cut)))).toMatchObject({
    code: "shallow-history",
    exit: 3,
    help: "Fetch the whole history: git fetch --unshallow origin",
  });
  expect((await standingOnDay({}, world("2027-05-05", today, cut))).commit).toBe(ids[7]);
  cut.close();
});
