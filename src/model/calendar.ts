// Days and lengths of time: ISO 8601 dates in UTC, and the periods policies are written in.

/**
 * The day a period after another; months end where they end: 2026-08-31 and P6M give 2027-02-28.
 * @param day `YYYY-MM-DD`
 * @param period ISO 8601, as the schemas admit it; hours, minutes and seconds count as a day begun
 */
export function dayAfter(day: string, period: string): string {
  const { years, months, days } = partsOf(period);
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year + years, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last) + days);
  return first.toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The later of two days; ISO 8601 days compare as text. */
export function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}

const pattern = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

function partsOf(period: string): { years: number; months: number; days: number } {
  const match = pattern.exec(period);
  if (match === null) throw new Error(`${period} is no ISO 8601 period`);
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return { years, months, days: weeks * 7 + days + Math.ceil((hours * 3600 + minutes * 60 + seconds) / 86_400) };
}
