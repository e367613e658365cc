// The only file that prints: words in, a command's outcome out, one exit code.

import { exits, Failure } from "../failure.ts";
import { cleanUp } from "../repo/clean-up.ts";
import { commandData, commandProperty, terminal, terminalLines } from "../reporters/escape.ts";
import { wrap } from "../reporters/fold.ts";
import type { Outcome, OutputFile } from "./command.ts";
import { type HelpPage, helpText } from "./help-text.ts";
import { configure, make } from "./make.ts";
import { columnsOf, columnsOfHelp, written } from "./print.ts";
import { type Recalled, recall, remember } from "./recall.ts";
import { registry as commands, type Registry } from "./registry.ts";
import { type Ended, type Host, openWorld, type Place } from "./world.ts";

/**
 * Runs one command line to its exit code, which it returns. Never throws.
 * @param argv the words behind `kwanus`
 * @param known its answer, where that is known from before
 */
export async function run(
  argv: readonly string[],
  host: Host,
  registry: Registry,
  known: Recalled | null = recall(argv, host),
): Promise<number> {
  const print = printers(host);
  const signal = nextSignal(host);
  try {
    const exit = known === null ? obey(argv, host, registry, print) : repeat(known, print);
    return await Promise.race([exit, signal.arrived]);
  } catch (error) {
    return await complain(error, host, print).catch(() => exits.bug);
  } finally {
    signal.forget();
    cleanUp();
  }
}

/** The program, once it is known that it is needed. */
export function main(argv: readonly string[], host: Host, known: Recalled | null): Promise<number> {
  return run(argv, host, commands, known);
}

/** The page behind `--help`, by what stands before it. The build keeps them for `start.ts`. */
export async function helpPages(version: string): Promise<Record<string, HelpPage>> {
  const { readCommandLine } = await import("./program.ts");
  const pages: Record<string, HelpPage> = {};
  for (const words of [[], ...[...commands.keys()].map((name) => [name])]) {
    const reading = await readCommandLine([...words, "--help"], commands, version, JSON.stringify);
    if ("text" in reading) pages[words.join(" ")] = JSON.parse(reading.text);
  }
  return pages;
}

async function obey(argv: readonly string[], host: Host, registry: Registry, print: Printers): Promise<number> {
  const { readCommandLine } = await import("./program.ts");
  const columns = columnsOf(host.stdout, columnsOfHelp);
  const reading = await readCommandLine(argv, registry, host.version, (page) => helpText(page, columns));
  if ("text" in reading) {
    await print[reading.to](reading.text);
    return reading.exit;
  }
  const { command, input, globals, typed } = reading;
  const dryRun = input["dryRun"] === true;
  const world = await openWorld(host, globals, typed, dryRun, (words, place) => rehearse(words, host, registry, place));
  const outcome = await command.run?.(input, world);
  if (outcome === undefined) throw new Error(`${command.name} has nothing to run`);

  await remember(argv, command.name, host, world, outcome);
  const said = outcome.change === undefined ? null : await make(outcome.change, outcome, world);
  const set = await configure(outcome.settings ?? [], world);
  await write(outcome.files ?? [], world.cwd);
  if (typeof outcome.output === "string") await print.stdout(outcome.output);
  else for await (const piece of outcome.output) await print.stdout(piece);
  if (said !== null) await print.stdout(said.output);
  if (outcome.settingsTold !== true) await print.stdout(set.output);
  await tellActions(outcome, host, print);
  for (const hint of [...(outcome.hints ?? []), ...(said?.hints ?? []), ...(set.hints ?? [])])
    await print.stderr(terminalLines(hint));
  return outcome.exit;
}

/** Another command line in this process, its output caught: the demo types what a person would type. */
async function rehearse(words: readonly string[], host: Host, registry: Registry, place: Place): Promise<Ended> {
  const { PassThrough } = await import("node:stream");
  const caught = () => {
    const stream = new PassThrough();
    const pieces: Buffer[] = [];
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    return { stream, text: () => Buffer.concat(pieces).toString("utf8") };
  };
  const [stdout, stderr] = [caught(), caught()];
  const { columns, ...there } = place;
  // Only a terminal has a width.
  if (columns !== undefined) Object.assign(stdout.stream, { isTTY: true, columns });
  const exit = await run(
    words,
    { ...host, ...there, stdin: new PassThrough().end(), stdout: stdout.stream, stderr: stderr.stream },
    registry,
  );
  return { exit, stdout: stdout.text(), stderr: stderr.text() };
}

