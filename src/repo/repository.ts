// A Git repository as questions: commits, snapshots, history, names, settings. Reads only; decides nothing.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import type { Commit, FileEntry, Snapshot } from "../snapshot.ts";
import { fetchOf, missingObject, remoteName } from "./absent.ts";
import { configValue, parseConfig } from "./config.ts";
import { type DatedCommit, datedSteps } from "./dated-commits.ts";
import { discover } from "./discover.ts";
import type { Environment } from "./environment.ts";
import { type Evidence, witnessGit } from "./evidence.ts";
import { type Git, gitFailed, isOlder } from "./git.ts";
import { type GitObject, largestObject, openObjects, openSizes, tooLarge } from "./objects.ts";
import { type Identity, readCommit, treeOfCommit } from "./raw-commit.ts";
import { findRef, fullId, type Head, listBranches, type Ref, readHead, readRemoteHead } from "./refs.ts";
import { rememberBytes } from "./remembered-bytes.ts";
import type { TreeChange } from "./tree-diff.ts";
import { openTrees } from "./trees.ts";
import { refuseUnfit } from "./unfit.ts";
import { bytesOnDisk, changedMeanwhile, readStatus, readWorkingTree, type WorkingTree } from "./working-tree.ts";

export interface Repository {
  /** Top of the working tree, absolute, symlinks resolved. */
  readonly root: string;
  readonly gitDir: string;
  readonly objectFormat: "sha1";
  /** For `write.ts` and `signer.ts` only: every other question has a name here. */
  readonly git: Git;

  head(): Promise<Head>;
  /**
   * Commit id of a name, or null where nothing has that name. Takes `HEAD`, a full object id (which wins over a branch
   * of that name), a full ref, or a short name, tried as `refs/heads/X`, `refs/remotes/X`, `refs/tags/X`.
   * @throws Failure (usage) `bad-name`, `ambiguous-name`; `unreadable` for an id that is not in this clone.
   */
  resolve(name: string): Promise<string | null>;
  /** Files of a commit. `name` is how messages call it. @throws Failure `unreadable` */
  snapshot(commit: string, name?: string): Promise<Snapshot>;
  /** The working tree as `git add --all` would record it, as it was at the first look. */
  workingTree(): Promise<Snapshot>;
  /** Whether anything differs from HEAD, untracked files included, as it was at the first look. */
  dirty(): Promise<boolean>;
  /** Makes the next look at the working tree a new one. `applyChange` calls it. */
  forget(): void;

  /** The best common ancestor, or null. @throws Failure `unreadable`, `criss-cross`, `shallow-history` where none is in sight. */
  mergeBase(a: string, b: string): Promise<string | null>;
  /** Whether `a` is `b` or behind it. @throws Failure `unreadable`, `shallow-history` where it cannot be told. */
  isAncestor(a: string, b: string): Promise<boolean>;
  /** The files in which two commits differ, in no order; `before` null for nothing at all. @throws Failure `unreadable` */
  changes(before: string | null, after: string): Promise<readonly TreeChange[]>;
  /** Parents as the commit itself names them, whether or not they are in this clone. */
  parents(commit: string): Promise<readonly string[]>;
  /**
   * Every first-parent step up to `tip`, oldest first, from `root` (included) or from the first commit.
   * @throws Failure `shallow-history`; (refused) `root-not-in-history`.
   */
  firstParentHistory(tip: string, root?: string): Promise<readonly Commit[]>;
  /**
   * Every first-parent step up to `tip` that is in this clone, oldest first, with the day its committer's clock showed; of
   * those that changed `path` where one is given.
   * @param day `YYYY-MM-DD`: this clone may be cut off before it, not after
   * @throws Failure `shallow-history`, `unreadable`
   */
  firstParentDays(tip: string, day: string, path?: string): Promise<readonly DatedCommit[]>;
  isShallow(): boolean;
  /** The exact bytes of a commit object. @throws Failure `unreadable` */
  rawCommit(id: string): Promise<Uint8Array>;
  /** Any object by full id, or null where it is not in this clone. */
  object(id: string): Promise<GitObject | null>;
  /** What to say of an object that is not in this clone: which command brings it. */
  missing(what: string, id: string): Failure;
  /** Whether objects may be absent because the clone was made so. */
  isPartial(): boolean;

