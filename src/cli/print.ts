// A text on a stream, whole or not at all, and how wide its lines may be.

import type { Sink } from "./world.ts";

const heard = new WeakSet<Sink>();

/** Resolves once it is written, with what went wrong or null. Ends the text with a line feed where it has none. */
export function written(sink: Sink, text: string): Promise<NodeJS.ErrnoException | null> {
  if (text === "") return Promise.resolve(null);
  return new Promise((resolve) => {
    // Told twice, by event and by callback; unheard events end the process. One ear is enough for any number of pieces.
    if (!heard.has(sink)) sink.on?.("error", () => undefined);
    heard.add(sink);
    sink.write(text.endsWith("\n") ? text : `${text}\n`, (error) => resolve(error ?? null));
  });
}

/** Cells of a line; what else there is where it is no terminal, or one that does not say, which reads as 0. */
export function columnsOf({ isTTY, columns = 0 }: Pick<Sink, "isTTY" | "columns">, elsewhere: number): number {
  return isTTY === true && columns > 0 ? columns : elsewhere;
}

/** Lines of help where there is no terminal. */
export const columnsOfHelp = 80;
