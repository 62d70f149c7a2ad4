import { CircleCheck, TriangleAlert } from "lucide-react";
import type { MethodOutput } from "#ipc/contract.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./checks-list.module.css";

interface ChecksListProps {
  readonly checks: MethodOutput<"diagnostics.check">;
}

export function ChecksList({ checks }: ChecksListProps) {
  const words = useWords();
  return (
    <ul className={styles["checks"]} aria-label={words("settings.checks")}>
      {checks.map(({ check, ok, detail }) => (
        <li key={`${check} ${detail}`} data-ok={ok}>
          {ok ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
          <span>
            {words(`settings.check.${check}`)}: {words(ok ? "settings.check.ok" : "settings.check.bad")}
            {detail !== "" && (
              <>
                {" "}
                (<SafeText text={detail} />)
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
