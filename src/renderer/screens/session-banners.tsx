import { useState } from "react";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { type Environment, useSession } from "#renderer/hooks/use-session.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { UpdateBanner } from "./update-banner.tsx";
import styles from "./session-banners.module.css";

interface SessionBannersProps {
  readonly onConnect: () => void;
}

/** What is unusual about this session: connection first, then where keys live and what the console runs on. */
export function SessionBanners({ onConnect }: SessionBannersProps) {
  const words = useWords();
  const session = useSession();
  const learning =
    session.clock === null && session.environments.some(({ connection }) => connection.state === "online");
  return (
    <section className={styles["banners"]} aria-label={words("banner.all")}>
      {session.environments.map((environment) => (
        <ConnectionBanner key={environment.id} environment={environment} onConnect={onConnect} />
      ))}
      {learning && (
        <Banner tone="note" title={words("banner.clock.title")} compact>
          <p>{words("banner.clock.text")}</p>
        </Banner>
      )}
      <RepairBanner />
      <UpdateBanner />
      <MachineBanner />
    </section>
  );
}

interface ConnectionBannerProps extends SessionBannersProps {
  readonly environment: Environment;
}

function ConnectionBanner({ environment, onConnect }: ConnectionBannerProps) {
  const words = useWords();
  const tell = useErrorWords();
  const writeInstant = useInstant();
  const { connection, name } = environment;
  if (connection.state === "offline") {
    const { asOf } = connection;
    return (
      <Banner tone="warn" title={words("banner.offline.title", { name })} compact>
        <p>
          {asOf === undefined
            ? words("banner.offline.never")
            : words("banner.offline.asOf", { time: writeInstant(asOf) })}{" "}
          {tell({ code: connection.code, message: connection.reason })}
        </p>
      </Banner>
    );
  }
  if (connection.state !== "key-needed") return null;
  return (
    <Banner tone="bad" title={words("banner.key.title", { name })} compact>
      <p>
        {tell({ code: connection.code, message: connection.reason })} {words("banner.key.text")}
      </p>
      <Button size="small" onClick={onConnect}>
        {words("banner.key.action")}
      </Button>
    </Banner>
  );
}

/** A database that had to be put right: what came back, and where the damaged file is. */
function RepairBanner() {
  const words = useWords();
  const writeInstant = useInstant();
  const { repair } = useSession();
  if (repair === undefined) return null;
  const title =
    repair.lostSince === undefined
      ? words("banner.repair.empty")
      : words("banner.repair.restored", { since: writeInstant(repair.lostSince) });
  return (
    <Banner tone="bad" title={title} compact>
      <p>{words("banner.repair.text", { count: repair.decisions, file: repair.movedTo })}</p>
    </Banner>
  );
}

// What the console runs on does not change while it runs: one line for all of it, put away once read.
function MachineBanner() {
  const words = useWords();
  const { vault, sandboxed, runtime } = useSession();
  const [dismissed, setDismissed] = useState(false);
  const parts = [
    ...(vault.kind === "session-only"
      ? [
          {
            title: words("banner.vault.title"),
            text: `${words(`banner.vault.${vault.reason}`)} ${words("banner.vault.text")}`,
          },
        ]
      : []),
    ...(sandboxed ? [] : [{ title: words("banner.sandbox.title"), text: words("banner.sandbox.text") }]),
    ...(runtime.compatibility
      ? [
          {
            title: words("banner.runtime.title"),
            text: words("banner.runtime.text", { electron: runtime.electron, chromium: runtime.chromium }),
          },
        ]
      : []),
  ];
  if (dismissed || parts.length === 0) return null;
  return (
    <div className={styles["machine"]}>
      <ul>
        {parts.map((part) => (
          <li key={part.title}>
            <strong>{part.title}.</strong> {part.text}
          </li>
        ))}
      </ul>
      <Button size="small" tone="quiet" onClick={() => setDismissed(true)}>
        {words("banner.dismiss")}
      </Button>
    </div>
  );
}
