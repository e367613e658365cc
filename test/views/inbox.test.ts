// Who is asked for what: a member, a deputy, somebody recused, an author, a body.

import { beforeAll, expect, it } from "vitest";
import { type InboxView, inboxOf, type Reader } from "../../src/views/inbox.ts";
import { statusOf } from "../../src/views/status.ts";
import { edited, landingOf } from "../support/landings.ts";
import type { Files } from "../support/memory.ts";
import { checked, planned, released, signedOff } from "../support/releases.ts";
import { reviewed } from "../support/reviews.ts";
import { filed, moved } from "../support/transitions.ts";
import { approvedByAll, asOf, decided, sample, voted } from "../support/world.ts";

const subject = "borealis/APP-0001";
const application = "partners/borealis/applications/APP-0001/application.yaml";

let files: Files;
beforeAll(async () => {
  files = await sample();
});

interface Around {
  /** What the protected branch holds, where it is not the same. */
  readonly base?: Files;
  readonly faults?: number;
  readonly unpushed?: readonly string[];
}

async function inbox(
  head: Files,
  reader: Reader,
  { base = head, faults = 0, unpushed = [] }: Around = {},
): Promise<InboxView> {
  const landing = await landingOf(base, head);
  const open = [...landing.tree.subjects.values()].filter(({ decisions }) => decisions.size === 0);
  const statuses = open.map((each) => statusOf(each, landing, faults));
  return inboxOf({ landing, statuses, reader, unpushed: new Set(unpushed) });
}

/** `vote borealis/APP-0001: you have not voted`, then the notes. */
const told = ({ entries, notes }: InboxView) => [
  ...entries.map(({ what, subject, why }) => `${what} ${subject}: ${why}`),
  ...notes,
];
const bo: Reader = { person: "bo", body: "SCO" };
const waits = `vote ${subject}: you have not voted`;

it("asks a member, with the days that are left", async () => {
  const view = await inbox(files, bo);
  expect(told(view)).toEqual([waits]);
  expect(view.entries[0]).toMatchObject({
    by: "2026-11-16",
    days: -5,
    asks: "tier 1, 1 permission (new: read:reports), 1 capability (new: read-only-access)",
    command: `kwanus approve ${subject}`,
  });
});

it("asks nobody for what waits for its authors, and tells them", async () => {
  const dana: Reader = { person: "dana", body: null };
  expect(told(await inbox(files, bo, { faults: 2 }))).toEqual([]);
  expect(told(await inbox(files, dana, { faults: 2 }))).toEqual([
    `authors ${subject}: 2 errors to mend`,
    expect.stringMatching(/^authors acme\/score-insights: /),
  ]);
  expect(told(await inbox(files, dana))).toEqual([
    expect.stringMatching(/^authors acme\/score-insights: /),
    `${subject}, which you wrote, waits for TSC (ada, tom), SCO (bo, sal), ERC (erin), CGB (lee, omar) by 2026-11-16`,
  ]);
});

it("names a ballot that is not pushed, then one that has not landed, then none", async () => {
  const head = await voted(files, subject, "bo");
  const branch = "kwanus/vote/borealis-APP-0001.sco.bo.1";
  const view = await inbox(head, bo, { base: files, unpushed: [branch] });
  expect(told(view)).toEqual([`push ${subject}: your approve is in this clone only, not pushed yet`]);
  expect(view.entries[0]?.command).toBe(`git push -u origin ${branch}`);
  expect(told(await inbox(head, bo, { base: files }))).toEqual([`your approve on ${subject} waits to land`]);
  expect(told(await inbox(head, bo))).toEqual([]);
});

it("asks again after the content changed, or the vote was taken back", async () => {
  const ballot = await voted(files, subject, "bo");
  const view = await inbox(edited(ballot, application, { "/metadata/title": "Another" }), bo);
  expect(told(view)).toEqual([expect.stringMatching(/^vote-again .*: your approve does not count: .*\(BAL004\)$/)]);
  expect(view.entries[0]?.command).toBe(`kwanus diff ${subject} --since-ballot`);
  const taken = await voted(ballot, subject, "bo", { choice: "retract", reason: "Too early." });
  expect(told(await inbox(taken, bo))).toEqual([waits]);
});

