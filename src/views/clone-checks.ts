// Doctor's questions to the clone: is it one kwanus works in, is it whole, does it know the protected branch.

import type { BaseFacts, Check, RepositoryFacts } from "./diagnosis.ts";

type Judged = ReturnType<Check["judge"]>;

export const cloneChecks: readonly Check[] = [
  {
    id: "repository",
    looksAt: "the repository around this folder",
    judge: ({ repository, git }) => {
      if (!("refused" in repository)) return { verdict: "ok", says: `the repository is ${repository.root}` };
      if (!git.found || git.tooOld) return { verdict: "unknown", says: "without Git the repository cannot be read" };
      return { verdict: "problem", says: repository.refused, cure: { do: repository.help } };
    },
  },
  { id: "protected-branch", looksAt: "the branch that decides", judge: inClone(protectedBranch) },
  { id: "history", looksAt: "whether the history is whole", judge: inClone(history) },
];

function inClone(judge: (repository: RepositoryFacts) => Judged): Check["judge"] {
  return ({ repository }) => ("refused" in repository ? null : judge(repository));
}

function protectedBranch({ base, office, unreadable }: RepositoryFacts): Judged {
  const { configured, ref, commit, unborn, likely } = base;
  // kwanus init names it.
  if (office === null && unreadable === null && configured === null) return null;
  if (ref === null) return unnamed(base);
  if (commit === null && !unborn) return absent(ref, base);
  const at = commit === null ? "without a commit yet" : `at ${commit.slice(0, 7)}`;
  const says = `the protected branch is ${shown(ref)}, ${at}`;
  const better = configured === null ? null : betterThan(configured, base);
  if (better !== null && likely !== null)
    return {
      verdict: "advice",
      says: `${says}; it is this ${better} and may lag behind ${shown(likely)}`,
      cure: configure(likely),
    };
  return { verdict: "ok", says: configured === null ? `${says}, as the remote tells` : says };
}

function unnamed({ likely, remotes }: BaseFacts): Judged {
  const why = remotes.includes("origin") ? ": where origin's HEAD points is not recorded" : "";
  return {
    verdict: "problem",
    says: `kwanus does not know the protected branch here${why}`,
    // A branch of this clone may be any branch: only a remote's is safe to take.
    cure: likely?.startsWith("refs/remotes/")
      ? { set: [{ key: "kwanus.base", value: likely }] }
      : { do: "git config kwanus.base <full name of the protected branch>" },
  };
}

function absent(ref: string, { likely, remotes }: BaseFacts): Judged {
  const remote = /^refs\/remotes\/([^/]+)\//.exec(ref)?.[1];
  const says = `the protected branch ${ref} is not in this clone`;
  if (remote !== undefined && remotes.includes(remote))
    return { verdict: "problem", says, cure: { run: [["git", "fetch", remote]] } };
  return {
    verdict: "problem",
    says,
    cure: likely === null ? { do: "git config kwanus.base <full name of the protected branch>" } : configure(likely),
  };
}

/** What the configured branch is, where another one of this clone decides earlier. */
function betterThan(configured: string, { likely, remotes }: BaseFacts): string | null {
  if (likely === null || likely === configured || !likely.startsWith("refs/remotes/")) return null;
  if (configured.startsWith("refs/heads/")) return "clone's own copy";
  return remotes.includes("upstream") && configured.startsWith("refs/remotes/origin/") ? "fork's own" : null;
}

/** Named, never made by `--fix`: somebody chose what is there. */
function configure(ref: string): { readonly run: readonly (readonly string[])[] } {
  return { run: [["git", "config", "kwanus.base", ref]] };
}

function shown(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes)\//, "");
}

function history({ shallow, partial, remote, unreadable }: RepositoryFacts): Judged {
  if (!shallow && !partial && unreadable === null) return { verdict: "ok", says: "the whole history is here" };
  if (!shallow && !partial)
    return { verdict: "problem", says: unreadable?.message ?? "", cure: { do: unreadable?.help ?? "" } };
  const kind = shallow ? "this clone is shallow" : "this is a partial clone";
  const fetch = shallow ? ["--unshallow"] : ["--refetch", "--no-filter"];
  return {
    verdict: unreadable === null ? "advice" : "problem",
    says: unreadable === null ? `${kind}: verify will miss history` : `${kind}: ${unreadable.message}`,
    cure: { run: [["git", "fetch", ...fetch, remote]] },
  };
}
