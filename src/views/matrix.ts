// The compatibility matrix: what meets along two axes, and the worst word for each meeting (docs/matrix.md).

import { type LifecycleState, lifecycles } from "../gates/lifecycle.ts";
import { manifestsOf } from "../model/manifests.ts";
import type { Model } from "../model/model.ts";
import { inForce } from "../model/releases.ts";
import { byBytes } from "../snapshot.ts";
import { declares, type Entrant, entrantOf, groundsOn, wouldUse } from "./compatibility.ts";
import type { Axis, Ground, Pins } from "./ground.ts";
import { isLive, naturally, type Offer, type OsRelease, offerOf } from "./offer.ts";
import { stageInWords } from "./standing.ts";
import { byWorst, type Verdict, worst } from "./verdict.ts";

export interface MatrixQuestion {
  readonly rows: Axis;
  readonly columns: Axis;
  /** Only what this partner or component owns; null for everything. */
  readonly partner: string | null;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
}

export interface MatrixView extends MatrixQuestion {
  readonly lines: readonly Heading[];
  readonly across: readonly Heading[];
  /** By line, then by column; null where nothing meets. */
  readonly cells: readonly (readonly (Cell | null)[])[];
  readonly integrations: number;
  readonly components: number;
  readonly releases: number;
  /** Paths of manifests whose shape does not hold, so that nothing is known of them. */
  readonly notJudged: readonly string[];
}

export interface Heading {
  readonly value: string;
  /** `OS 2.0.0`; otherwise the value. */
  readonly label: string;
  /** Of an integration or component: its version, the day of its release, its owner's tier, its stage. Empty for the rest. */
  readonly details: readonly string[];
}

/** A line and a column meet: the worst of all manifests there. */
export interface Cell extends Verdict {
  /** Manifests that stand as badly as that, of all that meet here. */
  readonly count: number;
  readonly of: number;
  readonly standings: readonly Standing[];
}

/** One manifest on one OS version. */
export interface Standing extends Verdict {
  readonly manifest: string;
  readonly version: string;
  readonly os: string;
  /** The gravest first. */
  readonly grounds: readonly Ground[];
}

/**
 * The matrix of a revision.
 * @param states where everything stands in its lifecycle on the day
 * @throws Failure `noVerdict` where the platform cannot be read
 */
export function matrixOf(
  model: Model,
  question: MatrixQuestion,
  states: ReadonlyMap<string, LifecycleState> = lifecycles(model, question.asOf),
): MatrixView {
  const { rows, columns, partner, asOf } = question;
  const offer = offerOf(model, asOf);
  const entrants = manifestsOf(model)
    .filter(({ owner }) => partner === null || owner === partner)
    .map((manifest) => entrantOf(manifest, states, offer, model))
    .sort((a, b) => byBytes(a.manifest.id, b.manifest.id));
  const lines = headingsOf(rows, entrants, offer);
  const across = headingsOf(columns, entrants, offer);
  const inRow = entrantsAt(rows, entrants);
  return {
    ...question,
    lines,
    across,
    cells: lines.map(({ value: row }) =>
      across.map(({ value: column }) => cellOf(inRow(row), { [rows]: row, [columns]: column }, offer)),
    ),
    integrations: entrants.filter(({ manifest }) => manifest.value.kind === "Integration").length,
    components: entrants.filter(({ manifest }) => manifest.value.kind === "Component").length,
    releases: offer.os.length,
    notJudged: unreadable(model, partner),
  };
}

/** Partners and components that own a manifest, by name: what `--partner` may name. */
export function ownersOf(model: Model): string[] {
  return [...new Set(manifestsOf(model).map(({ owner }) => owner))].sort(byBytes);
}

/** The manifests that stand at a heading, in their order; all of them at an OS version, which each is held against. */
function entrantsAt(axis: Axis, entrants: readonly Entrant[]): (value: string) => readonly Entrant[] {
  if (axis === "os") return () => entrants;
  const found = new Map<string, Entrant[]>();
  for (const entrant of entrants)
    for (const value of new Set(entrant.at[axis])) {
      const known = found.get(value);
      if (known === undefined) found.set(value, [entrant]);
      else known.push(entrant);
    }
  return (value) => found.get(value) ?? [];
}

