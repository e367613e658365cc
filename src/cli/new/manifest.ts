// kwanus new integration, kwanus new component: a manifest inside what was granted.

import { nameFault } from "../../acts/may-file.ts";
import { listed } from "../../acts/written.ts";
import { bytesOf, type FileChange } from "../../change.ts";
import { Failure } from "../../failure.ts";
import { envelopeOf } from "../../gates/decision.ts";
import { dayAfter } from "../../model/calendar.ts";
import { isClosed, type Model, requestOf } from "../../model/model.ts";
import { manifestFolder } from "../../model/places.ts";
import { isRange } from "../../model/platform.ts";
import type { Choice } from "../ask.ts";
import type { Asked, Step } from "../prompts.ts";
import { keyOf } from "../shell-words.ts";
import {
  type Answers,
  type Around,
  authorStep,
  long,
  type Making,
  oneOfThese,
  options,
  someOfThese,
  textOf,
  wordsOf,
} from "./making.ts";
import { type Call, callOf, callQuestion, dataOf, dataQuestion, offered } from "./manifest-questions.ts";
import { newNameFault } from "./partner.ts";
import { workflowOption, workflowQuestion, workflowsIn } from "./workflow-questions.ts";

type Sort = "integration" | "component";

/** The namespace whose grants it must stay inside. */
function ownerIn(sort: Sort, answers: Answers): string {
  return textOf(answers, sort === "integration" ? "partner" : "name");
}

function idIn(sort: Sort, answers: Answers): string {
  return sort === "integration" ? `${textOf(answers, "partner")}/${textOf(answers, "name")}` : textOf(answers, "name");
}

/** What it may rest on: whatever of its owner was not rejected or withdrawn, and the approved ones first. */
function restsOn(owner: string, { subjects }: Model): { id: string; approved: boolean; title: string }[] {
  return [...subjects.values()]
    .filter((subject) => subject.namespace === owner && requestOf(subject) !== null)
    .flatMap((subject) => {
      const approved = subject.decisions.get(subject.gate)?.value.spec.outcome === "approved";
      const title = requestOf(subject)?.value.metadata.title ?? "";
      return approved || !isClosed(subject) ? [{ id: subject.id, approved, title }] : [];
    })
    .sort((a, b) => Number(b.approved) - Number(a.approved));
}

/** Why a permission was granted, in the words of the request that was approved. */
function justificationOf(permission: string, owner: string, { subjects }: Model): string {
  const asked = [...subjects.values()]
    .filter(({ namespace, gate, decisions }) => {
      return namespace === owner && decisions.get(gate)?.value.spec.outcome === "approved";
    })
    .flatMap((subject) => requestOf(subject)?.value.spec.requestedPermissions ?? []);
  return asked.findLast(({ id }) => id === permission)?.justification ?? "";
}

const compliance = [
  ["dataProtection", "--data-protection", "Data protection: how is data kept from others?"],
  ["retention", "--retention", "Retention: how long is what kept?"],
  ["deletion", "--deletion", "Deletion: when and how does it go?"],
  ["audit", "--audit", "Audit: who can see what was done?"],
  ["consent", "--consent", "Consent: how do users give and withdraw it?"],
] as const;

const surfaces = ["ui-component", "export-tool", "data-processor"] as const;

