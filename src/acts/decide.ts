// Writing down what the ballots amount to, with the files that a governance proposal carries.

import { bytesOf, type Change, type FileChange } from "../change.ts";
import type { Ballot } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import { decisionOf, decisionsIn, decisionText } from "../gates/decision.ts";
import type { Tally } from "../gates/tally.ts";
import { lastBodyVotedOn, overtakenBecause } from "../landing/decisions.ts";
import type { Landing } from "../landing/landing.ts";
import { isClosed, type Statement, type Subject } from "../model/model.ts";
import { decisionBranch, decisionPath } from "../model/places.ts";

export interface DecideInputs {
  /** The base with the subject's pushed ballots laid over it. */
  readonly landing: Landing;
  readonly subject: Subject;
  /** Commit the decision branch starts from. */
  readonly baseCommit: string;
  /** Where that branch stands already: it is computed, so a new computation replaces it. Null where there is none. */
  readonly existing: string | null;
  /** The signed commit that records a ballot, by the ballot's path: it becomes a parent, so that it lands as well. */
  readonly records?: ReadonlyMap<string, string>;
}

export interface Decided {
  readonly change: Change;
  readonly tally: Tally;
}

/**
 * The decision as one commit: ballots that have not landed, the decision, and the files it carries. It is a merge of the
 * commits that record those ballots, where they are known: a record should not be lost to the act that rests on it.
 * @throws Failure `refused` while there is nothing to decide, with whose move it is
 */
export async function decide({
  landing,
  subject,
  baseCommit,
  existing,
  records = new Map(),
}: DecideInputs): Promise<Decided> {
  const { authority, base, tree } = landing;
  if (authority === null)
    throw new Failure(
      "refused",
      "no-root",
      "there is no root of trust on the base yet, so nobody can decide",
      "staff the bodies: kwanus person accept",
    );
  if (isClosed(base.subjects.get(subject.id)))
    throw new Failure("refused", "closed", `${subject.id} is closed already`, `see how: kwanus status ${subject.id}`);
  const overtaken = overtakenBecause(landing, subject);
  if (overtaken !== null) throw new Failure("refused", "overtaken", overtaken, `kwanus refresh ${subject.id}`);
  const tally = landing.tallyOf(subject);
  const n = (decisionsIn(base, subject.namespace).at(-1)?.value.spec.n ?? 0) + 1;
  const decision = tally === null ? null : decisionOf(subject, tally, authority, { n, asOf: landing.asOf });
  if (tally === null || decision === null)
    throw new Failure(
      "refused",
      "undecided",
      `${subject.id} is not settled: ${tally?.because.join("; ")}`,
      `see whose move it is: kwanus status ${subject.id}`,
    );
  const voted = lastBodyVotedOn(tally);
  if (landing.asOf < voted)
    throw new Failure(
      "refused",
      "voted-later",
      `${subject.id} cannot be decided as of ${landing.asOf}: a ballot that it takes was cast on ${voted}`,
      `decide it on that day, or let another member of the body vote: kwanus status ${subject.id}`,
    );
  const unlanded = countedBallots(tally).filter(({ path }) => !base.snapshot.files.has(path));
  const files: FileChange[] = [
    ...unlanded.flatMap(withSignature),
    { path: decisionPath(subject.directory, subject.gate), content: bytesOf(decisionText(decision)) },
  ];
  if (tally.outcome === "approved" && subject.namespace === "governance")
    for (const { path } of subject.proposal?.value.spec.changes ?? []) {
      const carried = subject.carried.find(({ target }) => target === path);
      files.push({ path, content: carried === undefined ? null : await tree.snapshot.bytes(carried.path) });
    }
  const change: Change = {
    files,
    destination: {
      to: "branch",
      branch: decisionBranch(subject.id),
      expect: existing,
      parent: baseCommit,
      merges: [...new Set(unlanded.flatMap(({ path }) => records.get(path) ?? []))],
      message: `Decide ${subject.id}: ${tally.outcome}`,
      signed: false,
    },
  };
  return { change, tally };
}

/** Counted ballots and the chains they stand on: what a decision needs on the branch to be computed again. */
function countedBallots({ judged }: Tally): Statement<Ballot>[] {
  return judged.flatMap(({ ballot, verdict }) => (verdict.is === "refused" ? [] : [ballot]));
}

function withSignature({ path, bytes, signature }: Statement<Ballot>): FileChange[] {
  return [{ path, content: bytes }, ...(signature === null ? [] : [{ path: `${path}.sig`, content: signature }])];
}
