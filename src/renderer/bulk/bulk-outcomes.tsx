import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { MethodOutput } from "#ipc/contract.ts";
import { plainText } from "#core/present-text.ts";
import { useClient } from "#renderer/client-context.ts";
import { detailOf, toneOfState } from "#renderer/decisions/decision-words.ts";
import { useUndoBatch } from "#renderer/decisions/use-undo-batch.ts";
import { useRowWindow } from "#renderer/hooks/use-row-window.ts";
import { useWindowKey } from "#renderer/hooks/use-window-key.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import { Notice } from "#renderer/ui/notice.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./bulk-outcomes.module.css";

interface BulkOutcomesProps {
  /** What main said at once; undefined where an earlier batch is looked at again. */
  readonly answer: MethodOutput<"bulk.decide"> | undefined;
  readonly onOpen: (tokenId: string) => void;
}

type Outcomes = MethodOutput<"bulk.outcomes">;

const ROW_HEIGHT = 30;
const PAGE_ROWS = 100;
const STATES = [
  "parked",
  "superseded",
  "expired",
  "held",
  "queued",
  "sending",
  "confirming",
  "delivered",
  "withdrawn",
] as const satisfies readonly (keyof Outcomes["counts"])[];

/** What becomes of each decision of a batch, as it becomes of it. */
export function BulkOutcomes({ answer, onOpen }: BulkOutcomesProps) {
  const words = useWords();
  const tell = useErrorWords();
  const first = useOutcomes(0);
  const undo = useUndoBatch();
  const held = first.data?.counts.held ?? 0;
  const undoAll = (): void => {
    // Before it is known here what became of each, main knows what is still held: no keystroke is lost on it.
    if ((held > 0 || first.isFetching) && !undo.isPending) undo.mutate();
  };
  useWindowKey("u", undoAll, { everywhere: true });
  if (answer === undefined && first.data?.total === 0)
    return <Notice title={words("bulk.none.title")} text={words("bulk.none.text")} />;
  return (
    <div className={styles["outcomes"]}>
      <div className={styles["head"]}>
        {answer !== undefined && (
          <output className={styles["answer"]}>
            {words("bulk.answer", {
              recorded: answer.recorded,
              notShown: answer.notShown,
              refused: answer.refused.length,
            })}
          </output>
        )}
        <dl className={styles["counts"]} aria-label={words("bulk.outcomes")}>
          {STATES.flatMap((state) => {
            const count = first.data?.counts[state] ?? 0;
            return count === 0
              ? []
              : [
                  <div key={state} data-state={state}>
                    <dt>{words(`state.${state}`)}</dt>
                    <dd>{count}</dd>
                  </div>,
                ];
          })}
        </dl>
        {held > 0 && (
          <Button onClick={undoAll}>
            {words("bulk.undo", { count: held })} <KeyHint keys="U" />
          </Button>
        )}
        {undo.data !== undefined && undo.data.tooLate > 0 && (
          <output>{words("bulk.undoLate", { undone: undo.data.undone, tooLate: undo.data.tooLate })}</output>
        )}
        {undo.isError && <p role="alert">{tell(undo.error)}</p>}
      </div>
      {answer !== undefined && answer.refused.length > 0 && <Refused refused={answer.refused} />}
      {first.data !== undefined && first.data.total > 0 && <OutcomeList first={first.data} onOpen={onOpen} />}
    </div>
  );
}

function Refused({ refused }: Pick<MethodOutput<"bulk.decide">, "refused">) {
  const words = useWords();
  const tell = useErrorWords();
  return (
    <ul className={styles["refused"]} aria-label={words("bulk.refused")} tabIndex={-1}>
      {refused.slice(0, PAGE_ROWS).map(({ tokenId, title, why }) => (
        <li key={tokenId}>
          <SafeText text={title === "" ? tokenId : title} />
          <span>{why.kind === "objection" ? words(`bulk.out.${why.objection}`) : tell(why)}</span>
        </li>
      ))}
    </ul>
  );
}

interface OutcomeListProps {
  readonly first: Outcomes;
  readonly onOpen: (tokenId: string) => void;
}

function OutcomeList({ first, onOpen }: OutcomeListProps) {
  const words = useWords();
  const { attach, from, to, rows } = useRowWindow({ count: first.total, rowHeight: ROW_HEIGHT, spare: 4 });
  // A screen is shorter than a page, so it lies on two of them at most.
  const upper = useOutcomes(Math.floor(from / PAGE_ROWS)).data;
  const lower = useOutcomes(Math.floor(Math.max(from, to) / PAGE_ROWS)).data;
  const outcomeAt = (index: number) =>
    [upper, lower].find((page) => page !== undefined && index >= page.offset && index < page.offset + PAGE_ROWS)
      ?.outcomes[index % PAGE_ROWS];
  return (
    <div ref={attach} className={styles["scroller"]}>
      <ul className={styles["list"]} aria-label={words("bulk.list")} style={{ height: first.total * ROW_HEIGHT }}>
        {rows.map((index) => {
          const outcome = outcomeAt(index);
          return (
            <li
              key={index}
              className={styles["item"]}
              style={{ height: ROW_HEIGHT, transform: `translateY(${index * ROW_HEIGHT}px)` }}
              aria-setsize={first.total}
              aria-posinset={index + 1}
            >
              {outcome !== undefined && (
                <>
                  <button
                    type="button"
                    className={styles["open"]}
                    onClick={() => onOpen(outcome.tokenId)}
                    title={plainText(outcome.title)}
                  >
                    <SafeText text={outcome.title} />
                  </button>
                  <span className={styles["state"]} data-tone={toneOfState(outcome.status)}>
                    {words(`state.${outcome.status.state}`)}
                  </span>
                  <span className={styles["detail"]}>{detailOf(outcome.status, words)}</span>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function useOutcomes(page: number) {
  const client = useClient();
  return useQuery({
    queryKey: ["decisions", "batch", page],
    queryFn: () => client.call("bulk.outcomes", { offset: page * PAGE_ROWS, limit: PAGE_ROWS }),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  });
}
