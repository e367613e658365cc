// Two years of an office, landing by landing, each told in one line: on which day, who, what.

import { writeBelow } from "../../repo/demo-folder.ts";
import { checkpointsHeld } from "./checkpoints.ts";
import { decision, filing, landed, told } from "./landings.ts";
import { hold, quarter, sessions } from "./reviews.ts";
import { founders, reviewers, type Stage, sample, tidy, type Vote, vote } from "./stage.ts";
import { keyRetired, measured, mended, monitored, takenBack } from "./stewardship.ts";

/** Everything that happened before today. */
export async function* history(stage: Stage): AsyncGenerator<string> {
  yield* founding(stage);
  yield* admission(stage, "dana", "acme", "2024-12-17", [
    { day: "2024-12-18", who: "ada" },
    { day: "2024-12-20", who: "bo", reason: "One user at a time and nothing kept over the day: as we would want it." },
    { day: "2024-12-20", who: "erin" },
    { day: "2024-12-27", who: "lee" },
  ]);
  yield* version(stage, scoreInsights, "2025-01-08", "1.0.0", "first release", onlyOs2);
  yield* admission(stage, "ivo", "borealis", "2025-03-18", [
    { day: "2025-03-19", who: "tom" },
    { day: "2025-03-21", who: "sal" },
    { day: "2025-03-24", who: "erin", abstains: true, reason: "No workflow, and a calendar entry is no extension." },
    { day: "2025-03-27", who: "omar" },
  ]);
  yield* version(stage, reportCalendar, "2025-04-03", "1.0.0", "first release");
  yield* admission(stage, "mira", "cirrus", "2025-06-17", [
    { day: "2025-06-20", who: "tom", reason: "The model stays on the platform, so we can replace it." },
    { day: "2025-06-24", who: "bo" },
    { day: "2025-06-25", who: "erin", reason: "It starts on a change of the score only, and can be taken back." },
    { day: "2025-06-30", who: "omar" },
  ]);
  yield* version(stage, repaymentForecast, "2025-07-10", "1.0.0", "first release", onlyIntelligence2);
  yield* componentGranted(stage);
  yield* version(stage, creditGraph, "2025-09-09", "1.0.0", "first release");
  yield* version(stage, scoreInsights, "2025-12-04", "1.0.1", "yearly review", onlyOs2);
  yield* review(stage, sessions.acme);
  yield* review(stage, sessions.firstYear);
  yield* platformExtended(stage);
  yield* version(stage, reportCalendar, "2026-02-26", "1.0.1", "yearly review");
  yield* takenBack(stage);
  yield* review(stage, sessions.borealis);
  yield* review(stage, quarter("2026-03-24"));
  yield* version(stage, repaymentForecast, "2026-04-14", "1.1.0", "intelligence v3");
  yield* maintenance(stage);
  yield* review(stage, quarter("2026-06-16"));
  yield* review(stage, sessions.cirrus);
  yield* mended(stage);
  yield* keyRetired(stage);
  yield* review(stage, sessions.graph);
  yield* version(stage, creditGraph, "2026-09-15", "1.0.1", "leap days, yearly review");
  yield* review(stage, quarter("2026-09-16"));
  yield* version(stage, reportCalendar, "2026-10-06", "1.0.2", "new credential only");
  yield* planned(stage);
  yield* version(stage, scoreInsights, "2026-10-27", "1.1.0", "runs on OS 3.0.0");
  yield* signedOff(stage);
  yield* measured(stage);
  yield* version(stage, repaymentForecast, "2026-11-05", "1.1.1", "yearly review");
  yield* matrixRenewed(stage);
  yield* waiting(stage);
  await tidy(stage);
}

/** What an author releases: a manifest with what lies beside it. */
interface Work {
  readonly id: string;
  readonly author: string;
  readonly directory: string;
  /** Its folder below `templates/demo/`. */
  readonly source: string;
  readonly contracts: readonly string[];
}

const scoreInsights = integration("acme/score-insights", "dana", ["report"]);
const reportCalendar = integration("borealis/report-calendar", "ivo", ["report-dates"]);
const repaymentForecast = integration("cirrus/repayment-forecast", "mira", ["scores", "prediction"]);
const creditGraph: Work = {
  id: "credit-graph",
  author: "tom",
  directory: "components/credit-graph",
  source: "credit-graph",
  contracts: ["report", "graph"],
};

