// What changed in a subject, an integration or a component: in domain words first, then line by line.

import { envelopeAfter, envelopeOf } from "../gates/decision.ts";
import { type Difference, differences, type Term } from "../model/differences.ts";
import { documentOf, type Model, type Subject } from "../model/model.ts";
import { isPinned } from "../model/pins.ts";
import { releasedIn } from "../model/places.ts";
import { planTerms, releaseTerms } from "../model/release-terms.ts";
import { planOf } from "../model/rollouts.ts";
import {
  fileTerm,
  manifestTerms,
  ratifyTerms,
  reachTerms,
  requestTerms,
  riskAt,
  riskTerms,
  stageTerm,
  transitionTerms,
} from "../model/terms.ts";
import { byBytes, type FileEntry } from "../snapshot.ts";
import { carriedDiffs } from "./carried-changes.ts";
import { type ContractDiff, carriedContracts, contractDiffs } from "./contract-diff.ts";
import { type FileDiff, fileDiff } from "./text-diff.ts";

/** A subject, an integration or a component, wherever it is looked at. */
export interface Compared {
  readonly id: string;
  /** Without a trailing slash. */
  readonly directory: string;
}

/** A revision, and how a reader would call it. */
export interface Side {
  readonly name: string;
  readonly model: Model;
}

export interface DiffView {
  readonly subject: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly differences: readonly Difference[];
  /** Of the platform, that a governance proposal carries; or that a release brings along. */
  readonly contracts: readonly ContractDiff[];
  readonly files: readonly FileDiff[];
  /** Documents whose shape does not hold: only their lines could be compared. */
  readonly unread: readonly string[];
}

/**
 * What an open subject would change of what is in force on the base, and all that it says.
 * @param asOf `YYYY-MM-DD`: contracts of what is not out yet, or out no more, promise nothing
 */
export async function diffInForce(what: Compared, to: Side, base: Model, asOf: string): Promise<DiffView> {
  const subject = to.model.subjects.get(what.id);
  const said = await filesBetween(what, null, to.model);
  return {
    ...headed(what, "what is in force", to, [to.model]),
    differences: subject === undefined ? [] : grantedBy(subject, base),
    contracts: subject === undefined ? [] : carriedContracts(subject, { base, tree: to.model, asOf }),
    files: [
      ...(subject === undefined ? [] : await carriedDiffs(subject, base, to.model)),
      ...said.filter(({ path }) => !path.startsWith(`${what.directory}/changes/`)),
    ],
  };
}

/** How two contents of one thing differ. What a release stands for is compared with it. */
export async function diffBetween(what: Compared, from: Side, to: Side, base: Model): Promise<DiffView> {
  return {
    ...headed(what, from.name, to, [from.model, to.model]),
    differences: differencesBetween(what, from.model, to.model, base),
    contracts: await contractDiffs(releasedIn(what.directory)?.folder ?? what.directory, from.model, to.model),
    files: await filesBetween(what, from.model, to.model),
  };
}

/** The same in words alone. Registries and risk bands are those of the base. */
export function differencesBetween(what: Compared, from: Model, to: Model, base: Model): Difference[] {
  const unread = unreadIn(what, [from, to]);
  return differences(termsOf(what, from, base, unread), termsOf(what, to, base, unread));
}

/** Whether two revisions hold the same files of a folder, ballots and decisions aside. */
export function sameContent(what: Compared, a: Model, b: Model): boolean {
  const named = (model: Model) =>
    [...contentOf(what, model)].map(([path, { blob, mode }]) => `${mode} ${blob} ${path}`);
  return named(a).join("\n") === named(b).join("\n");
}

function headed(what: Compared, from: string, to: Side, models: readonly Model[]) {
  const title = models.map((model) => titleIn(what, model)).findLast((found) => found !== null);
  return {
    subject: what.id,
    title: title ?? "(its document cannot be read)",
    from,
    to: to.name,
    unread: unreadIn(what, models),
  };
}

function titleIn({ id }: Compared, { subjects, integrations, components }: Model): string | null {
  const subject = subjects.get(id);
  const document = subject === undefined ? (integrations.get(id) ?? components.get(id)) : documentOf(subject);
  return document?.value.metadata.title ?? null;
}

