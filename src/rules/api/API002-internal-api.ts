// Partners call what the platform publishes for them, and nothing behind it.

import { didYouMean } from "../../document/suggest.ts";
import { rule } from "../rule.ts";
import { callsOf } from "./calls.ts";

export default rule({
  id: "API002",
  name: "internal-api",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PIS-3.3.2", "PEP-8.3.2", "PIP-7.2.3", "EIP-7.2.3"],
  summary: "Only APIs that the platform publishes to partners are called.",

  *check(model) {
    const apis = model.platform?.value.spec.apis ?? [];
    const open = new Set(apis.filter(({ internal }) => !internal).map(({ id }) => id));
    for (const { manifest, call, at, api } of callsOf(model)) {
      const versions = apis.filter(({ id }) => id === call.api).map(({ version }) => version);
      if (api?.internal)
        yield {
          path: manifest.path,
          at: `${at}/api`,
          message: `${call.api} ${call.version} is internal to the platform`,
          help: "No approval can allow it. Call an API that governance/platform.yaml does not mark internal.",
        };
      else if (versions.length === 0)
        yield {
          path: manifest.path,
          at: `${at}/api`,
          message: `the platform publishes no API "${call.api}"`,
          help: didYouMean(call.api, open) ?? `It publishes ${[...open].join(", ")}.`,
        };
      // A label that moves is API001's.
      else if (api === undefined && /\d/.test(call.version))
        yield {
          path: manifest.path,
          at: `${at}/version`,
          message: `the platform publishes no ${call.api} ${call.version}`,
          help: `It publishes ${call.api} ${versions.join(", ")}.`,
        };
    }
  },
});
