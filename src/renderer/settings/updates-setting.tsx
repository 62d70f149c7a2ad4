import { useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Setting } from "./setting.tsx";

/** Which version runs, and whether a newer one would be heard of; where not, why. */
export function UpdatesSetting() {
  const words = useWords();
  const { version, updates } = useSession();
  return (
    <Setting
      label={words("settings.updates")}
      hint={<p>{words(updates.state === "off" ? `settings.updates.off.${updates.reason}` : "settings.updates.on")}</p>}
    >
      {words("settings.updates.version", { version })}
    </Setting>
  );
}
