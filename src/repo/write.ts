// Makes a change happen: into the working tree, or as one commit on a branch. All of it or nothing.

import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Change, Destination, FileChange } from "../change.ts";
import { Failure } from "../failure.ts";
import { onCleanUp } from "./clean-up.ts";
import { checkPaths, unsafePath } from "./paths.ts";
import { commitPayload, type Identity, signedCommit } from "./raw-commit.ts";
import { fullId, isRefName } from "./refs.ts";
import type { Repository } from "./repository.ts";
import { writeFiles } from "./write-files.ts";

/** Who records a commit, when, and how it is signed. Called only for a commit on a branch. */
export interface Recorder {
  /** Signs bytes in a namespace and returns the armour: `Signer.sign`. */
  readonly sign: (bytes: Uint8Array, namespace: string) => Promise<string>;
  readonly identity: Identity;
  readonly now: Date;
}

export interface Applied {
  /** The new commit, or null where files were written into the working tree. */
  readonly commit: string | null;
  readonly paths: readonly string[];
}

/**
 * Applies a change. On a branch, the user's index, working tree and hooks are untouched; a commit that failed half-way
 * leaves unreferenced objects at most.
 * @throws Failure (refused) `unsafe-path`, `branch-moved`, `branch-exists`, `branch-checked-out`; `cannot-write`.
 */
export async function applyChange(repository: Repository, change: Change, recorder: Recorder): Promise<Applied> {
  checkPaths(change.files);
  const paths = change.files.map(({ path }) => path);
  const { files, destination } = change;
  if (destination.to === "branch")
    return { commit: await commitOnBranch(repository, files, destination, recorder), paths };
  if (destination.to === "no-branch") {
    await removeBranch(repository, destination);
    return { commit: null, paths };
  }
  writeFiles(repository.root, files);
  repository.forget();
  return { commit: null, paths };
}

async function commitOnBranch(
  repository: Repository,
  files: readonly FileChange[],
  destination: Extract<Destination, { to: "branch" }>,
  recorder: Recorder,
): Promise<string> {
  const { git } = repository;
  const { branch, expect, parent, merges = [], message, signed } = destination;
  const ref = `refs/heads/${branch}`;
  await checkBranch(repository, branch, expect);

  const tree = await treeWith(repository, parent, files);
  const at = Math.floor(recorder.now.getTime() / 1000);
  const payload = commitPayload({ tree, parents: [parent, ...merges], identity: recorder.identity, at, message });
  const bytes = signed ? signedCommit(payload, await recorder.sign(payload, "git")) : payload;
  const commit = textOf(await git.bytes(["hash-object", "-t", "commit", "-w", "--stdin"], { stdin: bytes }));

  const step = expect === null ? `create ${ref}\0${commit}\0` : `update ${ref}\0${commit}\0${expect}\0`;
  const moved = await git.end(["update-ref", "--stdin", "-z", "-m", `kwanus: ${message.split("\n", 1)[0]}`], {
    stdin: step,
  });
  if (moved.code !== 0) throw await refusal(repository, branch, expect, moved.stderr);
  return commit;
}

async function removeBranch(
  repository: Repository,
  { branch, expect }: Extract<Destination, { to: "no-branch" }>,
): Promise<void> {
  await checkBranch(repository, branch, expect);
  const gone = await repository.git.end(["update-ref", "--stdin", "-z"], {
    stdin: `delete refs/heads/${branch}\0${expect}\0`,
  });
  if (gone.code !== 0) throw await refusal(repository, branch, expect, gone.stderr);
}

/** The tree of `parent` with the files changed, built in an index of its own. */
async function treeWith(repository: Repository, parent: string, files: readonly FileChange[]): Promise<string> {
  const { git } = repository;
  const before = await repository.snapshot(parent);
  const indexFile = join(repository.gitDir, `kwanus-index-${randomBytes(8).toString("hex")}`);
  const remove = onCleanUp(() => {
    for (const file of [indexFile, `${indexFile}.lock`]) rmSync(file, { force: true });
  });
  try {
    const lines: string[] = [];
    for (const { path, content, mode: given } of files) {
      const mode = given ?? before.files.get(path)?.mode ?? "100644";
      const strange = mode === "120000" || mode === "160000";
      // In a tree a link leads nowhere: it may go, and come back where it is asked for by name.
      if (strange && given === undefined && content !== null) throw unsafePath(path, "it is a symlink or a submodule");
      if (content === null) lines.push(`0 ${"0".repeat(40)}\t${path}\0`);
      else
        lines.push(
          `${mode} ${textOf(await git.bytes(["hash-object", "-w", "--no-filters", "--stdin"], { stdin: content }))}\t${path}\0`,
        );
    }
    await git.bytes(["read-tree", parent], { indexFile });
    await git.bytes(["update-index", "-z", "--index-info"], { indexFile, stdin: lines.join("") });
    // Missing blobs are what a partial clone is made of; nothing of theirs is touched.
    return textOf(await git.bytes(["write-tree", "--missing-ok"], { indexFile }));
  } finally {
    remove();
  }
}

async function checkBranch(repository: Repository, branch: string, expect: string | null): Promise<void> {
  if (!isRefName(branch) || (expect !== null && !fullId.test(expect))) throw new Error(`not a branch: ${branch}`);
  const now = await branchNow(repository, branch);
  if (now.commit !== expect) throw await refusal(repository, branch, expect, "");
  // Moving a branch under somebody's feet would make their index look like a revert of it.
  const unborn = (await repository.head()).branch === `refs/heads/${branch}`;
  if (!now.checkedOut && !unborn) return;
  throw new Failure(
    "refused",
    "branch-checked-out",
    `${branch} is checked out, so it is not moved`,
    "Go to another branch first: git switch -",
  );
}

async function branchNow({ git }: Repository, branch: string): Promise<{ commit: string | null; checkedOut: boolean }> {
  const ref = `refs/heads/${branch}`;
  const listed = await git.bytes(["for-each-ref", "--format=%(refname)%00%(objectname)%00%(worktreepath)", ref]);
  const line = listed
    .toString()
    .split("\n")
    .find((found) => found.startsWith(`${ref}\0`));
  const [, commit = null, path = ""] = line?.split("\0") ?? [];
  return { commit, checkedOut: path !== "" };
}

async function refusal(
  repository: Repository,
  branch: string,
  expect: string | null,
  stderr: string,
): Promise<Failure> {
  const { commit } = await branchNow(repository, branch);
  if (commit === expect)
    return new Failure(
      "refused",
      "branch-refused",
      `Git did not accept ${branch}: ${stderr.split("\n")[0]}`,
      "Rename or delete the branch that stands in its way: git branch --list",
    );
  if (expect === null)
    return new Failure(
      "refused",
      "branch-exists",
      `the branch ${branch} exists already`,
      `Look at it: git log ${branch}`,
    );
  return new Failure(
    "refused",
    "branch-moved",
    `${branch} was moved meanwhile, it is not at ${expect.slice(0, 7)} any more`,
    "Run the command again.",
  );
}

const textOf = (bytes: Buffer) => bytes.toString().trim();
