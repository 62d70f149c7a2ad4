import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { launchSpec, makeHome } from "./open-console.ts";
import { buildProbeApp, type ProbeApp } from "./probe-app.ts";

let probe: ProbeApp;

beforeAll(async () => {
  probe = await buildProbeApp("test/e2e/updater-probe/main.ts");
});
afterAll(() => probe.remove());

const PROMISED = Buffer.from("the next version of the app");

interface Feed {
  readonly version: string;
  /** What is really served; what the feed promises is always the same. */
  readonly served: Buffer;
}

/** Serves a feed, lets the probe (version 1.0.0) ask it, and answers with what it made of it. */
async function askFeed({ version, served }: Feed): Promise<{ offered: string | null; fetched: string }> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/latest-linux.yml") === true) response.end(describeFeed(version));
    else if (request.url === "/next.AppImage") response.end(served);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const feed = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  writeFileSync(
    join(probe.folder, "dev-app-update.yml"),
    `provider: generic\nurl: ${feed}\nupdaterCacheDirName: countersign-probe-updater\n`,
  );

  const home = await makeHome();
  const { executablePath, args, env } = launchSpec();
  const electron = [env["COUNTERSIGN_ELECTRON"] ?? "", ...args.slice(0, -1), probe.folder];
  const child = spawn(join(dirname(executablePath), "with-session.sh"), electron, {
    env: {
      ...env,
      COUNTERSIGN_SESSION: "private",
      COUNTERSIGN_HOME: home,
      FEED: feed,
      APPIMAGE: join(home, "this.AppImage"),
    },
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 30_000,
  });
  const line = (await text(child.stdout)).split("\n").find((one) => one.startsWith("{"));
  return JSON.parse(line ?? "null") as { offered: string | null; fetched: string };
}

function describeFeed(version: string): string {
  const sha512 = createHash("sha512").update(PROMISED).digest("base64");
  return `version: ${version}
files:
  - url: next.AppImage
    sha512: ${sha512}
    size: ${PROMISED.length}
path: next.AppImage
sha512: ${sha512}
releaseDate: "2026-11-25T00:00:00.000Z"
`;
}

test.runIf(process.platform === "linux")("a newer version is fetched as its feed promised it", async () => {
  expect(await askFeed({ version: "2.0.0", served: PROMISED })).toEqual({ offered: "2.0.0", fetched: "fetched" });
});

test.runIf(process.platform === "linux")("what was changed on the way is refused", async () => {
  const served = Buffer.from(PROMISED);
  served[0] = 0;

  const { offered, fetched } = await askFeed({ version: "2.0.0", served });
  expect(offered).toBe("2.0.0");
  expect(fetched).toMatch(/checksum mismatch/u);
});

test.runIf(process.platform === "linux")("an older version, and the same one, are not offered", async () => {
  for (const version of ["0.9.9", "1.0.0"]) {
    expect(await askFeed({ version, served: PROMISED })).toEqual({ offered: null, fetched: "nothing to fetch" });
  }
});
