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
export function doctorText(view: DoctorView, layout: Layout): string {
  const { done, rehearsed, diagnoses } = view;
  const made = done.map((line) => `${rehearsed ? "would run" : "ran"}  ${terminal(line)}\n`).join("");
  const lines = diagnoses.map(({ verdict, says, cure }) => {
    const found = table([[[verdict.padEnd("problem".length), colours[verdict]], says]], layout);
    return cure === null ? found : `${found}${margin}${layout.style.bold(terminal(cure.line))}\n`;
  });
  return `${made}${made === "" ? "" : "\n"}${lines.join("")}\n${summary(view)}`;
}

const margin = " ".repeat("problem".length + 2);

function summary({ rehearsed, diagnoses }: DoctorView): string {
  const count = (wanted: Verdict) => diagnoses.filter(({ verdict }) => verdict === wanted).length;
  const found = count("problem") === 0 ? "nothing stands in your way" : plural(count("problem"), "problem");
  const more = count("advice") === 0 ? "" : `, ${count("advice")} to consider`;
  return `${found}${more}${rehearsed ? "\nnothing was written (--dry-run)" : ""}\n`;
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
