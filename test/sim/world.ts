import { createFakeServer, type FakeServer } from "#adapters/fake/fake-server.ts";
import type { TokenId } from "#core/identifiers.ts";
import type { Dice } from "./dice.ts";
import type { Profile } from "./profile.ts";
import { createSimCrypto, type SimCrypto } from "./sim-crypto.ts";
import { createVirtualTime, type VirtualTime } from "./virtual-time.ts";
import { createWitness, type Witness } from "./witness.ts";

export const START = Date.UTC(2026, 10, 22, 12);
/** After the last fault everything must come to its end within this time. */
export const HEALING_MS = 600_000;

/** What all actors of one seed share. */
export interface World {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly profile: Profile;
  readonly witness: Witness;
  readonly crypto: SimCrypto;
  /** The server; completions that land are told to the tasks. */
  readonly server: FakeServer;
  /** Until when each token may be decided, true time. */
  readonly deadlines: Map<TokenId, number>;
  /** The decisions that tasks acted on, by token. */
  readonly effects: Map<TokenId, readonly string[]>;
  readonly healAt: number;
  isHealing(): boolean;
  /** A machine is about to send something for this token. */
  announceSend(tokenId: TokenId): void;
  onSend(listener: (tokenId: TokenId) => void): void;
  /** Hears of every completion that reaches the server, counted or not. */
  onCompletion(listener: (tokenId: TokenId) => void): void;
}

export function createWorld(profile: Profile, dice: Dice): World {
  const time = createVirtualTime(START);
  const healAt = START + profile.chaosMs;
  const serverDice = dice.fork("server");
  const isHealing = (): boolean => time.now() >= healAt;
  const listeners: ((tokenId: TokenId) => void)[] = [];
  const sendListeners: ((tokenId: TokenId) => void)[] = [];
  const server = createFakeServer({
    now: time.now,
    replicaLag: () => (isHealing() ? 0 : serverDice.whole(0, profile.replicaLagMs)),
    expiryDelay: () => serverDice.whole(0, profile.expiryDelayMs),
  });
  return {
    time,
    dice,
    profile,
    witness: createWitness(time.now, START),
    crypto: createSimCrypto(),
    server: {
      ...server,
      complete: (tokenId, output) => {
        const known = server.complete(tokenId, output);
        for (const listener of listeners) listener(tokenId);
        return known;
      },
    },
    deadlines: new Map(),
    effects: new Map(),
    healAt,
    isHealing,
    announceSend: (tokenId) => {
      for (const listener of sendListeners) listener(tokenId);
    },
    onSend: (listener) => {
      sendListeners.push(listener);
    },
    onCompletion: (listener) => {
      listeners.push(listener);
    },
  };
}
