// Which ballots of a subject count, and why the others do not (trust.md, "Rules of counting").

import type { Ballot } from "../document/types.gen.ts";
import type { Authority } from "../model/authority.ts";
import { limitsOf, stateWhenSigning } from "../model/keys.ts";
import { documentOf, requestOf, type Statement, type Subject } from "../model/model.ts";
import { isExpired, type SigningTerms } from "../trust/openpgp-key.ts";
import { namespaces, verifyStatement } from "../trust/statement.ts";
import type { SignatureFault } from "../trust/verdict.ts";

export type BallotSpec = Ballot["spec"];

/** A ballot with its verdict. `counted`: it is its author's current word. `superseded`: a later one of a whole chain is. */
export interface JudgedBallot {
  readonly ballot: Statement<Ballot>;
  readonly spec: BallotSpec | null;
  readonly verdict:
    | { readonly is: "counted" }
    | { readonly is: "superseded" }
    /**
     * Not counted: `rule` is the BAL rule that reports it; `at` points into the ballot. `foreign`: it is not even its
     * author's word, so it has no place in their chain.
     */
    | {
        readonly is: "refused";
        readonly foreign: boolean;
        readonly rule: string;
        readonly reason: string;
        readonly at?: string;
      };
}

/** What a ballot is judged by: the authority of the base, and which ballots already lay on the base. */
export interface Judges {
  readonly authority: Authority;
  /** Paths and blob digests of ballots that landed before: a key retired since then does not unmake them. */
  landed(ballot: Statement<Ballot>): boolean;
}

/** Judges every ballot of one gate of a subject, in path order. */
export function judgeBallots(subject: Subject, gate: string, judges: Judges): JudgedBallot[] {
  const ballots = subject.ballots.filter(({ place }) => place.gate === gate);
  const judged = ballots.map((ballot) => judgeAlone(ballot, subject, judges));
  // What nobody on the roster signed is in no chain: a hundred thousand such files are looked at once each.
  return judged.map((entry) => (isForeign(entry) ? entry : judgeInChain(entry, judged)));
}

type Refusal = Extract<JudgedBallot["verdict"], { is: "refused" }>;

function refused(rule: string, reason: string, at?: string): Refusal {
  return { is: "refused", foreign: false, rule, reason, ...(at !== undefined && { at }) };
}

function foreign(rule: string, reason: string, at?: string): Refusal {
  return { ...refused(rule, reason, at), foreign: true };
}

/** Everything that can be said of a ballot without its chain. The signature comes first: nothing inside is read before. */
function judgeAlone(ballot: Statement<Ballot>, subject: Subject, judges: Judges): JudgedBallot {
  const spec = ballot.value?.spec ?? null;
  const refusal = refusalOf(ballot, spec, subject, judges);
  return { ballot, spec, verdict: refusal ?? { is: "counted" } };
}

function refusalOf(
  ballot: Statement<Ballot>,
  spec: BallotSpec | null,
  subject: Subject,
  { authority, landed }: Judges,
): Refusal | null {
  const { bytes, signature, place } = ballot;
  const signed = verifyStatement({ bytes, signature, namespace: namespaces.ballot, ...limitsOf(authority) });
  if (!signed.ok) return foreign(ruleOf[signed.code] ?? "BAL001", signed.reason);
  if (spec === null) return foreign("BAL008", "its fields cannot be read", "");
  const mismatch = mismatchOf(spec, ballot, subject, authority, signed.key.fingerprint);
  if (mismatch !== null) return mismatch;

  const key = authority.keys.get(signed.key.fingerprint);
  if (key === undefined || key.person !== spec.person)
    return foreign("BAL002", `key ${spec.key} is not ${spec.person}'s on the base`, "/spec/key");
  const state = stateWhenSigning(key, signed.terms, authority.asOf);
  if (state === "unproven") return foreign("BAL002", `key ${spec.key} has no proof of possession`, "/spec/key");
  if (state === "compromised") return refused("BAL002", `key ${spec.key} was reported compromised`, "/spec/key");
  if (state === "retired" && !landed(ballot))
    return refused(
      "BAL002",
      `key ${spec.key} ${endOf(signed.terms, authority)} before this ballot landed`,
      "/spec/key",
    );

  if (authority.seats.get(spec.person) !== spec.body)
    return refused("BAL003", `${spec.person} does not sit in ${spec.body}`, "/spec/person");
  if (spec.decision !== "approve" && (spec.reason === null || spec.reason.trim() === ""))
    return refused("BAL012", `"${spec.decision}" needs a reason`, "/spec/reason");
  // Taking one's own word back is always allowed: it is how a contest over authorship ends.
  if (spec.decision === "retract") return null;
  const recusal = recusalOf(spec.person, subject, authority);
  if (recusal !== null) return refused("BAL005", recusal, "/spec/person");
  if (!spec.independent)
    return refused(
      "BAL005",
      `${place.person} states that they are not independent of ${subject.namespace}`,
      "/spec/independent",
    );
  const unanswered = unansweredCriteria(spec, subject, authority);
  if (unanswered.length > 0)
    return refused("BAL006", `${spec.body} has not answered ${unanswered.join(", ")}`, "/spec/criteria");
  const failed = Object.keys(spec.criteria).filter((criterion) => spec.criteria[criterion] === "failed");
  if (spec.decision === "approve" && failed.length > 0)
    return refused("BAL016", `it approves, and ${spec.body} finds ${failed.join(", ")} failed`, "/spec/criteria");
  if (spec.digest !== subject.digest)
    return refused(
      "BAL004",
      `it was cast on ${short(spec.digest)}, the subject is now ${short(subject.digest)}`,
      "/spec/digest",
    );
  return null;
}

