import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { MethodInput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./audit-export.module.css";

/** The whole log as a file: one that `audit:verify` proves, or one for a spreadsheet. */
export function AuditExport() {
  const words = useWords();
  const tell = useErrorWords();
  const client = useClient();
  const exporting = useMutation({
    mutationFn: (format: MethodInput<"audit.export">["format"]) => client.call("audit.export", { format }),
  });
  return (
    <div className={styles["export"]}>
      <Button size="small" disabled={exporting.isPending} onClick={() => exporting.mutate("jsonl")}>
        <Download aria-hidden /> {words("audit.export.jsonl")}
      </Button>
      <Button size="small" disabled={exporting.isPending} onClick={() => exporting.mutate("csv")}>
        <Download aria-hidden /> {words("audit.export.csv")}
      </Button>
      {exporting.data !== undefined && exporting.data !== null && (
        <output className={styles["said"]}>
          {words("palette.exported", { count: exporting.data.entries, path: exporting.data.path })}
        </output>
      )}
      {exporting.isError && (
        <p role="alert" className={styles["said"]}>
          {tell(exporting.error)}
        </p>
      )}
    </div>
  );
}
