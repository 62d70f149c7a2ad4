import { useState } from "react";
import { plainText } from "#core/present-text.ts";
import { type LargeRequest, type ParameterRow, useParameterRows } from "#renderer/hooks/use-large-request.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { takeFocus } from "#renderer/ui/take-focus.ts";
import { AccountCheck } from "./account-check.tsx";
import { FieldValue } from "./field-value.tsx";
import styles from "./large-parameters.module.css";
import { LongText } from "./long-text.tsx";

interface LargeParametersProps {
  readonly of: LargeRequest;
  readonly rows: number;
}

/** The parameters that a large request has besides those at the top of the card: a hundred at a time. */
export function LargeParameters({ of, rows }: LargeParametersProps) {
  const words = useWords();
  const tell = useErrorWords();
  const { data, hasNextPage, isFetching, isError, error, fetchNextPage } = useParameterRows(of);
  const shown = (data?.pages ?? []).flatMap((page) => page.rows);
  if (rows === 0) return null;
  return (
    <section className={styles["section"]} aria-label={words("large.title")}>
      <header className={styles["head"]}>
        <h3>{words("large.title")}</h3>
        <span>{words("large.count", { shown: shown.length, rows })}</span>
      </header>
      <div className={styles["rows"]}>
        {shown.map((row) => (
          <Row key={row.path} of={of} row={row} />
        ))}
      </div>
      {isError && <p role="alert">{tell(error)}</p>}
      {hasNextPage && (
        <span>
          <Button disabled={isFetching} onClick={() => void fetchNextPage()}>
            {words("large.more", { count: Math.min(100, rows - shown.length) })}
          </Button>
        </span>
      )}
    </section>
  );
}

interface RowProps {
  readonly of: LargeRequest;
  readonly row: ParameterRow;
}

function Row({ of, row }: RowProps) {
  const { label, depth, input, value } = row;
  if (input === null)
    return (
      <h4 className={styles["heading"]} data-depth={Math.min(depth, 4)}>
        <SafeText text={label} />
      </h4>
    );
  return (
    <div className={styles["row"]} data-depth={Math.min(depth, 4)}>
      <span className={styles["label"]}>{plainText(label)}</span>
      <div className={styles["value"]} data-code={input === "account"}>
        {row.length === undefined ? (
          <FieldValue value={value} input={fieldInput(input)} />
        ) : (
          <CutText of={of} row={row} length={row.length} />
        )}
        {input === "account" && typeof value === "string" && <AccountCheck account={value} />}
      </div>
    </div>
  );
}

interface CutTextProps extends RowProps {
  readonly length: number;
}

function CutText({ of, row, length }: CutTextProps) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  if (open) return <LongText ref={takeFocus} of={of} path={row.path} label={plainText(row.label)} />;
  return (
    <>
      <SafeText text={`${String(row.value)}…`} />{" "}
      <Button size="small" tone="quiet" onClick={() => setOpen(true)}>
        {words("large.text.all", { length })}
      </Button>
    </>
  );
}

function fieldInput(input: "text" | "account") {
  return input === "account"
    ? ({ kind: "account" } as const)
    : ({ kind: "text", multiline: false, maxLength: undefined } as const);
}
