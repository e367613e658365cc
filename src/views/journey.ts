// Where a version of an integration or component stands on its way to its users (PIP-2, EIP-2), and what the next step takes. Derived.

import { lifecycles, stageNames } from "../gates/lifecycle.ts";
import { measureCommand, measurerOf } from "../gates/measuring.ts";
import { isReviewed, preIntegrationOf, proposeAnew, speaksOf } from "../gates/pre-integration.ts";
import { inWords, lackOf } from "../gates/sign-off.ts";
import type { Landing } from "../landing/landing.ts";
import { daysBetween } from "../model/calendar.ts";
import { bodyFor, checkpointsFor } from "../model/checkpoints.ts";
import { missingDocuments } from "../model/documentation.ts";
import type { Manifest } from "../model/manifests.ts";
import { isClosed, type Model } from "../model/model.ts";
import { manifestFolder } from "../model/places.ts";
import { releasesOf } from "../model/releases.ts";
import { demandsOf, planOf, type Strategy } from "../model/rollouts.ts";
import { announcedEnd } from "./lifecycle.ts";
import type { StatusView } from "./status.ts";
import { type Called, calledBySubject, sinceInWords, toMeasure } from "./watch.ts";

/** The steps of both playbooks, in order. */
const names = [
  "Pre-integration review",
  "Technical preparation",
  "Implementation",
  "Validation",
  "Rollout",
  "Monitoring",
  "Sign-off",
] as const;

type StepName = (typeof names)[number];

/** One thing that is missing, who supplies it, and how. */
export interface Missing {
  readonly what: string;
  readonly whose: string;
  readonly command: string;
}

export interface JourneyView {
  readonly subject: string;
  readonly kind: "Integration" | "Component";
  readonly title: string;
  readonly version: string;
  /** The first step that is not done; `In lifecycle` once the version is signed off. */
  readonly state: StepName | "In lifecycle";
  readonly steps: readonly {
    readonly name: StepName;
    readonly is: "done" | "now" | "later";
    /** How many things it still takes. */
    readonly open: number;
  }[];
  /** What the step takes that it stands at. */
  readonly missing: readonly Missing[];
  /** Its stage in the lifecycle, in words. */
  readonly lifecycle: string;
  readonly rollout: {
    /** What its plan says; null without one. */
    readonly planned: Strategy | null;
    /** The widest that its risk, its maturity and what is new in it allow. */
    readonly widest: Strategy;
    /** Why it may not be wider; empty for `full`. */
    readonly because: readonly string[];
  };
  /** The release of this version, or null. */
  readonly release: string | null;
  /** Signals that are late to be measured, as their bodies are asked. */
  readonly unmeasured: readonly Missing[];
  /** What measurements and findings call for, and what files it; null where they call for nothing. */
  readonly called: Called | null;
}

/** The release of the version that a manifest carries, by its id, or null. */
export function releaseAhead({ id, value }: Manifest, { tree }: Landing): string | null {
  const own = releasesOf(tree, id).find((release) => release.value.spec.version === value.spec.version);
  return own?.value.metadata.id ?? null;
}

/**
 * The way of the version that a manifest carries.
 * @param release how that version's release stands, or null where there is none
 */
export function journeyOf(manifest: Manifest, landing: Landing, release: StatusView | null): JourneyView {
  const { id, value } = manifest;
  const open = openIn(manifest, landing, release);
  const now = firstOpen(open, release);
  const at = now === undefined ? names.length : names.indexOf(now);
  return {
    subject: id,
    kind: value.kind,
    title: value.metadata.title,
    version: value.spec.version,
    state: now ?? "In lifecycle",
    steps: names.map((name, index) => ({
      name,
      is: index < at ? "done" : index === at ? "now" : "later",
      open: isSignedOff(release) ? 0 : open[name].length,
    })),
    // Whatever else it takes would be done for a version that nobody gets.
    missing: now === undefined ? [] : isOver(release) ? open.Rollout : open[now],
    rollout: strategyOf(manifest, landing),
    lifecycle: lifecycleOf(id, landing),
    release: release?.subject ?? null,
    unmeasured: toMeasure(landing.tree, landing.asOf)
      .filter(({ subject, due }) => subject === id && due < landing.asOf)
      .map((one) => ({ what: sinceInWords(one), whose: measurerOf(one.signal), command: measureCommand(one) })),
    called: calledBySubject(landing.tree, landing.asOf).get(id) ?? null,
  };
}

