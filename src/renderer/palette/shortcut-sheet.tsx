import type { MessageId } from "#renderer/messages/en.ts";
import { useWords } from "#renderer/messages/words.ts";
import { commandKey } from "#renderer/ui/command-key.ts";
import styles from "./shortcut-sheet.module.css";

type Shortcut = readonly [keys: readonly string[], does: MessageId];

const LIST: readonly Shortcut[] = [
  [["j", "↓"], "shortcut.next"],
  [["k", "↑"], "shortcut.previous"],
  [["Enter", "o"], "shortcut.open"],
  [["Esc"], "shortcut.back"],
  [["x"], "shortcut.select"],
  [["Shift x", "Shift ↓"], "shortcut.selectRange"],
  [["a", "r"], "shortcut.decideSelected"],
];
const CARD: readonly Shortcut[] = [
  [["a"], "shortcut.approve"],
  [["r"], "shortcut.reject"],
  [["s"], "shortcut.respond"],
  [["e"], "shortcut.edit"],
  [["h"], "shortcut.snooze"],
  [["v"], "shortcut.raw"],
];

export function ShortcutSheet() {
  const words = useWords();
  const command = commandKey();
  const anywhere: readonly Shortcut[] = [
    [["u", `${command} Z`], "shortcut.undo"],
    [["/"], "shortcut.search"],
    [["?"], "shortcut.sheet"],
    [[`${command} A`], "shortcut.selectAll"],
    [[`${command} K`], "shortcut.palette"],
    [[`${command} ,`], "settings.title"],
    [[`${command} +`, `${command} −`, `${command} 0`], "shortcut.zoom"],
    [[`${command} Enter`], "shortcut.send"],
  ];
  return (
    <div className={styles["sheet"]}>
      <ShortcutGroup title={words("shortcut.group.list")} shortcuts={LIST} />
      <ShortcutGroup title={words("shortcut.group.card")} shortcuts={CARD} />
      <ShortcutGroup title={words("shortcut.group.window")} shortcuts={anywhere} />
    </div>
  );
}

interface ShortcutGroupProps {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

function ShortcutGroup({ title, shortcuts }: ShortcutGroupProps) {
  const words = useWords();
  return (
    <section>
      <h3 className={styles["title"]}>{title}</h3>
      <dl className={styles["list"]}>
        {shortcuts.map(([keys, does]) => (
          <div key={does}>
            <dt>{words(does)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
