// The word that was probably meant.

/**
 * The one of `words` nearest to `word`, or null where none is near: at most a third of its letters differ, or it is the
 * beginning of one alone. Capitals, hyphens and underscores do not count as differences.
 */
export function suggest(word: string, words: Iterable<string>): string | null {
  if (word.length > 64) return null;
  const plain = fold(word);
  let best: string | null = null;
  const begun: string[] = [];
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of words) {
    const other = fold(candidate);
    if (plain.length >= shortestBeginning && other.startsWith(plain)) begun.push(candidate);
    // At least as many letters differ as one has more; most of a long list is told apart by that alone.
    if (Math.abs(other.length - plain.length) >= least) continue;
    const distance = editDistance(plain, other);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best ?? (begun.length === 1 ? (begun[0] ?? null) : null);
}

/** Two letters begin too much to mean anything. */
const shortestBeginning = 3;

/** Whether another word was probably written where this one was meant. */
export function isSlipOf(meant: string, written: string): boolean {
  return meant !== written && suggest(written, [meant]) !== null;
}

/** `Did you mean "x"?` for the nearest word, or null. */
export function didYouMean(word: string, words: Iterable<string>): string | null {
  const meant = suggest(word, words);
  return meant === null ? null : `Did you mean "${meant}"?`;
}

/**
 * `Did you mean "partners/acme"?` for a path of which one part is nearly the name of something there, or null.
 * @param known paths of files
 */
export function pathMeant(path: string, known: Iterable<string>): string | null {
  const files = [...known].map((file) => file.split("/"));
  const parts = path.split("/");
  for (let at = 0; at < parts.length; at++) {
    const beside = files.filter((file) => parts.slice(0, at).every((part, index) => part === file[index]));
    const names = new Set(beside.flatMap((file) => file[at] ?? []));
    if (names.has(parts[at] ?? "")) continue;
    const meant = suggest(parts[at] ?? "", names);
    if (meant === null) return null;
    parts[at] = meant;
  }
  return `Did you mean "${parts.join("/")}"?`;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[-_]/g, "");
}

/** How many letters must be changed, added, removed, or swapped with their neighbour to get from `a` to `b`. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(at(row, j - 1) + 1, at(above, j) + 1, at(above, j - 1) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
    }
    [before, above] = [above, row];
  }
  return at(above, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] as number;
}
