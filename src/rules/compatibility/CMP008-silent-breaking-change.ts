// What worked goes on working until a major version says that it does not.

import { compareContracts, contractKind } from "../../contract/compare.ts";
import { fieldOf, textOf } from "../../contract/data.ts";
import { schemaFaults } from "../../contract/shape.ts";
import type { DataFile } from "../../document/data-file.ts";
import { isSlipOf } from "../../document/suggest.ts";
import type { Manifest } from "../../document/types.gen.ts";
import { type LifecycleState, lifecycles } from "../../gates/lifecycle.ts";
import { manifestsOf, workflowsIn } from "../../model/manifests.ts";
import { versionStep } from "../../model/measures.ts";
import type { Model } from "../../model/model.ts";
import { folderOf } from "../../model/places.ts";
import { isMajorStep, isRange, supportOf } from "../../model/platform.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "CMP008",
  name: "silent-breaking-change",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["PEP-5.2.3", "PEP-9.2.1"],
  summary: "A manifest that drops what worked has a higher major version, and no version goes back.",

  *check({ base, tree, asOf }) {
    const before = new Map(manifestsOf(base).map(({ id, value }) => [id, value.spec]));
    const stages = lifecycles(tree, asOf);
    for (const { id, path, value } of manifestsOf(tree)) {
      const [old, now] = [before.get(id), value.spec];
      if (old === undefined) continue;
      // Below its last number a version announces nothing: 0.2.0 after 0.1.0 would be a major step again.
      if (versionStep(old.version, now.version) === "older")
        yield {
          path,
          at: "/spec/version",
          message: `${old.version} was there already, and this goes back to ${now.version}`,
          help: "Versions only rise. What is taken back is a new version too.",
        };
      if (isMajorStep(old.version, now.version)) continue;
      if (isEnding(stages.get(id))) continue;
      const step = old.version === now.version ? `${now.version} stays` : `${old.version} becomes ${now.version}`;
      // What nobody touched is one and the same document, and drops nothing.
      const dropped = old === now ? [] : [...droppedSupport(old, now, tree, asOf), ...droppedParts(old, now)];
      for (const { at, what, follows } of dropped)
        yield {
          path,
          at,
          part: "key",
          message: `${what} worked and would not any more, and version ${step}`,
          help: "Keep it, or raise the major version and bring a migration guide.",
          ...(follows !== undefined && { follows }),
        };
      for (const { at, schema, first, more } of narrowedSchemas(old, now, folderOf(path), base, tree))
        yield {
          path,
          at,
          message: `${schema} no longer takes all it took (${first}${more}), and version ${step}`,
          help: `Take what it took, or raise the major version and bring a migration guide. kwanus contract says what differs.`,
        };
    }
  },
});

/** Schemas of both that refuse what they let through: a validation schema judges what comes in. */
function* narrowedSchemas(
  old: Manifest,
  now: Manifest,
  folder: string,
  base: Model,
  tree: Model,
): Generator<{ at: string; schema: string; first: string; more: string }> {
  for (const [index, schema] of (now.api?.schemas ?? []).entries()) {
    const is = tree.contracts.get(`${folder}/${schema}`);
    const before = nameBefore(schema, is, old.api?.schemas ?? [], now.api?.schemas ?? [], (name) =>
      base.contracts.get(`${folder}/${name}`),
    );
    const was = before === null ? undefined : base.contracts.get(`${folder}/${before}`);
    // What cannot be read, or is no schema, has a rule of its own.
    if (was === is || !was?.readable || !is?.readable) continue;
    if ([was, is].some(({ value }) => contractKind(value) !== "schema") || schemaFaults(is.value).length > 0) continue;
    const broken = compareContracts(was.value, is.value).filter(({ verdict }) => verdict === "breaking");
    const [first] = broken;
    if (first === undefined) continue;
    const where = (first.new ?? first.old)?.pointer ?? "";
    const more = broken.length > 1 ? `, and ${broken.length - 1} more` : "";
    const name = before === schema ? schema : `${schema}, which was ${before},`;
    yield {
      at: `/spec/api/schemas/${index}`,
      schema: name,
      first: `${first.check} at ${where === "" ? "/" : where}`,
      more,
    };
  }
}

