// The four conditions of a tier upgrade (PEP-7.1), each with the evidence it stands on. No evidence is never good evidence.

import { dayAfter, laterOf } from "../model/calendar.ts";
import { type Manifest, manifestsOf } from "../model/manifests.ts";
import { evidenceSpan, lookBackOf, measuredUse, type Span } from "../model/measurements.ts";
import type { Model, Subject } from "../model/model.ts";
import { manifestFolder } from "../model/places.ts";
import { presentNames } from "../model/present-names.ts";
import { lastReview } from "../model/reviews.ts";
import { assessments, bandOf, inWords, isAbove, scoreOf } from "../model/risks.ts";
import { envelopeOf } from "./decision.ts";
import { type LifecycleState, lifecycles } from "./lifecycle.ts";
import {
  evidenceOf,
  gapsInWords,
  lookBackInWords,
  missed,
  missInWords,
  misuses,
  openFindings,
  spanInWords,
} from "./signals.ts";
import { troubles } from "./troubles.ts";

/** Something that keeps a condition from being met. */
export interface Lack {
  /** The file that shows it and the place in it; the proposal's requested tier where they are absent. */
  readonly path?: string;
  readonly at?: string;
  readonly message: string;
  readonly help: string;
}

export interface Condition {
  /** In the specification's words: `workflows are reliable`. */
  readonly name: string;
  readonly clause: string;
  readonly verdict: "met" | "unmet" | "does not apply";
  readonly lacks: readonly Lack[];
  /** What it stands on, or why it does not apply. */
  readonly because: string;
  /** The documents it stands on, by path. */
  readonly evidence: readonly string[];
}

interface Asked {
  readonly subject: Subject;
  readonly owner: string;
  readonly model: Model;
  readonly asOf: string;
  readonly span: Span;
  /** Manifests of the partner, with the day since which each is in use; null before that. */
  readonly manifests: readonly (Manifest & { readonly since: string | null })[];
  readonly entered: string | null;
}

/**
 * The conditions of a proposal that asks for a higher tier, in the order of the specification.
 * @param asOf `YYYY-MM-DD`; failures count up to that day, coverage is asked for up to the end of `evidenceSpan`
 */
export function upgradeConditions(subject: Subject, model: Model, asOf: string): Condition[] {
  const owner = subject.namespace;
  const states = lifecycles(model, asOf);
  const manifests = manifestsOf(model)
    .filter((manifest) => manifest.owner === owner)
    .map((manifest) => ({ ...manifest, since: inUseSince(states.get(manifest.id)) }));
  const entered = states.get(owner)?.entered?.since ?? null;
  const asked = { subject, owner, model, asOf, span: evidenceSpan(model, asOf), manifests, entered };
  return [reliability(asked), compliance(asked), permissions(asked), risk(asked)];
}

function inUseSince(state: LifecycleState | undefined): string | null {
  return state === undefined || state.stage === null || state.stage === "end-of-support"
    ? null
    : (state.entered?.since ?? null);
}

function judged(condition: Omit<Condition, "verdict" | "evidence"> & { evidence: Iterable<string> }): Condition {
  const evidence = [...new Set(condition.evidence)];
  return { ...condition, verdict: condition.lacks.length > 0 ? "unmet" : "met", evidence };
}

