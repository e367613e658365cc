// All six reports and the matrix in all five formats, from one model and a day.

import type { Model } from "../../src/model/model.ts";
import { healthCsv, healthJson, healthSheet } from "../../src/reporters/health.ts";
import { lifecycleCsv, lifecycleJson, lifecycleMarkdown, lifecycleText } from "../../src/reporters/lifecycle.ts";
import { lifecycleHtml } from "../../src/reporters/lifecycle-html.ts";
import { matrixText } from "../../src/reporters/matrix.ts";
import { matrixCsv, matrixHtml, matrixJson, matrixMarkdown } from "../../src/reporters/matrix-pages.ts";
import { monitoringCsv, monitoringJson, monitoringSheet } from "../../src/reporters/monitoring.ts";
import {
  permissionsCsv,
  permissionsJson,
  permissionsMarkdown,
  permissionsText,
} from "../../src/reporters/permissions.ts";
import { permissionsHtml } from "../../src/reporters/permissions-html.ts";
import { reviewsCsv, reviewsJson, reviewsMarkdown, reviewsText } from "../../src/reporters/reviews.ts";
import { reviewsHtml } from "../../src/reporters/reviews-html.ts";
import { riskCsv, riskJson, riskSheet } from "../../src/reporters/risk.ts";
import { type Sheet, sheetHtml, sheetMarkdown, sheetText } from "../../src/reporters/sheet.ts";
import { plain } from "../../src/reporters/style.ts";
import { healthOf } from "../../src/views/health.ts";
import { lifecycleOf } from "../../src/views/lifecycle.ts";
import { matrixOf } from "../../src/views/matrix.ts";
import { monitoringOf } from "../../src/views/monitoring.ts";
import { permissionsOf } from "../../src/views/permissions.ts";
import { reviewsOf } from "../../src/views/reviews.ts";
import { riskOf } from "../../src/views/risk.ts";

export interface Formats {
  readonly text: string;
  readonly markdown: string;
  readonly html: string;
  readonly csv: string;
  readonly json: string;
}

const layout = { style: plain, columns: 80 };

/** By name, for a day (`YYYY-MM-DD`); text for 80 columns. */
export function everyReport(model: Model, day: string): Record<string, Formats> {
  const [lifecycle, permissions, reviews] = [lifecycleOf(model, day), permissionsOf(model, day), reviewsOf(model, day)];
  const [risk, monitoring, health] = [riskOf(model, day), monitoringOf(model, day), healthOf(model, day)];
  const matrix = matrixOf(model, { rows: "integration", columns: "os", partner: null, asOf: day });
  const { name } = model.snapshot;
  return {
    lifecycle: {
      text: lifecycleText(lifecycle, layout),
      markdown: lifecycleMarkdown(lifecycle),
      html: lifecycleHtml(lifecycle),
      csv: lifecycleCsv(lifecycle),
      json: lifecycleJson(lifecycle),
    },
    permissions: {
      text: permissionsText(permissions, layout),
      markdown: permissionsMarkdown(permissions),
      html: permissionsHtml(permissions),
      csv: permissionsCsv(permissions),
      json: permissionsJson(permissions),
    },
    reviews: {
      text: reviewsText(reviews, layout),
      markdown: reviewsMarkdown(reviews),
      html: reviewsHtml(reviews),
      csv: reviewsCsv(reviews),
      json: reviewsJson(reviews),
    },
    risk: ofSheet(riskSheet(risk), riskCsv(risk), riskJson(risk)),
    monitoring: ofSheet(monitoringSheet(monitoring), monitoringCsv(monitoring), monitoringJson(monitoring)),
    health: ofSheet(healthSheet(health), healthCsv(health), healthJson(health)),
    matrix: {
      text: matrixText(matrix, name, layout),
      markdown: matrixMarkdown(matrix, day, `Of ${name}.`),
      html: matrixHtml(matrix, name),
      csv: matrixCsv(matrix),
      json: matrixJson(matrix, name),
    },
  };
}

function ofSheet(sheet: Sheet, csv: string, json: string): Formats {
  return { text: sheetText(sheet, layout), markdown: sheetMarkdown(sheet), html: sheetHtml(sheet), csv, json };
}
