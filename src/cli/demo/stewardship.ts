// What an office does between decisions: it watches, measures, takes back and mends.

import { readFileSync } from "node:fs";
import { writeBelow } from "../../repo/demo-folder.ts";
import { filing, landed, told } from "./landings.ts";
import type { Stage } from "./stage.ts";

/** A partner thinks better of a proposal before anybody has voted. */
export async function* takenBack(stage: Stage): AsyncGenerator<string> {
  yield* filing(stage, "ivo", "2026-03-03", "borealis/EXP-0001", "capability", "borealis/reminders");
  stage.clock.turnTo("2026-03-09");
  const reason = "Users told us that the calendar reminds them already.";
  await stage.kwanus("ivo", ["new", "withdrawal", "--subject", "borealis/EXP-0001", "--reason", reason]);
  yield* landed(stage, "ivo", "Withdraw borealis/EXP-0001");
}

/** Somebody pushes past every check; the night's verify says so, and the landing is undone. */
export async function* mended(stage: Stage): AsyncGenerator<string> {
  stage.clock.turnTo("2026-07-07");
  const platform = "governance/platform.yaml";
  const before = readFileSync(`${stage.folder}/${platform}`, "utf8");
  writeBelow(stage.folder, platform, before.replace("title: Platform", "title: The platform"));
  await stage.git("tom", "commit", "--quiet", "--all", "--message", "A nicer title");
  yield told(stage, "tom", "Pushes a nicer title of the platform to main, past every check");
  const commit = (await stage.git("tom", "rev-parse", "main")).trim();
  stage.clock.turnTo("2026-07-08");
  const said = await stage.kwanus("lee", ["repair", commit]);
  await stage.git("lee", "merge", "--quiet", "--ff-only", /kwanus\/repair\/\S+/.exec(said)?.[0] ?? "");
  yield told(stage, "lee", "The night's verify has named it, and the repair lands");
}

/** A reviewer takes a key back that is not used any more. What it signed stays good. */
export async function* keyRetired(stage: Stage): AsyncGenerator<string> {
  stage.clock.turnTo("2026-08-04");
  const reason = "Omar works elsewhere from now on.";
  const said = await stage.kwanus("omar", ["person", "revoke", "omar", "--retired", "--yes", "--reason", reason]);
  await stage.git("omar", "merge", "--quiet", "--ff-only", /kwanus\/revoke\/\S+/.exec(said)?.[0] ?? "");
  yield told(stage, "omar", "Retires the key that signed until now");
}

/** Says what is watched of an integration, and who hears of it. */
export async function monitored({ kwanus }: Stage, who: string, id: string): Promise<void> {
  await kwanus(who, [
    ...["new", "monitoring", "--subject", id, "--tell", who],
    ...["--log", "The platform's log of calls and runs, open to the bodies."],
    ...["--dashboard", `https://status.platform.example/${id}`],
  ]);
}

/** What the bodies measured: never the partner's own word. */
export async function* measured(stage: Stage): AsyncGenerator<string> {
  stage.clock.turnTo("2026-11-04");
  const of = (signal: string, [from, to]: readonly [string, string], ...results: string[]): Promise<string> =>
    stage.kwanus("bo", [
      ...["new", "measurement", "--subject", "acme/score-insights", "--signal", signal],
      ...["--period-from", stage.clock.dayOf(from), "--period-to", stage.clock.dayOf(to)],
      ...results.flatMap((result) => ["--result", result]),
      ...["--source-name", "Log of the platform, as exported that morning", "--measured-by", "bo"],
      ...["--digest", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ]);
  const autumn = ["2026-08-06", "2026-11-03"] as const;
  await of("workflow-reliability", autumn, "nightly-score=99.7/3580");
  await of("permission-usage", autumn, "read:reports=41873/41873", "workflow:run-score=3580/3580");
  // Missed once, and mended: a review finds it, and nothing is called for.
  await of("api-error-rate", ["2026-08-06", "2026-09-30"], "credit@v2=1.4/26112");
  await of("api-error-rate", ["2026-10-01", "2026-11-03"], "credit@v2=0.6/15761");
  yield* landed(stage, "bo", "Measure acme/score-insights over the autumn");
}
