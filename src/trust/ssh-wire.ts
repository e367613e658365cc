// SSH's wire encoding (RFC 4251 section 5), as strictly as a signature needs: all bytes accounted for, one encoding each.

/**
 * Reads a sequence of length-prefixed strings that fills `bytes` exactly.
 * @returns the strings, or null where a length does not fit.
 */
export function readStrings(bytes: Uint8Array): Buffer[] | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const strings: Buffer[] = [];
  let at = 0;
  while (at < buffer.length) {
    if (at + 4 > buffer.length) return null;
    const end = at + 4 + buffer.readUInt32BE(at);
    if (end > buffer.length) return null;
    strings.push(buffer.subarray(at + 4, end));
    at = end;
  }
  return strings;
}

/** Writes strings with their lengths; text as UTF-8. */
export function writeStrings(...strings: readonly (Uint8Array | string)[]): Buffer {
  return Buffer.concat(
    strings.flatMap((string) => {
      const bytes = Buffer.from(string);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/**
 * The magnitude of a positive mpint, big-endian without leading zeros.
 * @returns null for zero, a negative number, and any encoding that is not the shortest.
 */
export function readMpint(bytes: Buffer): Buffer | null {
  const [first, second] = bytes;
  if (first === undefined || first >= 0x80) return null;
  if (first > 0) return bytes;
  return second !== undefined && second >= 0x80 ? bytes.subarray(1) : null;
}

/** Decodes base64 that is padded and canonical, so that one value has one text; null for anything else. */
export function readBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.length > 0 && bytes.toString("base64") === text ? bytes : null;
}
