// Gathers what doctor's checks look at. Whatever cannot be had is a fact as well, so nothing here fails for a reason of the user's.

import { fragileBodies } from "../acts/init.ts";
import { Failure } from "../failure.ts";
import { type Authority, authorityInForce, authorityOf, authorityOn } from "../model/authority.ts";
import { type Model, readModel } from "../model/model.ts";
import { gpgKeys } from "../repo/gpg.ts";
import { hasPrivateHalf, type Machine, readMachine } from "../repo/machine.ts";
import type { Repository } from "../repo/repository.ts";
import { findSigner, newKeyCommands, type SigningPlace } from "../repo/signer.ts";
import { readPublicKey } from "../trust/public-key.ts";
import { parsePublicKey, publicKeyLine } from "../trust/ssh-key.ts";
import { rootOf } from "../verify.ts";
import type { BaseFacts, Facts, OfficeFacts, Refused, RepositoryFacts, SignerFacts } from "../views/diagnosis.ts";
import type { Setting } from "./command.ts";
import { landedBallots } from "./landed-ballots.ts";
import { forgeOfRemotes, likelyBase, protectedBranch } from "./protected-branch.ts";
import { isCi, type World } from "./world.ts";

/** The facts, as they are or as they would be with some settings made. */
export async function examine(world: World, settings: readonly Setting[] = []): Promise<Facts> {
  const machine = await readMachine(world.env);
  const opened = await openedOr(world);
  const repository = "refused" in opened ? null : withSettings(opened, settings);
  const config = repository?.config ?? machine.globalConfig;
  const facts = repository === null ? null : await repositoryFacts(repository, world);
  const limits = { minimumRsaBits: minimumRsaBits(facts) };
  const place = repository ?? nowhere(machine, world);
  return {
    git: machine.git,
    openssh: machine.openssh,
    ci: isCi(world.env),
    name: config("user.name")?.trim() || null,
    email: config("user.email")?.trim() || null,
    signer: await signerFacts(place, machine, limits),
    keys: [
      ...machine.keys.flatMap(({ setting, line }) => {
        const parsed = parsePublicKey(line, limits);
        return parsed.ok ? [{ setting, fingerprint: parsed.key.fingerprint }] : [];
      }),
      ...(await gpgKeys(place)).map((id) => ({
        setting: id,
        fingerprint: `OPENPGP:${id}`,
        format: "openpgp" as const,
      })),
    ],
    repository: facts ?? (opened as Refused),
  };
}

async function openedOr(world: World): Promise<Repository | Refused> {
  try {
    return await world.repository();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const any = error.code !== "no-repository" && error.code !== "no-directory";
    return { refused: error.message, help: error.help ?? "", any };
  }
}

function withSettings(repository: Repository, settings: readonly Setting[]): Repository {
  const config = (name: string) => settings.find(({ key }) => key === name)?.value ?? repository.config(name);
  return { ...repository, config };
}

/** Outside of any repository Git signs as the user's own configuration says. */
function nowhere({ globalConfig }: Machine, { cwd, env }: World): SigningPlace {
  return { root: cwd, git: { environment: env }, config: globalConfig, globalConfig };
}

async function signerFacts(
  place: SigningPlace,
  machine: Machine,
  limits: { readonly minimumRsaBits: number },
): Promise<SignerFacts> {
  const signer = await findSigner(place).catch((error: unknown) => {
    if (error instanceof Failure) return error;
    throw error;
  });
  const none = place.config("user.signingkey") === null && place.config("gpg.format") === null;
  const newKey = newKeyCommands(place);
  if (signer instanceof Failure) {
    // A key that is there is mended, not replaced.
    const help = /^(?:unreadable-key|no-ssh-keygen|no-gpg|no-secret-key|ambiguous-key)$/.test(signer.code)
      ? signer.help
      : newKey;
    return { fingerprint: null, none, why: signer.message, help: help ?? newKey };
  }
  const parsed = await readPublicKey(signer.publicKey, limits);
  if (!parsed.ok)
    return { fingerprint: null, none, why: `the key Git signs with does not count: ${parsed.reason}`, help: newKey };
  if (parsed.key.type === "openpgp") return { fingerprint: parsed.key.fingerprint, held: "gpg" };
  const held =
    signer.file !== null && hasPrivateHalf(signer.file)
      ? "file"
      : machine.agent.includes(publicKeyLine(parsed.key))
        ? "agent"
        : place.globalConfig("gpg.ssh.program") !== null
          ? "program"
          : null;
  return { fingerprint: parsed.key.fingerprint, held };
}

