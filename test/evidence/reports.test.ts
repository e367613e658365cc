// What reports prove: a table over the fixtures, and laws about what no report may get away with.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSame, ownNames } from "../../src/evidence/names.ts";
import { readReport } from "../../src/evidence/read.ts";
import { bandOf, dayOf } from "../../src/evidence/report.ts";
import { type Measure, type Verdict, verdictOn } from "../../src/evidence/verdict.ts";

const folder = join(import.meta.dirname, "../fixtures/evidence");
const bytesOf = (name: string): Buffer => readFileSync(join(folder, name));
const measure: Measure = {
  failsFrom: "medium",
  software: [...ownNames("acme/score-insights"), "https://git.example/acme/score-insights"],
  version: "1.0.0",
};

function verdict(bytes: Uint8Array | string, asked = measure): Verdict | string {
  const read = readReport(typeof bytes === "string" ? Buffer.from(bytes) : bytes);
  return read.report === null ? read.why : verdictOn(read.report, asked);
}

type Row = readonly [file: string, tool: string | null, produced: string | null, result: string, why: string];

const table: readonly Row[] = [
  ["biome-clean.sarif", "Biome", null, "inconclusive", "Biome: nothing says that it finished (invocations)"],
  ["biome.sarif", "Biome", null, "failed", "1 high open: lint/suspicious/noDoubleEquals"],
  [
    "clang-clean.sarif",
    "clang Debian clang version 14.0.6",
    null,
    "inconclusive",
    "clang: nothing says that it finished (invocations)",
  ],
  ["eslint-clean.sarif", "ESLint 9.39.5", null, "inconclusive", "ESLint: nothing says that it finished (invocations)"],
  [
    "eslint.sarif",
    "ESLint 9.39.5",
    null,
    "failed",
    "3 high, 1 medium open: eqeqeq, security/detect-eval-with-expression, no-eval and 1 more",
  ],
  ["flawfinder.sarif", "Flawfinder 2.0.19", null, "failed", "1 high open: FF1001"],
  [
    "retire-sbom.cyclonedx.json",
    "retire 5.7.0",
    "2026-11-22",
    "inconclusive",
    "it has no list of vulnerabilities, so nobody looked for any (an empty list says that there is none)",
  ],
  ["retire-vex-clean.cyclonedx.json", "retire 5.7.0", "2026-11-22", "passed", "nothing open in 1 component"],
  ["retire-vex.cyclonedx.json", "retire 5.7.0", "2026-11-22", "failed", "1 medium open: CVE-2020-11022"],
  [
    "secretlint.sarif",
    "secretlint 1.0.0",
    null,
    "failed",
    "1 high open: @secretlint/secretlint-rule-preset-recommend > @secretlint/secretlint-rule-github",
  ],
  ["cyclonedx-clean.json", "trivy 0.58.0", "2026-11-20", "passed", "nothing open in 1 component"],
  [
    "cyclonedx-in-triage.json",
    "trivy 0.58.0",
    "2026-11-20",
    "inconclusive",
    "nothing says how bad this is: CVE-2022-25883",
  ],
  ["cyclonedx-open.json", "trivy 0.58.0", "2026-11-20", "failed", "1 high open: CVE-2022-25883"],
  [
    "cyclonedx-other-version.json",
    "trivy 0.58.0",
    "2026-11-20",
    "inconclusive",
    "it is about version 0.9.0, not 1.0.0",
  ],
  ["cyclonedx-vex-unjustified.json", "trivy 0.58.0", "2026-11-20", "failed", "1 high open: CVE-2022-25883"],
  ["cyclonedx-vex.json", "trivy 0.58.0", "2026-11-20", "passed", "nothing open in 1 component; 1 set aside"],
  ["node-failed.junit.xml", null, null, "failed", "1 failed test: stays inside its sandbox"],
  ["npm-audit-clean.json", "npm audit", null, "passed", "nothing open in 1 package"],
  ["npm-audit-found.json", "npm audit", null, "failed", "1 medium open: minimist"],
  [
    "npm-audit-no-lockfile.json",
    "npm audit",
    null,
    "inconclusive",
    "npm could not ask: This command requires an existing lockfile.",
  ],
  [
    "npm-audit-refused.json",
    "npm audit",
    null,
    "inconclusive",
    "npm could not ask: 405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk",
  ],
  [
    "npm-audit-npm6.json",
    "npm audit",
    null,
    "inconclusive",
    "it is written in another form than that of npm 7 and later (auditReportVersion 2)",
  ],
  [
    "npm-sbom.cyclonedx.json",
    "npm cli 11.19.1",
    "2026-11-21",
    "inconclusive",
    "it has no list of vulnerabilities, so nobody looked for any (an empty list says that there is none)",
  ],
  ["osv-clean.json", "osv-scanner", null, "passed", "nothing open in 2 packages"],
  ["osv-found.json", "osv-scanner", null, "failed", "1 high open: GHSA-c2qf-rxjj-qqgw"],
  [
    "osv-nothing-scanned.json",
    "osv-scanner",
    null,
    "inconclusive",
    "it lists no package that was looked at; run osv-scanner with --all-packages",
  ],
  ["pytest.junit.xml", null, "2026-11-21", "passed", "nothing failed in 3 tests; 1 set aside"],
  ["sarif-clean.sarif", "Semgrep OSS 1.99.0", "2026-11-20", "passed", "nothing open in 1 run"],
  [
    "sarif-found.sarif",
    "Semgrep OSS 1.99.0",
    "2026-11-20",
    "failed",
    "1 high open: javascript.browser.security.eval-detected",
  ],
  [
    "sarif-other-repository.sarif",
    "Semgrep OSS 1.99.0",
    "2026-11-20",
    "inconclusive",
    "it is about https://git.example/mallory/score-insights, which is none of acme/score-insights, @acme/score-insights, score-insights, https://git.example/acme/score-insights",
  ],
  [
    "sarif-suppressed-silently.sarif",
    "Semgrep OSS 1.99.0",
    "2026-11-20",
    "failed",
    "1 high open: javascript.browser.security.eval-detected",
  ],
  ["sarif-suppressed.sarif", "Semgrep OSS 1.99.0", "2026-11-20", "passed", "nothing open in 1 run; 1 set aside"],
  ["sarif-unfinished.sarif", "Semgrep OSS 1.99.0", "2026-11-20", "inconclusive", "Semgrep OSS: it did not finish"],
  [
    "vitest-skipped.junit.xml",
    null,
    "2026-11-21",
    "inconclusive",
    "1 test skipped without saying why: shows nothing else",
  ],
  ["vitest.junit.xml", null, "2026-11-21", "passed", "nothing failed in 2 tests"],
];

