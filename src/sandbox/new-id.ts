import { WaitpointId } from "@trigger.dev/core/v3/isomorphic";

/** An id in the form of the vendor's tables: a cuid, later ones sorting behind earlier ones. */
export function newInternalId(): string {
  return WaitpointId.generate().id;
}
