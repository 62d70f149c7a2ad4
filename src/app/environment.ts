import type { TriggerGateway } from "#app/ports.ts";
import type { ErrorCode } from "#core/error.ts";
import type { ServerTime } from "#app/server-time.ts";

/** One Trigger.dev environment: its gateway, its clock and whether it answers. */
export interface Environment {
  readonly id: string;
  readonly name: string;
  readonly kind: "development" | "staging" | "preview" | "production";
  readonly address: string;
  readonly gateway: TriggerGateway;
  readonly time: ServerTime;
  readonly link: Link;
}

/** How an environment answers; nothing is sent while it is closed. Instants are monotonic milliseconds. */
export interface Link {
  state(): LinkState;
  succeeded(): void;
  /** Counts one failure and closes the link until then; while it is closed nobody tries. */
  failed(why: LinkFailure, until: number): void;
  /** 401 or 403: everything is kept and a key is asked for; a rare probe notices when the key counts again. */
  refused(why: LinkFailure, until: number): void;
  /** True where a call may be made at that monotonic instant. */
  isOpen(monotonic: number): boolean;
  failures(): number;
}

/** Why an environment does not answer: for code, and in words. */
export interface LinkFailure {
  readonly code: ErrorCode;
  readonly reason: string;
}

type LinkState =
  | { readonly state: "connecting" }
  | { readonly state: "online" }
  | ({ readonly state: "offline" } & LinkFailure)
  | ({ readonly state: "key-needed" } & LinkFailure);

export function createLink(onChange: () => void): Link {
  let current: LinkState = { state: "connecting" };
  let closedUntil = 0;
  let failures = 0;

  function become(next: LinkState): void {
    const changed = JSON.stringify(next) !== JSON.stringify(current);
    current = next;
    if (changed) onChange();
  }

  return {
    state: () => current,
    failures: () => failures,
    isOpen: (monotonic) => monotonic >= closedUntil,
    succeeded: () => {
      failures = 0;
      closedUntil = 0;
      become({ state: "online" });
    },
    failed: (why, until) => {
      failures += 1;
      closedUntil = until;
      become({ state: "offline", ...why });
    },
    refused: (why, until) => {
      failures += 1;
      closedUntil = until;
      become({ state: "key-needed", ...why });
    },
  };
}
