// Classes of data that nobody may have, and the names under which they come back.

import type { DataClass } from "../../document/types.gen.ts";
import type { Model } from "../../model/model.ts";

/** The forbidden classes of the registry, by id. */
export function forbiddenClasses({ dataClasses }: Model): ReadonlyMap<string, DataClass> {
  const classes = dataClasses?.value.spec.classes ?? [];
  return new Map(classes.filter(({ access }) => access === "forbidden").map((entry) => [entry.id, entry]));
}

/** The forbidden class that a field is in other letters: `rawReportText` and `raw_report_text` are `raw-report-text`. */
export function hiddenClass(field: string, forbidden: ReadonlyMap<string, DataClass>): DataClass | undefined {
  const name = field
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[\s_.]+/g, "-")
    .toLowerCase();
  return forbidden.get(name);
}