function integration(id: string, author: string, contracts: readonly string[]): Work {
  return { id, author, directory: `partners/${id.replace("/", "/integrations/")}`, source: id, contracts };
}

/** Manifests as they were before OS 3.0.0 came: pieces of the present text, and what stood there. */
type Earlier = Readonly<Record<string, string>>;

const onlyOs2: Earlier = { 'os: ">=2.0.0"': 'os: ">=2.0.0 <3.0.0"' };
const onlyIntelligence2: Earlier = {
  ...onlyOs2,
  "versions: [v2, v3]": "versions: [v2]",
  "version: v3": "version: v2",
  "version: 1.1.0\n      intelligence": "version: 1.0.0\n      intelligence",
};

async function* founding(stage: Stage): AsyncGenerator<string> {
  stage.clock.turnTo("2024-11-21");
  const members = Object.entries(founders).flatMap(([body, people]) => [`--${body}`, people.join(",")]);
  await stage.kwanus("lee", ["init", ...members, "--quorum", "1", "--forge", "github"]);
  for (const path of ["governance/platform.yaml", "governance/contracts/credit-v2.yaml"])
    writeBelow(stage.folder, path, await sample(stage, path));
  for (const who of reviewers) await stage.kwanus(who, ["person", "accept", who]);
  await stage.git("lee", "add", "--all");
  await stage.git("lee", "commit", "--quiet", "--message", "Found the office");
  yield told(stage, "lee", "Found the office: four bodies, seven people, each with a key");
}

/** A partner applies, the bodies vote, and it is let in. */
async function* admission(
  stage: Stage,
  author: string,
  partner: string,
  day: string,
  votes: readonly Vote[],
): AsyncGenerator<string> {
  yield* filing(stage, author, day, `${partner}/APP-0001`, "application", `${partner}/application`);
  yield* decision(stage, `${partner}/APP-0001`, votes);
}

async function* componentGranted(stage: Stage): AsyncGenerator<string> {
  stage.clock.turnTo("2025-08-19");
  const overview = "docs/overview.md";
  writeBelow(stage.folder, `${creditGraph.directory}/${overview}`, await sample(stage, `credit-graph/${overview}`));
  yield* landed(stage, "tom", "Describe credit-graph, a component for all partners");
  yield* filing(stage, "tom", "2025-08-21", "credit-graph/EXP-0001", "capability", "credit-graph/graph");
  yield* decision(stage, "credit-graph/EXP-0001", [
    { day: "2025-08-22", who: "ada", reason: "I had to fix the leap days in two of those sorts." },
    { day: "2025-08-26", who: "sal" },
    { day: "2025-08-27", who: "erin" },
    { day: "2025-09-02", who: "lee" },
  ]);
}

/** What the platform offers is governed: it changes with the decision that carries it. */
async function* platformExtended(stage: Stage): AsyncGenerator<string> {
  const platform = "governance/platform.yaml";
  writeBelow(stage.folder, platform, await sample(stage, "governance/platform-with-os-3.yaml"));
  yield* filing(stage, "ada", "2026-02-10", "governance/EXP-0001", "governance", "governance/os-3");
  yield* decision(stage, "governance/EXP-0001", [
    { day: "2026-02-11", who: "tom" },
    { day: "2026-02-13", who: "bo" },
    { day: "2026-02-16", who: "erin", abstains: true, reason: "Which versions there are is not for us to judge." },
    { day: "2026-02-19", who: "lee" },
  ]);
}

async function* maintenance(stage: Stage): AsyncGenerator<string> {
  stage.clock.turnTo("2026-05-19");
  const transition = "oversight/borealis/lifecycle/LC-0001/transition.yaml";
  writeBelow(stage.folder, transition, await sample(stage, "borealis/maintenance.yaml"));
  yield* landed(stage, "omar", "File borealis/LC-0001: Borealis goes into maintenance");
  yield* decision(stage, "borealis/LC-0001", [
    { day: "2026-05-22", who: "bo", reason: "Fine by us as long as somebody there still answers within a day." },
    { day: "2026-05-26", who: "lee" },
  ]);
}

async function* review(stage: Stage, session: Parameters<typeof hold>[1]): AsyncGenerator<string> {
  yield told(stage, session.who, await hold(stage, session));
}

