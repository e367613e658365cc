// Days and periods: months end where they end.

import { expect, test } from "vitest";
import { dayAfter, daysBetween } from "../../src/model/calendar.ts";

test.each([
  ["2026-11-21", "P14D", "2026-12-05"],
  ["2026-08-31", "P6M", "2027-02-28"],
  ["2027-08-31", "P6M", "2028-02-29"],
  ["2026-11-21", "P1Y2M3W4D", "2028-02-15"],
  ["2026-12-31", "PT24H", "2027-01-01"],
  ["2026-12-31", "PT1S", "2027-01-01"],
  ["2024-02-29", "P1Y", "2025-02-28"],
])("%s and %s give %s", (day, period, expected) => {
  expect(dayAfter(day, period)).toBe(expected);
});

test("days between", () => {
  expect(daysBetween("2026-11-21", "2026-12-05")).toBe(14);
  expect(daysBetween("2026-12-05", "2026-11-21")).toBe(-14);
});
