// What kwanus remembers between runs: small texts in the user's own cache folder. Losing any of them costs time, nothing else.

import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { discover } from "./discover.ts";
import type { Environment } from "./environment.ts";

export interface Memory {
  /** The text kept under a key, or null where there is none or it is not as it was written. */
  recall(key: string): string | null;
  /** Keeps a text; the oldest make room. Says nothing where it cannot. */
  keep(key: string, text: string): void;
}

/** Entries kept, and characters of one. */
const most = 256;
const longest = 1024 * 1024;

/**
 * The memory of a user, or null where there is nowhere to keep it. A folder that somebody else owns or may write to does
 * not count, nor one inside a repository: what lies there may be theirs.
 */
export function openMemory(environment: Environment): Memory | null {
  const folder = folderIn(environment);
  if (folder === null) return null;
  return {
    recall: (key) => (isOurs(folder) ? opened(fileOf(folder, key), key) : null),
    keep(key, text) {
      if (key.length + text.length > longest) return;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (!isOurs(folder)) return;
        const temporary = join(folder, `.${process.pid}.${process.hrtime.bigint()}`);
        const content = JSON.stringify([key, text]);
        writeFileSync(temporary, `${checksum(content)}\n${content}`, { mode: 0o600, flag: "wx" });
        renameSync(temporary, fileOf(folder, key));
        forgetOldest(folder);
      } catch {
        // A full or read-only disk makes the next run slower, and this one no worse.
      }
    },
  };
}

function folderIn(environment: Environment): string | null {
  // Owners and modes mean what is asked of them below only where there are user ids.
  if (process.getuid === undefined) return null;
  const home = environment["HOME"] ?? "";
  const caches = environment["XDG_CACHE_HOME"] || (home && join(home, ".cache"));
  return caches !== "" && isAbsolute(caches) ? join(caches, "kwanus") : null;
}

function isOurs(folder: string): boolean {
  try {
    const stat = lstatSync(folder);
    return (
      stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0 && !isInRepository(folder)
    );
  } catch {
    return false;
  }
}

function isInRepository(folder: string): boolean {
  try {
    discover(folder);
    return true;
  } catch {
    return false;
  }
}

function fileOf(folder: string, key: string): string {
  return join(folder, checksum(key));
}

/** Names are short and two keys might share one, so the key is kept as well. */
function opened(file: string, wanted: string): string | null {
  try {
    const whole = readFileSync(file, "utf8");
    const end = whole.indexOf("\n");
    const content = whole.slice(end + 1);
    if (whole.slice(0, end) !== checksum(content)) return null;
    const [key, text] = JSON.parse(content) as [string, string];
    return key === wanted ? text : null;
  } catch {
    return null;
  }
}

/**
 * 53 bits against damage, not against malice: who may write here may write anything. node:crypto would take longer to load
 * than the rest of a recall takes together. Source: cyrb53 by bryc, public domain.
 */
function checksum(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16).padStart(14, "0");
}

function forgetOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= most) return;
  const dated = names.map((name) => ({
    name,
    at: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  }));
  for (const { name } of dated.sort((a, b) => a.at - b.at).slice(0, names.length - most))
    rmSync(join(folder, name), { force: true });
}
