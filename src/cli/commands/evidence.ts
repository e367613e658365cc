// kwanus evidence: add reads what a tool wrote, keeps a copy with its subject, and writes down what it proves.

import { type EvidenceInputs, evidenceChange, evidenceEntry } from "../../acts/evidence.ts";
import { isFreeForm } from "../../document/kinds.ts";
import type { Checkpoint, EvidenceFile } from "../../document/types.gen.ts";
import { readReport } from "../../evidence/read.ts";
import { exits, Failure } from "../../failure.ts";
import { everyCheck } from "../../model/checkpoints.ts";
import type { EvidenceRead } from "../../model/evidence.ts";
import { largestFile } from "../../model/limits.ts";
import type { Model } from "../../model/model.ts";
import { manifestFolder } from "../../model/places.ts";
import { troublesOf } from "../../model/proofs.ts";
import { terminal, terminalLines } from "../../reporters/escape.ts";
import { sha256Hex } from "../../trust/digest.ts";
import { calendarDay } from "../calendar-day.ts";
import type { Command, Said } from "../command.ts";
import { checkpointNamed, checksIn, type EvidenceAnswers, evidenceSteps } from "../evidence-questions.ts";
import { judged, left, refusal, start } from "../filing/proposing.ts";
import type { JudgingInput } from "../judging.ts";
import { nearestFile, whyUnreadable } from "../nearest-file.ts";
import { isBesides } from "../new/said.ts";
import { answer } from "../prompts.ts";
import { commandLine } from "../shell-words.ts";
import type { World } from "../world.ts";

type Result = Checkpoint["spec"]["result"];

interface Input extends JudgingInput, Partial<EvidenceAnswers> {
  readonly file: string;
  readonly validUntil?: string;
  readonly name?: string;
  readonly result?: Result;
  readonly draft: boolean;
}

const add: Command<Input> = {
  name: "add",
  summary: "Keep a tool's report as evidence of a checkpoint",
  description:
    "Reads SARIF 2.1.0, CycloneDX, OSV-Scanner JSON, npm audit JSON and JUnit XML, whatever the file is called: who wrote it, when, about what, whether the tool finished, and what it found. What is not positively shown is inconclusive. So SARIF of a tool that does not say that it finished (ESLint, Biome, Flawfinder and others leave invocations out) shows what is wrong, never that all is well. The file is copied below evidence/ of its subject and written down in the checkpoint, with its digest and what it proves; nothing is overwritten. Any other file is kept as a document, for people to read.",
  arguments: [{ name: "FILE", description: "the report, or a document", required: true }],
  options: [
    { flag: "--for", value: "INTEGRATION", description: "what was looked at: an integration, or a component" },
    { flag: "--checkpoint", value: "NAME", description: "the checkpoint it is evidence of, by the name of its file" },
    {
      flag: "--proves",
      value: "CHECK",
      description: "a check of the validation that it shows",
      many: true,
      suggests: everyCheck,
    },
    {
      flag: "--produced",
      value: "DATE",
      description: "the day it was produced, if it does not say",
      parse: calendarDay,
    },
    {
      flag: "--valid-until",
      value: "DATE",
      description: "its last day, if that comes before what the policy allows",
      parse: calendarDay,
    },
    { flag: "--name", value: "NAME", description: "the name of the copy, if not its own" },
    {
      flag: "--result",
      value: "RESULT",
      description: "what came of the checkpoint with it",
      choices: ["passed", "failed", "inconclusive"],
    },
    { flag: "--draft", description: "write even what does not hold yet, and say what is left to do" },
    { flag: "--base", value: "REV", description: "judge against this revision of the protected branch" },
  ],
  examples: [
    { command: "kwanus evidence add osv.json --for acme/score-insights", what: "asks for the rest" },
    {
      command: "kwanus evidence add tests.xml --for acme/score-insights --proves sandbox-integrity --dry-run",
      what: "says what it proves, and writes nothing",
    },
  ],
  exits: { 1: "the checkpoint would not hold with it; nothing is written", 3: "no verdict is possible here" },
  writes: true,

  async run(input, world) {
    const bytes = await bytesOf(input.file, world);
    const reading = readReport(bytes);
    const read: EvidenceRead = { sha256: `sha256:${sha256Hex(bytes)}`, reading };
    const own = reading.report?.produced ?? null;
    if (own !== null && input.produced !== undefined)
      throw new Failure(
        "usage",
        "not-asked",
        `${input.file} says itself that it is of ${own}`,
        "Leave --produced out.",
      );
    const before = await start(input, world);
    const { tree } = before.landing;
    const steps = evidenceSteps(tree, reading.report?.format ?? "document", own, world.today);
    const { answers, again } = await answer<EvidenceAnswers>(steps, answersIn(input, tree), world);
    const checkpoint = checkpointNamed(answers.for, answers.checkpoint, tree);
    if (checkpoint === undefined) throw new Error(`no checkpoint ${answers.checkpoint}`);
    const inputs: EvidenceInputs = {
      model: tree,
      checkpoint,
      path: await placeFor(input, answers.for, world),
      bytes,
      read,
      proves: checksIn(answers),
      produced: own ?? answers.produced ?? "",
      validUntil: input.validUntil ?? null,
      result: input.result ?? null,
    };
    const entry = evidenceEntry(inputs);
    const change = await evidenceChange(inputs, entry);
    if (change.files.length === 0)
      return { output: `${said(entry)}it is written down already: nothing to do\n`, exit: exits.holds };
    const { report, landing: after, added } = await judged(before, change.files);
    const wrong = added.filter((finding) => !isBesides(finding));
    const hints = again === null ? [] : [`again   ${again}`];
    if (wrong.length > 0 && !input.draft) {
      const refused = refusal(report, wrong, hints, world);
      return { ...refused, output: `${said(entry)}\n${refused.output}` };
    }
    const done: Said = {
      output: change.files.map(({ path }) => `wrote  ${terminal(path)}\n`).join(""),
      hints: [...wrong.map(left), ...nextSteps(checkpoint.path, change.files, after.tree, world.today)],
    };
    return { output: said(entry), exit: exits.holds, change, hints, afterChange: () => done };
  },
};

