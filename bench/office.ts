// Makes governance repositories of any size: true ballots, true decisions, a signed history. One seed, one repository.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import { fillTemplate } from "../src/document/edit.ts";
import { kindAt } from "../src/document/kinds.ts";
import { commitPayload, signedCommit } from "../src/repo/raw-commit.ts";
import { namespaces } from "../src/trust/statement.ts";
import { testKey } from "../test/support/keys.ts";
import type { Files } from "../test/support/memory.ts";
import { approvedByAll, decided, founded, reportSchema, template } from "../test/support/world.ts";

export interface Office {
  readonly folder: string;
  /** Governance documents in it, signatures and lists not counted. */
  readonly documents: number;
  /** Its integration manifests, by path: what a validator of one schema can look at. */
  readonly manifests: readonly string[];
}

/** The smallest office that four bodies can found is larger than this; below it, one that still waits for its founders. */
const smallestFounded = 60;
const manifestsOfPartner = 100;

/**
 * Lays down a repository whose protected branch is `main`.
 * @param documents how many it holds
 * @param landings how many signed commits lead to it, where that is more than it takes: the founding, one for each partner,
 *   at last one that changes one manifest, and more of these
 */
export async function makeOffice(folder: string, documents: number, landings = 2): Promise<Office> {
  const random = randomOf(documents);
  const root = documents < smallestFounded ? null : await founded();
  const files = new Map(Object.entries(root ?? foundation()));
  const steps: Landing[] = [new Map(files)];
  const count = () => [...files.keys()].filter((path) => kindAt(path) !== null).length;
  const manifests: string[] = [];
  for (let number = 1; count() < documents; number++) {
    const partner = `partner-${number}`;
    const step = new Map(Object.entries(await partnerFiles(partner, root)));
    steps.push(step);
    for (const [path, content] of step) files.set(path, content);
    // Before the founding nothing can be granted, and a manifest would claim what nobody gave.
    const wanted = root === null ? 0 : Math.min(manifestsOfPartner, Math.max(1, documents - count()));
    for (let i = 1; i <= wanted; i++) {
      const path = `partners/${partner}/integrations/part-${i}/manifest.yaml`;
      step.set(path, manifest(partner, `part-${i}`, random));
      const schema = `partners/${partner}/integrations/part-${i}/contracts/report.schema.json`;
      step.set(schema, reportSchema);
      for (const name of [path, schema]) files.set(name, step.get(name) ?? "");
      manifests.push(path);
    }
  }
  const changing = manifests.length > 0 ? manifests : ["partners/partner-1/partner.yaml"];
  const changes = Array.from({ length: Math.max(1, landings - steps.length) }, (_, i) => {
    const path = changing[i % changing.length] ?? "";
    return new Map([[path, String(files.get(path)).replace(/^ {2}title: .*$/m, `  title: ${words(random, 4)}`)]]);
  });
  record(folder, [...steps, ...changes]);
  return { folder, documents: count(), manifests };
}

function foundation(): Files {
  return {
    "kwanus.yaml": template("repository"),
    "governance/policy.yaml": template("policy"),
    "governance/permissions.yaml": template("permissions"),
    "governance/data-classes.yaml": template("data-classes"),
    "governance/platform.yaml": template("platform"),
  };
}

/** A partner as the product's own acts let it in; before a founding there are only partners that wait. */
async function partnerFiles(partner: string, root: Files | null): Promise<Files> {
  const folder = `partners/${partner}`;
  const id = `${partner}/APP-0001`;
  const known = { [`${folder}/partner.yaml`]: fillTemplate(template("partner"), { "/metadata/id": partner }) };
  if (root === null) return known;
  const own: Files = {
    ...known,
    [`${folder}/applications/APP-0001/application.yaml`]: fillTemplate(template("application"), { "/metadata/id": id }),
    [`${folder}/applications/APP-0001/risk.yaml`]: fillTemplate(template("risk"), {
      "/metadata/id": `${id}/risk`,
      "/spec/subject": id,
    }),
  };
  const everything = await decided(await approvedByAll({ ...root, ...own }, id), id);
  return Object.fromEntries(Object.entries(everything).filter(([path]) => path.startsWith(`${folder}/`)));
}

/** About three kilobytes, no two alike. Dates in quotes: some of the peers' YAML readers take a bare one for a timestamp. */
function manifest(partner: string, name: string, random: () => number): string {
  return template("integration")
    .replace(/: (\d{4}-\d\d-\d\d)$/gm, ': "$1"')
    .replace("acme/score-insights", `${partner}/${name}`)
    .replace("acme/APP-0001", `${partner}/APP-0001`)
    .replace(/^ {2}title: .*$/m, `  title: ${words(random, 4)}`)
    .replace(/^( {4}fallback: ).*$/m, `$1${words(random, 30)}.`)
    .replace(/^( {4}auditLog: ).*$/m, `$1${words(random, 30)}.`);
}

const vocabulary =
  "report score panel export window session reader record monthly weekly secure partner platform review audit user date list view".split(
    " ",
  );

function words(random: () => number, count: number): string {
  return Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(" ");
}

/** Mulberry32: the same numbers for the same seed, everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Landing = ReadonlyMap<string, string | Uint8Array>;

const started = 1_767_225_600;

/** A Git repository with one signed commit for each landing, checked out. */
function record(folder: string, landings: readonly Landing[]): void {
  mkdirSync(folder, { recursive: true });
  git(folder, "init", "--quiet", "--template=", "--initial-branch=main");
  git(folder, "config", "kwanus.base", "refs/heads/main");
  const stream = landings.flatMap((files, at) => [
    Buffer.from(`commit refs/heads/unsigned\ncommitter x <x@x> ${started + at} +0000\ndata 0\n`),
    ...[...files].flatMap(([path, content]) => {
      const bytes = Buffer.from(content);
      return [Buffer.from(`M 100644 inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from("\n")];
    }),
  ]);
  execFileSync("git", ["fast-import", "--quiet"], { cwd: folder, input: Buffer.concat(stream) });
  const trees = git(folder, "log", "--reverse", "--format=%T", "unsigned").split("\n");
  let parents: string[] = [];
  for (const [at, tree] of trees.entries()) parents = [signed(folder, tree, parents, at)];
  git(folder, "update-ref", "refs/heads/main", parents[0] ?? "");
  git(folder, "update-ref", "-d", "refs/heads/unsigned");
  git(folder, "reset", "--quiet", "--hard");
  git(folder, "config", "gpg.ssh.allowedSignersFile", join(folder, "governance/allowed_signers"));
}

/** Signs with a throw-away key and writes the commit as a loose object: ssh-keygen would take seconds for a thousand. */
function signed(folder: string, tree: string, parents: readonly string[], at: number): string {
  const identity = { name: "lee", email: "lee@office.example" };
  const payload = commitPayload({ tree, parents, identity, at: started + at, message: `Landing ${at}` });
  const bytes = signedCommit(payload, testKey("lee").sign(payload, namespaces.commit));
  const object = Buffer.concat([Buffer.from(`commit ${bytes.length}\0`), bytes]);
  const id = createHash("sha1").update(object).digest("hex");
  const file = join(folder, ".git/objects", id.slice(0, 2), id.slice(2));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, deflateSync(object));
  return id;
}

/** Runs Git; returns what it printed, trimmed. */
export function git(folder: string, ...words: string[]): string {
  return execFileSync("git", words, { cwd: folder, maxBuffer: 1 << 28 })
    .toString()
    .trim();
}
