// What waits for somebody: votes, stale ballots, decisions to be written, keys to be proven.

import { isAuthor, type JudgedBallot, lastWordOf, recusalOf } from "../gates/ballots.ts";
import type { Landing } from "../landing/landing.ts";
import { doubtInWords } from "../landing/undermined.ts";
import { type Authority, authorityOf, hasActiveKey } from "../model/authority.ts";
import { daysBetween, periodsInWords } from "../model/calendar.ts";
import type { Subject } from "../model/model.ts";
import { voteBranch } from "../model/places.ts";
import { openFindings } from "../model/reviews.ts";
import { asksInWords } from "./asks.ts";
import { buildingOf } from "./building.ts";
import { owedBy } from "./owed.ts";
import { approving, type StatusView, waitedFor } from "./status.ts";

/** The lists an inbox has, in their order. */
const lists = [
  "accept",
  "vote-again",
  "vote",
  "push",
  "decide",
  "end",
  "checkpoint",
  "stage",
  "measure",
  "review",
  "mend",
  "authors",
] as const;

export interface InboxEntry {
  readonly what: (typeof lists)[number];
  /** Null where it is about the reader alone. */
  readonly subject: string | null;
  readonly title: string | null;
  /** What the subject asks for, in a few words; empty where that does not matter. */
  readonly asks: string;
  readonly why: string;
  /** `YYYY-MM-DD`, or null. */
  readonly by: string | null;
  /** Whole days until then; negative when it has passed. */
  readonly days: number | null;
  readonly votes: readonly { readonly body: string; readonly vote: string }[];
  readonly command: string;
}

/** Whose inbox: a person, with the body they sit in; or a body, whoever votes for it. */
export type Reader =
  | { readonly person: string; readonly body: string | null }
  | { readonly person: null; readonly body: string };

export interface InboxView {
  readonly reader: Reader;
  readonly asOf: string;
  readonly entries: readonly InboxEntry[];
  /** What the reader should know and need not act on, a sentence each. */
  readonly notes: readonly string[];
}

export interface InboxInputs {
  /** With the ballots of vote branches. */
  readonly landing: Landing;
  /** Of every open subject. */
  readonly statuses: readonly StatusView[];
  readonly reader: Reader;
  /** Names of vote branches that this clone has and no remote, as far as it knows. */
  readonly unpushed: ReadonlySet<string>;
}

/** The inbox of a reader: list by list, the earliest day first. */
export function inboxOf({ landing, statuses, reader, unpushed }: InboxInputs): InboxView {
  const authority = landing.authority ?? authorityOf(landing.base);
  const proofs = keysToProve(reader, authority);
  const entries = [...proofs];
  // Whoever decides should know what is in doubt; what to do about it takes a proposal.
  const notes = reader.body === null ? [] : landing.doubted.map((doubt) => `in doubt: ${doubtInWords(doubt)}`);
  const { person, body } = reader;
  // Whoever has yet to accept a key is asked to, above.
  if (person !== null && body !== null && authority !== null && proofs.length === 0 && !hasActiveKey(authority, person))
    notes.unshift("you have no active key, so no ballot of yours would count: kwanus doctor says what it takes");
  for (const status of statuses) {
    const subject = landing.tree.subjects.get(status.subject);
    if (subject === undefined) continue;
    const place: Place = { subject, status, landing, authority, reader, unpushed };
    entries.push(...votesIn(place), ...othersIn(place));
    notes.push(...notesIn(place));
  }
  const owed = body === null ? [] : owedBy(body, landing, statuses);
  entries.push(...owed.map((one) => ({ ...bare, ...one })), ...findingsOf(reader, landing, authority));
  const built = buildingOf(namesOf(reader, authority), landing, statuses);
  entries.push(...built.own.map((one): InboxEntry => ({ ...bare, what: "authors", ...one })));
  notes.push(...built.notes);
  // Without a day at the end; between equals the order of subjects decides.
  entries.sort(
    (a, b) => lists.indexOf(a.what) - lists.indexOf(b.what) || (a.days ?? Infinity) - (b.days ?? Infinity) || 0,
  );
  return { reader, asOf: landing.asOf, entries, notes };
}

