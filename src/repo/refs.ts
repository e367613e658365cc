// Names of commits, resolved once and exactly: full ids, full refs, or short names in a fixed order.

import { Failure } from "../failure.ts";
import type { Git } from "./git.ts";

export interface Ref {
  /** Full name, `refs/heads/main`. */
  readonly ref: string;
  readonly commit: string;
}

export interface Head {
  /** Full ref of the branch, or null where HEAD is detached. */
  readonly branch: string | null;
  /** Null before the first commit. */
  readonly commit: string | null;
  readonly detached: boolean;
}

/** What is asked of every ref, whatever for: name, object, the commit behind an annotated tag, the ref it stands for. */
export const refFormat = "--format=%(refname) %(objectname) %(*objectname) %(symref)";

export const fullId = /^[0-9a-f]{40}$/;

/** What HEAD stands on. */
export async function readHead(git: Git): Promise<Head> {
  const symbolic = await git.end(["symbolic-ref", "--quiet", "HEAD"]);
  if (symbolic.code === 0) {
    const branch = symbolic.stdout.toString().trimEnd();
    const [found] = await exactRefs(git, [branch]);
    return { branch, commit: found?.id ?? null, detached: false };
  }
  const commit = (await git.bytes(["rev-parse", "--verify", "HEAD"])).toString().trim();
  return { branch: null, commit, detached: true };
}

/**
 * The object a short or full ref name stands for, or null. Short names are tried as `refs/heads/`, `refs/remotes/`,
 * `refs/tags/`, in this order.
 * @throws Failure (usage) `bad-name` for what is no ref name, `ambiguous-name` where two candidates differ.
 */
export async function findRef(git: Git, name: string): Promise<string | null> {
  if (!isRefName(name))
    throw new Failure(
      "usage",
      "bad-name",
      `${JSON.stringify(name)} does not name a commit`,
      "Give a branch, a tag, a full ref (refs/…) or a full object id, which git rev-parse prints of anything else.",
    );
  const names = name.startsWith("refs/") ? [name] : ["heads", "remotes", "tags"].map((kind) => `refs/${kind}/${name}`);
  const found = await exactRefs(git, names);
  if (new Set(found.map(({ commit }) => commit)).size > 1)
    throw new Failure(
      "usage",
      "ambiguous-name",
      `${name} is ambiguous: ${found.map(({ ref }) => ref).join(" and ")} are different commits`,
      `Give the full name: ${found[0]?.ref}`,
    );
  return found[0]?.id ?? null;
}

/** Refs by exact name, in the order asked, with the object they point to and the commit behind an annotated tag. */
async function exactRefs(git: Git, names: readonly string[]): Promise<{ ref: string; id: string; commit: string }[]> {
  // A pattern also matches everything below it, so the answer is filtered; Git's own lookup would try other folders.
  const lines = (await git.bytes(["for-each-ref", refFormat, ...names])).toString().split("\n");
  const found = lines
    .map((line) => line.split(" "))
    .map(([ref = "", id = "", peeled]) => ({ ref, id, commit: peeled || id }));
  return names.flatMap((name) => found.find(({ ref }) => ref === name) ?? []);
}

/** Local and remote-tracking branches whose name begins with a prefix, `kwanus/vote/`. */
export async function listBranches(git: Git, prefix: string): Promise<Ref[]> {
  const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
  const patterns = [`refs/heads/${folder}**`, `refs/remotes/*/${folder}**`];
  const lines = (await git.bytes(["for-each-ref", refFormat, ...patterns])).toString().split("\n");
  return lines
    .map((line) => line.split(" "))
    .flatMap(([ref, commit]) => (ref && commit ? { ref, commit } : []))
    .filter(({ ref }) => ref.replace(/^refs\/(heads|remotes\/[^/]+)\//, "").startsWith(prefix));
}

/** The full name of the remote's default branch, as `refs/remotes/origin/HEAD` remembers it, or null. */
export async function readRemoteHead(git: Git): Promise<string | null> {
  const name = "refs/remotes/origin/HEAD";
  const lines = (await git.bytes(["for-each-ref", refFormat, name])).toString().split("\n");
  const [, , , ref] = lines.map((line) => line.split(" ")).find(([found]) => found === name) ?? [];
  return ref || null;
}

/** Whether a text keeps Git's rules for ref names; revision syntax (`main~1`, `main@{1}`, `a..b`) does not. */
export function isRefName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  const forbidden = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/$|^\/|\.$|^-/;
  return (
    name !== "" && name !== "@" && !forbidden.test(name) && name.split("/").every((part) => !/^\.|\.lock$/.test(part))
  );
}