/** The step that it stands at, alone: an inbox asks it of every version there is. */
export function stepOf(manifest: Manifest, landing: Landing, release: StatusView | null): JourneyView["state"] {
  return firstOpen(openIn(manifest, landing, release), release) ?? "In lifecycle";
}

type Open = { readonly [name in StepName]: readonly Missing[] };

/** What each step takes. */
function openIn(manifest: Manifest, landing: Landing, release: StatusView | null): Open {
  const { id } = manifest;
  return {
    "Pre-integration review": preIntegration(manifest, landing),
    "Technical preparation": steps("preparation", id, landing),
    Implementation: steps("implementation", id, landing),
    Validation: validation(manifest, landing),
    Rollout: [...(release === null ? refusedWithout(manifest, landing) : []), ...rollout(manifest, release)],
    Monitoring: monitoring(id, landing),
    "Sign-off": signOff(release),
  };
}

function firstOpen(open: Open, release: StatusView | null): StepName | undefined {
  return isSignedOff(release) ? undefined : names.find((name) => open[name].length > 0);
}

function isSignedOff(release: StatusView | null): boolean {
  return release?.decision?.outcome === "approved";
}

function isOver(release: StatusView | null): boolean {
  return release?.state === "Rejected" || release?.state === "Withdrawn";
}

const authors = "its authors";

function preIntegration({ id, path, value }: Manifest, { tree }: Landing): Missing[] {
  const approved = new Map(preIntegrationOf(id, tree).map((one) => [one.id, one]));
  return value.spec.restsOn.flatMap((name): Missing[] => {
    const one = approved.get(name);
    if (!tree.subjects.has(name)) {
      // A component is written before its first proposal; a partner rests on what it has.
      const command = id.includes("/") ? `mend restsOn in ${path}` : `kwanus propose capability --partner ${id}`;
      return [{ what: `${name} is not filed`, whose: authors, command }];
    }
    if (one === undefined)
      return [{ what: `${name} is not approved`, whose: "the bodies", command: `kwanus status ${name}` }];
    if (isReviewed(one)) return [];
    const what =
      one.without.length > 0
        ? `above tier 1 ${name} is not enough: an application brings no ${one.without.join(", no ")}`
        : `${one.silent.join(" and ")} did not approve ${name}, and it takes all four`;
    const filed = openProposalOf(id, tree);
    return filed === null
      ? [{ what, whose: authors, command: proposeAnew(id) }]
      : [
          {
            what: `${what}; ${filed} is to mend that, and is not decided`,
            whose: "the bodies",
            command: `kwanus status ${filed}`,
          },
        ];
  });
}

/** A proposal on file that speaks of it, by its id; what four bodies approve of it covers what it rests on. */
function openProposalOf(id: string, { subjects }: Model): string | null {
  const own = [...subjects.values()].filter((subject) => speaksOf(id, subject));
  return own.find((subject) => !isClosed(subject))?.id ?? null;
}

/** A step of the plan without evidence and without a reason why it does not arise. */
function steps(part: "preparation" | "implementation", id: string, { tree }: Landing): Missing[] {
  const plan = planOf(tree, id);
  if (plan === null)
    return [
      {
        what: "there is no plan, or none that can be read",
        whose: authors,
        command: `kwanus new plan --subject ${id}`,
      },
    ];
  const left = plan.value.spec[part].flatMap((step) => (step.evidence?.length === 0 ? [step.id] : []));
  return left.map((step) => ({
    what: `nothing shows ${step}`,
    whose: authors,
    command: `name its files in ${plan.path}`,
  }));
}