/** One subject as one reader looks at it. */
interface Place extends Pick<InboxInputs, "landing" | "reader" | "unpushed"> {
  readonly subject: Subject;
  readonly status: StatusView;
  readonly authority: Authority | null;
}

function keysToProve({ person, body }: Reader, authority: Authority | null): InboxEntry[] {
  if (person === null || authority === null) return [];
  const keys = [...authority.keys.values()].filter((key) => key.person === person);
  const unproven = keys.find(({ state }) => state === "unproven");
  const invited = authority.invited.some((waiting) => waiting.person === person);
  if (unproven === undefined && !invited) return [];
  const why =
    unproven === undefined
      ? `you sit in ${body ?? "a body"} and no key of yours is listed yet`
      : `nobody has shown yet that ${unproven.fingerprint} is yours`;
  return [{ ...bare, what: "accept", why, command: `kwanus person accept ${person}` }];
}

/** Findings of reviews that the reader answers for, by their id or login, until they are closed. */
function findingsOf(reader: Reader, { tree, asOf }: Landing, authority: Authority | null): InboxEntry[] {
  const names = namesOf(reader, authority);
  return openFindings(tree, asOf)
    .filter(({ finding }) => names.includes(finding.owner.replace(/^@/, "").toLowerCase()))
    .map(({ review, finding }) => ({
      ...bare,
      what: "mend",
      subject: review.value.spec.subject,
      title: `finding ${finding.id} of ${review.value.metadata.id}, ${finding.severity}`,
      why: finding.text,
      by: finding.due,
      days: daysBetween(asOf, finding.due),
      command: `mend it, then name the day as closed: in ${review.path}`,
    }));
}

/** What the reader is called in documents, in small letters; none for a body. */
function namesOf({ person }: Reader, authority: Authority | null): string[] {
  return person === null ? [] : [person, authority?.logins.get(person)?.toLowerCase() ?? person];
}

const bare = { subject: null, title: null, asks: "", by: null, days: null, votes: [] } as const;

/** What waits for the reader's vote, or became of it. */
function votesIn(place: Place): InboxEntry[] {
  const { subject, status, reader, landing } = place;
  const tally = landing.tallyOf(subject);
  if (tally === null || reader.body === null) return [];
  const voting = status.next.some(({ whose }) => whose === "bodies");
  const waited = voting ? waitedFor(tally).find(({ body }) => body === reader.body) : undefined;
  if (reader.person === null) {
    if (waited === undefined) return [];
    return [voteOn(place, `${waited.people.join(", ") || "nobody left"} may vote for ${reader.body}`)];
  }
  const { person } = reader;
  const own = tally.bodies.find(({ body, voters }) => body === reader.body && voters.includes(person));
  const last = lastWordOf(person, tally.judged);
  if (last?.spec != null && last.verdict.is === "refused" && voting && own !== undefined)
    return [voteAgain(place, last, !own.keyless.includes(person))];
  const entries: InboxEntry[] = [];
  const branch = last?.spec == null ? null : unlandedBranch(place, last);
  if (branch !== null && place.unpushed.has(branch))
    entries.push({
      ...about(place, "push"),
      why: `your ${last?.spec?.decision} is in this clone only, not pushed yet`,
      command: `git push -u origin ${branch}`,
    });
  const open = last?.spec == null || last.spec.decision === "retract";
  if (waited?.people.includes(person))
    entries.push(
      voteOn(
        place,
        open ? "you have not voted" : `nothing is settled: ${tally.because.map(periodsInWords).join("; ")}`,
      ),
    );
  return entries;
}

