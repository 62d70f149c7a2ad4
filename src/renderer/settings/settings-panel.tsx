import { Tabs } from "@base-ui/react/tabs";
import { useWords } from "#renderer/messages/words.ts";
import { ErrorBoundary } from "#renderer/ui/error-boundary.tsx";
import { sections } from "./sections.ts";
import styles from "./settings-panel.module.css";

interface SettingsPanelProps {
  /** The one that is open first; the first one unless given. */
  readonly section?: string;
}

/** Everything the operator can choose, a section at a time; each change counts at once. */
export function SettingsPanel({ section }: SettingsPanelProps) {
  const words = useWords();
  return (
    <Tabs.Root className={styles["panel"]} orientation="vertical" defaultValue={section ?? sections[0]?.id}>
      <Tabs.List className={styles["list"]} aria-label={words("settings.sections")}>
        {sections.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id} className={styles["tab"]}>
            {words(title)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {sections.map(({ id, title, Section }) => (
        <Tabs.Panel key={id} value={id} tabIndex={-1} className={styles["section"]}>
          <h3 className={styles["title"]}>{words(title)}</h3>
          <ErrorBoundary resetKey={id}>
            <Section />
          </ErrorBoundary>
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
