// The truth table of truth-table.md, row by row: every combination is made as a Git history, and kwanus is asked what it says.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../src/acts/decide.ts";
import { check } from "../../src/check.ts";
import { broughtCommits } from "../../src/cli/brought-commits.ts";
import { fillTemplate } from "../../src/document/edit.ts";
import { printDocument } from "../../src/document/print.ts";
import type { Ballot, KeyProof, Revocation } from "../../src/document/types.gen.ts";
import { reckon } from "../../src/landing/history.ts";
import { land } from "../../src/landing/landing.ts";
import { authorityOf } from "../../src/model/authority.ts";
import { isClosed, memoOfProcess, readModel } from "../../src/model/model.ts";
import { openRepository, type Repository } from "../../src/repo/repository.ts";
import { allRules } from "../../src/rules/registry.gen.ts";
import type { Commit, Snapshot } from "../../src/snapshot.ts";
import { namespaces } from "../../src/trust/statement.ts";
import { replay, type VerifiedLanding } from "../../src/verify.ts";
import { testKey } from "../support/keys.ts";
import { edited, only, textOf } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { testPgpKey } from "../support/openpgp.ts";
import { type History, newHistory } from "../support/packed-history.ts";
import { applied, asOf, founded, now, sample, voted } from "../support/world.ts";

const subjectId = "borealis/APP-0001";
const folder = "partners/borealis/applications/APP-0001";

const dimensions = {
  key: [
    "active",
    "retired before it landed",
    "retired after it landed",
    "compromised before it landed",
    "compromised after it landed, since before it",
    "compromised after it landed, since after it",
    "compromised after the decision, since before it",
    "compromised after the decision, since after it",
    "unknown",
    "of another body",
    "affiliated",
    "author",
  ],
  signature: ["ssh", "openpgp"],
  merge: ["merge", "squash", "rebase", "fast-forward"],
  content: ["same", "changed", "moved"],
} as const;

type Case = { readonly [Name in keyof typeof dimensions]: (typeof dimensions)[Name][number] };
const names = Object.keys(dimensions) as (keyof typeof dimensions)[];

const cases: Case[] = dimensions.key.flatMap((key) =>
  dimensions.signature.flatMap((signature) =>
    dimensions.merge.flatMap((merge) => dimensions.content.map((content) => ({ key, signature, merge, content }))),
  ),
);

// The table.

type Row = Readonly<Record<string, string>>;

/** The tables of the page, each as rows by heading, footnote marks left out. */
function tablesOf(page: string): Row[][] {
  return (page.match(/(?:^\|.*\n)+/gm) ?? []).map((table) => {
    const [head = [], , ...rows] = table
      .trim()
      .split("\n")
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.replace(/\[\^\d\]/, "").trim()),
      );
    return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ""])));
  });
}

const page = readFileSync(new URL("truth-table.md", import.meta.url), "utf8");
const [counting = [], recording = []] = tablesOf(page);

/** The values of a dimension that a cell stands for. @throws Error for one that there is not */
function valuesOf(cell: string, known: readonly string[]): readonly string[] {
  if (cell === "any") return known;
  const [, listed = cell] = /^any but (.*)$/.exec(cell) ?? [];
  const values = listed.split("; ");
  const strange = values.find((value) => !known.includes(value));
  if (strange !== undefined) throw new Error(`"${strange}" is none of ${known.join("; ")}`);
  return cell === listed ? values : known.filter((value) => !values.includes(value));
}

function speaksOf(row: Row, one: Case): boolean {
  return names.every((name) => valuesOf(row[name] ?? "", dimensions[name]).includes(one[name]));
}

