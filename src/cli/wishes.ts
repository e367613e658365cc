// `end api:credit@v2 2027-03-01`: wishes as they are typed, in one argument or in several words, one after the other.

import { didYouMean, suggest } from "../document/suggest.ts";
import { Failure } from "../failure.ts";
import type { Wish } from "../views/law.ts";
import type { Thing } from "../views/things.ts";
import { calendarDay } from "./calendar-day.ts";
import { oneOf } from "./one-of.ts";

const verbs = ["end", "deprecate"] as const;

/** How a wish is written, for messages. */
export const wishForm = "end|deprecate THING YYYY-MM-DD";

/** Words that may stand in a sentence and say nothing. */
const filling = new Set(["on", "at", "by", "and", "then"]);

/**
 * The wishes of a command line. Quotes do not matter: the words of all arguments are read one after the other.
 * @param things what can be ended, by its word
 * @throws Failure (usage) `no-wish`, `unknown-word`, `bad-date`
 */
export function readWishes(typed: readonly string[], things: ReadonlyMap<string, Thing>): Wish[] {
  const words = typed
    .flatMap((argument) => argument.split(/[\s,;"'“”]+/u))
    .filter((word) => word !== "" && !filling.has(word.toLowerCase()));
  const wishes: Wish[] = [];
  for (let at = 0; at < words.length; at += 3) {
    const [verb = "", word, day] = words.slice(at, at + 3);
    const known = oneOf(verb.toLowerCase(), verbs, "wish");
    if (word === undefined || day === undefined)
      throw new Failure(
        "usage",
        "no-wish",
        `"${words.slice(at).join(" ")}" is half a wish: ${word === undefined ? "it names nothing" : "it names no day"}`,
        `Write ${wishForm}.`,
      );
    wishes.push({ verb: known, thing: thingIn(word, things), day: calendarDay(day) });
  }
  if (wishes.length === 0)
    throw new Failure("usage", "no-wish", "nothing is wished for", `Write ${wishForm}, for example ${example(things)}`);
  return wishes;
}

function example(things: ReadonlyMap<string, Thing>): string {
  const word = [...things.keys()].find((key) => key.startsWith("api:")) ?? "api:credit@v2";
  return `kwanus matrix what-if "end ${word} 2027-03-01"`;
}

/** @throws Failure (usage) with what was probably meant */
function thingIn(word: string, things: ReadonlyMap<string, Thing>): Thing {
  const plain = word.toLowerCase();
  const found = [...things.values()].find((thing) => thing.word.toLowerCase() === plain || nameOf(thing) === plain);
  if (found !== undefined) return found;
  const kind = /^[a-z]+(?=:)/.exec(plain)?.[0];
  const endless = without.get(kind ?? "");
  if (endless !== undefined)
    throw new Failure(
      "usage",
      "unknown-word",
      endless,
      "An API, an OS version, a runtime, a partner, an integration or a component can end.",
    );
  const alike = [...things.values()].filter((thing) => thing.kind === kind).map((thing) => thing.word);
  const known = alike.length > 0 ? alike : [...things.keys()];
  const more = known.length > 12 ? ", …" : "";
  const nearest = nearestOf(word, known) ?? nearestOf(word, [...things.keys()]);
  throw new Failure(
    "usage",
    "unknown-word",
    `there is no "${word}" to end or deprecate`,
    [nearest, known.length === 0 ? "There is nothing yet." : `There are ${known.slice(0, 12).join(", ")}${more}.`]
      .filter((text) => text !== null)
      .join(" "),
  );
}

/** What people try, and why it has no end of its own. */
const without: ReadonlyMap<string, string> = new Map([
  [
    "permission",
    "a permission has no day on which it ends: the registry keeps its id for good, and a proposal takes a grant back",
  ],
  ["data", "a class of data has no day on which it ends: the registry restricts or forbids it"],
  ["workflow", "a workflow ends with a version of its manifest: name the integration"],
]);

/** A name alone will do where it is one word: `acme/score-insights`. */
function nameOf({ kind, name }: Thing): string | null {
  return kind === "partner" || kind === "integration" || kind === "component" ? name.toLowerCase() : null;
}

/** Words of one kind share most of their letters: what stands behind the colon tells them apart. */
function nearestOf(word: string, known: readonly string[]): string | null {
  const tail = word.slice(word.indexOf(":") + 1);
  const tails = new Map(known.map((one) => [one.slice(one.indexOf(":") + 1), one]));
  const meant = suggest(tail, tails.keys());
  return meant === null ? didYouMean(word, known) : `Did you mean "${tails.get(meant)}"?`;
}