function reliability({ owner, model, asOf, span, manifests }: Asked): Condition {
  const [name, clause] = ["workflows are reliable", "PEP-7.1.1"];
  const { tier } = envelopeOf(model, owner);
  const lead = "workflows are not reliable";
  const failures = troubles(owner, model, asOf).filter(({ cause }) => cause === "workflow failures");
  const lacks: Lack[] = failures.map(({ subject, cause, step, until }) => ({
    message: `${lead}: ${step.id} moved ${subject} for ${cause} on ${step.effective}`,
    help: `Ask again after ${until}. ${lookBackInWords(model)}`,
  }));
  const types = model.policy?.value.spec.tiers.find(({ id }) => id === tier)?.types ?? [];
  if (!types.includes("workflow") && lacks.length === 0)
    return {
      name,
      clause,
      verdict: "does not apply",
      lacks,
      because: `tier ${tier} has no workflows that could show it`,
      evidence: [],
    };
  const results = evidenceOf(owner, "workflow-reliability", model, asOf);
  for (const result of results) {
    const threshold = missed(result, model);
    if (threshold !== null)
      lacks.push({
        message: `${lead}: workflow ${result.of} of ${result.subject} came to ${missInWords(result, threshold)}`,
        help: `Mend the workflow, and ask again after ${dayAfter(result.to, lookBackOf(model))}. ${lookBackInWords(model)}`,
      });
  }
  const running = manifests.flatMap(({ id, since, value }) =>
    since === null ? [] : (value.spec.workflows ?? []).map((workflow) => ({ workflow: workflow.id, of: id })),
  );
  for (const { workflow, of } of running) {
    const own = results.filter((result) => result.subject === of && result.of === workflow);
    const gaps = gapsInWords(span, own);
    if (gaps !== null)
      lacks.push({
        message: `${lead}: no measurement of workflow ${workflow} of ${of} ${gaps}`,
        help: `Let the bodies measure it: kwanus new measurement --subject ${of} --signal workflow-reliability. ${lookBackInWords(model)}`,
      });
  }
  if (running.length === 0)
    lacks.push({
      message: `${lead}: ${owner} runs no workflow, and none can be no reliable one`,
      help: `Tier ${tier} may run workflows; show one that is reliable before you ask for more.`,
    });
  return judged({
    name,
    clause,
    lacks,
    because: `${counted(running.length, "workflow")} measured ${spanInWords(span)}`,
    evidence: results.map(({ path }) => path),
  });
}

function compliance({ owner, model, asOf, manifests, entered }: Asked): Condition {
  const lead = "compliance is not clean";
  const lacks: Lack[] = manifests.flatMap(({ id, value: { spec } }) =>
    spec.compliance.annualReview < asOf
      ? [
          {
            message: `${lead}: the compliance review of ${id} was due on ${spec.compliance.annualReview}`,
            help: "Hold the review, and name the day of the next one in the manifest.",
          },
        ]
      : [],
  );
  for (const { subject, cause, step, until } of troubles(owner, model, asOf))
    if (cause !== "workflow failures")
      lacks.push({
        message: `${lead}: ${step.id} moved ${subject} for ${cause} on ${step.effective}`,
        help: `Ask again after ${until}. ${lookBackInWords(model)}`,
      });
  const findings = openFindings(owner, model, asOf).filter(({ type, isPastDue }) => isPastDue || type === "compliance");
  for (const { name, due, isPastDue } of findings)
    lacks.push({
      message: `${lead}: finding ${name} ${isPastDue ? `was to be closed by ${due} and is open` : "of a compliance review is open"}`,
      help: "Close it: do what the finding asks for, and let the bodies write the day into the review.",
    });
  const misused = misuses(owner, model, asOf);
  for (const { of, value, subject, from, to, id } of misused)
    lacks.push({
      message: `${lead}: ${subject} used ${of} ${value} times between ${from} and ${to} (${id}) and did not hold it`,
      help: `End the use. ${lookBackInWords(model)}`,
    });
  const reviews = [owner, ...manifests.map(({ id }) => id)].flatMap((id) =>
    (["compliance", "annual"] as const).flatMap((type) => lastReview(model, id, type) ?? []),
  );
  for (const { value } of reviews)
    if (value.spec.type === "compliance" && value.spec.next < asOf)
      lacks.push({
        message: `${lead}: the compliance review after ${value.metadata.id} was due on ${value.spec.next}`,
        help: `Let the bodies hold it: kwanus new review --subject ${value.spec.subject} --type compliance`,
      });
  const year = model.policy?.value.spec.cadences.annualReview.value ?? "P1Y";
  if (
    entered !== null &&
    dayAfter(entered, year) < asOf &&
    !reviews.some(({ value }) => value.spec.held <= asOf && dayAfter(value.spec.held, year) >= asOf)
  )
    lacks.push({
      message: `${lead}: ${owner} is in since ${entered}, and no compliance or annual review was held within ${year}`,
      help: `Let the bodies hold one: kwanus new review --subject ${owner} --type compliance`,
    });
  return judged({
    name: "compliance is clean",
    clause: "PEP-7.1.2",
    lacks,
    because: "no violation or misuse in the look-back, no review overdue, no finding open",
    evidence: [...misused, ...findings, ...reviews, ...manifests].map(({ path }) => path),
  });
}