  /** A value of the user's or the repository's configuration, or null. */
  config(key: string): string | null;
  /** A value of the user's own configuration only, or null: what a repository cannot plant. */
  globalConfig(key: string): string | null;
  /** Sets a value in the repository's configuration. */
  setConfig(key: string, value: string): Promise<void>;
  /** The full name of the branch `refs/remotes/origin/HEAD` stands for, or null. */
  remoteHead(): Promise<string | null>;
  /** Branches under `refs/heads/` and `refs/remotes/<name>/` that begin with a prefix, in order of name. */
  branches(prefix: string): Promise<readonly Ref[]>;
  /** @throws Failure `no-identity` */
  userIdentity(): Identity;
  /** What was learned here that may be otherwise next time; null where that cannot be told in short. */
  evidence(): Evidence | null;
  /** Ends the object stream. The repository may still be asked afterwards. */
  close(): void;
}

const everyScope = ["global", "local", "worktree"];

// Bytes kept so that base and head read a shared blob once. In bytes.
const memory = 32 * 1024 * 1024;

/**
 * Opens the repository a folder lies in. Starts Git twice, runs nothing the repository configures.
 * @throws Failure `no-git`, `old-git`, `no-directory`, `no-repository`, `bare-repository`, `sha256-repository`,
 * `unreadable-filter`.
 */
