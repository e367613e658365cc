// What doctor asks and is told: the facts of a machine and a clone, and what one check makes of them.

import type { Authority } from "../model/authority.ts";

/** `advice` stops nobody. `unknown`: it could not be looked at. */
export type Verdict = "ok" | "advice" | "problem" | "unknown";

/** One way out: settings of this repository, which alone `--fix` makes; commands; or what to do where no command does it. */
export type Cure =
  | { readonly set: readonly { readonly key: string; readonly value: string }[] }
  | { readonly run: readonly (readonly string[])[] }
  | { readonly do: string };

interface Judgement {
  readonly verdict: Verdict;
  /** One sentence. */
  readonly says: string;
  readonly cure?: Cure;
}

export interface Check {
  readonly id: string;
  readonly looksAt: string;
  /** Null where the question does not arise. */
  judge(facts: Facts): Judgement | null;
}

export interface Diagnosis extends Judgement {
  readonly id: string;
  readonly looksAt: string;
}

/** Everything the checks look at. */
export interface Facts {
  readonly git: ToolFacts;
  readonly openssh: ToolFacts;
  /** Whether a CI job is running this, where nobody signs. */
  readonly ci: boolean;
  readonly name: string | null;
  readonly email: string | null;
  readonly signer: SignerFacts;
  /** Keys of this machine that could sign. */
  readonly keys: readonly OwnKeyFacts[];
  readonly repository: RepositoryFacts | Refused;
}

interface OwnKeyFacts {
  /** What `user.signingkey` would say. */
  readonly setting: string;
  readonly fingerprint: string;
  /** What `gpg.format` would say; `ssh` where it is not said. */
  readonly format?: "openpgp";
}

interface ToolFacts {
  readonly found: boolean;
  readonly version: string | null;
  readonly oldest: string;
  readonly tooOld: boolean;
}

/** The key Git signs with, or why there is none that kwanus can use. */
export type SignerFacts =
  | {
      readonly fingerprint: string;
      /** Where its private half was seen. `gpg`: an OpenPGP key. `program`: another program keeps it. Null: nowhere. */
      readonly held: "file" | "agent" | "gpg" | "program" | null;
    }
  /** `none`: nothing is configured at all, so nothing of the user's is overridden by a fix. */
  | { readonly fingerprint: null; readonly none: boolean; readonly why: string; readonly help: string };

/** No repository kwanus works in, in the words of the Failure that says so. */
export interface Refused {
  readonly refused: string;
  readonly help: string;
  /** Whether there is a repository at all. */
  readonly any: boolean;
}

export interface RepositoryFacts {
  readonly root: string;
  readonly shallow: boolean;
  readonly partial: boolean;
  /** Where its history can be fetched from. */
  readonly remote: string;
  readonly base: BaseFacts;
  /** What could not be read although the protected branch is known, in the words of the Failure. */
  readonly unreadable: { readonly message: string; readonly help: string } | null;
  /** Null where neither the protected branch nor the working tree is a governance repository. */
  readonly office: OfficeFacts | null;
}

export interface BaseFacts {
  /** `kwanus.base` */
  readonly configured: string | null;
  /** Full name of the protected branch, or null where nothing tells. */
  readonly ref: string | null;
  /** Null where it is not in this clone. */
  readonly commit: string | null;
  /** True before its first commit. */
  readonly unborn: boolean;
  /** A branch of this clone that is most likely the protected one, or null. */
  readonly likely: string | null;
  readonly remotes: readonly string[];
}

export interface OfficeFacts {
  /** Null where there is no policy whose shape holds. */
  readonly base: Authority | null;
  readonly here: Authority | null;
  /** Whether a root of trust has landed. */
  readonly rooted: boolean;
  /** Names that Git may know a person by, lower-case: id and login. */
  readonly calledBy: ReadonlyMap<string, readonly string[]>;
  /** Bodies with one member and no deputy. */
  readonly fragile: readonly string[];
  /** `kwanus.root`: the commit this clone holds the root of trust to. */
  readonly pin: string | null;
  /** Commit of the root of trust; null where there is none, undefined where the history does not reach. */
  readonly root: string | null | undefined;
  /** Ballots among the latest landings, and how many of them came without their signed commit. */
  readonly ballots: { readonly landed: number; readonly bare: number };
  readonly forge: "github" | "gitlab" | null;
}
