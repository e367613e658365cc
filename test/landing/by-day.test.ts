// What had landed by a day: clocks of committers, in any order, and what lands later.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DatedLanding, inOrderOfDays, lastLandingBy } from "../../src/landing/by-day.ts";

const landed = (...days: string[]): DatedLanding[] => days.map((day, at) => ({ id: `c${at}`, day }));
const by = (landings: readonly DatedLanding[], day: string) =>
  lastLandingBy(inOrderOfDays(landings, "2030-06-01"), day);

describe("the last landing by a day", () => {
  const landings = landed("2026-01-05", "2026-01-05", "2026-02-01", "2026-03-01");

  it.each([
    ["2026-01-04", null],
    ["2026-01-05", { id: "c1", day: "2026-01-05" }],
    ["2026-01-31", { id: "c1", day: "2026-01-05" }],
    ["2026-02-01", { id: "c2", day: "2026-02-01" }],
    ["2030-01-01", { id: "c3", day: "2026-03-01" }],
  ])("%s", (day, found) => {
    expect(by(landings, day)).toEqual(found);
  });

  it("is not older than what it landed on", () => {
    const late = landed("2026-01-05", "2026-03-01", "2026-02-01", "2026-02-02");
    expect(by(late, "2026-02-15")?.id).toBe("c0");
    expect(by(late, "2026-03-01")).toEqual({ id: "c3", day: "2026-03-01" });
  });

  it("hides nothing that came after a clock that was ahead", () => {
    const ahead = landed("2026-01-05", "2099-01-01", "2026-02-01", "2099-01-01");
    expect(by(ahead, "2026-01-31")?.id).toBe("c0");
    expect(by(ahead, "2026-02-01")).toEqual({ id: "c2", day: "2026-02-01" });
    expect(by(ahead, "2030-05-31")?.id).toBe("c2");
    expect(by(ahead, "2030-06-01")?.id).toBe("c3");
  });
});

it("a day that later days have followed stays as it was, whatever lands and whatever its clock shows", () => {
  const day = fc.integer({ min: 10, max: 28 }).map((number) => `2026-01-${number}`);
  const any = fc.oneof(day, fc.constant("2099-01-01"));
  fc.assert(
    fc.property(fc.array(day, { minLength: 1 }), fc.array(any), day, (days, later, asked) => {
      fc.pre(days.some((one) => one > asked));
      expect(by(landed(...days, ...later), asked)).toEqual(by(landed(...days), asked));
    }),
  );
});
