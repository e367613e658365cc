// Command lines as a person can copy them, and the names their parts have.

/** A word quoted for a POSIX shell where it needs to be. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** `["kwanus", "--title", "a b"]` → `kwanus --title 'a b'`. */
export function commandLine(words: readonly string[]): string {
  return words.map(quote).join(" ");
}

/** The key an option or argument has in a command's input: `--as-of` → `asOf`, `--no-base` → `base`, `SUBJECT` → `subject`. */
export function keyOf(flag: string): string {
  return flag
    .replace(/^--(no-)?/, "")
    .toLowerCase()
    .replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
