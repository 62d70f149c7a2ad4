import { useIntl } from "react-intl";
import type { Json } from "#core/json.ts";
import { presentAccount } from "#core/present-account.ts";
import { presentMoney } from "#core/present-money.ts";
import type { FieldInput } from "#core/present-schema.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";

interface FieldValueProps {
  readonly value: Json;
  readonly input: FieldInput;
}

/** A value as a person reads it; the digits and letters are always those of the request. */
export function FieldValue({ value, input }: FieldValueProps) {
  const words = useWords();
  const { locale } = useIntl();
  if (value === null) return <em>{words("field.null")}</em>;
  if (value === true) return <>{words("field.true")}</>;
  if (value === false) return <>{words("field.false")}</>;
  if (value === "") return <em>{words("field.emptyText")}</em>;
  if (input.kind === "decimal" && input.currency !== undefined)
    return <SafeText text={presentMoney(value, input.currency, locale).text} />;
  if (input.kind === "account" && typeof value === "string") return <SafeText text={presentAccount(value).text} />;
  return <SafeText text={typeof value === "string" ? value : JSON.stringify(value)} />;
}
