// What runs first, in one small file: an answer that is known already, or else the program.

import { written } from "./print.ts";
import { processHost } from "./process-host.ts";
import { recall } from "./recall.ts";

/** The process: `bin/kwanus.js` calls it. */
export async function start(version: string): Promise<void> {
  const host = processHost(version);
  const typed = process.argv.slice(2);
  const known = recall(typed, host);
  if (known?.files.length === 0 && known.hints.length === 0 && (await written(host.stdout, known.output)) === null)
    process.exit(known.exit);
  const { main } = await import("./main.ts");
  // Everything printed was waited for, so nothing is cut off; an idle stdin must not keep the process.
  process.exit(await main(typed, host, known));
}