/** Says what was said before. */
async function repeat({ output, exit, files, hints, cwd }: Recalled, print: Printers): Promise<number> {
  await write(files, cwd);
  await print.stdout(output);
  for (const hint of hints) await print.stderr(terminalLines(hint));
  return exit;
}

async function write(files: readonly OutputFile[], cwd: string): Promise<void> {
  if (files.length === 0) return;
  const { writeFile } = await import("node:fs/promises");
  const { resolve } = await import("node:path");
  for (const { path, content } of files) {
    await writeFile(resolve(cwd, path), content).catch((error: Error) => {
      throw new Failure(
        "noVerdict",
        "unwritable-file",
        `cannot write ${path}: ${error.message}`,
        "Name a file in a folder that exists.",
      );
    });
  }
}

// Annotations go to stderr, which the runner reads as well: `kwanus validate > report.txt` must hold the report alone.
async function tellActions(outcome: Outcome, { env }: Host, print: Printers): Promise<void> {
  if (!inActions(env)) return;
  if (outcome.annotations !== undefined) await print.stderr(outcome.annotations());
  const file = env["GITHUB_STEP_SUMMARY"];
  if (outcome.summary === undefined || file === undefined || file === "") return;
  const { appendFile } = await import("node:fs/promises");
  await appendFile(file, outcome.summary()).catch((error: Error) =>
    print.stderr(`the job summary could not be written: ${terminal(error.message)}`),
  );
}

function inActions(env: Host["env"]): boolean {
  return env["GITHUB_ACTIONS"] === "true";
}

async function complain(error: unknown, { env }: Host, print: Printers): Promise<number> {
  const failure = error instanceof Failure ? error : null;
  const thrown = error instanceof Error ? error : new Error(String(error));
  const message = failure === null ? `this is a bug in kwanus: ${thrown.message}` : failure.message;
  const help = failure === null ? "Run it again with KWANUS_DEBUG=1 for the stack, and report that." : failure.help;
  await print.stderr(`error: ${terminalLines(message)}`);
  if (help !== null) await print.stderr(`help: ${terminalLines(help)}`);
  if (env["KWANUS_DEBUG"] === "1") await print.stderr(terminalLines(thrown.stack ?? ""));
  // Findings annotate themselves; a run without a verdict would show nothing but a red cross.
  if (inActions(env) && failure?.kind !== "refused")
    await print.stderr(`::error title=${commandProperty("kwanus")}::${commandData(message)}`);
  return failure === null ? exits.bug : failure.exit;
}

interface Printers {
  stdout(text: string): Promise<void>;
  stderr(text: string): Promise<void>;
}

// A reader that goes away (`| head`) is no error; a full disk is one, as a verdict nobody can read must not pass.
function printers(host: Host): Printers {
  return {
    async stdout(text) {
      const error = text === "" ? null : await written(host.stdout, text);
      if (error !== null && error.code !== "EPIPE")
        throw new Failure("noVerdict", "unwritable-output", `cannot write to stdout: ${error.message}`);
    },
    async stderr(text) {
      if (text !== "") await written(host.stderr, folded(text, columnsOf(host.stderr, Number.POSITIVE_INFINITY)));
    },
  };
}

/** Sentences fit the window; what may hold a command to copy stays as it is, for the terminal to break. */
function folded(text: string, columns: number): string {
  const lines = text.split("\n").map((line) => {
    if (/\b(?:kwanus|git|ssh-\w+) \S/.test(line)) return line;
    const label = /^ *(?:\S+ {2,})?/.exec(line)?.[0].length ?? 0;
    const hanging = label < columns / 2 ? label : 0;
    return wrap(line, columns, columns - hanging).join(`\n${" ".repeat(hanging)}`);
  });
  return lines.join("\n");
}

function nextSignal({ onSignal }: Host): { arrived: Promise<number>; forget(): void } {
  let forget: () => void = () => undefined;
  const arrived = new Promise<number>((resolve) => {
    forget = onSignal((signal) => resolve(signal === "SIGINT" ? exits.interrupted : exits.terminated));
  });
  return { arrived, forget };
}
