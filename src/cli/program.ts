// The command line, read by commander, for the one command that is meant; nothing runs here.

import { CommanderError, Command as Program, Option as ProgramOption } from "commander";
import { exits, Failure } from "../failure.ts";
import { calendarDay } from "./calendar-day.ts";
import type { Argument, Command, Option } from "./command.ts";
import { helpPage } from "./help.ts";
import { narrowed } from "./help-on.ts";
import type { HelpPage } from "./help-text.ts";
import { type Known, misread } from "./misread.ts";
import { oneOf } from "./one-of.ts";
import type { Registry } from "./registry.ts";
import { keyOf } from "./shell-words.ts";
import type { Globals } from "./world.ts";

/** What a command line asks for: a command to be run, or a text that answers it already (help, version). */
export type Reading =
  | {
      readonly command: Command;
      readonly input: Record<string, unknown>;
      readonly globals: Globals;
      readonly typed: readonly string[];
    }
  | { readonly text: string; readonly to: "stdout" | "stderr"; readonly exit: number };

const whens = ["always", "never", "auto"] as const;

/** What may stand on any command line. */
export const globalOptions: readonly Option[] = [
  { flag: "--directory", short: "-C", value: "DIR", many: true, description: "run as if started in this folder" },
  { flag: "--color", value: "WHEN", choices: whens, default: "auto", description: "colour the output" },
  { flag: "--no-input", description: "ask no questions" },
  {
    flag: "--as-of",
    value: "DATE",
    description: "judge as of this day (YYYY-MM-DD) instead of today, UTC",
    parse: calendarDay,
  },
];

/**
 * Reads the words behind `kwanus`. Loads only the command they name.
 * @param laidOut makes the text of a page of help
 * @throws Failure (usage) `command-line`, `unknown-word`
 */
export async function readCommandLine(
  argv: readonly string[],
  registry: Registry,
  version: string,
  laidOut: (page: HelpPage) => string,
): Promise<Reading> {
  const typed = normalised(argv, registry);
  const { name, rest } = meant(typed);
  let found: Reading | null = null;
  let out = "";
  let err = "";
  let called: Command | null = null;

  const root = new Program("kwanus");
  root.description("The governance office of a partner ecosystem, kept in a Git repository.");
  root
    .usage("COMMAND [OPTIONS]")
    .helpOption("-h, --help", "show help")
    .version(version, "--version", "print the version");
  const commands = new Map<Program, Command>();
  root.exitOverride().showSuggestionAfterError(false);
  root.configureHelp({
    showGlobalOptions: true,
    formatHelp: (program, helper) => laidOut(helpPage(program, helper, commands.get(program) ?? null)),
  });
  root.configureOutput({
    writeOut: (text) => (out += text),
    writeErr: (text) => (err += text),
    outputError: () => undefined,
  });
  for (const option of globalOptions) root.addOption(programOption(option));

  const entry = name === null ? undefined : registry.get(name);
  if (entry !== undefined) {
    const { default: command } = await entry.load();
    called = command;
    add(root, narrowed(command, rest), commands, (command, input) => {
      found = { command, input, globals: globalsOf(root), typed };
    });
  } else {
    for (const [name, { summary }] of registry) root.command(name).description(summary).allowUnknownOption();
  }

  try {
    // Help on a command that there is not is no help.
    const unknown = name !== null && entry === undefined;
    root.parse(unknown ? rest.filter((word) => word !== "--help" && word !== "-h") : rest, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.help") return { text: err || out, to: "stderr", exit: exits.usage };
    if (error.exitCode === 0) return { text: out, to: "stdout", exit: exits.holds };
    throw misread(error, called === null ? null : name, knownWords(registry, called), rest);
  }
  // Commander ran a group's help or nothing at all: there is no command to run.
  return found ?? { text: root.helpInformation(), to: "stderr", exit: exits.usage };
}

function add(
  parent: Program,
  command: Command,
  commands: Map<Program, Command>,
  found: (command: Command, input: Record<string, unknown>) => void,
): void {
  const program = parent.command(command.name);
  program.summary(command.summary).description(command.description ?? command.summary);
  for (const one of command.arguments ?? [])
    program.argument(argumentForm(one), withChoices(one), parserOf(one, one.name.toLowerCase()));
  for (const option of optionsOf(command)) program.addOption(programOption(option));
  for (const nested of command.commands ?? [])
    add(program, nested, commands, (called, input) => {
      if (command.run !== undefined) onlyOwn(called, command, program);
      found(called, input);
    });
  commands.set(program, command);
  if (command.run !== undefined) program.action(() => found(command, inputOf(command, program)));
}

/**
 * Commander gives an option to the outermost command that knows it, wherever it stands: what only the outer one knows
 * means nothing to the nested one.
 * @throws Failure (usage) `command-line`
 */
function onlyOwn(called: Command, outer: Command, program: Program): void {
  const own = new Set(optionsOf(called).map(({ flag }) => flag));
  const given: Record<string, unknown> = program.opts();
  const strange = optionsOf(outer).find(({ flag }) => !own.has(flag) && given[keyOf(flag)] !== undefined);
  if (strange === undefined) return;
  const name = `${outer.name} ${called.name}`;
  throw new Failure(
    "usage",
    "command-line",
    `unknown option '${strange.flag}'`,
    `${name} does not take it: kwanus ${name} --help`,
  );
}

/** A command's options, with the one that every writing command has. */
export function optionsOf(command: Command): readonly Option[] {
  const dryRun: Option = { flag: "--dry-run", description: "show what would be written, write nothing" };
  return [...(command.options ?? []), ...(command.writes === true ? [dryRun] : [])];
}

function inputOf(command: Command, program: Program): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const words: readonly unknown[] = program.processedArgs;
  for (const [at, { name, many }] of (command.arguments ?? []).entries()) {
    const value = words[at] ?? (many === true ? [] : undefined);
    if (value !== undefined) input[keyOf(name)] = value;
  }
  return { ...input, ...valuesOf(optionsOf(command), program) };
}

