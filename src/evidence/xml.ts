// The part of XML that test reports are written in: elements, attributes, text. No document types, no entities of one's own.

import type { Read } from "./json.ts";

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** The first characters of the text directly inside. */
  readonly text: string;
}

const deepest = 64;
const mostText = 400;

interface Open {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: Open[];
  text: string;
}

const nameForm = /^[A-Za-z_][\w.:-]{0,99}$/;
const attributeForm = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/** The root element of a text. Never throws, in time linear in its length; `why` continues "the file …". */
export function readXml(source: string): Read<Element> {
  const top: Open = { name: "", attributes: new Map(), children: [], text: "" };
  const open: Open[] = [top];
  let at = 0;
  const declaration = /^<\?xml\s[^<>]*\?>/.exec(source);
  if (declaration !== null) at = declaration[0].length;
  while (at < source.length) {
    const tag = source.indexOf("<", at);
    const inside = open.at(-1) ?? top;
    const wrong = addText(inside, source.slice(at, tag < 0 ? source.length : tag), inside === top);
    if (wrong !== null) return { why: wrong };
    if (tag < 0) break;
    const next = step(source, tag, open);
    if (typeof next === "string") return { why: next };
    at = next;
  }
  const [root, ...others] = top.children;
  if (open.length > 1) return { why: `ends before </${open.at(-1)?.name}>` };
  if (root === undefined || others.length > 0) return { why: "is no XML with one root element" };
  return { value: root };
}

/** Reads what begins with the `<` at an offset. Returns the offset behind it, or what is wrong. */
function step(source: string, tag: number, open: Open[]): number | string {
  const inside = open.at(-1) as Open;
  if (source.startsWith("<!--", tag)) return behind(source, "-->", tag + 4);
  if (source.startsWith("<![CDATA[", tag)) {
    const end = source.indexOf("]]>", tag + 9);
    if (end < 0 || open.length === 1) return "is no XML";
    keep(inside, source.slice(tag + 9, Math.min(end, tag + 9 + mostText)));
    return end + 3;
  }
  if (source.startsWith("<!", tag)) return "has a document type, which a report has no need of";
  if (source.startsWith("<?", tag)) return "has an instruction for a program, which a report has no need of";
  const end = endOfTag(source, tag);
  if (end < 0) return "is no XML: a tag is not closed";
  if (source[tag + 1] === "/") {
    const name = source.slice(tag + 2, end).trimEnd();
    if (open.length === 1 || name !== inside.name) return "is no XML: its tags do not match";
    open.pop();
    return end + 1;
  }
  return startTag(source, tag, end, open);
}

function startTag(source: string, tag: number, end: number, open: Open[]): number | string {
  const closed = source[end - 1] === "/";
  const last = closed ? end - 1 : end;
  const blank = source.slice(tag + 1, Math.min(last, tag + 102)).search(/\s/);
  const name = source.slice(tag + 1, blank < 0 ? last : tag + 1 + blank);
  if (!nameForm.test(name)) return "is no XML: a tag has no name";
  const element: Open = { name, attributes: new Map(), children: [], text: "" };
  attributeForm.lastIndex = tag + 1 + name.length;
  let read = attributeForm.lastIndex;
  for (let match = attributeForm.exec(source); match !== null && attributeForm.lastIndex <= last; ) {
    const [, key = "", double, single = ""] = match;
    const value = resolved(double ?? single);
    if (value === null) return "uses an entity that XML itself does not have";
    if (element.attributes.has(key)) return `has the attribute ${key} twice in one place`;
    element.attributes.set(key, value);
    read = attributeForm.lastIndex;
    match = attributeForm.exec(source);
  }
  if (source.slice(read, last).trim() !== "") return "is no XML: an attribute cannot be read";
  if (open.length > deepest) return `is nested deeper than ${deepest} levels`;
  open.at(-1)?.children.push(element);
  if (!closed) open.push(element);
  return end + 1;
}

/** Offset of the `>` that ends a tag, past those in quotes; or -1. */
function endOfTag(source: string, start: number): number {
  let quote = "";
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at] ?? "";
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === ">") return at;
    else if (character === "<") return -1;
  }
  return -1;
}

function behind(source: string, mark: string, from: number): number | string {
  const end = source.indexOf(mark, from);
  return end < 0 ? "is no XML: a comment is not closed" : end + mark.length;
}

function addText(element: Open, raw: string, outside: boolean): string | null {
  if (outside)
    return raw.trim() === "" || raw === "\ufeff" ? null : "is no XML: text stands outside of the root element";
  const value = resolved(raw);
  if (value === null) return "uses an entity that XML itself does not have";
  keep(element, value);
  return null;
}

function keep(element: Open, text: string): void {
  if (element.text.length < mostText) element.text += text.slice(0, mostText - element.text.length);
}

const entities: { readonly [name: string]: string } = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The text with the five entities of XML and numbers of characters in place; null where another is used. */
function resolved(raw: string): string | null {
  if (!raw.includes("&")) return raw;
  let wrong = false;
  const text = raw.replace(/&(?:#(\d{1,7});|#x([0-9A-Fa-f]{1,6});|([a-z]{2,4});)?/g, (_, decimal, hex, name) => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : null;
    if (code !== null && code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    if (name !== undefined && Object.hasOwn(entities, name)) return entities[name] ?? "";
    wrong = true;
    return "";
  });
  return wrong ? null : text;
}
