import type { Chaos, Fault } from "#adapters/fake/fault.ts";
import type { Dice } from "./dice.ts";
import type { Profile } from "./profile.ts";
import { rollWindows } from "./windows.ts";

const NONE: Fault = { kind: "none" };

/** One machine's network while the faults last; quiet from `until` on. */
export function createNetworkChaos(profile: Profile, dice: Dice, now: () => number, until: number): Chaos {
  const from = now();
  const offline = rollWindows(dice, profile.offlineWindows, from, until);
  const keyless = rollWindows(dice, profile.keyWindows, from, until);
  const portal = rollWindows(dice, profile.portalWindows, from, until);
  const faults: readonly (readonly [rate: number, make: () => Fault])[] = [
    [profile.unreachable, () => ({ kind: "unreachable" })],
    [profile.lostReply, () => ({ kind: "reset", applied: dice.chance(0.7) })],
    [profile.serverErrorBefore, () => ({ kind: "server-error", applied: false })],
    [profile.serverErrorAfter, () => ({ kind: "server-error", applied: true })],
    [profile.rateLimited, () => ({ kind: "rate-limited", resetAfterMs: dice.whole(0, 20_000) })],
    [profile.hang, () => ({ kind: "hang", applied: false })],
    [profile.hangApplied, () => ({ kind: "hang", applied: true })],
    [profile.delayed, () => ({ kind: "delayed", milliseconds: dice.whole(500, 40_000) })],
    [profile.duplicate, () => ({ kind: "duplicate", milliseconds: dice.whole(10, 30_000) })],
    [profile.unauthorized, () => ({ kind: dice.chance(0.7) ? "unauthorized" : "forbidden" })],
    [profile.redirected, () => ({ kind: "redirect" })],
  ];
  const wrong = faults.filter(([rate]) => rate > 0);

  return () => {
    const instant = now();
    if (instant >= until) return NONE;
    if (offline.cover(instant)) return { kind: "unreachable" };
    if (keyless.cover(instant)) return { kind: dice.chance(0.8) ? "unauthorized" : "forbidden" };
    if (portal.cover(instant)) return { kind: "captive-portal" };
    for (const [rate, make] of wrong) if (dice.chance(rate)) return make();
    return NONE;
  };
}
