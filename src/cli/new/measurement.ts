// kwanus new measurement: what a signal was over a window, as the bodies measured it. The verdict is computed.

import type { Measurement } from "../../document/types.gen.ts";
import { dayAfter, dayBefore } from "../../model/calendar.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { evidenceSpan, type Signal, unitOf, verdictOf } from "../../model/measurements.ts";
import type { Model } from "../../model/model.ts";
import { monitoredIn, planOf } from "../../model/monitoring.ts";
import { usualObjective } from "../../model/objectives.ts";
import { manifestFolder } from "../../model/places.ts";
import { releasedBy } from "../../model/releases.ts";
import type { Asked } from "../prompts.ts";
import {
  type Answers,
  asTitle,
  dayOption,
  dayQuestion,
  long,
  type Making,
  nextInOversight,
  oneOfThese,
  options,
  peopleQuestion,
  periodIn,
  textOf,
  wordsOf,
} from "./making.ts";

const signals: Readonly<Record<Signal, string>> = {
  "workflow-reliability": "share of runs that succeeded",
  "api-error-rate": "share of calls that failed",
  "api-latency": "time within which 95 % of calls were answered",
  "permission-usage": "how often each permission was used",
  "extension-behavior": "share of sessions without an error or a breach of the sandbox",
  "service-availability": "share of time a service answered",
};

function signalIn(answers: Answers): Signal {
  return answers["signal"] as Signal;
}

/** What the manifest names for the signal, which is what a measurement should tell of. */
function expected(answers: Answers, tree: Model): string[] {
  const manifest = manifestsOf(tree).find(({ id }) => id === textOf(answers, "subject"));
  const monitored = manifest === undefined ? [] : monitoredIn(manifest);
  return monitored.filter(({ signal }) => signal === signalIn(answers)).map(({ of }) => of);
}

/** The measurements of the signal that there are. */
function earlier(answers: Answers, tree: Model): Measurement[] {
  return [...tree.measurements.values()]
    .map(({ value }) => value)
    .filter(({ spec }) => spec.subject === textOf(answers, "subject") && spec.signal === signalIn(answers));
}

function corrected(answers: Answers, tree: Model): Measurement["spec"]["window"] | undefined {
  return tree.measurements.get(textOf(answers, "corrects"))?.value.spec.window;
}

/** Asked where there is something to correct; what landed is never rewritten. */
function correctsQuestion(before: readonly Measurement[]): Asked | null {
  if (before.length === 0) return null;
  const ids = before.map(({ metadata }) => metadata.id);
  return {
    type: "text",
    flag: "--corrects",
    message: "Does it correct one? Its id (empty if it does not)",
    example: ids.at(-1) ?? "",
    optional: true,
    check: (id) =>
      ids.includes(id) ? null : `"${id}" is no measurement of the same signal: ${ids.slice(-6).join(", ")}`,
  };
}

/** The day after the last measurement of the signal; without one, as far back as a tier upgrade looks or users had it. */
function windowStart(answers: Answers, tree: Model, today: string): string {
  const last = earlier(answers, tree)
    .map(({ spec }) => spec.window.to)
    .sort()
    .at(-1);
  if (last !== undefined) return dayAfter(last, "P1D");
  const out = releasedBy(tree, textOf(answers, "subject"), today).map(({ value }) => value.spec.released);
  const { from } = evidenceSpan(tree, today);
  // Before its first day there was nothing to measure.
  return [from, ...out.sort().slice(0, 1)].sort().at(-1) ?? from;
}

const resultForm = /^([a-z][A-Za-z0-9:.@+-]*)=(?:(none)|(\d{1,12}(?:\.\d{1,6})?)\/(\d{1,12}))$/;

/** `nightly-score=99.97/31` → its parts, `nightly-score=none` for no data; null for every other word. */
function resultOf(word: string): { of: string; value: number | null; samples: number } | null {
  const [, of, none, value, samples] = resultForm.exec(word) ?? [];
  if (of === undefined) return null;
  return none === undefined ? { of, value: Number(value), samples: Number(samples) } : { of, value: null, samples: 0 };
}

/** On a terminal the value of each thing the manifest names is asked for; a line without one has no data. */
function resultQuestion(answers: Answers, tree: Model): Asked {
  const names = expected(answers, tree);
  const flag = "--result";
  const unit = unitOf[signalIn(answers)] ?? "percent";
  return {
    type: "text",
    flag,
    message: "Result as OF=VALUE/SAMPLES, or OF=none where there is no data",
    example: `${names[0] ?? "nightly-score"}=${unit === "percent" ? "99.97/31" : "420/420"}`,
    check: (word) => (resultOf(word) === null ? `"${word}" is not of the form OF=VALUE/SAMPLES or OF=none` : null),
    async gather(ask, keep) {
      const words: string[] = [];
      const part = { type: "text", flag, example: "" } as const;
      for (const of of names) {
        const value = await ask({
          ...part,
          optional: true,
          message: `${of}: value in ${unit} (empty where there is no data)`,
          check: (text) => (/^\d{1,12}(?:\.\d{1,6})?$/.test(text) ? null : "must be a number, like 99.97"),
        });
        const check = (text: string) => (/^\d{1,12}$/.test(text) ? null : "must be a whole number");
        const word =
          value === "" || value === undefined
            ? `${of}=none`
            : `${of}=${value}/${await ask({ ...part, message: `${of}: of how many samples?`, check })}`;
        words.push(word);
        keep(word);
      }
      return words.length > 0 ? words : [String(await ask({ ...part, message: "Result as OF=VALUE/SAMPLES" }))];
    },
  };
}

