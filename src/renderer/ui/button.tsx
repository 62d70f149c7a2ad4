import type { ComponentProps } from "react";
import styles from "./button.module.css";

interface ButtonProps extends ComponentProps<"button"> {
  readonly tone?: "plain" | "quiet" | "approve" | "reject" | "accent";
  readonly size?: "small" | "regular" | "large";
}

export function Button({ tone = "plain", size = "regular", ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={styles["button"]} data-tone={tone} data-size={size} />;
}
