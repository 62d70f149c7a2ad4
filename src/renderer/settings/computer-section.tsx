import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useClient } from "#renderer/client-context.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ChecksList } from "./checks-list.tsx";
import { NotSaved } from "./not-saved.tsx";
import { Setting } from "./setting.tsx";
import { TestNotice } from "./test-notice.tsx";
import { UpdatesSetting } from "./updates-setting.tsx";
import styles from "./section.module.css";

/** Whether everything this console needs is there, what to send to whoever helps, and the way back to the defaults. */
export function ComputerSection() {
  const words = useWords();
  const tell = useErrorWords();
  const client = useClient();
  const saving = useMutation({ mutationFn: () => client.call("diagnostics.save", {}) });
  const checking = useMutation({ mutationFn: () => client.call("diagnostics.check", {}) });
  return (
    <div className={styles["section"]}>
      <Setting label={words("settings.notice")} hint={words("settings.notice.hint")}>
        <TestNotice />
      </Setting>
      <UpdatesSetting />
      <Setting
        label={words("settings.checks")}
        hint={checking.data !== undefined && <ChecksList checks={checking.data} />}
      >
        <Button disabled={checking.isPending} onClick={() => checking.mutate()}>
          {words("settings.checks.run")}
        </Button>
        {checking.isError && <span role="alert">{tell(checking.error)}</span>}
      </Setting>
      <Setting
        label={words("settings.diagnostics")}
        hint={
          <>
            <p>{words("settings.diagnostics.hint")}</p>
            {saving.data !== undefined && saving.data !== null && (
              <output>{words("settings.diagnostics.saved", saving.data)}</output>
            )}
            <NotSaved error={saving.error} />
          </>
        }
      >
        <Button disabled={saving.isPending} onClick={() => saving.mutate()}>
          {words("settings.diagnostics.save")}
        </Button>
      </Setting>
      <ResetSetting />
    </div>
  );
}

function ResetSetting() {
  const words = useWords();
  const client = useClient();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const reset = useMutation({
    mutationFn: () => client.call("preferences.reset", {}),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ["preferences"] });
    },
  });
  return (
    <Setting
      label={words("settings.reset")}
      hint={
        <>
          <p>{words("settings.reset.hint")}</p>
          {reset.isSuccess && !asking && <output>{words("settings.reset.done")}</output>}
          <NotSaved error={reset.error} />
        </>
      }
    >
      {asking ? (
        <>
          <Button tone="reject" disabled={reset.isPending} onClick={() => reset.mutate()}>
            {words("settings.reset.confirm")}
          </Button>
          <Button onClick={() => setAsking(false)}>{words("settings.cancel")}</Button>
        </>
      ) : (
        <Button onClick={() => setAsking(true)}>{words("settings.reset.ask")}</Button>
      )}
    </Setting>
  );
}