function validation({ id, value }: Manifest, { tree, asOf }: Landing): Missing[] {
  return checkpointsFor(id).flatMap((name) => {
    const lack = lackOf(name, { subject: id, version: value.spec.version }, tree, asOf);
    if (lack === null) return [];
    const what = lack.what === "missing" ? `no ${inWords(name)} yet` : lack.message;
    const command = lack.what === "missing" ? `kwanus new checkpoint --subject ${id} --checkpoint ${name}` : lack.help;
    return [{ what, whose: bodyFor(name) ?? authors, command }];
  });
}

/** A release without one of them is refused (REF001, MON001), so they come first. */
function refusedWithout(manifest: Manifest, landing: Landing): Missing[] {
  return [...pages(manifest, landing), ...monitoring(manifest.id, landing)];
}

function pages(manifest: Manifest, { tree }: Landing): Missing[] {
  const missing = missingDocuments(manifest, tree.snapshot).map(({ title }) => title);
  if (missing.length === 0) return [];
  const what = `no ${missing.join(", no ")} yet`;
  return [{ what, whose: authors, command: `kwanus new docs --subject ${manifest.id}` }];
}

function rollout({ id, value: { spec } }: Manifest, release: StatusView | null): Missing[] {
  const command = `kwanus new release --subject ${id}`;
  if (release === null) return [{ what: `no release of ${spec.version} is filed`, whose: authors, command }];
  return isOver(release)
    ? [
        {
          what: `${release.subject} was ${release.state.toLowerCase()} (kwanus status ${release.subject} says why): raise the version`,
          whose: authors,
          command,
        },
      ]
    : [];
}

/** The strictest of risk, maturity and novelty holds (PIP-9, EIP-9). */
function strategyOf(manifest: Manifest, { tree, asOf }: Landing): JourneyView["rollout"] {
  const demands = demandsOf(manifest, tree, asOf);
  const widest = demands[0]?.strategy ?? "full";
  return {
    planned: planOf(tree, manifest.id)?.value.spec.rollout.strategy ?? null,
    widest,
    because: demands.filter(({ strategy }) => strategy === widest).map(({ because }) => because),
  };
}

function monitoring(id: string, { tree }: Landing): Missing[] {
  const path = `${manifestFolder(id)}/monitoring.yaml`;
  if (tree.documents.has(path)) return [];
  return [{ what: "nothing watches it", whose: authors, command: `kwanus new monitoring --subject ${id}` }];
}

function signOff(release: StatusView | null): Missing[] {
  if (release === null) return [{ what: "no release to sign off", whose: authors, command: "" }];
  // Checkpoints are a step of their own.
  const lacks = release.lacks
    .filter((lack) => lack.of !== "checkpoints")
    .map(({ message, help }) => ({ what: message, whose: "anybody", command: help }));
  const moves = release.next.map(({ who, todo, command }) => ({
    what: todo,
    whose: who.split(":")[0] ?? who,
    command,
  }));
  return [...lacks, ...moves];
}

function lifecycleOf(id: string, { tree, asOf }: Landing): string {
  const states = lifecycles(tree, asOf);
  const state = states.get(id);
  if (state === undefined || state.stage === null) return "not in its lifecycle yet";
  const inDays = (day: string): string => {
    const days = daysBetween(asOf, day);
    return days < 0 ? `${-days} days ago` : days === 0 ? "today" : `in ${days} ${days === 1 ? "day" : "days"}`;
  };
  const stricter = state.inheritedFrom === null ? undefined : states.get(state.inheritedFrom);
  const ends = announcedEnd(stricter ?? state).map(({ on }) => `; support ends on ${on}, ${inDays(on)}`);
  const { suspended } = state;
  const lapse =
    suspended === null
      ? ""
      : `; suspended by ${suspended.because} until ${suspended.until}, ${inDays(suspended.until)}, unless the bodies lift it`;
  return `${stageNames[state.stage]} since ${state.since} (${state.because})${ends.join("")}${lapse}`;
}
