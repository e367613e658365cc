// Ballots, decisions, revocations and repairs are written once.

import { kindAt } from "../../document/kinds.ts";
import { isClosed } from "../../model/model.ts";
import { statementAt, subjectAt } from "../../model/places.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "BAL007",
  name: "record-altered",
  severity: "error",
  waivable: false,
  reads: "change",
  clauses: ["EPF-6.1.4"],
  summary: "A landed ballot, decision, revocation, repair or signature is never changed or deleted.",

  *check({ base, tree, deltas }) {
    for (const { id, directory, ballots, decisions } of tree.twins) {
      // An id stands for the folder that comes first: a new one in front of it hides what was voted on and decided.
      if (base.subjects.get(id)?.directory !== directory || ballots.length + decisions.size === 0) continue;
      const other = tree.subjects.get(id)?.directory;
      yield {
        path: deltas.find(({ path }) => path.startsWith(`${other}/`))?.path ?? `${directory}`,
        message: `${other} takes the id of ${directory}, and hides its ballots and decisions`,
        help: "Give the other one a name and a number of its own.",
      };
    }
    const altered = new Set(deltas.flatMap(({ path, before }) => (before === null ? [] : [path])));
    for (const { path, before, after } of deltas) {
      const statement = statementAt(path);
      const record =
        statement?.statement === "ballot" ||
        statement?.statement === "revocation" ||
        kindAt(path) === "Decision" ||
        kindAt(path) === "Repair";
      // A record that goes with its signature is one record.
      if (!record || before === null || (path.endsWith(".sig") && altered.has(path.slice(0, -4)))) continue;
      const place = subjectAt(path);
      const closed = place !== null && isClosed(base.subjects.get(place.id));
      yield {
        path,
        message: `this ${called(path)} has landed and is ${after === null ? "deleted" : "changed"}${closed ? "; its subject is closed" : ""}`,
        help: closed
          ? "Restore it: what was decided stays as it was."
          : kindAt(path) === "Repair"
            ? "Restore it: what was undone stays named."
            : "Restore it. To take a vote back, cast another: kwanus retract.",
      };
    }
  },
});

function called(path: string): string {
  return path.endsWith(".sig") ? "signature" : (kindAt(path)?.toLowerCase() ?? "record");
}
