// Bytes to text: UTF-8 without a byte order mark, of a size a person could have written.

/** What every document may measure (speed.md, "Guards"). Tokens are what the YAML lexer sees: words, marks, line ends. */
export const limits = { bytes: 1024 * 1024, lines: 50_000, tokens: 100_000, levels: 64, entries: 2_000 } as const;

/** Why bytes are no text; `line` is where, 1-based. */
export interface Undecodable {
  readonly rule: "DOC001" | "DOC010";
  readonly message: string;
  readonly help: string | null;
  readonly line: number;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a file, or the reason why it has none. CRLF is kept as it is. */
export function decode(bytes: Uint8Array): string | Undecodable {
  if (bytes.length > limits.bytes)
    return tooLarge(`The file has ${bytes.length} bytes; at most ${limits.bytes} are read`);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return noText("The file starts with a byte order mark", 'Save it as "UTF-8", not as "UTF-8 with BOM".', 1);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return noText("The file is UTF-16", "Save it as UTF-8.", 1);
  if (bytes.length > limits.lines && lineAt(bytes, bytes.length) > limits.lines + 1)
    return tooLarge(`The file has more than ${limits.lines} lines`);
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    return noText(`The file holds a NUL byte at offset ${zero}: it is not text`, "Remove it.", lineAt(bytes, zero));
  try {
    return strict.decode(bytes);
  } catch {
    const offset = firstBadByte(bytes);
    const hex = bytes[offset]?.toString(16).padStart(2, "0") ?? "end of file";
    return noText(
      `The file is not UTF-8: byte 0x${hex} at offset ${offset}`,
      "Save it as UTF-8.",
      lineAt(bytes, offset),
    );
  }
}

function noText(message: string, help: string, line: number): Undecodable {
  return { rule: "DOC001", message, help, line };
}

function tooLarge(message: string): Undecodable {
  return {
    rule: "DOC010",
    message,
    help: "Move long material to attachments/, docs/ or evidence/ and refer to it.",
    line: 1,
  };
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}

/** Reading leniently and writing again changes bytes first where they are wrong. */
function firstBadByte(bytes: Uint8Array): number {
  const again = new TextEncoder().encode(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  const offset = bytes.findIndex((byte, index) => byte !== again[index]);
  return offset < 0 ? bytes.length : offset;
}
