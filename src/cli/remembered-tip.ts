// The tip of the protected branch that this clone verified last: the next run says so if the branch does not go on from it.

import { Failure } from "../failure.ts";
import type { Repository } from "../repo/repository.ts";
import type { Commit } from "../snapshot.ts";
import type { Setting } from "./command.ts";
import type { Tip } from "./judging.ts";
import { isCi, type World } from "./world.ts";

const key = "kwanus.tip";
const forget = `git config --unset ${key}`;

/**
 * The commit that was remembered of this branch, or null. A tip of another branch says nothing about this one.
 * @throws Failure (refused) `rewritten` where the landings do not include it; (usage) `no-tip` where it is no commit
 */
export function rememberedTip(
  { ref, snapshot }: Tip,
  landings: readonly Commit[],
  repository: Repository,
): string | null {
  const value = repository.config(key);
  if (value === null || ref === null) return null;
  const [, commit = "", branch] = /^([0-9a-f]{40}) (refs\/\S+)$/.exec(value) ?? [];
  if (branch === undefined)
    throw new Failure("usage", "no-tip", `${key} ${value} is not a commit and its branch`, `Forget it: ${forget}`);
  if (branch !== ref) return null;
  if (landings.some(({ id }) => id === commit)) return commit;
  throw new Failure(
    "refused",
    "rewritten",
    `${snapshot.name} does not go on from ${commit}, which this clone verified before: the protected branch was rewritten`,
    `trust nothing here before you have compared with another clone (git log ${commit.slice(0, 7)}); if the bodies agreed to it: ${forget}`,
  );
}

/** What is to be remembered of a branch that verifies: nothing in a CI, whose clone is nobody's, nor of a revision that was named. */
export function tipToRemember({ ref, commit }: Tip, known: string | null, world: World): Setting[] {
  if (ref === null || commit === known || isCi(world.env)) return [];
  return [{ key, value: `${commit} ${ref}`, optional: true }];
}

/** The one sentence about it, the first time. */
export function rememberedInWords(
  { snapshot }: Tip,
  settings: readonly Setting[],
  known: string | null,
  { dryRun }: World,
): string[] {
  if (settings.length === 0 || known !== null) return [];
  if (dryRun) return [`would remember ${snapshot.name}; nothing was written (--dry-run)`];
  return [
    `this clone remembers ${snapshot.name}: kwanus verify says so if the branch ever drops it (to forget: ${forget})`,
  ];
}
