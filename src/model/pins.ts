// What a release stands for, byte by byte: whoever signs it off signs these files too (trust.md, "Subject digest").

import type { Release } from "../document/types.gen.ts";
import type { Snapshot } from "../snapshot.ts";
import { sha256Hex } from "../trust/digest.ts";
import { largestFile } from "./limits.ts";

/** `sha256:<hex>` by path from the folder of the integration or component. */
export type Pins = ReadonlyMap<string, string>;

const standsFor = /^(?:manifest\.yaml|plan\.yaml|(?:contracts|docs)\/.+)$/;

/** True for what a release pins. @param place path from the folder of the integration or component */
export function isPinned(place: string): boolean {
  return standsFor.test(place);
}

/** What a release says it stands for, to be compared with `pinsOf`. */
export function pinsIn({ spec }: Pick<Release, "spec">): Pins {
  return new Map(spec.pins.map(({ path, sha256 }) => [path, sha256]));
}

/** True where two name the same files with the same bytes. */
export function samePins(a: Pins, b: Pins): boolean {
  return a.size === b.size && [...a].every(([path, digest]) => b.get(path) === digest && digest !== "unread");
}

/**
 * The manifest, plan, contracts and documents in a folder.
 * @param known digests in hex that were computed before, by blob id
 * @throws Failure `unreadable` where an object is missing
 */
export async function pinsOf(snapshot: Snapshot, folder: string, known = new Map<string, string>()): Promise<Pins> {
  const pins = new Map<string, string>();
  for (const { path, blob, size, mode } of snapshot.files.values()) {
    const place = path.slice(folder.length + 1);
    if (!path.startsWith(`${folder}/`) || !isPinned(place)) continue;
    // What may not be here has a finding of its own; nothing fits it.
    const hex =
      size > largestFile || !mode.startsWith("100") ? null : (known.get(blob) ?? sha256Hex(await snapshot.bytes(path)));
    if (hex !== null) known.set(blob, hex);
    pins.set(place, hex === null ? "unread" : `sha256:${hex}`);
  }
  return pins;
}
