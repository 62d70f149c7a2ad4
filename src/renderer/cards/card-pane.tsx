import { useCard } from "#renderer/hooks/use-card.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Notice } from "#renderer/ui/notice.tsx";
import styles from "./card-pane.module.css";
import type { DecidedBy } from "./decision-bar.tsx";
import { GateCard } from "./gate-card.tsx";

interface CardPaneProps {
  readonly tokenId: string;
  readonly onDecided: (by: DecidedBy) => void;
  readonly onNext: () => void;
}

export function CardPane({ tokenId, onDecided, onNext }: CardPaneProps) {
  const words = useWords();
  const tell = useErrorWords();
  const card = useCard(tokenId);
  return (
    <div className={styles["pane"]}>
      {card.data !== undefined && (
        <GateCard
          // Another request is another card: edits never carry over to a text they were not made for.
          key={`${tokenId} ${card.data.digest ?? ""}`}
          card={card.data}
          onDecided={onDecided}
          onNext={onNext}
        />
      )}
      {card.data === undefined && card.isError && (
        <Notice title={words("card.failed.title")} text={tell(card.error)} alert>
          <Button onClick={() => void card.refetch()}>{words("app.tryAgain")}</Button>
        </Notice>
      )}
      {card.isPending && <p className={styles["loading"]}>{words("app.loading")}</p>}
    </div>
  );
}
