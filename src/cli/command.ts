// What a command is: data for the command line, and one function from input to outcome.

import type { Change } from "../change.ts";
import type { Applied } from "../repo/write.ts";
import type { World } from "./world.ts";

export interface Argument {
  /** In capitals, as help shows it: `SUBJECT`. The input holds it as `subject`. */
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  /** Takes all remaining words; only the last argument may. The input holds a list. */
  readonly many?: boolean;
  readonly choices?: readonly string[];
  /** Words a shell offers where more than these may be said. */
  readonly suggests?: readonly string[];
}

export interface Option {
  /** The long form: `--as-of`. The input holds it as `asOf`; `--no-base` as `base`, true unless given. */
  readonly flag: string;
  /** One letter: `-C`. */
  readonly short?: string;
  /** Name of its value in help: `DATE`. Absent for a switch. */
  readonly value?: string;
  readonly description: string;
  readonly choices?: readonly string[];
  /** Words a shell offers where more than these may be said. */
  readonly suggests?: readonly string[];
  readonly default?: unknown;
  /** Heading it stands under in help; absent among the others. */
  readonly group?: string;
  /** May be given several times; the input holds a list, empty by default. */
  readonly many?: boolean;
  /** Makes the value of the word; throws Failure (usage). */
  readonly parse?: (word: string) => unknown;
}

export interface Example {
  readonly command: string;
  readonly what: string;
}

/**
 * A command. `Input` has the keys its arguments and options stand for (`keyOf` in shell-words.ts); what was not given
 * and has no default is absent.
 */
export interface Command<Input extends object = object> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly description?: string;
  readonly arguments?: readonly Argument[];
  readonly options?: readonly Option[];
  readonly examples?: readonly Example[];
  /** For a choice of its argument: what that is, and which flags its own page of help shows. */
  helpOn?(choice: string): { readonly told: string; flags(flag: string): boolean };
  /** Exit codes that mean something special here: `{ 4: "not decided yet" }`. */
  readonly exits?: Readonly<Record<number, string>>;
  /** Gets `--dry-run`, which every writing command has. */
  readonly writes?: boolean;
  /** Subcommands, for example `accept` of `person`. */
  readonly commands?: readonly Command[];
  /** Absent for a command that only groups others. Does not print, exit, read the clock or write. */
  run?(input: Input, world: World): Promise<Outcome> | Outcome;
}

export interface Said {
  /** For stdout, styled, everything from documents escaped. */
  readonly output: string;
  /** For stderr, one line each, plain. */
  readonly hints?: readonly string[];
}

export interface Outcome extends Omit<Said, "output"> {
  /** As `Said`; pieces where it comes while it happens. */
  readonly output: string | AsyncIterable<string>;
  readonly exit: number;
  /** To be made unless `--dry-run`; then what it would write is listed. `output` is printed once it is made. */
  readonly change?: Change;
  /** Git configuration of the repository, set after the change unless `--dry-run`. */
  readonly settings?: readonly Setting[];
  /** The output names the settings itself. */
  readonly settingsTold?: true;
  /** Said after `output`. Without it the written paths are listed. */
  afterChange?(applied: Applied): Said;
  /** Written outside any change, relative to the current folder. */
  readonly files?: readonly OutputFile[];
  /** Workflow commands, for stderr, in GitHub Actions only. */
  annotations?(): string;
  /** Markdown for the job summary, in GitHub Actions only. */
  summary?(): string;
}

export interface Setting {
  readonly key: string;
  readonly value: string;
  /** Where it cannot be set, that is said and nothing else: the clone may be read-only. */
  readonly optional?: true;
}

export interface OutputFile {
  readonly path: string;
  readonly content: string;
}
