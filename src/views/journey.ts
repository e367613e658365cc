// Where a version of an integration or component stands on its way to its users (PIP-2, EIP-2), and what the next step takes. Derived.

import { lifecycles, stageNames } from "../gates/lifecycle.ts";
import { approvedByAll, preIntegrationOf } from "../gates/pre-integration.ts";
import { inWords, lackOf } from "../gates/sign-off.ts";
import type { Landing } from "../landing/landing.ts";
import { daysBetween } from "../model/calendar.ts";
import { bodyFor, checkpointsFor } from "../model/checkpoints.ts";
import { missingDocuments } from "../model/documentation.ts";
import type { Manifest } from "../model/manifests.ts";
import { manifestFolder } from "../model/places.ts";
import { releasesOf } from "../model/releases.ts";
import { planOf } from "../model/rollouts.ts";
import { announcedEnd } from "./lifecycle.ts";
import type { StatusView } from "./status.ts";

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
  /** The release of this version, or null. */
  readonly release: string | null;
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
  const open: { readonly [name in StepName]: readonly Missing[] } = {
    "Pre-integration review": preIntegration(manifest, landing),
    "Technical preparation": steps("preparation", id, landing),
    Implementation: steps("implementation", id, landing),
    Validation: validation(manifest, landing),
    Rollout: [...(release === null ? pages(manifest, landing) : []), ...rollout(manifest, release)],
    Monitoring: monitoring(id, landing),
    "Sign-off": signOff(release),
  };
  const isSignedOff = release?.decision?.outcome === "approved";
  const now = isSignedOff ? undefined : names.find((name) => open[name].length > 0);
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
      open: isSignedOff ? 0 : open[name].length,
    })),
    missing: now === undefined ? [] : open[now],
    lifecycle: lifecycleOf(id, landing),
    release: release?.subject ?? null,
  };
}

const authors = "its authors";

function preIntegration({ id, value }: Manifest, { tree }: Landing): Missing[] {
  const approved = new Map(preIntegrationOf(id, tree).map((one) => [one.id, one]));
  return value.spec.restsOn.flatMap((name): Missing[] => {
    const one = approved.get(name);
    if (one === undefined)
      return [{ what: `${name} is not approved`, whose: "the bodies", command: `kwanus status ${name}` }];
    if (approvedByAll(one)) return [];
    return [
      {
        what: `${one.silent.join(" and ")} did not approve ${name}, and it takes all four`,
        whose: authors,
        command: `kwanus propose integration --integration ${id}`,
      },
    ];
  });
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

/** A release without one of them is refused (REF001), so they come first. */
function pages(manifest: Manifest, { tree }: Landing): Missing[] {
  const missing = missingDocuments(manifest, tree.snapshot).map(({ title }) => title);
  if (missing.length === 0) return [];
  const what = `no ${missing.join(", no ")} yet`;
  return [{ what, whose: authors, command: `kwanus new docs --subject ${manifest.id}` }];
}

function rollout({ id, value: { spec } }: Manifest, release: StatusView | null): Missing[] {
  const command = `kwanus new release --subject ${id}`;
  if (release === null) return [{ what: `no release of ${spec.version} is filed`, whose: authors, command }];
  const isOver = release.state === "Rejected" || release.state === "Withdrawn";
  return isOver
    ? [{ what: `${release.subject} was ${release.state.toLowerCase()}: raise the version`, whose: authors, command }]
    : [];
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
