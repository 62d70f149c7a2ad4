import type { Environment } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./environment-band.module.css";

interface EnvironmentBandProps {
  readonly environment: Environment;
}

/** Where a decision takes effect; production is never to be taken for anything else. */
export function EnvironmentBand({ environment }: EnvironmentBandProps) {
  const words = useWords();
  return (
    <p className={styles["band"]} data-kind={environment.kind} data-colour={environment.colour}>
      <strong>{words(`environment.${environment.kind}`)}</strong>
      <span className={styles["name"]}>
        <SafeText text={environment.name} />
      </span>
      {environment.kind === "production" && <span>{words("environment.production.note")}</span>}
      <span className={styles["address"]}>{environment.address}</span>
    </p>
  );
}
