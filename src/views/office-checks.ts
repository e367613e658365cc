// Doctor's questions to the governance repository: is it founded, is its root pinned, do its merges keep what was signed.

import { missingInWords } from "../model/authority.ts";
import type { Check, OfficeFacts, RepositoryFacts } from "./diagnosis.ts";
import { whoIs } from "./machine-checks.ts";

type Judged = ReturnType<Check["judge"]>;

export const officeChecks: readonly Check[] = [
  {
    id: "policy",
    looksAt: "the policy everything is judged by",
    judge: ({ repository }) => {
      if ("refused" in repository || repository.unreadable !== null) return null;
      const { office } = repository;
      if (office === null)
        return {
          verdict: "advice",
          says: "this is not a governance repository: there is no kwanus.yaml at its root",
          cure: { run: [["kwanus", "init"]] },
        };
      if ((office.base ?? office.here) !== null) return { verdict: "ok", says: "the policy can be read" };
      return {
        verdict: "problem",
        says: "governance/policy.yaml is missing or its shape does not hold",
        cure: { run: [["kwanus", "validate"]] },
      };
    },
  },
  {
    id: "founding",
    looksAt: "whether all four bodies are staffed",
    judge: (facts) => {
      const office = readable(facts.repository);
      // What is accepted here counts as done by whoever looks at it.
      const authority = office?.rooted ? office.base : (office?.here ?? office?.base);
      if (office === null || !authority) return null;
      const missing = missingInWords(authority);
      if (missing.length === 0) return { verdict: "ok", says: "all four bodies are staffed with proven keys" };
      const you = whoIs(facts)?.person;
      const asked = authority.invited.some(({ person }) => person === you);
      return {
        verdict: "advice",
        says: `${office.rooted ? "" : "there is no root of trust yet: "}${missing.join("; ")}`,
        cure:
          asked && you !== undefined
            ? { run: [["kwanus", "person", "accept", you]] }
            : { do: "each of them: kwanus person accept <id>" },
      };
    },
  },
  {
    id: "deputies",
    looksAt: "bodies that one absence would silence",
    judge: ({ repository }) => {
      const office = readable(repository);
      if (office === null || office.fragile.length === 0) return null;
      const one = office.fragile.length === 1;
      return {
        verdict: "advice",
        says: `${office.fragile.join(", ")} ${one ? "has" : "have"} one member and no deputy: while that person is away, nothing can be decided`,
        cure: office.rooted
          ? { run: [["kwanus", "propose", "governance", "--change", "governance/policy.yaml"]] }
          : { do: "name a deputy in governance/policy.yaml" },
      };
    },
  },
  { id: "root", looksAt: "whether this clone remembers the root of trust", judge: inOffice(rootOfTrust) },
  { id: "merges", looksAt: "whether merges keep the signed commits of ballots", judge: inOffice(merges) },
];

function readable(repository: RepositoryFacts | { readonly refused: string }): OfficeFacts | null {
  return "refused" in repository ? null : repository.office;
}

function inOffice(judge: (office: OfficeFacts) => Judged): Check["judge"] {
  return ({ repository }) => {
    const office = readable(repository);
    return office === null ? null : judge(office);
  };
}

function rootOfTrust({ pin, root, rooted }: OfficeFacts): Judged {
  if (pin === null && !rooted) return null;
  if (root === undefined)
    return { verdict: "unknown", says: "the history here does not reach back to the root of trust" };
  if (pin === null)
    return {
      verdict: "advice",
      says: "this clone does not remember the root of trust, so it would not notice another one; compare this commit with what somebody else has, then pin it",
      cure: { run: [["git", "config", "kwanus.root", root ?? ""]] },
    };
  if (root?.startsWith(pin) === true && /^[0-9a-f]{7,40}$/.test(pin))
    return { verdict: "ok", says: `the root of trust is ${pin.slice(0, 7)}, as pinned` };
  return {
    verdict: "problem",
    says: `the root of trust is ${root ?? "nowhere"}, and ${pin} is pinned (kwanus.root): the protected branch was rewritten, or the pin is another repository's`,
    cure: {
      do: "trust nothing here before you have compared with another clone; a wrong pin goes with: git config --unset kwanus.root",
    },
  };
}

function merges({ ballots: { landed, bare }, forge }: OfficeFacts): Judged {
  if (landed === 0) return null;
  if (bare === 0) return { verdict: "ok", says: "merges keep the signed commits of ballots" };
  return {
    verdict: "advice",
    says: `ballots in the latest landings: ${landed}; ${bare} came without the signed commit that recorded them, as a squash or a rebase leaves them: they count all the same, the record is gone`,
    cure:
      forge === "github"
        ? {
            run: [
              [
                ...["gh", "repo", "edit", "--enable-merge-commit"],
                ...["--enable-squash-merge=false", "--enable-rebase-merge=false"],
              ],
            ],
          }
        : {
            do:
              forge === "gitlab"
                ? "in the project's merge request settings: merge commit, and do not allow squashing"
                : "land them with a merge commit: git merge --no-ff",
          },
  };
}
