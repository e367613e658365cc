// Where things live in a governance repository: paths to subjects, zones and statements, and back. Pure text.

export type SubjectKind = "Application" | "Proposal" | "Transition" | "Release";

/** The gate that decides subjects of a kind. */
const gateOfKind = {
  Application: "decision",
  Proposal: "decision",
  Transition: "lifecycle",
  Release: "sign-off",
} as const;

/** Where one subject lives and what it is, read from a path alone. */
export interface SubjectPlace {
  /** `acme/EXP-0003`, `governance/EXP-0001`, `acme/LC-0001`, `acme/score-insights/1.2.0`. */
  readonly id: string;
  readonly kind: SubjectKind;
  /** The gate that decides it. */
  readonly gate: (typeof gateOfKind)[SubjectKind];
  /** Partner or component name, or `governance`. */
  readonly namespace: string;
  /** Directory without a trailing slash. */
  readonly directory: string;
  /** The subject's own document. */
  readonly path: string;
}

const subjectPattern =
  /^((?:partners|components|oversight)\/([a-z][a-z0-9-]*)|governance)\/(applications\/APP-\d{4}|proposals\/EXP-\d{4}|lifecycle\/LC-\d{4})(?:\/|$)/;

const kindsByFolder: { readonly [folder: string]: SubjectKind } = {
  applications: "Application",
  proposals: "Proposal",
  lifecycle: "Transition",
};

const releasePattern =
  /^(?:partners\/([a-z][a-z0-9-]*)\/integrations|components)\/([a-z][a-z0-9-]*)\/releases\/(\d+(?:\.\d+){2}(?:-[0-9A-Za-z.-]+)?)(?:\/|$)/;

/** The subject a path belongs to, or null. */
export function subjectAt(path: string): SubjectPlace | null {
  const match = subjectPattern.exec(path);
  if (match === null) return releaseAt(path);
  const [, owner = "", name, rest = ""] = match;
  if (owner === "governance" && !rest.startsWith("proposals/")) return null;
  if (owner.startsWith("oversight/") !== rest.startsWith("lifecycle/")) return null;
  // A partner called governance would file with the bodies' own ids.
  if (name !== undefined && reservedNames.has(name)) return null;
  const [folder = "", number = ""] = rest.split("/");
  const kind = kindsByFolder[folder];
  if (kind === undefined) return null;
  const namespace = name ?? "governance";
  const directory = `${owner}/${rest}`;
  return {
    id: `${namespace}/${number}`,
    kind,
    gate: gateOfKind[kind],
    namespace,
    directory,
    path: `${directory}/${kind.toLowerCase()}.yaml`,
  };
}

/** The release whose folder a path lies in. */
function releaseAt(path: string): SubjectPlace | null {
  const match = releasePattern.exec(path);
  if (match === null) return null;
  const [whole, partner, name = "", version = ""] = match;
  const namespace = partner ?? name;
  if (reservedNames.has(namespace)) return null;
  const directory = whole.replace(/\/$/, "");
  return {
    id: `${partner === undefined ? "" : `${partner}/`}${name}/${version}`,
    kind: "Release",
    gate: gateOfKind.Release,
    namespace,
    directory,
    path: `${directory}/release.yaml`,
  };
}

/** The place of a subject id, for writing: partners unless the namespace is a component's or `governance`. */
export function placeOf(id: string, isComponent: (namespace: string) => boolean = () => false): SubjectPlace | null {
  const version = /^(.+)\/(\d[^/]*)$/.exec(id);
  if (version !== null) {
    const release = releaseAt(`${manifestFolder(version[1] ?? "")}/releases/${version[2]}`);
    return release !== null && release.id === id ? release : null;
  }
  const [namespace = "", number = ""] = id.split("/");
  const place = subjectAt(`${ownerOf(namespace, number, isComponent)}/${number}`);
  return place !== null && place.id === id ? place : null;
}

function ownerOf(namespace: string, number: string, isComponent: (namespace: string) => boolean): string {
  if (number.startsWith("LC-")) return `oversight/${namespace}/lifecycle`;
  const folder = number.startsWith("APP-") ? "applications" : "proposals";
  if (namespace === "governance") return `governance/${folder}`;
  return `${isComponent(namespace) ? "components" : "partners"}/${namespace}/${folder}`;
}

/** The integration or component in whose folder a path lies, by the id of its manifest; null for every other path. */
export function describedAt(path: string): { readonly id: string; readonly folder: string } | null {
  const match = /^(?:partners\/([^/]+)\/integrations|components)\/([^/]+)(?=\/)/.exec(path);
  if (match === null) return null;
  const [folder, partner, name = ""] = match;
  return { id: partner === undefined ? name : `${partner}/${name}`, folder };
}

/** The integration or component that a release is a version of, by the release's folder; null for every other folder. */
export function releasedIn(directory: string): ReturnType<typeof describedAt> {
  return subjectAt(`${directory}/`)?.kind === "Release" ? describedAt(directory) : null;
}

/** The folder of an integration (`acme/score-insights`) or a component (`credit-graph`). */
export function manifestFolder(id: string): string {
  return id.includes("/") ? `partners/${id.replace("/", "/integrations/")}` : `components/${id}`;
}

/** Names a partner or component may not take, because a folder or an id begins with them. */
export const reservedNames: ReadonlySet<string> = new Set([
  "governance",
  "components",
  "partners",
  "oversight",
  "ecosystem",
  "reports",
]);

