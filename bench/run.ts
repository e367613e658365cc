// `npm run bench`: makes repositories, measures every goal, prints one table and one line for machines.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as goals from "./goals.ts";
import { benchEnvironment } from "./measure.ts";
import { makeOffice, type Office } from "./office.ts";

const usage = `npm run bench -- [--sizes 10,100,1000,10000] [--goals 1,2,8] [--rounds 9] [--seconds 20] [--keep]

  --sizes    how many documents; 100000 measures goal 5 too, and takes a while
  --goals    only these
  --rounds   runs of each command, in turns; the median counts
  --seconds  fewer runs, but at least three, where one comparison would take longer
  --keep     leave the repositories where they are
`;

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "10,100,1000,10000" },
    goals: { type: "string", default: "1,2,3,4,5,6,7,8,9,10,11" },
    rounds: { type: "string", default: "9" },
    seconds: { type: "string", default: "20" },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(usage);
else await bench();

async function bench(): Promise<void> {
  const stage = mkdtempSync(join(tmpdir(), "kwanus-bench-"));
  const home = join(stage, "home");
  mkdirSync(home);
  const sizes = values.sizes.split(",").map(Number);
  const wanted = new Set(values.goals.split(","));
  const offices = new Map<number, Promise<Office>>();
  const setting: goals.Bench = {
    stage,
    environment: benchEnvironment(home),
    patience: { rounds: Number(values.rounds), seconds: Number(values.seconds) },
    office(documents) {
      const made = offices.get(documents) ?? makeOffice(join(stage, `office-${documents}`), documents);
      offices.set(documents, made);
      return made;
    },
  };
  const large = sizes.filter((size) => size <= 10_000);
  const steps: [string[], () => goals.Result[] | Promise<goals.Result[]>][] = [
    [["1", "2"], () => goals.starts(setting)],
    [["3", "4"], () => goals.coldRuns(setting, large)],
    [["5"], () => (sizes.includes(100_000) ? goals.hugeRun(setting) : [])],
    [["6", "7", "8"], () => goals.warmRuns(setting, sizes)],
    [["9"], () => goals.againstPeers(setting, large)],
    [["10"], () => goals.signatures(setting)],
    [["11"], () => goals.badInputs(setting, Math.max(60, ...large))],
  ];
  const results: goals.Result[] = [];
  process.stdout.write(`node ${process.version}, ${cpus()[0]?.model ?? "?"} × ${cpus().length}\n\n`);
  try {
    for (const [of, measure] of steps)
      if (of.some((goal) => wanted.has(goal)))
        for (const result of await measure()) {
          results.push(result);
          process.stdout.write(`${line(result)}\n`);
        }
  } finally {
    if (values.keep) process.stdout.write(`\n${stage}\n`);
    else rmSync(stage, { recursive: true, force: true });
  }
  process.stdout.write(`\n${JSON.stringify({ node: process.version, results })}\n`);
}

function line({ goal, what, today, wanted, reached, rounds, times }: goals.Result): string {
  const verdict = reached === null ? "" : reached ? "reached" : "not reached";
  return [
    goal.padStart(2),
    what.padEnd(66),
    today.padStart(13),
    wanted.padStart(9),
    verdict.padEnd(11),
    rounds > 0 ? `${rounds} rounds` : "",
    times,
  ]
    .join("  ")
    .trimEnd();
}
