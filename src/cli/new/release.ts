// kwanus new release: a version of an integration or a component, what it fulfils and what changes with it.

import { gt, inc, major, valid } from "semver";
import { Failure } from "../../failure.ts";
import { dayAfter } from "../../model/calendar.ts";
import { type Manifest, manifestsOf } from "../../model/manifests.ts";
import type { Model } from "../../model/model.ts";
import { pinsOf } from "../../model/pins.ts";
import { manifestFolder } from "../../model/places.ts";
import { announcesBreak } from "../../model/platform.ts";
import { isOff, releasesOf, unreleased } from "../../model/releases.ts";
import {
  type Answers,
  authorStep,
  dayOption,
  dayQuestion,
  long,
  type Making,
  migrationGuides,
  migrationSteps,
  oneOfThese,
  options,
  someOfThese,
  textOf,
  wordsOf,
} from "./making.ts";

function manifestOf({ subject }: Answers, tree: Model): Manifest | undefined {
  return manifestsOf(tree).find(({ id }) => id === subject);
}

function lastVersion(answers: Answers, tree: Model): string | null {
  return releasesOf(tree, textOf(answers, "subject")).at(-1)?.value.spec.version ?? null;
}

/** The manifest's version where that is new, else the patch after the last release. */
function nextVersion(answers: Answers, tree: Model): string {
  const [last, stated] = [lastVersion(answers, tree), manifestOf(answers, tree)?.value.spec.version ?? "1.0.0"];
  return last === null || gt(stated, last) ? stated : (inc(last, "patch") ?? stated);
}

function versionFault(version: string, last: string | null): string | null {
  if (valid(version) !== version) return `"${version}" is not a version like 1.2.0`;
  return last === null || gt(version, last) ? null : `${version} is not above ${last}, which was released last`;
}

/** The version before, as ROL004 counts it. */
function lastStanding(answers: Answers, tree: Model): string | null {
  const standing = releasesOf(tree, textOf(answers, "subject")).findLast((release) => !isOff(tree, release));
  return standing?.value.spec.version ?? null;
}

/** A major version says that something breaks (ROL004). */
function announces(answers: Answers, tree: Model): boolean {
  const last = lastStanding(answers, tree);
  return last !== null && announcesBreak(last, textOf(answers, "release"));
}

/** What works no more takes a new major version, except before 1.0.0. @throws Failure `usage` `bad-answer` */
function mustRise(version: string, last: string | null): void {
  if (last === null || major(last) === 0 || major(version) > major(last)) return;
  throw new Failure(
    "usage",
    "bad-answer",
    `${version} breaks what worked in ${last}, and keeps its major version`,
    `Take a new one: --release ${inc(last, "major")}`,
  );
}

export default {
  kind: "release",
  told: "a version of an integration or component, to be signed off",
  options: [
    options.subject,
    { flag: "--release", value: "VERSION", description: "the version, above the last one" },
    options.author,
    dayOption("--released", "the day it reaches users"),
    { flag: "--fulfils", value: "SUBJECT", description: "an approved subject it carries out", many: true },
    {
      flag: "--breaking",
      description: "something that worked before stops working; a major version says so by itself",
    },
    { flag: "--notes", value: "TEXT", description: "what changes for users" },
    options.migrationGuide,
    options.migrationNotApplicable,
    { flag: "--governance-update", value: "TEXT", description: "what of the governance is updated with it" },
  ],

  steps: (around) => {
    const { tree } = around.landing;
    const { policy, today } = around;
    const choices = manifestsOf(tree).map(({ id, value }) => ({ value: id, label: `${id}: ${value.metadata.title}` }));
    return [
      oneOfThese("--subject", "What is released?", choices, "is no integration or component"),
      (answers) => {
        const next = nextVersion(answers, tree);
        return {
          type: "text",
          flag: "--release",
          message: "Version",
          example: next,
          default: next,
          check: (version) => versionFault(version, lastVersion(answers, tree)),
        };
      },
      authorStep(around),
      dayQuestion(
        "--released",
        "Day it reaches users, once it is signed off",
        dayAfter(today, policy.windows.vote.value),
      ),
      (answers) => {
        const manifest = manifestOf(answers, tree);
        const open = manifest === undefined ? [] : unreleased(tree, manifest);
        const named = open.map((value) => ({ value, label: `${value}: ${titleOf(value, tree)}` }));
        return someOfThese(
          "--fulfils",
          "What does it carry out?",
          named,
          "is not among what is approved for it and in no release yet",
        );
      },
      (answers) =>
        announces(answers, tree)
          ? null
          : {
              type: "confirm",
              flag: "--breaking",
              message: "Does something stop working that worked before?",
              default: false,
            },
      long("--notes", "Notes: what changes for users?"),
      ...migrationSteps,
      long(
        "--governance-update",
        "Governance update: manifest, registries, matrix, lifecycle; or why is nothing updated?",
      ),
    ];
  },

  async make(answers, { landing: { tree }, today }) {
    const [subject, version] = [textOf(answers, "subject"), textOf(answers, "release")];
    const breaking = answers["breaking"] === true || announces(answers, tree);
    if (breaking) mustRise(version, lastStanding(answers, tree));
    const pins = await pinsOf(tree.snapshot, manifestFolder(subject));
    return {
      name: `${subject}/${version}`,
      path: `${manifestFolder(subject)}/releases/${version}/release.yaml`,
      template: "release",
      values: {
        "/metadata/id": `${subject}/${version}`,
        "/metadata/title": `${manifestOf(answers, tree)?.value.metadata.title} ${version}`,
        "/metadata/authors": wordsOf(answers, "author"),
        "/spec/filed": today,
        "/spec/subject": subject,
        "/spec/version": version,
        "/spec/released": textOf(answers, "released"),
        "/spec/fulfils": wordsOf(answers, "fulfils"),
        "/spec/breaking": breaking,
        "/spec/notes": textOf(answers, "notes"),
        "/spec/migrationGuides": migrationGuides(answers),
        "/spec/governanceUpdate": textOf(answers, "governanceUpdate"),
        "/spec/pins": [...pins].map(([path, sha256]) => ({ path, sha256 })),
      },
      next: () => [
        ...(breaking && answers["breaking"] !== true
          ? [`note    it says breaking: true, as ${version} is a major version after ${lastStanding(answers, tree)}`]
          : []),
        ...(manifestOf(answers, tree)?.value.spec.version === version
          ? []
          : [`then    set version: ${version} in ${manifestFolder(subject)}/manifest.yaml`]),
        `then    the bodies sign it off once it has landed:  kwanus status ${subject}/${version}`,
      ],
    };
  },
} satisfies Making;

function titleOf(id: string, { subjects }: Model): string {
  const subject = subjects.get(id);
  return (subject?.application ?? subject?.proposal)?.value.metadata.title ?? id;
}