describe("the page", () => {
  it.each([
    ["what counts", counting, 8],
    ["what is left of the signed commit", recording, 5],
  ] as const)("%s: one row speaks of each combination, and none of nothing", (_, rows, columns) => {
    expect(rows.map((row) => Object.keys(row).length)).toEqual(rows.map(() => columns));
    const spoken = cases.map((one) => rows.filter((row) => speaksOf(row, one)));
    expect(cases.filter((_, at) => spoken[at]?.length !== 1)).toEqual([]);
    expect(rows.filter((row) => !spoken.flat().includes(row))).toEqual([]);
  });
});

// The histories.

interface Signer {
  readonly fingerprint: string;
  sign(bytes: Uint8Array | string, namespace: string): string;
}

const signerOf = (person: string, signature: Case["signature"]): Signer =>
  signature === "ssh" ? testKey(person) : testPgpKey(person);

const repo = "6f1d0c9e-4f0b-4c58-9d0a-3c1a6a7b8c9d";

function statement(path: string, document: Ballot | KeyProof | Revocation, signer: Signer, namespace: string): Files {
  const text = printDocument(document);
  return { [path]: text, [`${path}.sig`]: signer.sign(text, namespace) };
}

/** The person lists an OpenPGP key beside their SSH key, and has shown that they hold it. */
function withPgp(files: Files, person: string): Files {
  const path = `governance/people/${person}.yaml`;
  const key = testPgpKey(person);
  const spec = { repo, person, key: key.fingerprint, statedAt: now };
  const listed = { type: "openpgp", key: key.certificate, added: asOf };
  const proof = statement(
    `governance/people/${person}.2.proof.yaml`,
    { apiVersion: "kwanus/v1", kind: "KeyProof", spec },
    key,
    namespaces.key,
  );
  return { ...edited(files, path, { "/spec/keys/1": listed }), ...proof };
}

const kept = new Map<string, Promise<Files>>();

/** Hundreds of histories share a few ballots and decisions: each is made once. */
function once(name: string, makeIt: () => Promise<Files>): Promise<Files> {
  const known = kept.get(name) ?? makeIt();
  kept.set(name, known);
  return known;
}

/** The office in which the subject waits for SCO alone. */
function waiting(key: Case["key"]): Promise<Files> {
  const kind = key === "affiliated" || key === "author" ? key : "plain";
  return once(kind, () => founding(kind));
}

async function founding(key: "affiliated" | "author" | "plain"): Promise<Files> {
  let files: Files = { ...(await founded()), ...only(await sample(), "partners/borealis/") };
  for (const person of ["bo", "ada"]) files = withPgp(files, person);
  if (key === "affiliated") files = edited(files, "governance/people/bo.yaml", { "/spec/affiliations": ["borealis"] });
  if (key === "author") files = edited(files, `${folder}/application.yaml`, { "/metadata/authors": ["bo", "dana"] });
  for (const person of ["ada", "erin", "lee"]) files = await voted(files, subjectId, person);
  return files;
}

const ident = (person: string) => `${person} <${person}@office.example> 1795258800 +0000`;

/** What a case leaves in the repository, by commit. */
interface Made {
  /** The protected branch as the voter saw it, and before the ballot landed on it. */
  readonly start: string;
  readonly before: string;
  /** The branch that lands, as CI sees it: rebased where it is to be fast-forwarded. */
  readonly vote: string;
  readonly landing: string;
  readonly tip: string;
}

/** The ballot, as kwanus writes it or as somebody could write it by hand. */
async function ballotOf(files: Files, { key, signature }: Case): Promise<Files> {
  const subject = (await readModel(memorySnapshot(files), memoOfProcess())).subjects.get(subjectId);
  if (subject === undefined) throw new Error(`no ${subjectId}`);
  const person = key === "of another body" ? "ada" : "bo";
  const signer = signerOf(key === "unknown" ? "mallory" : person, signature);
  const criteria =
    authorityOf(await readModel(memorySnapshot(files), memoOfProcess()))?.bodies.get("SCO")?.criteria ?? [];
  const spec: Ballot["spec"] = {
    repo,
    subject: subjectId,
    gate: "decision",
    digest: subject.digest,
    body: "SCO",
    person,
    key: signer.fingerprint,
    decision: "approve",
    independent: true,
    criteria: Object.fromEntries(criteria.map((name) => [name, "passed" as const])),
    reason: null,
    seq: 1,
    previous: null,
    base: "6e1c0d2".padEnd(40, "0"),
    statedAt: now,
  };
  const path = `${folder}/ballots/decision/sco.${person}.1.yaml`;
  return statement(path, { apiVersion: "kwanus/v1", kind: "Ballot", spec }, signer, namespaces.ballot);
}

