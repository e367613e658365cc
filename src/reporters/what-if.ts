// What a wish would break, as text, Markdown and JSON.

import type { Law } from "../views/law.ts";
import { inWords } from "../views/verdict.ts";
import type { Loss, Step, WhatIfView } from "../views/what-if.ts";
import { envelope } from "./envelope.ts";
import { markdown, markdownCode, terminal } from "./escape.ts";
import { unbroken, wrap } from "./fold.ts";
import { colourOf } from "./matrix.ts";
import type { Layout } from "./table.ts";

/** What to do next: a place to edit with what to write there, or a command. */
export interface Todo {
  readonly edit?: string;
  readonly command?: string;
}

/** `end credit v2 on 2027-03-01`. */
function wishInWords({ wish }: Law): string {
  return `${wish.verb} ${wish.thing.name} on ${wish.day}`;
}

function soFar({ wish }: Law): string {
  const ends = "release" in wish.thing ? wish.thing.release.lifecycle.endOfSupport : null;
  return ends === null || ends === wish.day || wish.verb !== "end" ? "" : ` (so far it ends on ${ends})`;
}

function lawInWords(law: Law): string {
  const { lawful, earliest, says, rule, clauses } = law;
  const held = rule === null ? "" : ` (${[rule, ...clauses].join(", ")})`;
  if (lawful) return `${wishInWords(law)}: lawful, from ${earliest} on: ${says}${held}`;
  const from = earliest === null ? "" : `, ${earliest} at the earliest`;
  return `${wishInWords(law)}: not lawful${from}: ${says}${held}`;
}

/** `OS 2.0.0, 3.0.0`. */
function osInWords({ os }: Step): string {
  return `OS ${os.join(", ")}`;
}

/** `this OS` names nothing where several are meant. */
function reasonsOf(step: Step): string[] {
  const [only, ...more] = step.os;
  return step.because.map((says) => says.replace(/\bthis OS\b/g, more.length === 0 ? `OS ${only}` : "each of them"));
}

function whose({ owner, ownerTitle, contacts }: Loss): string {
  const name = ownerTitle === owner ? owner : `${owner} (${ownerTitle})`;
  return contacts.length === 0 ? name : `${name}: ${contacts.join(", ")}`;
}

function headline({ losses, untouched, day }: WhatIfView): string {
  if (losses.length === 0) return `Nothing changes on ${day}: ${unmoved(untouched)}`;
  const broken = losses.filter(({ steps }) => steps.some(({ to }) => to.word === "breaks")).length;
  const changed = losses.length - broken;
  const parts = [...(broken > 0 ? [`${broken} would break`] : []), ...(changed > 0 ? [`${changed} would change`] : [])];
  return `On ${day} ${parts.join(", ")}${untouched === 0 ? "" : `, ${untouched} would stay`}`;
}

function unmoved(count: number): string {
  if (count === 0) return "nothing is integrated yet";
  return count === 1
    ? "the only manifest stands as it would anyway"
    : `all ${count} manifests stand as they would anyway`;
}

/** The answer for a terminal. */
export function whatIfText(view: WhatIfView, todos: readonly Todo[], { style, columns }: Layout): string {
  const lines: string[] = [];
  const say = (text: string, indent: number, hanging = indent + 2): void => {
    const [first = "", ...more] = wrap(terminal(text), columns - indent, columns - hanging);
    lines.push(`${" ".repeat(indent)}${first}`, ...more.map((line) => `${" ".repeat(hanging)}${line}`));
  };
  lines.push(...wrap(terminal(headline(view)), columns).map((line) => style.bold(line)));
  for (const loss of view.losses) {
    lines.push("");
    say(`${loss.manifest} ${loss.version}`, 0);
    for (const step of loss.steps) {
      const word = inWords(step.to);
      const head = `${osInWords(step)}: ${inWords(step.from)} → ${word}`;
      lines.push(`  ${terminal(head).slice(0, -word.length)}${style[colourOf(step.to)](word)}`);
      for (const reason of reasonsOf(step)) say(reason, 4);
      lines.push(...step.places.map(({ path, line }) => `    ${style.path(`${terminal(path)}:${line}`)}`));
    }
    say(`whose  ${whose(loss)}`, 2, 9);
  }
  lines.push("");
  for (const law of view.laws) {
    const [first = "", ...more] = wrap(terminal(`${lawInWords(law)}${soFar(law)}`), columns, columns - 2);
    lines.push(law.lawful ? first : style.warning(first), ...more.map((line) => `  ${line}`));
  }
  if (todos.length > 0) lines.push("");
  for (const [at, { edit, command }] of todos.entries()) {
    const text = edit === undefined ? unbroken(terminal(command ?? "")) : terminal(edit);
    const [first = "", ...more] = wrap(text, columns - 8);
    lines.push(`${at === 0 ? "next    " : "        "}${first}`, ...more.map((line) => `          ${line}`));
  }
  lines.push("", style.dim(`${terminal(view.revision)} as of ${view.asOf}; nothing was changed`));
  return `${lines.join("\n")}\n`;
}

/** The answer as a Markdown page, for a proposal or a pull request. */
export function whatIfMarkdown(view: WhatIfView, todos: readonly Todo[]): string {
  return [
    `# What if: ${markdown(view.laws.map(wishInWords).join("; "))}`,
    "",
    `${markdown(headline(view))}.`,
    "",
    ...view.laws.flatMap((law) => [`- ${markdown(`${lawInWords(law)}${soFar(law)}`)}`]),
    "",
    ...view.losses.flatMap((loss) => [
      `## ${markdown(`${loss.manifest} ${loss.version}`)}`,
      "",
      ...loss.steps.map(
        (step) =>
          `- ${markdown(osInWords(step))}: ${markdown(inWords(step.from))} → **${markdown(inWords(step.to))}** · ${reasonsOf(step).map(markdown).join("; ")}`,
      ),
      "",
      `Whose: ${markdown(whose(loss))}`,
      "",
    ]),
    ...(todos.length === 0
      ? []
      : [
          "## Next",
          "",
          ...todos.map(({ edit, command }) => `- ${edit === undefined ? markdownCode(command ?? "") : markdown(edit)}`),
          "",
        ]),
    `Of ${markdown(view.revision)} as of ${view.asOf}; nothing was changed.`,
    "",
  ].join("\n");
}

/** The answer in the JSON envelope, kind `what-if`. */
export function whatIfJson(view: WhatIfView, todos: readonly Todo[]): string {
  return envelope("what-if", {
    head: view.revision,
    asOf: view.asOf,
    day: view.day,
    wishes: view.laws.map(({ wish, lawful, earliest, announced, says, rule, clauses }) => ({
      verb: wish.verb,
      thing: wish.thing.word,
      day: wish.day,
      lawful,
      earliest,
      announced,
      says,
      rule,
      clauses,
    })),
    changes: view.losses.map(({ manifest, version, owner, ownerTitle, contacts, steps }) => ({
      manifest,
      version,
      owner,
      ownerTitle,
      contacts,
      steps: steps.map(({ os, from, to, because, places }) => ({
        os,
        from: { word: from.word, day: from.day },
        to: { word: to.word, day: to.day },
        because,
        places: places.map(({ path, line }) => ({ path, line })),
      })),
    })),
    untouched: view.untouched,
    next: todos.map(({ edit = null, command = null }) => ({ edit, command })),
  });
}
