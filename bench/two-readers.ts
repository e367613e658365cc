// `npx tsx bench/two-readers.ts 1000000 [seed]`: that many pages on both roads; prints every one that they read in two ways.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compare, pageOf, randomOf } from "../test/support/two-readers.ts";

const [cases = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const templates = join(import.meta.dirname, "../templates");
const seeds = readdirSync(templates)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(join(templates, name), "utf8"));
const random = randomOf(seed);
const count = { left: 0, same: 0, different: 0 };
for (let at = 0; at < cases; at++) {
  const outcome = compare(pageOf(random, seeds));
  if (typeof outcome === "string") count[outcome]++;
  else if (++count.different <= 20) process.stdout.write(`${outcome.why}\n${JSON.stringify(outcome.text)}\n\n`);
}
process.stdout.write(`${cases} pages from seed ${seed}: ${JSON.stringify(count)}\n`);
process.exitCode = count.different === 0 ? 0 : 1;
