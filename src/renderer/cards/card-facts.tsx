import { useIntl } from "react-intl";
import type { Request } from "#renderer/hooks/use-card.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./card-facts.module.css";

interface CardFactsProps {
  readonly request: Request;
}

/** Summary, what an approval does and what a rejection undoes, who asks, who approved before, what was said. */
export function CardFacts({ request }: CardFactsProps) {
  const words = useWords();
  return (
    <>
      {request.summary !== undefined && (
        <section className={styles["text"]}>
          <h3 className="unseen">{words("card.summary")}</h3>
          <p>
            <SafeText text={request.summary} />
          </p>
        </section>
      )}
      <div className={styles["outcomes"]}>
        <section className={styles["outcome"]} data-outcome="approve">
          <h3>{words("card.effect")}</h3>
          <p>
            <SafeText text={request.effect} />
          </p>
        </section>
        <section className={styles["outcome"]} data-outcome="reject">
          <h3>{words("card.rollback")}</h3>
          <p>
            <SafeText text={request.rollback} />
          </p>
        </section>
      </div>
      <Requester request={request} />
      <Approvals request={request} />
      <Conversation request={request} />
    </>
  );
}

function Requester({ request }: CardFactsProps) {
  const words = useWords();
  const scripted = request.model !== undefined && /scripted/iu.test(request.model);
  return (
    <p className={styles["requester"]}>
      <span>
        {words("card.requestedBy")}{" "}
        <strong>
          <SafeText text={request.requestedBy} />
        </strong>
      </span>
      {request.model !== undefined && (
        <span>
          {words("card.model")}{" "}
          {scripted ? (
            <span className={styles["scripted"]} title={words("card.model.scripted.note")}>
              <SafeText text={request.model} />
            </span>
          ) : (
            <strong>
              <SafeText text={request.model} />
            </strong>
          )}
        </span>
      )}
      <span>
        {words("card.kind")} <strong>{request.kind}</strong>
      </span>
    </p>
  );
}

function Approvals({ request }: CardFactsProps) {
  const words = useWords();
  const intl = useIntl();
  const { needed, step, previous } = request.approvals;
  if (needed < 2) return null;
  return (
    <section className={styles["text"]}>
      <h3>{words("card.approvals.step", { step, needed })}</h3>
      <p>
        {previous.length > 0 && (
          <SafeText
            text={words("card.approvals.earlier", {
              people: intl.formatList(previous.map((approval) => approval.person)),
            })}
          />
        )}{" "}
        {words(step === needed ? "card.approvals.last" : "card.approvals.first")}
      </p>
    </section>
  );
}

function Conversation({ request }: CardFactsProps) {
  const words = useWords();
  const writeInstant = useInstant();
  if (request.conversation.length === 0) return null;
  return (
    <section className={styles["text"]}>
      <h3>{words("card.conversation")}</h3>
      <ol className={styles["turns"]}>
        {request.conversation.map((turn) => (
          <li key={`${turn.at} ${turn.operator}`}>
            <p className={styles["speaker"]}>
              <SafeText
                text={words("card.conversation.said", {
                  operator: turn.operator,
                  time: writeInstant(Date.parse(turn.at)),
                })}
              />
            </p>
            <p>
              <SafeText text={turn.comment} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
