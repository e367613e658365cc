// Laying down a governance repository: policy, roster, registries, CI and editor settings, from the package's templates.

import { bytesOf, type FileChange } from "../change.ts";
import { fillTemplate } from "../document/edit.ts";
import { kinds } from "../document/kinds.ts";
import { Failure } from "../failure.ts";
import { bodiesOfSpecification } from "../model/authority.ts";
import { type Model, readModel } from "../model/model.ts";
import type { Snapshot } from "../snapshot.ts";
import { sha256Hex } from "../trust/digest.ts";
import { allowedSigners } from "../trust/roster.ts";
import { codeownersOf } from "./codeowners.ts";
import { checkFounding, type Founding } from "./founding.ts";
import { schemaFolder, withSchemaLine } from "./schema-line.ts";

export const forges = ["github", "gitlab", "none"] as const;
export type Forge = (typeof forges)[number];

export interface InitInputs {
  /** The working tree as it is: what stands there already is kept, and completed. */
  readonly tree: Model;
  /** Null where governance/policy.yaml says already who sits where. */
  readonly founding: Founding | null;
  readonly forge: Forge;
  /** Short name of the protected branch. */
  readonly branch: string;
  /** Random id of the repository, for a new policy. */
  readonly repo: string;
  /** Version of kwanus that lays it down. */
  readonly version: string;
  /** What CI installs: `kwanus@0.1.0`, or whatever else `npx` takes. */
  readonly install: string;
  /** Files of the package named by `initResources`, by path. */
  readonly resources: ReadonlyMap<string, string>;
}

export interface LaidDown {
  /** Everything that belongs to the repository; the caller leaves out what exists. */
  readonly files: readonly FileChange[];
  /** What the repository means once they are there. */
  readonly model: Model;
}

const policyPath = "governance/policy.yaml";
const registries = ["permissions", "data-classes", "platform"] as const;

/** Files that are taken over as they are: where they go, and where the package keeps them. */
const surroundings: readonly (readonly [string, string])[] = [
  [".gitattributes", "templates/repository/gitattributes"],
  [".vscode/extensions.json", "templates/repository/vscode-extensions.json"],
  [".vscode/settings.json", "templates/repository/vscode-settings.json"],
  ["README.md", "templates/repository/README.md"],
];

const schemas = ["Definitions", ...kinds].map(
  (kind) => `${kind.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.schema.json`,
);

const workflows = { github: "templates/github/kwanus.yml", gitlab: "templates/gitlab/gitlab-ci.yml" } as const;

/** Every file of the package that `init` needs, by its path from the package's root. */
export const initResources: readonly string[] = [
  ...["repository", "policy", "person", ...registries].map((name) => `templates/${name}.yaml`),
  ...surroundings.map(([, resource]) => resource),
  ...schemas.map((name) => `schemas/${name}`),
  ...Object.values(workflows),
];

/**
 * The files of a governance repository.
 * @throws Failure (usage) as `checkFounding`; (refused) `policy-unreadable` where a policy stands and cannot be read
 */
export async function init(inputs: InitInputs): Promise<LaidDown> {
  const { tree, founding } = inputs;
  if (founding !== null) checkFounding(founding);
  else if (tree.policy === null)
    throw new Failure(
      "refused",
      "policy-unreadable",
      "governance/policy.yaml is there, and its shape does not hold, so nothing can be built on it",
      "kwanus validate --no-base says what is wrong with it",
    );
  const documents = documentsOf(inputs);
  // Named among the files, so that it is listed with all that is kept.
  if (founding === null) documents.set(policyPath, new TextDecoder().decode(await tree.snapshot.bytes(policyPath)));
  const model = await readModel(over(tree.snapshot, documents));
  const { people, policy } = model;
  const listed = [...people].map(([id, { value }]) => ({
    id,
    keys: value.spec.keys.flatMap(({ type, key }) => (type === "ssh" ? [key] : [])),
  }));
  const minimumRsaBits = policy?.value.spec.minimumRsaBits.value;
  const texts = new Map([
    ...documents,
    [
      "governance/allowed_signers",
      allowedSigners(listed, minimumRsaBits === undefined ? undefined : { minimumRsaBits }),
    ],
    ...surroundings.map(
      ([path, name]) => [path, resource(inputs, name).replaceAll("kwanus@0.1.0", () => inputs.install)] as const,
    ),
    ...schemas.map((name) => [`${schemaFolder}/${name}`, resource(inputs, `schemas/${name}`)] as const),
    ...forgeFiles(inputs, model),
  ]);
  return { files: [...texts].map(([path, text]) => ({ path, content: bytesOf(text) })), model };
}

