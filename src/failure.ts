// No answer is possible: thrown, with a sentence, the cure, and the exit it means.

/** Exit codes of the process (product.md, "Verdicts"). */
export const exits = {
  holds: 0,
  findings: 1,
  usage: 2,
  noVerdict: 3,
  pending: 4,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

/** `usage`: the command line is wrong. `noVerdict`: nothing can be said. `refused`: the act is not allowed as things stand. */
export type FailureKind = "usage" | "noVerdict" | "refused" | "interrupted";

const exitOf = {
  usage: exits.usage,
  noVerdict: exits.noVerdict,
  refused: exits.findings,
  interrupted: exits.interrupted,
} as const;

/**
 * The one class of the code base. `code` is stable and kebab-case (`no-repository`), `help` is what to do, ideally one command.
 */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly help: string | null;

  constructor(kind: FailureKind, code: string, message: string, help: string | null = null) {
    super(message);
    this.name = "Failure";
    this.kind = kind;
    this.code = code;
    this.help = help;
  }

  get exit(): number {
    return exitOf[this.kind];
  }
}
