import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import styles from "./selection-bar.module.css";
import { MOST_SELECTED, type Selection } from "./use-selection.ts";

interface SelectionBarProps {
  readonly selection: Selection;
  readonly onDecide: (verdict: "approve" | "reject") => void;
  readonly onSnooze: () => void;
}

/** How many gates are selected and what can be done with all of them. */
export function SelectionBar({ selection, onDecide, onSnooze }: SelectionBarProps) {
  const words = useWords();
  const { ids, dropped } = selection;
  if (ids.length === 0 && dropped === 0) return null;
  return (
    <section className={styles["bar"]} aria-label={words("select.title")}>
      <output className={styles["count"]}>
        <strong>{words("select.count", { count: ids.length })}</strong>
        {dropped > 0 && <span>{words("select.dropped", { count: dropped })}</span>}
        {ids.length >= MOST_SELECTED && <span>{words("select.most", { count: MOST_SELECTED })}</span>}
      </output>
      <div className={styles["actions"]}>
        <Button size="small" tone="approve" disabled={ids.length === 0} onClick={() => onDecide("approve")}>
          {words("select.approve")} <KeyHint keys="A" />
        </Button>
        <Button size="small" tone="reject" disabled={ids.length === 0} onClick={() => onDecide("reject")}>
          {words("select.reject")} <KeyHint keys="R" />
        </Button>
        <Button size="small" disabled={ids.length === 0} onClick={onSnooze}>
          {words("select.snooze")} <KeyHint keys="H" />
        </Button>
        <Button size="small" tone="quiet" onClick={() => void selection.addAll()}>
          {words("select.all")}
        </Button>
        <Button size="small" tone="quiet" title="Esc" onClick={selection.clear}>
          {words("select.clear")}
        </Button>
      </div>
    </section>
  );
}
