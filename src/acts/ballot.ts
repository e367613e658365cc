// Casting a ballot: the exact bytes to sign, and the change that records them with their signature.

import { bytesOf, type Change } from "../change.ts";
import { printDocument } from "../document/print.ts";
import type { Ballot } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import { isAuthor, recusalOf } from "../gates/ballots.ts";
import type { Gate } from "../gates/tally.ts";
import type { Authority } from "../model/authority.ts";
import { expiredOn, type KnownKey } from "../model/keys.ts";
import { documentOf, isClosed, type Model, type Statement, type Subject } from "../model/model.ts";
import { ballotPath, voteBranch } from "../model/places.ts";

export type Choice = Ballot["spec"]["decision"];

/** Who votes, as the base knows them. */
export interface Voter {
  readonly person: string;
  readonly body: string;
  readonly key: KnownKey;
}

/**
 * The person a key belongs to and the body they vote for.
 * @param fingerprint of the key that would sign
 * @param as body given by the user, to be checked
 * @throws Failure `refused` with the reason, before anything is asked
 */
export function voterOf(authority: Authority, fingerprint: string, as: string | null): Voter {
  const key = authority.keys.get(fingerprint);
  if (key === undefined)
    throw new Failure(
      "refused",
      "unknown-key",
      `your signing key ${fingerprint} belongs to nobody in governance/people/ on the base`,
      "use the key you accepted with (kwanus doctor looks for it), or ask for a governance proposal that adds this one",
    );
  const expired = expiredOn(key, authority.asOf);
  if (key.state !== "active")
    throw new Failure(
      "refused",
      "inactive-key",
      `key ${fingerprint} of ${key.person} ${expired === null ? `is ${key.state} on the base` : `expired on ${expired}`}`,
      expired === null ? activeHelp[key.state] : "give it more time: gpg --quick-set-expire, then kwanus person accept",
    );
  const body = authority.seats.get(key.person);
  if (body === undefined)
    throw new Failure("refused", "no-seat", `${key.person} sits in no body`, "seats are in governance/policy.yaml");
  if (as !== null && as !== body)
    throw new Failure(
      "refused",
      "other-body",
      `${key.person} sits in ${body}, not in ${as}`,
      `leave --as out, or say --as ${body}`,
    );
  return { person: key.person, body, key };
}

const activeHelp = {
  unproven: "prove that you hold it: kwanus person accept",
  retired: "sign with your current key: kwanus doctor looks for it",
  compromised: "a new key takes a governance proposal",
} as const;

/**
 * Refuses a vote that could not count.
 * @throws Failure `refused`
 */
export function mayVote(subject: Subject, voter: Voter, authority: Authority, choice: Choice): void {
  if (isClosed(subject))
    throw new Failure(
      "refused",
      "closed",
      `${subject.id} is closed: it was decided or withdrawn`,
      `see how: kwanus status ${subject.id}`,
    );
  if (documentOf(subject) === null)
    throw new Failure(
      "refused",
      "no-document",
      `${subject.path} is missing or its shape does not hold`,
      "kwanus validate says what is wrong",
    );
  const recusal = choice === "retract" ? null : recusalOf(voter.person, subject, authority);
  if (recusal !== null)
    throw new Failure(
      "refused",
      "recused",
      recusal,
      isAuthor(voter.person, subject, authority)
        ? "if you are not an author, ask for metadata.authors to be corrected"
        : "the body decides without you",
    );
}

export interface BallotInputs {
  readonly base: Model;
  /** The subject as it will be judged. */
  readonly subject: Subject;
  /** Its ballots, with the author's own unlanded earlier ones. */
  readonly earlier: readonly Statement<Ballot>[];
  readonly voter: Voter;
  readonly gate: Gate;
  readonly choice: Choice;
  readonly criteria: Readonly<Record<string, "passed" | "failed" | "not-applicable">>;
  readonly reason: string | null;
  readonly repo: string;
  /** Commit the vote branch starts from. */
  readonly baseCommit: string;
  /** RFC 3339, UTC, whole seconds. */
  readonly now: string;
}

/** A ballot ready to be signed. */
export interface UnsignedBallot {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly branch: string;
  readonly title: string;
}

/**
 * The ballot as it will be signed: same inputs, same bytes.
 * @throws Failure `refused` where it approves what it finds failed (BAL016)
 */
export function ballotOf(inputs: BallotInputs): UnsignedBallot {
  const { subject, voter, gate, choice, criteria } = inputs;
  const failed = Object.keys(criteria).filter((criterion) => criteria[criterion] === "failed");
  if (choice === "approve" && failed.length > 0)
    throw new Failure(
      "refused",
      "approves-what-failed",
      `${voter.body} finds ${failed.join(", ")} failed, and an approval finds nothing failed`,
      `say what it lacks: kwanus reject ${subject.id} --reason '...'`,
    );
  const chain = chainOf(inputs);
  const seq = (chain.at(-1)?.place.seq ?? 0) + 1;
  const ballot: Ballot = {
    apiVersion: "kwanus/v1",
    kind: "Ballot",
    spec: {
      repo: inputs.repo,
      subject: subject.id,
      gate,
      digest: subject.digest,
      body: voter.body,
      person: voter.person,
      key: voter.key.fingerprint,
      decision: choice,
      independent: true,
      criteria,
      reason: inputs.reason,
      seq,
      previous: chain.at(-1)?.digest ?? null,
      base: inputs.baseCommit,
      statedAt: inputs.now,
    },
  };
  return {
    path: ballotPath(subject.directory, gate, voter.body, voter.person, seq),
    bytes: bytesOf(printDocument(ballot)),
    branch: voteBranch(subject.id, voter.body, voter.person, seq),
    title: `${verbs[choice]} ${subject.id} for ${voter.body}`,
  };
}

const verbs: Record<Choice, string> = {
  approve: "Approve",
  reject: "Reject",
  abstain: "Abstain on",
  retract: "Retract the vote on",
};

/** The author's ballots at this gate so far, in order. */
export function chainOf({
  earlier,
  voter,
  gate,
}: Pick<BallotInputs, "earlier" | "voter" | "gate">): Statement<Ballot>[] {
  return earlier
    .filter(({ place }) => place.person === voter.person && place.gate === gate && place.body === voter.body)
    .sort((a, b) => a.place.seq - b.place.seq);
}

/** The change that records a signed ballot, with its author's earlier ones that the base does not hold. */
export function ballotChange(ballot: UnsignedBallot, signature: string, inputs: BallotInputs): Change {
  const unlanded = chainOf(inputs).filter(({ path }) => !inputs.base.snapshot.files.has(path));
  return {
    files: [
      ...unlanded.flatMap(({ path, bytes, signature }) => [
        { path, content: bytes },
        ...(signature === null ? [] : [{ path: `${path}.sig`, content: signature }]),
      ]),
      { path: ballot.path, content: ballot.bytes },
      { path: `${ballot.path}.sig`, content: bytesOf(signature) },
    ],
    destination: {
      to: "branch",
      branch: ballot.branch,
      expect: null,
      parent: inputs.baseCommit,
      message: ballot.title,
      signed: true,
    },
  };
}
