// Some fields are promises: signatures and decisions rest on them.

import { type Manifest, manifestsOf } from "../../model/manifests.ts";
import { documentOf, isClosed, type Subject } from "../../model/model.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "IDN006",
  name: "immutable-field-changed",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4"],
  summary:
    "The repository id never changes, a subject stays what and when it was filed, and a credential's days stay recorded.",

  *check({ base, tree }) {
    const before = base.policy?.value.spec.repo;
    const after = tree.policy?.value.spec.repo;
    if (before !== undefined && after !== undefined && before !== after)
      yield {
        path: "governance/policy.yaml",
        at: "/spec/repo",
        message: `the repository id changes from ${before}`,
        help: "Every signature names it. Keep it.",
      };
    for (const subject of tree.subjects.values()) {
      const old = base.subjects.get(subject.id);
      // What is closed may not change at all, which is BAL014's.
      if (old !== undefined && !isClosed(old)) yield* refiled(old, subject);
    }
    const manifests = new Map(manifestsOf(base).map((manifest) => [manifest.id, manifest]));
    for (const manifest of manifestsOf(tree)) {
      const old = manifests.get(manifest.id);
      if (old !== undefined) yield* rewritten(old, manifest);
    }
  },
});

/** Windows and terms of office are counted from the day of filing, and its category says who judges what. */
function* refiled(old: Subject, { id, path, proposal, ...subject }: Subject): Generator<Defect> {
  const [filed, now] = [old.proposal?.value.spec.category, proposal?.value.spec.category];
  if (filed !== undefined && now !== undefined && filed !== now)
    yield {
      path,
      at: "/spec/category",
      message: `${id} was filed as "${filed}"`,
      help: `Withdraw it and file a new one with supersedes: ${id}.`,
    };
  const day = documentOf(old)?.value.spec.filed;
  const today = documentOf({ ...subject, id, path, proposal })?.value.spec.filed;
  if (day !== undefined && today !== undefined && day !== today)
    yield {
      path,
      at: "/spec/filed",
      message: `${id} was filed on ${day}, and would say ${today}`,
      help: `Keep ${day}: the time to vote is counted from it. To begin anew, withdraw it and file another.`,
    };
}

/** What a manifest records of a credential is evidence of who had access, and when. */
function* rewritten(old: Manifest, { path, value }: Manifest): Generator<Defect> {
  const before = new Map((old.value.spec.api?.credentials ?? []).map((entry) => [entry.id, entry]));
  const listed = value.spec.api?.credentials ?? [];
  for (const [index, { id, issued, revoked }] of listed.entries()) {
    const known = before.get(id);
    // Which of two entries is meant nobody can tell, and API011 names them.
    if (known === undefined || listed.filter((entry) => entry.id === id).length > 1) continue;
    const at = `/spec/api/credentials/${index}`;
    const help = "Keep what was recorded. A new credential is a new entry with an id of its own.";
    if (known.issued !== issued)
      yield { path, at: `${at}/issued`, message: `${id} was issued on ${known.issued}, and would say ${issued}`, help };
    if (known.revoked !== null && known.revoked !== revoked)
      yield {
        path,
        at: `${at}/revoked`,
        message: `${id} was revoked on ${known.revoked}, and would ${revoked === null ? "be in force again" : `say ${revoked}`}`,
        help,
      };
  }
}
