import { useState } from "react";
import { type EnvironmentColour, useEnvironmentChange } from "#renderer/hooks/use-environments.ts";
import type { Environment } from "#renderer/hooks/use-session.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { EnvironmentBadge } from "#renderer/ui/environment-badge.tsx";
import { PickOne } from "#renderer/ui/pick-one.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { takeFocus } from "#renderer/ui/take-focus.ts";
import { RemoveEnvironment } from "./remove-environment.tsx";
import { RenameEnvironment } from "./rename-environment.tsx";
import { ReplaceKey } from "./replace-key.tsx";
import styles from "./environments-section.module.css";

const COLOURS = ["slate", "blue", "teal", "olive", "amber", "plum", "violet"] as const satisfies EnvironmentColour[];
const USUAL = { development: "slate", staging: "amber", preview: "violet" } as const;

type Doing = "rename" | "key" | "remove";

interface EnvironmentItemProps {
  readonly environment: Environment;
}

/** One environment: how it stands, and what can be changed about it, one thing at a time. */
export function EnvironmentItem({ environment }: EnvironmentItemProps) {
  const words = useWords();
  const tell = useErrorWords();
  const [doing, setDoing] = useState<Doing>();
  const [done, setDone] = useState<Doing>();
  const change = useEnvironmentChange();
  const { id, name, kind, address, colour, keyOrigin, connection } = environment;
  const opener = (what: Doing) => ({
    ref: done === what ? takeFocus : undefined,
    onClick: () => setDoing(what),
  });
  function finish(): void {
    setDone(doing);
    setDoing(undefined);
  }
  return (
    <li className={styles["item"]} aria-label={name}>
      <p className={styles["head"]}>
        <EnvironmentBadge kind={kind} name={name} colour={colour} />
        <span className={styles["name"]}>
          <SafeText text={name} />
        </span>
        <span className={styles["state"]} data-state={connection.state}>
          {words(`connection.${connection.state}`)}
        </span>
      </p>
      <p className={styles["facts"]}>
        {words(`environment.${kind}`)} · {address} · {words(`settings.environment.key.${keyOrigin ?? "unknown"}`)}
        {"reason" in connection &&
          connection.reason !== "" &&
          ` · ${tell({ code: connection.code, message: connection.reason })}`}
      </p>
      {doing === undefined && (
        <div className={styles["actions"]}>
          <Button size="small" {...opener("rename")}>
            {words("settings.environment.rename")}
          </Button>
          <Button size="small" {...opener("key")}>
            {words("settings.environment.replaceKey")}
          </Button>
          <Button size="small" tone="reject" {...opener("remove")}>
            {words("settings.remove")}
          </Button>
          {kind === "production" ? (
            <span className={styles["facts"]}>{words("settings.environment.productionColour")}</span>
          ) : (
            <PickOne
              label={words("settings.environment.colour")}
              value={colour ?? USUAL[kind]}
              options={COLOURS.map((value) => ({ value, label: words(`settings.colour.${value}`) }))}
              onPick={(picked) => change.mutate({ id, colour: picked })}
            />
          )}
        </div>
      )}
      {doing === "rename" && <RenameEnvironment environment={environment} onDone={finish} />}
      {doing === "key" && <ReplaceKey environment={environment} onDone={finish} />}
      {doing === "remove" && <RemoveEnvironment environment={environment} onDone={finish} />}
    </li>
  );
}