function cellOf(entrants: readonly Entrant[], pins: Pins, offer: Offer): Cell | null {
  const meeting = entrants.flatMap((entrant) => {
    const standings = releasesFor(entrant, pins, offer).map((os): Standing => {
      const grounds = groundsOn(entrant, os, pins, offer);
      const { id, value } = entrant.manifest;
      return { ...worst(grounds), manifest: id, version: value.spec.version, os: os.version, grounds };
    });
    return standings.length === 0 ? [] : [{ ...worst(standings), standings }];
  });
  const { word, day } = worst(meeting);
  const as = meeting.filter((entry) => byWorst(entry, { word, day }) === 0);
  const standings = meeting.flatMap((entry) => entry.standings);
  return meeting.length === 0 ? null : { word, day, count: as.length, of: meeting.length, standings };
}

/** The OS versions on which a manifest stands in a cell; none where it does not stand there at all. */
function releasesFor(entrant: Entrant, pins: Pins, offer: Offer): readonly OsRelease[] {
  for (const [axis, value] of Object.entries(pins) as [Axis, string][])
    if (axis !== "os" && !entrant.at[axis].includes(value)) return [];
  const { os, api } = pins;
  const using = offer.os.filter((release) => api === undefined || wouldUse(entrant, api, release));
  return os === undefined ? meant(entrant, using, offer) : using.filter(({ version }) => version === os);
}

/**
 * Where no OS version is asked for, a cell speaks of those a manifest is meant for: declared and live, or at least
 * declared; or all that are live, where it declares none of them.
 */
function meant(entrant: Entrant, releases: readonly OsRelease[], offer: Offer): readonly OsRelease[] {
  const live = releases.filter((os) => isLive(os, offer.asOf));
  const declared = releases.filter((os) => declares(entrant, os));
  const both = declared.filter((os) => live.includes(os));
  return [both, declared, live, releases].find((list) => list.length > 0) ?? [];
}

const order: Readonly<Partial<Record<Axis, readonly string[]>>> = {
  workflow: ["triggered", "enhanced", "dependent"],
  permission: ["read", "write", "workflow", "intelligence"],
  extension: ["ui-component", "export-tool", "data-processor", "global-ui", "navigation"],
};

/** The values of an axis: everything the platform has, even if nobody uses it, and everything somebody uses. */
function headingsOf(axis: Axis, entrants: readonly Entrant[], offer: Offer): Heading[] {
  if (axis === "os")
    return [...new Set(offer.os.map(({ version }) => version))].map((value) => heading(value, `OS ${value}`));
  const offered = {
    api: [...offer.apis].flatMap(([name, { internal }]) => (internal ? [] : [name])),
    runtime: offer.runtimes.map(({ id, version }) => `${id} ${version}`),
  };
  const known = axis === "api" || axis === "runtime" ? offered[axis] : (order[axis] ?? []);
  const used = new Set(entrants.flatMap(({ at }) => at[axis]));
  const values = axis === "api" || axis === "runtime" ? new Set([...known, ...used]) : used;
  // What has no place in the list comes behind it, and "no workflow" and its like last of all.
  const rank = (value: string) =>
    value === `no ${axis}` ? known.length + 1 : known.includes(value) ? known.indexOf(value) : known.length;
  const states = new Map(entrants.map((entrant) => [entrant.manifest.id, entrant]));
  return [...values]
    .sort((a, b) => rank(a) - rank(b) || naturally(a, b))
    .map((value) => heading(value, value, axis === "integration" ? detailsOf(states.get(value)) : []));
}

function heading(value: string, label: string, details: readonly string[] = []): Heading {
  return { value, label, details };
}

function detailsOf(entrant: Entrant | undefined): string[] {
  if (entrant === undefined) return [];
  const { manifest, tier, state } = entrant;
  const standing = tier === null ? (state?.kind === "Component" ? "component" : "no tier") : `tier ${tier}`;
  return [manifest.value.spec.version, releasedInWords(entrant), standing, stageInWords(state)];
}

/** The day on which the version of a manifest reaches users, ahead or past; `no` before its sign-off. */
function releasedInWords({ manifest, model }: Entrant): string {
  return inForce(model, manifest.id)?.value.spec.released ?? "no";
}

function unreadable({ documents }: Model, partner: string | null): string[] {
  return [...documents.values()]
    .filter(({ path, shaped }) => {
      const owner = /^(?:partners\/([^/]+)\/integrations\/[^/]+|components\/([^/]+))\/manifest\.yaml$/.exec(path);
      return owner !== null && !shaped && (partner === null || (owner[1] ?? owner[2]) === partner);
    })
    .map(({ path }) => path)
    .sort(byBytes);
}