describe("a report", () => {
  it.each(table)("%s by %s of %s is %4$s", (file, tool, produced, result, why) => {
    const read = readReport(bytesOf(file));
    expect(read.report).toMatchObject({ tool, produced });
    expect(verdict(bytesOf(file))).toEqual({ result, why });
  });

  it("is in the table for every fixture", () => {
    const files = readdirSync(folder).filter((name) => name !== "README.md");
    expect(table.map(([file]) => file).sort()).toEqual(files.sort());
  });

  it("fails from the severity that the policy names", () => {
    const at = (failsFrom: Measure["failsFrom"]) => verdict(bytesOf("osv-found.json"), { ...measure, failsFrom });
    expect(at("low")).toMatchObject({ result: "failed" });
    expect(at("high")).toMatchObject({ result: "failed" });
    expect(at("critical")).toEqual({ result: "passed", why: "1 minor finding open in 2 packages" });
    // A test that fails has no severity that could excuse it.
    expect(verdict(bytesOf("node-failed.junit.xml"), { ...measure, failsFrom: "critical" })).toMatchObject({
      result: "failed",
    });
  });
});

const passing = table.filter(([, , , result]) => result === "passed").map(([file]) => file);

/** Where each format keeps its proof, as pointers into the fixtures that pass. */
const proofs: { readonly [file: string]: readonly string[] } = {
  "sarif-clean.sarif": sarifProofs(),
  "sarif-suppressed.sarif": [
    ...sarifProofs(),
    "runs/0/results/0/suppressions",
    "runs/0/results/0/suppressions/0/justification",
  ],
  "cyclonedx-clean.json": ["bomFormat", "specVersion", "components", "components/0/name", "vulnerabilities"],
  "cyclonedx-vex.json": [
    "components",
    "vulnerabilities",
    "vulnerabilities/0/analysis",
    "vulnerabilities/0/analysis/state",
    "vulnerabilities/0/analysis/justification",
  ],
  "osv-clean.json": ["results", "results/0", "results/0/packages", "results/0/packages/0/package/name"],
  "npm-audit-clean.json": [
    "auditReportVersion",
    "vulnerabilities",
    "metadata",
    "metadata/vulnerabilities",
    "metadata/vulnerabilities/critical",
    "metadata/vulnerabilities/total",
    "metadata/dependencies",
    "metadata/dependencies/total",
  ],
};