/** sal, of SCO as well, takes bo's key back. */
function revocation(signature: Case["signature"], state: "retired" | "compromised", since: string): Files {
  const spec = {
    repo,
    person: "bo",
    key: signerOf("bo", signature).fingerprint,
    state,
    ...(state === "compromised" && { since }),
    by: "sal",
    reason: "A laptop was lost.",
    statedAt: now,
  };
  const document = { apiVersion: "kwanus/v1", kind: "Revocation", spec } as Revocation;
  return statement("governance/revocations/bo.1.yaml", document, testKey("sal"), namespaces.revocation);
}

const title = "/metadata/title";

async function make(history: History, one: Case): Promise<Made> {
  const { key, signature, merge, content } = one;
  let files = await waiting(key);
  const start = history.commit({ files, parents: [], message: "The office as bo found it" });
  let tip = start;
  const step = (more: Files, message: string): string => {
    files = { ...files, ...more };
    tip = history.commit({ files, parents: [tip], message });
    return tip;
  };

  const ballot = await once(`${key} ${signature}`, () => ballotOf(files, one));
  const signer = signerOf(key === "unknown" ? "mallory" : key === "of another body" ? "ada" : "bo", signature);
  const sign = (payload: Uint8Array) => signer.sign(payload, namespaces.commit);
  const recorded = { message: `Approve ${subjectId} for SCO`, author: ident("bo"), committer: ident("bo") };
  const voted = history.commit({ ...recorded, files: { ...files, ...ballot }, parents: [start], sign });

  const application = `${folder}/application.yaml`;
  if (content === "changed")
    step(
      { [application]: fillTemplate(textOf(files, application), { [title]: "Other dates" }) },
      "Change the application",
    );
  if (content === "moved") step({ "reports/hello.md": "Hello\n" }, "Report something");
  if (key.endsWith("before it landed"))
    step(revocation(signature, key.startsWith("retired") ? "retired" : "compromised", start), "Take bo's key back");

  const before = tip;
  files = { ...files, ...ballot };
  const rebased = () => history.commit({ ...recorded, files, parents: [before], committer: ident("lee") });
  const forge = testPgpKey("forge");
  const landing = {
    merge: () => history.commit({ files, parents: [before, voted], message: "Merge bo's vote" }),
    // Forges sign what they squash with a key of their own.
    squash: () =>
      history.commit({
        ...recorded,
        files,
        parents: [before],
        committer: ident("forge"),
        sign: (payload) => forge.sign(payload),
      }),
    rebase: rebased,
    "fast-forward": () => (before === start ? voted : rebased()),
  }[merge]();
  tip = landing;

  const decided = key.includes("the decision");
  if (decided && content !== "changed")
    step(await once(`${signature} ${content}`, () => withDecision(files)), `Decide ${subjectId}`);
  if (key.endsWith("since after it")) step({ "reports/later.md": "Later\n" }, "Report something later");
  if (key === "retired after it landed") step(revocation(signature, "retired", start), "Take bo's key back");
  if (key.includes(", since"))
    step(revocation(signature, "compromised", key.endsWith("since before it") ? start : tip), "Take bo's key back");
  return { start, before, vote: merge === "fast-forward" ? landing : voted, landing, tip };
}

