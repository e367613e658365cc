// The steps around filing: what is read before anything is asked, and what is said once it is written.

import { filingFault } from "../../acts/may-file.ts";
import type { Proposed } from "../../acts/propose.ts";
import type { Category } from "../../acts/questions.ts";
import type { Change } from "../../change.ts";
import { type Checked, check } from "../../check.ts";
import type { Policy } from "../../document/types.gen.ts";
import { exits, Failure } from "../../failure.ts";
import type { Finding, Report } from "../../finding.ts";
import type { LandingInputs } from "../../landing/landing.ts";
import { overlaid } from "../../landing/overlay.ts";
import { type Model, memoOfProcess } from "../../model/model.ts";
import { terminal } from "../../reporters/escape.ts";
import { text } from "../../reporters/text.ts";
import { allRules } from "../../rules/registry.gen.ts";
import type { Outcome, Said } from "../command.ts";
import { type JudgingInput, judging } from "../judging.ts";
import { nearestFile, whyUnreadable } from "../nearest-file.ts";
import { protectedBranch, shortName } from "../protected-branch.ts";
import { readResource } from "../resources.ts";
import { commandLine } from "../shell-words.ts";
import type { World } from "../world.ts";
import type { Answers } from "./answers.ts";
import { type FiledAnswers, type Measure, readFiling } from "./file.ts";

export interface ProposeInput extends JudgingInput {
  readonly category?: Category;
  readonly from?: string;
  readonly draft: boolean;
  readonly change: readonly string[];
  readonly partner?: string;
}

const templateNames = [
  "application",
  "proposal-capability",
  "proposal-tier",
  "proposal-integration",
  "proposal-governance",
  "risk",
  "partner",
];

