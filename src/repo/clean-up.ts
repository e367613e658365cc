// What must not outlive this process: temporary files and child processes, removed however it ends.

const pending = new Set<() => void>();

/** Registers a synchronous action for `cleanUp`. Returns a function that runs it now and forgets it. */
export function onCleanUp(action: () => void): () => void {
  pending.add(action);
  return () => {
    if (pending.delete(action)) action();
  };
}

/** Runs everything registered, in reverse order. Synchronous, never throws: safe in a signal handler and on exit. */
export function cleanUp(): void {
  for (const action of [...pending].reverse()) {
    pending.delete(action);
    try {
      action();
    } catch {
      // One leftover must not keep the others from being removed.
    }
  }
}
