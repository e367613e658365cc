// The content a ballot was cast on, found again in the history of its subject's folder.

import { Failure } from "../failure.ts";
import { type Memo, type Model, readModel } from "../model/model.ts";
import type { SubjectPlace } from "../model/places.ts";
import { commitsTouching } from "../repo/folder-history.ts";
import type { Repository } from "../repo/repository.ts";
import type { Snapshot } from "../snapshot.ts";

/** A revision with nothing but what lies below some folders: reading a model costs what the files it holds cost. */
export function below(snapshot: Snapshot, ...folders: readonly string[]): Snapshot {
  const files = [...snapshot.files].filter(([path]) => folders.some((folder) => path.startsWith(`${folder}/`)));
  return { ...snapshot, files: new Map(files) };
}

/**
 * The revision, of the subject's folder alone, in which the subject is what a ballot was cast on. Where the ballot says it
 * was cast is only where the search begins: the digest decides.
 * @throws Failure `noVerdict` where no commit of this clone holds it
 */
export async function contentVotedOn(
  { id, directory }: SubjectPlace,
  { digest, base }: { readonly digest: string; readonly base: string },
  repository: Repository,
  memo: Memo,
): Promise<Model> {
  const stated = (await repository.object(base))?.type === "commit" ? [base] : [];
  for (const commit of [...stated, ...(await commitsTouching(repository, directory))]) {
    const model = await readModel(below(await repository.snapshot(commit), directory), memo);
    if (model.subjects.get(id)?.digest === digest) return model;
  }
  throw new Failure(
    "noVerdict",
    "content-unknown",
    `the content of ${id} that the ballot was cast on, ${digest.slice(0, 15)}…, is in no commit of this clone`,
    repository.isShallow() ? "git fetch --unshallow" : `git fetch origin ${base}`,
  );
}
