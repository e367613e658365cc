// Which versions of the platform's runtimes a manifest runs in: its ranges solved, and held against those of its neighbours.

import type { Platform, Manifest as Spec } from "../document/types.gen.ts";
import { type Manifest, manifestsOf } from "./manifests.ts";
import type { Model } from "./model.ts";
import { byVersion, liesIn } from "./platform.ts";

type Runtime = Platform["spec"]["runtimes"][number];

/** What a runtime may be there for. */
export type Part = NonNullable<Runtime["runs"]>[number];

/** A range that a manifest declares, with the versions of the platform that lie in it. */
export interface SolvedRange<T extends Runtime = Runtime> {
  readonly id: string;
  readonly range: string;
  /** JSON pointer of the entry in the manifest. */
  readonly at: string;
  /** Every version of that runtime, oldest first. */
  readonly all: readonly T[];
  /** Those that lie in the range, whatever became of them. */
  readonly fitting: readonly T[];
}

/** The runtime ranges of a manifest, solved against what the platform lists. */
export function solvedRuntimes<T extends Runtime>({ compatibility }: Spec, offered: readonly T[]): SolvedRange<T>[] {
  return compatibility.runtimes.map(({ id, range }, index) => {
    const all = offered.filter((runtime) => runtime.id === id).sort((a, b) => byVersion(a.version, b.version));
    const fitting = all.filter(({ version }) => liesIn(version, range));
    return { id, range, at: `/spec/compatibility/runtimes/${index}`, all, fitting };
  });
}

/** The runtimes that are there for a part of a manifest; null where the platform does not say. */
export function runtimesFor(part: Part, offered: readonly Runtime[]): readonly string[] | null {
  const ids = offered.filter(({ runs }) => runs?.includes(part)).map(({ id }) => id);
  return ids.length === 0 ? null : [...new Set(ids)];
}

/** Two manifests of one owner that no version of a runtime serves together (PEP-9.2.2). */
export interface Rivalry {
  readonly manifest: Manifest;
  readonly need: SolvedRange;
  /** The other manifest, and its range. */
  readonly rival: { readonly id: string; readonly range: string };
}

/** Every range that shares no version with an earlier one of the same owner. A range that nothing serves is no rival. */
export function rivalries(model: Model): Rivalry[] {
  const offered = model.platform?.value.spec.runtimes ?? [];
  const needs = new Map<string, { manifest: string; need: SolvedRange }[]>();
  return manifestsOf(model).flatMap((manifest) =>
    solvedRuntimes(manifest.value.spec, offered).flatMap((need): Rivalry[] => {
      if (need.fitting.length === 0) return [];
      const key = `${manifest.owner} ${need.id}`;
      const earlier = needs.get(key) ?? [];
      needs.set(key, [...earlier, { manifest: manifest.id, need }]);
      const rival = earlier.find((other) => !other.need.fitting.some((version) => need.fitting.includes(version)));
      return rival === undefined ? [] : [{ manifest, need, rival: { id: rival.manifest, range: rival.need.range } }];
    }),
  );
}
