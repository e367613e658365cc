// What runs first, in one small file: an answer that is known already, or else the program.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { type HelpPage, helpText } from "./help-text.ts";
import { columnsOf, columnsOfHelp, written } from "./print.ts";
import { processHost } from "./process-host.ts";
import { recall } from "./recall.ts";
import type { Host } from "./world.ts";

/** The process: `bin/kwanus.js` calls it. */
export async function start(version: string): Promise<void> {
  const host = processHost(version);
  const typed = process.argv.slice(2);
  const help = helpOf(typed, host);
  if (help !== null && (await written(host.stdout, help)) === null) process.exit(0);
  const known = recall(typed, host);
  if (known?.files.length === 0 && known.hints.length === 0 && (await written(host.stdout, known.output)) === null)
    process.exit(known.exit);
  // Most runs are over before V8's optimizing compiler has earned back what it takes: it begins ten times later. Newer
  // versions have a quicker one in between, and complain of flags they do not know (decision 64).
  if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString("--interrupt-budget=1200000");
  const { main } = await import("./main.ts");
  // Everything printed was waited for, so nothing is cut off; an idle stdin must not keep the process.
  process.exit(await main(typed, host, known));
}

/** The help whose page the build has gathered already, by the same code. */
function helpOf(typed: readonly string[], { build, stdout }: Host): string | null {
  if (build === undefined || !/^(?:[a-z]+ )?(?:--help|-h)$/.test(typed.join(" "))) return null;
  const pages: Record<string, HelpPage> = JSON.parse(readFileSync(join(__dirname, "help.json"), "utf8"));
  const page = pages[typed.slice(0, -1).join(" ")];
  return page === undefined ? null : helpText(page, columnsOf(stdout, columnsOfHelp));
}