async function withDecision(files: Files): Promise<Files> {
  const base = memorySnapshot(files, "main", "0".repeat(40));
  const landing = await land({ base, mergeBase: base, head: base, asOf });
  const subject = landing.tree.subjects.get(subjectId);
  if (subject === undefined) throw new Error(`no ${subjectId}`);
  const { change } = await decide({ landing, subject, baseCommit: "0".repeat(40), existing: null });
  return applied(files, change);
}

// What kwanus says.

const trustRules = allRules.filter(({ id }) => /^(?:BAL|POL)/.test(id));

const stage = mkdtempSync(join(tmpdir(), "kwanus-truth-"));
const env = { PATH: process.env["PATH"], HOME: stage, GIT_CONFIG_NOSYSTEM: "1", LC_ALL: "C" };
const git = (...words: string[]) => execFileSync("git", words, { cwd: stage, env, stdio: "pipe" }).toString().trim();

let repository: Repository;
const history = newHistory();
const made = new Map<Case, Made>();

beforeAll(async () => {
  for (const one of cases) made.set(one, await make(history, one));
  git("init", "--quiet", "--template=", "--initial-branch=main");
  const refs = [...made.values()].flatMap(
    ({ tip, vote }, at) =>
      [
        [`refs/heads/main${at}`, tip],
        [`refs/heads/vote${at}`, vote],
      ] as const,
  );
  history.writeTo(stage, env, Object.fromEntries(refs));
  repository = await openRepository(stage, env);
}, 120_000);

afterAll(() => {
  repository?.close();
  rmSync(stage, { recursive: true, force: true });
});

/** Commits with one tree are read once. */
const snapshots = new Map<string, Promise<Snapshot>>();
async function snapshotOf(commit: string): Promise<Snapshot> {
  const tree = history.treeOf(commit);
  const known = snapshots.get(tree) ?? repository.snapshot(commit);
  snapshots.set(tree, known);
  const read = await known;
  return read.commit === commit ? read : { ...read, name: commit.slice(0, 7), commit };
}

/** `0`, or `1` with the codes of new errors. */
function exitOf(rules: readonly string[]): string {
  return rules.length === 0 ? "0" : `1 ${[...new Set(rules)].sort().join(" ")}`;
}

const judged = new Map<string, Promise<string>>();

/** Three of four merges land the same branch: it is judged once. */
function lands({ before, vote }: Made): Promise<string> {
  const known = judged.get(`${before} ${vote}`) ?? judge(before, vote);
  judged.set(`${before} ${vote}`, known);
  return known;
}

async function judge(before: string, vote: string): Promise<string> {
  const parted = await repository.mergeBase(before, vote);
  const [base, mergeBase, head] = (await Promise.all([before, parted ?? "", vote].map(snapshotOf))) as [
    Snapshot,
    Snapshot,
    Snapshot,
  ];
  const { report } = await check(
    { base, mergeBase: parted === before ? base : mergeBase, head, asOf, memo: memoOfProcess() },
    trustRules,
  );
  return exitOf(
    report.findings
      .filter(({ severity, standing }) => severity === "error" && standing === "new")
      .map(({ rule }) => rule),
  );
}

