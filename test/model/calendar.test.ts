// Days and periods: months end where they end.

import { expect, test } from "vitest";
import { dayAfter, daysBetween, everyInWords, lengthInWords, mayOutlast } from "../../src/model/calendar.ts";

test.each([
  ["2026-11-21", "P14D", "2026-12-05"],
  ["2026-08-31", "P6M", "2027-02-28"],
  ["2027-08-31", "P6M", "2028-02-29"],
  ["2026-11-21", "P1Y2M3W4D", "2028-02-15"],
  ["2026-12-31", "PT24H", "2027-01-01"],
  ["2026-12-31", "PT1S", "2027-01-01"],
  ["2024-02-29", "P1Y", "2025-02-28"],
  ["0099-12-31", "P1D", "0100-01-01"],
  ["2026-11-21", "P8000Y", "9999-12-31"],
])("%s and %s give %s", (day, period, expected) => {
  expect(dayAfter(day, period)).toBe(expected);
});

test("days between", () => {
  expect(daysBetween("2026-11-21", "2026-12-05")).toBe(14);
  expect(daysBetween("2026-12-05", "2026-11-21")).toBe(-14);
});

test.each([
  ["PT24H", "P1D", false],
  ["PT24H1S", "P1D", true],
  ["PT86400S", "PT24H", false],
  ["P1M", "P30D", true],
  ["P30D", "P1M", true],
  ["P28D", "P1M", false],
  ["P1M", "P31D", false],
  ["P1Y", "P12M", false],
  ["P366D", "P1Y", true],
  ["P1W", "P7D", false],
  ["PT0S", "PT0S", false],
])("%s may outlast %s: %s", (period, limit, expected) => {
  expect(mayOutlast(period, limit)).toBe(expected);
});

test.each([
  ["P3M", "3 months", "every 3 months"],
  ["P1Y", "1 year", "every year"],
  ["P1Y6M", "1 year and 6 months", "every 1 year and 6 months"],
  ["PT24H", "24 hours", "every 24 hours"],
  ["P1W", "1 week", "every week"],
  ["PT1M", "1 minute", "every minute"],
])("%s is %s, %s", (period, length, every) => {
  expect([lengthInWords(period), everyInWords(period)]).toEqual([length, every]);
});