it("says that a recused member is, and asks no vote of them", async () => {
  const affiliated = edited(files, "governance/people/bo.yaml", { "/spec/affiliations": ["borealis"] });
  expect(told(await inbox(affiliated, bo))).toEqual([
    `you are recused from ${subject}: bo is affiliated with borealis`,
  ]);
});

it("tells a deputy what the members left, and asks them once no member can", async () => {
  const seats = (values: object) =>
    edited(files, "governance/policy.yaml", {
      "/spec/bodies/1/members": ["bo"],
      "/spec/bodies/1/deputies": ["sal"],
      ...values,
    });
  const sal: Reader = { person: "sal", body: "SCO" };
  expect(told(await inbox(seats({}), sal))).toEqual([
    `${subject} waits for bo of SCO; a deputy votes only where a member cannot`,
  ]);
  const recused = edited(seats({}), "governance/people/bo.yaml", { "/spec/affiliations": ["borealis"] });
  expect(told(await inbox(recused, sal))).toEqual([waits]);
});

it("asks a body as a whole until it has voted", async () => {
  const reader: Reader = { person: null, body: "SCO" };
  const view = await inbox(files, reader);
  expect(told(view)).toEqual([`vote ${subject}: bo, sal may vote for SCO`]);
  expect(view.entries[0]?.command).toBe(`kwanus approve ${subject} --as SCO`);
  expect(told(await inbox(await voted(files, subject, "bo"), reader))).toEqual([]);
});

it("hands anybody what is settled", async () => {
  const settled = await approvedByAll(files, subject);
  expect(told(await inbox(settled, { person: "tom", body: "TSC" }))).toEqual([
    `decide ${subject}: the ballots amount to approved: 4 of 4 bodies approve, CGB among them`,
  ]);
});

it("asks for a key that nobody has proven, before anything else", async () => {
  const invited = edited(files, "governance/people/bo.yaml", { "/spec/keys": [] });
  const [first] = told(await inbox(invited, bo));
  expect(first).toBe("accept null: you sit in SCO and no key of yours is listed yet");
});

it("asks the bodies to end what was announced to end by now, until somebody files it", async () => {
  const ending = { to: "deprecation", effective: "2026-05-01", endOfSupport: asOf };
  const announced = await moved(files, 1, ending);
  const [first] = (await inbox(announced, bo)).entries.filter(({ what }) => what === "end");
  expect(first).toMatchObject({
    subject: "acme/score-insights",
    why: `its support was to end on ${asOf}, as acme/LC-0001 announced, and no transition ends it`,
    by: asOf,
    days: 0,
    command: `kwanus new transition --subject acme/score-insights --cause planned --to end-of-support --effective ${asOf}`,
  });
  const ends = async (head: Files, reader: Reader) =>
    (await inbox(head, reader)).entries.filter(({ what }) => what === "end").length;
  expect(await ends(announced, { person: null, body: "CGB" })).toBe(1);
  expect(await ends(announced, { person: "dana", body: null })).toBe(0);
  expect(await ends(filed(announced, 2, { from: "deprecation", to: "end-of-support", effective: asOf }), bo)).toBe(0);
  expect(await ends(await moved(files, 1, { ...ending, endOfSupport: "2026-11-22" }), bo)).toBe(0);
});

it("asks a body for the reviews in its remit that are late or come soon, and nobody else", async () => {
  const lee: Reader = { person: "lee", body: "CGB" };
  const tasks = ["partner-review", "governance-alignment"];
  const held = (next: string): Files =>
    reviewed(files, 1, tasks, { subject: "acme", type: "annual", held: "2026-06-01", next });
  const late = await inbox(held("2026-11-01"), lee);
  expect(told(late)).toEqual([waits, "review acme: the last, acme/RV-0001, was held on 2026-06-01"]);
  expect(late.entries[1]).toMatchObject({
    by: "2026-11-01",
    days: -20,
    command: "kwanus new review --subject acme --type annual",
  });
  expect(told(await inbox(held("2026-12-05"), lee))).toHaveLength(2);
  expect(told(await inbox(held("2026-12-06"), lee))).toEqual([waits]);
  expect(told(await inbox(held("2026-11-01"), bo))).toEqual([waits]);
  expect(told(await inbox(held("2026-11-01"), { person: "ivo", body: null }))).toEqual([]);
});

