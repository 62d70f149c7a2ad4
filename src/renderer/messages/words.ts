import { useIntl } from "react-intl";
import type { MessageId } from "./en.ts";

type WordValues = Readonly<Record<string, string | number>>;
export type Words = (id: MessageId, values?: WordValues) => string;

/** The window's words in the operator's language, by id. */
export function useWords(): Words {
  const intl = useIntl();
  return (id, values) => intl.formatMessage({ id }, values);
}
