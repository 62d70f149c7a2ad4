import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useClient } from "#renderer/client-context.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "./button.tsx";
import { copyText } from "./copy-text.ts";

interface CopyButtonProps {
  readonly text: string;
  readonly label?: string;
  /** It is of a card: main takes it off the clipboard again after a minute. */
  readonly passing?: true;
}

export function CopyButton({ text, label, passing }: CopyButtonProps) {
  const words = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  const client = useClient();
  const done = copied === text;

  function copy(): void {
    const isCopied = copyText(text);
    setCopied(isCopied ? text : null);
    // Nothing to tell the person where main does not hear of it: the copy is theirs.
    if (isCopied && passing === true) client.call("clipboard.noteCopy", {}).catch(() => undefined);
  }
  return (
    <Button size="small" aria-label={label} onClick={copy}>
      {done ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{words(done ? "app.copied" : "app.copy")}</span>
    </Button>
  );
}
