// The sample's days follow whoever runs the demo, and its clock never runs ahead of theirs.

import { expect, it } from "vitest";
import { clockUpTo, moved } from "../../src/cli/demo/days.ts";

it("moves every day of a text as far as today moved, and nothing else", () => {
  expect(moved("reviewBy: 2027-02-20, issued: 2024-02-28", "2026-11-22")).toBe(
    "reviewBy: 2027-02-21, issued: 2024-02-29",
  );
  expect(moved("filed: 2026-11-21", "2031-03-01")).toBe("filed: 2031-03-01");
  expect(moved("EXP-0001 1.0.0 12026-11-21 2026-11-211", "2027-01-01")).toBe("EXP-0001 1.0.0 12026-11-21 2026-11-211");
});

it("shows days of the sample, steps on with all that is done, and ends up at now at the latest", () => {
  const clock = clockUpTo("2027-11-21T00:01:00Z");
  expect(clock.today).toBe("2027-11-20");
  clock.turnTo("2024-11-21");
  expect([clock.day, clock.tick().toISOString(), clock.tick().toISOString()]).toEqual([
    "2025-11-20",
    "2025-11-20T09:07:00.000Z",
    "2025-11-20T09:14:00.000Z",
  ]);
  clock.turnTo("2026-11-21");
  for (let done = 0; done < 119; done++) clock.tick();
  expect(clock.tick().toISOString()).toBe("2027-11-21T00:01:00.000Z");
});
