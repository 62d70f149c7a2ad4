import type { ComponentProps } from "react";
import type { FieldDraft } from "#core/present-edits.ts";
import type { FieldInput } from "#core/present-schema.ts";
import { plainText } from "#core/present-text.ts";
import { useWords } from "#renderer/messages/words.ts";

interface ChoiceControlProps {
  readonly common: ComponentProps<"select">;
  readonly input: Extract<FieldInput, { kind: "choice" | "boolean" }>;
  readonly draft: FieldDraft;
  readonly onDraft: (draft: FieldDraft) => void;
}

export function ChoiceControl({ common, input, draft, onDraft }: ChoiceControlProps) {
  const words = useWords();
  if (input.kind === "boolean") {
    return (
      <select {...common} value={String(draft)} onChange={(event) => onDraft(event.target.value === "true")}>
        <option value="true">{words("field.true")}</option>
        <option value="false">{words("field.false")}</option>
      </select>
    );
  }
  return (
    <select
      {...common}
      value={typeof draft === "string" ? draft : ""}
      onChange={(event) => onDraft(event.target.value)}
    >
      {draft === "" && <option value="">{words("field.choose")}</option>}
      {input.choices
        .filter((choice) => choice !== null)
        .map((choice) => (
          <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
            {plainText(typeof choice === "string" ? choice : JSON.stringify(choice))}
          </option>
        ))}
    </select>
  );
}
