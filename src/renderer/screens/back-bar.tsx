import { ArrowLeft } from "lucide-react";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./back-bar.module.css";

interface BackBarProps {
  readonly onBack: () => void;
}

/** The way back to the list, where the window is too narrow for both. */
export function BackBar({ onBack }: BackBarProps) {
  const words = useWords();
  return (
    <div className={styles["bar"]}>
      <Button size="small" tone="quiet" onClick={onBack}>
        <ArrowLeft aria-hidden /> {words("app.back")}
      </Button>
    </div>
  );
}