/** The objective of the plan for one thing, or the policy's where the plan has none; what nobody declared is not to be used. */
function objectiveFor(answers: Answers, of: string, tree: Model) {
  const [subject, signal] = [textOf(answers, "subject"), signalIn(answers)];
  const planned = planOf(subject, tree)?.value.spec.signals.find((one) => one.signal === signal && one.of.includes(of));
  if (planned === undefined && signal === "permission-usage" && !expected(answers, tree).includes(of))
    return { comparator: "<=", threshold: 0, unit: "uses" } as const;
  return planned?.objective ?? usualObjective(signal, subject, of, tree);
}

const digestForm = /^(?:sha256:)?[0-9a-f]{64}$/;

export default {
  kind: "measurement",
  told: "what a signal was over a window, as the bodies measured it",
  options: [
    options.subject,
    { flag: "--signal", value: "SIGNAL", description: "what was measured of it", choices: Object.keys(signals) },
    { flag: "--corrects", value: "ID", description: "the measurement that it stands in for" },
    dayOption("--period-from", "the first day it looks back on"),
    dayOption("--period-to", "the last day it looks back on"),
    {
      flag: "--result",
      value: "OF=VALUE/SAMPLES",
      description: "what came out for a workflow, API, permission or surface; OF=none where there is no data",
      many: true,
    },
    { flag: "--source-name", value: "TEXT", description: "what the values were read from, and whose it is" },
    { flag: "--digest", value: "SHA256", description: "of the very bytes they were read from" },
    { flag: "--measured-by", value: "PERSON", description: "who measured, by person id", many: true },
  ],

  steps: ({ landing: { tree }, today, login }) => {
    const choices = manifestsOf(tree).map(({ id, value }) => ({ value: id, label: `${id}: ${value.metadata.title}` }));
    const yesterday = dayBefore(today, "P1D");
    return [
      oneOfThese("--subject", "What was measured?", choices, "is no integration or component"),
      {
        type: "select",
        flag: "--signal",
        message: "Which signal?",
        choices: Object.entries(signals).map(([value, told]) => ({ value, label: `${value}: ${told}` })),
      },
      (answers) => correctsQuestion(earlier(answers, tree)),
      (answers) =>
        dayQuestion(
          "--period-from",
          "First day it looks back on",
          corrected(answers, tree)?.from ?? windowStart(answers, tree, today),
        ),
      (answers) => dayQuestion("--period-to", "Last day it looks back on", corrected(answers, tree)?.to ?? yesterday),
      (answers) => resultQuestion(answers, tree),
      long("--source-name", "Source: what were the values read from?", "Run log of the platform for October"),
      {
        type: "text",
        flag: "--digest",
        message: "Its SHA-256 (sha256sum FILE)",
        example: "sha256:…",
        check: (word) => (digestForm.test(word) ? null : "must be 64 hexadecimal digits, as sha256sum prints them"),
      },
      (answers) => {
        const owner = textOf(answers, "subject").split("/")[0] ?? "";
        const others = [...tree.people].filter(([, { value }]) => !value.spec.affiliations.includes(owner));
        const ids = others.map(([id]) => id);
        return peopleQuestion("--measured-by", ["Measured by", "Who measured?"], ids, login);
      },
    ];
  },

  make(answers, { landing }) {
    const { tree } = landing;
    const subject = textOf(answers, "subject");
    const namespace = subject.split("/")[0] ?? "";
    const { from, to } = periodIn(answers, "window");
    const id = nextInOversight(namespace, ["measurements", "MS"], landing);
    const digest = textOf(answers, "digest");
    const results = wordsOf(answers, "result").flatMap((word) => {
      const result = resultOf(word);
      if (result === null) return [];
      const objective = objectiveFor(answers, result.of, tree);
      return { ...result, objective, verdict: verdictOf(result.value, objective) };
    });
    return {
      name: id,
      path: `oversight/${namespace}/measurements/${id.split("/")[1]}.yaml`,
      template: "measurement",
      values: {
        "/metadata/id": id,
        "/metadata/title": `${asTitle(signalIn(answers))} of ${subject}`,
        "/metadata/authors": wordsOf(answers, "measuredBy"),
        "/spec/subject": subject,
        "/spec/signal": signalIn(answers),
        "/spec/window/from": from,
        "/spec/window/to": to,
        "/spec/results": results,
        "/spec/source/name": textOf(answers, "sourceName"),
        "/spec/source/digest": digest.startsWith("sha256:") ? digest : `sha256:${digest}`,
        "/spec/measuredBy": wordsOf(answers, "measuredBy"),
        ...(textOf(answers, "corrects") !== "" && { "/spec/corrects": textOf(answers, "corrects") }),
      },
      // What it shows may hold a request up; that is what it is for.
      expects: ({ rule }) => rule === "TIR003",
      next: () => missingIn(answers, results, tree),
    };
  },
} satisfies Making;

/** What the manifest names and nobody measured: a gap, which a tier upgrade would show. */
function missingIn(answers: Answers, results: readonly { of: string }[], tree: Model): string[] {
  const missing = expected(answers, tree).filter((of) => !results.some((result) => result.of === of));
  const manifest = `${manifestFolder(textOf(answers, "subject"))}/manifest.yaml`;
  return missing.length === 0 ? [] : [`note    not measured: ${missing.join(", ")}, which ${manifest} names`];
}