/** What a statement's path says of it. */
export interface StatementPlace {
  readonly statement: "ballot" | "proof" | "revocation";
  readonly person: string;
  readonly seq: number;
  /** Ballots only. */
  readonly gate: string | null;
  /** Ballots only, upper case. */
  readonly body: string | null;
}

const ballotPattern = /^\/ballots\/([a-z][a-z0-9-]*)\/([a-z]+)\.([a-z][a-z0-9-]*)\.([1-9]\d*)\.yaml$/;
const proofPattern = /^governance\/people\/([a-z][a-z0-9-]*)\.([1-9]\d*)\.proof\.yaml$/;
const revocationPattern = /^governance\/revocations\/([a-z][a-z0-9-]*)\.([1-9]\d*)\.yaml$/;

/** What the path of a statement (or of its `.sig`) says, or null for every other path. */
export function statementAt(path: string): StatementPlace | null {
  const file = path.endsWith(".sig") ? path.slice(0, -4) : path;
  const directory = subjectAt(file)?.directory;
  const ballot = directory === undefined ? null : ballotPattern.exec(file.slice(directory.length));
  if (ballot !== null) {
    const [, gate = "", body = "", person = "", seq] = ballot;
    return { statement: "ballot", gate, body: body.toUpperCase(), person, seq: Number(seq) };
  }
  const own = proofPattern.exec(file);
  if (own !== null) return { statement: "proof", person: own[1] ?? "", seq: Number(own[2]), gate: null, body: null };
  const gone = revocationPattern.exec(file);
  if (gone === null) return null;
  return { statement: "revocation", person: gone[1] ?? "", seq: Number(gone[2]), gate: null, body: null };
}

/** Path of a ballot inside its subject's directory. */
export function ballotPath(directory: string, gate: string, body: string, person: string, seq: number): string {
  return `${directory}/ballots/${gate}/${body.toLowerCase()}.${person}.${seq}.yaml`;
}

/** Path of the decision of a gate. */
export function decisionPath(directory: string, gate: string): string {
  return `${directory}/decisions/${gate}.yaml`;
}

/** Branch on which one ballot is recorded: `kwanus/vote/acme-EXP-0003.sco.bo.1`. */
export function voteBranch(subject: string, body: string, person: string, seq: number): string {
  return `${votesOn(subject)}${body.toLowerCase()}.${person}.${seq}`;
}

/** How the branches begin on which votes on a subject are recorded. */
export function votesOn(subject: string): string {
  return `kwanus/vote/${asBranch(subject)}.`;
}

/** Branch on which a decision is recorded. */
export function decisionBranch(subject: string): string {
  return fitForGit(`kwanus/decide/${asBranch(subject)}`);
}

/** A subject's id in the name of a branch: no name has a dot, so `acme.score-insights-1.2.0` is nothing else's. */
function asBranch(id: string): string {
  const at = id.lastIndexOf("/");
  return `${id.slice(0, at).replaceAll("/", ".")}-${id.slice(at + 1)}`;
}

/** Git refuses names that end so, and no id has a low line. */
function fitForGit(branch: string): string {
  return branch.endsWith(".lock") ? `${branch}_` : branch;
}

/** Path of the Repair that undoes a landing: one for each, so two who repair the same write the same file. */
export function repairPath(commit: string): string {
  return `governance/repairs/${commit}.yaml`;
}

/** The landing that the Repair at a path undoes, or null for every other path. */
export function repairedAt(path: string): string | null {
  return /^governance\/repairs\/([0-9a-f]{40})\.yaml$/.exec(path)?.[1] ?? null;
}

/** The path a governance proposal's `changes/` file stands for, or null. */
export function carriedPath(path: string): string | null {
  return /^governance\/proposals\/EXP-\d{4}\/changes\/(.+)$/.exec(path)?.[1] ?? null;
}

/** The folder of a file, without a trailing slash. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** A zone of the landing rule (trust.md, "One zone per landing"), by a stable name people can read. */
export type Zone = string;

/** The zone every path not named here lies in: only a decision changes it. */
export const governed: Zone = "governed";

/** The zone of a path. `free` paths are the policy's business and are asked for before this. */
export function zoneOf(path: string): Zone {
  const [top, second, third] = path.split("/");
  if (top === "reports") return "free";
  if ((top === "partners" || top === "components" || top === "oversight") && third !== undefined)
    return `${top}/${second}`;
  if (top === "governance" && second === "proposals" && third !== undefined) return `${top}/proposals/${third}`;
  const statement = statementAt(path);
  if (statement?.statement === "revocation") return `statements of ${statement.person}`;
  // What it may change is asked of it by its own rule.
  if (repairedAt(path) !== null) return "repairs";
  return governed;
}

/** A matcher for the policy's free paths: `*` within one folder, `**` across folders, everything else literal. */
export function globs(patterns: readonly string[]): (path: string) => boolean {
  const regexes = patterns.map(
    (pattern) =>
      new RegExp(
        `^${pattern
          .replace(/[.+^${}()|[\]\\?]/g, "\\$&")
          .replaceAll("**", "\0")
          .replaceAll("*", "[^/]*")
          .replaceAll("\0", ".*")}$`,
      ),
  );
  return (path) => regexes.some((regex) => regex.test(path));
}
