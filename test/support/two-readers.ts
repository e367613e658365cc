// Texts that two readers of YAML could take for different things, and the question whether ours and `yaml` do.

import { isDeepStrictEqual } from "node:util";
import { hiddenIn } from "../../src/document/hidden.ts";
import { tokensOf } from "../../src/document/profile.ts";
import { readStrictly } from "../../src/document/strict-reader.ts";
import { compose, dataOf, type Slip } from "../../src/document/tree.ts";

/** Numbers from 0 to 1, the same for the same seed. */
export interface Random {
  (): number;
  /** How often odd things come up on this page: from never, 0, to often, 1. */
  odd: number;
}

/** Mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return Object.assign(random, { odd: 1 });
}

/** What became of a text: the fast road left it to `yaml`, or both say the same, or how they differ. */
export type Outcome = "left" | "same" | { readonly text: string; readonly why: string };

/** Reads a text on both roads. */
export function compare(text: string, read: (text: string) => unknown = readStrictly): Outcome {
  if (hiddenIn(text).length > 0) return "left";
  const fast = read(text);
  if (fast === undefined) return "left";
  const { tokens, refusals } = tokensOf(text);
  if (refusals[0] !== undefined) return { text, why: `yaml refuses it: ${refusals[0].message}` };
  const tree = compose(tokens, text.length);
  if ("rule" in tree) return { text, why: `it is no YAML: ${tree.message}` };
  const slips: Slip[] = [];
  const careful = dataOf(tree.root, slips);
  if (slips[0] !== undefined) return { text, why: `yaml finds fault with it: ${slips[0].message}` };
  if (isDeepStrictEqual(fast, careful)) return "same";
  return { text, why: `${JSON.stringify(fast)} is ${JSON.stringify(careful)} to yaml` };
}

/** A page of YAML, often a little wrong. */
export function pageOf(random: Random, seeds: readonly string[]): string {
  random.odd = one(random, [0, 0, 0.2, 1]);
  const page = random() < 0.15 ? excerpt(random, seeds) : `${mapping(random, 0, 0).join("\n")}\n`;
  if (random.odd > 0) return disturbed(page, random);
  return random() < 0.7 ? withOneOdd(page, random) : page;
}

/** One line's value in a sound page replaced by an odd one. */
function withOneOdd(page: string, random: Random): string {
  const lines = page.split("\n");
  const at = lines.flatMap((line, index) => (/^ *(?:- )?[\w./-]+: \S|^ *- \S/.test(line) ? [index] : []));
  if (at.length === 0) return page;
  const index = one(random, at);
  const head = /^ *(?:- )?(?:[\w./-]+: )?/.exec(lines[index] ?? "")?.[0] ?? "";
  lines[index] = `${head}${one(random, oddValues)}`;
  return lines.join("\n");
}

function one<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

const chance = (random: Random, part: number): boolean => random() < part;
const isOdd = (random: Random, part: number): boolean => random() < part * random.odd;

/** Lists of words, each divided by a mark that is in none of them. */
function words(...lists: readonly string[]): string[] {
  return lists.flatMap((list) => list.split("¦"));
}

