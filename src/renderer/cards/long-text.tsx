import type { Ref } from "react";
import { plainText } from "#core/present-text.ts";
import { type LargeRequest, useLongText } from "#renderer/hooks/use-large-request.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./long-text.module.css";

interface LongTextProps {
  readonly of: LargeRequest;
  /** JSON Pointer into the parameters; "" is the whole request as JSON. */
  readonly path: string;
  readonly label: string;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** A text too long for its place, in a box of its own that is filled piece by piece. */
export function LongText({ of, path, label, ref }: LongTextProps) {
  const words = useWords();
  const tell = useErrorWords();
  const { data, hasNextPage, isFetching, isError, error, fetchNextPage } = useLongText(of, path);
  const pieces = data?.pages ?? [];
  const shown = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  return (
    <div className={styles["long"]}>
      {/* One box of plain text: megabytes in elements of their own would be laid out for seconds. */}
      <textarea
        ref={ref}
        className={styles["box"]}
        aria-label={label}
        readOnly
        spellCheck={false}
        rows={12}
        value={pieces.map((piece) => plainText(piece.text)).join("")}
      />
      {isError && <p role="alert">{tell(error)}</p>}
      {hasNextPage && (
        <p className={styles["more"]}>
          {words("large.text.shown", { shown, length: pieces[0]?.length ?? 0 })}
          <Button size="small" disabled={isFetching} onClick={() => void fetchNextPage()}>
            {words("large.text.more")}
          </Button>
        </p>
      )}
    </div>
  );
}