it("reminds whoever answers for what a review found, by id or login, until it is closed", async () => {
  const dana: Reader = { person: "dana", body: null };
  const held = (owner: string, closed: string | null): Files => {
    const finding = { id: "F1", text: "The log lacks a field.", severity: "low", due: "2026-11-30" } as const;
    const findings = [{ ...finding, owner, closed }];
    return reviewed(files, 1, ["permission-review"], {
      subject: "acme",
      type: "permission",
      held: "2026-11-20",
      findings,
    });
  };
  const entriesOf = async (over: Files, reader: Reader) =>
    (await inbox(over, reader)).entries.filter(({ what }) => what !== "authors");
  expect(await entriesOf(held("@Dana", null), dana)).toEqual([
    expect.objectContaining({
      what: "mend",
      subject: "acme",
      by: "2026-11-30",
      days: 9,
      why: "The log lacks a field.",
    }),
  ]);
  expect(await entriesOf(held("dana", "2026-11-21"), dana)).toEqual([]);
  expect(await entriesOf(held("ivo", null), dana)).toEqual([]);
  expect((await entriesOf(held("bo", null), bo)).map(({ what }) => what)).toEqual(["vote", "mend"]);
  expect(await entriesOf(held("bo", null), { person: null, body: "SCO" })).toHaveLength(1);
});

it("shows a body the reviews that it owes to a version whose validation is next, or whose release is filed", async () => {
  const id = "acme/score-insights";
  const owed = async (head: Files, reader: Reader = bo) =>
    (await inbox(head, reader)).entries.filter(({ what }) => what === "checkpoint");
  const ready = planned(files, id, true);
  const both = ["permission review of version 1.0.0", "security review of version 1.0.0"];
  const next = await owed(ready);
  expect(next.map(({ title }) => title)).toEqual(both);
  expect(next[0]).toMatchObject({
    subject: id,
    why: `its validation is next: ${id} 1.0.0 has had no permission review`,
    by: null,
    command: `kwanus new checkpoint --subject ${id} --checkpoint permission-review`,
  });
  const waiting = await released(planned(files, id, true), id, "1.0.0");
  const [first] = await owed(waiting);
  expect(first).toMatchObject({
    why: `${id}/1.0.0 waits for it: ${id} 1.0.0 has had no permission review`,
    days: expect.any(Number),
  });
  expect((await owed(waiting, { person: null, body: "ERC" })).map(({ title }) => title)).toEqual([
    "workflow review of version 1.0.0",
  ]);
  expect(await owed(waiting, { person: "dana", body: null })).toEqual([]);
  expect(await owed(files)).toEqual([]);
  const shown = checked(waiting, id, "1.0.0");
  expect(await owed(shown)).toEqual([]);
  expect(await owed(await signedOff(waiting, `${id}/1.0.0`))).toEqual([]);
});

it("tells an author what the next step of an integration takes, until its sign-off waits for others", async () => {
  const [id, dana] = ["acme/score-insights", { person: "dana", body: null }];
  const own = async (head: Files, reader: Reader = dana) =>
    (await inbox(head, reader)).entries
      .filter(({ what, subject }) => what === "authors" && subject === id)
      .map(({ why, command }) => [why, command]);
  expect(await own(files)).toEqual([
    ["Technical preparation: there is no plan, or none that can be read", `kwanus new plan --subject ${id}`],
  ]);
  const ready = planned(files, id, true);
  expect(await own(ready)).toEqual([
    ["Validation: no compatibility validation yet, and 3 more", `kwanus status ${id}`],
  ]);
  expect(await own(ready, { person: "ivo", body: null })).toEqual([]);
  const waiting = await released(ready, id, "1.0.0");
  const voting = checked(waiting, id, "1.0.0");
  expect(await own(voting)).toEqual([]);
  expect((await inbox(voting, dana)).notes.filter((note) => note.startsWith(`${id} 1.0.0`))).toEqual([]);
  expect(await own(await signedOff(waiting, `${id}/1.0.0`))).toEqual([]);
});

it("reminds whoever was let in of what is to be built, until there is something", async () => {
  const view = await inbox(await decided(await approvedByAll(files, subject), subject), { person: "dana", body: null });
  expect(view.entries.filter((entry) => entry.subject === subject)).toMatchObject([
    {
      what: "authors",
      why: "it is approved; describe what is built with it",
      command: "kwanus new integration --partner borealis",
    },
  ]);
});