function making(sort: Sort): Making {
  const whose = sort === "integration" ? "an integration's" : "a component's";
  return {
    kind: sort,
    told:
      sort === "integration"
        ? "what a partner builds, inside what it was granted"
        : "a part of the ecosystem itself, beside the partners",
    options: [
      ...(sort === "integration"
        ? [{ flag: "--partner", value: "NAME", description: "the partner, as its folder is called" }]
        : []),
      options.name,
      options.title,
      options.author,
      { flag: "--rests-on", value: "SUBJECT", description: "an application or proposal it rests on", many: true },
      { flag: "--maturity", value: "LEVEL", description: "alpha, beta or stable" },
      { flag: "--audience", value: "WHO", description: "partner-only or all" },
      {
        flag: "--call",
        value: "CALL",
        description: "what it calls and by which permission, as API@VERSION OPERATION=PERMISSION",
        many: true,
      },
      { flag: "--audit-log", value: "TEXT", description: "where its calls are recorded" },
      workflowOption,
      { flag: "--surface", value: "NAME", description: surfaces.join(", "), many: true },
      { flag: "--surface-compatibility", value: "TEXT", description: "what it asks of the surface it shows in" },
      { flag: "--os", value: "RANGE", description: "the versions of the platform it works on" },
      { flag: "--runtime", value: "ID", description: "a runtime it needs", many: true },
      options.fallback,
      { flag: "--data", value: "USE", description: "data it uses and what for, as CLASS:FIELDS=PURPOSE", many: true },
      ...compliance.map(([, flag, question]) => ({ flag, value: "TEXT", description: question.toLowerCase() })),
    ],

    steps: (around) => {
      const { tree } = around.landing;
      const { os, runtimes } = offered(tree, around.today);
      const partners = [...tree.partners].map(([value, held]) => ({ value, label: held.value.metadata.title }));
      const range = `>=${os[0] ?? "1.0.0"}`;
      return [
        ...(sort === "integration" ? [oneOfThese("--partner", "Partner", partners, "is no partner")] : []),
        (answers): Asked => ({
          type: "text",
          flag: "--name",
          message: "Name of its folder; it never changes",
          example: sort === "integration" ? "score-insights" : "credit-graph",
          check: (name) =>
            sort === "component" ? newNameFault(name, whose, tree) : integrationNameFault(name, answers, tree),
        }),
        { type: "text", flag: "--title", message: "What do people call it?", example: "Score insights" },
        authorStep(around),
        (answers) => {
          const owner = ownerIn(sort, answers);
          const filed = restsOn(owner, tree).map(({ id, title }): Choice => ({ value: id, label: `${id}: ${title}` }));
          if (filed.length > 0)
            return someOfThese("--rests-on", "What does it rest on?", filed, `is nothing ${owner} has filed`);
          if (sort === "component") return null;
          throw new Failure(
            "usage",
            "nothing-filed",
            `${owner} has filed nothing that an integration could rest on`,
            `It files an application first: kwanus propose application --partner ${owner}`,
          );
        },
        {
          type: "select",
          flag: "--maturity",
          message: "Maturity",
          choices: ["alpha", "beta", "stable"].map((value) => ({ value })),
          default: "alpha",
        },
        {
          type: "select",
          flag: "--audience",
          message: "Audience",
          choices: ["partner-only", "all"].map((value) => ({ value })),
          default: sort === "integration" ? "partner-only" : "all",
        },
        (answers) => callQuestion(ownerIn(sort, answers), tree, around.today),
        ({ call }) =>
          wordsOf({ call }, "call").length === 0
            ? null
            : long("--audit-log", "Audit log: where are its calls recorded, and who can see them?"),
        (answers) => workflowQuestion(ownerIn(sort, answers), answers["workflow"] !== undefined, tree),
        {
          type: "checkbox",
          flag: "--surface",
          message: "Surfaces it shows on",
          choices: surfaces.map((value) => ({ value })),
          optional: true,
        },
        ({ surface }) =>
          wordsOf({ surface }, "surface").length === 0
            ? null
            : long("--surface-compatibility", "What does it ask of the surface it shows in?"),
        {
          type: "text",
          flag: "--os",
          message: "Versions of the platform it works on",
          example: range,
          default: range,
          check: (text) => (isRange(text) ? null : `"${text}" is no range of versions like ${range}`),
        },
        {
          type: "checkbox",
          flag: "--runtime",
          message: "Runtimes it needs",
          choices: [...new Set(runtimes.map(({ id }) => id))].map((value) => ({ value })),
          default: runtimes.slice(0, 1).map(({ id }) => id),
        },
        long("--fallback", "Fallback: what happens on a version where it does not work?"),
        (answers) => dataQuestion(permissionsIn(answers), answers["data"] !== undefined, tree),
        ...compliance.map(([, flag, message]): Step => long(flag, message)),
      ];
    },

    make(answers, around) {
      const { tree } = around.landing;
      const id = idIn(sort, answers);
      const owner = ownerIn(sort, answers);
      const path = `${manifestFolder(id)}/manifest.yaml`;
      const filed = restsOn(owner, tree);
      // A new component stands before its first proposal, which needs its folder to be filed in.
      const announced = filed.length === 0 ? `${owner}/EXP-0001` : null;
      const approved = filed.filter((subject) => subject.approved);
      const usual = (approved.length > 0 ? approved : filed).map((subject) => subject.id);
      const chosen = wordsOf(answers, "restsOn");
      const rests = announced !== null ? [announced] : chosen.length > 0 ? chosen : usual;
      return {
        name: id,
        path,
        template: sort,
        values: {
          "/metadata/id": id,
          "/metadata/title": textOf(answers, "title"),
          "/metadata/authors": wordsOf(answers, "author"),
          "/spec/restsOn": rests,
          ...layerValues(answers, owner, around),
        },
        beside: callsIn(answers).length === 0 ? [] : [answerSchema(manifestFolder(id), answers)],
        expects: ({ rule, path: at, message }) =>
          announced !== null && rule === "IDN004" && at === path && message.includes(`"${announced}"`),
        lands: announced === null,
        next: () =>
          announced === null
            ? []
            : [
                `next    kwanus propose capability --partner ${owner}`,
                `        git add ${manifestFolder(id)}     (${announced}, on which it rests, lands with it)`,
              ],
      };
    },
  };
}

