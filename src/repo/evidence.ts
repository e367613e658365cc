// What a run learned from a repository that may be otherwise next time, and whether it still is: objects never change, names do.

import { lstatSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { withoutFilters } from "./config.ts";
import { discover, type Place } from "./discover.ts";
import type { Environment } from "./environment.ts";
import { type Git, openGit, reachGit } from "./git.ts";
import { refFormat } from "./refs.ts";
import { statusCommand } from "./working-tree.ts";

export interface Evidence {
  readonly place: Place;
  /** The files Git found its answers in, as they were, by path: settings, HEAD, refs. */
  readonly files: Files;
  /** Where the working tree was found clean: what keeps its filters from being run, as variables. */
  readonly clean: Readonly<Record<string, string>> | null;
}

/** Texts; of `packed-refs`, which may be large and is only ever replaced, what the file system says of it. */
type Files = Readonly<Record<string, string | null>>;

/** Git, and what was learned through it so far: null once something was asked that these files do not answer. */
export interface Witness {
  readonly git: Git;
  evidence(): Evidence | null;
}

/** Answers that follow from object ids alone. `git cat-file` is started, not run to its end, and is asked for ids only. */
const ofObjects = new Set(["ls-tree", "merge-base", "rev-list", "cat-file"]);

/**
 * Opens Git and takes down what a run asks it. Every command must have its place here: one that is not known spoils the
 * evidence, so nothing can be forgotten.
 * @throws Failure as `openGit`
 */
export async function witnessGit(place: Place, environment: Environment): Promise<Witness> {
  const files = new Map<string, string | null>();
  let clean = false;
  let spoiled = false;
  // Before Git reads them and once more at the end: what changed in between is not what was read.
  const note = (paths: readonly string[]): void => {
    for (const path of paths) if (!files.has(path)) files.set(path, contentOf(path));
  };
  note(settingsOf(place, environment));
  const git = await openGit(place, environment);

  const ask = async <T>(command: readonly string[], answer: () => Promise<T>, textOf: (answer: T) => string) => {
    const [name = "", ...words] = command;
    const [format, ...refs] = words;
    if (name === "for-each-ref" && format === refFormat && refs.every((ref) => plainRef.test(ref)))
      note(["packed-refs", ...refs].map((ref) => join(place.commonDir, ref)));
    else if (name === "symbolic-ref" || name === "rev-parse") note([join(place.gitDir, "HEAD")]);
    else if (name === "status") clean = true;
    else if (!ofObjects.has(name)) spoiled = true;
    const answered = await answer();
    if (name === "status" && textOf(answered) !== "") spoiled = true;
    return answered;
  };
  return {
    git: {
      ...git,
      end: (command, options) =>
        ask(
          command,
          () => git.end(command, options),
          ({ stdout }) => stdout.toString(),
        ),
      bytes: (command, options) =>
        ask(
          command,
          () => git.bytes(command, options),
          (bytes) => bytes.toString(),
        ),
      text: (command) =>
        ask(
          command,
          () => git.text(command),
          (text) => text,
        ),
    },
    evidence() {
      const seen = Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
      if (spoiled || !isWhole(seen, place) || !isSame(seen)) return null;
      return { place, files: seen, clean: clean ? withoutFilters(git.config) : null };
    },
  };
}

/**
 * Whether a run in a folder would learn the same again. Starts Git for the working tree alone.
 * @throws Failure where there is no repository or no Git
 */
export function stillHolds({ place, files, clean }: Evidence, directory: string, environment: Environment): boolean {
  const here = discover(directory);
  if (here.root !== place.root || here.gitDir !== place.gitDir || here.commonDir !== place.commonDir) return false;
  if (!isSame(files)) return false;
  if (clean === null) return true;
  const { code, stdout } = reachGit(place, environment).runNow(statusCommand, clean);
  return code === 0 && stdout.length === 0;
}

/** Full names in the folders that all working trees share, without a pattern's signs. */
const plainRef = /^refs\/(?:heads|remotes|tags)\/[^*?[\\]+$/;

/** Where Git's settings come from; its system's are switched off. A shallow clone's ends are a setting here. */
function settingsOf({ gitDir, commonDir }: Place, { HOME, XDG_CONFIG_HOME }: Environment): string[] {
  const own = XDG_CONFIG_HOME ? join(XDG_CONFIG_HOME, "git/config") : HOME && join(HOME, ".config/git/config");
  const users = [own, HOME && join(HOME, ".gitconfig")].flatMap((path) => path || []);
  return [join(commonDir, "config"), join(gitDir, "config.worktree"), join(commonDir, "shallow"), ...users];
}

/** Whether Git had no other file to look into: settings include no others, refs lie in files, and none stands for one unseen. */
function isWhole(files: Files, { commonDir }: Place): boolean {
  return Object.values(files).every((text) => {
    if (text === null) return true;
    const target = /^ref: (\S+)\s*$/.exec(text)?.[1];
    if (target !== undefined) return join(commonDir, target) in files;
    return !/\[\s*include|\brefstorage\b/i.test(text);
  });
}

function isSame(files: Files): boolean {
  return Object.entries(files).every(([path, content]) => contentOf(path) === content);
}

function contentOf(path: string): string | null {
  try {
    // As Git reads a ref: such a link is a ref that stands for another, whatever that one holds.
    const link = lstatSync(path).isSymbolicLink() ? readlinkSync(path) : "";
    if (link.startsWith("refs/")) return `ref: ${link}`;
    if (!path.endsWith("/packed-refs")) return readFileSync(path, "latin1");
    const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch {
    return null;
  }
}
