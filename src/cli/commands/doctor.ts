// kwanus doctor: what stands between this person and their work, and the one command that cures it.

import { exits } from "../../failure.ts";
import { doctorFields, doctorText, type ToldCure } from "../../reporters/doctor.ts";
import { envelope } from "../../reporters/envelope.ts";
import type { Cure, Diagnosis, Facts } from "../../views/diagnosis.ts";
import { diagnose } from "../../views/doctor.ts";
import type { Command, Setting } from "../command.ts";
import { examine } from "../examination.ts";
import { formatOption, render } from "../outputs.ts";
import { commandLine } from "../shell-words.ts";
import type { World } from "../world.ts";

interface Input {
  readonly fix?: boolean;
  readonly format: readonly string[];
}

export default {
  name: "doctor",
  summary: "Find what stands in the way",
  description:
    "Looks at Git, OpenSSH, your signing key and its place on the roster, the clone, the protected branch and the root of trust, offline, and names one command for whatever is wrong. Advice stops nobody and does not count.",
  options: [
    {
      flag: "--fix",
      description: "set what is safe to set in this repository's own configuration; everything else is only named",
    },
    formatOption(["text", "json"]),
  ],
  examples: [
    { command: "kwanus doctor", what: "changes nothing" },
    { command: "kwanus doctor --fix --dry-run", what: "shows which settings it would make" },
  ],
  exits: { 1: "a problem stops you from working here", 3: "this is no Git repository" },
  writes: true,

  async run(input, world) {
    const { facts, diagnoses, settings } = await treated(input.fix === true, world);
    const view = {
      done: settings.map(asCommand),
      rehearsed: world.dryRun,
      diagnoses: diagnoses.map(({ cure, ...diagnosis }) => ({
        ...diagnosis,
        cure: cure === undefined ? null : told(cure),
      })),
    };
    const rendered = render(input.format, {
      text: () => doctorText(view, { style: world.style, columns: world.columns }),
      json: () => envelope("doctor", doctorFields(view)),
    });
    const curable = diagnoses.some(({ cure }) => cure !== undefined && "set" in cure);
    const hints = curable && input.fix !== true ? ["next    kwanus doctor --fix sets what is safe to set"] : [];
    return { ...rendered, exit: exitOf(facts, diagnoses), settings, settingsTold: true, hints };
  },
} satisfies Command<Input>;

interface Treated {
  readonly facts: Facts;
  readonly diagnoses: readonly Diagnosis[];
  /** What is to be set. */
  readonly settings: readonly Setting[];
}

/** One cure may bring the next to light, so it is looked again as if what was found so far were set; a rehearsal stays with what is. */
async function treated(fix: boolean, world: World): Promise<Treated> {
  const before = await examine(world);
  const first = { facts: before, diagnoses: diagnose(before), settings: [] };
  let last: Treated = first;
  for (let found = fix ? newSettings(last) : []; found.length > 0; found = newSettings(last)) {
    const settings = [...last.settings, ...found];
    const facts = await examine(world, settings);
    last = { facts, diagnoses: diagnose(facts), settings };
  }
  return world.dryRun ? { ...first, settings: last.settings } : last;
}

function newSettings({ diagnoses, settings }: Treated): Setting[] {
  const cures = diagnoses.flatMap(({ cure }) => (cure !== undefined && "set" in cure ? cure.set : []));
  return cures.filter(({ key }, at) => [...settings, ...cures.slice(0, at)].every((made) => made.key !== key));
}

function exitOf({ repository }: Facts, diagnoses: readonly Diagnosis[]): number {
  if ("refused" in repository && !repository.any) return exits.noVerdict;
  return diagnoses.some(({ verdict }) => verdict === "problem") ? exits.findings : exits.holds;
}

function told(cure: Cure): ToldCure {
  if ("do" in cure) return { line: cure.do, fixable: false };
  const commands = "set" in cure ? cure.set.map(asCommand) : cure.run.map(commandLine);
  return { line: commands.join(" && "), fixable: "set" in cure };
}

function asCommand({ key, value }: Setting): string {
  return commandLine(["git", "config", key, value]);
}
