import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "./button.tsx";
import { copyText } from "./copy-text.ts";

interface CopyButtonProps {
  readonly text: string;
  readonly label?: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const words = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  const done = copied === text;
  return (
    <Button size="small" aria-label={label} onClick={() => setCopied(copyText(text) ? text : null)}>
      {done ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{words(done ? "app.copied" : "app.copy")}</span>
    </Button>
  );
}
