// What somebody is about to sign: subject, content, capacity, effect, checks, votes.

import type { Report } from "../finding.ts";
import type { Tally } from "../gates/tally.ts";
import type { Landing } from "../landing/landing.ts";
import type { Difference } from "../model/differences.ts";
import { documentOf, type Model, type Subject } from "../model/model.ts";
import { riskBand } from "../model/terms.ts";
import type { ContractDiff } from "./contract-diff.ts";
import type { DiffView } from "./diff.ts";
import type { TipWords } from "./freshness.ts";
import { type GrantLine, grantLines } from "./grants.ts";
import { type HeldCheckpoint, heldCheckpoints } from "./held-checkpoints.ts";
import { ruleInWords } from "./status.ts";
import type { FileDiff } from "./text-diff.ts";

export interface Capacity {
  readonly person: string;
  readonly body: string;
  readonly fingerprint: string;
}

export interface SigningView {
  readonly subject: string;
  readonly title: string;
  readonly digest: string;
  /** Files the digest covers. */
  readonly files: number;
  readonly gate: string;
  readonly capacity: Capacity;
  /** Name of the protected branch's tip. */
  readonly base: string;
  /** How fresh it is, or null where there is no remote to be behind of. */
  readonly tip: TipWords | null;
  /** Partner the signer is not affiliated with; null for a governance proposal. */
  readonly independentOf: string | null;
  readonly decision: string;
  /** What they voted before, or null. */
  readonly earlier: string | null;
  /** What changed since then, where it was another content; the differences are null where it is not in this clone. */
  readonly since: { readonly seq: number; readonly differences: readonly Difference[] | null } | null;
  readonly grants: readonly GrantLine[];
  /** For a release: what it changes against the version that was signed off last. Null for everything else. */
  readonly version: VersionInShort | { readonly missing: string } | null;
  /** For a release: its reviews and validations as they stand, which the ballot does not sign. */
  readonly checkpoints: readonly HeldCheckpoint[];
  /** For a governance proposal: what it breaks of the platform's contracts, and whom. */
  readonly contracts: readonly ContractDiff[];
  /** For a governance proposal: what it changes, line by line. */
  readonly changes: readonly FileDiff[];
  readonly rules: number;
  readonly warnings: number;
  /** Highest residual score of its risk assessment, of 25; null where it states none. */
  readonly residualRisk: { readonly score: number; readonly band: string } | null;
  readonly votes: readonly { readonly body: string; readonly vote: string }[];
}

/** A release in a few lines. */
export interface VersionInShort {
  /** `acme/score-insights/1.0.0, signed off`. */
  readonly from: string;
  readonly differences: readonly Difference[];
  /** Differences that are not among them. */
  readonly leftOut: number;
  readonly contracts: readonly ContractDiff[];
  /** Files that differ. */
  readonly files: number;
}

/** What reaches users, their data and those who build on it; the rest is read in the diff. */
const weighty: ReadonlySet<Difference["topic"]> = new Set<Difference["topic"]>([
  ...(["permissions", "data", "capabilities", "api", "workflows", "surfaces", "rollout", "compatibility"] as const),
]);

const mostDifferences = 20;

/** What a signer sees of a release above the question. */
export function inShort({ from, differences, contracts, files }: DiffView): VersionInShort {
  const told = differences.filter(({ topic, detail }) => weighty.has(topic) && detail !== "reworded");
  const first = told.slice(0, mostDifferences);
  return { from, differences: first, leftOut: told.length - first.length, contracts, files: files.length };
}

/** The view of one ballot before it is signed. */
export function signingOf(
  subject: Subject,
  { base, tree, asOf }: Landing,
  tally: Tally | null,
  report: Report,
  {
    capacity,
    decision,
    earlier,
    since,
    version,
    contracts,
    changes,
    tip,
  }: Pick<SigningView, "capacity" | "decision" | "earlier" | "since" | "version" | "contracts" | "changes" | "tip">,
): SigningView {
  const own = report.findings.filter((finding) => finding.subject === subject.id);
  return {
    subject: subject.id,
    title: documentOf(subject)?.value.metadata.title ?? "",
    digest: subject.digest,
    files: subject.files.filter(({ path }) => !/^\/(?:ballots|decisions)\//.test(path.slice(subject.directory.length)))
      .length,
    gate: tally === null ? subject.gate : `${subject.gate}: ${ruleInWords(tally)}`,
    capacity,
    base: base.snapshot.name,
    tip,
    independentOf: subject.namespace === "governance" ? null : subject.namespace,
    decision,
    earlier,
    since,
    grants: grantLines(subject, base),
    version,
    checkpoints:
      subject.release === null ? [] : heldCheckpoints(subject.release, tree, { signer: capacity.person, asOf }),
    contracts,
    changes,
    rules: report.rules,
    warnings: own.filter(({ severity }) => severity === "warning").length,
    residualRisk: residualRisk(subject, base),
    votes: (tally?.bodies ?? []).map(({ body, vote }) => ({
      body,
      vote: body === capacity.body ? "this one" : vote === "none" ? "not yet" : vote,
    })),
  };
}

function residualRisk({ risk }: Subject, { policy }: Model): SigningView["residualRisk"] {
  const scores = (risk?.value.spec.entries ?? []).flatMap((entry) =>
    entry.residual === undefined ? [] : [entry.residual.likelihood * entry.residual.impact],
  );
  if (scores.length === 0) return null;
  const score = Math.max(...scores);
  return { score, band: riskBand(score, policy) };
}
