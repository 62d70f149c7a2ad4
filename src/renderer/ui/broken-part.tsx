import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

interface BrokenPartProps {
  readonly onRetry: () => void;
}

export function BrokenPart({ onRetry }: BrokenPartProps) {
  const words = useWords();
  const { reset } = useQueryErrorResetBoundary();
  return (
    <Notice title={words("card.broken.title")} text={words("card.broken.text")} alert>
      <Button
        onClick={() => {
          // A read that failed would otherwise fail again from memory.
          reset();
          onRetry();
        }}
      >
        {words("app.tryAgain")}
      </Button>
    </Notice>
  );
}
