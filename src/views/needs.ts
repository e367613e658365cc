// Which API versions a manifest needs: what it calls, or else what it declares.

import type { Manifest } from "../model/manifests.ts";
import { naturally } from "./offer.ts";

/** One API of which any of several versions will do. */
export interface ApiNeed {
  readonly api: string;
  /** Oldest first. */
  readonly versions: readonly string[];
  /** ` (called by GET /reports)`; empty where it is only declared. */
  readonly calledBy: string;
  /** Those of `credit v2` and the like that are declared to work. */
  readonly declared: ReadonlySet<string>;
  /** JSON pointers to where the manifest says so. */
  readonly pointers: readonly string[];
}

type Spec = Manifest["value"]["spec"];

const mostOperations = 3;

/**
 * What a manifest needs of the platform's APIs. One operation called in several versions takes any of them; different
 * operations need a version each. An API that is declared and never called takes any declared version.
 */
export function needsOf({ api, compatibility }: Spec): ApiNeed[] {
  const declared = new Set(
    compatibility.apis.flatMap(({ id, versions }) => versions.map((version) => `${id} ${version}`)),
  );
  const calls = [...(api?.calls ?? [])].map((call, at) => ({ ...call, pointer: `/spec/api/calls/${at}` }));
  const called = grouped(calls, ({ api, operation }) => `${api} ${operation}`);
  // Operations that need the same are one need.
  const alike = grouped(called, (calls) => {
    const versions = sorted(calls.map(({ version }) => version));
    return [calls[0]?.api, ...versions].join(" ");
  });
  const needs = alike.map((groups) => {
    const all = groups.flat();
    const operations = [...new Set(all.map(({ operation }) => operation))];
    return {
      api: all[0]?.api ?? "",
      versions: sorted(all.map(({ version }) => version)),
      calledBy: ` (called by ${listed(operations)})`,
      declared,
      pointers: all.slice(0, mostOperations).map(({ pointer }) => `${pointer}/version`),
    };
  });
  const silent = compatibility.apis.flatMap(({ id, versions }, at) =>
    calls.some((call) => call.api === id) || versions.length === 0
      ? []
      : [
          {
            api: id,
            versions: sorted(versions),
            calledBy: "",
            declared,
            pointers: [`/spec/compatibility/apis/${at}/versions`],
          },
        ],
  );
  return [...needs, ...silent];
}

function sorted(versions: readonly string[]): string[] {
  return [...new Set(versions)].sort(naturally);
}

function listed(operations: readonly string[]): string {
  const more = operations.length - mostOperations;
  return operations.slice(0, mostOperations).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