function sarifProofs(): string[] {
  return [
    ...["version", "runs", "runs/0", "runs/0/tool/driver/name", "runs/0/invocations", "runs/0/invocations/0"],
    ...["runs/0/invocations/0/executionSuccessful", "runs/0/results"],
  ];
}

/** What stands in place of a proof; a value it has already takes nothing away. */
const others = [undefined, null, "", " ", "yes", "true", "0", 1.5, -1, {}, ["x"], [null], [[]]];

describe("a passing report", () => {
  it.each(Object.entries(proofs).flatMap(([file, places]) => places.map((place) => [file, place] as const)))(
    "%s passes no more without %s",
    (file, place) => {
      const whole = JSON.parse(bytesOf(file).toString());
      const before = place.split("/").reduce((at, key) => at[key], whole);
      for (const other of others) {
        if (JSON.stringify(other) === JSON.stringify(before)) continue;
        // Another name is a name, and other words are words.
        if (
          /name$|justification$/.test(place) &&
          typeof other === "string" &&
          other.trim() !== "" &&
          typeof before === "string" &&
          !/^\w+_\w+$/.test(before)
        )
          continue;
        expect(
          verdict(JSON.stringify(changed(whole, place.split("/"), other))),
          JSON.stringify(other),
        ).not.toMatchObject({
          result: "passed",
        });
      }
    },
  );

  it.each(passing)("%s passes no more where its end is missing", (file) => {
    const bytes = bytesOf(file);
    const whole = bytes.toString().trimEnd().length;
    fc.assert(
      fc.property(fc.nat(whole - 1), (end) => {
        expect(verdict(bytes.subarray(0, end))).not.toMatchObject({ result: "passed" });
      }),
      { numRuns: 60 },
    );
  });

  it.each(passing.filter((file) => file.endsWith(".xml")))(
    "%s passes no more with another count, or a test less",
    (file) => {
      const xml = bytesOf(file).toString();
      const counts = [...xml.matchAll(/\b(tests|failures|errors|skipped)="(\d+)"/g)];
      expect(counts.length).toBeGreaterThan(3);
      for (const { 0: found, 1: name, 2: number, index } of counts)
        for (const other of [String(Number(number) + 1), "", "-1", "01x"])
          expect(
            verdict(`${xml.slice(0, index)}${name}="${other}"${xml.slice(index + found.length)}`),
            `${found} as ${other}`,
          ).not.toMatchObject({ result: "passed" });
      expect(verdict(xml.replace(/<testcase [^>]*?(?:\/>|>\s*<\/testcase>)/, ""))).toMatchObject({
        result: "inconclusive",
      });
    },
  );

  it("is none where one key stands twice, or it is about something else", () => {
    const text = bytesOf("osv-clean.json").toString();
    expect(verdict(text.replace("{", '{ "results": [],'))).toBe('has the key "results" twice in one place');
    expect(verdict(text.replace("{", '{ "res\\u0075lts": [],'))).toBe('has the key "results" twice in one place');
    const other = { ...measure, software: ownNames("acme/date-export") };
    expect(verdict(bytesOf("cyclonedx-clean.json"), other)).toMatchObject({ result: "inconclusive" });
    expect(verdict(bytesOf("cyclonedx-clean.json"), { ...measure, version: "1.0.1" })).toMatchObject({
      result: "inconclusive",
    });
  });
});

