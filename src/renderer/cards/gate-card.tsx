import { useId } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { errorCodeOf } from "#core/error.ts";
import { editsFor, changedFields } from "#core/present-edits.ts";
import { valueFields } from "#core/present-schema.ts";
import type { Reshape } from "#core/reshape.ts";
import { useClock } from "#renderer/hooks/clock.ts";
import type { Card, Verdict } from "#renderer/hooks/use-card.ts";
import { usePainted } from "#renderer/hooks/use-painted.ts";
import { findEnvironment, useSession } from "#renderer/hooks/use-session.ts";
import { useWindowKey } from "#renderer/hooks/use-window-key.ts";
import { ExecutionLog } from "#renderer/logs/execution-log.tsx";
import { useWords } from "#renderer/messages/words.ts";
import { ErrorBoundary } from "#renderer/ui/error-boundary.tsx";
import { CardDecision } from "./card-decision.tsx";
import { CardDetails } from "./card-details.tsx";
import { CardFacts } from "./card-facts.tsx";
import { CardHead } from "./card-head.tsx";
import { CardHistory } from "./card-history.tsx";
import { ConditionBanner } from "./condition-banner.tsx";
import { type DecidedBy, DecisionBar } from "./decision-bar.tsx";
import { type DecisionDraft, draftsByPath, initialDraft, useChanges } from "./decision-draft.ts";
import { EnvironmentBand } from "./environment-band.tsx";
import styles from "./gate-card.module.css";
import { LargeParameters } from "./large-parameters.tsx";
import { HasteNote } from "./haste-note.tsx";
import { ParameterFields } from "./parameter-fields.tsx";
import { RequestChanges } from "./request-changes.tsx";
import { RunTimeline } from "./run-timeline.tsx";
import { SnoozeBanner } from "./snooze-banner.tsx";
import { useMoneyToType } from "./use-money-to-type.ts";
import { useNamesToCheck } from "./use-names-to-check.ts";
import { useRecord } from "./use-record.ts";
import { type Shape, shapeOf, useShape } from "./use-shape.ts";

interface GateCardProps {
  readonly card: Card;
  readonly onDecided: (by: DecidedBy) => void;
  readonly onNext: () => void;
}

/** The open gate: exactly what will happen, and the decision. One instance shows one request. */
export function GateCard({ card, onDecided, onNext }: GateCardProps) {
  const headingId = useId();
  const session = useSession();
  const { request } = card;
  const isPart = request?.payload !== undefined && card.large === undefined;
  const draft = initialDraft(request === undefined ? [] : valueFields(shapeOf(request).layout), "");
  const form = useForm<DecisionDraft>({
    mode: "onTouched",
    defaultValues: draft,
    // The fields of a large request follow once it is proved; a reason that is being typed stays.
    ...(request?.payload !== undefined && { values: draft, resetOptions: { keepDirtyValues: true } }),
  });
  const { shape, onReshape } = useShape(request, form);
  const environment = findEnvironment(session, card.environmentId);
  const decided = card.decision !== undefined && card.decision.status.state !== "withdrawn";
  const painted = usePainted(card.tokenId, card.digest, isPart ? "part" : "whole");
  useWindowKey("e", () => document.querySelector<HTMLElement>("[data-editable]:enabled")?.focus());

  return (
    <FormProvider {...form}>
      <section className={styles["card"]} aria-labelledby={headingId}>
        {environment !== undefined && <EnvironmentBand environment={environment} />}
        <CardHead card={card} headingId={headingId} />
        <div className={styles["body"]} data-arrows="own" tabIndex={-1}>
          {card.condition.kind !== "ready" && !decided && <ConditionBanner condition={card.condition} />}
          <SnoozeBanner card={card} />
          {request !== undefined && card.decidedRequest !== undefined && (
            <RequestChanges decided={card.decidedRequest} current={request} />
          )}
          {request !== undefined && <CardFacts request={request} />}
          {request !== undefined && (
            <ErrorBoundary resetKey={card.tokenId}>
              <CardHistory card={card} />
            </ErrorBoundary>
          )}
          {request !== undefined && (
            <ParameterFields
              fields={shape.layout}
              disabled={!decided && (!isOpen(card) || isPart)}
              locked={decided}
              onReshape={onReshape}
            />
          )}
          {card.large !== undefined && card.digest !== undefined && (
            <ErrorBoundary resetKey={card.tokenId}>
              <LargeParameters of={{ tokenId: card.tokenId, digest: card.digest }} rows={card.large.rows} />
            </ErrorBoundary>
          )}
          {/* What is decided about is painted first: whoever walks through the queue waits for no log. */}
          {card.run !== undefined && painted && (
            <ErrorBoundary resetKey={card.tokenId}>
              <ExecutionLog tokenId={card.tokenId} />
              <RunTimeline tokenId={card.tokenId} run={card.run} />
            </ErrorBoundary>
          )}
          <CardDetails card={card} />
        </div>
        <div className={styles["foot"]}>
          {card.decision !== undefined && decided ? (
            <CardDecision card={card} decision={card.decision} onNext={onNext} />
          ) : (
            <>
              {card.haste !== undefined && isOpen(card) && <HasteNote haste={card.haste} />}
              <OpenDecision card={card} shape={shape} onReshape={onReshape} onDecided={onDecided} />
            </>
          )}
        </div>
      </section>
    </FormProvider>
  );
}

