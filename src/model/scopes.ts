// Scopes that bound nothing.

const boundless =
  /^(?:all|any|every|each|entire|whole|everything|everyone|everybody|anything|anyone|anybody|unlimited|unbounded|global|none)$/;
// Words that bound nothing either, after one that does not.
const general =
  /^(?:all|any|and|or|of|the|on|in|our|your|their|its|it|them|there|is|active|existing|registered|current|user|users|customer|customers|account|accounts|person|people|partner|partners|data|record|records|report|reports|item|items|field|fields|object|objects|platform|ecosystem|system|everywhere|else|whole|entire|every)$/;

/** True for a scope that names neither whose data nor which records: `all`, `every user of the platform`, `read:*`. */
export function isUnbounded(scope: string): boolean {
  if (scope.includes("*")) return true;
  const [first = "", ...rest] = scope
    .toLowerCase()
    .split(/[\s_.,;:/-]+/)
    .filter((word) => word !== "" && word !== "the");
  return boundless.test(first) && rest.every((word) => general.test(word));
}
