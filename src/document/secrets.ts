// Secrets that stand in a text: what a governance repository shows to everybody must open nothing.

import type { Slip } from "./tree.ts";

/**
 * Shapes that are secret by themselves; the part to be hidden is the whole match. Each holds one of some words whatever else
 * it holds, and a text without them is not searched: patterns take a hundred times as long to say no.
 */
const shapes: readonly (readonly [what: string, words: readonly string[], pattern: RegExp])[] = [
  ["A private key block", ["PRIVATE KEY"], /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g],
  ["An AWS access key", ["AKIA", "ASIA"], /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  [
    "A GitHub token",
    ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
    /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})\b/g,
  ],
  ["A GitLab token", ["glpat-"], /\bglpat-[A-Za-z0-9_-]{20,255}/g],
  ["A Slack token", ["xox"], /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g],
  ["A Slack webhook", ["hooks.slack.com"], /https:\/\/hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,255}/g],
  ["A Stripe key", ["k_live_"], /\b[rs]k_live_[A-Za-z0-9]{16,255}\b/g],
  ["A Google API key", ["AIza"], /\bAIza[A-Za-z0-9_-]{35}/g],
  ["An npm token", ["npm_"], /\bnpm_[A-Za-z0-9]{36}\b/g],
  ["A signed token (JWT)", ["eyJ"], /\beyJ[\w-]{10,300}\.eyJ[\w-]{10,2000}\.[\w-]{10,2000}/g],
  ["A link with a password", ["://"], /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{1,200}:[^\s/@"'<>]{1,200}@/gi],
];

/** A value that is called a secret. The name tells the reader what it is, the value how random it is. */
const named =
  /\b(pass(?:word|wd|phrase)|secret|token|(?:api|access|private|client|secret)[-_ ]?(?:key|secret|token))["']?[ \t]{0,9}[:=][ \t]{0,9}["']?([^\s"',;]{8,500})/gi;
const most = 10;

/** The secrets of a text by offset, the first ten. */
export function secretsIn(text: string): Slip[] {
  const found: Slip[] = [];
  const add = (what: string, start: number, secret: string): void => {
    if (found.some((slip) => start < slip.end && slip.start < start + secret.length)) return;
    // The prefix of a token is its maker's and helps to find it; anything else would give a part of the secret away.
    const prefix = / (?:key|token)$/.test(what) ? `: ${secret.slice(0, 4)}…` : "";
    found.push({
      rule: "DOC013",
      message: `${what} stands here${prefix}`,
      help: "Revoke it: whoever has a clone has it. Then name the credential by its id, and keep the secret in a secret store.",
      start,
      end: start + secret.length,
    });
  };
  for (const [what, words, pattern] of shapes)
    if (words.some((word) => text.includes(word)))
      for (const match of text.matchAll(pattern)) add(what, match.index, match[0]);
  for (const match of text.matchAll(named)) {
    const [all, name = "", value = ""] = match;
    if (isRandom(value, /^pass/i.test(name)))
      add(`A secret that is called "${name}"`, match.index + all.length - value.length, value);
  }
  return found.sort((a, b) => a.start - b.start).slice(0, most);
}

/** A word of a sentence is no secret, nor is a variable that stands for one. People choose passwords that are less random. */
function isRandom(value: string, isPassword: boolean): boolean {
  if (/^[$<{[(%]|^(?:sha256|https?):/i.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (isPassword) return /[0-9]/.test(value);
  return value.length >= 16 && /[0-9]/.test(value) && entropy(value) >= 3;
}

/** Shannon entropy, in bits for each character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / value.length) * Math.log2(count / value.length), 0);
}