function permissions({ subject, owner, model, asOf, span, manifests }: Asked): Condition {
  const lead = "permissions are not minimal";
  const lacks: Lack[] = [];
  const present = presentNames(model);
  const now = (id: string): string => present.get(id) ?? id;
  const removed = (subject.proposal?.value.spec.removes?.permissions ?? []).map(now);
  const held = [...new Set([...envelopeOf(model, owner).permissions.keys()].map(now))].filter(
    (id) => !removed.includes(id),
  );
  const declaredBy = (id: string) =>
    manifests.filter(({ value }) => value.spec.permissions.some((entry) => now(entry.id) === id));
  const idle = held.filter((id) => declaredBy(id).length === 0);
  if (idle.length > 0)
    lacks.push({
      message: `${lead}: ${owner} holds ${idle.join(", ")}, which no manifest declares`,
      help: `Give up what is not used: ${givenUp(idle)}`,
    });
  const uses = measuredUse(model, owner, asOf);
  const results = evidenceOf(owner, "permission-usage", model, asOf);
  let measurable = 0;
  for (const id of held) {
    // Nobody can measure what was not in use yet.
    const since = declaredBy(id)
      .flatMap((manifest) => manifest.since ?? [])
      .sort()[0];
    if (since === undefined || since > span.to) continue;
    measurable++;
    if ((uses.get(id)?.uses ?? 0) > 0) continue;
    const days = { from: laterOf(since, span.from), to: span.to };
    const gaps = gapsInWords(
      days,
      results.filter(({ of }) => now(of) === id),
    );
    lacks.push(
      gaps === null
        ? {
            message: `${lead}: ${owner} did not use ${id} ${spanInWords(days)}`,
            help: `Give up what is not used: ${givenUp([id])}`,
          }
        : {
            message: `${lead}: nothing shows that ${owner} uses ${id}: no measurement ${gaps}`,
            help: `Let the bodies measure it (kwanus new measurement --signal permission-usage), or give it up: ${givenUp([id])}. ${lookBackInWords(model)}`,
          },
    );
  }
  return judged({
    name: "permissions are minimal",
    clause: "PEP-7.1.3",
    lacks,
    because:
      measurable > 0
        ? `${counted(held.length, "permission")} held, each declared and, once in use, used`
        : "all are declared; none was in use long enough for its use to be measured",
    evidence: [...results, ...manifests].map(({ path }) => path),
  });
}

/** Residual risk of the proposal and of what the partner runs already. */
function risk({ subject, model, manifests }: Asked): Condition {
  const lacks: Lack[] = [];
  const own = new Set([
    `${subject.directory}/risk.yaml`,
    ...manifests.filter(({ since }) => since !== null).map(({ id }) => `${manifestFolder(id)}/risk.yaml`),
  ]);
  const found = [...assessments(model)].filter(({ path }) => own.has(path));
  for (const { path, risks } of found)
    for (const { at, entry } of risks) {
      const score = scoreOf(entry.residual);
      const band = bandOf(score, model.policy);
      if (band !== null && isAbove(band, "low"))
        lacks.push({
          path,
          at: `${at}/residual`,
          message: `risk is not low: the residual ${entry.category} risk is ${inWords(score, model.policy)}`,
          help: "Do more about it before you ask for the higher tier.",
        });
    }
  const condition = judged({
    name: "risk is low",
    clause: "PEP-7.1.4",
    lacks,
    because: "every residual risk is low",
    evidence: found.map(({ path }) => path),
  });
  // That there is no assessment is PRO001's to say; it is no low risk all the same.
  return subject.risk === null ? { ...condition, verdict: "unmet", because: "there is no risk assessment" } : condition;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** The lines of a proposal that give permissions up, on one line. */
function givenUp(ids: readonly string[]): string {
  return `removes: { permissions: [${ids.join(", ")}], capabilities: [] }`;
}
