// Where a version stands on its way, as text and as data.

import type { JourneyView } from "../views/journey.ts";
import { calledFields, calledRows } from "./called-for.ts";
import { terminal } from "./escape.ts";
import { fold, unbroken } from "./fold.ts";
import { type Cell, type Layout, table } from "./table.ts";

/** The seven steps, then what the next one takes, each with whose move it is. */
export function journeyText(view: JourneyView, layout: Layout): string {
  const { style } = layout;
  const name = `${style.bold(terminal(view.subject))} ${terminal(view.version)}  ${terminal(view.title)}`;
  const heading = `${name}   ${unbroken(`step: ${view.state === "In lifecycle" ? style.good(view.state) : style.note(view.state)}`)}\n`;
  const colours = { done: "good", now: "bold", later: "dim" } as const;
  const rows = view.steps.map(({ name, is, open }): readonly Cell[] => [
    [is, colours[is]],
    name,
    open === 0 || is === "done" ? "" : `${open} ${open === 1 ? "thing is" : "things are"} missing`,
  ]);
  const facts: (readonly Cell[])[] = view.missing.map(({ what, whose, command }) => [
    ["missing", "warning"],
    `${whose}: ${what}${command === "" ? "" : `:  ${command.startsWith("kwanus ") ? unbroken(command) : command}`}`,
  ]);
  if (view.release !== null) facts.push(["release", view.release]);
  facts.push(["rollout", rolloutInWords(view)], ["lifecycle", view.lifecycle]);
  for (const { what, whose, command } of view.unmeasured)
    facts.push([["to measure", "warning"], `${whose}: ${what}:  ${unbroken(command)}`]);
  facts.push(...calledRows(view.called));
  const body = { ...layout, indent: 2 };
  return `${fold(heading, layout.columns, 2)}${table(rows, body)}\n${table(facts, body)}`;
}

/** `staged as planned; no wider than controlled, because its residual risk is 9 of 25, high`. */
function rolloutInWords({ rollout: { planned, widest, because }, release, state }: JourneyView): string {
  const plan = planned === null ? "not planned yet" : `${planned} as planned`;
  // What was signed off is a record; what comes next is asked of the next version.
  if (because.length === 0 || (release !== null && state === "In lifecycle")) return plan;
  return `${plan}; no wider than ${widest}: ${because.join("; ")}`;
}

/** The fields in JSON: published, so written one by one. */
export function journeyFields(view: JourneyView): Readonly<Record<string, unknown>> {
  return {
    subject: view.subject,
    kind: view.kind,
    title: view.title,
    version: view.version,
    state: view.state,
    steps: view.steps.map(({ name, is, open }) => ({ name, is, open })),
    missing: view.missing.map(({ what, whose, command }) => ({ what, whose, command })),
    rollout: { planned: view.rollout.planned, widest: view.rollout.widest, because: view.rollout.because },
    lifecycle: view.lifecycle,
    release: view.release,
    unmeasured: view.unmeasured.map(({ what, whose, command }) => ({ what, whose, command })),
    calledFor: calledFields(view.called),
  };
}
