// What an approval would change for a partner, in words: new, removed, unchanged.

import { type Envelope, envelopeOf } from "../gates/decision.ts";
import { type Step, stageNames } from "../gates/lifecycle.ts";
import { requestedTier } from "../gates/threshold.ts";
import { type Model, requestOf, type Subject } from "../model/model.ts";
import { presentNames } from "../model/present-names.ts";

export interface GrantLine {
  readonly sign: "+" | "-" | " ";
  /** `intelligence:predict`, `tier 3`, `governance/policy.yaml`. */
  readonly what: string;
  /** Scope, or what it is about. */
  readonly detail: string;
  /** `new`, `removed`, `unchanged`, `changed`; words beside every sign. */
  readonly note: string;
}

/** The lines of "What changes if approved" for an open subject, against what the partner may do today. */
export function grantLines(subject: Subject, base: Model): GrantLine[] {
  if (subject.transition !== null) return stageLines(subject.transition.value.spec);
  if (subject.release !== null) return releaseLines(subject.release.value.spec);
  const spec = requestOf(subject)?.value.spec;
  if (spec === undefined) return [];
  if (subject.namespace === "governance") return governanceLines(subject, base);
  const envelope = envelopeOf(base, subject.namespace);
  const present = presentNames(base);
  return [
    ...tierLines(subject, envelope),
    ...(spec.requestedPermissions ?? []).map(({ id, scope }) => {
      const held = envelope.permissions.get(present.get(id) ?? id);
      if (held === scope) return line(" ", id, `scope ${scope}`, "unchanged");
      return line("+", id, `scope ${scope}`, held === undefined ? noteOf(id, base) : `changed, was scope ${held}`);
    }),
    ...(spec.requestedCapabilities ?? []).map(({ id, description }) =>
      envelope.capabilities.has(id) ? line(" ", id, description, "unchanged") : line("+", id, description, "new"),
    ),
    ...(subject.proposal?.value.spec.removes?.permissions ?? []).map((id) => line("-", id, "", "removed")),
    ...(subject.proposal?.value.spec.removes?.capabilities ?? []).map((id) => line("-", id, "", "removed")),
  ];
}

type ReleaseSpec = NonNullable<Subject["release"]>["value"]["spec"];

/** A sign-off grants nothing new: it lets a version reach users. */
function releaseLines({ subject, version, released, fulfils, breaking, pins }: ReleaseSpec): GrantLine[] {
  return [
    line(
      "+",
      `${subject} ${version}`,
      `reaches users on ${released}`,
      breaking ? "BREAKS what worked" : "breaks nothing",
    ),
    ...fulfils.map((id) => line("+", id, "", "carried out")),
    line(" ", `${pins.length} ${pins.length === 1 ? "file" : "files"}`, "by digest", "signed with it"),
  ];
}

function stageLines({ subject, from, to, effective, cause }: Step["spec"]): GrantLine[] {
  return [line("+", `${stageNames[from]} → ${stageNames[to]}`, subject, `${cause}, from ${effective}`)];
}

function line(sign: GrantLine["sign"], what: string, detail: string, note: string): GrantLine {
  return { sign, what, detail, note };
}

function noteOf(id: string, base: Model): string {
  const type = base.permissions?.value.spec.permissions.find((entry) => entry.id === id)?.type;
  return type === undefined ? "NEW" : `NEW ${type} access`;
}

function tierLines(subject: Subject, { tier }: Envelope): GrantLine[] {
  const wanted = requestedTier(subject);
  const moves = subject.kind === "Application" || subject.proposal?.value.spec.category === "tier";
  if (wanted === null || !moves || wanted === tier) return [];
  return [line("+", `tier ${wanted}`, "", tierNote(tier, wanted))];
}

function tierNote(held: number | null, wanted: number): string {
  if (held === null) return "new, no tier so far";
  return wanted > held ? `WIDER, was tier ${held}` : `narrower, was tier ${held}`;
}

function governanceLines(subject: Subject, base: Model): GrantLine[] {
  const { changes = [], ratifies = [] } = subject.proposal?.value.spec ?? {};
  const files = changes.map(({ path, before }) => {
    const carried = subject.carried.some(({ target }) => target === path);
    if (!carried) return line("-", path, "", "deleted");
    return before === null || !base.snapshot.files.has(path)
      ? line("+", path, "", "new file")
      : line("+", path, "", "replaced");
  });
  return [...files, ...ratifies.map((item) => line("+", item, "", "ratified after the fact"))];
}
