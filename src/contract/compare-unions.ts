// Alternatives (anyOf, oneOf): which old branch is which new one.

import { canonical, child, type Node, text } from "./compare-node.ts";
import { areAlike, type Comparison, note, type Pair, pairOf, view } from "./compare-pairs.ts";
import { type All, isSilent, type Union, type View } from "./compare-view.ts";

/** Branches that are tried against each other; with more, only those with the same name are matched. */
const mostTried = 30;

/** True where this was all there is to say: one side has alternatives, and the other is one of them. */
export function compareUnions(pair: Pair, old: View, fresh: View, comparison: Comparison): boolean {
  if (old.unions.length !== fresh.unions.length) {
    const one = old.unions.length === 0 ? fresh : old;
    const [only] = one.unions;
    if (only !== undefined && old.unions.length + fresh.unions.length === 1)
      return oneOfThem(pair, old, fresh, only, comparison);
    note(pair, "alternatives-changed", old.unions[0]?.node ?? old.home, fresh.unions[0]?.node ?? fresh.home);
    return false;
  }
  for (const [index, union] of old.unions.entries())
    compareUnion(pair, union, fresh.unions[index] as Union, comparison);
  return false;
}

/** A schema that became one alternative of several, or was one and is the only one left. */
function oneOfThem(pair: Pair, old: View, fresh: View, union: Union, comparison: Comparison): boolean {
  const grows = old.unions.length === 0;
  const whole = grows ? pair.new : pair.old;
  const [node] = whole;
  const isHere = whole.length === 1 && node !== undefined && child(node, union.kind)?.at === union.node.at;
  // What stands beside the alternatives holds for each of them.
  const rest = isHere ? restOf(node, union) : [];
  const branches = isHere ? union.branches.map((branch) => [...rest, ...branch]) : [];
  const sides = branches.map((branch): [All, All] => (grows ? [pair.old, branch] : [branch, pair.new]));
  const same =
    sides.find(([was, is]) => rest.length === 0 && titleOf(was) !== null && titleOf(was) === titleOf(is)) ??
    sides.slice(0, mostTried).find(([was, is]) => areAlike(was, is, pair.direction, comparison));
  const [was, is] = grows ? [pair.old, rest] : [rest, pair.new];
  if (same === undefined && rest.length > 0 && areAlike(was, is, pair.direction, comparison)) {
    // All that was said still is, and that one of several must fit besides.
    note(pair, grows ? "condition-added" : "condition-removed", grows ? null : union.node, grows ? union.node : null);
    return true;
  }
  if (same === undefined) {
    // What else differs says nothing while nobody knows which alternative it is about.
    note(pair, "alternatives-changed", grows ? old.home : union.node, grows ? union.node : fresh.home);
    return true;
  }
  pair.next.push(pairOf(comparison, same[0], same[1], pair.direction));
  const [added, removed] = overlapping(union, comparison)
    ? (["alternative-added-overlapping", "alternative-removed-overlapping"] as const)
    : (["alternative-added", "alternative-removed"] as const);
  note(pair, grows ? added : removed, grows ? old.home : union.node, grows ? union.node : fresh.home);
  return true;
}

/** The schema that holds the alternatives, without them; nothing where that is all it says. */
function restOf(node: Node, union: Union): All {
  const { [union.kind]: _, discriminator: __, ...value } = node.value as Readonly<Record<string, unknown>>;
  const isEmpty = Object.keys(value).every((key) => key !== "nullable" && isSilent(key));
  return isEmpty ? [] : [{ ...node, at: `${node.at}#rest`, value }];
}

