import { Code } from "lucide-react";
import { useState } from "react";
import type { Card } from "#renderer/hooks/use-card.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useWindowKey } from "#renderer/hooks/use-window-key.ts";
import { useWords } from "#renderer/messages/words.ts";
import { RawText } from "#renderer/raw/raw-text.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { WindowDialog } from "#renderer/ui/window-dialog.tsx";
import styles from "./card-details.module.css";
import { LongText } from "./long-text.tsx";

interface CardDetailsProps {
  readonly card: Card;
}

/** Ids and digest, for whoever has to look further, and the request as it came. */
export function CardDetails({ card }: CardDetailsProps) {
  const words = useWords();
  const writeInstant = useInstant();
  const [rawOpen, setRawOpen] = useState(false);
  useWindowKey("v", () => setRawOpen(true), { enabled: card.request !== undefined });
  return (
    <section className={styles["section"]}>
      <header className={styles["head"]}>
        <h3>{words("card.details")}</h3>
        {card.request !== undefined && (
          <Button size="small" tone="quiet" onClick={() => setRawOpen(true)}>
            <Code aria-hidden /> {words("card.raw.show")}
          </Button>
        )}
      </header>
      <dl className={styles["list"]}>
        {card.run !== undefined && <Detail name={words("card.task")} value={card.run.task} />}
        {card.run !== undefined && <Detail name={words("card.run")} value={card.run.runId} />}
        <Detail name={words("card.token")} value={card.tokenId} copyLabel={words("card.token.copy")} />
        {card.digest !== undefined && <Detail name={words("card.digest")} value={card.digest} />}
        <Detail name={words("card.created")} value={writeInstant(card.createdAt, "seconds")} />
        {card.request !== undefined && card.request.round > 1 && (
          <Detail name={words("card.round")} value={String(card.request.round)} />
        )}
      </dl>
      {card.request !== undefined && (
        <WindowDialog title={words("card.raw")} open={rawOpen} onClose={() => setRawOpen(false)} wide>
          {card.large !== undefined && card.digest !== undefined ? (
            <LongText of={{ tokenId: card.tokenId, digest: card.digest }} path="" label={words("card.raw")} />
          ) : (
            <RawText label={words("card.raw")} text={JSON.stringify(card.request, null, 2)} />
          )}
        </WindowDialog>
      )}
    </section>
  );
}

interface DetailProps {
  readonly name: string;
  readonly value: string;
  readonly copyLabel?: string;
}

function Detail({ name, value, copyLabel }: DetailProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <SafeText text={value} />
      </dd>
      {copyLabel !== undefined && (
        <dd>
          <CopyButton text={value} label={copyLabel} passing />
        </dd>
      )}
    </div>
  );
}
