// What may stand where the cursor is: from the words of the command line and, where an id is meant, from the names of files.

import type { Spot } from "./ids.ts";
import { commandWords, globalWords } from "./words.gen.ts";

export interface ArgumentWords {
  readonly name: string;
  readonly many?: boolean;
  readonly choices?: readonly string[];
}

export interface OptionWords {
  readonly flag: string;
  readonly short?: string;
  /** Name of its value; absent for a switch. */
  readonly value?: string;
  readonly many?: boolean;
  readonly choices?: readonly string[];
  readonly about: string;
}

export interface CommandWords {
  readonly name: string;
  readonly about: string;
  readonly arguments: readonly ArgumentWords[];
  readonly options: readonly OptionWords[];
  readonly commands: readonly CommandWords[];
}

export interface Candidate {
  readonly value: string;
  /** A few words about it, from kwanus itself, never from a document; may be empty. */
  readonly about: string;
}

/** Candidates in the order they are to be shown; or what the shell itself knows best. */
export type Completion = readonly Candidate[] | "files" | "folders";

/** Paths of the governance files around the folder that these values of `-C` lead to. */
export type Listing = (folders: readonly string[]) => Promise<readonly string[]>;

/**
 * Completes the last of the words behind `kwanus`, which may be empty.
 * @param words up to the cursor, without the quotes of a shell
 */
export async function complete(words: readonly string[], list: Listing): Promise<Completion> {
  const current = words.at(-1) ?? "";
  const line = readLine(words.slice(0, -1));
  if (line === null) return [];
  const found = await candidatesAt(current, line, list);
  const fitting = beginning(current, found);
  // `--color` alone is enough: the word behind it may be the command.
  if (fitting.length > 0 || line.due?.flag !== "--color") return fitting;
  return beginning(current, await candidatesAt(current, { ...line, due: null }, list));
}

function beginning(typed: string, found: Completion): Completion {
  if (typeof found === "string") return found;
  return found.filter(({ value }) => value.toLowerCase().startsWith(typed.toLowerCase()));
}

interface Line {
  readonly command: CommandWords;
  readonly folders: readonly string[];
  /** Flags given so far. */
  readonly given: ReadonlySet<string>;
  /** The arguments of the command that stand there already. */
  readonly arguments: readonly string[];
  /** The option whose value is due. */
  readonly due: OptionWords | null;
  /** Behind `--` nothing is an option any more. */
  readonly ended: boolean;
}

const root: CommandWords = {
  name: "kwanus",
  about: "",
  arguments: [],
  options: [],
  commands: [
    ...commandWords,
    {
      name: "help",
      about: "Show help for a command",
      arguments: [{ name: "COMMAND", choices: commandWords.map(({ name }) => name) }],
      options: [],
      commands: [],
    },
  ],
};

/** The words before the current one, or null where they name no command. */
function readLine(words: readonly string[]): Line | null {
  const folders: string[] = [];
  const given = new Set<string>();
  let command = root;
  const said: string[] = [];
  let due: OptionWords | null = null;
  let ended = false;
  for (const [at, word] of words.entries()) {
    if (due !== null) {
      if (due.flag === "--directory") folders.push(word);
      due = null;
    } else if (!ended && word === "--") ended = true;
    else if (!ended && word.startsWith("-")) {
      const [flag = "", value] = word.split(/=(.*)/s);
      const option = optionsAt(command).find(({ flag: long, short }) => flag === long || flag === short);
      if (option === undefined) continue;
      given.add(option.flag);
      if (option.flag === "--directory" && value !== undefined) folders.push(value);
      // Its next word is its value only if it can be.
      const alone =
        option.flag === "--color" && at < words.length - 1 && !option.choices?.includes(words[at + 1] ?? "");
      if (option.value !== undefined && value === undefined && !alone) due = option;
    } else if (command.commands.length > 0) {
      const named = command.commands.find(({ name }) => name === word);
      if (named === undefined) return null;
      command = named;
    } else said.push(word);
  }
  return { command, folders, given, arguments: said, due, ended };
}

const alwaysThere: readonly OptionWords[] = [{ flag: "--help", short: "-h", about: "show help" }];
const versionFlag: OptionWords = { flag: "--version", about: "print the version" };

function optionsAt(command: CommandWords): readonly OptionWords[] {
  return [...command.options, ...globalWords, ...alwaysThere, ...(command === root ? [versionFlag] : [])];
}

async function candidatesAt(current: string, line: Line, list: Listing): Promise<Completion> {
  const { command, folders, due, ended } = line;
  const ids = () => list(folders);
  const spot = { command: command.name, argument: line.arguments[0] ?? "" };
  if (due !== null) return valuesOf(due.flag, due.value ?? "", due.choices, current, spot, ids);
  const [flag = "", value] = current.split(/=(.*)/s);
  if (!ended && current.startsWith("--") && value !== undefined) {
    const option = optionsAt(command).find((known) => known.flag === flag);
    if (option?.value === undefined) return [];
    const found = await valuesOf(flag, option.value, option.choices, value, spot, ids);
    if (typeof found === "string") return found;
    return found.map(({ value, about }) => ({ value: `${flag}=${value}`, about }));
  }
  if (!ended && current.startsWith("-")) return flagsLeft(line);
  if (command.commands.length > 0) return command.commands.map(({ name, about }) => ({ value: name, about }));
  const argument = command.arguments[line.arguments.length] ?? command.arguments.find(({ many }) => many === true);
  if (argument === undefined) return ended ? [] : flagsLeft(line);
  // A wish is three words: what, of whom, and a day that only the person typing knows.
  if (argument.name === "WISH") return (await import("./ids.ts")).wishWords(line.arguments.length % 3, ids);
  return valuesOf(argument.name, argument.name, argument.choices, current, spot, ids);
}

function flagsLeft({ command, given }: Line): Candidate[] {
  return optionsAt(command)
    .filter(({ flag, many }) => many === true || !given.has(flag))
    .map(({ flag, about }) => ({ value: flag, about }));
}

/** Values of an option or argument: its choices, or what its name in help says that it is. */
async function valuesOf(
  flag: string,
  name: string,
  choices: readonly string[] | undefined,
  current: string,
  spot: Spot,
  list: () => Promise<readonly string[]>,
): Promise<Completion> {
  if (/FILE|PATH|^(?:OLD|NEW)$/.test(name) && (choices === undefined || current.includes("="))) return "files";
  if (choices !== undefined) return choices.map((value) => ({ value, about: "" }));
  if (name === "DIR") return "folders";
  if (name === "WHAT" && flag === name) return (await import("./explained.ts")).explained(current);
  if (/^(?:CLAUSE|FAMILY)$/.test(name)) return (await import("./explained.ts")).ofRules(name);
  const { idsOf, kindOfId } = await import("./ids.ts");
  const kind = kindOfId(flag, name, spot);
  return kind === null ? [] : idsOf(kind, await list(), voting.has(spot.command));
}

// What is closed can be neither voted on nor decided.
const voting = new Set(["approve", "reject", "abstain", "retract", "decide", "refresh", "sign-off"]);