interface OpenDecisionProps {
  readonly card: Card;
  readonly shape: Shape;
  readonly onReshape: (change: Reshape) => void;
  readonly onDecided: (by: DecidedBy) => void;
}

function OpenDecision({ card, shape, onReshape, onDecided }: OpenDecisionProps) {
  const words = useWords();
  const { clock } = useSession();
  const fields = valueFields(shape.layout);
  const changes = useChanges(shape);
  const moneyToType = useMoneyToType(card.request, changes);
  const { names, askForAll } = useNamesToCheck(card, changes);
  const record = useRecord(card.tokenId);
  const { digest, request, deadline } = card;
  const offset = clock?.offsetMs ?? 0;
  const past = useClock((now) => (deadline !== undefined && now + offset >= deadline ? 1 : 0)) === 1;

  async function send(verdict: Verdict, draft: DecisionDraft): Promise<void> {
    if (digest === undefined || request === undefined) return;
    const edited = changedFields({ ...shape, drafts: draftsByPath(fields, draft.fields) });
    const edits = verdict === "approve" ? editsFor(request.parameters, edited, request.editable) : [];
    const typed = verdict === "approve" && draft.amount.trim() !== "" ? { typedAmount: draft.amount } : {};
    const checked =
      verdict === "approve" && draft.checkedNames.length > 0 ? { checkedNames: [...draft.checkedNames] } : {};
    try {
      await record({ digest, verdict, edits, comment: draft.reason.trim(), ...typed, ...checked });
    } catch (error) {
      if (errorCodeOf(error) === "decision/payee-not-checked") askForAll();
      throw error;
    }
  }

  const off = !isOpen(card) ? words("decide.off.condition") : past ? words("decide.off.past") : undefined;
  return (
    <DecisionBar
      verdicts={request?.verdicts ?? ["approve", "reject"]}
      off={off}
      approveOff={card.condition.kind !== "ready"}
      fields={fields}
      changes={changes}
      onReshape={onReshape}
      moneyToType={moneyToType}
      namesToCheck={names}
      record={send}
      onDecided={onDecided}
    />
  );
}

// A large request that is still being verified, or an amount that cannot be, can be turned down, but not approved.
function isOpen({ condition, digest }: Card): boolean {
  const isJudgeable = condition.kind === "ready" || condition.kind === "amount-unverifiable";
  return digest !== undefined && (isJudgeable || condition.kind.startsWith("payload-"));
}
