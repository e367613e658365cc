// A line on stderr while something takes long.

import { terminal } from "../reporters/escape.ts";

// Shorter work would only flicker. In milliseconds.
const patience = 500;

/** Writes the label once patience runs out; the function returned takes it away again. */
export function startProgress(stderr: NodeJS.WritableStream, label: string): () => void {
  let written = false;
  const timer = setTimeout(() => {
    written = true;
    stderr.write(`\r${terminal(label)}…`);
  }, patience);
  timer.unref();
  return () => {
    clearTimeout(timer);
    if (written) stderr.write("\r\u001B[K");
    written = false;
  };
}
