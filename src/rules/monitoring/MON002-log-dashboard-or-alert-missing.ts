// A signal that nobody sees and nobody hears of is not watched.

import type { MonitoringPlan } from "../../document/types.gen.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "MON002",
  name: "log-dashboard-or-alert-missing",
  severity: "error",
  waivable: false,
  reads: "document",
  clauses: ["PIP-10.2.2", "PIP-10.2.3", "EIP-10.2.2", "EIP-10.2.3"],
  summary: "Every signal stands on a dashboard and raises an alert, and these name signals that there are.",
  kinds: ["MonitoringPlan"],

  *check({ document }) {
    const { signals, dashboards, alerts } = (document.value as MonitoringPlan).spec;
    const known = new Set(signals.map(({ id }) => id));
    const shown = new Set(dashboards.flatMap(({ shows }) => shows));
    const alerted = new Set(alerts.map(({ signal }) => signal));
    for (const [index, { id }] of signals.entries()) {
      const lacks = [...(shown.has(id) ? [] : ["dashboard"]), ...(alerted.has(id) ? [] : ["alert"])];
      if (lacks.length > 0)
        yield {
          at: `/spec/signals/${index}/id`,
          message: `signal ${id} has no ${lacks.join(" and no ")}`,
          help: "Name it under shows of a dashboard, and give it an alert.",
        };
    }
    for (const [index, { shows }] of dashboards.entries())
      for (const [place, id] of shows.entries())
        if (!known.has(id)) yield stranger(id, `/spec/dashboards/${index}/shows/${place}`, known);
    for (const [index, { signal }] of alerts.entries())
      if (!known.has(signal)) yield stranger(signal, `/spec/alerts/${index}/signal`, known);
  },
});

function stranger(id: string, at: string, known: ReadonlySet<string>) {
  return { at, message: `there is no signal "${id}" in this plan`, help: `It has ${[...known].join(", ")}.` };
}