/** The templates a filing is written from, by name. */
export async function readTemplates(): Promise<Record<string, string>> {
  const texts = templateNames.map(async (name) => [name, await readResource(`templates/${name}.yaml`)] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** What is filed starts from here: the working tree on its base, and what validate says of it already. */
export interface Start extends Checked {
  readonly inputs: LandingInputs;
  readonly policy: Policy["spec"];
}

/**
 * Judges the working tree before anything is asked.
 * @throws Failure `noVerdict` `no-policy` where nobody could decide what is filed
 */
export async function start(input: JudgingInput, world: World): Promise<Start> {
  const inputs = { ...(await landingInputs(input, world)), memo: memoOfProcess() };
  const checked = await check(inputs);
  const policy = checked.landing.tree.policy?.value.spec;
  if (policy !== undefined) return { inputs, policy, ...checked };
  throw new Failure(
    "noVerdict",
    "no-policy",
    "governance/policy.yaml is missing or its shape does not hold",
    "kwanus validate governance",
  );
}

/** Judges it again with the files in it; `added` are the errors they would bring. */
export async function judged(
  { inputs, report }: Start,
  files: Change["files"],
): Promise<Checked & { readonly added: Finding[] }> {
  const after = await check({ ...inputs, head: await overlaid(inputs.head, files, inputs.base) });
  return { ...after, added: newErrors(report, after.report) };
}

/** On the protected branch itself a filing is judged against its tip, which validate will do too once a file is written. */
async function landingInputs(input: JudgingInput, world: World): Promise<LandingInputs> {
  if (typeof input.base === "string") return judging({ base: input.base }, world);
  const repository = await world.repository();
  const { branch, commit } = await repository.head();
  return judging(branch === (await protectedBranch(repository)) && commit !== null ? { base: "HEAD" } : {}, world);
}

/** Short name of the branch somebody works on; null on the protected one, on what a clone has of it, and on no branch. */
export async function ownBranch(world: World): Promise<string | null> {
  const repository = await world.repository();
  const { branch } = await repository.head();
  const protects = await protectedBranch(repository);
  // A clone's own main stands for origin/main: what is pushed from it is pushed past the pull request.
  if (branch === null || (protects !== null && shortName(branch) === shortName(protects))) return null;
  return shortName(branch);
}

export type FileReader = (category: Category | null) => FiledAnswers;

/** Reads `--from` once and judges it as often as more is known of it; null where it is not given. */
export async function fileReader(
  { from }: ProposeInput,
  world: World,
  templates: Readonly<Record<string, string>>,
  { policy, permissions }: Model,
): Promise<FileReader | null> {
  if (from === undefined) return null;
  const bytes = from === "-" ? new TextEncoder().encode(await world.stdin()) : await bytesFrom(from, world);
  const measure: Measure = {
    templates,
    permissions: (permissions?.value.spec.permissions ?? []).flatMap(({ id, formerly }) => [id, ...formerly]),
    capabilities: (policy?.value.spec.capabilities ?? []).map(({ id }) => id),
  };
  return (category) => readFiling(from === "-" ? "stdin" : from, bytes, category, measure);
}

async function bytesFrom(path: string, { cwd }: World): Promise<Uint8Array> {
  const { readFile } = await import("node:fs/promises");
  const { resolve } = await import("node:path");
  return readFile(resolve(cwd, path)).catch(async (error: NodeJS.ErrnoException) => {
    throw new Failure(
      "usage",
      "unreadable-file",
      `--from ${path} cannot be read: ${whyUnreadable(error)}`,
      (await nearestFile(path, cwd)) ?? "Name a YAML file, or - for stdin.",
    );
  });
}

/** The answers on the command line; paths are relative to the current folder, as people type them. */
export async function answersIn(input: ProposeInput, world: World): Promise<Answers> {
  const { from, draft, base, head, change, ...answers } = input;
  const { relative, resolve, sep } = await import("node:path");
  const { root } = await world.repository();
  return { ...answers, change: change.map((path) => relative(root, resolve(world.cwd, path)).split(sep).join("/")) };
}

/**
 * Who cannot file this hears it before the first question.
 * @throws Failure `usage` `cannot-file`
 */
export function mayProceed({ category, partner }: Answers, tree: Model): void {
  if (typeof category !== "string" || typeof partner !== "string") return;
  const fault = filingFault(category as Category, partner, tree);
  if (fault !== null) throw new Failure("usage", "cannot-file", fault.message, fault.help);
}

/** Who files by default: `kwanus.login`, or the first word of the name Git knows; null where it knows none. */
export async function loginOf(world: World): Promise<string | null> {
  const repository = await world.repository();
  const login = repository.config("kwanus.login")?.trim();
  const [first = ""] = (repository.config("user.name") ?? "").trim().toLowerCase().split(/\s+/);
  return login || first.replace(/[^a-z0-9-]/g, "") || null;
}

/** What validate would newly complain of, wherever: a filing can also be wrong by standing beside something else. */
function newErrors(before: Report, after: Report): Finding[] {
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  return after.findings.filter(
    ({ severity, standing, fingerprint }) => severity === "error" && standing === "new" && !known.has(fingerprint),
  );
}

/** What would not hold, and that nothing was written. */
export function refusal(
  report: Report,
  findings: readonly Finding[],
  again: readonly string[],
  { style, columns, terminal: folded }: World,
): Outcome {
  const neverWaivable = new Set(allRules.filter(({ waivable }) => !waivable).map(({ id }) => id));
  return {
    output: text({ ...report, findings }, { neverWaivable, leftOut: 0, style, columns, folded }),
    exit: exits.findings,
    hints: ["nothing was written; --draft writes it all the same, to be mended by hand", ...again],
  };
}

/** What is said once a filing is written. */
export function filed(
  proposed: Proposed,
  added: readonly Finding[],
  branch: string | null,
  beside: readonly string[],
): Said {
  return {
    output: proposed.change.files.map((file) => `${written(file, proposed)}\n`).join(""),
    hints: [...added.map(left), ...nextSteps(proposed, branch, beside)],
  };
}

function written({ path, content }: Proposed["change"]["files"][number], { directory }: Proposed): string {
  const own = path.startsWith(`${directory}/`) || path.endsWith("/partner.yaml");
  return `${content === null ? "deleted" : own ? "wrote" : "put back"}  ${terminal(path)}`;
}

/** An error that a document is written with all the same, as something left to do. */
export function left({ path, range, message, rule }: Finding): string {
  return `to do   ${path}${range === null ? "" : `:${range.line}:${range.column}`}  ${message} (${rule})`;
}

/**
 * What is to be committed with a filing, beside its folder: what was put back may have been committed before. What is gone
 * now and was never in a commit, Git would not find.
 */
export async function besides({ directory, change }: Proposed, world: World): Promise<string[]> {
  const repository = await world.repository();
  const { commit } = await repository.head();
  const committed = commit === null ? null : (await repository.snapshot(commit)).files;
  return change.files
    .filter(({ path, content }) => !path.startsWith(`${directory}/`) && (content !== null || committed?.has(path)))
    .map(({ path }) => path);
}

function nextSteps({ id, directory }: Proposed, branch: string | null, beside: readonly string[]): string[] {
  const target = branch ?? id.replace("/", "-");
  return [
    `next    ${commandLine(["kwanus", "validate", directory])}`,
    ...(branch === null ? [`        git switch -c ${target}`] : []),
    `        ${commandLine(["git", "add", ...beside, directory])} && git commit -m "File ${id}"`,
    `        ${commandLine(["git", "push", "-u", "origin", target])}, then open the pull request; once it has landed the bodies vote`,
  ];
}
