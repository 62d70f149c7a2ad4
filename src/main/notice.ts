import { type Alert, isUrgent } from "#core/alert.ts";
import { presentMoney } from "#core/present-money.ts";
import { plainText } from "#core/present-text.ts";
import type { Words } from "./words.ts";

/** What a notification says, and which gates it is about; without any it is about the console itself. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly urgent: boolean;
  readonly about: readonly Alert[];
}

/** A notification of a desktop is a line or two. */
const LONGEST_NAME = 80;
const MINUTE = 60_000;

/** One alert as one notice. Amount, payee and title are named only where the operator wants them on a screen that others see. */
export function presentAlert(words: Words, alert: Alert, details: boolean): Notice {
  const gate = alert.gate === undefined ? words.say("alert.aTask") : named(alert.gate);
  const body = words.say(`alert.${alert.kind}.body`, { gate });
  return {
    title: titleOf(words, alert),
    body: details ? withDetails(words, alert, body) : body,
    urgent: isUrgent(alert),
    about: [alert],
  };
}

/** Several alerts as one notice: how many of which kind. */
export function presentAlerts(words: Words, alerts: readonly Alert[]): Notice {
  const areWaiting = alerts.every(({ kind }) => kind === "new" || kind === "deadline");
  return {
    ...counted(words, alerts),
    title: words.say(areWaiting ? "many.waiting" : "many.mixed", { count: alerts.length }),
  };
}

/** What was held back while nothing was to be told; old news by now, so it insists on nothing. */
export function presentHeld(words: Words, alerts: readonly Alert[]): Notice {
  return { ...counted(words, alerts), title: words.say("many.held"), urgent: false };
}

function titleOf(words: Words, { kind, urgency, remaining = 0 }: Alert): string {
  if (kind === "new") return words.say(urgency === "critical" ? "alert.new.critical" : "alert.new");
  // Rounded, since a timer never fires to the millisecond.
  if (kind === "deadline") return words.say("alert.deadline", { minutes: Math.floor((remaining + 5_000) / MINUTE) });
  return words.say(`alert.${kind}`);
}

function withDetails(words: Words, { title, money }: Alert, body: string): string {
  const shown = [
    title === undefined ? undefined : named(title),
    money === undefined ? undefined : presentMoney(money.amount, money.currency, words.tag()).text,
  ].filter((part) => part !== undefined);
  return shown.length === 0 ? body : words.say("alert.details", { title: shown.join(" · "), body });
}

const KINDS = ["new", "deadline", "expired", "late", "parked"] as const;

function counted(words: Words, alerts: readonly Alert[]): Notice {
  const parts: string[] = KINDS.flatMap((kind) => {
    const count = alerts.filter((alert) => alert.kind === kind).length;
    return count === 0 ? [] : [words.say(`many.${kind}`, { count })];
  });
  const critical = alerts.filter(({ urgency }) => urgency === "critical").length;
  if (critical > 0) parts.push(words.say("many.critical", { count: critical }));
  return {
    title: "",
    body: words.say("many.body", { parts: parts.join(", ") }),
    urgent: alerts.some(isUrgent),
    about: alerts,
  };
}

/** A name that a task chose: what acts unseen is written out, and it cannot push everything else off the notice. */
function named(text: string): string {
  const letters = Array.from(plainText(text).replaceAll(/\s+/gu, " ").trim());
  return letters.length <= LONGEST_NAME ? letters.join("") : `${letters.slice(0, LONGEST_NAME - 1).join("")}…`;
}
