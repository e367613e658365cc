// kwanus new monitoring: what is watched of an integration or a component, filled in from its manifest and the policy.

import { listed } from "../../acts/written.ts";
import type { MonitoringPlan } from "../../document/types.gen.ts";
import { type Manifest, manifestsOf } from "../../model/manifests.ts";
import type { Signal } from "../../model/measurements.ts";
import type { Model } from "../../model/model.ts";
import { monitoredIn, planOf } from "../../model/monitoring.ts";
import { objectiveInWords, usualObjective } from "../../model/objectives.ts";
import { manifestFolder } from "../../model/places.ts";
import type { Step } from "../prompts.ts";
import { keyOf } from "../shell-words.ts";
import {
  type Answers,
  authorStep,
  long,
  type Making,
  oneOfThese,
  options,
  several,
  textOf,
  wordsOf,
} from "./making.ts";

type Planned = MonitoringPlan["spec"]["signals"][number];
type Severity = MonitoringPlan["spec"]["alerts"][number]["severity"];

/** Where the values of each signal come from unless somebody says otherwise, and how much it matters. */
const usual: Readonly<Record<Signal, { source: string; severity: Severity; lasts: string }>> = {
  "api-error-rate": { source: "platform: Share of failed calls", severity: "high", lasts: "PT15M" },
  "api-latency": { source: "platform: 95th percentile of the time to an answer", severity: "medium", lasts: "PT15M" },
  "permission-usage": { source: "logs: Calls by the permission they used", severity: "low", lasts: "P30D" },
  "workflow-reliability": { source: "platform: Share of runs that succeeded", severity: "high", lasts: "PT1H" },
  "extension-behavior": {
    source: "platform: Share of sessions without an error or a breach of the sandbox",
    severity: "medium",
    lasts: "PT1H",
  },
  "service-availability": { source: "platform: Share of time it answered", severity: "high", lasts: "PT15M" },
};

const signals = Object.keys(usual) as Signal[];

const sourceForm = /^(prometheus|logs|platform):\s*(\S.*)$/s;

/** `logs: Calls by permission` → its parts, or null. */
function sourceOf(word: string): Planned["source"] | null {
  const [, system, query] = sourceForm.exec(word) ?? [];
  return system === undefined || query === undefined ? null : { system: system as Planned["source"]["system"], query };
}

function unwatched(tree: Model): Manifest[] {
  return manifestsOf(tree).filter(
    ({ id }) => planOf(id, tree) === null && !tree.snapshot.files.has(`${manifestFolder(id)}/monitoring.yaml`),
  );
}

function manifestIn(answers: Answers, tree: Model): Manifest | undefined {
  return manifestsOf(tree).find(({ id }) => id === textOf(answers, "subject"));
}

/** One signal of each sort and objective: what the platform depends on has to be more reliable than the rest. */
function plannedFor(manifest: Manifest, answers: Answers, tree: Model): Planned[] {
  const planned = new Map<string, Planned>();
  for (const { signal, of } of monitoredIn(manifest)) {
    const objective = usualObjective(signal, manifest.id, of, tree);
    const key = `${signal} ${objectiveInWords(objective)}`;
    const known = planned.get(key);
    const isFirst = ![...planned.values()].some((one) => one.signal === signal);
    const source = sourceOf(textOf(answers, keyOf(`--${signal}-source`))) ?? { system: "platform", query: "" };
    if (known !== undefined) planned.set(key, { ...known, of: [...known.of, of] });
    else
      planned.set(key, {
        id: isFirst ? signal : `${signal}-strict`,
        signal,
        of: [of],
        objective,
        window: "P30D",
        source,
      });
  }
  return [...planned.values()];
}

export default {
  kind: "monitoring",
  told: "what is watched of an integration or component, and who hears of it",
  options: [
    options.subject,
    options.author,
    ...signals.map((signal) => ({
      flag: `--${signal}-source`,
      value: "SYSTEM:QUERY",
      description: `where its values come from: prometheus, logs or platform, and what is asked there`,
    })),
    { flag: "--log", value: "TEXT", description: "where the log of what happened is, and who may read it" },
    { flag: "--dashboard", value: "TEXT", description: "where people see the signals" },
    { flag: "--tell", value: "NAME", description: "who hears of an alert: a person id, a login or a team", many: true },
  ],

  steps: (around) => {
    const { tree } = around.landing;
    const choices = unwatched(tree).map(({ id, value }) => ({ value: id, label: `${id}: ${value.metadata.title}` }));
    return [
      oneOfThese(
        "--subject",
        "What is watched?",
        choices,
        "is no integration or component that lacks a monitoring plan",
      ),
      authorStep(around),
      ...signals.map(
        (signal): Step =>
          (answers) => {
            const manifest = manifestIn(answers, tree);
            if (manifest === undefined || !monitoredIn(manifest).some((one) => one.signal === signal)) return null;
            return {
              type: "text",
              flag: `--${signal}-source`,
              message: `${signal}: where do its values come from, as SYSTEM: QUERY?`,
              example: usual[signal].source,
              default: usual[signal].source,
              check: (word) =>
                sourceOf(word) === null
                  ? `"${word}" is not of the form SYSTEM: QUERY with prometheus, logs or platform`
                  : null,
            };
          },
      ),
      long("--log", "Logs: where is it written down what happened?", "The platform's call log, open to the bodies"),
      long("--dashboard", "Dashboard: where do people see it?", "https://status.acme.example/score-insights"),
      several({ type: "text", flag: "--tell", message: "Who hears of an alert?", example: "dana" }),
    ];
  },

  make(answers, { landing: { tree } }) {
    const subject = textOf(answers, "subject");
    const manifest = manifestIn(answers, tree);
    const planned = manifest === undefined ? [] : plannedFor(manifest, answers, tree);
    const tell = wordsOf(answers, "tell");
    const alerts = planned.map(({ id, signal }) => {
      const { severity, lasts } = usual[signal];
      return { id, signal: id, severity, for: lasts, tell };
    });
    return {
      name: `${subject}/monitoring`,
      path: `${manifestFolder(subject)}/monitoring.yaml`,
      template: "monitoring",
      values: {
        "/metadata/id": `${subject}/monitoring`,
        "/metadata/title": `Monitoring of ${subject}`,
        "/metadata/authors": wordsOf(answers, "author"),
        "/spec/subject": subject,
        ...listed("/spec/signals", planned, 3),
        "/spec/logs/0/holds": "Every call and every run, with its time, its result and the permission it used.",
        "/spec/logs/0/place": textOf(answers, "log"),
        "/spec/dashboards/0/shows": planned.map(({ id }) => id),
        "/spec/dashboards/0/place": textOf(answers, "dashboard"),
        ...listed("/spec/alerts", alerts, 3),
      },
      next: () => ["then    the bodies measure against it: kwanus new measurement"],
    };
  },
} satisfies Making;