/** @throws Failure `usage` `unreadable-file` */
async function bytesOf(path: string, { cwd }: World): Promise<Uint8Array> {
  const { readFile, stat } = await import("node:fs/promises");
  const { resolve } = await import("node:path");
  const refused = (why: string, meant: string | null = null): Failure =>
    new Failure(
      "usage",
      "unreadable-file",
      `${path} cannot be read: ${why}`,
      meant ?? "Name the file that the tool wrote.",
    );
  try {
    const found = await stat(resolve(cwd, path));
    if (!found.isFile()) throw refused("it is no file");
    if (found.size > largestFile) throw refused(`it is larger than ${largestFile / 1024 / 1024} MiB`);
    return await readFile(resolve(cwd, path));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw refused(whyUnreadable(error as NodeJS.ErrnoException), await nearestFile(path, cwd));
  }
}

/** A checkpoint may be given by its id, as findings print it. */
function answersIn({ for: subject, checkpoint, proves = [], produced }: Input, tree: Model): Partial<EvidenceAnswers> {
  const path = checkpoint === undefined ? undefined : tree.checkpoints.get(checkpoint)?.path;
  const name = path === undefined ? checkpoint : path.slice(path.lastIndexOf("/") + 1, -".yaml".length);
  return {
    ...(subject !== undefined && { for: subject }),
    ...(name !== undefined && { checkpoint: name }),
    ...(proves.length > 0 && { proves }),
    ...(produced !== undefined && { produced }),
  };
}

/**
 * Where the file is to lie, from its subject's folder: where it lies already, or below evidence/ under its own name.
 * @throws Failure `usage` `bad-name`
 */
async function placeFor({ file, name }: Input, subject: string, world: World): Promise<string> {
  const { basename, relative, resolve, sep } = await import("node:path");
  const { realpath } = await import("node:fs/promises");
  const { root } = await world.repository();
  const place = relative(await realpath(root), await realpath(resolve(world.cwd, file)));
  const path = place.split(sep).join("/");
  const folder = `${manifestFolder(subject)}/`;
  if (name === undefined && path.startsWith(folder) && isFreeForm(path)) return path.slice(folder.length);
  const called = name ?? basename(file);
  if (/^[A-Za-z0-9][\w.-]{0,98}\w$/.test(called)) return `evidence/${called}`;
  throw new Failure(
    "usage",
    "bad-name",
    `"${called}" cannot be the name of evidence`,
    "Give one with --name, of letters, digits, . _ and -: osv-1.0.0.json",
  );
}

/** `osv-scanner  passed: nothing open in 2 packages`, and for what and how long that stands. */
function said({ tool, format, says, proves, produced, validUntil }: EvidenceFile): string {
  const by = tool ?? (format === "document" ? "document" : format);
  const shows = proves.length === 0 ? "no check of a validation" : proves.join(", ");
  return `${terminalLines(`${by}, ${produced}\n  ${says}\n  for ${shows}, until ${validUntil}`)}\n`;
}

/** What the checkpoint lacks if it should pass; or that it could. */
function nextSteps(path: string, files: readonly { readonly path: string }[], tree: Model, today: string): string[] {
  const held = [...tree.checkpoints.values()].find((one) => one.path === path);
  if (held === undefined) return [];
  const { spec } = held.value;
  const passed = { ...held, value: { ...held.value, spec: { ...spec, result: "passed" as const } } };
  const troubles = spec.result === "failed" ? [] : troublesOf(passed, tree, today);
  const missing = troubles.map(({ message }) => `missing ${message.replace(/^it says passed, and /, "")}`);
  const ready = spec.result === "inconclusive" && missing.length === 0;
  return [
    ...missing,
    ...(ready ? [`next    all of it is shown: set result: passed in ${path}`] : []),
    `${ready ? "       " : "next   "} ${commandLine(["git", "add", ...files.map((file) => file.path)])}`,
  ];
}

export default {
  name: "evidence",
  summary: "Keep what tools wrote as evidence of a checkpoint",
  commands: [add as Command],
} satisfies Command;