const ruleOf: Partial<Record<SignatureFault, string>> = {
  "weak-key": "BAL013",
  "weak-hash": "BAL013",
  "unknown-key": "BAL002",
};

function endOf(terms: SigningTerms | undefined, { asOf }: Authority): string {
  return terms !== undefined && isExpired(terms, asOf) ? `expired on ${terms.until},` : "was retired";
}

function mismatchOf(
  spec: BallotSpec,
  { place }: Statement<Ballot>,
  subject: Subject,
  authority: Authority,
  fingerprint: string,
): Refusal | null {
  const pairs: [string, string | number, string | number | null][] = [
    ["repo", spec.repo, authority.policy.repo],
    ["subject", spec.subject, subject.id],
    ["gate", spec.gate, place.gate],
    ["body", spec.body, place.body],
    ["person", spec.person, place.person],
    ["seq", spec.seq, place.seq],
    ["key", spec.key, fingerprint],
  ];
  for (const [field, stated, actual] of pairs)
    if (stated !== actual)
      return foreign("BAL008", `${field} says ${stated}, but the ballot stands for ${actual}`, `/spec/${field}`);
  return null;
}

/** A chain is whole when `seq` runs 1, 2, 3 … and each ballot names the bytes of the one before. The last one speaks. */
function judgeInChain(entry: JudgedBallot, all: readonly JudgedBallot[]): JudgedBallot {
  const { place } = entry.ballot;
  const chain = all
    .filter((other) => !isForeign(other))
    .filter(({ ballot }) => ballot.place.person === place.person && ballot.place.body === place.body)
    .sort((a, b) => a.ballot.place.seq - b.ballot.place.seq);
  const last = chain.at(-1);
  if (entry.verdict.is === "refused" && (isForeign(entry) || last === entry)) return entry;
  const broken = chainFault(chain, place.seq);
  if (broken !== null) return { ...entry, verdict: refused("BAL009", broken, "/spec/previous") };
  // An older ballot that its author has replaced is history, whatever was wrong with it.
  return last === entry ? entry : { ...entry, verdict: { is: "superseded" } };
}

/** A file under somebody's name that they did not sign is no word of theirs: it must not silence the ones they did. */
function isForeign({ verdict }: JudgedBallot): boolean {
  return verdict.is === "refused" && verdict.foreign;
}

function chainFault(chain: readonly JudgedBallot[], upTo: number): string | null {
  for (const [index, { ballot, spec }] of chain.entries()) {
    if (ballot.place.seq > upTo) break;
    if (ballot.place.seq !== index + 1) return `ballot ${index + 1} of ${ballot.place.person} is missing`;
    const before = chain[index - 1]?.ballot.digest ?? null;
    if (spec !== null && spec.previous !== before)
      return before === null
        ? "the first ballot of a chain has no previous one"
        : `previous should be ${short(before)}, the digest of ballot ${index}`;
  }
  return null;
}

/** The last ballot that is a person's own word, whether or not it counts; null where there is none. */
export function lastWordOf(person: string, judged: readonly JudgedBallot[]): JudgedBallot | null {
  const own = judged.filter((entry) => entry.ballot.place.person === person && !isForeign(entry));
  return own.sort((a, b) => a.ballot.place.seq - b.ballot.place.seq).at(-1) ?? null;
}

/** Why a person may not judge a subject, or null (trust.md, rule 3). */
export function recusalOf(person: string, subject: Subject, authority: Authority): string | null {
  if (authority.affiliations.get(person)?.includes(subject.namespace))
    return `${person} is affiliated with ${subject.namespace}`;
  if (!isOwnOfBodies(subject) && isAuthor(person, subject, authority)) return `${person} is an author of ${subject.id}`;
  return null;
}

/** Governance proposals and transitions: the bodies file them themselves, so writing one recuses nobody. */
export function isOwnOfBodies({ namespace, kind }: Subject): boolean {
  return namespace === "governance" || kind === "Transition";
}

/** True when a subject names a person, by id or forge login, among its authors. */
export function isAuthor(person: string, subject: Subject, authority: Pick<Authority, "logins">): boolean {
  const authors = documentOf(subject)?.value.metadata.authors ?? [];
  // Forges tell logins apart without regard to case.
  const names = [person, authority.logins.get(person)?.toLowerCase()];
  return authors.some((author) => names.includes(author.replace(/^@/, "").toLowerCase()));
}

/** The criteria of PEP-4 that a body answers about a subject. They evaluate what is asked for; transitions and releases ask for nothing. */
export function criteriaFor(subject: Subject, body: string, authority: Authority): readonly string[] {
  return requestOf(subject) === null ? [] : (authority.bodies.get(body)?.criteria ?? []);
}

/** The criteria that a ballot leaves out. Only an approval or a rejection answers them. */
function unansweredCriteria(spec: BallotSpec, subject: Subject, authority: Authority): string[] {
  if (spec.decision === "abstain" || spec.decision === "retract") return [];
  return criteriaFor(subject, spec.body, authority).filter((criterion) => !Object.hasOwn(spec.criteria, criterion));
}

/** First digits of a digest, for people. */
function short(digest: string): string {
  return digest.length > 20 ? `${digest.slice(0, 15)}…` : digest;
}
