// Ids that live in a governance repository, read from the names of its files alone.

import { decisionPath, statementAt, subjectAt } from "../../model/places.ts";
import type { Candidate } from "./complete.ts";

type IdKind = "subject" | "namespace" | "integration" | "described" | "measurement" | "person" | "body";

/** Which ids a flag or argument takes, or null for what only the person typing knows. */
export function kindOfId(flag: string, name: string): IdKind | null {
  if (name === "SUBJECT") return "subject";
  if (name === "BODY") return "body";
  if (name === "PERSON" || flag === "--author") return "person";
  if (flag === "--subject") return "described";
  if (flag === "--corrects") return "measurement";
  if (name === "PARTNER" || flag === "--partner") return "namespace";
  return name === "INTEGRATION" || flag === "--integration" ? "integration" : null;
}

/** The ids of a kind; with `openFirst` those that are decided or withdrawn come last. */
export function idsOf(kind: IdKind, paths: readonly string[], openFirst: boolean): Candidate[] {
  if (kind === "subject") return subjects(paths, openFirst);
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
const integration = new RegExp(`^partners/${folder}/integrations/${folder}/manifest\\.yaml$`);

/** What one path names, with a word about it. Only names of the right form count: they are printed as they are. */
function named(kind: IdKind, path: string): readonly [id: string, about: string] | null {
  if (kind === "body") {
    const body = statementAt(path)?.body;
    return body == null ? null : [body, ""];
  }
  // Whatever may be reviewed, moved or measured: partners, components and integrations.
  if (kind === "described") return named("integration", path) ?? named("namespace", path);
  const [, one = "", two = ""] = { subject: null, person, namespace, integration, measurement }[kind]?.exec(path) ?? [];
  if (one === "") return null;
  if (kind === "person") return [one, ""];
  if (kind === "measurement") return [`${one}/${two}`, ""];
  return kind === "integration" ? [`${one}/${two}`, ""] : [two, one === "partners" ? "partner" : "component"];
}

function subjects(paths: readonly string[], openFirst: boolean): Candidate[] {
  const known = new Set(paths);
  const found = paths.flatMap((path) => {
    const place = subjectAt(path);
    if (place === null || place.path !== path) return [];
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
