// What authors of integrations and components have to do next, for their inbox: the steps of the playbooks (PIP-2, EIP-2). Derived.

import { lifecycles } from "../gates/lifecycle.ts";
import type { Landing } from "../landing/landing.ts";
import { type Manifest, manifestsOf } from "../model/manifests.ts";
import { documentOf, isClosed, type Subject } from "../model/model.ts";
import { journeyOf, releaseAhead } from "./journey.ts";
import { type StatusView, statusOf } from "./status.ts";

/** One integration or component that somebody wrote, on its way to users. */
export interface Built {
  readonly subject: string;
  readonly title: string;
  /** The step, and the first thing that it takes. */
  readonly why: string;
  /** What does it, or shows all there is to do. */
  readonly command: string;
}

export interface Building {
  /** Where its authors move. */
  readonly own: readonly Built[];
  /** Where others do, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * What the named authors have in hand. A version at its sign-off is left out: its release waits like any other subject.
 * @param names ids and logins, in small letters
 * @param statuses of every open subject
 */
export function buildingOf(names: readonly string[], landing: Landing, statuses: readonly StatusView[]): Building {
  const stages = lifecycles(landing.tree, landing.asOf);
  const wrote = (authors: readonly string[]): boolean =>
    authors.some((author) => names.includes(author.replace(/^@/, "").toLowerCase()));
  const open = manifestsOf(landing.tree).filter(
    ({ id, value }) => wrote(value.metadata.authors ?? []) && stages.get(id)?.stage !== "end-of-support",
  );
  const own = [...landing.tree.subjects.values()]
    .filter((subject) => isClosed(subject) && wrote(documentOf(subject)?.value.metadata.authors ?? []))
    .flatMap((subject) => toDescribe(subject, landing));
  const notes: string[] = [];
  for (const manifest of open) {
    const { state, missing, version } = journeyOf(manifest, landing, statusOfRelease(manifest, landing, statuses));
    if (state === "In lifecycle" || state === "Sign-off" || missing.length === 0) continue;
    const { id, value } = manifest;
    const mine = missing.filter(({ whose }) => whose === "its authors");
    const [first, ...more] = mine;
    if (first === undefined) {
      const others = [...new Set(missing.map(({ whose }) => whose))].join(", ");
      notes.push(`${id} ${version}, which you wrote, waits for ${others}: kwanus status ${id}`);
      continue;
    }
    own.push({
      subject: id,
      title: value.metadata.title,
      why: `${state}: ${first.what}${more.length === 0 ? "" : `, and ${more.length} more`}`,
      command: more.length === 0 ? first.command : `kwanus status ${id}`,
    });
  }
  return { own, notes };
}

/** What was granted and nothing is built with yet. */
function toDescribe(subject: Subject, landing: Landing): Built[] {
  if (manifestsOf(landing.tree).some(({ owner }) => owner === subject.namespace)) return [];
  const { title, next } = statusOf(subject, landing, 0);
  return next
    .filter(({ whose }) => whose === "authors")
    .map(({ todo, command }) => ({ subject: subject.id, title, why: `it is approved; ${todo}`, command }));
}

/** How the release of the version that a manifest carries stands, open or closed; null where there is none. */
function statusOfRelease(manifest: Manifest, landing: Landing, statuses: readonly StatusView[]): StatusView | null {
  const id = releaseAhead(manifest, landing);
  const subject = id === null ? undefined : landing.tree.subjects.get(id);
  if (subject === undefined) return null;
  return statuses.find((status) => status.subject === subject.id) ?? statusOf(subject, landing, 0);
}