/** What a schema was called: its own name, or that of one which is listed no more and has its title; null where it is new. */
function nameBefore(
  schema: string,
  file: DataFile | undefined,
  old: readonly string[],
  now: readonly string[],
  fileBefore: (name: string) => DataFile | undefined,
): string | null {
  if (old.includes(schema)) return schema;
  const title = titleOf(file);
  const gone = title === null ? [] : old.filter((name) => !now.includes(name));
  return gone.find((name) => titleOf(fileBefore(name)) === title) ?? null;
}

function titleOf(file: DataFile | undefined): string | null {
  return file?.readable ? textOf(fieldOf(file.value, "title")) : null;
}

/** Deprecation and end of support ask for less, and were announced. */
function isEnding(state: LifecycleState | undefined): boolean {
  return state?.stage === "deprecation" || state?.stage === "end-of-support";
}

interface Loss {
  readonly at: string;
  readonly what: string;
  readonly follows?: Defect["follows"];
}

function* droppedSupport(before: Manifest, after: Manifest, { platform }: Model, asOf: string): Generator<Loss> {
  const ranges = [after.compatibility.os, ...after.compatibility.runtimes.map(({ range }) => range)];
  // What a range that cannot be read covers nobody can tell, and DOC008 names it.
  if (platform === null || !ranges.every(isRange)) return;
  const old = supportOf(before.compatibility, platform.value.spec, asOf);
  const now = supportOf(after.compatibility, platform.value.spec, asOf);
  // A range in which nothing lies is CMP002's.
  const isEmpty = (prefix: string): boolean => ![...now.runtimes].some((name) => name.startsWith(prefix));
  const emptied = after.compatibility.runtimes.map(({ id }) => `${id} `).filter(isEmpty);
  for (const version of now.os.size === 0 ? [] : missing(old.os, now.os))
    yield { at: "/spec/compatibility/os", what: `OS ${version}` };
  for (const api of missing(old.apis, now.apis))
    yield { at: "/spec/compatibility/apis", what: api, follows: mistakenFor(api, after) };
  for (const runtime of missing(old.runtimes, now.runtimes))
    if (!emptied.some((prefix) => runtime.startsWith(prefix)))
      yield {
        at: "/spec/compatibility/runtimes",
        what: `runtime ${runtime}`,
        follows: after.compatibility.runtimes.flatMap(({ id }, index) =>
          isSlipOf(runtime.split(" ")[0] ?? "", id)
            ? [{ rule: "CMP005", at: `/spec/compatibility/runtimes/${index}/id` }]
            : [],
        ),
      };
}

/** An API that is gone because its name is misspelt (CMP002), or that is called still (CMP009). */
function mistakenFor(name: string, { compatibility, api }: Manifest): NonNullable<Defect["follows"]> {
  const [gone = ""] = name.split(" ");
  return [
    ...compatibility.apis.flatMap(({ id }, index) =>
      isSlipOf(gone, id) ? [{ rule: "CMP002", at: `/spec/compatibility/apis/${index}/versions` }] : [],
    ),
    ...(api?.calls ?? []).flatMap((call, index) =>
      `${call.api} ${call.version}` === name ? [{ rule: "CMP009", at: `/spec/api/calls/${index}/version` }] : [],
    ),
  ];
}

function* droppedParts(old: Manifest, now: Manifest): Generator<Loss> {
  if (old.audience === "all" && now.audience !== "all")
    yield { at: "/spec/audience", what: "use by everybody beside the partner" };
  const surfaces = new Set<string>(now.extension?.surfaces);
  for (const surface of missing(new Set<string>(old.extension?.surfaces), surfaces))
    yield { at: "/spec/extension/surfaces", what: `the extension's ${surface}` };
  const ids = (spec: Manifest): Set<string> => new Set(workflowsIn(spec).map(({ workflow }) => workflow.id));
  for (const id of missing(ids(old), ids(now))) yield { at: "/spec/workflows", what: `workflow ${id}` };
}

function missing(old: ReadonlySet<string>, now: ReadonlySet<string>): string[] {
  return [...old].filter((one) => !now.has(one));
}