async function inTheEnd({ start, landing, tip }: Made, { key }: Case): Promise<Row> {
  const base = await snapshotOf(tip);
  const { tree, tallyOf } = await land({ base, mergeBase: base, head: base, asOf, memo: memoOfProcess() });
  const subject = tree.subjects.get(subjectId);
  const tally = subject === undefined ? null : tallyOf(subject);
  if (subject === undefined || tally === null) throw new Error(`no tally of ${subjectId}`);
  const person = key === "of another body" ? "ada" : "bo";
  const own = tally.judged.find(({ ballot: { place } }) => place.person === person && place.body === "SCO")?.verdict;
  const commits = await repository.firstParentHistory(tip, start);
  const brought = broughtCommits(commits, repository);
  // Only the landing of this ballot is asked what came along.
  const came = async (commit: Commit) => (commit.id === landing ? brought(commit) : []);
  const landings: VerifiedLanding[] = [];
  for await (const judged of replay(commits, snapshotOf, asOf, came)) landings.push(judged);
  const landed = landings.flatMap(({ ballots }) => ballots).find((one) => one.person === person && one.body === "SCO");
  const errors = landings.flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule),
  );
  const decision = landings.flatMap(({ decisions }) => decisions).at(-1);
  const { undermined, holds } = reckon(landings);
  return {
    ballot: isClosed(subject) ? "decided" : own === undefined ? "none" : own.is === "refused" ? own.rule : own.is,
    gate:
      decision === undefined
        ? tally.outcome
        : `${decision.valid ? decision.outcome : "untrue"}${undermined.length > 0 ? ", undermined" : ""}`,
    // A decision in doubt is no finding of any landing, and verify does not end well over it.
    verify: holds || errors.length > 0 ? exitOf(errors) : "1",
    record: landed?.record?.is ?? "none",
  };
}

const asRow = (one: Case, said: Row): Row => ({ ...one, ...said });

describe.each(dimensions.key)("a key that is %s", (key) => {
  it.each(dimensions.signature)("by %s: what counts, and what is left of the signed commit", async (signature) => {
    const mine = cases.filter((one) => one.key === key && one.signature === signature);
    expect(mine).toHaveLength(12);
    const said: Row[] = [];
    for (const one of mine) {
      const histories = made.get(one);
      if (histories === undefined) throw new Error("it was not made");
      said.push(
        asRow(one, {
          lands: await lands(histories),
          ...(await inTheEnd(histories, one)),
        }),
      );
    }
    const written = mine.map((one) => {
      const { lands = "", ballot = "", gate = "", verify = "" } = counting.find((row) => speaksOf(row, one)) ?? {};
      const { record = "" } = recording.find((row) => speaksOf(row, one)) ?? {};
      return asRow(one, { lands, ballot, gate, verify, record });
    });
    expect(said).toEqual(written);
  });
});

describe("the histories", () => {
  const moved = (merge: Case["merge"]): Made => {
    const one = cases.find(
      ({ key, signature, content, merge: kind }) =>
        key === "active" && signature === "ssh" && content === "moved" && kind === merge,
    );
    const found = one && made.get(one);
    if (found === undefined) throw new Error(`no ${merge}`);
    return found;
  };

  it.each([
    ["merge", ["merge", "--quiet", "--no-ff", "--no-edit"]],
    ["squash", ["merge", "--quiet", "--squash"]],
    ["rebase", ["cherry-pick"]],
    ["fast-forward", ["cherry-pick"]],
  ] as const)("a %s is what Git itself makes of the same branches", (merge, words) => {
    const { before, vote, landing } = moved(merge);
    const identity = ["-c", "user.name=lee", "-c", "user.email=lee@office.example", "-c", "advice.detachedHead=false"];
    const branch = merge === "fast-forward" ? moved("merge").vote : vote;
    git(...identity, "checkout", "--quiet", "--force", before);
    git(...identity, ...words, branch);
    if (merge === "squash") git(...identity, "commit", "--quiet", "--message", "Squash");
    expect(git("rev-parse", "HEAD^{tree}")).toBe(git("rev-parse", `${landing}^{tree}`));
    expect(git("log", "-1", "--format=%P", "HEAD")).toBe(git("log", "-1", "--format=%P", landing));
  });

  it("are whole, and each protected branch holds its ballot", () => {
    expect(git("for-each-ref", "--format=x", "refs/heads").split("\n")).toHaveLength(2 * cases.length);
    for (const { tip, before } of [...made.values()].filter((_, at) => at % 7 === 0)) {
      const ballots = (commit: string) =>
        git("ls-tree", "-r", "--name-only", commit, `${folder}/ballots/`).split("\n").length;
      expect(ballots(tip)).toBe(ballots(before) + 2);
    }
  });
});
