import type { Faults } from "./faults.ts";
import type { Identity } from "./identity.ts";
import type { ModelScript } from "./model/script.ts";
import type { RequestLog } from "./request-log.ts";
import type { Store } from "./store/store.ts";

/** What the engine needs of the world: the disk, the time, and two bells to ring. */
export interface Engine {
  readonly store: Store;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Tells the worker that a run has a new snapshot. */
  readonly notifyRun: (runId: string) => void;
  /** Tells the scheduler that jobs were added. */
  readonly wake: () => void;
  /** How long a run may be silent before it counts as lost, in milliseconds. */
  readonly stallMs: number;
}

/** Everything that the routes work with. */
export interface Sandbox extends Engine {
  readonly identity: Identity;
  readonly faults: Faults;
  readonly model: ModelScript;
  readonly requests: RequestLog;
  /** `http://127.0.0.1:<port>`, once the server listens. */
  readonly origin: () => string;
  /** The variables every task gets, beside its own. */
  readonly taskEnvironment: () => Record<string, string>;
  /** Called with each dev session's registration and with its polls for work. */
  readonly onWorkerSeen: (workerId: string) => void;
}
