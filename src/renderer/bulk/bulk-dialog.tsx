import { useState } from "react";
import type { MethodOutput } from "#ipc/contract.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Notice } from "#renderer/ui/notice.tsx";
import { WindowDialog } from "#renderer/ui/window-dialog.tsx";
import { BulkOutcomes } from "./bulk-outcomes.tsx";
import { BulkReview } from "./bulk-review.tsx";
import { type BulkVerdict, useBulkReview } from "./use-bulk-review.ts";

/** What the dialog is opened for: a decision on these gates, or the outcomes of the newest batch. */
export type BulkRequest =
  | { readonly step: "review"; readonly verdict: BulkVerdict; readonly tokenIds: readonly string[] }
  | { readonly step: "outcomes" };

interface BulkDialogProps {
  readonly request: BulkRequest;
  readonly onClose: () => void;
  readonly onDecided: () => void;
  readonly onOpen: (tokenId: string) => void;
}

/** Many gates at once: first what they ask for, then what becomes of each. */
export function BulkDialog({ request, onClose, onDecided, onOpen }: BulkDialogProps) {
  const words = useWords();
  const [answer, setAnswer] = useState<MethodOutput<"bulk.decide">>();
  const isReview = request.step === "review" && answer === undefined;
  return (
    <WindowDialog
      title={
        isReview
          ? words(`bulk.title.${request.verdict}`, { count: request.tokenIds.length })
          : words("bulk.title.outcomes")
      }
      open
      onClose={onClose}
      full
    >
      {isReview ? (
        <Review
          verdict={request.verdict}
          tokenIds={request.tokenIds}
          onOpen={onOpen}
          onDecided={(given) => {
            setAnswer(given);
            onDecided();
          }}
        />
      ) : (
        <BulkOutcomes answer={answer} onOpen={onOpen} />
      )}
    </WindowDialog>
  );
}

interface ReviewProps {
  readonly verdict: BulkVerdict;
  readonly tokenIds: readonly string[];
  readonly onDecided: (answer: MethodOutput<"bulk.decide">) => void;
  readonly onOpen: (tokenId: string) => void;
}

function Review({ verdict, tokenIds, onDecided, onOpen }: ReviewProps) {
  const words = useWords();
  const tell = useErrorWords();
  const review = useBulkReview(verdict, tokenIds);
  if (review.isError) return <Notice title={words("queue.failed.title")} text={tell(review.error)} alert />;
  if (review.data === undefined) return <Notice title={words("app.loading")} text={words("bulk.judging")} />;
  return <BulkReview verdict={verdict} gates={review.data.gates} onDecided={onDecided} onOpen={onOpen} />;
}
