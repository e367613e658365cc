// Ids that live in a governance repository, read from the names of its files alone.

import { decisionPath, statementAt, subjectAt } from "../../model/places.ts";
import type { Candidate } from "./complete.ts";

type IdKind =
  | "subject"
  | "asked"
  | "release"
  | "shown"
  | "namespace"
  | "integration"
  | "versioned"
  | "described"
  | "checkpoint"
  | "measurement"
  | "person"
  | "body";

/** Where a word stands: the command, and its first argument or "". */
export interface Spot {
  readonly command: string;
  readonly argument: string;
}

/** Kinds of documents that are about one version of an integration or a component. */
const versioned = new Set(["checkpoint", "plan", "monitoring", "release", "measurement", "docs"]);

/** Which ids a flag or argument takes, or null for what only the person typing knows. */
export function kindOfId(flag: string, name: string, { command, argument }: Spot): IdKind | null {
  if (flag === "--subject") {
    if (versioned.has(argument)) return "versioned";
    return argument === "withdrawal" ? "subject" : argument === "risk" ? "shown" : "described";
  }
  if (name === "SUBJECT" && !flag.startsWith("--"))
    return command === "sign-off" ? "release" : command === "status" || command === "diff" ? "shown" : "subject";
  if (name === "SUBJECT") return "asked";
  if (flag === "--ratifies") return "subject";
  if (name === "BODY") return "body";
  if (name === "PERSON" || flag === "--author" || flag === "--person") return "person";
  if (flag === "--corrects") return "measurement";
  if (flag === "--checkpoint") return "checkpoint";
  if (name === "PARTNER" || flag === "--partner") return "namespace";
  if (flag === "--for") return "versioned";
  return name === "INTEGRATION" || flag === "--integration" ? "integration" : null;
}

/** The ids of a kind; with `openFirst` those that are decided or withdrawn come last. */
export function idsOf(kind: IdKind, paths: readonly string[], openFirst: boolean): Candidate[] {
  if (kind === "subject" || kind === "asked" || kind === "release") return subjects(kind, paths, openFirst);
  if (kind === "shown")
    return [...idsOf("versioned", paths, false), ...subjects("subject", paths, openFirst)].sort(byValue);
  const found = new Map<string, string>();
  for (const path of paths) {
    const [id, about] = named(kind, path) ?? [];
    if (id !== undefined) found.set(id, about ?? "");
  }
  if (kind === "body") for (const body of ["TSC", "SCO", "ERC", "CGB"]) found.set(body, "");
  return [...found].map(([value, about]) => ({ value, about })).sort(byValue);
}

/** The words of a wish at a place: its verb, then who may end. Versions of the platform are in no file's name. */
export async function wishWords(place: number, list: () => Promise<readonly string[]>): Promise<Candidate[]> {
  if (place === 0) return ["end", "deprecate"].map((value) => ({ value, about: "" }));
  if (place === 2) return [];
  const paths = await list();
  return [...idsOf("namespace", paths, false), ...idsOf("integration", paths, false)].sort(byValue);
}

const folder = "([a-z][a-z0-9-]*)";
const person = new RegExp(`^governance/people/${folder}\\.yaml$`);
const namespace = new RegExp(`^(partners|components)/${folder}/`);
const measurement = new RegExp(`^oversight/${folder}/measurements/(MS-\\d{4})\\.yaml$`);
const component = new RegExp(`^components/${folder}/manifest\\.yaml$`);
const checkpoint = new RegExp(`/checkpoints/${folder}\\.yaml$`);
const integration = new RegExp(`^partners/${folder}/integrations/${folder}/manifest\\.yaml$`);

const forms = { person, namespace, integration, measurement, checkpoint };

/** What one path names, with a word about it. Only names of the right form count: they are printed as they are. */
function named(
  kind: Exclude<IdKind, "subject" | "asked" | "release" | "shown">,
  path: string,
): readonly [id: string, about: string] | null {
  if (kind === "body") {
    const body = statementAt(path)?.body;
    return body == null ? null : [body, ""];
  }
  // Whatever may be reviewed, moved or measured: partners, components and integrations.
  if (kind === "described") return named("integration", path) ?? named("namespace", path);
  if (kind === "versioned") {
    const [, id] = component.exec(path) ?? [];
    return id === undefined ? named("integration", path) : [id, "component"];
  }
  const [, one = "", two = ""] = forms[kind].exec(path) ?? [];
  if (one === "") return null;
  if (kind === "person" || kind === "checkpoint") return [one, ""];
  if (kind === "measurement") return [`${one}/${two}`, ""];
  return kind === "integration" ? [`${one}/${two}`, ""] : [two, one === "partners" ? "partner" : "component"];
}

/** Every subject, or only what asks for something, or only releases. */
function subjects(kind: "subject" | "asked" | "release", paths: readonly string[], openFirst: boolean): Candidate[] {
  const known = new Set(paths);
  const found = paths.flatMap((path) => {
    const place = subjectAt(path);
    if (place === null || place.path !== path) return [];
    const isRelease = place.gate === "sign-off";
    if (kind === "release" ? !isRelease : kind === "asked" && (isRelease || place.gate === "lifecycle")) return [];
    const decided = known.has(decisionPath(place.directory, place.gate));
    const withdrawn = known.has(`${place.directory}/withdrawal.yaml`);
    return [{ value: place.id, about: decided ? "decided" : withdrawn ? "withdrawn" : "open" }];
  });
  const last = ({ about }: Candidate) => (openFirst && about !== "open" ? 1 : 0);
  return found.sort((a, b) => last(a) - last(b) || byValue(a, b));
}

function byValue(a: Candidate, b: Candidate): number {
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}
