// The questions of a manifest whose answers the registries know: calls and their permissions, data, platform versions.

import { envelopeOf } from "../../gates/decision.ts";
import type { Model } from "../../model/model.ts";
import { fateOf } from "../../model/platform.ts";
import { registered } from "../../model/present-names.ts";
import type { Choice } from "../ask.ts";
import type { Asked } from "../prompts.ts";
import { operationChoices, operationFault } from "./operations.ts";

export interface Call {
  readonly api: string;
  readonly version: string;
  readonly operation: string;
  readonly permission: string;
}

/** `credit@v2 GET /reports=read:reports` → its parts, or null. */
export function callOf(word: string): Call | null {
  const [, api, version, operation, permission] = /^([a-z][a-z0-9-]*)@(\S+)\s+([^=]+)=([^=\s]+)$/s.exec(word) ?? [];
  if (api === undefined || version === undefined || operation === undefined || permission === undefined) return null;
  return { api, version, operation: operation.trim(), permission };
}

/** `report-summaries:id,title=To list them` → its parts, or null. */
export function dataOf(word: string): { class: string; fields: string[]; purpose: string } | null {
  const [, name, fields, purpose] = /^([a-z][a-z0-9-]*):([^=]+)=(.+)$/s.exec(word) ?? [];
  if (name === undefined || fields === undefined || !purpose?.trim()) return null;
  return { class: name, fields: fields.split(",").map((field) => field.trim()), purpose: purpose.trim() };
}

/** What of the platform is supported on a day and open to partners. */
export function offered({ platform }: Model, today: string) {
  const supported = <T extends { lifecycle: Parameters<typeof fateOf>[0] }>(all: readonly T[] | undefined): T[] =>
    (all ?? []).filter(({ lifecycle }) => fateOf(lifecycle, today) === "supported");
  const spec = platform?.value.spec;
  return {
    os: supported(spec?.os).map(({ version }) => version),
    apis: supported(spec?.apis)
      .filter(({ internal }) => !internal)
      .map(({ id, version }) => `${id}@${version}`),
    runtimes: supported(spec?.runtimes),
  };
}

/** What it calls, inside what its owner was granted. */
export function callQuestion(owner: string, tree: Model, today: string): Asked {
  const held = [...envelopeOf(tree, owner).permissions.keys()];
  const { apis } = offered(tree, today);
  const flag = "--call";
  return {
    type: "text",
    flag,
    message: "Call as API@VERSION OPERATION=PERMISSION",
    example: `${apis[0] ?? "credit@v2"} GET /reports=${held[0] ?? "read:reports"}`,
    optional: true,
    check(word) {
      const call = callOf(word);
      if (call === null) return `"${word}" is not of the form API@VERSION OPERATION=PERMISSION`;
      if (!held.includes(call.permission))
        return `"${call.permission}" was not granted to ${owner}. Granted: ${held.join(", ") || "nothing yet"}`;
      const api = `${call.api}@${call.version}`;
      if (!apis.includes(api)) return `"${api}" is not supported today. Supported: ${apis.join(", ")}`;
      return operationFault(tree, call);
    },
    async gather(ask, keep) {
      if (held.length === 0 || apis.length === 0) return [];
      const promising = (permission: string) => apis.find((api) => operationChoices(tree, api, permission) !== null);
      // What no contract asks for may be a workflow's, which are asked about later.
      const called = held.filter((permission) => promising(permission) !== undefined);
      const used = await ask({
        type: "checkbox",
        flag,
        message: "Permissions its calls use (its workflows come later)",
        choices: held.map((value) => ({ value })),
        default: called.length === 0 ? held : called,
        optional: true,
      });
      const words: string[] = [];
      const wanted: readonly string[] = Array.isArray(used) ? used : [];
      for (const [at, permission] of wanted.entries()) {
        const choices = apis.map((value) => ({ value }));
        const first = promising(permission);
        const nearest = first === undefined ? {} : { default: first };
        const api = await ask({ type: "select", flag, message: `${permission}: by which API?`, choices, ...nearest });
        const message = `${permission}: by which operation?`;
        const promised = operationChoices(tree, String(api), permission);
        const check = (text: string) => (text.includes("=") ? "must not hold an equals sign" : null);
        const operation =
          promised === null
            ? await ask({ type: "text", flag, message, example: "GET /reports", check })
            : await ask({ type: "select", flag, message, choices: promised });
        words.push(`${api} ${operation}=${permission}`);
        keep(`${api} ${operation}=${permission}`, wanted.slice(at + 1));
      }
      return words;
    },
  };
}

/**
 * Which data it uses, of what its permissions open; null where they open none and none was named.
 * @param named whether a flag names some already
 */
export function dataQuestion(permissions: readonly string[], named: boolean, model: Model): Asked | null {
  const registry = registered(model);
  const opened = new Set(permissions.flatMap((id) => registry.get(id)?.dataClasses ?? []));
  const classes = (model.dataClasses?.value.spec.classes ?? []).filter(
    ({ id, access }) => access !== "forbidden" && opened.has(id),
  );
  if (classes.length === 0 && !named) return null;
  const known = classes.map(({ id }) => id);
  const flag = "--data";
  return {
    type: "text",
    flag,
    message: `Data as CLASS:FIELDS=PURPOSE (${known.join(", ")})`,
    example: `${known[0] ?? "report-summaries"}:id,title=To list them`,
    optional: true,
    check(word) {
      const data = dataOf(word);
      if (data === null) return `"${word}" is not of the form CLASS:FIELD,FIELD=PURPOSE`;
      return known.includes(data.class)
        ? null
        : `"${data.class}" is no class that its permissions open: ${known.join(", ") || "none"}`;
    },
    async gather(ask, keep) {
      const choices = classes.map(({ id, description }): Choice => ({ value: id, label: `${id}: ${description}` }));
      const used = await ask({ type: "checkbox", flag, message: "Data it uses", choices, optional: true });
      const words: string[] = [];
      const wanted: readonly string[] = Array.isArray(used) ? used : [];
      for (const [at, id] of wanted.entries()) {
        const fields = await ask({ type: "text", flag, message: `${id}: which fields?`, example: "id, title" });
        const why = await ask({ type: "long", flag, message: `${id}: what for?`, example: "" });
        words.push(`${id}:${fields}=${why}`);
        keep(`${id}:${fields}=${why}`, wanted.slice(at + 1));
      }
      return words;
    },
  };
}