function compareUnion(pair: Pair, old: Union, fresh: Union, comparison: Comparison): void {
  const matched = matches(old, fresh, pair.direction, comparison);
  for (const [was, is] of matched) pair.next.push(pairOf(comparison, was, is, pair.direction));
  const gone = old.branches.filter((branch) => !matched.some(([was]) => was === branch));
  const come = fresh.branches.filter((branch) => !matched.some(([, is]) => is === branch));
  const [first, only] = [gone[0], come[0]];
  if (first !== undefined && only !== undefined) {
    // One that is left on each side is the same one, changed, if nothing says that they are two.
    const isSame = gone.length === 1 && come.length === 1 && !isNamed(first) && !isNamed(only);
    if (isSame) pair.next.push(pairOf(comparison, first, only, pair.direction));
    else note(pair, "alternatives-changed", first[0] ?? old.node, only[0] ?? fresh.node);
  } else if (gone.length > 0 || come.length > 0) {
    const overlaps = overlapping(gone.length > 0 ? old : fresh, comparison);
    for (const branch of gone)
      note(pair, overlaps ? "alternative-removed-overlapping" : "alternative-removed", branch[0] ?? null, fresh.node);
    for (const branch of come)
      note(pair, overlaps ? "alternative-added-overlapping" : "alternative-added", old.node, branch[0] ?? null);
  }
  if (old.kind !== fresh.kind && overlapping({ ...fresh, kind: "oneOf" }, comparison))
    note(pair, "alternatives-changed", old.node, fresh.node);
}

/** Which branches belong together: the same component, the same words, the same title, or the same meaning. */
function matches(old: Union, fresh: Union, direction: Pair["direction"], comparison: Comparison): [All, All][] {
  const found: [All, All][] = [];
  const left = new Set(fresh.branches);
  const take = (was: All, isIt: (is: All) => boolean): boolean => {
    const is = [...left].find(isIt);
    if (is === undefined) return false;
    left.delete(is);
    found.push([was, is]);
    return true;
  };
  const named = old.branches.filter((was) => !(isNamed(was) && take(was, (is) => is[0]?.at === was[0]?.at)));
  const written = named.filter((was) => {
    const text = canonical(was[0]?.value);
    return !take(was, (is) => canonical(is[0]?.value) === text);
  });
  const titled = written.filter((was) => {
    const title = titleOf(was);
    return title === null || !take(was, (is) => titleOf(is) === title);
  });
  if (titled.length > mostTried || left.size > mostTried) return found;
  for (const was of titled) take(was, (is) => areAlike(was, is, direction, comparison));
  return found;
}

/** True for a component, which has a name of its own. */
function isNamed([node]: All): boolean {
  return node !== undefined && /^\/(?:components\/schemas|\$defs|definitions)\/[^/]+$/.test(node.at);
}

function titleOf([node]: All): string | null {
  return node === undefined ? null : text(child(node, "title"));
}

/** True where a value might fit two branches of a oneOf: nothing is known to tell each from each. */
function overlapping({ kind, branches, isDiscriminated }: Union, comparison: Comparison): boolean {
  if (kind === "anyOf" || isDiscriminated) return false;
  if (branches.length > mostTried) return true;
  const views = branches.map((branch) => view(comparison, branch));
  return views.some((one, index) => views.slice(index + 1).some((other) => !areApart(one, other, comparison)));
}

function areApart(one: View, other: View, comparison: Comparison): boolean {
  if (haveApart(one.enum, other.enum)) return true;
  if (one.types === null || other.types === null) return false;
  const shared = [...one.types].filter((type) => other.types?.has(type));
  if (shared.length === 0) return true;
  if (shared.length > 1 || shared[0] !== "object") return false;
  // Objects that both carry a property with other values in each.
  return [...one.required.keys()].some((name) => {
    const [mine, theirs] = [one.properties.get(name), other.properties.get(name)];
    if (mine === undefined || theirs === undefined || !other.required.has(name)) return false;
    return haveApart(view(comparison, mine).enum, view(comparison, theirs).enum);
  });
}

function haveApart(one: View["enum"], other: View["enum"]): boolean {
  return one !== null && other !== null && ![...one.keys()].some((key) => other.has(key));
}
