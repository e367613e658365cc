// Whatever a document points at is there.

import { didYouMean, suggest } from "../../document/suggest.ts";
import { factsOf, type ReferenceFact } from "../../model/facts.ts";
import type { Model } from "../../model/model.ts";
import { describedAt, manifestFolder, placeOf } from "../../model/places.ts";
import { rule } from "../rule.ts";

export default rule({
  id: "IDN004",
  name: "dangling-reference",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["EPF-6.1.4", "PEP-2.1.4"],
  summary: "Every id and file a document points at exists.",

  *check(model) {
    for (const document of model.documents.values()) {
      if (!document.shaped) continue;
      // What a document is about is told by its path, and IDN001 compares the two.
      for (const reference of factsOf(document).references)
        if (
          (reference.at !== "/spec/subject" || reference.what === "lifecycle subject") &&
          !exists(reference, document.path, model)
        )
          yield {
            path: document.path,
            at: reference.at,
            message: `there is no ${reference.what} "${reference.to}"`,
            help: helpFor(reference, document.path, model),
          };
    }
  },
});

/** True also where the target's own file is broken: that has its own finding, and one defect is reported once. */
function exists({ to, what }: ReferenceFact, from: string, model: Model): boolean {
  switch (what) {
    case "file":
      return model.snapshot.files.has(`${describedAt(from)?.folder}/${to}`);
    case "subject":
      return model.subjects.has(to);
    case "integration":
      return (
        model.integrations.has(to) || model.documents.has(`partners/${to.replace("/", "/integrations/")}/manifest.yaml`)
      );
    case "lifecycle subject":
      return ["partner.yaml", "manifest.yaml"].some((file) => model.documents.has(lifecyclePath(to, file)));
    case "person":
      return (
        model.people.has(to) ||
        isCarried(`governance/people/${to}.yaml`, model) ||
        model.documents.has(`governance/people/${to}.yaml`)
      );
    case "data class":
      return model.dataClasses === null || model.dataClasses.value.spec.classes.some(({ id }) => id === to);
    case "capability":
      return model.policy === null || model.policy.value.spec.capabilities.some(({ id }) => id === to);
    case "tier":
      return model.policy === null || model.policy.value.spec.tiers.some(({ id }) => String(id) === to);
  }
}

function lifecyclePath(id: string, file: string): string {
  return file === "partner.yaml" ? `partners/${id}/${file}` : `${manifestFolder(id)}/${file}`;
}

function lifecycleIds({ partners, components, integrations }: Model): { id: string }[] {
  return [partners, components, integrations].flatMap((held) => [...held.keys()]).map((id) => ({ id }));
}

/** A policy and the person it seats may come with one proposal. */
function isCarried(target: string, { subjects }: Model): boolean {
  return [...subjects.values()].some(({ carried }) => carried.some((file) => file.target === target));
}

function helpFor({ to, what }: ReferenceFact, from: string, model: Model): string {
  switch (what) {
    case "file":
      return `It would stand in ${describedAt(from)?.folder}/${to}.`;
    case "subject":
      return wouldStand(placeOf(to)?.directory ?? "its partner's folder", to, sameSeries(to, model));
    case "integration":
      return wouldStand(`partners/${to.replace("/", "/integrations/")}/manifest.yaml`, to, model.integrations.keys());
    case "lifecycle subject":
      return oneOf(to, "repository", lifecycleIds(model));
    case "person":
      return wouldStand(`governance/people/${to}.yaml`, to, model.people.keys());
    case "data class":
      return oneOf(to, "registry", model.dataClasses?.value.spec.classes ?? []);
    case "capability":
      return oneOf(to, "policy", model.policy?.value.spec.capabilities ?? []);
    case "tier":
      return `The policy has ${(model.policy?.value.spec.tiers ?? []).map(({ id }) => id).join(", ")}.`;
  }
}

/** Subjects of the same partner and series: another number is a slip, another series is another thing. */
function sameSeries(to: string, { subjects }: Model): string[] {
  const series = to.replace(/\d*$/, "");
  return [...subjects.keys()].filter((id) => id.startsWith(series));
}

function wouldStand(place: string, to: string, known: Iterable<string>): string {
  const meant = suggest(to, known);
  return `It would stand in ${place}${meant === null ? "." : `; did you mean "${meant}"?`}`;
}

function oneOf(to: string, list: string, entries: readonly { readonly id: string }[]): string {
  const known = entries.map(({ id }) => id);
  return didYouMean(to, known) ?? `The ${list} has ${known.join(", ")}.`;
}