/** The fields of a manifest below its head. A layer that nothing was said of is left out, as the template says. */
function layerValues(answers: Answers, owner: string, around: Around): Record<string, unknown> {
  const { landing, policy, today } = around;
  const { tree } = landing;
  const { runtimes } = offered(tree, today);
  const calls = callsIn(answers);
  const permissions = permissionsIn(answers);
  const shown = wordsOf(answers, "surface");
  return {
    "/spec/maturity": textOf(answers, "maturity"),
    "/spec/audience": textOf(answers, "audience"),
    "/spec/compatibility/os": textOf(answers, "os"),
    ...listed("/spec/compatibility/apis", apisOf(calls), 1),
    ...listed(
      "/spec/compatibility/runtimes",
      wordsOf(answers, "runtime").map((id) => ({
        id,
        range: `>=${runtimes.find((runtime) => runtime.id === id)?.version ?? "1.0.0"}`,
      })),
      1,
    ),
    "/spec/compatibility/fallback": textOf(answers, "fallback"),
    ...(calls.length === 0
      ? { "/spec/api": undefined }
      : {
          ...listed(
            "/spec/api/calls",
            calls.map(({ permission, ...call }) => ({ ...call, permissions: [permission] })),
            1,
          ),
          "/spec/api/auditLog": textOf(answers, "auditLog"),
          "/spec/api/schemas": [answerSchemaPath],
          "/spec/api/credentials": [],
        }),
    "/spec/workflows": workflowsIn(answers),
    ...(shown.length === 0
      ? { "/spec/extension": undefined }
      : {
          "/spec/extension/surfaces": shown,
          "/spec/extension/permissions": permissions,
          "/spec/extension/compatibility": textOf(answers, "surfaceCompatibility"),
        }),
    ...listed(
      "/spec/permissions",
      permissions.map((id) => ({
        id,
        justification: justificationOf(id, owner, tree),
        scope: envelopeOf(tree, owner).permissions.get(id),
        reviewBy: dayAfter(today, policy.cadences.permissionReview.value),
      })),
      1,
    ),
    ...listed(
      "/spec/data",
      wordsOf(answers, "data")
        .flatMap((word) => dataOf(word) ?? [])
        .map((use) => ({
          ...use,
          basis: "user-approval",
          retention: policy.retention.value,
          export: "none",
        })),
      1,
    ),
    ...Object.fromEntries(
      compliance.map(([field, flag]) => [`/spec/compliance/${field}`, textOf(answers, keyOf(flag))]),
    ),
    "/spec/compliance/annualReview": dayAfter(today, policy.cadences.annualReview.value),
  };
}

function callsIn(answers: Answers): Call[] {
  return wordsOf(answers, "call").flatMap((word) => callOf(word) ?? []);
}

function permissionsIn(answers: Answers): string[] {
  const ofWorkflows = workflowsIn(answers).flatMap(({ permissions }) => permissions);
  return [...new Set([...callsIn(answers).map(({ permission }) => permission), ...ofWorkflows])];
}

const answerSchemaPath = "contracts/answers.schema.json";

/** What calls must answer at least, one thing or a list of them: the fields that the manifest says it uses. */
function answerSchema(folder: string, answers: Answers): FileChange {
  const fields = [...new Set(wordsOf(answers, "data").flatMap((word) => dataOf(word)?.fields ?? []))];
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `What ${textOf(answers, "title")} reads`,
    description: `Answers of ${callsIn(answers)
      .map(({ operation }) => operation)
      .join(", ")}, as far as they are used. Say the types where they are known.`,
    anyOf: [{ $ref: "#/$defs/thing" }, { type: "array", items: { $ref: "#/$defs/thing" } }],
    $defs: {
      thing: { type: "object", required: fields, properties: Object.fromEntries(fields.map((field) => [field, {}])) },
    },
  };
  return { path: `${folder}/${answerSchemaPath}`, content: bytesOf(`${JSON.stringify(schema, null, 2)}\n`) };
}

/** Each API once, with every version that is called. */
function apisOf(calls: readonly Call[]): { id: string; versions: string[] }[] {
  const versions = new Map<string, Set<string>>();
  for (const { api, version } of calls) versions.set(api, (versions.get(api) ?? new Set()).add(version));
  return [...versions].map(([id, set]) => ({ id, versions: [...set] }));
}

function integrationNameFault(name: string, answers: Answers, { snapshot }: Model): string | null {
  const fault = nameFault(name, "an integration's");
  if (fault !== null) return `${fault.message}. ${fault.help}`;
  const folder = manifestFolder(`${textOf(answers, "partner")}/${name}`);
  return snapshot.files.has(`${folder}/manifest.yaml`) ? `"${name}" is here already: ${folder}` : null;
}

export const integration = making("integration");
export const component = making("component");
