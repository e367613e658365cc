// The sample's calendar: its texts and scripts are written for one day, and moved so that this day is today.

import { daysBetween } from "../../model/calendar.ts";

/** The day the sample's texts and scripts call today. */
export const sampleToday = "2026-11-21";

/** Every day in a text (`YYYY-MM-DD`), moved so that the sample's today becomes another day. */
export function moved(text: string, today: string): string {
  const by = daysBetween(sampleToday, today) * 86_400_000;
  return text.replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => new Date(Date.parse(day) + by).toISOString().slice(0, 10));
}

/** Time on the stage: it stands still until something is done, and then takes a step. */
export interface Clock {
  /** The day it shows: `YYYY-MM-DD`. */
  readonly day: string;
  /** Today, at which the sample's story ends. */
  readonly today: string;
  tick(): Date;
  /** A day of the sample's calendar as it is on this one. */
  dayOf(day: string): string;
  /** Puts it to nine in the morning of a day of the sample's calendar, or to now. */
  turnTo(day: string): void;
}

/** A clock that ends up at `now` at the latest: nothing of the sample may lie in the future. */
export function clockUpTo(now: string): Clock {
  const start = Date.parse(now) - 120_000;
  const today = dayOf(start);
  let [time, step] = [start, 1000];
  return {
    today,
    dayOf: (day) => moved(day, today),
    get day() {
      return dayOf(time);
    },
    tick() {
      time += step;
      return new Date(time);
    },
    turnTo(day) {
      [time, step] = day === sampleToday ? [start, 1000] : [Date.parse(`${moved(day, today)}T09:00:00Z`), 420_000];
    },
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
