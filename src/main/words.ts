import { IntlMessageFormat } from "intl-messageformat";
import type { Language } from "#core/language.ts";
import { de } from "./messages/de.ts";
import { en, type MessageId } from "./messages/en.ts";

/** What the console says outside of its window, in the language that counts at that moment. */
export interface Words {
  readonly say: (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;
  /** A time of day on this computer, with its day where that is not today's. */
  readonly time: (at: number, now: number) => string;
  /** BCP 47, for numbers. */
  readonly tag: () => string;
}

export function createWords(language: () => Language): Words {
  const formats = new Map<string, IntlMessageFormat>();
  return {
    say: (id, values) => {
      const { tag, language: spoken } = language();
      const key = `${tag} ${id}`;
      const format = formats.get(key) ?? new IntlMessageFormat((spoken === "de" ? de : en)[id], tag);
      formats.set(key, format);
      return String(format.format(values));
    },
    time: (at, now) => {
      const isToday = new Date(at).toDateString() === new Date(now).toDateString();
      const time = { hour: "2-digit", minute: "2-digit" } as const;
      const style = isToday ? time : ({ ...time, weekday: "long" } as const);
      return new Intl.DateTimeFormat(language().tag, style).format(at);
    },
    tag: () => language().tag,
  };
}
