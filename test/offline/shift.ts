import type { LaunchSpec } from "#scripts/launch-spec.ts";
import type { DesktopSession } from "#test/crash/desktop-session.ts";
import { type KillableConsole, launchConsole } from "#test/crash/killable-console.ts";

/** One operator's console over several lives, all in the same home. */
export interface Shift {
  current(): KillableConsole;
  /** Ends main with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again; its keys come from the keychain now. */
  restart(): Promise<void>;
  kills(): number;
  readonly end: () => Promise<void>;
}

interface ShiftPlan {
  readonly spec: LaunchSpec;
  readonly session: DesktopSession;
  readonly env: Readonly<Record<string, string>>;
  readonly secretKey: string;
  readonly random: () => number;
}

export async function beginShift({ spec, session, env, secretKey, random }: ShiftPlan): Promise<Shift> {
  let kills = 0;
  // Some lives hold each decision for a moment first, others send it at once.
  const start = (more: Readonly<Record<string, string>> = {}): Promise<KillableConsole> =>
    launchConsole(spec, session, { ...env, COUNTERSIGN_UNDO_SECONDS: random() < 0.3 ? "1" : "0", ...more });
  let current = await start({ TRIGGER_SECRET_KEY: secretKey });
  return {
    current: () => current,
    kill: async () => {
      kills += 1;
      await current.kill9();
    },
    restart: async () => {
      current = await start();
    },
    kills: () => kills,
    end: () => current.close(),
  };
}