function changed(data: unknown, [key = "", ...rest]: readonly string[], value: unknown): unknown {
  const copy = structuredClone(data) as { [key: string]: unknown };
  if (rest.length > 0) copy[key] = changed(copy[key], rest, value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return Array.isArray(copy) ? copy.filter(() => true) : copy;
}

/** A fixture with other values at some places, and what it proves then. */
type Variation = readonly [
  what: string,
  file: string,
  values: { readonly [place: string]: unknown },
  result: string,
  why: string,
];
const run = "runs/0";
const found = `${run}/results/0`;
const weakness = "vulnerabilities/0";
const variations: readonly Variation[] = [
  [
    "an error it met",
    "sarif-clean.sarif",
    { [`${run}/invocations/0/toolExecutionNotifications`]: [{ level: "error", message: { text: "no memory" } }] },
    "inconclusive",
    "Semgrep OSS: it met an error: no memory",
  ],
  [
    "a warning it gave",
    "sarif-clean.sarif",
    { [`${run}/invocations/0/toolExecutionNotifications`]: [{ level: "warning" }] },
    "passed",
    "nothing open in 1 run",
  ],
  [
    "results that lie elsewhere",
    "sarif-clean.sarif",
    { [`${run}/externalPropertyFileReferences`]: { results: [{}] } },
    "inconclusive",
    "Semgrep OSS: a part of it lies in another file",
  ],
  [
    "a suppression under review",
    "sarif-suppressed.sarif",
    { [`${found}/suppressions/0/status`]: "underReview" },
    "failed",
    "1 high open: javascript.browser.security.eval-detected",
  ],
  [
    "one suppression of two rejected",
    "sarif-suppressed.sarif",
    { [`${found}/suppressions/1`]: { status: "rejected", justification: "No." } },
    "failed",
    "1 high open: javascript.browser.security.eval-detected",
  ],
  ["what passed", "sarif-found.sarif", { [`${found}/kind`]: "pass" }, "passed", "nothing open in 1 run"],
  [
    "what is gone since the baseline",
    "sarif-found.sarif",
    { [`${found}/baselineState`]: "absent" },
    "passed",
    "nothing open in 1 run",
  ],
  [
    "what a person has to look at",
    "sarif-found.sarif",
    { [`${found}/kind`]: "review" },
    "inconclusive",
    "nothing says how bad this is: javascript.browser.security.eval-detected",
  ],
  [
    "a level of its own, and no score",
    "sarif-found.sarif",
    { [`${run}/tool/driver/rules/0/properties`]: {}, [`${found}/level`]: "note" },
    "passed",
    "1 minor finding open in 1 run",
  ],
  [
    "the level of its rule, found by id",
    "sarif-found.sarif",
    { [`${run}/tool/driver/rules/0/properties`]: {}, [`${found}/ruleIndex`]: undefined },
    "failed",
    "1 medium open: javascript.browser.security.eval-detected",
  ],
  [
    "a rule of an extension",
    "sarif-found.sarif",
    {
      [`${run}/tool/extensions`]: [{ name: "more", rules: [{ id: "x", properties: { "security-severity": "9.5" } }] }],
      [found]: { rule: { index: 0, toolComponent: { index: 0 } } },
    },
    "failed",
    "1 critical open: x",
  ],
  ["a rule nobody knows", "sarif-found.sarif", { [found]: {} }, "failed", "1 medium open: a result of no rule"],
  [
    "parts that are missing",
    "cyclonedx-clean.json",
    { compositions: [{ aggregate: "incomplete_first_party_only" }] },
    "inconclusive",
    "it says that it is incomplete",
  ],
  [
    "a time that is none",
    "cyclonedx-clean.json",
    { "metadata/timestamp": "lately" },
    "inconclusive",
    "its timestamp is none",
  ],
  [
    "no word on what it is about",
    "cyclonedx-clean.json",
    { "metadata/component": undefined },
    "passed",
    "nothing open in 1 component",
  ],
  [
    "the same name of somebody else",
    "cyclonedx-clean.json",
    { "metadata/component/purl": "pkg:npm/%40mallory/score-insights@1.0.0" },
    "inconclusive",
    "it is about pkg:npm/%40mallory/score-insights@1.0.0, which is none of acme/score-insights, @acme/score-insights, score-insights, https://git.example/acme/score-insights",
  ],
  [
    "a false positive without a word",
    "cyclonedx-vex.json",
    { [`${weakness}/analysis`]: { state: "false_positive" } },
    "failed",
    "1 high open: CVE-2022-25883",
  ],
  [
    "a false positive with one",
    "cyclonedx-vex.json",
    { [`${weakness}/analysis`]: { state: "false_positive", detail: "Another semver." } },
    "passed",
    "nothing open in 1 component; 1 set aside",
  ],
  [
    "what is resolved",
    "cyclonedx-vex.json",
    { [`${weakness}/analysis`]: { state: "resolved" } },
    "passed",
    "nothing open in 1 component; 1 set aside",
  ],
  [
    "a score without a word",
    "cyclonedx-open.json",
    { [`${weakness}/ratings`]: [{ score: 2.1, method: "CVSSv4" }] },
    "passed",
    "1 minor finding open in 1 component",
  ],
  [
    "the worst of two ratings",
    "cyclonedx-open.json",
    { [`${weakness}/ratings/1`]: { severity: "critical" } },
    "failed",
    "1 critical open: CVE-2022-25883",
  ],
  [
    "what nothing calls",
    "osv-found.json",
    { "results/0/packages/1/groups/0/experimentalAnalysis": { "GHSA-c2qf-rxjj-qqgw": { called: false } } },
    "passed",
    "nothing open in 2 packages; 1 set aside",
  ],
  [
    "a score against a word",
    "osv-found.json",
    { "results/0/packages/1/groups/0/max_severity": "9.8" },
    "failed",
    "1 critical open: GHSA-c2qf-rxjj-qqgw",
  ],
  [
    "no severity",
    "osv-found.json",
    { "results/0/packages/1/groups": [], "results/0/packages/1/vulnerabilities/0/database_specific": {} },
    "inconclusive",
    "nothing says how bad this is: GHSA-c2qf-rxjj-qqgw",
  ],
  [
    "a group without its vulnerability",
    "osv-found.json",
    { "results/0/packages/1/vulnerabilities": undefined },
    "inconclusive",
    "the vulnerabilities of a package cannot be read",
  ],
  [
    "a vulnerability that the counts miss",
    "npm-audit-found.json",
    { "vulnerabilities/minimist/severity": "low" },
    "inconclusive",
    "its counts (metadata.vulnerabilities) are not those of its list",
  ],
];

describe("a report with", () => {
  it.each(variations)("%s", (_, file, values, result, why) => {
    const whole: unknown = JSON.parse(bytesOf(file).toString());
    const other = Object.entries(values).reduce((at, [place, value]) => changed(at, place.split("/"), value), whole);
    expect(verdict(JSON.stringify(other))).toEqual({ result, why });
  });

  const suite = (inside: string, counts: string) => `<testsuite name="s" ${counts}>${inside}</testsuite>`;
  const waits = '<testcase name="waits"><skipped message="of tier 3"/></testcase>';
  it.each<[string, string, string, string]>([
    ["no test", suite("", 'tests="0" failures="0" errors="0"'), "inconclusive", "no test ran"],
    [
      "skipped tests alone",
      suite(waits, 'tests="1" failures="0" errors="0" skipped="1"'),
      "inconclusive",
      "no test ran",
    ],
    [
      "a suite in a suite",
      suite(suite('<testcase name="a"/>', 'tests="1" failures="0" errors="0"'), 'tests="1" failures="0" errors="0"'),
      "passed",
      "nothing failed in 1 test",
    ],
    [
      "an inner suite that is not counted",
      suite(suite('<testcase name="a"/>', 'tests="1" failures="0" errors="0"'), 'tests="0" failures="0" errors="0"'),
      "inconclusive",
      "s says tests 0, and 1 stand in it",
    ],
    [
      "tests that nobody counted",
      '<testsuites><testcase name="a"/></testsuites>',
      "inconclusive",
      "a suite does not say how many tests it has",
    ],
    [
      "an error",
      suite('<testcase name="a"><error><![CDATA[<x>]]></error></testcase>', 'tests="1" failures="0" errors="1"'),
      "failed",
      "1 failed test: a",
    ],
    [
      "a time that is none",
      suite('<testcase name="a"/>', 'tests="1" failures="0" errors="0" timestamp="now"'),
      "inconclusive",
      "a timestamp is none",
    ],
  ])("%s", (_, xml, result, why) => expect(verdict(xml)).toEqual({ result, why }));
});

describe("hostile bytes", () => {
  it("never make a reader throw, and prove nothing", () => {
    const shapes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
      fc
        .tuple(fc.constantFrom("runs", "results", "auditReportVersion", "bomFormat", "vulnerabilities"), fc.jsonValue())
        .map(([key, value]) => Buffer.from(JSON.stringify({ [key]: value, bomFormat: "CycloneDX" }))),
      fc.string().map((text) => Buffer.from(`<testsuite tests="1" failures="0" errors="0">${text}</testsuite>`)),
    );
    fc.assert(
      fc.property(shapes, (bytes) => {
        expect(verdict(bytes)).not.toMatchObject({ result: "passed" });
      }),
    );
  });

  it("inside a report never make a reader throw", () => {
    const file = fc.constantFrom(...table.map(([name]) => name)).map(bytesOf);
    fc.assert(
      fc.property(file, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 }), (bytes, at, bits) => {
        const copy = Buffer.from(bytes);
        copy.set(bits.subarray(0, copy.length), at % (copy.length - bits.length + 1));
        verdict(copy);
      }),
    );
  });

  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
  it.each<[string, string, string]>([
    [
      "a document type",
      `<?xml version="1.0"?>${bomb}<testsuites/>`,
      "has a document type, which a report has no need of",
    ],
    ["an entity", '<testsuite name="&a;"/>', "uses an entity that XML itself does not have"],
    ["an entity in text", "<testsuite>&a;</testsuite>", "uses an entity that XML itself does not have"],
    ["an instruction", "<?php x?><testsuite/>", "has an instruction for a program, which a report has no need of"],
    ["an attribute twice", '<testsuite tests="1" tests="0"/>', "has the attribute tests twice in one place"],
    ["tags that do not match", "<testsuites><testsuite></testsuites>", "is no XML: its tags do not match"],
    ["an end that is missing", "<testsuites><testsuite>", "ends before </testsuite>"],
    ["two roots", "<testsuites/><testsuites/>", "is no XML with one root element"],
    ["deep XML", "<a>".repeat(100_000), "is nested deeper than 64 levels"],
    ["deep JSON", `{"runs":${"[".repeat(1_000_000)}`, "is nested deeper than 64 levels"],
    ["JSON that is none", '{"runs":[}', "is no JSON"],
    [
      "a prototype",
      '{"__proto__":{"results":[]}}',
      "is none of SARIF 2.1.0, CycloneDX, OSV-Scanner JSON, npm audit JSON and JUnit XML",
    ],
    ["other XML", "<html/>", "is XML, but no JUnit report"],
    ["a paper", "# Minutes", "is neither JSON nor XML of a report"],
    ["nothing", "", "is neither JSON nor XML of a report"],
  ])("%s is refused", (_, source, why) => expect(verdict(source)).toBe(why));

  it("are read in no more time than they are long", () => {
    const long = 4 * 1024 * 1024;
    const started = performance.now();
    verdict(`<testsuite ${" ".repeat(long)}/>`);
    verdict(`<testsuite ${'a="'.repeat(long / 3)}/>`);
    verdict(`{"runs":[${'{"results":[{"ruleId":"x","level":"note"}]},'.repeat(50_000)}{}]}`);
    verdict(`{"a":"${"\\".repeat(long)}"`);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(verdict(new Uint8Array(9 * 1024 * 1024))).toBe("has 9437184 bytes; reports are read up to 8 MiB");
  });

  it("reach nobody's terminal and no document", () => {
    const name = `\u001b[31m\u202e\n${"x".repeat(5000)}`;
    const xml = `<testsuite name="s" tests="1" failures="1" errors="0"><testcase name="&#27;[31m&#8238;${name.slice(7)}"><failure/></testcase></testsuite>`;
    const told = verdict(xml) as Verdict;
    expect(told.result).toBe("failed");
    expect(told.why).toMatch(/^[ -~…]{1,140}$/);
  });
});

