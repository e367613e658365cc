// What a subject asks for, in a few words.

import { envelopeOf } from "../gates/decision.ts";
import { requestedTier } from "../gates/threshold.ts";
import { type Model, requestOf, type Subject } from "../model/model.ts";

/** `tier 2, 3 permissions (new: write:exports), 1 capability`. */
export function asksInWords(subject: Subject, base: Model): string {
  const step = subject.transition?.value.spec;
  if (step !== undefined) return `${step.subject} from ${step.from} to ${step.to}`;
  const spec = requestOf(subject)?.value.spec;
  if (spec === undefined) return "";
  if (subject.namespace === "governance") {
    const { changes = [], ratifies = [] } = subject.proposal?.value.spec ?? {};
    const files = counted(changes.length, "file changed", "files changed", []);
    return [files, ...ratifies.map((item) => `ratifies ${item}`)].filter((part) => part !== "").join(", ");
  }
  const { tier, permissions, capabilities } = envelopeOf(base, subject.namespace);
  const ids = (requested: readonly { readonly id: string }[] = []) => requested.map(({ id }) => id);
  const [asked, able] = [ids(spec.requestedPermissions), ids(spec.requestedCapabilities)];
  const wanted = requestedTier(subject);
  return [
    wanted === null || wanted === tier ? "" : `tier ${wanted}`,
    counted(
      asked.length,
      "permission",
      "permissions",
      asked.filter((id) => !permissions.has(id)),
    ),
    counted(
      able.length,
      "capability",
      "capabilities",
      able.filter((id) => !capabilities.has(id)),
    ),
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function counted(count: number, one: string, many: string, fresh: readonly string[]): string {
  if (count === 0) return "";
  return `${count} ${count === 1 ? one : many}${fresh.length > 0 ? ` (new: ${fresh.join(", ")})` : ""}`;
}
