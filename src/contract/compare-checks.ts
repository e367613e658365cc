// What can change in a contract, and what each change does to whoever sends (request) and to whoever reads (response).

/** `undecided`: no form decides it, so a person must look. */
export type Verdict = "breaking" | "compatible" | "undecided";

/** Where in an exchange something stands, seen from the caller: sent by it, or read by it; null where it is neither. */
export type Direction = "request" | "response" | null;

/** A verdict and why. */
type Judgement = readonly [verdict: Verdict, reason: string];

export interface Check {
  /** What happened, as a clause without an end: `a property is gone`. */
  readonly what: string;
  readonly request: Judgement;
  readonly response: Judgement;
}

const refused = "what was sent until now may be refused";
const accepted = "all that was sent until now is still accepted";
const unexpected = "something may come that nobody was told to expect";
const expected = "only what was promised still comes";

/** Less is allowed than before: senders lose, readers do not. */
const narrowed = (what: string): Check => ({
  what,
  request: ["breaking", refused],
  response: ["compatible", expected],
});

/** More is allowed than before: readers lose, senders do not. */
const widened = (what: string): Check => ({
  what,
  request: ["compatible", accepted],
  response: ["breaking", unexpected],
});

/** Some of the old is no longer allowed, and something new is. */
const moved = (what: string): Check => ({
  what,
  request: ["breaking", refused],
  response: ["breaking", unexpected],
});

/** It must be there from now on. */
const required = (what: string): Check => ({
  what,
  request: ["breaking", "who does not send it is refused"],
  response: ["compatible", "readers find it always"],
});

/** It may be left out from now on. */
const optional = (what: string): Check => ({
  what,
  request: ["compatible", "who sends it is served as before"],
  response: ["breaking", "readers were promised it, and may miss it"],
});

const alike = (verdict: Verdict, what: string, reason: string): Check => ({
  what,
  request: [verdict, reason],
  response: [verdict, reason],
});

const harmless = (what: string, reason: string): Check => alike("compatible", what, reason);
const breaks = (what: string, reason: string): Check => alike("breaking", what, reason);
const unclear = (what: string, reason: string): Check => alike("undecided", what, reason);

const meaning = "whether the old meaning lies within the new one cannot be computed";