describe("names of software", () => {
  it.each<[string, string, boolean]>([
    ["pkg:npm/%40acme/score-insights@1.0.0", "@acme/score-insights", true],
    ["pkg:npm/%40acme/score-insights@1.0.0?arch=x", "pkg:npm/@acme/score-insights", true],
    ["pkg:npm/%40mallory/score-insights@1.0.0", "score-insights", false],
    ["pkg:npm/score-insights", "pkg:pypi/score-insights", true],
    ["pkg:npm/%E0%A4%A", "x", false],
    ["https://git.example/acme/score-insights.git", "git@git.example:acme/score-insights", true],
    ["https://user@git.example/acme/score-insights/", "https://git.example/acme/score-insights", true],
    ["https://git.example/acme/score-insights-2", "https://git.example/acme/score-insights", false],
    ["Score-Insights", "score-insights", true],
  ])("%s and %s: %s", (one, other, same) => expect(isSame(one, other)).toBe(same));
});

describe("days and scores", () => {
  it.each<[string, string | null]>([
    ["2026-11-20T23:30:00-02:00", "2026-11-21"],
    ["2026-11-20T23:30:00.123456+00:00", "2026-11-20"],
    ["2026-11-20T08:00:00", "2026-11-20"],
    ["2026-11-20", "2026-11-20"],
    ["2026-02-30T00:00:00Z", null],
    ["yesterday", null],
    ["", null],
  ])("%s is %s", (moment, day) => expect(dayOf(moment)).toBe(day));

  it.each<[unknown, string]>([
    [0, "info"],
    ["3.9", "low"],
    [4, "medium"],
    ["8.9", "high"],
    ["9.0", "critical"],
    [10.1, "unknown"],
    ["", "unknown"],
    [Number.NaN, "unknown"],
  ])("%s is %s", (score, band) => expect(bandOf(score)).toBe(band));
});
