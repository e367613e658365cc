// Bytes to a report, whoever wrote it; what is none of the formats is no report.

import { readCycloneDx } from "./cyclonedx.ts";
import { readJson } from "./json.ts";
import { readJUnit } from "./junit.ts";
import { readNpmAudit } from "./npm-audit.ts";
import { readOsv } from "./osv.ts";
import { field, type Report } from "./report.ts";
import { readSarif } from "./sarif.ts";
import { readXml } from "./xml.ts";

/** Bytes that are read at most: a report of some ten thousand findings. */
const largestReport = 8 * 1024 * 1024;

/** A report, or why there is none; `why` continues "the file …". */
export type Reading = { readonly report: Report } | { readonly report: null; readonly why: string };

/** Reads a file by its content; its name says nothing. Never throws, and runs nothing of it. */
export function readReport(bytes: Uint8Array): Reading {
  if (bytes.length > largestReport)
    return none(`has ${bytes.length} bytes; reports are read up to ${largestReport / 1024 / 1024} MiB`);
  let source: string;
  try {
    source = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return none("is no UTF-8 text");
  }
  const [first] = /\S/.exec(source.slice(0, 1000)) ?? [];
  if (first === "<") {
    const read = readXml(source.slice(source.indexOf("<")));
    if ("why" in read) return none(read.why);
    const isTests = read.value.name === "testsuites" || read.value.name === "testsuite";
    return isTests ? { report: readJUnit(read.value) } : none("is XML, but no JUnit report");
  }
  if (first !== "{") return none("is neither JSON nor XML of a report");
  const read = readJson(source);
  if ("why" in read) return none(read.why);
  const reader = readerOf(read.value);
  return reader === null
    ? none("is none of SARIF 2.1.0, CycloneDX, OSV-Scanner JSON, npm audit JSON and JUnit XML")
    : { report: reader(read.value) };
}

function none(why: string): Reading {
  return { report: null, why };
}

/** What each format cannot be without. */
function readerOf(value: unknown): ((value: unknown) => Report) | null {
  const has = (key: string): boolean => field(value, key) !== undefined;
  if (field(value, "bomFormat") === "CycloneDX") return readCycloneDx;
  if (has("runs")) return readSarif;
  const gaveUp = field(field(value, "error"), "summary") !== undefined;
  if (has("auditReportVersion") || gaveUp || (has("advisories") && has("metadata"))) return readNpmAudit;
  return has("results") ? readOsv : null;
}
