import type { Crypto } from "#core/crypto.ts";
import type { RunId } from "#core/identifiers.ts";
import type { GateDoor } from "./gate-door.ts";
import type { OperatorsSource } from "./operators-source.ts";

/** What the rounds run on; everything that is not pure comes in here. */
export interface GateTools {
  readonly runId: RunId;
  readonly door: GateDoor;
  readonly operators: OperatorsSource;
  readonly crypto: Crypto;
  /** Tokens that this attempt has taken an outcome from: asking the same twice must not reuse one decision. */
  readonly taken: Set<string>;
  /** Calls back now and then while the run waits, until the returned function is called. */
  readonly everySoOften: (callback: () => Promise<void>) => () => void;
}
