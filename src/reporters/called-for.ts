// A stage that measurements and findings call for, as text and JSON tell it.

import type { Called } from "../views/watch.ts";
import { unbroken } from "./fold.ts";
import type { Cell } from "./table.ts";

/** Rows for `table`: what is called for, and the command that files it. */
export function calledRows(called: Called | null): (readonly Cell[])[] {
  if (called === null) return [];
  return [
    [["called for", "warning"], called.why],
    [["next", "bold"], unbroken(called.command)],
  ];
}

/** The fields in JSON: published, so written one by one. */
export function calledFields(called: Called | null) {
  return called === null ? null : { to: called.to, why: called.why, command: called.command };
}
