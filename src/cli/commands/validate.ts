// kwanus validate: schema, then rules, then trust; the one verdict CI gives.

import { type Checked, check, checkAlone } from "../../check.ts";
import { parseDocument } from "../../document/parse.ts";
import { pathMeant } from "../../document/suggest.ts";
import { exits, Failure } from "../../failure.ts";
import type { Finding, Report, Severity } from "../../finding.ts";
import { github } from "../../reporters/github.ts";
import { reportJson } from "../../reporters/json.ts";
import { reportMarkdown } from "../../reporters/markdown.ts";
import { text } from "../../reporters/text.ts";
import { allRules } from "../../rules/registry.gen.ts";
import type { Command } from "../command.ts";
import { headAlone, type JudgingInput, judging, judgingOptions } from "../judging.ts";
import { formatOption, render } from "../outputs.ts";
import type { World } from "../world.ts";

interface Input extends JudgingInput {
  readonly path: readonly string[];
  readonly failOn: Severity;
  readonly format: readonly string[];
}

export default {
  name: "validate",
  summary: "Check documents: schema, rules, trust",
  description:
    "Judges what the protected branch would hold if this landed. The working tree is the head unless --head says otherwise. Paths narrow what is shown, never the exit code.",
  arguments: [{ name: "PATH", description: "show only findings under these paths", many: true }],
  options: [
    ...judgingOptions,
    { flag: "--no-base", description: "judge documents alone: no ballots, no decisions, no protected paths" },
    {
      flag: "--fail-on",
      value: "SEVERITY",
      description: "the least severity that fails",
      choices: ["error", "warning"],
      default: "error",
    },
    { flag: "--no-cache", description: "judge again, also where nothing has changed since the last time" },
    formatOption(["text", "json", "github", "markdown"]),
  ],
  examples: [
    { command: "kwanus validate", what: "what CI will say of the working tree" },
    { command: "kwanus validate partners/acme", what: "show only what lies there" },
    { command: "kwanus validate --head HEAD --base origin/main --format json=report.json", what: "in CI" },
  ],
  exits: { 1: "findings at or above --fail-on", 3: "no verdict is possible; the message says how to cure that" },

  async run(input, world) {
    const done = world.progress("validating");
    await loadMeanwhile(world);
    const checked = await judged(input, world).finally(done);
    const { report } = checked;
    if (report.documents === 0)
      throw new Failure(
        "usage",
        "nothing-to-check",
        "there is nothing to check: no governance documents",
        "kwanus init lays them down",
      );
    const shown = narrowed(checked, input.path, await relativeTo(world));
    const leftOut = report.findings.length - shown.findings.length;
    const neverWaivable = new Set(allRules.filter(({ waivable }) => !waivable).map(({ id }) => id));
    const telling = { neverWaivable, leftOut };
    const rendered = render(input.format, {
      text: () => text(shown, { ...telling, style: world.style, columns: world.columns, folded: world.terminal }),
      json: () => reportJson(shown, telling),
      github: () => github(shown),
      markdown: () => reportMarkdown(shown, telling),
    });
    return {
      ...rendered,
      exit: report.findings.some((finding) => fails(finding, input.failOn)) ? exits.findings : exits.holds,
      annotations: () => github(shown),
      summary: () => reportMarkdown(shown, telling),
    };
  },
} satisfies Command<Input>;

/** Git has started once the loop has turned; what judging takes is loaded while it works. */
async function loadMeanwhile(world: World): Promise<void> {
  world.repository().catch(() => undefined);
  await new Promise(setImmediate);
  parseDocument("kwanus.yaml", new Uint8Array());
}

async function judged(input: Input, world: World): Promise<Checked> {
  if (input.base === false) return checkAlone(await headAlone(input, world), world.today);
  return check(await judging(input, world));
}

function fails({ severity, standing }: Finding, failOn: Severity): boolean {
  return standing === "new" && (severity === "error" || failOn === "warning");
}

/** Paths are relative to the current folder, as people type them. */
async function relativeTo(world: World): Promise<(path: string) => string> {
  const { relative, resolve, sep } = await import("node:path");
  const { root } = await world.repository();
  return (path) => relative(root, resolve(world.cwd, path)).split(sep).join("/");
}

function narrowed({ report, landing }: Checked, paths: readonly string[], toRoot: (path: string) => string): Report {
  if (paths.length === 0) return report;
  const wanted = paths.map(toRoot);
  const strange = wanted.findIndex((path) => path.startsWith("../") || path === "..");
  if (strange >= 0)
    throw new Failure("usage", "path-outside", `${paths[strange]} is outside the repository`, "name paths inside it");
  const under = (path: string, prefix: string): boolean =>
    prefix === "" || path === prefix || path.startsWith(`${prefix}/`);
  // A finding may lie where a file is missing, and a typing error must not read like a verdict.
  const known = [landing.tree, landing.base].flatMap(({ snapshot }) => [...snapshot.files.keys()]);
  known.push(...report.findings.map(({ path }) => path));
  const nowhere = wanted.findIndex((prefix) => !known.some((path) => under(path, prefix)));
  if (nowhere >= 0)
    throw new Failure(
      "usage",
      "nothing-matched",
      `there is nothing at ${paths[nowhere]}`,
      // From within a folder its paths would have to be told anew.
      (paths[nowhere] === wanted[nowhere] ? pathMeant(wanted[nowhere] ?? "", known) : null) ??
        "name files or folders of the repository, from the current folder",
    );
  return { ...report, findings: report.findings.filter(({ path }) => wanted.some((prefix) => under(path, prefix))) };
}
