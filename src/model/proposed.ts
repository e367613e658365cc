// What is in force, and what open governance proposals would put in its place: bodies should not vote on the impossible.

import type { Person, Policy } from "../document/types.gen.ts";
import { allowedSignersPath, type Held, isClosed, type Model, type Subject } from "./model.ts";

export interface Roster {
  readonly policy: Held<Policy> | null;
  readonly people: ReadonlyMap<string, Held<Person>>;
  /** The list of allowed signers it comes with, and where to point when that is wrong. */
  readonly signers: { readonly text: string | null; readonly path: string };
  /** Whether a document belongs to it alone: what is in force already has its own findings. */
  owns(path: string): boolean;
}

/** The roster in force, then the one each open governance proposal would leave. */
export function* rosters(model: Model): Generator<Roster> {
  const signers = { text: model.allowedSigners, path: allowedSignersPath };
  yield { policy: model.policy, people: model.people, signers, owns: () => true };
  for (const subject of model.subjects.values())
    if (subject.namespace === "governance" && subject.carried.length > 0 && !isClosed(subject))
      yield rosterAfter(subject, model);
}

/** The roster that a governance proposal would leave. */
export function rosterAfter(subject: Subject, model: Model): Roster {
  const people = new Map(model.people);
  let { policy } = model;
  for (const { path, document } of subject.carried) {
    if (document === null || !document.shaped) continue;
    if (document.kind === "Policy") policy = { path, document, value: document.value as Policy };
    if (document.kind !== "Person") continue;
    const value = document.value as Person;
    people.set(value.metadata.id, { path, document, value });
  }
  for (const change of subject.proposal?.value.spec.changes ?? [])
    if (change.delete) people.delete(/^governance\/people\/([a-z0-9-]+)\.yaml$/.exec(change.path)?.[1] ?? "");
  const list = subject.carried.find(({ target }) => target === allowedSignersPath);
  const signers = { text: list?.signers ?? model.allowedSigners, path: list?.path ?? subject.path };
  return { policy, people, signers, owns: (path) => path.startsWith(`${subject.directory}/`) };
}
