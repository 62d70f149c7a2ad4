import { Search } from "lucide-react";
import styles from "./search-box.module.css";

interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter?: () => void;
  /** The one that the slash goes to: that of the list, as opposed to one inside a card. */
  readonly ofList?: boolean;
}

/** No search is longer; UTF-16 units. */
const LONGEST = 200;

export function SearchBox({ label, placeholder, value, onChange, onEnter, ofList = false }: SearchBoxProps) {
  return (
    <label className={styles["search"]} data-size={ofList ? "regular" : "small"}>
      <Search aria-hidden />
      <input
        type="search"
        data-search={ofList || undefined}
        aria-label={label}
        placeholder={placeholder}
        value={value}
        maxLength={LONGEST}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onEnter?.();
          if (event.key === "Escape" && ofList) event.currentTarget.blur();
        }}
      />
      {ofList && <kbd aria-hidden>/</kbd>}
    </label>
  );
}
