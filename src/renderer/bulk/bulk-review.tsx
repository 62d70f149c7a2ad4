import { useEffect, useState } from "react";
import { plainText } from "#core/present-text.ts";
import type { MethodOutput } from "#ipc/contract.ts";
import { useRowWindow, useWholeRows } from "#renderer/hooks/use-row-window.ts";
import { findEnvironment, useSession } from "#renderer/hooks/use-session.ts";
import { useWindowKey } from "#renderer/hooks/use-window-key.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { BulkConfirm } from "./bulk-confirm.tsx";
import styles from "./bulk-review.module.css";
import { BulkRow } from "./bulk-row.tsx";
import { BulkTotals } from "./bulk-totals.tsx";
import { keyOf } from "./seen-rows.ts";
import type { BulkGate, BulkVerdict } from "./use-bulk-review.ts";
import { useDecideMany } from "./use-decide-many.ts";
import { useSeenRows } from "./use-seen-rows.ts";

interface BulkReviewProps {
  readonly verdict: BulkVerdict;
  readonly gates: readonly BulkGate[];
  readonly onDecided: (answer: MethodOutput<"bulk.decide">) => void;
  readonly onOpen: (tokenId: string) => void;
}

const ROW_HEIGHT = 30;

/** Every gate of a bulk decision as its envelope has it. Only what has been on the screen is decided. */
export function BulkReview({ verdict, gates, onDecided, onOpen }: BulkReviewProps) {
  const words = useWords();
  const tell = useErrorWords();
  const session = useSession();
  const [comment, setComment] = useState("");
  const decide = useDecideMany(onDecided);
  const open = gates.filter(({ objection }) => objection === undefined);
  const rows = [...open, ...gates.filter(({ objection }) => objection !== undefined)];
  const { attach, view, rows: existing } = useRowWindow({ count: rows.length, rowHeight: ROW_HEIGHT, spare: 4 });
  const whole = useWholeRows(view, rows.length, ROW_HEIGHT);
  const seen = useSeenRows(rows.slice(whole.from, whole.to + 1).flatMap(decidable));
  const chosen = open.filter((gate) => decidable(gate).some((row) => seen.has(keyOf(row))));

  function confirm(): void {
    if (decide.isPending || chosen.length === 0) return;
    decide.mutate({ verdict, comment, tokenIds: chosen.map(({ tokenId }) => tokenId) });
  }

  useWindowKey("mod+enter", confirm, { everywhere: true });
  useEffect(() => view?.focus(), [view]);

  return (
    <div className={styles["review"]} aria-busy={decide.isPending}>
      <BulkTotals gates={chosen} open={open} />
      <div ref={attach} className={styles["scroller"]} tabIndex={-1}>
        <ul className={styles["list"]} aria-label={words("bulk.list")} style={{ height: rows.length * ROW_HEIGHT }}>
          {existing.map((index) => {
            const gate = rows[index];
            if (gate === undefined) return null;
            return (
              <li
                key={gate.tokenId}
                className={styles["item"]}
                style={{ height: ROW_HEIGHT, transform: `translateY(${index * ROW_HEIGHT}px)` }}
                aria-label={plainText(gate.title)}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
              >
                <BulkRow
                  gate={gate}
                  environment={findEnvironment(session, gate.environmentId)}
                  clockOffset={session.clock?.offsetMs ?? 0}
                  onOpen={() => onOpen(gate.tokenId)}
                  seen={decidable(gate).some((row) => seen.has(keyOf(row)))}
                />
              </li>
            );
          })}
        </ul>
      </div>
      <BulkConfirm
        verdict={verdict}
        chosen={chosen.length}
        unseen={open.length - chosen.length}
        left={gates.length - open.length}
        comment={comment}
        onComment={setComment}
        busy={decide.isPending}
        refusal={decide.error === null ? undefined : tell(decide.error)}
        onConfirm={confirm}
      />
    </div>
  );
}

/** The row as it can be decided; none where it takes no part. */
function decidable({ tokenId, digest, objection }: BulkGate): { tokenId: string; digest: string }[] {
  return digest === undefined || objection !== undefined ? [] : [{ tokenId, digest }];
}
