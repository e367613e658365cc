// Who signs a release off signs the files it stands for; as long as the version is theirs, they stay as they were.

import type { Release } from "../../document/types.gen.ts";
import { isClosed, type Model, type Subject } from "../../model/model.ts";
import type { Pins } from "../../model/pins.ts";
import { type Defect, rule } from "../rule.ts";

export default rule({
  id: "ROL009",
  name: "pins-do-not-fit",
  severity: "error",
  waivable: false,
  reads: "repository",
  clauses: ["PEP-2.7.1", "PEP-2.7.3", "PIP-9.5.1", "EIP-9.5.1"],
  summary:
    "A release names manifest, plan, contracts and documents by digest, and they are these while the version is.",

  *check(model) {
    for (const subject of model.subjects.values()) yield* misfits(subject, model);
  },
});

type Spec = Release["spec"];

function* misfits(subject: Subject, model: Model): Generator<Defect> {
  if (subject.release === null) return;
  const { path, value } = subject.release;
  // One that stands in another's place is IDN001's.
  if (value.metadata.id !== subject.id || `${value.spec.subject}/${value.spec.version}` !== subject.id) return;
  const { subject: about, version } = value.spec;
  const manifest = (model.integrations.get(about) ?? model.components.get(about))?.value.spec.version;
  const files = model.pins.get(about);
  if (manifest === undefined) return;
  if (manifest !== version || files === undefined) {
    // A release that is out is history once the manifest has moved on.
    if (!isClosed(subject))
      yield {
        path,
        at: "/spec/version",
        message: `the manifest of ${about} carries ${manifest}, and this releases ${version}`,
        help: `Set version: ${version} in the manifest, or withdraw this release.`,
      };
    return;
  }
  if (!isClosed(subject)) yield* notPinned(value.spec, files, path);
  // What was rejected or withdrawn nobody stands for, and mending the files is what is asked for.
  else if (subject.decisions.get("sign-off")?.value.spec.outcome === "approved")
    yield* changedSince(value.spec, files, subject);
}

/** An open release is written anew; what it says is wrong about the files. */
function* notPinned({ subject: about, version, pins }: Spec, files: Pins, path: string): Generator<Defect> {
  const help = `Take it as it is now, and let everybody vote again: kwanus refresh ${about}/${version}`;
  // A plan that is missing is ROL003's.
  for (const [index, { path: name, sha256 }] of pins.entries())
    if (files.get(name) !== sha256 && (name !== "plan.yaml" || files.has(name)))
      yield {
        path,
        at: `/spec/pins/${index}/sha256`,
        message: `${name} is ${files.has(name) ? "another one now" : "not there"}, and ${about} ${version} stands for this one`,
        help,
      };
  const missing = [...files.keys()].filter((name) => pins.every((pin) => pin.path !== name));
  if (missing.length > 0)
    yield {
      path,
      at: "/spec/pins",
      part: "key",
      message: `${about} ${version} does not pin ${missing.join(", ")}`,
      help,
    };
}

/** What was signed off stays as it is; what is wrong are the files. */
function* changedSince(
  { subject: about, version, pins }: Spec,
  files: Pins,
  { directory }: Subject,
): Generator<Defect> {
  const folder = directory.slice(0, directory.lastIndexOf("/releases/"));
  const signed = new Map(pins.map(({ path, sha256 }) => [path, sha256]));
  const names = [...new Set([...signed.keys(), ...files.keys()])].filter(
    (name) => signed.get(name) !== files.get(name),
  );
  for (const name of names) {
    const what = signed.has(name) ? (files.has(name) ? "with another" : "with") : "without";
    yield {
      path: files.has(name) ? `${folder}/${name}` : `${folder}/manifest.yaml`,
      message: `${about} ${version} was signed off ${what} ${name}`,
      help: `Restore it, or raise the version in the manifest and release that: kwanus new release --subject ${about}`,
    };
  }
}
