// kwanus person: accept proves that a signing key is one's own and lists it; revoke takes one back.

import { type AcceptInputs, acceptChange, isRenewed, proofOf, signersChange } from "../../acts/person.ts";
import { exits, Failure } from "../../failure.ts";
import { authorityInForce, authorityOf, missingInWords } from "../../model/authority.ts";
import { readModel } from "../../model/model.ts";
import { findSigner } from "../../repo/signer.ts";
import { readPublicKey } from "../../trust/public-key.ts";
import { namespaces } from "../../trust/statement.ts";
import type { Command, Outcome } from "../command.ts";
import { refuseUnverifiable } from "../own-signature.ts";
import { protectedBranch } from "../protected-branch.ts";
import { revoke } from "../revoking.ts";
import type { World } from "../world.ts";

interface Input {
  readonly person: string;
}

const accept: Command<Input> = {
  name: "accept",
  summary: "Prove that your signing key is yours and list it",
  description:
    "Signs a statement with the key Git signs with (user.signingkey), lists the key in your person file and renews governance/allowed_signers, all in the working tree. After the root of trust, file the result as a governance proposal.",
  arguments: [{ name: "PERSON", description: "your id in governance/people/", required: true }],
  examples: [{ command: "kwanus person accept bo", what: "on the init branch, each reviewer once" }],
  writes: true,

  async run({ person }, world) {
    const repository = await world.repository();
    const model = await readModel(await repository.workingTree());
    const signer = await findSigner(repository);
    const parsed = await readPublicKey(signer.publicKey, {
      minimumRsaBits: model.policy?.value.spec.minimumRsaBits.value ?? 3072,
    });
    if (!parsed.ok)
      throw new Failure(
        "refused",
        "weak-key",
        `your signing key cannot be used: ${parsed.reason}`,
        "ssh-keygen -t ed25519 makes one that can",
      );
    const certificate = parsed.key.type === "openpgp" ? { certificate: signer.publicKey } : {};
    const inputs: AcceptInputs = { model, person, key: parsed.key, ...certificate, now: world.now };
    const known = authorityOf(model)?.keys.get(parsed.key.fingerprint);
    if (known?.person === person && known.state === "active" && !isRenewed(inputs)) return alreadyAccepted(inputs);
    if (known?.person === person && (known.state === "retired" || known.state === "compromised"))
      throw new Failure(
        "refused",
        "revoked-key",
        `key ${known.fingerprint} of ${person} is ${known.state}, and what is revoked stays so`,
        `make a new key and name it in user.signingkey, then: kwanus person accept ${person}`,
      );
    const proof = proofOf(inputs);
    const signature = world.dryRun ? "(not signed: --dry-run)\n" : await signer.sign(proof.bytes, namespaces.key);
    const certificates = parsed.key.type === "openpgp" ? [parsed.key] : [];
    const signed = { bytes: proof.bytes, signature, namespace: namespaces.key, minimumRsaBits: 0, certificates };
    if (!world.dryRun) refuseUnverifiable(signed, "see which key Git signs with: git config user.signingkey");
    return {
      output: `${person} holds ${parsed.key.fingerprint}\n`,
      exit: exits.holds,
      change: await acceptChange(inputs, proof, signature),
      hints: await nextSteps(inputs, world),
    };
  },
};

/** The proof stands; only the list made from everybody's keys may need writing again, after a merge for example. */
function alreadyAccepted({ model, person, key }: AcceptInputs): Outcome {
  const change = signersChange(model);
  const said = `${person} holds ${key.fingerprint} already`;
  if (change === null) return { output: `${said}: nothing to do\n`, exit: exits.holds };
  return { output: `${said}; the list of signers is written again\n`, exit: exits.holds, change };
}

/** Before the root of trust the files are committed as they are; afterwards they take a decision. */
async function nextSteps({ model, person }: AcceptInputs, world: World): Promise<string[]> {
  const authority = authorityOf(model);
  const missing = authority === null ? [] : missingInWords(authority, person);
  if (await isRooted(world)) return ["next    kwanus propose governance files this for a decision"];
  const { branch } = await (await world.repository()).head();
  return [
    `next    git add governance && git commit -m "${person} accepts"${branch === null ? "" : `   (on ${branch.replace("refs/heads/", "")})`}`,
    ...(missing.length > 0
      ? [`then    ${missing.join("; ")}`]
      : [
          "then    land it: all four bodies are staffed, so it is the root of trust; kwanus verify names its commit to pin",
        ]),
  ];
}

/** True where the protected branch, as far as it is known here, has its root of trust. */
async function isRooted(world: World): Promise<boolean> {
  const repository = await world.repository();
  const name = await protectedBranch(repository);
  const commit = name === null ? (await repository.head()).commit : await repository.resolve(name);
  if (commit === null) return false;
  return authorityInForce(await readModel(await repository.snapshot(commit)), null) !== null;
}

export default {
  name: "person",
  summary: "Accept a key as one's own, or take one back",
  commands: [accept as Command, revoke as Command],
} satisfies Command;
