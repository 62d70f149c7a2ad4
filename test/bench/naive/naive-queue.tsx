import { useEffect, useEffectEvent, useState } from "react";
import { createRoot } from "react-dom/client";

interface NaiveGate {
  readonly tokenId: string;
  readonly title: string;
  readonly parameters: { readonly payee: string; readonly amount: string; readonly currency: string };
}

interface Naive {
  queue(search: string): Promise<NaiveGate[]>;
}

function askQueue(search: string): Promise<NaiveGate[]> {
  return (globalThis as unknown as { naive: Naive }).naive.queue(search);
}

function NaiveQueue() {
  const [gates, setGates] = useState<readonly NaiveGate[]>([]);
  const [search, setSearch] = useState("");
  const [selected, setSelected] = useState(0);
  const refresh = (wanted: string): void => {
    setSearch(wanted);
    void askQueue(wanted).then(setGates);
  };
  const step = useEffectEvent(async (by: number) => {
    const fresh = await askQueue(search);
    setGates(fresh);
    setSelected(Math.min(Math.max(0, selected + by), fresh.length - 1));
  });
  useEffect(() => {
    void askQueue("").then(setGates);
    const press = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLInputElement || !"jk".includes(event.key)) return;
      void step(event.key === "j" ? 1 : -1);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  const card = gates[selected];
  return (
    <>
      <main>{card !== undefined && <h2>{card.title}</h2>}</main>
      <div>
        <input aria-label="Search" value={search} onChange={(event) => refresh(event.target.value)} />
        <div>
          <ul aria-label="Waiting gates">
            {gates.map((gate, index) => (
              <li key={gate.tokenId} aria-current={index === selected}>
                <strong>{gate.title}</strong>
                <span>{gate.parameters.payee}</span>
                <span>
                  {Number(gate.parameters.amount).toLocaleString("en", {
                    style: "currency",
                    currency: gate.parameters.currency,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </>
  );
}

const root = document.querySelector("#root");
if (root !== null) createRoot(root).render(<NaiveQueue />);
