// What became of the signed commits that recorded ballots, in one line and in fields.

import type { LandedBallot, VerifiedLanding } from "../verify.ts";
import { plural } from "./counts.ts";

type BallotRecord = NonNullable<LandedBallot["record"]>;

export interface RecordCounts {
  readonly recorded: number;
  readonly lost: number;
  /** Of the lost, those whose commit is signed by a key of nobody here. */
  readonly byStrangers: number;
  readonly mixed: number;
}

/** Counts the records of the ballots that were looked at. */
export function countRecords(landings: readonly VerifiedLanding[]): RecordCounts {
  const records = landings.flatMap(({ ballots }) => ballots.flatMap(({ record }) => record ?? []));
  const count = (is: BallotRecord["is"]) => records.filter((record) => record.is === is).length;
  const byStrangers = records.filter(({ strangersKey }) => strangersKey !== null).length;
  return { recorded: count("recorded"), lost: count("lost"), byStrangers, mixed: count("mixed") };
}

/** One line, empty where no ballot was looked at. */
export function recordsInWords({ recorded, lost, byStrangers, mixed }: RecordCounts): string {
  if (recorded + lost + mixed === 0) return "";
  const parts: string[] = [];
  if (recorded > 0) parts.push(`${recorded} came along`);
  if (mixed > 0) parts.push(`${mixed} came along and ${mixed === 1 ? "changes" : "change"} other files as well`);
  if (lost > 0) parts.push(`${lost} lost by a squash or a rebase (a ballot's own signature is what counts)`);
  if (byStrangers > 0) parts.push(`${byStrangers} of those signed by a key of nobody here`);
  return `signed commits of ${plural(recorded + lost + mixed, "ballot")}: ${parts.join(", ")}`;
}

/** What became of one ballot's signed commit. */
export function recordWords({ is, commit, because }: BallotRecord): string {
  const by = commit?.slice(0, 7);
  if (is === "recorded") return `recorded by the signed commit ${by}`;
  if (is === "mixed") return `the signed commit ${by} changes other files as well`;
  return `no signed commit came along (${by === undefined ? "only a merge adds it" : `${by} ${because}`})`;
}

/** A record in JSON. */
export function recordFields(record: BallotRecord | null): Readonly<Record<string, unknown>> | null {
  if (record === null) return null;
  const { is, commit, because, strangersKey } = record;
  return { is, commit, because, strangersKey };
}