const usualKeys = words(`a¦id¦kind¦title¦reviewBy¦own_key¦x-y¦example.org/z¦A1¦n.o¦Nullable¦truth`);
const oddKeys = words(
  `"a"¦'a'¦null¦Null¦~¦true¦FALSE¦yes¦12¦1.5¦0x1¦-¦- a¦-a¦?¦? a¦<<¦*a¦&a a¦!t a¦[a]¦{a: b}¦__proto__`,
  `constructor¦a b¦a:b¦a#¦a #¦#a¦é¦a ¦@a¦%a¦\`a¦|¦>¦¦toString¦.inf¦.nan¦a,b¦a/¦_a¦=¦2026-01-01¦...¦---`,
).concat("k".repeat(99), "k".repeat(101), "k".repeat(1030));
const usualValues = words(
  `b¦report¦read:reports¦acme/APP-0001¦2026-01-10¦1.0.0¦0.1.0-rc.1¦>=2.0.0¦P6M¦PT24H¦true¦false¦null¦0`,
  `7¦99.9¦1.10¦GET /reports¦Works from 320 pixels, mostly.¦it's¦a "b" c¦a, b¦(c)¦/path¦sha256:0a1b`,
  `dana@example.org¦https://example.org/a?b=c#d¦a - b¦a#b¦é¦日本¦3 of 4¦24 hours¦"b"¦'b'¦""¦''¦"a: b"`,
  `'a #b'¦">=2.0.0"¦"2026-01-10"¦" b "¦'[x]'¦"it's"`,
).concat("x".repeat(90));
const oddValues = words(
  `0123¦00¦-0¦+1¦-1¦1_000¦0x1f¦0o17¦0b1¦1e3¦1E+3¦1.¦.5¦-.5¦1.5e¦1e¦0x¦0o8¦99999999999999999999`,
  `9007199254740993¦123456789012345678¦0.1000000000000000055¦1.0¦10.00¦-0.0¦1.e5¦1__0¦12:30:45`,
  `190:20:30¦1,000¦~¦Null¦NULL¦nULL¦True¦TRUE¦tRUE¦yes¦No¦on¦OFF¦y¦.inf¦-.INF¦.nan¦.NaN¦<<¦=¦!¦!!str 1`,
  `!t b¦&a b¦*a¦&a¦@b¦%b¦\`b\`¦| b¦|b¦> b¦>b¦? b¦?b¦- b¦-b¦-¦--¦---¦...¦:¦: b¦:b¦::¦b:¦b: c¦b:c¦b :c`,
  `b : c¦b #¦b #c¦b# c¦#b¦# b¦b  #  c¦b\t# c¦b\t¦\tb¦b\u00a0¦\u00a0b¦b\u3000#c¦b\u0085c¦b\u2028c`,
  `b\u200bc¦\ufeffb¦b\u200dc¦\u200db¦"b¦'b¦b"¦b'¦'it''s'¦''''¦'''¦"a\\nb"¦"\\u200b"¦"\\x41"¦"\\"¦"b" c`,
  `"b"c¦'b'#c¦"b" #c¦'b' 'c'¦"b": c¦'b': c¦"b":c¦"a" : b¦[¦]¦{¦}¦[]¦{}¦[ ]¦{ }¦[b¦b]¦{b¦b}¦[b]c¦[b] c`,
  `[b] #c¦[b]#c¦[b]: c¦{b: c}: d¦[b]:c¦[,]¦[b,]¦[b,,c]¦[,b]¦{,}¦{b}¦{b:}¦{b: }¦{b,c}¦{b: c,}¦{: c}`,
  `{? b}¦[b: c]¦[b:c]¦[b :c]¦[b : c]¦[- b]¦[-b]¦[?b]¦[? b]¦[b: ]¦["b":c]¦["b": c]¦{"b":c}¦{"b": c}`,
  `{b:c}¦{b: c: d}¦{b: c, b: d}¦{b: [c, {d: e}]}¦[[b], [c, d]]¦[ b , c ]¦[b,c]¦[b ,c]¦[b  c]¦[b #c]`,
  `[b#c]¦[#b]¦[b, #c]¦[true, 1.5, null, ~]¦[read:reports, a/b]¦[0123, 1e3]¦[b:]¦[:b]¦[a:,b]¦[a:]¦[*b]`,
  `[&b c]¦[!b c]¦[|]¦[>b]¦[%b]¦[@b]¦['b', "c"]¦['b''c']¦["b\\"c"]¦["b]¦{true: b}¦{null: b}¦{1: b}`,
  `{a.b/c: d}¦{a: }¦{a: ,b: c}¦{ a: b , c: d }¦{a: b}}¦[b]]¦[{a: b}, {a: c}]¦[a: b, c]¦{a: 'b'}`,
  `{a: 'b' c}¦{a: "b"}¦{a: b #c}¦{a: b, #c¦[a, b¦{}b¦[]b¦{a:\tb}¦[(a), a=b, a@b]¦[a+b, a_b, a-]`,
  `[a -, b]¦[a.]¦[2026-01-10]¦[a: b:c]¦b,¦,b¦b, [c¦b {c}¦b]c¦a\\b¦\\b¦$b¦+b¦=b`,
);

function value(random: Random): string {
  const word = isOdd(random, 0.2) ? one(random, oddValues) : one(random, usualValues);
  return isOdd(random, 0.08) ? `${word}${one(random, [" # c", " #", "  # c: d", "#c", " ", "  "])}` : word;
}

function mapping(random: Random, indent: number, depth: number): string[] {
  const lines: string[] = [];
  const count = 1 + Math.floor(random() * 4);
  for (let i = 0; i < count; i++) {
    lines.push(...noise(random, indent));
    const key = isOdd(random, 0.06) ? one(random, oddKeys) : `${one(random, usualKeys)}${i}`;
    lines.push(...entry(random, `${" ".repeat(indent)}${key}:`, indent, depth));
  }
  return lines;
}

/** Something behind `head`, or below it. */
function entry(random: Random, head: string, indent: number, depth: number): string[] {
  const kind = random();
  const gap = isOdd(random, 0.05) ? one(random, ["", "  ", "    ", "\t"]) : " ";
  if (kind < 0.5 || depth > 4) return [`${head}${gap}${value(random)}`];
  if (kind < 0.65) return blockText(random, head, indent);
  if (kind < 0.68) return [head];
  const below = indent + one(random, [2, 2, 2, 2, 4, 1, 3]);
  const opening = isOdd(random, 0.06) ? `${head}${one(random, [" # c", " ", "#c", " |", " >-", " a"])}` : head;
  if (kind < 0.84) return [opening, ...noise(random, below), ...mapping(random, below, depth + 1)];
  return [opening, ...list(random, chance(random, 0.5) ? indent : below, depth + 1)];
}

