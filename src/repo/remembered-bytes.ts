// Blobs that were read a moment ago: base and head share nearly all of theirs.

/** Bytes by blob id, the oldest forgotten when there are too many. `limit` in bytes. */
export function rememberBytes(limit: number) {
  const kept = new Map<string, Uint8Array>();
  let total = 0;
  return {
    get: (id: string) => kept.get(id),
    keep(id: string, bytes: Uint8Array): Uint8Array {
      if (kept.has(id) || bytes.length > limit) return bytes;
      kept.set(id, bytes);
      total += bytes.length;
      for (const [old, { length }] of kept) {
        if (total <= limit) break;
        kept.delete(old);
        total -= length;
      }
      return bytes;
    },
  };
}