export async function openRepository(directory: string, environment: Environment): Promise<Repository> {
  const place = discover(directory);
  const { root, gitDir, commonDir } = place;
  const { git, evidence } = await witnessGit(place, environment);
  let settings = git.config;
  const config = (key: string) => configValue(settings, key, everyScope);
  refuseUnfit(root, config);

  const objects = openObjects(git);
  const remembered = rememberBytes(memory);
  let workingTree: Promise<WorkingTree> | null = null;
  let status: ReturnType<typeof readStatus> | null = null;

  const partial = settings.some(({ key }) => key === "extensions.partialclone" || /^remote\..*\.promisor$/.test(key));
  const isShallow = () => (statSync(join(commonDir, "shallow"), { throwIfNoEntry: false })?.size ?? 0) > 0;
  const remote = remoteName(settings);
  const clone = () => ({ partial, shallow: isShallow(), refetches: !isOlder(git.version, [2, 36]), remote });
  const missing = (what: string, id: string) => missingObject(what, id, fetchOf(clone()));
  const tooShallow = (message: string) =>
    new Failure("noVerdict", "shallow-history", message, `Fetch the whole history: ${fetchOf(clone())}`);

  /** What a partial clone left out of a commit. A pull request's may be on no branch, so that a plain fetch would pass it by. */
  const leftOut = async (what: string, id: string, commit: string): Promise<Failure> => {
    if (!partial) return missing(what, id);
    const found = await git.end(["for-each-ref", "--count=1", `--contains=${commit}`, "refs/heads", "refs/remotes"]);
    const more = found.code === 0 && found.stdout.length === 0 ? ` ${commit}` : "";
    return missingObject(what, id, fetchOf({ ...clone(), shallow: false }, more));
  };

  const rawCommit = async (id: string): Promise<Uint8Array> => {
    const object = fullId.test(id) ? await objects.read(id) : null;
    if (object === null) throw missing(`commit ${id}`, id);
    if (object.type !== "commit")
      throw new Failure("usage", "not-a-commit", `${id} is a ${object.type}, not a commit`, "Name a commit.");
    return object.bytes;
  };
  // A commit that was read once is here, and names the same tree for ever.
  const treeIds = new Map<string, string>();
  const treeOf = async (id: string): Promise<string> => {
    const tree = treeIds.get(id) ?? treeOfCommit(await rawCommit(id));
    if (tree === null) throw missing(`the tree of commit ${id}`, id);
    treeIds.set(id, tree);
    return tree;
  };
  const commit = async (id: string): Promise<Commit> => {
    const bytes = await rawCommit(id);
    const tree = treeOfCommit(bytes);
    if (tree !== null) treeIds.set(id, tree);
    return readCommit(id, bytes);
  };
  const trees = openTrees({ git, objects, sizes: openSizes(git), partial, treeOf });

  /** Whether this clone is cut off between where two commits parted and themselves: then they may have parted elsewhere. */
  const isCutAbove = async (parted: string, a: string, b: string): Promise<boolean> => {
    if (!isShallow()) return false;
    const cut = new Set(readFileSync(join(commonDir, "shallow"), "utf8").split("\n"));
    const above = (await git.bytes(["rev-list", a, b, `^${parted}`])).toString().split("\n");
    return above.some((id) => id !== "" && cut.has(id));
  };

  const unreadableTree = (id: string) => async (error: unknown) => {
    if (error instanceof Failure && error.kind === "refused") throw error;
    throw await leftOut(`a folder of commit ${id}`, id, id);
  };

  const blob = async ({ path, mode, blob, size }: FileEntry, commit: string | null): Promise<Uint8Array> => {
    // Not even asked for: Git would send all of it.
    if (size > largestObject) throw tooLarge(path, size);
    if (mode === "160000")
      throw new Failure(
        "noVerdict",
        "unreadable",
        `${path} is a submodule, not a file`,
        "Remove it from the governance folders.",
      );
    const known = remembered.get(blob);
    if (known !== undefined) return known;
    const object = await objects.read(blob);
    if (object === null) throw commit === null ? missing(path, blob) : await leftOut(path, blob, commit);
    return remembered.keep(blob, object.bytes);
  };

  return {
    root,
    gitDir,
    objectFormat: "sha1",
    git,
    head: () => readHead(git),

    async resolve(name) {
      if (name === "HEAD") return (await readHead(git)).commit;
      const id = fullId.test(name) ? name : await findRef(git, name);
      if (id === null) return null;
      const object = await objects.read(`${id}^{commit}`);
      if (object !== null) return object.id;
      const other = await objects.read(id);
      if (other === null) throw missing(`commit ${id}`, id);
      throw new Failure(
        "usage",
        "not-a-commit",
        `${name} is a ${other.type}, not a commit`,
        "Name a branch, a tag or a commit.",
      );
    },

    async snapshot(id, name) {
      await treeOf(id);
      const files = await trees.files(id).catch(unreadableTree(id));
      return { name: name ?? id.slice(0, 7), commit: id, files, bytes: async (path) => blob(entryOf(files, path), id) };
    },

    async workingTree() {
      workingTree ??= readWorkingTree(git, root, partial, status);
      const { files, onDisk } = await workingTree;
      const bytes = async (path: string) => {
        const entry = entryOf(files, path);
        if (entry.mode === "160000") return blob(entry, null);
        const known = remembered.get(entry.blob);
        if (known !== undefined) return known;
        const read = bytesOnDisk(root, entry);
        if (read !== null) return remembered.keep(entry.blob, read);
        if (onDisk.has(path)) throw changedMeanwhile(entry);
        return blob(entry, null);
      };
      return { name: "working tree", commit: null, files, bytes };
    },

    async dirty() {
      if (workingTree === null) status ??= readStatus(git);
      return (await (workingTree ?? status))?.dirty ?? false;
    },
    forget() {
      workingTree = null;
      status = null;
    },

    async mergeBase(a, b) {
      const [, { parents }] = await Promise.all([rawCommit(a), commit(b)]);
      if (a === b || parents.includes(a)) return a;
      const { code, stdout, stderr } = await git.end(["merge-base", "--all", a, b]);
      if (code > 1) throw gitFailed(["merge-base"], stderr);
      const [found = null, other] = stdout.toString().split("\n").filter(Boolean);
      // A merge starts from both, and may so change what has not changed since one of them. Which is named first, dates say.
      if (other !== undefined)
        throw new Failure(
          "noVerdict",
          "criss-cross",
          `${a.slice(0, 7)} and ${b.slice(0, 7)} have merged each other, or both the same commit: they parted in several places, and what a merge of them would hold cannot be told`,
          `Update your branch: git merge ${a.slice(0, 7)}   (a decision: kwanus decide again)`,
        );
      if (found !== null && !(await isCutAbove(found, a, b))) return found;
      if (isShallow())
        throw tooShallow(`this clone is too shallow to show where ${a.slice(0, 7)} and ${b.slice(0, 7)} parted`);
      return null;
    },

    async isAncestor(a, b) {
      await Promise.all([rawCommit(a), rawCommit(b)]);
      const { code, stderr } = await git.end(["merge-base", "--is-ancestor", a, b]);
      if (code > 1) throw gitFailed(["merge-base"], stderr);
      if (code === 1 && isShallow())
        throw tooShallow(`this clone is too shallow to show whether ${a.slice(0, 7)} lies behind ${b.slice(0, 7)}`);
      return code === 0;
    },

    async changes(before, after) {
      await Promise.all([before, after].map((id) => id && treeOf(id)));
      return trees.changes(before, after).catch(unreadableTree(after));
    },
    parents: async (id) => (await commit(id)).parents,

    async firstParentHistory(tip, root) {
      await rawCommit(tip);
      const listed = (await git.bytes(["rev-list", "--first-parent", tip])).toString().trim().split("\n");
      const end = root === undefined ? listed.length - 1 : listed.indexOf(root);
      const steps = await Promise.all((end < 0 ? listed : listed.slice(0, end + 1)).map(commit));
      // rev-list only proposes; the chain is the one the commits themselves name, so no graft can bend it.
      const last = steps.at(-1);
      const broken = steps.some(({ parents: [first] }, i) => i + 1 < steps.length && first !== steps[i + 1]?.id);
      const cut = last !== undefined && last.id !== root && last.parents.length > 0;
      if (broken || cut) throw tooShallow(`the history of ${tip.slice(0, 7)} is cut off in this clone`);
      if (end < 0)
        throw new Failure(
          "refused",
          "root-not-in-history",
          `${root} is not in the first-parent history of ${tip}`,
          "Either the pin is wrong, or the history of the protected branch was rewritten: compare with another clone.",
        );
      return steps.reverse();
    },

    async firstParentDays(tip, day, path) {
      await rawCommit(tip);
      const steps = await datedSteps(git, tip, path);
      const [first] = steps;
      const cut =
        path === undefined && first !== undefined && first.day > day && (await commit(first.id)).parents.length > 0;
      if (cut) throw tooShallow(`this clone is too shallow to show what stood on ${day}`);
      return steps;
    },

    isShallow,
    rawCommit,
    missing,
    isPartial: () => partial,
    object: (id) => (fullId.test(id) ? objects.read(id) : Promise.resolve(null)),

    config,
    globalConfig: (key) => configValue(settings, key, ["global"]),
    async setConfig(key, value) {
      await git.text(["config", "--local", "--end-of-options", key, value]);
      settings = parseConfig(await git.bytes(["config", "--list", "--show-scope", "-z"]));
    },
    remoteHead: () => readRemoteHead(git),
    branches: (prefix) => listBranches(git, prefix),
    userIdentity() {
      const [name, email] = [config("user.name")?.trim(), config("user.email")?.trim()];
      if (name && email) return { name, email };
      throw new Failure(
        "noVerdict",
        "no-identity",
        "Git does not know who you are",
        'git config --global user.name "Your Name" && git config --global user.email you@example.org',
      );
    },
    evidence,
    close: () => {
      objects.close();
      trees.close();
    },
  };
}

function entryOf(files: ReadonlyMap<string, FileEntry>, path: string): FileEntry {
  const entry = files.get(path);
  if (entry === undefined) throw new Error(`no file ${path} in this snapshot`);
  return entry;
}
