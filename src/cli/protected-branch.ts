// Which branch is the protected one, and where the repository is hosted, as its remotes tell.

import { Failure } from "../failure.ts";
import { isRefName } from "../repo/refs.ts";
import type { Repository } from "../repo/repository.ts";

/**
 * The full name of the branch that is most likely protected: upstream's, as a fork's own may lag behind or say anything;
 * then origin's; then the current one. Null where HEAD is detached and there is no remote.
 */
export async function likelyBase(repository: Repository): Promise<string | null> {
  const { branch } = await repository.head();
  const originHead = await repository.remoteHead();
  const current = branch === null ? null : shortName(branch);
  const names = [
    ...new Set([
      ...(originHead === null ? [] : [shortName(originHead)]),
      "main",
      "master",
      ...(current === null ? [] : [current]),
    ]),
  ];
  const tracked = async (remote: string) => {
    if (repository.config(`remote.${remote}.url`) === null) return null;
    for (const name of names) {
      const ref = `refs/remotes/${remote}/${name}`;
      if ((await repository.resolve(ref)) !== null) return ref;
    }
    return null;
  };
  if (repository.config("remote.upstream.url") !== null)
    return (await tracked("upstream")) ?? `refs/remotes/upstream/${names[0]}`;
  return originHead ?? (await tracked("origin")) ?? branch;
}

/**
 * The full name of the protected branch: as configured; else upstream's, where there is an upstream; else where origin's
 * HEAD points. Null where nothing tells.
 */
export async function protectedBranch(repository: Repository): Promise<string | null> {
  const configured = repository.config("kwanus.base");
  if (configured !== null) return configured;
  if (repository.config("remote.upstream.url") !== null) return likelyBase(repository);
  return repository.remoteHead();
}

/**
 * The name, when it can be one.
 * @throws Failure (usage) `bad-base`
 */
export function checkedBase(ref: string): string {
  if (isRefName(ref) && /^refs\/(?:heads|remotes\/[^/]+)\/./.test(ref)) return ref;
  throw new Failure(
    "usage",
    "bad-base",
    ref === ""
      ? "no branch is checked out, so the protected branch is unknown"
      : `${ref} is not the full name of a branch`,
    "Name it in full: --base refs/remotes/origin/main, or --base refs/heads/main",
  );
}

/** `refs/remotes/origin/main` → `main`. */
export function shortName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, "");
}

/** The forge the remotes point to, or null where they do not tell. */
export function forgeOfRemotes(repository: Repository): "github" | "gitlab" | null {
  const urls = ["upstream", "origin"].flatMap((remote) => repository.config(`remote.${remote}.url`) ?? []);
  const hosts = urls.map((url) => /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^:/]+)[:/]/.exec(url)?.[1]?.toLowerCase());
  if (hosts.includes("github.com")) return "github";
  return hosts.some((host) => host !== undefined && /^gitlab\./.test(host)) ? "gitlab" : null;
}
