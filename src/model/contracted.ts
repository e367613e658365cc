// What the platform's contracts say of a call: the permissions that its operation rests on.

import type { Contract, Operation } from "../contract/contract.ts";
import { operationNamed } from "../contract/find.ts";
import { openApiIn } from "../contract/openapi.ts";
import type { ApiCall } from "../document/types.gen.ts";
import type { Model } from "./model.ts";

/**
 * The sets of permissions of which one suffices for a call, by the contract of the API in the version that is called. Null
 * where nobody says: no contract, one that does not hold, an operation it does not have, or one that names none.
 */
export function contractPermissions(model: Model, call: ApiCall): Operation["permissions"] {
  const contract = contractOf(model, call);
  if (contract === null || contract.faults.length > 0) return null;
  return operationNamed(contract, call.operation)?.permissions ?? null;
}

function contractOf({ platform, contracts }: Model, { api, version }: ApiCall): Contract | null {
  const listed = platform?.value.spec.apis.find((entry) => entry.id === api && entry.version === version);
  const file = contracts.get(listed?.contract ?? "");
  return file === undefined ? null : openApiIn(file);
}
