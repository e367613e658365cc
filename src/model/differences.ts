// What changed between two contents, in domain words: added, removed, widened, narrowed, changed.

import { byBytes } from "../snapshot.ts";
import type { Direction, Measure } from "./measures.ts";

/** One property of a term and how its values compare. */
export interface Aspect {
  /** `scope`, `retention`; empty where the term itself is the value. */
  readonly name: string;
  /** A single value is a list of one; lists are compared as sets. */
  readonly value: readonly string[];
  readonly measure: Measure;
  /** For what is too long to be shown here, the word that says it is another one: `reworded`. */
  readonly unlike?: string;
  /** What a change amounts to, in words: `major`, `more versions`. */
  note?(before: string, after: string): string;
}

/** One thing a document asks for, grants or promises. */
export interface Term {
  readonly topic: Topic;
  /** Its name within the topic: `write:exports`, `workflow nightly`. */
  readonly what: string;
  readonly aspects: readonly Aspect[];
}

/** In the order they are listed: what reaches furthest comes first. */
const topics = [
  "tier",
  "lifecycle",
  "release",
  "permissions",
  "data",
  "capabilities",
  "api",
  "workflows",
  "surfaces",
  "files",
  "risk",
  "rollout",
  "compatibility",
  "about",
  "compliance",
  "authors",
  "texts",
] as const;

export type Topic = (typeof topics)[number];

export interface Difference {
  readonly topic: Topic;
  readonly change: "added" | "removed" | Direction;
  readonly what: string;
  /** What of it changed; null where it is new or gone as a whole. */
  readonly aspect: string | null;
  readonly before: readonly string[] | null;
  readonly after: readonly string[] | null;
  /** In words: `own-users → all-users`, `+ amount, - title`, `reworded`. */
  readonly detail: string;
}

/** How the terms of one content differ from those of another, by topic and name. The order of terms does not matter. */
export function differences(before: readonly Term[], after: readonly Term[]): Difference[] {
  const [old, fresh] = [keyed(before), keyed(after)];
  const found = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), fresh.get(key)];
    if (was === undefined) return is === undefined ? [] : [whole(is, "added")];
    return is === undefined ? [whole(was, "removed")] : changesOf(was, is);
  });
  return found.sort((a, b) => topics.indexOf(a.topic) - topics.indexOf(b.topic) || byBytes(a.what, b.what));
}

/** A name that occurs twice is told apart by its place. */
function keyed(terms: readonly Term[]): Map<string, Term> {
  const found = new Map<string, Term>();
  for (const term of terms) {
    const key = `${term.topic} ${term.what}`;
    let place = 1;
    while (found.has(`${key} ${place}`)) place++;
    found.set(`${key} ${place}`, term);
  }
  return found;
}

function whole({ topic, what, aspects }: Term, change: "added" | "removed"): Difference {
  const said = aspects.filter(({ unlike, value }) => unlike === undefined && value.length > 0);
  const detail = said.map(({ name, value }) => [name, value.join(", ")].filter((part) => part !== "").join(" "));
  return { topic, change, what, aspect: null, before: null, after: null, detail: detail.join("; ") };
}

function changesOf({ topic, what, aspects }: Term, is: Term): Difference[] {
  const names = new Set([...aspects, ...is.aspects].map(({ name }) => name));
  return [...names].flatMap((name): Difference[] => {
    const [was, now] = [aspects, is.aspects].map((each) => each.find((aspect) => aspect.name === name));
    const aspect = now ?? was;
    const [before, after] = [sorted(was?.value), sorted(now?.value)];
    if (aspect === undefined || JSON.stringify(before) === JSON.stringify(after)) return [];
    const detail = inWords(aspect, before, after);
    return [{ topic, change: aspect.measure(before, after), what, aspect: name, before, after, detail }];
  });
}

function sorted(value: readonly string[] = []): string[] {
  return [...new Set(value)].sort(byBytes);
}

function inWords({ unlike, note }: Aspect, before: readonly string[], after: readonly string[]): string {
  if (unlike !== undefined) return before.length === 0 ? "written" : after.length === 0 ? "left out" : unlike;
  if (before.length > 1 || after.length > 1) {
    const gained = after.filter((entry) => !before.includes(entry)).map((entry) => `+ ${entry}`);
    const lost = before.filter((entry) => !after.includes(entry)).map((entry) => `- ${entry}`);
    return [...gained, ...lost].join(", ");
  }
  const [from = "nothing", to = "nothing"] = [before[0], after[0]];
  const more = note?.(from, to) ?? "";
  return `${from} → ${to}${more === "" ? "" : ` (${more})`}`;
}