/** Three bodies have voted on this one; the fourth is left to whoever watches. */
async function* waiting(stage: Stage): AsyncGenerator<string> {
  yield* filing(stage, "mira", "2026-11-11", "cirrus/EXP-0001", "capability", "cirrus/what-if");
  await vote(stage, "cirrus/EXP-0001", [
    { day: "2026-11-13", who: "tom" },
    { day: "2026-11-16", who: "sal", reason: "Fees first, date last: please keep it that way." },
    { day: "2026-11-18", who: "erin" },
  ]);
  yield told(stage, "erin", "The third of four votes on cirrus/EXP-0001; CGB is missing");
}

/** Above tier 1 an application alone carries no release: how it is built and kept is proposed, and all four approve. */
async function* planned(stage: Stage): AsyncGenerator<string> {
  yield* filing(stage, "dana", "2026-10-13", "acme/EXP-0001", "integration", "acme/os-3");
  yield* decision(stage, "acme/EXP-0001", [
    { day: "2026-10-14", who: "tom" },
    { day: "2026-10-16", who: "sal" },
    { day: "2026-10-19", who: "erin", reason: "Three groups a night is what we asked for in the pilot." },
    { day: "2026-10-21", who: "lee" },
  ]);
}

/** The first version that goes to everybody: planned, released with digests of what it stands for, signed by all four. */
async function* signedOff(stage: Stage): AsyncGenerator<string> {
  const { id, directory, source, author } = scoreInsights;
  const name = `${id}/1.1.0`;
  const required = ["api-reference", "workflow-documentation", "integration-guide", "lifecycle-documentation"];
  const documents = ["permissions", "testing", ...required].map((name) => `docs/${name}.md`);
  for (const path of ["plan.yaml", ...documents])
    writeBelow(stage.folder, `${directory}/${path}`, await sample(stage, `${source}/${path}`));
  await monitored(stage, author, id);
  await checkpointsHeld(stage, id, directory, source);
  await stage.kwanus(author, [
    ...["new", "release", "--subject", id, "--release", "1.1.0", "--released", stage.clock.dayOf("2026-11-10")],
    ...[
      "--fulfils",
      "acme/APP-0001",
      "--fulfils",
      "acme/EXP-0001",
      "--notes",
      "Works on OS 3.0.0; scores come earlier in the night.",
    ],
    ...["--migration-not-applicable", "Nothing that users rely on changes."],
    ...["--governance-update", "The manifest carries this version; the registries stay as they are."],
  ]);
  await stage.kwanus(author, ["matrix", "--write"]);
  yield* landed(stage, author, `Release ${name}, to be signed off`);
  yield* decision(stage, name, [
    { day: "2026-10-29", who: "ada" },
    { day: "2026-10-30", who: "bo", reason: "Every permission is used, and the log names each call." },
    { day: "2026-11-02", who: "erin" },
    { day: "2026-11-03", who: "lee" },
  ]);
}

/** The committed matrix says what the documents say. */
async function* matrixRenewed(stage: Stage): AsyncGenerator<string> {
  stage.clock.turnTo("2026-11-06");
  await stage.kwanus("lee", ["matrix", "--write"]);
  yield* landed(stage, "lee", "Renew the compatibility matrix");
}

/** A version of a manifest as it was on its day, which counts its days from there. */
async function* version(
  stage: Stage,
  { id, author, directory, source, contracts }: Work,
  day: string,
  number: string,
  what: string,
  earlier: Earlier = {},
): AsyncGenerator<string> {
  stage.clock.turnTo(day);
  for (const path of ["docs/overview.md", "risk.yaml", ...contracts.map((name) => `contracts/${name}.schema.json`)])
    writeBelow(stage.folder, `${directory}/${path}`, await sample(stage, `${source}/${path}`));
  const present = await sample(stage, `${source}/manifest.yaml`, stage.clock.day);
  const manifest = Object.entries(earlier).reduce((text, [now, then]) => text.replace(now, then), present);
  writeBelow(stage.folder, `${directory}/manifest.yaml`, manifest.replace(/^ {2}version: .*/m, `  version: ${number}`));
  yield* landed(stage, author, `Version ${number} of ${id}: ${what}`);
}