/** Bodies that stand still when one person is away, for a warning. */
export function fragileBodies({ policy }: Model): string[] {
  const bodies = policy?.value.spec.bodies ?? [];
  return bodies.filter(({ members, deputies }) => members.length === 1 && deputies.length === 0).map(({ id }) => id);
}

function documentsOf(inputs: InitInputs): Map<string, string> {
  const { tree, founding, forge, repo, version } = inputs;
  const documents = new Map<string, string>();
  const add = (path: string, template: string, values: { readonly [pointer: string]: unknown }) =>
    documents.set(path, withSchemaLine(path, fillTemplate(resource(inputs, `templates/${template}.yaml`), values)));

  add("kwanus.yaml", "repository", { "/spec/requires": `>=${version}`, "/spec/forge": forge });
  if (founding !== null) add(policyPath, "policy", { "/spec/repo": repo, ...seating(founding) });
  for (const registry of registries) add(`governance/${registry}.yaml`, registry, {});
  for (const person of founders(founding, tree))
    add(`governance/people/${person}.yaml`, "person", {
      "/metadata/id": person,
      "/metadata/title": person.replace(/(^|-)([a-z])/g, (_, gap, letter) => (gap && " ") + letter.toUpperCase()),
      "/spec/forge": undefined,
    });
  return documents;
}

function seating({ seats, quorum }: Founding): Record<string, unknown> {
  const values = bodiesOfSpecification.map((id, at) => ({
    [`/spec/bodies/${at}/members`]: seats[id].members,
    [`/spec/bodies/${at}/deputies`]: seats[id].deputies,
    [`/spec/bodies/${at}/quorum/value`]: quorum,
  }));
  return Object.assign({}, ...values);
}

function founders(founding: Founding | null, { policy }: Model): string[] {
  const seats = founding === null ? (policy?.value.spec.bodies ?? []) : Object.values(founding.seats);
  return seats.flatMap(({ members, deputies }) => [...members, ...deputies]);
}

function forgeFiles(inputs: InitInputs, model: Model): [string, string][] {
  const { branch, install, forge } = inputs;
  if (forge === "none") return [];
  const text = resource(inputs, workflows[forge]);
  if (forge === "gitlab")
    return [
      [".gitlab-ci.yml", fillTemplate(text, { "/variables/PROTECTED": branch, "/variables/KWANUS": install })],
      [".gitlab/CODEOWNERS", codeownersOf(model, forge)],
    ];
  const filled = fillTemplate(text, {
    "/on/pull_request_target/branches/0": branch,
    "/on/merge_group/branches/0": branch,
    "/on/push/branches/0": branch,
    "/env/PROTECTED": branch,
    "/env/KWANUS": install,
    "/jobs/kwanus/steps/0/with/ref": branch,
  });
  return [
    [".github/workflows/kwanus.yml", filled],
    [".github/CODEOWNERS", codeownersOf(model, forge)],
  ];
}

/** What stands in a tree, and under it what would be laid down beside it. */
function over(tree: Snapshot, documents: ReadonlyMap<string, string>): Snapshot {
  const fresh = new Map(
    [...documents].filter(([path]) => !tree.files.has(path)).map(([path, text]) => [path, bytesOf(text)]),
  );
  const files = new Map(tree.files);
  for (const [path, bytes] of fresh)
    files.set(path, { path, mode: "100644", blob: sha256Hex(bytes), size: bytes.length });
  return {
    name: "working tree",
    commit: null,
    files,
    bytes: async (path) => fresh.get(path) ?? tree.bytes(path),
  };
}

function resource({ resources }: InitInputs, path: string): string {
  const text = resources.get(path);
  if (text === undefined) throw new Error(`${path} was not handed in`);
  return text;
}