function valuesOf(options: readonly Option[], program: Program): Record<string, unknown> {
  // An option that the command around it has as well was taken for that one's.
  const given: Record<string, unknown> = { ...program.parent?.opts(), ...program.opts() };
  const values: Record<string, unknown> = {};
  for (const option of options) {
    const key = keyOf(option.flag);
    const value = given[key] ?? defaultOf(option);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

// Filled in here: commander would add to the default of a repeatable option instead of replacing it. `--no-base` it
// knows best: true by itself, absent beside a `--base REF`.
function defaultOf({ flag, value, many, default: fallback }: Option): unknown {
  if (fallback !== undefined) return fallback;
  if (many === true) return [];
  return value === undefined && !flag.startsWith("--no-") ? false : undefined;
}

function globalsOf(root: Program): Globals {
  const { directory, color, input, asOf } = valuesOf(globalOptions, root);
  return {
    folders: directory as string[],
    color: color as Globals["color"],
    input: input as boolean,
    asOf: (asOf as string | undefined) ?? null,
  };
}

function programOption(option: Option): ProgramOption {
  const { flag, short, value } = option;
  const made = new ProgramOption(
    [short, flag].filter(Boolean).join(", ") + (value === undefined ? "" : ` <${value}>`),
    withChoices(option),
  );
  if (option.group !== undefined) made.helpGroup(option.group);
  return value === undefined ? made : made.argParser(parserOf(option, flag));
}

function argumentForm({ name, required, many }: Argument): string {
  const inner = many === true ? `${name}...` : name;
  return required === true ? `<${inner}>` : `[${inner}]`;
}

function parserOf(declared: Argument | Option, what: string): (word: string, before: unknown) => unknown {
  const { choices, many } = declared;
  const parse = "parse" in declared ? declared.parse : undefined;
  const one = (word: string) => (choices === undefined ? (parse?.(word) ?? word) : oneOf(word, choices, what));
  return (word, before) => (many === true ? [...(Array.isArray(before) ? before : []), one(word)] : one(word));
}

function withChoices({ description, choices, ...rest }: Argument | Option): string {
  const notes = [
    ...(choices === undefined ? [] : [choices.join(", ")]),
    ...("default" in rest && rest.default !== undefined ? [`default: ${[rest.default].flat().join(", ")}`] : []),
    ...("many" in rest && "flag" in rest && rest.many === true ? ["repeatable"] : []),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join("; ")})`;
}

/** What may be typed: a group's subcommands where one is called, otherwise the commands. */
function knownWords(registry: Registry, command: Command | null): Known {
  const family = command === null ? [] : [command, ...(command.commands ?? [])];
  const options = [...globalOptions, ...family.flatMap(optionsOf)];
  return {
    commands: command === null ? [...registry.keys(), "help"] : (command.commands ?? []).map(({ name }) => name),
    examples: new Map(
      family.flatMap(({ name, examples = [] }) => examples.slice(0, 1).map((one) => [name, one.command])),
    ),
    flags: [...options.map(({ flag }) => flag), "--no-color", "--help", ...(command === null ? ["--version"] : [])],
  };
}

// `--color` alone means always, and takes the next word only if that is one of its own, or stands where only its own can
// stand, between it and the command: it must never swallow a command.
function normalised(argv: readonly string[], registry: Registry): string[] {
  const end = argv.indexOf("--");
  const words = argv.slice(0, end < 0 ? undefined : end);
  const plain = words.map((word, at) => {
    if (word === "--no-color") return "--color=never";
    if (word !== "--color") return word;
    const next = words[at + 1] ?? "";
    const misread = !next.startsWith("-") && words.findIndex((other) => registry.has(other)) === at + 2;
    return whens.some((when) => when === next) || misread ? word : "--color=always";
  });
  return end < 0 ? plain : [...plain, ...argv.slice(end)];
}

/** The command's name, looked for before commander is there to do it, and the words with `help X` turned into `X --help`. */
function meant(typed: readonly string[]): { name: string | null; rest: string[] } {
  let at = 0;
  while (at < typed.length && typed[at]?.startsWith("-") === true && typed[at] !== "--") {
    at += ["-C", "--directory", "--as-of", "--color"].includes(typed[at] ?? "") ? 2 : 1;
  }
  const name = typed[at] ?? null;
  const asked = typed[at + 1];
  if (name !== "help") return { name, rest: [...typed] };
  return asked === undefined
    ? { name: null, rest: ["--help"] }
    : { name: asked, rest: [...typed.slice(0, at), ...typed.slice(at + 1), "--help"] };
}
