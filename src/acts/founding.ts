// Who founds a governance repository: seats and quorum, and what is wrong with them in words.

import { Failure } from "../failure.ts";
import { bodiesOfSpecification } from "../model/authority.ts";

export type BodyId = (typeof bodiesOfSpecification)[number];

export interface Seats {
  readonly members: readonly string[];
  readonly deputies: readonly string[];
}

export interface Founding {
  readonly seats: Readonly<Record<BodyId, Seats>>;
  /** For all bodies alike. */
  readonly quorum: "majority" | number;
}

/** Person ids out of a text, separated by commas or spaces. */
export function idsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter((id) => id !== "");
}

/** What is wrong with a list of person ids, or null. */
export function idsFault(text: string): string | null {
  const ids = idsIn(text);
  if (ids.length === 0) return "names nobody";
  const bad = ids.find((id) => !/^[a-z][a-z0-9-]{0,30}$/.test(id));
  if (bad !== undefined)
    return `has "${bad}", which is no id: a small letter, then at most 30 small letters, digits and hyphens`;
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  return twice === undefined ? null : `names ${twice} twice`;
}

/** What is wrong with a quorum as typed, or null. */
export function quorumFault(text: string): string | null {
  return quorumIn(text) === null ? "must be majority or a whole number from 1" : null;
}

/** `majority` or a number, or null for anything else. */
export function quorumIn(text: string): Founding["quorum"] | null {
  if (text === "majority") return text;
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null;
}

/** The body that has given a person a seat already, or null. */
export function seatOf(person: string, seats: Partial<Founding["seats"]>): BodyId | null {
  const holds = (seat: Seats | undefined) => seat !== undefined && [...seat.members, ...seat.deputies].includes(person);
  return bodiesOfSpecification.find((id) => holds(seats[id])) ?? null;
}

/**
 * Checks what one answer alone cannot show.
 * @throws Failure (usage) `bad-person`, `empty-body`, `two-seats`, `impossible-quorum`
 */
export function checkFounding({ seats, quorum }: Founding): void {
  const seated = new Map<string, BodyId>();
  for (const id of bodiesOfSpecification) {
    const { members, deputies } = seats[id];
    const all = [...members, ...deputies];
    if (members.length === 0)
      throw new Failure("usage", "empty-body", `${id} has no members`, `Name at least one: --${id.toLowerCase()} ada`);
    const fault = idsFault(all.join(" "));
    if (fault !== null)
      throw new Failure("usage", "bad-person", `${id} ${fault}`, "Every person sits once, in one body.");
    for (const person of all) {
      const other = seated.get(person);
      if (other !== undefined)
        throw new Failure(
          "usage",
          "two-seats",
          `${person} sits in ${other} and in ${id}`,
          "One person sits in one body, so that four bodies are at least four people.",
        );
      seated.set(person, id);
    }
    if (quorum !== "majority" && quorum > members.length)
      throw new Failure(
        "usage",
        "impossible-quorum",
        `${id} has ${members.length === 1 ? "one member" : `${members.length} members`} and can never reach a quorum of ${quorum}`,
        "Use --quorum majority, or a number the smallest body can reach.",
      );
  }
}
