// Before a version goes to everybody: each body holds its review, and the partner shows what its tools have shown.

import { writeBelow } from "../../repo/demo-folder.ts";
import { type Stage, sample } from "./stage.ts";

const reviews: readonly (readonly [name: string, who: string, outcome: string])[] = [
  ["compatibility-review", "ada", "It calls what OS 2 and OS 3 both offer, in versions that stay."],
  ["permission-review", "sal", "Every permission is used, each inside its scope."],
  ["security-review", "bo", "The sandbox held against everything we tried in an afternoon."],
  ["workflow-review", "erin", "It writes once a night, says so, and can be taken back."],
  ["sustainability-review", "lee", "Two people at acme know it well, and the last two updates came in time."],
];

const validations: readonly (readonly [name: string, outcome: string])[] = [
  ["compatibility-validation", "The tests ran on OS 2.4.0 and 3.0.0."],
  ["security-validation", "What is shipped was scanned, and the tests of the sandbox ran."],
  ["workflow-validation", "The nightly run was started, repeated and taken back."],
  ["governance-validation", "What was built is what the application asked for."],
];

/** What each report shows, in the order it is recorded; the last of a validation lets it pass. */
const shown: readonly (readonly [validation: string, file: string, checks: readonly string[], last: boolean])[] = [
  [
    "compatibility-validation",
    "tests.xml",
    [
      "compatibility-matrix-update",
      "fallback-behavior",
      "migration-guides",
      "versioned-rollout",
      "api-contract",
      "workflow-compatibility",
      "permission-boundary",
    ],
    true,
  ],
  ["security-validation", "osv.json", ["vulnerability-scan"], false],
  ["security-validation", "tests.xml", ["permission-boundary", "sandbox-integrity", "data-access"], true],
  ["workflow-validation", "tests.xml", ["workflow-tests"], true],
  ["governance-validation", "tests.xml", ["governance-alignment"], true],
];

/**
 * Writes every review and validation of the version that a manifest carries, with the evidence.
 * @param source folder of its texts below `templates/demo/`
 */
export async function checkpointsHeld(stage: Stage, id: string, directory: string, source: string): Promise<void> {
  const written = async (name: string, who: string, ...words: string[]): Promise<string> =>
    stage.kwanus(who, [
      "new",
      "checkpoint",
      "--subject",
      id,
      "--checkpoint",
      name,
      "--by",
      who,
      "--author",
      who,
      ...words,
    ]);
  for (const [name, who, outcome] of reviews)
    await written(name, who, "--checkpoint-result", "passed", "--outcome", outcome);
  for (const [name, outcome] of validations) await written(name, "dana", "--outcome", outcome);
  for (const file of ["tests.xml", "osv.json"])
    writeBelow(stage.folder, `${directory}/evidence/${file}`, await sample(stage, `${source}/evidence/${file}`));
  for (const [name, file, checks, last] of shown)
    await stage.kwanus("dana", [
      ...["evidence", "add", `${directory}/evidence/${file}`, "--for", id, "--checkpoint", name],
      ...checks.flatMap((check) => ["--proves", check]),
      ...(file.endsWith(".json") ? ["--produced", stage.clock.dayOf("2026-10-26")] : []),
      ...(last ? ["--result", "passed"] : []),
    ]);
}
