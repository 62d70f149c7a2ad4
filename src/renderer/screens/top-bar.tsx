import { ChartColumn, CircleHelp, RefreshCw, Search, Settings, UserRound } from "lucide-react";
import { useClient } from "#renderer/client-context.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { type Environment, useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { commandKey } from "#renderer/ui/command-key.ts";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import type { Overlay } from "./overlay.ts";
import styles from "./top-bar.module.css";

interface TopBarProps {
  readonly onOverlay: (overlay: Overlay) => void;
}

export function TopBar({ onOverlay }: TopBarProps) {
  const words = useWords();
  const client = useClient();
  const { environments, operator } = useSession();
  return (
    <header className={styles["bar"]}>
      <h1 className={styles["name"]}>{words("app.name")}</h1>
      <ul className={styles["environments"]} aria-label={words("operator.connections")}>
        {environments.map((environment) => (
          <Connection key={environment.id} environment={environment} />
        ))}
      </ul>
      <div className={styles["tools"]}>
        <Button
          size="small"
          tone="quiet"
          aria-label={words("app.checkNow")}
          title={words("app.checkNow")}
          onClick={() => void client.call("queue.refresh", {}).catch(() => undefined)}
        >
          <RefreshCw aria-hidden />
        </Button>
        <Button size="small" onClick={() => onOverlay("palette")}>
          <Search aria-hidden /> <span className={styles["wide"]}>{words("app.palette")}</span>{" "}
          <KeyHint keys={`${commandKey()} K`} />
        </Button>
        <Button
          size="small"
          tone="quiet"
          aria-label={words("insight.title")}
          title={words("insight.title")}
          onClick={() => onOverlay("insight")}
        >
          <ChartColumn aria-hidden />
        </Button>
        <Button
          size="small"
          tone="quiet"
          aria-label={words("app.shortcuts")}
          title={words("app.shortcuts")}
          onClick={() => onOverlay("shortcuts")}
        >
          <CircleHelp aria-hidden />
        </Button>
        <Button
          size="small"
          tone="quiet"
          aria-label={words("settings.title")}
          title={`${words("settings.title")} (${commandKey()} ,)`}
          onClick={() => onOverlay("settings")}
        >
          <Settings aria-hidden />
        </Button>
        <Button
          size="small"
          tone="quiet"
          aria-label={words("app.operator", { name: operator.name })}
          onClick={() => onOverlay("operator")}
        >
          <UserRound aria-hidden /> <span className={styles["operator"]}>{operator.name}</span>
        </Button>
      </div>
    </header>
  );
}

interface ConnectionProps {
  readonly environment: Environment;
}

function Connection({ environment }: ConnectionProps) {
  const words = useWords();
  const writeInstant = useInstant();
  const { state, asOf } = environment.connection;
  return (
    <li className={styles["environment"]} data-kind={environment.kind}>
      <span className={styles["dot"]} data-state={state} />
      <span className={styles["label"]}>{environment.name}</span>
      <span className={styles["state"]}>
        {words(`connection.${state}`)}
        {state !== "online" && asOf !== undefined && `, ${words("connection.asOf", { time: writeInstant(asOf) })}`}
      </span>
    </li>
  );
}
