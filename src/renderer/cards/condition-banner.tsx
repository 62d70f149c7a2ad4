import { useIntl } from "react-intl";
import type { Condition } from "#renderer/hooks/use-card.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Banner, type BannerTone } from "#renderer/ui/banner.tsx";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./condition-banner.module.css";
import { PayloadFailed, PayloadLoading, useSize } from "./payload-progress.tsx";

interface ConditionBannerProps {
  readonly condition: Exclude<Condition, { kind: "ready" }>;
}

const TONES = {
  loading: "note",
  "without-request": "warn",
  "without-run": "warn",
  "run-unknown": "warn",
  unreadable: "bad",
  tampered: "bad",
  "tags-disagree": "bad",
  "not-listed": "warn",
  orphaned: "warn",
  "payload-unverified": "note",
  "payload-loading": "note",
  "payload-failed": "bad",
  "amount-unverifiable": "bad",
  settled: "note",
  expired: "warn",
} as const satisfies Record<ConditionBannerProps["condition"]["kind"], BannerTone>;

/** Why the card cannot be decided as it stands: each bad input has its name, what is safe and what to do. */
export function ConditionBanner({ condition }: ConditionBannerProps) {
  const words = useWords();
  return (
    <Banner
      tone={TONES[condition.kind]}
      title={words(
        condition.kind === "payload-failed"
          ? `condition.payload.${condition.problem}.title`
          : `condition.${condition.kind}.title`,
      )}
    >
      <ConditionWords condition={condition} />
    </Banner>
  );
}

function ConditionWords({ condition }: ConditionBannerProps) {
  const words = useWords();
  const intl = useIntl();
  const writeInstant = useInstant();
  const size = useSize();
  switch (condition.kind) {
    case "unreadable":
      return (
        <>
          <p>{words("condition.unreadable.text")}</p>
          <ul className={styles["issues"]}>
            {condition.issues.map((issue) => (
              <li key={issue}>
                <SafeText text={issue} />
              </li>
            ))}
          </ul>
        </>
      );
    case "tags-disagree":
      return <p>{words("condition.tags-disagree.text", { tags: intl.formatList(condition.tags) })}</p>;
    case "not-listed":
      return (
        <>
          <p>{words("condition.not-listed.text")}</p>
          <pre className={styles["line"]}>{condition.line}</pre>
          <span>
            <CopyButton text={condition.line} />
          </span>
        </>
      );
    case "orphaned":
      return <p>{words("condition.orphaned.text", { status: condition.runStatus })}</p>;
    case "payload-unverified":
      return <p>{words("condition.payload-unverified.text", { size: size(condition.bytes) })}</p>;
    case "payload-loading":
      return <PayloadLoading condition={condition} />;
    case "payload-failed":
      return <PayloadFailed condition={condition} />;
    case "settled":
      return (
        <p>
          <SettledBy condition={condition} />{" "}
          {condition.settledAt !== undefined &&
            words("condition.settled.at", { time: writeInstant(condition.settledAt) })}
        </p>
      );
    case "expired":
      return (
        <p>
          {words("condition.expired.text")}{" "}
          {condition.at !== undefined && words("condition.expired.at", { time: writeInstant(condition.at) })}
        </p>
      );
    case "loading":
    case "without-request":
    case "without-run":
    case "run-unknown":
    case "tampered":
    case "amount-unverifiable":
      return <p>{words(`condition.${condition.kind}.text`)}</p>;
  }
}

interface SettledByProps {
  readonly condition: Extract<Condition, { kind: "settled" }>;
}

function SettledBy({ condition }: SettledByProps) {
  const words = useWords();
  const { by, verdict } = condition;
  if (by === "") return <>{words("condition.settled.unknown")}</>;
  return (
    <>
      {verdict === undefined
        ? words("condition.settled.text", { by })
        : words("condition.settled.verdict", { by, verdict: words(`verdict.${verdict}`) })}
    </>
  );
}
