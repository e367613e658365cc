// Above tier 1 an application does not say how something is built: before it is, a proposal does, and all four bodies approve it.

import { preIntegrationOf } from "../../gates/pre-integration.ts";
import { isClosed } from "../../model/model.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "CHK011",
  name: "pre-integration-not-planned",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIP-3.1.1", "PIP-3.1.2", "PIP-3.1.3", "PIP-3.1.5"],
  summary: "What is released above tier 1 rests on a proposal with its plans, not on an application alone.",

  *check(model) {
    for (const { release, ...subject } of model.subjects.values()) {
      if (release === null || isClosed({ release, ...subject })) continue;
      const { subject: about, fulfils } = release.value.spec;
      for (const { id, without } of preIntegrationOf(about, model, fulfils).filter((one) => one.without.length > 0))
        yield {
          path: release.path,
          at: "/spec/subject",
          message: `${about} rests on ${id} alone, and above tier 1 an application is not enough: it brings no ${without.join(", no ")}`,
          help: `File a proposal that names it, for all four to approve: kwanus propose integration --integration ${about}`,
        };
    }
  },
});
