// The strictest of risk and novelty says how many users a version may reach at once.

import { manifestsOf } from "../../model/manifests.ts";
import { demandsOf, isWider, planOf } from "../../model/rollouts.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "ROL001",
  name: "rollout-wider-than-risk-allows",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: [
    "PEP-2.5.3",
    "PIP-9.2.1",
    "PIP-9.2.2",
    "PIP-9.3.1",
    "PIP-9.3.2",
    "PIP-9.4.1",
    "PIP-9.4.2",
    "EIP-9.2.1",
    "EIP-9.2.2",
    "EIP-9.3.1",
    "EIP-9.3.2",
    "EIP-9.4.1",
    "EIP-9.4.2",
  ],
  summary: "A rollout is full, staged or controlled: the strictest that risk, maturity, audience and novelty ask for.",

  *check(model, asOf) {
    for (const manifest of manifestsOf(model)) {
      const plan = planOf(model, manifest.id);
      const [strictest] = demandsOf(manifest, model, asOf);
      const strategy = plan?.value.spec.rollout.strategy;
      if (plan === null || strategy === undefined || strictest === undefined) continue;
      if (isWider(strategy, strictest.strategy))
        yield {
          path: plan.path,
          at: "/spec/rollout/strategy",
          message: `the rollout is ${strategy}, and ${strictest.because}`,
          help: `Roll it out ${strictest.strategy}, with stages and what must hold before each next one.`,
        };
    }
  },
});
