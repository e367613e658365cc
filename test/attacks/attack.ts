// What a fixture of an attack is: how it is built, what kwanus is asked, and the answer it has to give.

import type { Ground } from "./ground.ts";

/** One way to try an attack. */
export interface Attempt {
  /** What is built, as the end of "what if …": it stands in docs/threat-model.md. */
  readonly when: string;
  /** Builds it with Git's plumbing. Returns the command line that is asked. */
  play(ground: Ground): Promise<readonly string[]> | readonly string[];
  /** Who asks; erin unless it matters. */
  readonly as?: string;
  /** The exit code. */
  readonly exit: number;
  /** Codes of the rules that say so, in order and each once: those of findings that are new, or of landings `verify` refuses. */
  readonly finds?: readonly string[];
  /** What else has to be said, for answers that are no finding; part of stdout and stderr together. */
  readonly says?: string;
}

export interface Attack {
  /** `A1`, as in the table of threats. */
  readonly id: string;
  /** What the attacker does, in words. */
  readonly attack: string;
  /** What comes of it, in words. */
  readonly answer: string;
  readonly attempts: readonly Attempt[];
}

export interface Family {
  readonly title: string;
  readonly attacks: readonly Attack[];
}
