// Other validators, given the one thing they can check: each manifest against its schema.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "./measure.ts";
import type { Office } from "./office.ts";

export interface Peer {
  readonly name: string;
  /** How many times faster kwanus means to be. */
  readonly goal: number;
  /** Above this many documents it would run for hours. */
  readonly most: number;
  /** Null where bench/package.json is not installed. */
  readonly command: Command | null;
}

const root = join(import.meta.dirname, "..");

/** The peers for one office; their schema is written below `stage`. */
export function peersOf({ folder, documents, manifests }: Office, stage: string): Peer[] {
  const schema = join(stage, "integration.schema.json");
  const rules = join(stage, "spectral.yaml");
  mkdirSync(stage, { recursive: true });
  writeFileSync(schema, JSON.stringify(selfContained()));
  writeFileSync(rules, ruleset(schema));
  const all = "partners/*/integrations/*/manifest.yaml";
  const peer = (
    name: string,
    program: string | null,
    words: readonly string[],
    goal: number,
    most = Infinity,
  ): Peer => ({
    ...{ name, goal, most },
    command: program === null ? null : { program, words, cwd: folder },
  });
  const ajv = ["validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats", "-s", schema, "-d", all];
  // Up to a thousand documents the promise is only not to be slower.
  const thanCpp = documents > 1000 ? 1.9 : 1 / 1.1;
  return [
    peer("ajv-cli", installed(".bin/ajv"), ajv, 2.5),
    peer("@sourcemeta/jsonschema", compiled(), ["validate", schema, ...manifests], thanCpp),
    peer("spectral", installed(".bin/spectral"), ["lint", "--quiet", "--ruleset", rules, all], 1300, 100),
  ];
}

function installed(path: string): string | null {
  const program = join(import.meta.dirname, "node_modules", path);
  return existsSync(program) ? program : null;
}

/** The program itself: what npm links is a script that starts Node first. */
function compiled(): string | null {
  const folder = installed("@sourcemeta/jsonschema/build");
  const name = `jsonschema-${process.platform}-${process.arch === "x64" ? "x86_64" : process.arch}`;
  const file = folder && readdirSync(folder, { recursive: true, encoding: "utf8" }).find((path) => path.endsWith(name));
  return folder && file ? join(folder, file) : null;
}

/** The published schema of a manifest with its references inside, without the keyword that only editors know. */
function selfContained(): object {
  const text = (name: string) => readFileSync(join(root, "schemas", `${name}.schema.json`), "utf8");
  const integration = JSON.parse(text("integration").replaceAll("definitions.schema.json#", "#"));
  const definitions = JSON.parse(text("definitions").replaceAll("definitions.schema.json#", "#"));
  return { ...integration, $defs: { ...definitions.$defs, ...integration.$defs } };
}

function ruleset(schema: string): string {
  const made = JSON.parse(readFileSync(schema, "utf8"));
  delete made.$schema;
  const then = { function: "schema", functionOptions: { dialect: "draft2020-12", schema: made } };
  // A JSON document is a YAML document.
  return JSON.stringify({ rules: { manifest: { given: "$", severity: "error", then } } });
}