function list(random: Random, indent: number, depth: number): string[] {
  const lines: string[] = [];
  const count = 1 + Math.floor(random() * 3);
  for (let i = 0; i < count; i++) {
    const hyphen = `${" ".repeat(indent)}${isOdd(random, 0.05) ? one(random, ["-", "-  ", "-   ", "- - ", "-\t", "- # c", "-  #c"]) : "- "}`;
    lines.push(...noise(random, indent));
    if (chance(random, 0.6)) lines.push(...entry(random, hyphen.trimEnd(), indent, 9));
    else {
      const [first = "", ...others] = mapping(random, hyphen.length, depth + 1);
      lines.push(`${hyphen}${first.trimStart()}`, ...others);
    }
  }
  return lines;
}

function blockText(random: Random, head: string, indent: number): string[] {
  const header = isOdd(random, 0.2)
    ? one(random, ["|+", ">+", "|2", ">1-", "|-2", "| # c", "|#c", "|0", "|--"])
    : one(random, ["|", "|-", ">", ">-"]);
  const depth = indent + one(random, [2, 2, 2, 2, 2, 4, 1, 3, 0]);
  const count = Math.floor(random() * 5);
  const lines = Array.from({ length: count }, () => {
    const kind = random();
    if (kind < 0.7)
      return `${" ".repeat(depth)}${one(random, [...usualValues, "# no comment", "- b", "a: b", "---", "..."])}`;
    if (kind < 0.85) return "";
    if (kind < 0.95)
      return `${" ".repeat(Math.max(0, depth + one(random, [1, 2, -1, 4])))}${one(random, ["b", "- b", "# c", "b "])}`;
    return " ".repeat(Math.floor(random() * 6));
  });
  return [`${head} ${header}`, ...lines, ...(chance(random, 0.2) ? ["", ""] : [])];
}

/** What may stand between lines. */
function noise(random: Random, indent: number): string[] {
  const kind = random();
  if (kind < 0.88) return [];
  if (kind < 0.92) return [""];
  return [
    `${" ".repeat(chance(random, 0.6) ? indent : Math.floor(random() * 8))}# ${one(random, ["c", "a: b", "- b", "'", "["])}`,
  ];
}

function excerpt(random: Random, seeds: readonly string[]): string {
  const lines = one(random, seeds).split("\n");
  const from = Math.floor(random() * lines.length);
  const found = lines.slice(from, from + 1 + Math.floor(random() * 25));
  const indent = Math.min(...found.map((line) => (line.trim() === "" ? 99 : line.length - line.trimStart().length)));
  return `${found.map((line) => line.slice(indent)).join("\n")}\n`;
}

const fragments = [
  " ",
  "  ",
  "\t",
  "\n",
  "\r\n",
  "\r",
  ":",
  ": ",
  "#",
  " #",
  "-",
  "- ",
  "[",
  "]",
  "{",
  "}",
  ",",
  '"',
  "'",
  "|",
  ">",
  "&",
  "*",
  "!",
  "%",
  "?",
  "@",
  "\\",
  "~",
  "0",
  ".",
  "e",
  "---\n",
  "...\n",
  "\n\n",
  "\u00a0",
  "\u200d",
  "a: b\n",
  "  c\n",
];

/** Mostly nothing, else one to three small mistakes. */
function disturbed(page: string, random: Random): string {
  let text = page;
  for (let edits = random() < 0.6 ? 0 : 1 + Math.floor(random() * 3); edits > 0; edits--) {
    const at = Math.floor(random() * (text.length + 1));
    const kind = random();
    if (kind < 0.35) text = text.slice(0, at) + one(random, fragments) + text.slice(at);
    else if (kind < 0.55) text = text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 3));
    else {
      const lines = text.split("\n");
      const line = Math.floor(random() * lines.length);
      const own = lines[line] ?? "";
      if (kind < 0.75) lines[line] = chance(random, 0.5) ? ` ${own}` : own.replace(/^ /, "");
      else if (kind < 0.85) lines.splice(line, 1);
      else if (kind < 0.95) lines.splice(Math.floor(random() * lines.length), 0, own);
      else lines[line] = `${own}${one(random, [" ", "\t", "\r", " #", "  # c"])}`;
      text = lines.join("\n");
    }
  }
  return random() < 0.02 ? text.replace(/\n+$/, "") : text;
}
