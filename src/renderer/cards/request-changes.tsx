import { presentChanges } from "#core/present-changes.ts";
import { layOutParameters, valueFields } from "#core/present-schema.ts";
import type { Request } from "#renderer/hooks/use-card.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./request-changes.module.css";

interface RequestChangesProps {
  readonly decided: Request;
  readonly current: Request;
}

/** What was decided on beside what the task asks now: why a decision was parked instead of sent. */
export function RequestChanges({ decided, current }: RequestChangesProps) {
  const words = useWords();
  const labels = new Map(
    [decided, current].flatMap(layOutValues).map((field) => [`/parameters${field.path}`, field.label]),
  );
  return (
    <section className={styles["changes"]} aria-label={words("conflict.title")}>
      <h3 className={styles["title"]}>{words("conflict.title")}</h3>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{words("conflict.where")}</th>
            <th scope="col">{words("conflict.decided")}</th>
            <th scope="col">{words("conflict.now")}</th>
          </tr>
        </thead>
        <tbody>
          {presentChanges(decided, current).map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">
                <SafeText text={labels.get(path) ?? path} />
              </th>
              <td data-side="decided">
                {before === undefined ? words("conflict.nothing") : <SafeText text={before} />}
              </td>
              <td data-side="now">{after === undefined ? words("conflict.nothing") : <SafeText text={after} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function layOutValues(request: Request) {
  return valueFields(layOutParameters(request));
}
