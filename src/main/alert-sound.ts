import type { Preferences } from "#ipc/preferences.ts";
import type { Notice } from "./notice.ts";

/** What is to be heard with a notice; undefined for silence. What is held back makes none, since it is not shown. */
export function soundOf(
  { about, urgent }: Notice,
  { sound, volume }: Pick<Preferences["alerts"], "sound" | "volume">,
): { readonly critical: boolean; readonly volume: number } | undefined {
  const critical = urgent && about.some(({ urgency }) => urgency === "critical");
  const isHeard = about.length > 0 && (sound === "all" || (sound === "critical" && critical));
  return isHeard && volume > 0 ? { critical, volume } : undefined;
}
