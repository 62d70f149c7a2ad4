import { useIntl } from "react-intl";
import type { Condition } from "#renderer/hooks/use-card.ts";
import { useReadAgain } from "#renderer/hooks/use-large-request.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./payload-progress.module.css";

interface PayloadLoadingProps {
  readonly condition: Extract<Condition, { kind: "payload-loading" }>;
}

/** How much of a large request is here. */
export function PayloadLoading({ condition: { bytes, received } }: PayloadLoadingProps) {
  const words = useWords();
  const size = useSize();
  return (
    <>
      <p>{words("condition.payload-loading.text", { size: size(bytes) })}</p>
      <p className={styles["progress"]}>
        <progress aria-label={words("condition.payload-loading.title")} max={bytes} value={received} />
        {received < bytes
          ? words("condition.payload-loading.received", { received: size(received), size: size(bytes) })
          : words("condition.payload-loading.checking")}
      </p>
    </>
  );
}

interface PayloadFailedProps {
  readonly condition: Extract<Condition, { kind: "payload-failed" }>;
}

/** Why a large request cannot be shown, what is safe, and what to do. */
export function PayloadFailed({ condition: { problem, detail } }: PayloadFailedProps) {
  const words = useWords();
  const readAgain = useReadAgain();
  return (
    <>
      <p>{words(`condition.payload.${problem}.text`)}</p>
      <p>{words("condition.payload.safe")}</p>
      <p className={styles["detail"]}>
        <SafeText text={detail} />
      </p>
      {problem !== "too-large" && (
        <span>
          <Button size="small" disabled={readAgain.isPending} onClick={() => readAgain.mutate()}>
            {words("app.tryAgain")}
          </Button>
        </span>
      )}
    </>
  );
}

/** Bytes as a person reads them. */
export function useSize(): (bytes: number) => string {
  const intl = useIntl();
  return (bytes) =>
    bytes < 1024 * 1024
      ? intl.formatNumber(Math.ceil(bytes / 1024), { style: "unit", unit: "kilobyte" })
      : intl.formatNumber(bytes / 1024 / 1024, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
}
