// What a reviewer hears of the protected tip before they sign on it: newer, older, parted, unknown. Dates only inform.

import { expect, it } from "vitest";
import { freshnessInWords, type TipFacts } from "../../src/views/freshness.ts";

const facts: TipFacts = {
  tracked: "refs/remotes/origin/main",
  remote: "origin",
  behind: 0,
  ahead: 0,
  fetched: new Date("2026-11-21T06:00:00Z"),
  named: false,
};
const now = "2026-11-21T10:00:00Z";
const old = new Date("2026-11-20T23:59:59Z");

it.each<[what: string, tip: string, more: Partial<TipFacts>, says: string, fresh: boolean]>([
  ["fetched today", "origin/main@6e1c0d2", {}, "origin/main@6e1c0d2, fetched today", true],
  [
    "by a clock that runs ahead",
    "origin/main@6e1c0d2",
    { fetched: new Date("2027-01-01") },
    "origin/main@6e1c0d2, fetched today",
    true,
  ],
  [
    "yesterday, by the calendar",
    "origin/main@6e1c0d2",
    { fetched: old },
    "origin/main@6e1c0d2, fetched yesterday (2026-11-20); git fetch origin asks for newer landings",
    false,
  ],
  [
    "days ago",
    "origin/main@6e1c0d2",
    { fetched: new Date("2026-11-01T12:00:00Z") },
    "origin/main@6e1c0d2, fetched 20 days ago (2026-11-01); git fetch origin asks for newer landings",
    false,
  ],
  [
    "never, as far as is known",
    "origin/main@6e1c0d2",
    { fetched: null },
    "origin/main@6e1c0d2, its last fetch is not recorded; git fetch origin asks for newer landings",
    false,
  ],
  ["a branch of this clone", "main@6e1c0d2", {}, "main@6e1c0d2, as origin/main, fetched today", true],
  [
    "behind",
    "main@6e1c0d2",
    { behind: 2 },
    "main@6e1c0d2 is 2 landings behind origin/main, fetched today: vote on the newer one with --base refs/remotes/origin/main",
    false,
  ],
  [
    "behind, by hand",
    "main@6e1c0d2",
    { behind: 1, named: true },
    "main@6e1c0d2 is 1 landing behind origin/main, fetched today: leave --base out",
    false,
  ],
  [
    "parted",
    "main@6e1c0d2",
    { behind: 1, ahead: 3 },
    "main@6e1c0d2 is 1 landing behind origin/main, fetched today, and 3 landings ahead of it: vote on the newer one with --base refs/remotes/origin/main",
    false,
  ],
  ["ahead", "main@6e1c0d2", { ahead: 1 }, "main@6e1c0d2 is 1 landing ahead of origin/main, fetched today", true],
  [
    "too shallow to tell",
    "main@6e1c0d2",
    { behind: null, ahead: null },
    "main@6e1c0d2 and origin/main, fetched today: this clone is too shallow to compare them",
    false,
  ],
])("%s", (_, tip, more, says, fresh) => {
  expect(freshnessInWords(tip, { ...facts, ...more }, now)).toEqual({ says, fresh });
});
