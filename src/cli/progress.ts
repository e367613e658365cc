// A line on stderr while something takes long.

import { terminal } from "../reporters/escape.ts";

// Shorter work would only flicker. In milliseconds.
const patience = 500;

/** How often a label that tells how far the work is gets written anew. In milliseconds. */
const pace = 200;

/** Writes the label once patience runs out; the function returned takes it away again. A function is asked again and again. */
export function startProgress(stderr: NodeJS.WritableStream, label: string | (() => string)): () => void {
  let written = "";
  let timer: NodeJS.Timeout;
  const write = () => {
    const text = terminal(typeof label === "string" ? label : label());
    // What was written before may be longer.
    if (text !== written) stderr.write(`\r${written === "" ? "" : "\u001B[K"}${text}…`);
    written = text;
    if (typeof label !== "string") timer = setTimeout(write, pace).unref();
  };
  timer = setTimeout(write, patience).unref();
  return () => {
    clearTimeout(timer);
    if (written !== "") stderr.write("\r\u001B[K");
    written = "";
  };
}
