// What stands between a person and their work here: every check, judged from facts alone.

import { cloneChecks } from "./clone-checks.ts";
import type { Check, Diagnosis, Facts } from "./diagnosis.ts";
import { machineChecks } from "./machine-checks.ts";
import { officeChecks } from "./office-checks.ts";

const checks: readonly Check[] = [...machineChecks, ...cloneChecks, ...officeChecks];

/** Every check that has something to say, in the order one would look. */
export function diagnose(facts: Facts): Diagnosis[] {
  return checks.flatMap(({ id, looksAt, judge }) => {
    const judgement = judge(facts);
    return judgement === null ? [] : [{ id, looksAt, ...judgement }];
  });
}
