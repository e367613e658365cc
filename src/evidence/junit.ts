// JUnit XML, as test runners write it: suites with counts, and cases that failed, were skipped, or passed.

import { dayOf, earliest, type Found, type Report, several, text } from "./report.ts";
import type { Element } from "./xml.ts";

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** Reads a report; `<testsuites>` or `<testsuite>` is what makes it one. */
export function readJUnit(root: Element): Report {
  const suites = suitesIn(root);
  const cases = suites.flatMap(casesOf);
  const doubts: string[] = [];
  for (const element of new Set([root, ...suites])) doubts.push(...miscounted(element));
  const ran = cases.filter((one) => !has(one, "skipped"));
  if (ran.length === 0) doubts.push("no test ran");
  const silent = cases.filter((one) => has(one, "skipped") && reasonOf(one) === null);
  if (silent.length > 0)
    doubts.push(`${several(silent.length, "test")} skipped without saying why: ${namesOf(silent)}`);
  const stamps = suites.flatMap((suite) => suite.attributes.get("timestamp") ?? []);
  if (stamps.some((stamp) => dayOf(stamp) === null)) doubts.push("a timestamp is none");
  return {
    format: "junit",
    tool: null,
    produced: earliest(stamps.map(dayOf)),
    about: [],
    extent: several(cases.length, "test"),
    doubts: doubts.slice(0, 5),
    found: cases.flatMap(foundIn),
  };
}

function suitesIn(element: Element): Element[] {
  const inner = element.children.filter(({ name }) => name === "testsuite").flatMap(suitesIn);
  return isSuite(element) ? [element, ...inner] : inner;
}

/** Some runners put tests beside the suites, at the top. */
function isSuite(element: Element): boolean {
  return element.name === "testsuite" || has(element, "testcase");
}

function casesOf(suite: Element): Element[] {
  return suite.children.filter(({ name }) => name === "testcase");
}

function has(element: Element, ...names: string[]): boolean {
  return element.children.some(({ name }) => names.includes(name));
}

/** A suite counts what is inside it, that of inner suites included. The whole may leave its counts out, a suite may not. */
function miscounted(element: Element): string[] {
  const cases = suitesIn(element).flatMap(casesOf);
  const counted: Counts = {
    tests: cases.length,
    failures: cases.filter((one) => has(one, "failure")).length,
    errors: cases.filter((one) => has(one, "error")).length,
    skipped: cases.filter((one) => has(one, "skipped")).length,
  };
  const called = text(element.attributes.get("name")) ?? "a suite";
  for (const [key, number] of Object.entries(counted)) {
    const stated = element.attributes.get(key);
    if (stated === undefined) {
      // Skipped tests came to the format later.
      if (isSuite(element) && key !== "skipped") return [`${called} does not say how many ${key} it has`];
    } else if (!/^\d{1,9}$/.test(stated) || Number(stated) !== number)
      return [`${called} says ${key} ${text(stated) ?? "nothing"}, and ${number} stand in it`];
  }
  return [];
}

function reasonOf(testcase: Element): string | null {
  const skipped = testcase.children.find(({ name }) => name === "skipped");
  return text(skipped?.attributes.get("message")) ?? text(skipped?.text);
}

function nameOf(testcase: Element): string {
  return text(testcase.attributes.get("name")) ?? "a test of no name";
}

function namesOf(cases: readonly Element[]): string {
  return cases.slice(0, 3).map(nameOf).join(", ") + (cases.length > 3 ? " …" : "");
}

/** What failed is as bad as it can be: a test has no severity that could excuse it. */
function foundIn(testcase: Element): Found[] {
  if (has(testcase, "failure", "error")) return [{ id: nameOf(testcase), severity: "critical", setAside: null }];
  const reason = has(testcase, "skipped") ? reasonOf(testcase) : null;
  return reason === null ? [] : [{ id: nameOf(testcase), severity: "info", setAside: `skipped: ${reason}` }];
}
