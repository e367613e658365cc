// Days and lengths of time: ISO 8601 dates in UTC, and the periods policies are written in.

/**
 * The day a period after another; months end where they end: 2026-08-31 and P6M give 2027-02-28.
 * @param day `YYYY-MM-DD`
 * @param period ISO 8601, as the schemas admit it; hours, minutes and seconds count as a day begun
 * @returns `endOfTime` at the latest
 */
export function dayAfter(day: string, period: string): string {
  const { months, days, seconds } = partsOf(period);
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  // Date.UTC takes the years 0 to 99 for those of the twentieth century.
  const first = new Date(0);
  first.setUTCFullYear(year, month - 1 + months, 1);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last) + days + Math.ceil(seconds / 86_400));
  // Beyond its four digits a year would compare as less.
  return first.getUTCFullYear() > 9999 ? endOfTime : first.toISOString().slice(0, 10);
}

/**
 * The day a period before another; months end where they end: 2027-03-31 and P1M give 2027-02-28.
 * @param day `YYYY-MM-DD`
 * @param period ISO 8601, as the schemas admit it; hours, minutes and seconds count as a day begun
 * @returns `beginningOfTime` at the earliest
 */
export function dayBefore(day: string, period: string): string {
  const { months, days, seconds } = partsOf(period);
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const first = new Date(0);
  first.setUTCFullYear(year, month - 1 - months, 1);
  if (first.getUTCFullYear() < 1) return beginningOfTime;
  const last = new Date(0);
  last.setUTCFullYear(first.getUTCFullYear(), first.getUTCMonth() + 1, 0);
  first.setUTCDate(Math.min(date, last.getUTCDate()) - days - Math.ceil(seconds / 86_400));
  return first.getUTCFullYear() < 1 || Number.isNaN(first.getTime())
    ? beginningOfTime
    : first.toISOString().slice(0, 10);
}

/** The first day that can be written. */
const beginningOfTime = "0001-01-01";

/** The last day that can be written: whatever is decided has taken effect by then. */
export const endOfTime = "9999-12-31";

/** Whole days from one day to another; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The later of two days; ISO 8601 days compare as text. */
export function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}

/**
 * True when a period may last longer than another, on whatever day the two begin: months have 28 to 31 days, so P30D may
 * outlast P1M and P1M may outlast P30D. PT24H and P1D are the same.
 */
export function mayOutlast(period: string, limit: string): boolean {
  const [long, short] = [partsOf(period), partsOf(limit)];
  return monthStarts.some((start) => endOf(start, long) > endOf(start, short));
}

/** The first days of four years, a leap year among them: every length a number of months can have. */
const monthStarts = Array.from({ length: 48 }, (_, month) => month);

function endOf(startMonth: number, { months, days, seconds }: Parts): number {
  return Date.UTC(2024, startMonth + months, 1) / 1000 + days * 86_400 + seconds;
}

const pattern = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** The units of a period, in the order they are written in. */
const units = ["year", "month", "week", "day", "hour", "minute", "second"];

/** A period as people say it: `P3M` → `3 months`, `P1Y6M` → `1 year and 6 months`; what is no period stays as it is. */
export function lengthInWords(period: string): string {
  const parts = pattern.exec(period)?.slice(1) ?? [];
  const words = parts.flatMap((part, index) =>
    part === undefined ? [] : [`${part} ${units[index]}${part === "1" ? "" : "s"}`],
  );
  return words.length === 0 ? period : words.join(" and ");
}

/** A sentence with its periods as people say them. What a decision records keeps the form it was written in. */
export function periodsInWords(sentence: string): string {
  return sentence.replace(/\bP(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?(?![\w-])/g, lengthInWords);
}

/** How often something returns: `P3M` → `every 3 months`, `P1Y` → `every year`. */
export function everyInWords(period: string): string {
  return `every ${lengthInWords(period).replace(/^1 (\w+)$/, "$1")}`;
}

interface Parts {
  readonly months: number;
  readonly days: number;
  readonly seconds: number;
}

function partsOf(period: string): Parts {
  const match = pattern.exec(period);
  if (match === null) throw new Error(`${period} is no ISO 8601 period`);
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return {
    months: years * 12 + months,
    days: weeks * 7 + days,
    seconds: hours * 3600 + minutes * 60 + seconds,
  };
}
