// kwanus inbox: what waits for somebody, by due date.

import { exits, Failure } from "../../failure.ts";
import { type Authority, authorityOf } from "../../model/authority.ts";
import { manifestsOf } from "../../model/manifests.ts";
import { documentOf, type Model } from "../../model/model.ts";
import { envelope } from "../../reporters/envelope.ts";
import { inboxFields, inboxText } from "../../reporters/inbox.ts";
import { inboxOf, type Reader } from "../../views/inbox.ts";
import type { Command } from "../command.ts";
import { type JudgingInput, judgingOptions } from "../judging.ts";
import { oneOf } from "../one-of.ts";
import { formatOption, render } from "../outputs.ts";
import { shortName } from "../protected-branch.ts";
import { personOption, whoami } from "../whoami.ts";
import type { World } from "../world.ts";
import { statuses } from "./status.ts";

interface Input extends JudgingInput {
  readonly person?: string;
  readonly as?: string;
  readonly exitCode?: boolean;
  readonly format: readonly string[];
}

export default {
  name: "inbox",
  summary: "List what waits for you, by due date",
  description:
    "You are the owner of your signing key on the base; a partner's author, who has none there, is known by Git's user.name. Ballots on vote branches that this clone has count.",
  options: [
    personOption,
    { flag: "--as", value: "BODY", description: "what waits for a body; with --person, the body they must sit in" },
    ...judgingOptions,
    { flag: "--exit-code", description: "exit 4 when something waits" },
    formatOption(["text", "json"]),
  ],
  examples: [
    { command: "git fetch && kwanus inbox", what: "what waits for you" },
    { command: "kwanus inbox --as SCO --exit-code", what: "in a script that reminds a body" },
  ],
  exits: { 4: "with --exit-code: something waits" },

  async run(input, world) {
    const { landing, views } = await statuses(null, input, world);
    const authority = landing.authority ?? authorityOf(landing.base);
    const reader = await readerOf(input, { authority, model: landing.tree }, world);
    const branches = await (await world.repository()).branches("kwanus/vote/");
    const [local, remote] = ["refs/heads/", "refs/remotes/"].map((folder) =>
      branches.filter(({ ref }) => ref.startsWith(folder)).map(({ ref }) => shortName(ref)),
    );
    const unpushed = new Set(local?.filter((name) => !remote?.includes(name)));
    const view = inboxOf({ landing, statuses: views, reader, unpushed });
    const rendered = render(input.format, {
      text: () => inboxText(view, { style: world.style, columns: world.columns }),
      json: () => envelope("inbox", inboxFields(view)),
    });
    return { ...rendered, exit: input.exitCode && view.entries.length > 0 ? exits.pending : exits.holds };
  },
} satisfies Command<Input>;

interface Office {
  readonly authority: Authority | null;
  readonly model: Model;
}

async function readerOf({ person: given, as }: Input, { authority, model }: Office, world: World): Promise<Reader> {
  const body = as === undefined ? null : oneOf(as, [...(authority?.bodies.keys() ?? [])], "body");
  if (given === undefined && body !== null) return { person: null, body };
  const person = await whoami(given, authority, namesIn(model), world);
  const seat = authority?.seats.get(person) ?? null;
  if (body === null || body === seat) return { person, body: seat };
  throw new Failure(
    "usage",
    "other-body",
    `${person} sits in ${seat ?? "no body"}, not in ${body}`,
    `leave --as out${seat === null ? "" : `, or say --as ${seat}`}`,
  );
}

/** Everybody with a person file, and every author of a subject or a manifest as `isAuthor` reads their name. */
function namesIn(model: Model): Set<string> {
  const filed = [...model.subjects.values()].map(documentOf);
  const authors = [...filed, ...manifestsOf(model)].flatMap((document) => document?.value.metadata.authors ?? []);
  return new Set([...model.people.keys(), ...authors.map((author) => author.replace(/^@/, "").toLowerCase())]);
}
