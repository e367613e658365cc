// The workflow compatibility tester (PIP-6.2.2): what starts a workflow, where it runs, what it may use, and what happens when it cannot.

import { answersNothing } from "../model/answers.ts";
import { type PlacedWorkflow, workflowsIn } from "../model/manifests.ts";
import { type Ground, ground, shortened, type Where } from "./ground.ts";
import { testRunner } from "./runtime-checker.ts";
import { absent, broken, result, summed, type TestResult, type Trial, testPermission } from "./trial.ts";
import { worst } from "./verdict.ts";

/** One line for each workflow of a manifest on an OS version. */
export function testWorkflows(trial: Trial): Ground[] {
  const own = ownTestsOf(trial);
  return workflowsIn(trial.manifest.value.spec).map((placed) => {
    const { workflow, at } = placed;
    const { id, version, type } = workflow;
    const results = testWorkflow(placed, trial, own);
    const { says, where, ...verdict } = summed(results);
    const runs = verdict.word === "fallback" || verdict.word === "breaks" ? "does not run" : "runs";
    return ground(
      { about: "workflow", of: [type], ...verdict },
      `workflow ${id} ${version} (${type}) ${runs}${says === "" ? "" : `: ${says}`}`,
      [trial.manifest, `${at}/type`],
      ...where,
    );
  });
}

/** The tests of a workflow without its fallback, made once: many may fall back to one. */
type OwnTests = (placed: PlacedWorkflow) => readonly TestResult[];

function ownTestsOf(trial: Trial): OwnTests {
  const known = new Map<PlacedWorkflow["workflow"], readonly TestResult[]>();
  return (placed) => {
    const results = known.get(placed.workflow) ?? ownTests(placed, trial);
    known.set(placed.workflow, results);
    return results;
  };
}

/** Every test of one workflow, with what takes its place where it lacks something. */
function testWorkflow(placed: PlacedWorkflow, trial: Trial, own: OwnTests): readonly TestResult[] {
  const results = own(placed);
  if (worst(results).word !== "fallback") return results;
  return [...results, fallbackOf(placed, trial, own, new Set([placed.workflow.id]))];
}

function ownTests({ workflow, at }: PlacedWorkflow, trial: Trial): TestResult[] {
  const { manifest, os } = trial;
  return [
    ...workflow.triggers.map((trigger, index) => testTrigger(trigger, `${at}/triggers/${index}`, trial)),
    // A platform that says which runtimes predict means them; otherwise what predicts is a workflow like others.
    ...(workflow.intelligence
      ? orElse(testRunner("intelligence", trial), () => testRunner("workflows", trial))
      : testRunner("workflows", trial)),
    ...workflow.permissions.map((id, index) => testPermission(id, `${at}/permissions/${index}`, trial)),
    ...testReliability(workflow, [manifest, `${at}/reliability`], trial),
  ].filter(({ test }) => test !== "trigger" || os.triggers !== undefined);
}

function orElse<T>(first: readonly T[], other: () => readonly T[]): readonly T[] {
  return first.length > 0 ? first : other();
}

function testTrigger(trigger: string, pointer: string, { manifest, offer, os }: Trial): TestResult {
  const named: Where = [manifest, pointer];
  return os.triggers?.includes(trigger)
    ? result("trigger", `${trigger} starts it`, [named])
    : result("trigger", `this OS has no trigger ${trigger}`, [named, [offer.held, `${os.pointer}/triggers`]], absent);
}

/** What the OS relies on is as reliable as the policy asks (PIS-4.4.2). */
function testReliability(
  { type, reliability = 0 }: PlacedWorkflow["workflow"],
  where: Where,
  { model }: Trial,
): TestResult[] {
  const asked = model.policy?.value.spec.thresholds.dependentReliability.value;
  if (type !== "dependent" || asked === undefined) return [];
  return [
    reliability < asked
      ? result("reliability", `${reliability} % is promised, and ${asked} % is asked for`, [where], broken)
      : result("reliability", `${reliability} % promised`, [where]),
  ];
}

/** What happens instead: the workflow that takes over, if it runs itself, or else what the manifest says in words. */
function fallbackOf(
  { workflow, at }: PlacedWorkflow,
  trial: Trial,
  own: OwnTests,
  seen: ReadonlySet<string>,
): TestResult {
  const { manifest } = trial;
  const { fallback, fallbackTo } = workflow;
  if (fallbackTo === undefined) {
    const where: Where = [manifest, `${at}/fallback`];
    const text = fallback.replace(/\s+/g, " ").trim();
    return text === "" || answersNothing(text)
      ? result("fallback", "there is no fallback", [where], broken)
      : result("fallback", `then: ${shortened(text)}`, [where], absent);
  }
  const where: Where = [manifest, `${at}/fallbackTo`];
  if (seen.has(fallbackTo)) return result("fallback", `its fallback leads back to ${fallbackTo}`, [where], broken);
  const next = workflowsIn(manifest.value.spec).find((other) => other.workflow.id === fallbackTo);
  if (next === undefined)
    return result("fallback", `its fallback ${fallbackTo} is no workflow of this manifest`, [where], broken);
  const { says, word } = summed(own(next));
  if (word === "breaks")
    return result("fallback", `its fallback ${fallbackTo} does not run either: ${says}`, [where], broken);
  if (word === "fallback") return fallbackOf(next, trial, own, new Set([...seen, fallbackTo]));
  return result("fallback", `then: workflow ${fallbackTo} takes over`, [where], absent);
}
