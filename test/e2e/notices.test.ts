import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Notice } from "#main/notice.ts";
import { launchSpec, makeHome } from "./open-console.ts";
import { buildProbeApp, type ProbeApp } from "./probe-app.ts";

let probe: ProbeApp;

beforeAll(async () => {
  probe = await buildProbeApp("test/e2e/notice-probe/main.ts");
});

afterAll(() => probe.remove());

/** A notice about one gate. */
function notice(title: string, body: string, urgent: boolean): Notice {
  return { title, body, urgent, about: [{ kind: "new", tokenId: `waitpoint_${title}`, urgency: "normal" }] };
}

/** Sends notices to a real notification daemon on the same session bus, and gives what arrived: title and urgency. */
function deliver(home: string, notices: Notice[]): string[] {
  const { executablePath, args, env } = launchSpec();
  const session = join(dirname(executablePath), "with-session.sh");
  const electron = [env["COUNTERSIGN_ELECTRON"] ?? "", ...args.slice(0, -1), probe.folder];
  const inside = 'dunst -print & daemon=$!; "$@"; kill "$daemon"; wait "$daemon"';
  const { stdout } = spawnSync(session, ["sh", "-c", inside, "sh", ...electron], {
    env: { ...env, COUNTERSIGN_SESSION: "private", COUNTERSIGN_HOME: home, NOTICES: JSON.stringify(notices) },
    encoding: "utf8",
    timeout: 30_000,
  });
  const titles = [...stdout.matchAll(/summary: '(.*)'/gu)].map((match) => match[1]);
  const urgencies = [...stdout.matchAll(/urgency: (\w+)/gu)].map((match) => match[1]);
  return titles.map((title, index) => `${title} ${urgencies[index]}`);
}

test.runIf(process.platform === "linux")(
  "a real notification daemon hears of an urgent gate first, as critical",
  async () => {
    const arrived = deliver(await makeHome(), [
      notice("Pay ACME GmbH", "A gate is open.", false),
      notice("Pay Globex", "A gate is about to close.", true),
    ]);

    expect(arrived).toEqual(["Pay Globex CRITICAL", "Pay ACME GmbH NORMAL"]);
  },
);

test.runIf(process.platform === "linux")("a flood of gates arrives as one notification", async () => {
  const flood = Array.from({ length: 50 }, (_, gate) => notice(`Gate ${gate}`, "", false));

  expect(deliver(await makeHome(), flood)).toEqual(["50 gates wait for you NORMAL"]);
});