function voteOn(place: Place, why: string): InboxEntry {
  const { subject, reader } = place;
  const as = reader.person === null ? ` --as ${reader.body}` : "";
  return { ...about(place, "vote"), why, command: `kwanus ${approving(subject)} ${subject.id}${as}` };
}

function voteAgain(place: Place, { spec, verdict }: JudgedBallot, hasKey: boolean): InboxEntry {
  const refused = verdict.is === "refused" ? verdict : null;
  const { id } = place.subject;
  return {
    ...about(place, "vote-again"),
    why: `your ${spec?.decision} does not count: ${refused?.reason} (${refused?.rule})`,
    // Without an active key nothing can be signed; what it takes depends on the machine.
    command: !hasKey
      ? "kwanus doctor"
      : refused?.rule === "BAL004"
        ? `kwanus diff ${id} --since-ballot`
        : `kwanus ${approving(place.subject)} ${id}`,
  };
}

/** The branch a counted ballot waits on, or null where it has landed. */
function unlandedBranch({ subject, landing }: Place, { ballot, spec, verdict }: JudgedBallot): string | null {
  if (spec === null || verdict.is !== "counted" || landing.base.snapshot.files.has(ballot.path)) return null;
  return voteBranch(subject.id, spec.body, spec.person, spec.seq);
}

/** Decisions that anybody can write, and what its authors have to do. */
function othersIn(place: Place): InboxEntry[] {
  const { status } = place;
  return status.next.flatMap(({ whose, todo, command }): InboxEntry[] => {
    if (whose === "anybody")
      return [{ ...about(place, "decide"), why: `${todo}: ${status.because.join("; ")}`, command }];
    return whose === "authors" && isOwn(place) ? [{ ...about(place, "authors"), why: todo, command }] : [];
  });
}

function notesIn(place: Place): string[] {
  const { subject, status, reader, authority, landing, unpushed } = place;
  const tally = landing.tallyOf(subject);
  const { person, body } = reader;
  if (person === null) return [];
  const notes: string[] = [];
  if (isOwn(place) && status.next.some(({ whose }) => whose === "bodies")) {
    const [first] = status.next;
    notes.push(
      `${subject.id}, which you wrote, waits for ${status.next.map(({ who }) => who).join(", ")}${first?.by == null ? "" : ` by ${first.by}`}`,
    );
  }
  const seat = body === null ? undefined : authority?.bodies.get(body);
  if (authority === null || seat === undefined || tally === null) return notes;
  const recusal = recusalOf(person, subject, authority);
  if (recusal !== null) return [...notes, `you are recused from ${subject.id}: ${recusal}`];
  const waited = waitedFor(tally).find((waiting) => waiting.body === body);
  if (seat.deputies.includes(person) && waited !== undefined && !waited.people.includes(person))
    notes.push(
      `${subject.id} waits for ${waited.people.join(", ")} of ${body}; a deputy votes only where a member cannot`,
    );
  const last = lastWordOf(person, tally.judged);
  const branch = last === null ? null : unlandedBranch(place, last);
  if (branch !== null && !unpushed.has(branch))
    notes.push(`your ${last?.spec?.decision} on ${subject.id} waits to land`);
  return notes;
}

function isOwn({ subject, reader, authority }: Place): boolean {
  return reader.person !== null && isAuthor(reader.person, subject, authority ?? { logins: new Map() });
}

function about(place: Place, what: InboxEntry["what"]): Omit<InboxEntry, "why" | "command"> {
  const { subject, status, landing } = place;
  const voting = what === "vote" || what === "vote-again";
  const by = voting ? (status.next[0]?.by ?? null) : null;
  return {
    what,
    subject: subject.id,
    title: status.title,
    asks: voting ? asksInWords(subject, landing.base) : "",
    by,
    days: by === null ? null : daysBetween(landing.asOf, by),
    votes: status.votes.map(({ body, vote }) => ({ body, vote })),
  };
}
