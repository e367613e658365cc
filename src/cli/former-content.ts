// The content a ballot was cast on, or that a release stands for, found again in the history of its folder.

import type { Release } from "../document/types.gen.ts";
import { Failure } from "../failure.ts";
import { type Held, type Memo, type Model, readModel } from "../model/model.ts";
import { pinsIn, pinsOf, samePins } from "../model/pins.ts";
import { manifestFolder, releasedIn, type SubjectPlace } from "../model/places.ts";
import { signedOffBefore } from "../model/releases.ts";
import { commitsTouching } from "../repo/folder-history.ts";
import type { Repository } from "../repo/repository.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Side } from "../views/diff.ts";

/** A revision with nothing but what lies below some folders: reading a model costs what the files it holds cost. */
export function below(snapshot: Snapshot, ...folders: readonly string[]): Snapshot {
  const files = [...snapshot.files].filter(([path]) => folders.some((folder) => path.startsWith(`${folder}/`)));
  return { ...snapshot, files: new Map(files) };
}

/**
 * The revision, of the subject's folder alone, in which the subject is what a ballot was cast on; for a release with the
 * files it pins, in the folder they lie in. Where the ballot says it was cast is only where the search begins: the digest
 * decides.
 * @throws Failure `noVerdict` where no commit of this clone holds it
 */
export async function contentVotedOn(
  { id, directory }: SubjectPlace,
  { digest, base }: { readonly digest: string; readonly base: string },
  repository: Repository,
  memo: Memo,
): Promise<Model> {
  const stated = (await repository.object(base))?.type === "commit" ? [base] : [];
  const folder = releasedIn(directory)?.folder ?? directory;
  for (const commit of [...stated, ...(await commitsTouching(repository, folder))]) {
    const model = await readModel(below(await repository.snapshot(commit), folder), memo);
    const subject = model.subjects.get(id);
    const release = subject?.release ?? null;
    if (subject?.digest === digest && (release === null || (await holdsPins(release, model, memo)))) return model;
  }
  throw new Failure(
    "noVerdict",
    "content-unknown",
    `the content of ${id} that the ballot was cast on, ${digest.slice(0, 15)}…, is in no commit of this clone`,
    repository.isShallow() ? "git fetch --unshallow" : `git fetch origin ${base}`,
  );
}

/**
 * What there was before a release: the files of the one that was signed off last below it, or nothing for the first.
 * @param base what is decided: a branch could write a decision of its own
 * @throws Failure `noVerdict` where no commit of this clone holds them
 */
export async function contentBefore(
  { value: { spec } }: Held<Release>,
  base: Model,
  repository: Repository,
  memo: Memo,
): Promise<Side> {
  const earlier = signedOffBefore(base, spec);
  if (earlier === null) {
    const model = await readModel({ ...base.snapshot, files: new Map() }, memo);
    return { name: `nothing: no version of ${spec.subject} was signed off before`, model };
  }
  const { id } = earlier.value.metadata;
  const model = await contentReleased(earlier, base, repository, memo);
  // A release that was filed meanwhile is not part of what was signed off.
  const files = [...model.snapshot.files].filter(
    ([path]) => !path.startsWith(`${manifestFolder(spec.subject)}/releases/`),
  );
  return { name: `${id}, signed off`, model: await readModel({ ...model.snapshot, files: new Map(files) }, memo) };
}

/**
 * A revision, of the folder alone, that holds the files a release pins: the one at hand where it does, else one of the
 * history.
 * @throws Failure `noVerdict` where no commit of this clone holds them
 */
export async function contentReleased(
  release: Held<Release>,
  atHand: Model,
  repository: Repository,
  memo: Memo,
): Promise<Model> {
  const { subject, version } = release.value.spec;
  const folder = manifestFolder(subject);
  if (await holdsPins(release, atHand, memo)) return readModel(below(atHand.snapshot, folder), memo);
  const seen = new Set<string>();
  // Where it was decided is where they most often are.
  for (const path of [`${folder}/releases/${version}`, folder])
    for (const commit of await commitsTouching(repository, path)) {
      if (seen.has(commit)) continue;
      seen.add(commit);
      const snapshot = below(await repository.snapshot(commit), folder);
      if (samePins(await pinsOf(snapshot, folder, memo.digests), pinsIn(release.value)))
        return readModel(snapshot, memo);
    }
  throw new Failure(
    "noVerdict",
    "content-unknown",
    `the files that ${subject} ${version} was signed off with are together in no commit of this clone`,
    repository.isShallow() ? "git fetch --unshallow" : "git fetch --all",
  );
}

async function holdsPins({ value }: Held<Release>, { snapshot }: Model, { digests }: Memo): Promise<boolean> {
  return samePins(await pinsOf(snapshot, manifestFolder(value.spec.subject), digests), pinsIn(value));
}
