// What doctor found, in plain words: each finding with its cure below, which is never broken over lines.

import type { Verdict } from "../views/diagnosis.ts";
import { plural } from "./counts.ts";
import { terminal } from "./escape.ts";
import type { Style } from "./style.ts";
import { type Layout, table } from "./table.ts";

export interface ToldCure {
  /** A command line, or what to do where no command does it. */
  readonly line: string;
  /** Whether `--fix` may do it. */
  readonly fixable: boolean;
}

export interface DoctorView {
  /** Commands `--fix` ran, or with `--dry-run` would run. */
  readonly done: readonly string[];
  readonly rehearsed: boolean;
  readonly diagnoses: readonly {
    readonly id: string;
    readonly looksAt: string;
    readonly verdict: Verdict;
    readonly says: string;
    readonly cure: ToldCure | null;
  }[];
}

const colours: Readonly<Record<Verdict, keyof Style>> = {
  ok: "good",
  advice: "note",
  problem: "error",
  unknown: "warning",
};

/** A line for each check, then what it amounts to. */
export function doctorText({ done, rehearsed, diagnoses }: DoctorView, layout: Layout): string {
  const made = done.map((line) => `${rehearsed ? "would run" : "ran"}  ${terminal(line)}\n`).join("");
  const lines = diagnoses.map(({ verdict, says, cure }) => {
    const found = table([[[verdict.padEnd("problem".length), colours[verdict]], says]], layout);
    return cure === null ? found : `${found}${margin}${layout.style.bold(terminal(cure.line))}\n`;
  });
  return `${made}${made === "" ? "" : "\n"}${lines.join("")}\n${summary({ done, rehearsed, diagnoses })}\n`;
}

const margin = " ".repeat("problem".length + 2);

function summary({ rehearsed, diagnoses }: DoctorView): string {
  const problems = diagnoses.filter(({ verdict }) => verdict === "problem").length;
  const advice = diagnoses.filter(({ verdict }) => verdict === "advice").length;
  const fixable = diagnoses.filter(({ cure }) => cure?.fixable === true).length;
  const found = problems === 0 ? "nothing stands in your way" : plural(problems, "problem");
  const more = advice === 0 ? "" : problems === 0 ? `; ${advice} to consider` : `, ${advice} to consider`;
  if (rehearsed) return `${found}${more}\nnothing was written (--dry-run)`;
  return `${found}${more}${fixable === 0 ? "" : `; kwanus doctor --fix cures ${fixable}`}`;
}

/** The same in JSON: schemas/output/doctor.schema.json says what is in it. */
export function doctorFields({ done, rehearsed, diagnoses }: DoctorView): Readonly<Record<string, unknown>> {
  return {
    fixes: done.map((command) => ({ command, made: !rehearsed })),
    checks: diagnoses.map(({ id, looksAt, verdict, says, cure }) => ({
      id,
      looksAt,
      verdict,
      says,
      cure: cure?.line ?? null,
      fixable: cure?.fixable ?? false,
    })),
  };
}
