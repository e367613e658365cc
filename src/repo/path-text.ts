// File names between Git's bytes and text, without loss: a byte that is not UTF-8 becomes a lone surrogate.

import { isUtf8 } from "node:buffer";
import { join } from "node:path";

/**
 * A name as text. Bytes that are not UTF-8 become U+DC80 to U+DCFF (as in PEP 383), which no UTF-8 name can hold: two
 * names never become one, and such a name can be reported instead of stopping everything.
 */
export function textOfName(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const size = [1, 2, 3, 4].find((n) => at + n <= bytes.length && isUtf8(bytes.subarray(at, at + n)));
    text += size === undefined ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : bytes.toString("utf8", at, at + size);
    at += size ?? 1;
  }
  return text;
}

/** The bytes `textOfName` was given. */
function bytesOfName(text: string): Buffer {
  const escaped = /(?<![\ud800-\udbff])[\udc80-\udcff]/;
  if (!escaped.test(text)) return Buffer.from(text);
  return Buffer.concat(
    text
      .split(/((?<![\ud800-\udbff])[\udc80-\udcff])/)
      .map((part) => (escaped.test(part) ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part))),
  );
}

/** Order of two names by the bytes Git has for them. */
export function compareNames(a: string, b: string): number {
  if (/[\ud800-\udfff]/.test(a) || /[\ud800-\udfff]/.test(b)) return Buffer.compare(bytesOfName(a), bytesOfName(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** NUL-terminated records as text. */
export function records(output: Buffer): string[] {
  if (isUtf8(output)) return output.toString("utf8").split("\0").slice(0, -1);
  const found: string[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0, at);
    if (end < 0) break;
    found.push(textOfName(output.subarray(at, end)));
    at = end + 1;
  }
  return found;
}

/** Where a file of the repository lies on this disk. */
export function diskPath(root: string, path: string): string | Buffer {
  return /[\udc80-\udcff]/.test(path) ? Buffer.concat([Buffer.from(`${root}/`), bytesOfName(path)]) : join(root, path);
}
