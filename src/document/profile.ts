// The part of YAML a document may use: no anchors, aliases, tags, merge keys, directives, second documents or excess.

import type { CST } from "yaml";
import { Lexer, Parser } from "yaml";
import { limits } from "./decode.ts";

/** A construct that is refused, by its offsets. */
export interface Refusal {
  readonly message: string;
  readonly help: string;
  readonly start: number;
  readonly end: number;
}

const most = 10;
const split = "Split the document, or move long material to attachments/, docs/ or evidence/.";
const help = {
  anchor: "Write the value where it is used. If the text starts with &, put it in quotes.",
  alias: "Write the value out. If the text starts with *, put it in quotes.",
  tag: "Leave the tag out. If the text starts with !, put it in quotes.",
  "<<": "Write the fields out.",
} as const;

/**
 * Splits a text into YAML tokens, in time linear in its length, and looks for what is refused. The composer that gives
 * tokens their meaning must not run on a text with refusals: it is neither linear nor safe for them.
 */
export function tokensOf(text: string): { readonly tokens: CST.Token[]; readonly refusals: Refusal[] } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (++count > limits.tokens)
      return {
        tokens: [],
        refusals: [
          { message: `The document has more than ${limits.tokens} words and marks`, help: split, start: 0, end: 1 },
        ],
      };
  }
  for (const token of parser.end()) tokens.push(token);
  const refusals = [...refusalsIn(tokens)].sort((a, b) => a.start - b.start);
  return { tokens, refusals: refusals.slice(0, most) };
}

function* refusalsIn(tokens: readonly CST.Token[]): Generator<Refusal> {
  const documents = tokens.filter((token) => token.type === "document");
  for (const token of tokens)
    if (token.type === "directive")
      yield refused(token, `The directive ${token.source}`, "Remove the line: documents are YAML 1.2.");
  const [, second] = documents;
  if (second)
    yield {
      message: "The file holds several YAML documents",
      help: "Put each document into a file of its own.",
      start: second.offset,
      end: second.offset + 3,
    };

  const open: { readonly token: CST.Token; readonly level: number }[] = [];
  for (const document of documents) {
    yield* marks(document.start);
    if (document.value) open.push({ token: document.value, level: 1 });
  }
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, level } = next;
    if (token.type === "alias") yield refused(token, `The alias ${token.source}`, help.alias);
    if (!("items" in token)) continue;
    if (level > limits.levels) {
      yield {
        message: `The document is nested deeper than ${limits.levels} levels`,
        help: "Flatten it.",
        start: token.offset,
        end: token.offset + 1,
      };
      return;
    }
    if (token.items.length > limits.entries) {
      yield {
        message: `One mapping or list has more than ${limits.entries} entries`,
        help: split,
        start: token.offset,
        end: token.offset + 1,
      };
      return;
    }
    for (const item of token.items) {
      yield* marks(item.start);
      yield* marks(item.sep ?? []);
      if (item.key?.type === "scalar" && item.key.source === "<<")
        yield refused(item.key, "The merge key <<", help["<<"]);
      if (item.key) open.push({ token: item.key, level: level + 1 });
      if (item.value) open.push({ token: item.value, level: level + 1 });
    }
  }
}

function* marks(tokens: readonly CST.SourceToken[]): Generator<Refusal> {
  for (const token of tokens)
    if (token.type === "anchor" || token.type === "tag")
      yield refused(token, `The ${token.type} ${token.source}`, help[token.type]);
}

function refused(token: { readonly offset: number; readonly source: string }, what: string, cure: string): Refusal {
  const short = what.length > 60 ? `${what.slice(0, 59)}…` : what;
  return {
    message: `${short} is not allowed: a document says everything where it stands`,
    help: cure,
    start: token.offset,
    end: token.offset + token.source.length,
  };
}