function unreadIn(what: Compared, models: readonly Model[]): string[] {
  const unread = models.flatMap((model) =>
    [...contentOf(what, model).keys()].filter((path) => model.documents.get(path)?.shaped === false),
  );
  return [...new Set(unread)];
}

/** What cannot be read on one side is compared on neither: it would look as if everything were gone. */
function termsOf(what: Compared, model: Model, base: Model, unread: readonly string[]): Term[] {
  const { id, directory } = what;
  if (releasedIn(directory) !== null) return releasedTerms(what, model, unread);
  const subject = model.subjects.get(id);
  const manifest = model.integrations.get(id) ?? model.components.get(id);
  const risk = riskAt(`${directory}/risk.yaml`, model);
  const own = subject?.path ?? `${directory}/manifest.yaml`;
  return [
    ...(subject === undefined || unread.includes(own) ? [] : requestTerms(subject, base.permissions)),
    ...(manifest === undefined || unread.includes(own) ? [] : manifestTerms(manifest)),
    ...(risk === null || unread.includes(risk.path) ? [] : riskTerms(risk, base.policy)),
  ];
}

/** A version in words: what the release says of it, and the manifest and plan that go with it. */
function releasedTerms({ id, directory }: Compared, model: Model, unread: readonly string[]): Term[] {
  const about = releasedIn(directory)?.id ?? "";
  const release = model.subjects.get(id)?.release ?? null;
  const manifest = model.integrations.get(about) ?? model.components.get(about);
  const plan = planOf(model, about);
  return [
    ...(release === null || unread.includes(release.path) ? [] : releaseTerms(release)),
    // Who may not vote is told by the authors of the release.
    ...(manifest === undefined || unread.includes(manifest.path)
      ? []
      : manifestTerms(manifest).filter(({ topic }) => topic !== "authors")),
    ...(plan === null || unread.includes(plan.path) ? [] : planTerms(plan)),
  ];
}

function grantedBy(subject: Subject, base: Model): Difference[] {
  if (subject.transition !== null) {
    const ahead = transitionTerms(subject.transition).filter(({ topic }) => topic === "lifecycle");
    return differences([stageTerm(subject.transition)], ahead);
  }
  const now = envelopeOf(base, subject.namespace);
  const { permissions: registry } = base;
  const replaced = (subject.proposal?.value.spec.changes ?? []).flatMap(
    ({ path }) => base.snapshot.files.get(path) ?? [],
  );
  return differences(
    [...reachTerms(now, registry), ...replaced.map(({ path, blob }) => fileTerm(path, blob))],
    [
      ...reachTerms(envelopeAfter(now, subject, base), registry),
      ...ratifyTerms(subject),
      ...subject.carried.map(({ target, blob }) => fileTerm(target, blob)),
      ...(subject.risk === null ? [] : riskTerms(subject.risk, base.policy)),
    ],
  );
}

/** The files a reader judges: ballots and decisions are about a subject, not of it, and a component's proposals are subjects. */
function contentOf({ directory }: Compared, { snapshot }: Model): Map<string, FileEntry> {
  const folder = releasedIn(directory)?.folder ?? null;
  const isOwn = (path: string): boolean =>
    path.startsWith(`${directory}/`) && !about.test(path.slice(directory.length + 1));
  const goesWith = (path: string): boolean =>
    folder !== null && path.startsWith(`${folder}/`) && isPinned(path.slice(folder.length + 1));
  return new Map([...snapshot.files].filter(([path]) => isOwn(path) || goesWith(path)));
}

const about = /^(?:(?:releases\/[^/]+\/)?(?:ballots|decisions)|proposals)\//;

async function filesBetween(what: Compared, from: Model | null, to: Model): Promise<FileDiff[]> {
  const before = from === null ? new Map<string, FileEntry>() : contentOf(what, from);
  const after = contentOf(what, to);
  const diffs: FileDiff[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort(byBytes)) {
    const [was, is] = [before.get(path), after.get(path)];
    const diff = await fileDiff(
      path,
      was === undefined || from === null ? null : { entry: was, from: from.snapshot },
      is === undefined ? null : { entry: is, from: to.snapshot },
    );
    if (diff !== null) diffs.push(diff);
  }
  return diffs;
}