/** Every check by its id. Where it has a direction, that stands before the id: `request-property-became-required`. */
export const checks = {
  // Types and values
  "type-narrowed": narrowed("fewer types are allowed"),
  "type-widened": widened("more types are allowed"),
  "type-changed": moved("the type is another one"),
  "type-stated": unclear("a type is stated", "nothing said it before, though the other words only fit this type"),
  "type-unstated": unclear("the type is no longer stated", "the other words only fit the type it had"),
  "became-nullable": widened("null is allowed"),
  "became-not-nullable": narrowed("null is no longer allowed"),
  "became-impossible": narrowed("no value is allowed any more"),
  "became-possible": widened("values are allowed where none was"),
  "enum-value-removed": narrowed("a value of the list is gone"),
  "enum-value-added": widened("a value joins the list"),
  "enum-added": narrowed("only listed values are allowed"),
  "enum-removed": widened("any value is allowed, no longer only listed ones"),
  "default-added": {
    what: "a default is stated",
    request: ["undecided", "who leaves it out may get something else than before"],
    response: ["compatible", "a reader sees the value that comes"],
  },
  "default-removed": {
    what: "the default is gone",
    request: ["undecided", "nothing says any more what leaving it out means"],
    response: ["compatible", "a reader sees the value that comes"],
  },
  "default-changed": {
    what: "the default is another one",
    request: ["undecided", "who leaves it out gets another value than before"],
    response: ["compatible", "a reader sees the value that comes"],
  },
  // Numbers, texts, lists
  "minimum-raised": narrowed("the lower bound is higher"),
  "minimum-lowered": widened("the lower bound is lower"),
  "maximum-lowered": narrowed("the upper bound is lower"),
  "maximum-raised": widened("the upper bound is higher"),
  "multiple-of-narrowed": narrowed("values lie further apart"),
  "multiple-of-widened": widened("values lie closer together"),
  "multiple-of-changed": moved("values are multiples of another number"),
  "min-length-raised": narrowed("texts must be longer"),
  "min-length-lowered": widened("texts may be shorter"),
  "max-length-lowered": narrowed("texts must be shorter"),
  "max-length-raised": widened("texts may be longer"),
  "pattern-added": narrowed("texts must fit a pattern"),
  "pattern-removed": widened("texts need not fit the pattern any more"),
  "pattern-changed": unclear("the pattern is another one", meaning),
  "format-added": narrowed("a format is asked for"),
  "format-removed": widened("the format is no longer asked for"),
  "format-narrowed": narrowed("the format allows less"),
  "format-widened": widened("the format allows more"),
  "format-changed": moved("the format is another one"),
  "format-unknown": unclear("the format differs", "what this format allows is not known here"),
  "min-items-raised": narrowed("lists must be longer"),
  "min-items-lowered": widened("lists may be shorter"),
  "max-items-lowered": narrowed("lists must be shorter"),
  "max-items-raised": widened("lists may be longer"),
  "items-must-be-unique": narrowed("no item may come twice"),
  "items-need-not-be-unique": widened("items may come twice"),
  "min-properties-raised": narrowed("more properties are needed"),
  "min-properties-lowered": widened("fewer properties are needed"),
  "max-properties-lowered": narrowed("fewer properties are allowed"),
  "max-properties-raised": widened("more properties are allowed"),
  // Objects
  "property-added": harmless("an optional property is new", "senders may leave it out, readers may skip it"),
  "property-added-required": {
    what: "a required property is new",
    request: ["breaking", "who does not send it is refused"],
    response: ["compatible", "readers may skip it"],
  },
  "property-added-to-closed": {
    what: "a property is new where no others were allowed",
    request: ["compatible", accepted],
    response: ["breaking", "who holds what comes against the old contract refuses it"],
  },
  "property-removed": {
    what: "an optional property is gone",
    request: ["undecided", "who sends it is not refused, but nothing says what becomes of it"],
    response: ["undecided", "readers had to do without it at times, and now must always"],
  },
  "property-removed-required": {
    what: "a property that was always there is gone",
    request: ["undecided", "who sends it is not refused, but nothing says what becomes of it"],
    response: ["breaking", "readers were promised it"],
  },
  "property-removed-from-closed": {
    what: "a property is gone where no others are allowed",
    request: ["breaking", "who sends it is refused"],
    response: ["undecided", "readers had to do without it at times, and now must always"],
  },
  "property-became-required": required("a property became required"),
  "property-became-optional": optional("a property became optional"),
  "property-became-hidden": {
    what: "a property is only for the other direction now (readOnly, writeOnly)",
    request: ["undecided", "whether it is refused or ignored when it is sent, nothing says"],
    response: ["breaking", "it does not come any more"],
  },
  "became-closed": narrowed("properties that are not named are no longer allowed"),
  "became-open": widened("properties that are not named are allowed"),
  "dependency-added": narrowed("a property needs another one beside it"),
  "dependency-removed": widened("a property no longer needs another one beside it"),
  "pattern-property-added": unclear("names of a pattern are described anew", meaning),
  "pattern-property-removed": unclear("names of a pattern are no longer described", meaning),
  // Alternatives
  "alternative-added": widened("there is one more alternative"),
  "alternative-removed": narrowed("there is one alternative less"),
  "alternative-added-overlapping": {
    what: "there is one more alternative, and exactly one may fit",
    request: ["undecided", "what fitted one alternative may now fit two, which is refused"],
    response: ["breaking", unexpected],
  },
  "alternative-removed-overlapping": {
    what: "there is one alternative less, and exactly one may fit",
    request: ["breaking", refused],
    response: ["undecided", "what fitted two alternatives, and was refused, may come now"],
  },
  "alternatives-changed": unclear("the alternatives differ", "which old one became which new one cannot be told"),
  "discriminator-changed": breaks("alternatives are told apart by another property", "who tells them apart cannot"),
  "discriminator-added": harmless("a property tells the alternatives apart", "what fits a schema is as before"),
  "discriminator-removed": unclear("no property tells the alternatives apart", "who told them apart by it cannot"),
  "discriminator-value-added": widened("a value of the discriminator is new"),
  "discriminator-value-removed": narrowed("a value of the discriminator is gone"),
  "discriminator-value-changed": unclear("a value of the discriminator stands for another schema", meaning),
  "exclusion-added": narrowed("something is excluded (not)"),
  "exclusion-removed": widened("something is no longer excluded (not)"),
  "condition-added": narrowed("a condition is new (if, contains, anyOf, dependent schemas)"),
  "condition-removed": widened("a condition is gone (if, contains, anyOf, dependent schemas)"),
  "condition-changed": unclear("a condition is another one", meaning),
  "keyword-changed": unclear("something else differs", "kwanus does not know what it means for what is exchanged"),
  "reference-changed": unclear("a reference leads out of the document", "what it leads to is not compared"),
  "not-compared": unclear("this part was not compared", "it is nested or repeated beyond what kwanus follows"),
  "became-deprecated": harmless("it is deprecated", "it works until it is taken away"),
  "became-undeprecated": harmless("it is no longer deprecated", "it works as before"),
  // Operations
  "operation-added": harmless("an operation is new", "nobody calls it yet"),
  "operation-removed": breaks("an operation is gone", "who calls it gets an error, also where it was deprecated"),
  "operation-id-changed": breaks("the name of the operation is another one", "manifests and clients call it by name"),
  "operation-id-added": harmless("the operation has a name", "nobody calls it by that name yet"),
  "operation-id-removed": breaks("the operation has no name any more", "manifests and clients call it by name"),
  "webhook-added": harmless("a webhook is new", "nobody listens yet"),
  "webhook-removed": breaks("a webhook is gone", "who waits for it waits for ever"),
  "callback-added": harmless("a callback is new", "only who asks for it is called back"),
  "callback-removed": breaks("a callback is gone", "who waits for it waits for ever"),
  "link-changed": unclear("a link differs", "who follows it may be led elsewhere"),
  "path-parameter-renamed": harmless("a parameter of the path has another name", "addresses are as before"),
  "parameter-added": harmless("an optional parameter is new", "who leaves it out is served as before"),
  "parameter-added-required": {
    what: "a required parameter is new",
    request: ["breaking", "who does not send it is refused"],
    response: ["compatible", "readers may skip it"],
  },
  "parameter-removed": {
    what: "a parameter is gone",
    request: ["undecided", "who sends it may be refused, or served as if it were not there"],
    response: ["undecided", "who reads it must do without"],
  },
  "parameter-became-required": required("a parameter became required"),
  "parameter-became-optional": optional("a parameter became optional"),
  "parameter-style-changed": breaks(
    "values are written in another form (style, explode)",
    "the other side reads them wrongly",
  ),
  "parameter-style-irrelevant": harmless("style or explode differ", "a single value is written the same way"),
  "empty-value-refused": narrowed("the parameter may no longer be empty"),
  "empty-value-allowed": widened("the parameter may be empty"),
  "body-added": harmless("an optional body is new", "who sends none is served as before"),
  "body-added-required": {
    what: "a required body is new",
    request: ["breaking", "who sends none is refused"],
    response: ["compatible", "readers may skip it"],
  },
  "body-removed": {
    what: "the body is gone",
    request: ["undecided", "who sends one may be refused, or it is ignored"],
    response: ["breaking", "readers were promised it"],
  },
  "body-became-required": required("the body became required"),
  "body-became-optional": optional("the body became optional"),
  "media-type-added": harmless("a media type is new", "who asks for another one gets that"),
  "media-type-removed": breaks("a media type is gone", "who sends or asks for it is refused"),
  "encoding-changed": unclear("parts of the body are written in another form (encoding)", meaning),
  "success-status-added": {
    what: "another success is possible",
    request: ["compatible", accepted],
    response: ["undecided", "callers that know only the old status may take it for an error, or misread its body"],
  },
  "success-status-removed": breaks("a success is no longer possible", "callers wait for this status"),
  "other-status-added": harmless(
    "another status is possible",
    "callers treat a status they do not know as the first of its hundred (RFC 9110, section 15)",
  ),
  "redirect-status-added": unclear("a redirection is possible", "callers may not follow it"),
  "other-status-removed": unclear("a status is no longer described", "it may come without a promise, or never"),
  "header-added": harmless("a header is new", "who does not know it skips it"),
  "header-removed": {
    what: "an optional header is gone",
    request: ["undecided", "nothing says what becomes of it"],
    response: ["undecided", "readers had to do without it at times, and now must always"],
  },
  "header-removed-required": {
    what: "a header that was always there is gone",
    request: ["undecided", "nothing says what becomes of it"],
    response: ["breaking", "readers were promised it"],
  },
  "header-became-required": required("a header became required"),
  "header-became-optional": optional("a header became optional"),
  "security-added": breaks("credentials are asked for where none were", "who calls without them is refused"),
  "security-raised": breaks("more is asked of credentials that sufficed", "who holds only the old ones is refused"),
  "security-relaxed": harmless("other credentials suffice as well", "the old ones still do"),
  "permissions-named": unclear(
    "permissions are named where none were",
    "whether they were asked for before, nothing says",
  ),
  "security-scheme-changed": breaks("credentials are sent in another way", "who sends them the old way is refused"),
  "security-flow-changed": unclear("credentials are got in another way", "who got them the old way may get none"),
  "server-removed": unclear("an address is gone", "who calls it may get no answer"),
  "server-moved": breaks("every old address is gone", "who calls one gets no answer"),
  "server-added": harmless("an address is new", "the old ones stand"),
  "server-changed": unclear("an address differs in its parts", "who fills them in the old way may get no answer"),
} as const satisfies Readonly<Record<string, Check>>;

export type CheckId = keyof typeof checks;

/** The judgement of a check; a change that nobody sends or reads is judged as a request, and no such check is two-faced. */
export function judge(id: CheckId, direction: Direction): { readonly verdict: Verdict; readonly reason: string } {
  const { what, request, response }: Check = checks[id];
  const [verdict, why] = direction === "response" ? response : request;
  return { verdict, reason: `${what}: ${why}` };
}
