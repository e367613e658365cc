// The report on health: outcomes that no rule can demand, each with what is counted in its place, and where that is read.

import { documentPath, documentsFor, stubIn } from "../model/documentation.ts";
import { type Manifest, manifestsOf } from "../model/manifests.ts";
import type { Model } from "../model/model.ts";
import { folderOf } from "../model/places.ts";
import { releasesOf } from "../model/releases.ts";
import { monitoringOf } from "./monitoring.ts";
import { riskOf } from "./risk.ts";
import { type Principle, principlesOf } from "./stewardship.ts";

export interface Indicator extends Principle {
  /** The specification offers it and asks nobody for it. */
  readonly optional: boolean;
}

export interface DocumentedRow {
  readonly subject: string;
  readonly released: boolean;
  readonly documents: readonly {
    readonly title: string;
    readonly path: string;
    readonly required: boolean;
    /** A file, and no stub. */
    readonly there: boolean;
  }[];
}

export interface HealthView {
  readonly asOf: string;
  readonly revision: string;
  readonly indicators: readonly Indicator[];
  readonly documentation: readonly DocumentedRow[];
}

/** The report for a day (`YYYY-MM-DD`). */
export function healthOf(model: Model, asOf: string): HealthView {
  const documentation = manifestsOf(model).map((manifest) => documentedOf(manifest, model));
  return {
    asOf,
    revision: model.snapshot.name,
    indicators: [
      ...principlesOf(model, asOf).map((principle) => ({ ...principle, optional: false })),
      ...documented(documentation),
      ...watched(model, asOf),
      ...carried(model, asOf),
    ],
    documentation,
  };
}

function documentedOf(manifest: Manifest, model: Model): DocumentedRow {
  return {
    subject: manifest.id,
    released: releasesOf(model, manifest.id).length > 0,
    documents: documentsFor(manifest).map((kind) => {
      const path = `${folderOf(manifest.path)}/${documentPath(kind)}`;
      const file = model.snapshot.files.get(path)?.mode.startsWith("100") ?? false;
      // Before the first release no page is read, and a file stands for it.
      const page = model.pages.get(path);
      const there = file && (page === undefined || stubIn(page, "document") === null);
      return { title: kind.title, path, required: kind.required, there };
    }),
  };
}

function documented(rows: readonly DocumentedRow[]): Indicator[] {
  const released = rows.filter((row) => row.released);
  const withPage = (title: string): Pick<Principle, "holds" | "of"> => ({
    holds: rows.filter(({ documents }) => documents.some((one) => one.there && one.title === title)).length,
    of: rows.length,
  });
  return [
    {
      name: "all documentation complete",
      clauses: ["PIP-11.1.2", "EIP-11.1.2"],
      proxy: "released integrations and components whose required documents are all there and no stubs",
      holds: released.filter(({ documents }) => documents.every(({ required, there }) => there || !required)).length,
      of: released.length,
      source: "docs/ beside each manifest (REF001, REF002)",
      optional: false,
    },
    {
      name: "developer tutorials",
      clauses: ["PIP-8.2.1", "EIP-8.2.1"],
      proxy: "integrations and components with docs/developer-tutorials.md, which is optional",
      ...withPage("developer tutorials"),
      source: "docs/ beside each manifest",
      optional: true,
    },
    {
      name: "partner onboarding guides",
      clauses: ["PIP-8.2.2", "EIP-8.2.2"],
      proxy: "integrations and components with docs/partner-onboarding-guides.md, which is optional",
      ...withPage("partner onboarding guides"),
      source: "docs/ beside each manifest",
      optional: true,
    },
  ];
}

function watched(model: Model, asOf: string): Indicator[] {
  const { rows } = monitoringOf(model, asOf);
  const signals = rows.filter(({ released }) => released).flatMap((row) => row.signals);
  const measured = signals.filter(({ verdict }) => verdict !== "no data");
  const counted = {
    clauses: ["EPF-7.1.1", "EPF-7.1.2", "EPF-7.1.3"],
    source: "kwanus report monitoring",
    optional: false,
  };
  return [
    {
      name: "continuous monitoring",
      ...counted,
      proxy: "signals of what is released with evidence in the look-back",
      holds: measured.length,
      of: signals.length,
    },
    {
      name: "objectives met",
      ...counted,
      proxy: "signals with evidence whose last value is what plan and policy ask for",
      holds: measured.filter(({ verdict }) => verdict === "pass").length,
      of: measured.length,
    },
  ];
}

function carried(model: Model, asOf: string): Indicator[] {
  const rows = riskOf(model, asOf).rows.filter(({ state }) => !["withdrawn", "rejected"].includes(state));
  const named = rows.flatMap(({ worst }) => (worst === null ? [] : [worst]));
  return [
    {
      name: "risk within what is carried",
      clauses: ["EPF-2.1.4", "EPF-2.2.3", "EPF-2.3.3"],
      proxy: "risk assessments, but for what was turned down, whose worst residual risk is one that the tier carries",
      holds: named.filter(({ above }) => !above).length,
      of: named.length,
      source: "kwanus report risk",
      optional: false,
    },
  ];
}
