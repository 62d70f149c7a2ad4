import { useId } from "react";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./bar-plot.module.css";

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as it is read; the number itself unless given. */
  readonly written?: string;
}

interface BarPlotProps {
  readonly title: string;
  /** What the bars stand for, as the table's second column. */
  readonly unit: string;
  readonly note?: string | undefined;
  readonly bars: readonly Bar[];
  /** Every so many bars carry their label below. */
  readonly labelEvery?: number;
}

const WIDTH = 360;
const HEIGHT = 84;
const GAP = 2;

/** A small plot of bars, and the same figures as a table for whoever does not read plots. */
export function BarPlot({ title, unit, note, bars, labelEvery = 1 }: BarPlotProps) {
  const words = useWords();
  const headingId = useId();
  const highest = Math.max(...bars.map(({ value }) => value), 0);
  const step = WIDTH / Math.max(1, bars.length);
  const written = ({ value, written: text }: Bar) => text ?? String(value);
  return (
    <section className={styles["plot"]} aria-labelledby={headingId}>
      <h3 id={headingId} className={styles["title"]}>
        {title}
      </h3>
      {note !== undefined && <p className={styles["note"]}>{note}</p>}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 14}`} className={styles["svg"]} aria-hidden>
        <line className={styles["axis"]} x1="0" x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
        {bars.map((bar, index) => {
          const height = highest === 0 ? 0 : (bar.value / highest) * (HEIGHT - 14);
          const middle = index * step + step / 2;
          return (
            <g key={bar.label}>
              <rect
                className={styles["bar"]}
                x={index * step + GAP / 2}
                y={HEIGHT - height}
                width={Math.max(1, step - GAP)}
                height={height}
              />
              {bar.value > 0 && bars.length <= 12 && (
                <text className={styles["figure"]} x={middle} y={HEIGHT - height - 3} textAnchor="middle">
                  {written(bar)}
                </text>
              )}
              {index % labelEvery === 0 && (
                <text
                  className={styles["label"]}
                  x={labelEvery === 1 ? middle : index * step}
                  y={HEIGHT + 12}
                  textAnchor={labelEvery === 1 ? "middle" : "start"}
                >
                  {bar.label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <details className={styles["table"]}>
        <summary>{words("insight.asTable")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col">{unit}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <th scope="row">{bar.label}</th>
                <td>{written(bar)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