function minimumRsaBits(facts: RepositoryFacts | null): number {
  const authority = facts?.office?.base ?? facts?.office?.here;
  return authority?.policy.minimumRsaBits.value ?? 3072;
}

async function repositoryFacts(repository: Repository, world: World): Promise<RepositoryFacts> {
  const base = await baseFacts(repository);
  const common = {
    root: repository.root,
    shallow: repository.isShallow(),
    partial:
      repository.config("extensions.partialClone") !== null || repository.config("remote.origin.promisor") === "true",
    remote: /^refs\/remotes\/([^/]+)\//.exec(base.ref ?? "")?.[1] ?? "origin",
    base,
  };
  try {
    const office = await officeFacts(repository, base.commit, world);
    return { ...common, unreadable: null, office };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ...common, unreadable: { message: error.message, help: error.help ?? "" }, office: null };
  }
}

async function baseFacts(repository: Repository): Promise<BaseFacts> {
  const ref = await orNull(protectedBranch(repository));
  const { branch, commit } = await repository.head();
  const remotes = ["origin", "upstream"].filter((name) => repository.config(`remote.${name}.url`) !== null);
  return {
    configured: repository.config("kwanus.base"),
    ref,
    commit: await committed(ref, repository),
    unborn: ref === branch && commit === null,
    likely: await likely(repository, remotes),
    remotes,
  };
}

/** `likelyBase` where this clone has it; without a remote rather a branch that is usually protected than the current one. */
async function likely(repository: Repository, remotes: readonly string[]): Promise<string | null> {
  const guess = await orNull(likelyBase(repository));
  const usual = remotes.length === 0 ? ["refs/heads/main", "refs/heads/master"] : [];
  for (const ref of [...usual, guess]) if ((await committed(ref, repository)) !== null) return ref;
  return null;
}

async function committed(ref: string | null, repository: Repository): Promise<string | null> {
  return ref === null ? null : orNull(repository.resolve(ref));
}

/** What is no name at all, or names what is missing, is not in this clone. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

/** Null where there is no office. @throws Failure where it cannot be read */
async function officeFacts(repository: Repository, base: string | null, world: World): Promise<OfficeFacts | null> {
  const tree = await repository.workingTree();
  const landed = base === null ? null : await repository.snapshot(base);
  if (landed?.files.has("kwanus.yaml") !== true && !tree.files.has("kwanus.yaml")) return null;
  const { commit } = await repository.head();
  // Every verdict asks where they parted, so a clone too shallow to tell is of no use.
  if (base !== null && commit !== null) await repository.mergeBase(base, commit);
  const here = await readModel(tree);
  const there = landed === null ? null : await readModel(landed);
  const authority = there === null ? null : authorityOf(there);
  const own = authorityOf(here);
  const rooted = there !== null && authorityInForce(there, null) !== null;
  const pin = repository.config("kwanus.root");
  const past = base !== null && authority !== null && (rooted || pin !== null);
  return {
    base: authority && authorityOn(authority, world.today),
    here: own && authorityOn(own, world.today),
    rooted,
    calledBy: calledBy(there ?? here),
    fragile: fragileBodies(there?.policy ? there : here),
    pin,
    forge: forgeOfRemotes(repository),
    ...(past ? await pastOf(base, authority, repository, world) : nothingLanded),
  };
}

const nothingLanded = { root: null, ballots: { landed: 0, bare: 0 } };

// How many landings tell how this repository merges.
const latest = 100;

async function pastOf(base: string, authority: Authority, repository: Repository, world: World) {
  const done = world.progress("looking for the root of trust");
  try {
    const history = await repository.firstParentHistory(base);
    return {
      root: await rootOf(history, (id) => repository.snapshot(id)),
      ballots: await landedBallots(history.slice(-latest), authority, repository),
    };
  } catch (error) {
    if (error instanceof Failure) return { ...nothingLanded, root: undefined };
    throw error;
  } finally {
    done();
  }
}

/** What Git may call the people on the roster, lower-case. */
function calledBy({ people }: Model): Map<string, string[]> {
  return new Map(
    [...people].map(([id, { value }]) => [
      id,
      [id, ...(value.spec.forge ? [value.spec.forge.login.toLowerCase()] : [])],
    ]),
  );
}
