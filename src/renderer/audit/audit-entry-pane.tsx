import type { ReactNode } from "react";
import type { MethodOutput } from "#ipc/contract.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { RawText } from "#renderer/raw/raw-text.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { Notice } from "#renderer/ui/notice.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./audit-entry-pane.module.css";
import { whatHappened } from "./audit-words.ts";
import { useAuditEntry } from "./use-audit.ts";

interface AuditEntryPaneProps {
  readonly seq: number | undefined;
  readonly onOpenGate: (tokenId: string) => void;
}

/** One entry of the audit log as a controller reads it, and below it as it stands there. */
export function AuditEntryPane({ seq, onOpenGate }: AuditEntryPaneProps) {
  const words = useWords();
  return seq === undefined ? (
    <Notice title={words("audit.none.title")} text={words("audit.none.text")} />
  ) : (
    <OneEntry seq={seq} onOpenGate={onOpenGate} />
  );
}

interface OneEntryProps {
  readonly seq: number;
  readonly onOpenGate: (tokenId: string) => void;
}

function OneEntry({ seq, onOpenGate }: OneEntryProps) {
  const words = useWords();
  const tell = useErrorWords();
  const detail = useAuditEntry(seq);
  if (detail.isError) return <Notice title={words("audit.failed.title")} text={tell(detail.error)} alert />;
  if (detail.data === undefined) return <p className={styles["soft"]}>{words("app.loading")}</p>;
  return <Entry detail={detail.data} onOpenGate={onOpenGate} />;
}

interface EntryProps {
  readonly detail: MethodOutput<"audit.entry">;
  readonly onOpenGate: (tokenId: string) => void;
}

function Entry({ detail, onOpenGate }: EntryProps) {
  const words = useWords();
  const writeInstant = useInstant();
  const { entry, hash, previous, data } = detail;
  const { decision } = entry;
  return (
    <article className={styles["entry"]}>
      <header className={styles["head"]}>
        <h2>{whatHappened(entry, words)}</h2>
        {decision !== undefined && (
          <Button size="small" onClick={() => onOpenGate(decision.tokenId)}>
            {words("audit.openGate")}
          </Button>
        )}
      </header>
      {hash === undefined && <p role="note">{words("audit.unreadable")}</p>}
      <dl className={styles["facts"]}>
        {decision !== undefined && <Fact name={words("audit.gate")}>{<SafeText text={decision.title} />}</Fact>}
        {entry.who !== undefined && <Fact name={words("audit.who")}>{<SafeText text={entry.who} />}</Fact>}
        {entry.at !== undefined && <Fact name={words("audit.when")}>{writeInstant(entry.at, "seconds")}</Fact>}
        {entry.about !== undefined && <Fact name={words("audit.about")}>{<SafeText text={entry.about} />}</Fact>}
        <Fact name={words("audit.entry")}>{entry.seq}</Fact>
        {decision !== undefined && (
          <>
            <Code name={words("audit.decision")} value={decision.decisionId} />
            <Code name={words("card.token")} value={decision.tokenId} />
            <Code name={words("card.digest")} value={decision.digest} />
          </>
        )}
        {hash !== undefined && <Code name={words("audit.hash")} value={hash} />}
        {previous !== undefined && <Code name={words("audit.previous")} value={previous} />}
      </dl>
      {hash !== undefined && <RawText label={words("audit.raw")} text={data} />}
    </article>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}

function Fact({ name, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface CodeProps {
  readonly name: string;
  readonly value: string;
}

function Code({ name, value }: CodeProps) {
  return (
    <div className={styles["wide"]}>
      <dt>{name}</dt>
      <dd className={styles["code"]}>{value}</dd>
    </div>
  );
}
